import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handle } from '@/entrypoints/background/desk';
import type { AccountId } from '@/lib/model/ids';
import type { Known } from '@/lib/model/known';
import type { Reply, SentRequest } from '@/lib/model/messages';
import { PageDocumentId } from '@/lib/model/page-document';
import { atOnce } from '@/lib/model/slices';
import type { SeenUser, Snapshot } from '@/lib/model/snapshot';
import { makePlan } from '@/lib/plan/plan';
import {
  differencesOf,
  everybody,
  outcomesOf,
  planInputOf,
  rosterInfoOf,
  rosterOf,
  SiaDb,
  usersOf,
  workspacesOf,
} from '@/lib/store';
import { NOW, snapshot, user, voice } from './cases';

const TAB = PageDocumentId.parse('33333333-3333-4333-8333-333333333333');
let made = 0;

/** A browser with an empty database and a clock of its own. */
function browser() {
  const db = new SiaDb(`plan-${++made}`);
  const time = { now: NOW };
  const clock = {
    now: () => time.now,
    read: () => ({ at: time.now, origin: 'only life', steady: time.now - NOW }),
  };
  const document = { id: TAB, loadedAt: NOW - 1, ownerUntil: null };
  const ask = (message: object, isTab = true): Promise<Reply> =>
    handle(db, clock, { ...message, document }, { jar: 'default', isTab }, voice);
  async function known(request: SentRequest): Promise<Known> {
    const reply = await ask(request);
    if (reply.kind !== 'known') throw new Error(JSON.stringify(reply));
    return reply.known;
  }
  return {
    db,
    time,
    ask,
    known,
    account: async () => (await known({ kind: 'known' })).account.id,
    see: (users: SeenUser[], part: Partial<Snapshot> = {}) => {
      const whole = { users: { coverage: 'whole' as const, value: users }, ...part };
      return known({ kind: 'seen', snapshot: snapshot(whole), guarded: 'yes' });
    },
    ledger: async (kind: string) =>
      (await db.ledger.toArray())
        .map((row) => (row as { entry: { kind: string } }).entry)
        .filter((entry) => entry.kind === kind),
  };
}

let a: ReturnType<typeof browser>;
let id: AccountId;

beforeEach(async () => {
  a = browser();
  id = await a.account();
});
afterEach(() => a.db.delete());

const person = (email: string, workspaces: string[] | null = ['EMEA']) => {
  return { email, name: null, team: null, workspaces };
};
const takes = (...entries: ReturnType<typeof person>[]) => {
  return { kind: 'roster-take', account: id, entries, file: 'people.csv' };
};
const has = (email: string, ...workspaces: string[]) =>
  user(email, { access: 'connected', workspaces });

/** Somebody presses Connect in the grant dialog, and goes on. */
const grants = (...granting: { email: string; workspaces: string[] }[]) =>
  a.ask({ kind: 'let-through', intent: 'grant', granting });

/** Everything in the database, to see that nothing has changed. */
const contents = async () =>
  JSON.stringify(await Promise.all(a.db.tables.map((table) => table.toArray())));

