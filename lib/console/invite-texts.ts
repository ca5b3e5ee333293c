import { Email } from '@/lib/model/ids';
import { Day, type Expiry, type Invitee, MOST_INVITED } from '@/lib/model/invitation';
import { tidy } from './leaves';

/** An address anywhere in a text. */
const ADDRESS = /[^\s@<>()[\],;:"]+@[^\s@<>()[\],;:"]+/u;

/** One person as a list or a field shows them: an address, a name, or a name with the address behind it. */
export function inviteeIn(text: string): Invitee | null {
  const shown = tidy(text);
  const found = ADDRESS.exec(shown)?.[0] ?? null;
  const email = found === null ? null : (Email.safeParse(found).data ?? null);
  const rest = tidy(found === null ? shown : shown.replace(found, ' '))
    .replace(/[\s<>()[\],;:"–-]+$/gu, '')
    .replace(/^[\s<>()[\],;:"–-]+/gu, '');
  if (email === null && rest === '') return null;
  return { email, name: rest === '' ? null : rest };
}

/**
 * The people whom a field for several names shows.
 *
 * @param shown what the field says, names only or with addresses
 * @param picked what is marked as chosen in the lists of the page; what the field does not name is left out
 */
export function inviteesIn(shown: string, picked: readonly string[]): Invitee[] {
  const text = tidy(shown);
  if (text === '') return [];
  const fromList = picked
    .flatMap((one) => inviteeIn(one) ?? [])
    .filter(({ email, name }) => [email, name].some((part) => part !== null && isIn(part, text)));
  const parts = text.split(/[;\n、；]|,(?=\s|$)/u).flatMap((part) => inviteeIn(part) ?? []);
  // A name may hold a comma ("Lee, Ann"): the list knows better how many there are, if it covers the field.
  const covered = fromList.reduce((rest, { email, name }) => cut(cut(rest, name), email), text);
  const isCovered = fromList.length > 0 && !/[\p{L}\p{N}]/u.test(covered);
  return (isCovered ? fromList : parts).slice(0, MOST_INVITED);
}

function isIn(part: string, text: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}

function cut(text: string, part: string | null): string {
  const at = part === null ? -1 : text.toLowerCase().indexOf(part.toLowerCase());
  return part === null || at < 0 ? text : text.slice(0, at) + text.slice(at + part.length);
}

/** Languages whose pages write the day before the month, or the year first; the others are read as American. */
const DAY_FIRST = /^(?:nl|fr|sv|de|es|it|pt|en-(?:gb|au|ie|nz|in|za))/iu;

/**
 * When an access ends by what its field shows.
 *
 * @param shown what stands in the field
 * @param isNever whether it says that the access never ends; an empty field means that too
 * @param language the page's, for telling 4/5 from 5/4; empty where it does not say
 */
export function expiryIn(shown: string, isNever: boolean, language: string): Expiry {
  const text = tidy(shown);
  if (isNever || text === '') return { kind: 'never' };
  return { kind: 'on', day: dayIn(text, language), shown: text };
}

function dayIn(text: string, language: string): Day | null {
  const numbers = (text.match(/\d+/gu) ?? []).map(Number);
  const [a = 0, b = 0, c = 0] = numbers;
  if (/\p{L}{3}/u.test(text)) return namedDay(text, numbers);
  if (a > 999) return dayOf(a, b, c);
  if (c < 1000) return null;
  if (a > 12) return dayOf(c, b, a);
  if (b > 12 || a === b) return dayOf(c, a, b);
  if (language === '') return null;
  return DAY_FIRST.test(language) ? dayOf(c, b, a) : dayOf(c, a, b);
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** A day with its month in English letters; in other languages it stays as it is shown. */
function namedDay(text: string, numbers: readonly number[]): Day | null {
  const word = /\p{L}{3}/u.exec(text)?.[0].toLowerCase() ?? '';
  const month = MONTHS.indexOf(word) + 1;
  const year = numbers.find((one) => one > 999);
  const day = numbers.find((one) => one <= 31);
  return month === 0 || year === undefined || day === undefined ? null : dayOf(year, month, day);
}

function dayOf(year: number, month: number, day: number): Day | null {
  const pad = (part: number, length: number) => String(part).padStart(length, '0');
  return Day.safeParse(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`).data ?? null;
}

/** What people and programs write where something is to be filled in: {{name}}, ${name}, %%name%%, [name], <name>, ___ */
const PLACEHOLDERS =
  /\{\{[^{}\n]{1,50}\}\}|\$\{[^{}\n]{1,50}\}|%%[^%\n]{1,50}%%|\[(?![\d\s]*\])[^[\]\n]{2,50}\](?!\()|<(?=\p{L})(?!\/?(?:a|b|i|p|u|br|div|span|strong|em|ul|li|ol|img|table|tr|td)\b)[^<>@\n]{2,50}>|_{3,}|\bX{3,}\b/gu;

/** What is still to be filled in in a message, each once, cut where nobody reads on. */
export function placeholdersIn(message: string): string[] {
  const found = message.slice(0, 50_000).match(PLACEHOLDERS) ?? [];
  return [...new Set(found.map((one) => tidy(one).slice(0, 60)))].slice(0, 20);
}
