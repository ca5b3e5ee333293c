import { i18n } from '#i18n';
import type { MessageKey, Text } from '@/lib/model/text';
import { locale } from './language';

type Values = Readonly<Record<string, string | number>>;

// The generated `t` ties each key to its own arguments; a Text has been tied to its key already, so here
// it is called by the one signature that all of its overloads share at run time.
const translate = i18n.t as unknown as (
  key: string,
  ...rest: readonly (number | readonly string[] | Values)[]
) => string;

/** What was rehearsed, for when the browser has cut us off from our messages. */
const rehearsed = new Map<MessageKey, string>();

let numbers: Intl.NumberFormat | null = null;

/** Right-to-left letters, and the invisible characters that change the direction of what follows. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;
const DIRECTION_MARKS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Keeps text from the console from turning the sentence around it: its direction ends where it does. */
function isolate(value: string): string {
  const bare = value.replace(DIRECTION_MARKS, '');
  return RIGHT_TO_LEFT.test(bare) ? `\u2068${bare}\u2069` : bare;
}

/** A number the way people here write it. */
export function figure(value: number): string {
  numbers ??= new Intl.NumberFormat(locale());
  return numbers.format(value);
}

/**
 * Words a {@link Text} in the person's language. The result is plain text, never markup. A page that was open
 * when the extension was updated has no messages any more: there, only what was rehearsed can still be said.
 */
export function say(text: Text): string {
  try {
    return wordsFor(text);
  } catch {
    return rehearsed.get(text.key) ?? '';
  }
}

/** Looks these up, which have neither numbers nor values in them, while the messages can be reached. */
export function rehearse(keys: readonly MessageKey[]): void {
  for (const key of keys) rehearsed.set(key, wordsFor({ key }));
}

function wordsFor(text: Text): string {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(text.values ?? {})) {
    values[name] = typeof value === 'number' ? figure(value) : isolate(value);
  }
  return text.count === undefined
    ? translate(text.key, values)
    : translate(text.key, text.count, [figure(text.count)], values);
}

/** Words a message without a plural. */
export function t(key: MessageKey, values?: Values): string {
  return say(values === undefined ? { key } : { key, values });
}

/** Words a message whose form depends on a number. */
export function tn(key: MessageKey, count: number, values?: Values): string {
  return say(values === undefined ? { key, count } : { key, count, values });
}