describe('a roster', () => {
  it('is taken in by a page of the extension, and makes a plan that every tab knows', async () => {
    await a.see([user('a@x.io'), has('b@x.io', 'APAC'), has('z@x.io', 'Zoo')]);
    expect((await a.known({ kind: 'known' })).plan).toBeNull();
    const entries = [person('A@x.io'), person('b@x.io'), person('c@x.io', null)];
    expect(await a.ask(takes(...entries), false)).toEqual({ kind: 'done' });
    expect((await a.known({ kind: 'known' })).plan).toMatchObject({
      takenAt: NOW,
      coverage: 'whole',
      counts: {
        grant: 1,
        'wrong-workspace': 1,
        invite: 1,
        'not-in-roster': 1,
        done: 0,
        unknown: 0,
      },
      next: { workspaces: ['EMEA'], people: ['a@x.io'] },
      disconnect: ['b@x.io'],
    });
    expect((await rosterOf(id, a.db)).map(({ email }) => email)).toEqual([
      'a@x.io',
      'b@x.io',
      'c@x.io',
    ]);
    expect(await rosterInfoOf(id, a.db)).toEqual({
      account: id,
      takenAt: NOW,
      people: 3,
      file: 'people.csv',
    });
    expect(await workspacesOf(id, a.db)).toEqual(['APAC', 'EMEA', 'Zoo']);
    expect(await a.ledger('roster-taken')).toMatchObject([{ people: 3, file: 'people.csv' }]);
  });

  it('is of people whom nothing that is handed on may name', async () => {
    await a.see([user('seen@x.io')]);
    await a.ask(takes(person('a@x.io')), false);
    expect((await everybody(a.db)).map(({ email }) => email)).toEqual(['seen@x.io', 'a@x.io']);
  });

  it('replaces the one before, and can be removed with its plan', async () => {
    await a.ask(takes(person('a@x.io'), person('b@x.io')), false);
    await a.ask(takes(person('b@x.io')), false);
    expect((await rosterOf(id, a.db)).map(({ email }) => email)).toEqual(['b@x.io']);
    await a.ask({ kind: 'roster-remove', account: id }, false);
    expect(await rosterOf(id, a.db)).toEqual([]);
    expect(await rosterInfoOf(id, a.db)).toBeNull();
    expect((await a.known({ kind: 'known' })).plan).toBeNull();
    await a.ask({ kind: 'roster-remove', account: id }, false);
    expect(await a.ledger('roster-removed')).toHaveLength(1);
  });

  it('that is bad, or comes from a tab, or is for nobody, changes nothing', async () => {
    await a.ask(takes(person('a@x.io')), false);
    const before = await contents();
    const stranger = '99999999-9999-4999-8999-999999999999';
    for (const [message, isTab] of [
      [takes(), false],
      [takes(person('b@x.io'), person('B@x.io')), false],
      [takes(person('b@x.io'), person('no address')), false],
      [takes(person('b@x.io', [])), false],
      [takes(person('b@x.io')), true],
      [{ kind: 'roster-remove', account: id }, true],
      [{ ...takes(person('b@x.io')), account: stranger }, false],
    ] as const) {
      expect(await a.ask(message, isTab)).toMatchObject({ kind: 'refused' });
    }
    expect(await contents()).toBe(before);
  });

  it('of ten thousand people comes in one message', async () => {
    const everybody = Array.from({ length: 10_000 }, (_, n) => person(`p${n}@example.com`));
    const begun = performance.now();
    expect(await a.ask(takes(...everybody), false)).toEqual({ kind: 'done' });
    console.info(`a roster of 10,000 people taken in ${Math.round(performance.now() - begun)} ms`);
    expect(await rosterOf(id, a.db)).toHaveLength(10_000);
    expect((await a.known({ kind: 'known' })).plan?.counts.unknown).toBe(10_000);
  });
});

describe('a plan', () => {
  it('follows what is seen, and is for a page what it is for a tab', async () => {
    await a.ask(takes(person('a@x.io'), person('b@x.io')), false);
    const counts = async () => (await a.known({ kind: 'known' })).plan?.counts;
    await a.see([user('a@x.io')], {
      users: { coverage: 'partial', value: [user('a@x.io')] },
      total: 2,
    });
    expect(await counts()).toMatchObject({ grant: 1, unknown: 1, invite: 0 });
    await a.see([user('a@x.io')]);
    expect(await counts()).toMatchObject({ grant: 1, unknown: 0, invite: 1 });
    a.time.now += 1_000;
    const later = await a.see([user('a@x.io')]);
    expect(later.plan).toMatchObject({ seenAt: a.time.now, coverage: 'whole' });
    await a.see([has('a@x.io', 'emea'), has('b@x.io', 'APAC')]);
    expect(await counts()).toMatchObject({ done: 1, 'wrong-workspace': 1 });
    const input = await planInputOf(id, a.db);
    if (input === null) throw new Error('no plan');
    expect(atOnce(makePlan(input)).counts).toEqual(await counts());
    expect(await planInputOf(crypto.randomUUID() as AccountId, a.db)).toBeNull();
  });

  it('counts anything as right once the account is seen to have no workspaces', async () => {
    await a.ask(takes(person('a@x.io')), false);
    await a.see([has('a@x.io')]);
    expect((await a.known({ kind: 'known' })).plan?.counts).toMatchObject({ unknown: 1 });
    const known = await a.see([], { users: { coverage: 'unknown' }, workspacesOffered: 'no' });
    expect(known.plan?.counts).toMatchObject({ done: 1, unknown: 0 });
    expect(known.workspaces).toEqual({ offered: 'no', told: false });
    expect((await a.known({ kind: 'workspaces-told' })).workspaces.told).toBe(true);
  });
});

