import { Dexie } from 'dexie';
import type { AccountId } from '@/lib/model/ids';
import { AccountId as AccountIdSchema } from '@/lib/model/ids';
import { z } from '@/lib/model/zod';
import type { RawTable } from './db';

/** A row that its schema refused. */
export interface BadRow {
  readonly table: string;
  /** A few words for the ledger; nothing of the row's content. */
  readonly reason: string;
  /** Whose row it was, if that much of it can be read. */
  readonly account: AccountId | null;
}

/** What is done with a row that its schema refused, besides leaving it out. */
export type OnBadRow = (row: BadRow, remove: () => Promise<void>) => Promise<void>;

/** For readers, who may not write: what is bad is left out and left alone. */
export const leaveBadRows: OnBadRow = async () => undefined;

/** Judges a stored row: the value, or in a few words what is wrong with it. */
export type Check<T> = (row: unknown) => { ok: true; value: T } | { ok: false; reason: string };

/** A {@link Check} by schema. */
export function bySchema<T>(schema: z.ZodType<T>): Check<T> {
  return (row) => {
    const parsed = schema.safeParse(row);
    if (parsed.success) return { ok: true, value: parsed.data };
    const where = parsed.error.issues[0]?.path.join('.') ?? '';
    return { ok: false, reason: where === '' ? 'malformed' : `malformed: ${where}`.slice(0, 100) };
  };
}

/** The account that a row says it belongs to. */
function accountOf(row: unknown): AccountId | null {
  if (typeof row !== 'object' || row === null) return null;
  const said = 'account' in row ? row.account : 'id' in row ? row.id : null;
  const parsed = AccountIdSchema.safeParse(said);
  return parsed.success ? parsed.data : null;
}

/** One table, read through a check. Every method rejects with what Dexie rejects with, and nothing else. */
export class Repository<T, Key> {
  /**
   * @param table the rows
   * @param keyOf where a row is stored
   * @param check what every row read must pass
   * @param onBadRow told of every row read that does not
   */
  constructor(
    protected readonly table: RawTable<Key>,
    private readonly keyOf: (value: T) => Key,
    protected readonly check: Check<T>,
    private readonly onBadRow: OnBadRow,
  ) {}

  /** The row at this key, or `null`. */
  async get(key: Key): Promise<T | null> {
    const row = await this.table.get(key);
    if (row === undefined) return null;
    const checked = this.check(row);
    if (checked.ok) return checked.value;
    await this.drop(row, checked.reason, key);
    return null;
  }

  /** All rows, or those whose `index` equals `value`. */
  async list(index?: string, value?: string | number | string[]): Promise<T[]> {
    const find = () =>
      index === undefined || value === undefined
        ? this.table.toCollection()
        : this.table.where(index).equals(value);
    const checked = (await find().toArray()).map((row) => ({ row, checked: this.check(row) }));
    if (checked.some((one) => !one.checked.ok))
      await this.dropBad(checked, await find().primaryKeys());
    return checked.flatMap((one) => (one.checked.ok ? [one.checked.value] : []));
  }

  /** The keys of all rows, the bad ones included; no row is read for them. */
  keys(): Promise<Key[]> {
    return this.table.toCollection().primaryKeys();
  }

  /** The rows at these keys, those that are there. */
  async some(keys: readonly Key[]): Promise<T[]> {
    const rows = (await this.table.bulkGet([...keys])).map((row, place) => {
      return { row, key: keys[place], checked: this.check(row) };
    });
    for (const { row, key, checked } of rows) {
      if (row !== undefined && key !== undefined && !checked.ok) {
        await this.drop(row, checked.reason, key);
      }
    }
    return rows.flatMap(({ row, checked }) =>
      row !== undefined && checked.ok ? [checked.value] : [],
    );
  }

  /** Writes rows, each in the place of what was there. */
  async put(...values: readonly T[]): Promise<void> {
    if (values.length > 0) await this.table.bulkPut([...values]);
  }

  /** Removes the rows of these values. */
  async remove(...values: readonly T[]): Promise<void> {
    if (values.length > 0) await this.table.bulkDelete(values.map(this.keyOf));
  }

  private async dropBad(
    rows: readonly { row: unknown; checked: ReturnType<Check<T>> }[],
    keys: readonly Key[],
  ): Promise<void> {
    for (const [place, { row, checked }] of rows.entries()) {
      const key = keys[place];
      if (!checked.ok && key !== undefined) await this.drop(row, checked.reason, key);
    }
  }

  private async drop(row: unknown, reason: string, key: Key): Promise<void> {
    const bad = { table: this.table.name, reason, account: accountOf(row) };
    await this.onBadRow(bad, async () => this.table.delete(key));
  }
}

/** As many rows are read in one piece: a few milliseconds' worth. */
const PIECE = 500;

/** What every row of a table of people has, as it is its key. */
const PersonKey = z.object({ email: z.string() });

/** A table of people, by account and address. */
export class PeopleRepository<
  T extends { readonly account: AccountId; readonly email: string },
> extends Repository<T, [string, string]> {
  /**
   * @param table the rows, with `[account+email]` for their key and `account` for an index
   * @param schema what every row read must be
   * @param onBadRow told of every row read that is not
   */
  constructor(table: RawTable<[string, string]>, schema: z.ZodType<T>, onBadRow: OnBadRow) {
    super(table, ({ account, email }) => [account, email], bySchema(schema), onBadRow);
  }

  /** Everybody of an account. */
  of(account: AccountId): Promise<T[]> {
    return this.list('account', account);
  }

  /** Removes everybody of an account, the bad rows too. */
  async clear(account: AccountId): Promise<void> {
    await this.table.where('account').equals(account).delete();
  }

  /**
   * Everybody of an account, read some at a time, so that thousands hold no page up. For readers outside a
   * transaction; bad rows are left out.
   */
  async inPieces(account: AccountId): Promise<T[]> {
    const values: T[] = [];
    let after: unknown[] = [account, Dexie.minKey];
    for (;;) {
      const rows = await this.table
        .where('[account+email]')
        .between(after, [account, Dexie.maxKey], false)
        .limit(PIECE)
        .toArray();
      for (const row of rows) {
        const checked = this.check(row);
        if (checked.ok) values.push(checked.value);
      }
      const last = PersonKey.safeParse(rows.at(-1)).data;
      if (rows.length < PIECE || last === undefined) return values;
      after = [account, last.email];
    }
  }
}
