import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handle, type Voice } from '@/entrypoints/background/desk';
import { Queue } from '@/entrypoints/background/queue';
import { tick } from '@/entrypoints/background/ticker';
import { openSteps } from '@/lib/handoff/handoff';
import type { StepId } from '@/lib/model/handoff';
import type { Known } from '@/lib/model/known';
import type { Reply, SentRequest } from '@/lib/model/messages';
import type { Policy } from '@/lib/model/settings';
import type { Snapshot } from '@/lib/model/snapshot';
import {
  accounts,
  allHandoffs,
  currentAccount,
  jarOf,
  lastSeen,
  openHandoffs,
  runningWait,
  SiaDb,
  Store,
  usersOf,
} from '@/lib/store';
import { NOW, snapshot } from './handoff-data';

const voice: Voice = {
  refusal: (why) => why,
  passSummary: (one) => [`to ${one.adminB}`],
  askB: (people) => [`${people} people`],
};
let made = 0;

/** A browser with an empty database and a clock of its own. */
function browserWith(name = `test-${++made}`) {
  const db = new SiaDb(name);
  const time = { now: NOW };
  const clock = {
    now: () => time.now,
    read: () => ({ at: time.now, origin: 'only life', steady: time.now - NOW }),
  };
  return {
    db,
    time,
    clock,
    ask: (message: unknown, jar = 'default', isTab = true, policy: Policy = {}): Promise<Reply> =>
      handle(db, clock, message, { jar, isTab }, voice, policy),
    async known(request: SentRequest, jar = 'default'): Promise<Known> {
      const reply = await this.ask(request, jar);
      if (reply.kind !== 'known') throw new Error(JSON.stringify(reply));
      return reply.known;
    },
    /** Starts a handoff, or goes on with the one that is open already. */
    async start(adminB: string) {
      const { handoffs } = await this.known({ kind: 'handoff-start', adminB });
      const started = handoffs.find((one) => one.adminB === adminB);
      if (started === undefined) throw new Error('no handoff');
      return started;
    },
    see(parts: Partial<Snapshot>, jar = 'default'): Promise<Known> {
      return this.known({ kind: 'seen', snapshot: snapshot(parts), guarded: 'yes' }, jar);
    },
    setUp(connection: Snapshot['connection'], munchkinId: string | null = null) {
      return this.see({ page: 'marketo-setup', connection, munchkinId });
    },
    ledger: async () =>
      (await db.ledger.toArray()).map((row) => (row as { entry: { kind: string } }).entry),
    tick: () => tick(db, clock.read()),
  };
}

const stepOf = (known: Known, id: StepId) =>
  known.handoffs[0]?.steps.find((step) => step.id === id) ?? null;

type Browser = ReturnType<typeof browserWith>;
let a: Browser;

beforeEach(() => {
  a = browserWith();
});
afterEach(() => a.db.delete());

const CONNECT: SentRequest = { kind: 'let-through', intent: 'connect' };

/** Everything in the database, to see that nothing has changed. */
async function contents(db: SiaDb): Promise<string> {
  return JSON.stringify(await Promise.all(db.tables.map((table) => table.toArray())));
}

describe('an account', () => {
  it('is created at first use, and named after its Munchkin ID when that is seen', async () => {
    expect((await a.known({ kind: 'known' })).account).toMatchObject({
      name: 'Account 1',
      munchkinId: null,
    });
    const named = (await a.setUp('owner', '123-abc-456')).account;
    expect(named).toMatchObject({ name: '123-ABC-456', munchkinId: '123-ABC-456' });
    expect(await accounts(a.db)).toHaveLength(1);
  });

  it('is another one in another jar and under another Munchkin ID, and comes back', async () => {
    const first = (await a.setUp('owner', '123-ABC-456')).account;
    const second = (await a.setUp('granted', '999-ABC-456')).account;
    expect(second.id).not.toBe(first.id);
    expect((await a.known({ kind: 'known' })).account.id).toBe(second.id);
    expect((await a.setUp('owner', '123-ABC-456')).account.id).toBe(first.id);
    expect((await currentAccount('default', a.db))?.id).toBe(first.id);
    const other = await a.known({ kind: 'known' }, 'firefox-container-1');
    expect(other.account.name).toBe('Account 3');
  });

  it('is not renamed by an ID that is still being typed', async () => {
    expect((await a.setUp('free', '123-ABC-456')).account.munchkinId).toBeNull();
  });

  it('knows its jar by the tab', () => {
    expect(jarOf(undefined)).toBe('default');
    expect(jarOf('firefox-default')).toBe('default');
    expect(jarOf('firefox-container-2')).toBe('firefox-container-2');
  });
});