describe('what is known of people', () => {
  it('is their access, what they have, had and are to have', async () => {
    await a.see([has('a@x.io', 'EMEA'), user('b@x.io'), has('gone@x.io', 'Zoo')]);
    await a.see([user('a@x.io'), user('b@x.io')]);
    await a.ask(takes(person('b@x.io'), person('c@x.io', null)), false);
    const people = ['b@x.io', 'a@x.io', 'c@x.io', 'gone@x.io', 'b@x.io'];
    const reply = await a.ask({ kind: 'people-known', people });
    expect(reply).toEqual({
      kind: 'people-known',
      about: {
        hasRoster: true,
        workspaces: ['EMEA', 'Zoo'],
        people: [
          {
            email: 'b@x.io',
            access: 'not-connected',
            workspaces: null,
            had: null,
            planned: { workspaces: ['EMEA'] },
          },
          {
            email: 'a@x.io',
            access: 'not-connected',
            workspaces: null,
            had: ['EMEA'],
            planned: null,
          },
          {
            email: 'c@x.io',
            access: 'unknown',
            workspaces: null,
            had: null,
            planned: { workspaces: null },
          },
          { email: 'gone@x.io', access: 'unknown', workspaces: null, had: ['Zoo'], planned: null },
        ],
      },
    });
  });

  it('is the same for many as for few', async () => {
    await a.see([has('a@x.io', 'EMEA'), user('b@x.io')]);
    await a.see([user('a@x.io'), user('b@x.io')]);
    const many = Array.from({ length: 400 }, (_, n) => `p${n}@x.io`);
    const reply = await a.ask({ kind: 'people-known', people: ['a@x.io', ...many] });
    if (reply.kind !== 'people-known') throw new Error(reply.kind);
    expect(reply.about).toMatchObject({ hasRoster: false, people: { length: 401 } });
    expect(reply.about.people[0]).toMatchObject({ email: 'a@x.io', had: ['EMEA'] });
  });

  it('is where they stand in the table', async () => {
    const named = (email: string, name: string | null) => user(email, { name });
    await a.see([
      named('c@x.io', 'Ärne'),
      named('a@x.io', 'Zoe'),
      named('b@x.io', 'bo'),
      named('d@x.io', null),
      user('e@x.io', { access: 'unknown', name: 'Abe' }),
    ]);
    const people = ['a@x.io', 'c@x.io', 'd@x.io', 'e@x.io', 'nobody@x.io'];
    expect(await a.ask({ kind: 'places-of', people })).toEqual({
      kind: 'places',
      total: 5,
      people: [
        { email: 'a@x.io', name: 'Zoe', byName: 2, byEmail: 0 },
        { email: 'c@x.io', name: 'Ärne', byName: 0, byEmail: 2 },
        { email: 'd@x.io', name: null, byName: null, byEmail: 3 },
      ],
    });
  });
});

