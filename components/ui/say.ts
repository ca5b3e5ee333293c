import { i18n } from '#i18n';
import type { MessageKey, Text } from '@/lib/model/text';

type Values = Readonly<Record<string, string | number>>;

// The generated `t` ties each key to its own arguments; a Text has been tied to its key already, so here
// it is called by the one signature that all of its overloads share at run time.
const translate = i18n.t as unknown as (
  key: string,
  ...rest: readonly (number | readonly string[] | Values)[]
) => string;

/** What has been said before, for when the browser has cut us off from our messages. */
const spoken = new Map<string, string>();

const numbers = new Intl.NumberFormat();

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
  return numbers.format(value);
}

/**
 * Words a {@link Text} in the person's language. The result is plain text, never markup. A page that was open
 * when the extension was updated has no messages any more: there, what was said before is said again.
 */
export function say(text: Text): string {
  const id = JSON.stringify(text);
  try {
    const words = wordsFor(text);
    if (REHEARSED.has(text.key)) spoken.set(id, words);
    return words;
  } catch {
    return spoken.get(id) ?? '';
  }
}

/** Keys whose words are kept for after an update: what an orphaned page still has to say. */
const REHEARSED = new Set<MessageKey>();

/** Says these once, to no one, so that they can still be said when the messages are gone. */
export function rehearse(texts: readonly Text[]): void {
  for (const text of texts) {
    REHEARSED.add(text.key);
    say(text);
  }
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
