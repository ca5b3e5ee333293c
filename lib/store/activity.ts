import { Dexie } from 'dexie';
import { type ActivityFilter, spanOf } from '@/lib/activity/filter';
import { kindsOf, linesOfPage } from '@/lib/activity/groups';
import type { AccountId } from '@/lib/model/ids';
import type { LedgerEntry } from '@/lib/model/ledger';
import { z } from '@/lib/model/zod';
import { db as ours, type SiaDb } from './db';
import { LedgerRecord } from './records';
import { NOBODY } from './store';

// The room of the activity reads the ledger by its indices: first the places of the lines that are asked for, which
// are numbers, and then only those lines that somebody looks at.

/** A line of the ledger with its place in it; `entry` is `null` where what is stored cannot be read. */
export interface ActivityLine {
  readonly seq: number;
  readonly entry: LedgerEntry | null;
}

/** As many people are looked for by name. */
const MOST_NAMED = 100;

/** As many people are read in one piece. */
const PIECE = 500;

/** What is needed of a row of the users to find somebody by name. */
const Named = z.object({ email: z.string(), name: z.string().nullable() });

/**
 * The places of an account's lines in the ledger that a filter leaves in, the newest first. Lines that belong to
 * nobody, because a row that was dropped did not even say whose it was, are among those of every account.
 */
export async function activityOf(
  account: AccountId,
  filter: ActivityFilter,
  db: SiaDb = ours,
): Promise<number[]> {
  const lines = db.ledger;
  const { from, to } = spanOf(filter);
  const ofAll = (index: string, values: readonly (string | string[])[]) =>
    Promise.all(values.map((value) => lines.where(index).equals(value).primaryKeys()));
  const ofKinds = (kinds: readonly string[]) =>
    ofAll(
      '[entry.account+entry.kind]',
      [account, NOBODY].flatMap((whose) => kinds.map((kind) => [whose, kind])),
    );
  const conditions: number[][] = [(await ofAll('entry.account', [account, NOBODY])).flat()];
  if (filter.groups.length > 0) {
    conditions.push((await ofKinds(filter.groups.flatMap(kindsOf))).flat());
  }
  if (filter.guard !== null) conditions.push((await ofAll('entry.guards', [filter.guard])).flat());
  if (filter.page !== null) {
    const { intents, kinds } = linesOfPage(filter.page);
    conditions.push([...(await ofAll('entry.intent', intents)), ...(await ofKinds(kinds))].flat());
  }
  if (filter.person.trim() !== '') conditions.push(await aboutSomebody(account, filter.person, db));
  if (from !== null || to !== null) {
    const span = lines
      .where('entry.at')
      .between(from ?? Dexie.minKey, to ?? Dexie.maxKey, true, true);
    conditions.push(await span.primaryKeys());
  }
  return inAll(conditions);
}

/** The places of an account's newest lines: what can be shown before all of them are known. */
export async function newestOf(
  account: AccountId,
  count: number,
  db: SiaDb = ours,
): Promise<number[]> {
  const lists = await Promise.all(
    [account, NOBODY].map((whose) =>
      db.ledger.where('entry.account').equals(whose).reverse().limit(count).primaryKeys(),
    ),
  );
  return inAll([lists.flat()]).slice(0, count);
}

/** What is in all of the lists, the largest first. */
function inAll([first = [], ...others]: readonly (readonly number[])[]): number[] {
  const sets = others.map((list) => new Set(list));
  return first.filter((seq) => sets.every((set) => set.has(seq))).sort((a, b) => b - a);
}

/** The places of the lines about those whose address begins so, or whose name has this in it. */
async function aboutSomebody(account: AccountId, typed: string, db: SiaDb): Promise<number[]> {
  const text = typed.trim().toLowerCase();
  const about = db.ledger.where('[entry.account+entry.email]');
  const byAddress = await about
    .between([account, text], [account, `${text}\uffff`], true, true)
    .primaryKeys();
  const named = await addressesOf(account, text, db);
  const byName = await Promise.all(
    named.map((email) =>
      db.ledger.where('[entry.account+entry.email]').equals([account, email]).primaryKeys(),
    ),
  );
  return [...new Set([...byAddress, ...byName.flat()])];
}

/** The addresses of those whose name has this in it, the first of them. */
async function addressesOf(account: AccountId, text: string, db: SiaDb): Promise<string[]> {
  const found: string[] = [];
  let after: unknown[] = [account, Dexie.minKey];
  for (;;) {
    const rows = await db.users
      .where('[account+email]')
      .between(after, [account, Dexie.maxKey], false)
      .limit(PIECE)
      .toArray();
    const people = rows.flatMap((row) => Named.safeParse(row).data ?? []);
    found.push(
      ...people.filter(({ name }) => name?.toLowerCase().includes(text)).map(({ email }) => email),
    );
    const last = people.at(-1);
    if (rows.length < PIECE || last === undefined || found.length >= MOST_NAMED) {
      return found.slice(0, MOST_NAMED);
    }
    after = [account, last.email];
  }
}

/** The lines at these places of the ledger, in the order they are asked for; those that are gone are left out. */
export async function linesAt(
  places: readonly number[],
  db: SiaDb = ours,
): Promise<ActivityLine[]> {
  const rows = await db.ledger.bulkGet([...places]);
  return rows.flatMap((row, index) => {
    const seq = places[index];
    if (row === undefined || seq === undefined) return [];
    return [{ seq, entry: LedgerRecord.safeParse(row).data?.entry ?? null }];
  });
}
