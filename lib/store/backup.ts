import { Timestamp } from '@/lib/model/ids';
import { inSlices } from '@/lib/model/slices';
import { z } from '@/lib/model/zod';
import { DB_NAME, db as ours, type SiaDb } from './db';
import { dump, type RawTableRows } from './dump';
import { type BackupTable, MADE_TABLES, rowInBackup, SAVED_TABLES, UNSAVED_TABLES } from './tables';

// A backup is one JSON text: what is stored, table by table, as it is stored; and a sum by which it is seen whether
// any of it was changed since. What no schema takes is in it too, under `unread`, so that nothing is lost that could
// be saved; taking in leaves that alone.

const FORMAT = 'sia-guardrails-backup';
const VERSION = 1;

/** The longest backup that is read, in characters. */
export const LONGEST_BACKUP = 400_000_000;

/** The head of a backup, by which its version is known before anything else of it is believed. */
const Head = z.object({ format: z.literal(FORMAT), version: z.int().min(1) });

const RowsByTable = z.record(z.string().max(100), z.array(z.unknown()));

const BackupText = z.strictObject({
  ...Head.shape,
  madeAt: Timestamp,
  /** The version of the extension that made it. */
  extension: z.string().max(40),
  /** SHA-256, in hex, of everything else; see {@link sumOf}. */
  sum: z.string().regex(/^[0-9a-f]{64}$/u),
  tables: RowsByTable,
  unread: RowsByTable,
});

/** A backup whose every row has been parsed. */
export interface Backup {
  readonly madeAt: Timestamp;
  readonly extension: string;
  readonly sum: string;
  readonly rows: ReadonlyMap<BackupTable, readonly object[]>;
  /** How many rows of it no schema takes: they are left alone. */
  readonly unread: number;
}

/** A backup that has been made. */
export interface MadeBackup {
  /** The text, in parts to be put one behind the other. */
  readonly parts: readonly string[];
  readonly rows: number;
  /** Rows that can be read and are not what they should be: they are in the file all the same. */
  readonly unread: number;
  /** Rows that the browser could not read. */
  readonly lost: number;
}

/** Why a text is not taken in. */
export const BackupProblem = z.enum([
  'not-a-backup',
  'newer-version',
  'too-long',
  'damaged',
  'bad-row',
  'bad-profile',
]);
export type BackupProblem = z.infer<typeof BackupProblem>;

/** A backup, or why there is none; `where` says in which table, if it is known. */
export type BackupReading =
  | { readonly ok: true; readonly backup: Backup }
  | { readonly ok: false; readonly problem: BackupProblem; readonly where: string | null };

/** As many rows are parsed at a step. */
const STEP = 100;

type Sorted = { good: string[]; bad: string[] };

/** The rows of a table as JSON, those that its schema takes and the others. */
function* sort(table: string, { rows }: RawTableRows): Generator<void, Sorted> {
  const known = SAVED_TABLES.find((one) => one === table);
  const schema = known === undefined ? null : rowInBackup(known);
  const sorted: Sorted = { good: [], bad: [] };
  for (const [index, row] of rows.entries()) {
    const isGood = schema?.safeParse(row).success === true;
    (isGood ? sorted.good : sorted.bad).push(JSON.stringify(row) ?? 'null');
    if (index % STEP === 0) yield;
  }
  return sorted;
}

/** What a backup's sum is made of, in parts; the same whether it has just been made or has been read. */
function* spelled(
  head: Pick<z.infer<typeof BackupText>, 'version' | 'madeAt' | 'extension'>,
  tables: Iterable<readonly [string, readonly string[]]>,
  unread: Iterable<readonly [string, readonly string[]]>,
): Generator<string> {
  const { version, madeAt, extension } = head;
  yield JSON.stringify([version, madeAt, extension]);
  for (const part of [tables, unread]) {
    yield '\n';
    for (const [table, rows] of part) yield `${JSON.stringify(table)}:[${rows.join(',')}]\n`;
  }
}

