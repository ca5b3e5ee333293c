import type { Email } from '@/lib/model/ids';
import type { TextTable } from '@/lib/table/read';
import { addressIn, visibleCell } from './address';

/** Something that was taken for an address and is none. */
export interface BadAddress {
  /** The line on which it stands, from 1. */
  readonly line: number;
  readonly text: string;
}

/** What a list of people to invite comes to. */
export interface InviteList {
  /** Who is not there yet, in the order of the list. */
  readonly toInvite: readonly Email[];
  /** Who is there already. */
  readonly known: readonly Email[];
  /** Who stands in it more than once. */
  readonly doubled: readonly Email[];
  readonly bad: readonly BadAddress[];
}

/** As many rows are looked at in one step. */
const STEP = 200;

/** As many characters of what is no address are shown. */
const LONGEST = 100;

/** What stands between several addresses in one cell, as they come out of a mail program. */
const BETWEEN = /[,;\n]|\s+(?=[^\s<>]+@)/u;

/**
 * Compares the addresses of a table with those that are there, some rows at a step. Every cell with an @ in it is
 * taken for one address or several, whatever column it stands in; the other cells say nothing that matters here.
 *
 * @param known everybody who was seen in Sales Insight Actions
 */
export function* readInviteList(
  { rows }: TextTable,
  known: ReadonlySet<string>,
): Generator<void, InviteList> {
  const seen = new Set<Email>();
  const doubled = new Set<Email>();
  const bad: BadAddress[] = [];
  for (const [index, { line, cells }] of rows.entries()) {
    if (index % STEP === 0) yield;
    for (const text of cells.flatMap(entriesIn)) {
      const email = addressIn(text);
      if (email === null) bad.push({ line, text: visibleCell(text).slice(0, LONGEST) });
      else if (seen.has(email)) doubled.add(email);
      else seen.add(email);
    }
  }
  const all = [...seen];
  return {
    toInvite: all.filter((email) => !known.has(email)),
    known: all.filter((email) => known.has(email)),
    doubled: [...doubled],
    bad,
  };
}

/** What in a cell may be an address. */
function entriesIn(cell: string): string[] {
  if (!cell.includes('@')) return [];
  if (addressIn(cell) !== null) return [cell];
  return cell.split(BETWEEN).filter((part) => part.includes('@'));
}
