import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { handle } from '@/entrypoints/background/desk';
import { goRound, type RoundsSurroundings } from '@/entrypoints/background/rounds';
import { DAY, MINUTE } from '@/lib/model/clock';
import { LedgerEntry } from '@/lib/model/ledger';
import type { Policy } from '@/lib/model/settings';
import { accounts, makeBackup, readBackup, SiaDb, takeBackup, teamOf } from '@/lib/store';
import { lookFirst, Store } from '@/lib/store/store';
import { FakeMachine, NOW, snapshot, user, voice } from './cases';

let made = 0;
let db: SiaDb;
let time: FakeMachine;
let policy: Policy;
let transactions: MockInstance<IDBDatabase['transaction']>;
beforeEach(() => {
  // Dexie takes the method along when it opens a database.
  transactions = vi.spyOn(IDBDatabase.prototype, 'transaction');
  made += 1;
  db = new SiaDb(`rounds-${made}`);
  time = new FakeMachine(NOW);
  policy = {};
});
afterEach(async () => {
  vi.restoreAllMocks();
  await db.delete();
});

const say = (message: unknown) => handle(db, time, message, { jar: 'default', isTab: true }, voice);

const seePeople = () =>
  say({
    kind: 'seen',
    guarded: 'yes',
    snapshot: snapshot({
      page: 'user-access',
      users: { coverage: 'whole', value: [user('an@x.io', { access: 'connected' })] },
    }),
  });

/** What a round has asked of the browser. */
interface Round {
  readonly writing: number;
  /** Rows that were read whole. */
  readonly rows: number;
  readonly alarm: number | null;
}

/** Goes one round, and counts. */
async function round(): Promise<Round> {
  transactions.mockClear();
  let rows = 0;
  const count = (row: unknown) => {
    rows += 1;
    return row;
  };
  for (const table of db.tables) table.hook('reading', count);
  let alarm: number | null = null;
  const around: RoundsSurroundings = {
    clock: time,
    countsOf: () => Promise.resolve([]),
    notify: () => Promise.resolve(),
    isNotified: () => Promise.resolve(false),
    setAlarm: (at) => {
      alarm = at;
      return Promise.resolve();
    },
    setBadge: () => Promise.resolve(),
    policy: () => Promise.resolve(policy),
    shrug: (error) => {
      throw error;
    },
  };
  await goRound(db, around);
  const writing = transactions.mock.calls.filter(([, mode]) => mode === 'readwrite').length;
  for (const table of db.tables) table.hook('reading').unsubscribe(count);
  return { writing, rows, alarm };
}

async function account() {
  const [first] = await accounts(db);
  if (first === undefined) throw new Error('no account');
  return first.id;
}

const team = async () => (await teamOf(await account(), db))?.summary.counts ?? null;
const ONE = { connected: 1, 'not-connected': 0, unknown: 0, invited: 0 };

describe('a round at rest', () => {
  it('opens nothing that could write, and reads a handful of rows, however many people there are', async () => {
    await seePeople();
    expect((await round()).writing).toBeGreaterThan(0);
    const [id, row] = [await account(), (await db.users.toArray())[0] as object];
    const emails = Array.from({ length: 300 }, (_, n) => `person${n}@x.io`);
    await db.users.bulkPut(emails.map((email) => ({ ...row, account: id, email })));
    for (let minutes = 0; minutes < 24 * 60; minutes += 90) {
      const { writing, rows, alarm } = await round();
      expect([writing, alarm]).toEqual([0, null]);
      expect(rows).toBeLessThan(5);
      time.pass(90 * MINUTE);
    }
    expect((await round()).writing).toBeGreaterThan(0);
    expect((await round()).writing).toBe(0);
  });

  it('is over where a wait runs, and comes back when its end has been told', async () => {
    await seePeople();
    await round();
    await say({ kind: 'wait-declare', connectedAt: NOW });
    expect((await round()).alarm).toBe(NOW + MINUTE);
    time.pass(10 * MINUTE);
    expect((await round()).writing).toBeGreaterThan(0);
    expect(await round()).toMatchObject({ writing: 0, alarm: null });
  });
});

describe('a team', () => {
  it('is made at once for an account that is new, and after data was put back', async () => {
    await say({ kind: 'known' });
    await round();
    expect(await team()).toEqual({ ...ONE, connected: 0 });
    await seePeople();
    await round();
    const text = (await makeBackup({ madeAt: NOW, extension: '1' }, db.name)).parts.join('');
    const reading = await readBackup(text);
    if (!reading.ok) throw new Error(reading.problem);
    await takeBackup(reading.backup, db);
    expect(await team()).toBeNull();
    expect((await round()).writing).toBeGreaterThan(0);
    expect(await team()).toEqual(ONE);
    expect((await round()).writing).toBe(0);
  });

  it('that cannot be read is noticed within a day, also where the clock was set back', async () => {
    for (const later of [DAY, -MINUTE]) {
      await seePeople();
      await round();
      await db.teams.put({ account: await account(), summary: 'broken' });
      expect((await round()).writing).toBe(0);
      time.set(later);
      await round();
      expect(await team()).toEqual(ONE);
    }
  });
});

describe('history', () => {
  const ledgerTimes = async () =>
    (await new Store(db, NOW, 'read').ledger.of(await account())).map(({ entry }) => entry.at);

  it('is looked through once a day, for as long as is prescribed then', async () => {
    await say({ kind: 'known' });
    const line = { kind: 'roster-removed', account: await account(), at: NOW };
    await db.ledger.add({ entry: LedgerEntry.parse(line) });
    policy = { retentionDays: 30 };
    await round();
    time.pass(31 * DAY);
    await round();
    expect(await ledgerTimes()).toHaveLength(1);
    time.pass(DAY - 1);
    await round();
    expect(await ledgerTimes()).toHaveLength(1);
    time.pass(1);
    await round();
    expect(await ledgerTimes()).toEqual([]);
  });
});

describe('work that looks first', () => {
  it('is done as a whole once it wants to write, and its errors are its own', async () => {
    await say({ kind: 'known' });
    let begun = 0;
    const name = (to: string) => async (store: Store) => {
      begun += 1;
      const [first] = await store.accounts.list();
      if (first !== undefined && first.name !== to)
        await store.accounts.put({ ...first, name: to });
      return first?.name;
    };
    expect(await lookFirst(db, NOW, name('Acme'))).toBe('Account 1');
    expect([begun, (await accounts(db))[0]?.name]).toEqual([2, 'Acme']);
    expect(await lookFirst(db, NOW, name('Acme'))).toBe('Acme');
    expect(begun).toBe(3);
    const failing = vi.fn(() => Promise.reject(new Error('no')));
    await expect(lookFirst(db, NOW, failing)).rejects.toThrow('no');
    expect(failing).toHaveBeenCalledTimes(1);
  });

  it('drops a row that cannot be read, with a line that says so', async () => {
    await db.accounts.put({ id: 1 as unknown as string });
    expect(await lookFirst(db, NOW, (store) => store.accounts.list())).toEqual([]);
    expect([await db.accounts.count(), await db.ledger.count()]).toEqual([0, 1]);
  });
});