async function sumOf(parts: Iterable<string>): Promise<string> {
  const bytes = await new Blob([...parts]).arrayBuffer();
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What is told while a backup is made. */
export interface Making {
  /** By the caller's clock. */
  readonly madeAt: Timestamp;
  /** The version of the extension. */
  readonly extension: string;
  /** Told how many rows have been read. */
  onProgress?(rows: number): void;
}

/**
 * Makes a backup of whatever can be read, also of a database that cannot be used any more.
 *
 * @param making when and by what it is made
 * @param name the database
 * @throws what the browser throws when the database cannot be opened at all
 */
export async function makeBackup(making: Making, name: string = DB_NAME): Promise<MadeBackup> {
  const { madeAt, extension, onProgress } = making;
  const head = { format: FORMAT, version: VERSION, madeAt, extension };
  const all = await dump(name, UNSAVED_TABLES, onProgress);
  const tables = new Map<string, string[]>();
  const unread = new Map<string, string[]>();
  let lost = 0;
  for (const [table, raw] of all) {
    const { good, bad } = await inSlices(sort(table, raw));
    if (good.length > 0) tables.set(table, good);
    if (bad.length > 0) unread.set(table, bad);
    lost += raw.lost;
  }
  const sum = await sumOf(spelled(head, tables, unread));
  const parts = [
    `${JSON.stringify({ ...head, sum }).slice(0, -1)},\n"tables":`,
    ...asObject(tables),
    ',\n"unread":',
    ...asObject(unread),
    '}\n',
  ];
  return { parts, rows: countOf(tables), unread: countOf(unread), lost };
}

function asObject(tables: ReadonlyMap<string, readonly string[]>): string[] {
  const written = [...tables].map(
    ([table, rows], index) =>
      `${index === 0 ? '' : ',\n'}${JSON.stringify(table)}:[\n${rows.join(',\n')}]`,
  );
  return ['{', ...written, '}'];
}

function countOf(tables: ReadonlyMap<string, readonly unknown[]>): number {
  return [...tables.values()].reduce((sum, rows) => sum + rows.length, 0);
}

function refused(problem: BackupProblem, where: string | null = null): BackupReading {
  return { ok: false, problem, where };
}

/**
 * Reads a backup: the whole of it, or nothing. Every row is parsed by the same schema as when it is read from the
 * database.
 *
 * @param text whatever somebody has chosen
 * @returns the backup, or why it is refused; never throws, whatever the text is
 */
export async function readBackup(text: string): Promise<BackupReading> {
  if (text.length > LONGEST_BACKUP) return refused('too-long');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refused(text.includes(FORMAT) ? 'damaged' : 'not-a-backup');
  }
  const head = Head.safeParse(json);
  if (!head.success) return refused('not-a-backup');
  // First of all, as everything else that is odd about it may be what is new.
  if (head.data.version > VERSION) return refused('newer-version');
  const parsed = BackupText.safeParse(json);
  if (!parsed.success) return refused('damaged');
  const { tables, unread, sum, madeAt, extension } = parsed.data;
  const spell = ([table, rows]: [string, unknown[]]) =>
    [table, rows.map((row) => JSON.stringify(row))] as const;
  const parts = spelled(
    parsed.data,
    Object.entries(tables).map(spell),
    Object.entries(unread).map(spell),
  );
  if ((await sumOf(parts)) !== sum) return refused('damaged');
  const rows = new Map<BackupTable, object[]>();
  for (const [table, raw] of Object.entries(tables)) {
    const known = SAVED_TABLES.find((one) => one === table);
    const taken = known === undefined ? null : await inSlices(parseRows(known, raw));
    if (known === undefined || taken === null) return refused('bad-row', table);
    rows.set(known, taken);
  }
  const left = Object.values(unread).reduce((count, list) => count + list.length, 0);
  return { ok: true, backup: { madeAt, extension, sum, rows, unread: left } };
}

/** The rows of a table; `null` where one is not what it should be, or stands there twice. */
function* parseRows(table: BackupTable, raw: readonly unknown[]): Generator<void, object[] | null> {
  const schema = rowInBackup(table);
  const keys = new Set<string>();
  const rows: object[] = [];
  for (const [index, row] of raw.entries()) {
    const parsed = schema.safeParse(row);
    if (!parsed.success) return null;
    rows.push(parsed.data);
    keys.add(keyOf(table, parsed.data));
    if (index % STEP === 0) yield;
  }
  return keys.size === rows.length ? rows : null;
}

/** What tells a row from the others of its table, as text. */
function keyOf(table: BackupTable, row: object): string {
  const { keyPath } = ours.table(table).schema.primKey;
  const parts = [keyPath ?? []].flat().map((name) => Reflect.get(row, name));
  return JSON.stringify(parts);
}

/** What taking a backup in would change in a table. */
export interface TableChange {
  readonly table: BackupTable;
  /** How many rows are here now, and how many in the backup. */
  readonly here: number;
  readonly there: number;
  /** Rows that are only in the backup, that are otherwise in it, and that are only here. */
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/** Compares what is stored with a backup, table by table. Reads everything, and changes nothing. */
export async function compareBackup(
  { rows }: Backup,
  name: string = DB_NAME,
): Promise<TableChange[]> {
  const stored = await dump(name, UNSAVED_TABLES);
  const changes: TableChange[] = [];
  for (const table of SAVED_TABLES) {
    const here = stored.get(table)?.rows ?? [];
    changes.push(await inSlices(compareTable(table, here, rows.get(table) ?? [])));
  }
  return changes;
}

function* compareTable(
  table: BackupTable,
  here: readonly unknown[],
  there: readonly object[],
): Generator<void, TableChange> {
  const known = new Map<string, string>();
  for (const [index, row] of here.entries()) {
    if (typeof row === 'object' && row !== null) known.set(keyOf(table, row), spell(row));
    if (index % STEP === 0) yield;
  }
  let added = 0;
  let changed = 0;
  for (const [index, row] of there.entries()) {
    const before = known.get(keyOf(table, row));
    if (before === undefined) added += 1;
    else if (before !== spell(row)) changed += 1;
    if (index % STEP === 0) yield;
  }
  const removed = here.length - (there.length - added);
  return { table, here: here.length, there: there.length, added, changed, removed };
}

/** A row as text, whatever the order of its parts. */
function spell(row: object): string {
  return JSON.stringify(row, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/**
 * Puts a backup in the place of everything that is stored, in one transaction: all of it, or nothing. What is in no
 * backup stays as it is; what is made from other tables is cleared, for the background to make it anew.
 *
 * @throws what the database throws, after undoing what was done
 */
export async function takeBackup({ rows }: Backup, db: SiaDb = ours): Promise<void> {
  await db.transaction(
    'rw',
    [...SAVED_TABLES, ...MADE_TABLES].map((table) => db.table(table)),
    async () => {
      for (const table of MADE_TABLES) await db.table(table).clear();
      for (const table of SAVED_TABLES) {
        await db.table(table).clear();
        await db.table(table).bulkPut([...(rows.get(table) ?? [])]);
      }
    },
  );
}

/** Removes every row of every table, what signs for this browser included, in one transaction. */
export async function forgetEverything(db: SiaDb = ours): Promise<void> {
  await db.transaction('rw', db.tables, async () => {
    for (const table of db.tables) await table.clear();
  });
}

/** Removes the database itself, in whatever state it is, and begins with an empty one. */
export async function startAnew(db: SiaDb = ours): Promise<void> {
  await db.delete({ disableAutoOpen: false });
  await db.open();
}
