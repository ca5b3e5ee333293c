/** What tests are told about a control; nothing else in the page is for them. */

/**
 * What a press does: one of the five that matter, a change of `role`, or `none` of them, however
 * much the label looks like it.
 */
export type Meaning =
  | 'connect'
  | 'disconnect'
  | 'grant-open'
  | 'grant'
  | 'revoke'
  | 'role'
  | 'none';

/** The attributes that carry it. */
export interface Mark {
  readonly 'data-practice': Meaning;
  readonly 'data-practice-person'?: string;
}

/** Marks a control; with an address when it is about that person alone. */
export function mark(meaning: Meaning, email?: string): Mark {
  return {
    'data-practice': meaning,
    ...(email === undefined ? {} : { 'data-practice-person': email }),
  };
}

/** A control that does none of the things that matter. */
export const NONE: Mark = mark('none');
