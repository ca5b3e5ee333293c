import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handle } from '@/entrypoints/background/desk';
import { StoredUser } from '@/lib/access/access';
import { DAY, MINUTE } from '@/lib/model/clock';
import { AccountId, HandoffId } from '@/lib/model/ids';
import { LedgerEntry } from '@/lib/model/ledger';
import type { Reply } from '@/lib/model/messages';
import { Wait } from '@/lib/model/wait';
import {
  accounts,
  currentAccount,
  forgetOldHistory,
  inTransaction,
  SiaDb,
  Store,
} from '@/lib/store';
import { AccountRecord } from '@/lib/store/records';
import { canWrite, troubleOf } from '@/lib/store/trouble';
import { voice } from './cases';
import { event, held, heldEvents, NOW, snapshot, started } from './handoff-data';

const OURS = AccountId.parse('11111111-1111-4111-8111-111111111111');
const DAYS = 365;

let db: SiaDb;
let made = 0;
beforeEach(() => {
  made += 1;
  db = new SiaDb(`keeping-${made}`);
});
afterEach(async () => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  await db.delete();
});

const time = { now: NOW };
const clock = {
  now: () => time.now,
  read: () => ({ at: time.now, origin: 'only life', steady: Math.max(0, time.now - NOW) }),
};
const full = vi.fn();
const ask = (message: unknown, isTab = true): Promise<Reply> =>
  handle(db, clock, message, { jar: 'default', isTab }, voice, {}, () => undefined, full);

beforeEach(() => {
  time.now = NOW;
  full.mockClear();
});

/** Looks after the history, as of so many days from now. */
const look = (days: number) =>
  inTransaction(db, NOW + days * DAY, (store) => forgetOldHistory(store, DAYS));

/** Looks as often as it takes for something to go: the day before tells what is old. */
async function lookTwice(days: number): Promise<void> {
  await look(days - 1);
  await look(days);
}

const account = (id: string) =>
  AccountRecord.parse({
    ...{ id, jar: 'default', name: 'Acme', munchkinId: null, createdAt: 1, currentSince: 1 },
  });

const line = (at: number) => ({
  entry: LedgerEntry.parse({ kind: 'roster-removed', account: OURS, at }),
});

async function ledgerTimes(): Promise<number[]> {
  const lines = await new Store(db, NOW, 'read').ledger.of(OURS);
  return lines.map(({ entry }) => entry.at);
}

/** Somebody of the account, and how many days after `NOW` they went. */
const user = (number: number, gone: number | null) =>
  StoredUser.parse({
    account: OURS,
    email: `person${number}@example.com`,
    ...{ name: null, role: 'user', access: 'connected', workspaces: ['EMEA'], team: null },
    ...{ firstSeenAt: 1, seenAt: 1, goneAt: gone === null ? null : NOW + gone * DAY },
  });

const wait = (number: number, startedAt: number, isTold: boolean) =>
  Wait.parse({
    id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    account: OURS,
    startedAt,
    endsAt: startedAt + 10 * MINUTE,
    source: 'observed',
    toldAt: isTold ? startedAt + 10 * MINUTE : null,
  });

describe('history', () => {
  it('goes when it is older than it is kept, and not before', async () => {
    await db.accounts.put(account(OURS));
    const days = [-10, 0, 10];
    await db.ledger.bulkAdd(days.map((day) => line(NOW + day * DAY)));
    await lookTwice(DAYS + 2);
    expect(await ledgerTimes()).toEqual([NOW + 10 * DAY]);
  });

  it('is looked at once a day', async () => {
    expect(await look(0)).toBe(true);
    expect(await look(0.9)).toBe(false);
    expect(await look(1)).toBe(true);
    expect(await look(1.5)).toBe(false);
  });

  it('is not lost to a clock that was set forward and is put right within a day', async () => {
    await db.accounts.put(account(OURS));
    await db.ledger.add(line(NOW));
    await look(0);
    await look(2_000);
    await look(2_000.5);
    await look(0.3);
    await look(1.4);
    expect(await ledgerTimes()).toEqual([NOW]);
  });

  it('keeps a line that cannot be read', async () => {
    await db.ledger.add({ entry: { account: OURS, kind: 'unheard of' } });
    await lookTwice(3_000);
    expect(await db.ledger.count()).toBe(1);
  });

  it('never takes anything of how things stand now', async () => {
    const people = fc.array(fc.option(fc.integer({ min: -800, max: 0 })), { maxLength: 8 });
    const waits = fc.array(
      fc.record({ ago: fc.integer({ min: 1, max: 800 }), isTold: fc.boolean() }),
      { maxLength: 4 },
    );
    const handoffs = fc.array(fc.tuple(heldEvents, fc.boolean()), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(people, waits, handoffs, async (gone, all, taking) => {
        for (const table of db.tables) await table.clear();
        await db.accounts.put(account(OURS));
        await db.users.bulkPut(gone.map((at, number) => user(number, at)));
        await db.waits.bulkPut(
          all.map(({ ago, isTold }, number) => wait(number, NOW - ago * DAY, isTold)),
        );
        const now = NOW + 3 * DAYS * DAY;
        const store = new Store(db, now, 'read');
        for (const [number, [events, isClosed]] of taking.entries()) {
          const id = HandoffId.parse(`0f6f2f9a-6d0c-4f6e-9d6a-00000000000${number}`);
          await db.handoffs.put({ account: OURS, id, role: 'a', name: null, access: null });
          const closing = event(900, 'a', { kind: 'closed', outcome: 'finished' });
          const told = [held(started()), ...events, ...(isClosed ? [held(closing)] : [])];
          const ours = told.map((one) => ({
            ...one,
            event: { ...one.event, handoff: id, id: one.event.id },
          }));
          await new Store(db, NOW, 'write').handoffEvents.hold(OURS, ours);
        }
        const before = await store.known(account(OURS));
        const users = (await store.users.of(OURS)).filter(({ goneAt }) => goneAt === null);
        const untold = (await store.waits.of(OURS)).filter(({ toldAt }) => toldAt === null);
        await lookTwice(3 * DAYS);
        expect(await store.known(account(OURS))).toEqual(before);
        expect(await store.users.of(OURS)).toEqual(users);
        const left = await store.waits.of(OURS);
        expect(left).toEqual(expect.arrayContaining(untold));
        expect(left.length > 0).toBe(all.length > 0);
      }),
      { numRuns: 30 },
    );
  });
});