describe('a message', () => {
  it('that is not understood is refused and changes nothing', async () => {
    await a.setUp('owner', '123-ABC-456');
    const before = await contents(a.db);
    for (const message of [null, 1, 'known', {}, { kind: 'let-through', intent: 'fly' }, []]) {
      expect(await a.ask(message)).toEqual({ kind: 'refused', reason: 'not-understood' });
    }
    expect(await contents(a.db)).toBe(before);
  });

  it('that cannot be stored is refused', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
      throw new DOMException('inside', 'InvalidStateError');
    });
    const sender = { jar: 'default', isTab: true };
    const reply = await handle(new SiaDb('shut'), a.clock, { kind: 'known' }, sender, voice);
    vi.restoreAllMocks();
    expect(reply).toEqual({ kind: 'refused', reason: 'failed' });
  });
});

describe('a wait', () => {
  it('starts at the first sight of an owner after a connect', async () => {
    await a.setUp('free');
    await a.known(CONNECT);
    a.time.now += 4_000;
    const known = await a.setUp('owner', '123-ABC-456');
    expect(known.wait).toMatchObject({ startedAt: NOW + 4_000, endsAt: NOW + 604_000 });
    expect((await runningWait(known.account.id, a.time.now, a.db))?.id).toBe(known.wait?.id);
    // The same sight again starts no second one.
    expect((await a.setUp('owner', '123-ABC-456')).wait?.id).toBe(known.wait?.id);
  });

  it('starts after a question that was answered with going on, not after a cancelled one', async () => {
    const asked = { kind: 'asked', intent: 'connect', guards: ['credential-spaces'], people: null };
    await a.known({ ...asked, decision: 'cancelled' } as SentRequest);
    expect((await a.setUp('owner')).wait).toBeNull();
    await a.known({ ...asked, decision: 'went-on' } as SentRequest);
    expect((await a.setUp('owner')).wait).not.toBeNull();
  });

  it('belongs to the account that the connect turns out to be for', async () => {
    await a.setUp('owner', '123-ABC-456');
    await a.setUp('free');
    await a.known(CONNECT);
    const known = await a.setUp('owner', '999-ABC-456');
    expect(known.wait?.account).toBe(known.account.id);
    expect(known.account.munchkinId).toBe('999-ABC-456');
  });
});

describe('the users', () => {
  const row = (email: string) => ({
    email,
    name: '<script>',
    role: 'user',
    access: 'connected',
    workspaces: null,
    team: null,
  });

  it('are merged, counted, and read by the popup', async () => {
    const users = { coverage: 'partial', value: [row('b@x.io'), row('a@x.io')] };
    const known = await a.see({ page: 'user-access', users, total: 5 } as Partial<Snapshot>);
    expect(known.figures).toMatchObject({ connected: 2, total: 5, coverage: 'partial' });
    const id = known.account.id;
    expect((await usersOf(id, a.db)).map(({ email }) => email)).toEqual(['a@x.io', 'b@x.io']);
    await a.see({ page: 'settings' });
    expect(await lastSeen(id, a.db)).toMatchObject({
      page: 'settings',
      users: { page: 'user-access', at: NOW, total: 5, coverage: 'partial' },
    });
  });

  it('that are malformed are left out by readers, and dropped by the writer', async () => {
    const users = { coverage: 'whole', value: [row('a@x.io')] };
    const { account } = await a.see({ page: 'user-access', users } as Partial<Snapshot>);
    await a.db.users.put({ account: account.id, email: 'b@x.io', access: 'maybe' });
    expect(await usersOf(account.id, a.db)).toHaveLength(1);
    expect(await a.db.users.count()).toBe(2);
    await a.see({ page: 'user-access', users } as Partial<Snapshot>);
    expect(await a.db.users.count()).toBe(1);
  });

  it('are twenty thousand without anybody waiting for them', async () => {
    const value = Array.from({ length: 20_000 }, (_, place) => row(`p${place}@x.io`));
    const parts = { page: 'user-access', users: { coverage: 'whole', value } };
    await a.see(parts as Partial<Snapshot>);
    const start = performance.now();
    await a.known({ kind: 'known' });
    expect(performance.now() - start).toBeLessThan(200);
  }, 60_000);
});