describe('after a grant', () => {
  it('what really happened is written down for everybody, and a difference is shown at once', async () => {
    await a.see([user('a@x.io'), user('b@x.io'), user('c@x.io')]);
    await grants(
      { email: 'a@x.io', workspaces: ['EMEA'] },
      { email: 'b@x.io', workspaces: [] },
      { email: 'c@x.io', workspaces: ['EMEA'] },
    );
    const known = await a.see([has('a@x.io', 'EMEA'), has('b@x.io', 'APAC'), user('c@x.io')]);
    expect(known.differences).toEqual([{ email: 'b@x.io', at: NOW, chosen: [], seen: ['APAC'] }]);
    a.time.now += 25_000;
    const late = await a.see([has('a@x.io', 'EMEA'), has('b@x.io', 'APAC'), user('c@x.io')]);
    expect(late.differences.map(({ email, seen }) => [email, seen])).toEqual([
      ['b@x.io', ['APAC']],
      ['c@x.io', null],
    ]);
    a.time.now += 25_000;
    expect(
      (await a.see([has('a@x.io', 'EMEA'), has('b@x.io', 'APAC'), user('c@x.io')])).differences,
    ).toHaveLength(2);
    expect((await outcomesOf(id, a.db)).map(({ email, outcome }) => [email, outcome])).toEqual([
      ['a@x.io', 'as-chosen'],
      ['b@x.io', 'differs'],
      ['c@x.io', 'not-granted'],
    ]);
    expect(await a.ledger('access-changed')).toMatchObject([
      { email: 'a@x.io', change: 'granted', to: ['EMEA'] },
      { email: 'b@x.io', change: 'granted', to: ['APAC'] },
    ]);
  });

  it('a difference is shown until it is seen, mended, or granted anew', async () => {
    await a.see([user('a@x.io'), user('b@x.io'), user('c@x.io')]);
    const all = ['a@x.io', 'b@x.io', 'c@x.io'];
    await grants(...all.map((email) => ({ email, workspaces: ['EMEA'] })));
    await a.see(all.map((email) => has(email, 'APAC')));
    expect(await differencesOf(id, a.db)).toHaveLength(3);
    const stranger = '99999999-9999-4999-8999-999999999999';
    const seen = { kind: 'differences-seen', account: stranger, people: ['a@x.io'] };
    expect(await a.ask(seen)).toEqual({ kind: 'refused', reason: 'no-such-account' });
    const rest = await a.known({ ...seen, kind: 'differences-seen', account: id });
    expect(rest.differences.map(({ email }) => email)).toEqual(['b@x.io', 'c@x.io']);
    await grants({ email: 'b@x.io', workspaces: ['APAC'] });
    const mended = await a.see([
      has('a@x.io', 'APAC'),
      has('b@x.io', 'APAC'),
      has('c@x.io', 'EMEA'),
    ]);
    expect(mended.differences).toEqual([]);
  });

  it('access that came late is no difference any more', async () => {
    await a.see([user('a@x.io')]);
    await grants({ email: 'a@x.io', workspaces: ['EMEA'] });
    a.time.now += 25_000;
    expect((await a.see([user('a@x.io')])).differences).toHaveLength(1);
    const bare = user('a@x.io', { access: 'connected', workspaces: null });
    expect((await a.see([bare])).differences).toEqual([]);
  });

  it('nothing is looked out for when nothing was pressed', async () => {
    await a.see([user('a@x.io')]);
    const asked = { kind: 'asked', intent: 'grant', guards: ['workspace-lock'], people: 1 };
    const granting = [{ email: 'a@x.io', workspaces: ['EMEA'] }];
    await a.ask({ ...asked, decision: 'cancelled', granting });
    await a.ask({ ...asked, decision: 'went-on', granting });
    await a.ask({ kind: 'not-made', people: ['a@x.io'] });
    a.time.now += 25_000;
    expect((await a.see([user('a@x.io')])).differences).toEqual([]);
    expect(await outcomesOf(id, a.db)).toEqual([]);
  });

  it('the plan goes by what was chosen where a cell stays empty', async () => {
    await a.see([user('a@x.io')]);
    await a.ask(takes(person('a@x.io')), false);
    await grants({ email: 'a@x.io', workspaces: ['EMEA'] });
    expect((await a.see([has('a@x.io')])).plan?.counts).toMatchObject({ unknown: 1 });
    a.time.now += 25_000;
    expect((await a.see([has('a@x.io')])).plan?.counts).toMatchObject({ done: 1, unknown: 0 });
  });

  it('the plan goes by what was chosen where no table shows workspaces', async () => {
    const bare = user('a@x.io', { access: 'connected', workspaces: null });
    await a.see([user('a@x.io', { workspaces: null })]);
    await a.ask(takes(person('a@x.io')), false);
    await grants({ email: 'a@x.io', workspaces: ['EMEA'] });
    expect((await a.see([bare])).plan?.counts).toMatchObject({ done: 1, unknown: 0 });
    expect(await outcomesOf(id, a.db)).toMatchObject([{ outcome: 'unseen', chosen: ['EMEA'] }]);
  });
});

it('reads everybody in pieces as it would at once', async () => {
  const everybody = Array.from({ length: 1_700 }, (_, n) => user(`p${n}@example.com`));
  await a.see(everybody);
  await a.db.table('users').put({ account: id, email: 'p17@example.com', name: 5 });
  const emails = (await usersOf(id, a.db)).map(({ email }) => email);
  expect(emails).toHaveLength(1_699);
  expect(emails).toEqual(emails.toSorted());
});