describe('an account', () => {
  const seeSetUp = (munchkinId: string) =>
    ask({
      kind: 'seen',
      snapshot: snapshot({ page: 'marketo-setup', connection: 'owner', munchkinId }),
      guarded: 'yes',
    });

  it('is called what a person calls it, whatever is seen of it afterwards', async () => {
    await ask({ kind: 'known' });
    const id = (await currentAccount('default', db))?.id;
    expect(await ask({ kind: 'account-name', account: id, name: '  Acme  ' }, false)).toEqual({
      kind: 'done',
    });
    await seeSetUp('123-ABC-456');
    expect(await accounts(db)).toMatchObject([{ name: 'Acme', munchkinId: '123-ABC-456' }]);
    await ask({ kind: 'account-name', account: id, name: null }, false);
    expect(await accounts(db)).toMatchObject([{ name: '123-ABC-456', isNamed: false }]);
  });

  it('takes no name from a page of the console, no empty one, and none for an account that is not there', async () => {
    await ask({ kind: 'known' });
    const id = (await currentAccount('default', db))?.id;
    for (const [name, whose, isTab] of [
      ['Evil', id, true],
      ['  ', id, false],
      ['x'.repeat(81), id, false],
      ['Acme', OURS, false],
    ] as const) {
      const reply = await ask({ kind: 'account-name', account: whose, name }, isTab);
      expect(reply.kind).toBe('refused');
    }
    expect(await accounts(db)).toMatchObject([{ name: 'Account 1' }]);
  });
});

describe('a disk without room', () => {
  function fill(): void {
    const refuse = () => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(refuse);
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(refuse);
  }
  const asked = {
    kind: 'asked',
    intent: 'grant',
    guards: ['wait'],
    decision: 'went-on',
    people: 1,
  };

  it('is said, changes nothing, and leaves what is known to be asked for', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const before = await ask({ kind: 'wait-declare', connectedAt: NOW - MINUTE });
    fill();
    expect(await ask(asked)).toEqual({ kind: 'refused', reason: 'full' });
    expect(full).toHaveBeenCalledTimes(1);
    expect(await ask({ kind: 'known' })).toEqual(before);
    expect(await canWrite(db)).toBe(false);
    vi.restoreAllMocks();
    expect(await canWrite(db)).toBe(true);
    expect(await db.chores.count()).toBe(0);
    expect((await ask(asked)).kind).toBe('known');
  });
});

describe('a database', () => {
  it('of a newer version is not touched', async () => {
    const request = indexedDB.open(db.name, 990);
    await new Promise((resolve) => {
      request.onsuccess = resolve;
    });
    request.result.close();
    const failed = await db.accounts.toArray().catch((error: unknown) => error);
    expect(await troubleOf(failed)).toBe('newer');
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(await ask({ kind: 'known' })).toEqual({ kind: 'refused', reason: 'failed' });
    expect(full).not.toHaveBeenCalled();
  });

  it('says what is the matter with it, however often that is wrapped', async () => {
    const quota = new DOMException('', 'QuotaExceededError');
    expect(await troubleOf(quota)).toBe('full');
    expect(await troubleOf({ name: 'AbortError', inner: quota })).toBe('full');
    expect(await troubleOf({ name: 'BulkError', failures: [quota, quota] })).toBe('full');
    expect(await troubleOf(new Error('', { cause: quota }))).toBe('full');
    const version = { name: 'OpenFailedError', inner: { name: 'VersionError' } };
    expect(await troubleOf(version)).toBe('newer');
    for (const other of [new Error('x'), null, 'x', { inner: { inner: 1 } }, { failures: [] }]) {
      expect(await troubleOf(other)).toBe('unreadable');
    }
  });

  it('that fails for no reason is on a full disk where the browser has no room left', async () => {
    const room = { quota: 8_000_000, usage: 7_000_000 };
    vi.stubGlobal('navigator', { storage: { estimate: () => Promise.resolve(room) } });
    const closed = { name: 'DatabaseClosedError', inner: { name: 'UnknownError' } };
    expect(await troubleOf(closed)).toBe('full');
    expect(await canWrite(db)).toBe(false);
    room.quota = 80_000_000;
    expect(await troubleOf(closed)).toBe('unreadable');
    expect(await canWrite(db)).toBe(true);
  });

  it('that could not be opened is opened again with the next request', async () => {
    for (const how of ['error', 'warn'] as const) {
      vi.spyOn(console, how).mockImplementation(() => undefined);
    }
    await ask({ kind: 'wait-declare', connectedAt: NOW - MINUTE });
    const before = await ask({ kind: 'known' });
    const open = vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
      throw new DOMException('inside', 'UnknownError');
    });
    db.close({ disableAutoOpen: false });
    expect(await ask({ kind: 'known' })).toEqual({ kind: 'refused', reason: 'failed' });
    expect(await ask({ kind: 'known' })).toEqual({ kind: 'refused', reason: 'failed' });
    open.mockRestore();
    expect(await ask({ kind: 'known' })).toEqual(before);
  });
});