describe('a handoff', () => {
  it('goes from A to B and back by passes, to its end', async () => {
    const b = browserWith();
    const { account } = await a.setUp('owner', '123-ABC-456');
    const begun = await a.known({ kind: 'handoff-start', adminB: 'Bo@example.com' });
    const handoff = begun.handoffs[0];
    if (handoff === undefined) throw new Error('no handoff');
    expect(handoff).toMatchObject({
      role: 'a',
      adminB: 'bo@example.com',
      munchkinId: '123-ABC-456',
    });
    const exported = await a.ask({ kind: 'pass-export', handoff: handoff.id });
    if (exported.kind !== 'pass') throw new Error(exported.kind);

    await b.known({ kind: 'pass-import', text: exported.text, role: 'b' });
    await b.setUp('free');
    const connected = await b.setUp('owner', '123-ABC-456');
    expect(openSteps(connected.handoffs[0] ?? handoff)).toEqual([
      'wait',
      'others-keep',
      'a-disconnects',
    ]);
    const returned = await b.ask({ kind: 'pass-export', handoff: handoff.id });
    if (returned.kind !== 'pass') throw new Error(returned.kind);

    const text = `> ${returned.text.replaceAll('\n', '\n> ')}`;
    const told = await a.known({ kind: 'pass-import', text, role: 'lead' });
    expect(told.handoffs[0]?.role).toBe('a');
    expect(stepOf(told, 'b-owner')?.proof).toMatchObject({ source: 'imported', role: 'b' });
    // The page that the handoff was started on need not be told of again to be known as an owner's.
    const over = await a.setUp('free');
    expect(stepOf(over, 'a-disconnects')?.state).toBe('done');
    await a.known({ kind: 'handoff-close', handoff: handoff.id, outcome: 'finished' });
    expect(await openHandoffs(account.id, a.db)).toEqual([]);
    expect(await allHandoffs(account.id, a.db)).toMatchObject([{ outcome: 'finished' }]);
    await b.db.delete();
  });

  it('lets a person say so and take it back, within one millisecond', async () => {
    const handoff = await a.start('bo@x.io');
    const base = { handoff: handoff.id, step: 'b-owner' as const };
    for (let time = 0; time < 5; time++) {
      const said = await a.known({ kind: 'handoff-declare', ...base, by: 'Ann', note: 'Saw it' });
      expect(stepOf(said, 'b-owner')?.proof).toMatchObject({ source: 'declared', by: 'Ann' });
      const back = await a.known({ kind: 'handoff-undo', ...base });
      expect(stepOf(back, 'b-owner')?.proof).toBeNull();
    }
  });

  it('may be open beside another, once to each admin, and refuses what does not concern it', async () => {
    await a.setUp('owner', '123-ABC-456');
    const first = await a.start('bo@x.io');
    a.time.now += 1;
    expect((await a.start('bo@x.io')).id).toBe(first.id);
    const second = await a.start('cy@x.io');
    const both = (await a.known({ kind: 'known' })).handoffs.map(({ id }) => id);
    expect(both).toEqual([second.id, first.id]);
    const nowhere = '11111111-1111-4111-8111-111111111111';
    const gone = await a.ask({ kind: 'handoff-undo', handoff: nowhere, step: 'b-owner' });
    expect(gone).toEqual({ kind: 'refused', reason: 'no-such-handoff' });
    const b = browserWith();
    await b.setUp('owner', '999-ABC-456');
    const pass = await a.ask({ kind: 'pass-export', handoff: first.id });
    const before = await contents(b.db);
    if (pass.kind !== 'pass') throw new Error(pass.kind);
    expect(await b.ask({ kind: 'pass-import', text: pass.text, role: 'b' })).toEqual({
      kind: 'pass-refused',
      problem: 'other-account',
    });
    expect(await contents(b.db)).toBe(before);
    await b.db.delete();
  });

  it('tells two jars of one browser apart: one is A, the other is B', async () => {
    const handoff = await a.start('bo@x.io');
    const pass = await a.ask({ kind: 'pass-export', handoff: handoff.id });
    if (pass.kind !== 'pass') throw new Error(pass.kind);
    const there = { kind: 'pass-import', text: pass.text, role: 'b' } as const;
    expect((await a.known(there, 'container')).handoffs[0]?.role).toBe('b');
    expect((await a.known({ kind: 'known' })).handoffs[0]?.role).toBe('a');
  });
});

describe('the ledger', () => {
  it('keeps what was asked and decided, in order', async () => {
    const known = await a.known(CONNECT);
    const asked = { intent: 'grant', guards: ['wait'], decision: 'remind', people: 12 } as const;
    await a.ask({ kind: 'asked', ...asked });
    const lines = await new Store(a.db, NOW, 'read').ledger.of(known.account.id);
    expect(lines.map(({ entry }) => entry.kind)).toEqual(['let-through', 'asked']);
    expect(lines[1]?.entry).toMatchObject(asked);
  });
});

describe('the queue', () => {
  it('keeps the order within a key, whatever fails, and lets others pass', async () => {
    const queue = new Queue();
    const log: string[] = [];
    const work =
      (name: string, ms: number, fails = false) =>
      async () => {
        await new Promise((resolve) => setTimeout(resolve, ms));
        log.push(name);
        if (fails) throw new Error(name);
      };
    const all = [
      queue.run('a', work('a1', 20)),
      queue.run('a', work('a2', 0, true)),
      queue.run('a', work('a3', 0)),
      queue.run('b', work('b1', 5)),
    ];
    const ends = (await Promise.allSettled(all)).map(({ status }) => status);
    expect(ends).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(log).toEqual(['b1', 'a1', 'a2', 'a3']);
  });
});
