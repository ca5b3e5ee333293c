import type { Email } from '@/lib/model/ids';

/** Somebody's place among all the people who were seen, counted from zero, in the orders that tables have. */
export interface Ranked {
  readonly email: Email;
  /** `null` where no name is known. */
  readonly byName: number | null;
  readonly byEmail: number;
}

/** The part of a table that is shown. */
export interface TablePart {
  /** Who is shown, in their order. */
  readonly emails: readonly Email[];
  /** The places of the first and the last of them, counted from one, where the table says them. */
  readonly range: { readonly first: number; readonly last: number } | null;
  /** Whether the table has pages to turn. */
  readonly isPaged: boolean;
}

/**
 * Where people may be who are not shown: on these pages of the table, further up or down in a list that has no
 * pages, or nobody can tell.
 */
export type Whereabouts =
  | { readonly kind: 'pages'; readonly pages: readonly PageOf[]; readonly order: Order }
  | { readonly kind: 'scroll' }
  | { readonly kind: 'unknown' };

/** The orders that tables have. */
export type Order = 'byName' | 'byEmail';

/** What an earlier look at the same table has shown: how many people a page has, and their order. */
export interface KnownTable {
  readonly size: number | null;
  readonly order: Order | null;
}

/** Who may be on a page of the table, which is counted from one. */
export interface PageOf {
  readonly page: number;
  readonly people: readonly Email[];
}

/** From so many people on, and if most stand where they are expected, the others are exceptions. */
const MANY = 10;
const MOSTLY = 0.7;

const UNKNOWN: Whereabouts = { kind: 'unknown' };

/** By so many places a table's order may differ from ours: languages disagree on where some letters belong. */
const SLACK = 2;

/**
 * Says on which pages of a table those may be who are not shown. The table's order is taken for the one, by name
 * or by address and ascending, in which those who are shown have the places that they are shown at; where they
 * have them in neither, nobody can tell.
 *
 * @param missing who is not shown
 * @param part what is shown
 * @param ranked the places of those who are missing, and of some of those who are shown
 * @param total how many people there are; `null` when nobody knows
 * @param before what other pages of the table have shown: the last one may be too short to tell from it
 */
export function whereaboutsOf(
  missing: readonly Email[],
  part: TablePart,
  ranked: readonly Ranked[],
  total: number | null,
  before: KnownTable,
): Whereabouts {
  if (!part.isPaged) return { kind: 'scroll' };
  const size = sizeOf(part, total, before.size);
  if (size === null) return UNKNOWN;
  const orders: readonly Order[] = ['byName', 'byEmail'];
  for (const order of orders) {
    const places = new Map<Email, number>();
    for (const one of ranked) {
      const place = one[order];
      if (place !== null) places.set(one.email, place);
    }
    const isKnown = order === before.order && part.range !== null;
    const start = isKnown ? (part.range?.first ?? 1) - 1 : startOf(part, places);
    if (start === null || !isStartOfPage(start, part, size)) continue;
    const pages = pagesOf(missing, places, size, Math.floor((start + SLACK) / size) + 1);
    return pages === null ? UNKNOWN : { kind: 'pages', pages, order };
  }
  return UNKNOWN;
}

/** As many people show in which order a table is. */
const SAMPLE = 24;

/** Some of those who are shown, from all parts of the list, whose places say in which order it is. */
export function sampleOf(emails: readonly Email[]): Email[] {
  const every = Math.max(1, Math.ceil(emails.length / SAMPLE));
  return emails.filter((_, index) => index % every === 0 || index === emails.length - 1);
}

/**
 * How many people a page has. The last one may have fewer than the others, which fill what is before it: where only
 * one length does, that is it.
 */
function sizeOf(
  { emails, range }: TablePart,
  total: number | null,
  known: number | null,
): number | null {
  const shown = emails.length;
  if (shown === 0) return null;
  if (range === null || range.first === 1 || (total !== null && range.last < total)) return shown;
  const before = range.first - 1;
  const lengths = Array.from({ length: before }, (_, index) => index + 1).filter(
    (length) => length >= shown && before % length === 0,
  );
  return known ?? (lengths.length === 1 ? (lengths[0] ?? null) : null);
}

/**
 * The place of the first who is shown, if the others follow in this order; `null` if they do not. People of one
 * name stand in any order among each other, so a few may stand elsewhere.
 */
function startOf({ emails }: TablePart, places: ReadonlyMap<Email, number>): number | null {
  const starts = emails.flatMap((email, index) => {
    const place = places.get(email);
    return place === undefined ? [] : [place - index];
  });
  const middle = starts.toSorted((a, b) => a - b)[Math.floor(starts.length / 2)];
  if (middle === undefined || (starts.length < 2 && emails.length > 1)) return null;
  const near = starts.filter((start) => Math.abs(start - middle) <= SLACK);
  const isClear = starts.length >= MANY && near.length >= starts.length * MOSTLY;
  return isClear || near.length === starts.length ? middle : null;
}

/** Whether a page may begin there, as the table says or as its size does. */
function isStartOfPage(start: number, { range }: TablePart, size: number): boolean {
  if (range !== null) return Math.abs(start - (range.first - 1)) <= SLACK;
  return start % size <= SLACK || size - (start % size) <= SLACK;
}

/**
 * The pages of the people by their places; `null` where somebody would be on the page that is shown, and is not:
 * then a part of the people is hidden by a filter, or the places are old.
 */
function pagesOf(
  missing: readonly Email[],
  places: ReadonlyMap<Email, number>,
  size: number,
  shown: number,
): PageOf[] | null {
  const pages = new Map<number, Email[]>();
  for (const email of missing) {
    const place = places.get(email);
    if (place === undefined) return null;
    const page = Math.floor(place / size) + 1;
    pages.set(page, [...(pages.get(page) ?? []), email]);
  }
  if (pages.has(shown)) return null;
  return [...pages].map(([page, people]) => ({ page, people })).toSorted((a, b) => a.page - b.page);
}
