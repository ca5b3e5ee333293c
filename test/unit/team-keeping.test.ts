import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handle } from '@/entrypoints/background/desk';
import { settleTeams } from '@/entrypoints/background/team';
import type { Reply } from '@/lib/model/messages';
import type { SeenUser } from '@/lib/model/snapshot';
import {
  accounts,
  changesSince,
  linesAbout,
  lookedAt,
  namesOf,
  SiaDb,
  teamOf,
  teamPages,
  viewsOf,
} from '@/lib/store';
import { Store } from '@/lib/store/store';
import { memberOf, orderOf } from '@/lib/team/member';
import { membersOf } from '@/lib/team/pages';
import { changeSummary, NOBODY } from '@/lib/team/summary';
import { FakeMachine, NOW, snapshot, user, voice } from './cases';

let made = 0;
let db: SiaDb;
let time: FakeMachine;
beforeEach(() => {
  made += 1;
  db = new SiaDb(`team-${made}`);
  time = new FakeMachine(NOW);
});
afterEach(() => db.delete());

const say = (message: unknown, isTab = true): Promise<Reply> =>
  handle(db, time, message, { jar: 'default', isTab }, voice);

async function account() {
  const [first] = await accounts(db);
  if (first === undefined) throw new Error('no account');
  return first.id;
}

/** A look at User Access. */
function see(value: readonly SeenUser[], coverage: 'whole' | 'partial') {
  time.pass(1_000);
  const rows = [...value];
  // Each coverage is a shape of its own.
  const users = coverage === 'whole' ? { coverage, value: rows } : { coverage, value: rows };
  const shown = { page: 'user-access' as const, users };
  return say({ kind: 'seen', guarded: 'yes', snapshot: snapshot(shown) });
}

const AN = user('an@x.io', { name: 'An', access: 'connected', workspaces: ['EMEA'] });
const BO = user('bo@x.io', { name: 'Bo' });
const CY = user('cy@x.io', { name: 'Cy', access: 'connected' });

/** The team as it is kept has to be what comes of counting everybody anew. Returns it. */
async function kept() {
  const id = await account();
  const store = new Store(db, NOW, 'read');
  const roster = new Map((await store.roster.of(id)).map((one) => [one.email as string, one]));
  const users = new Map((await store.users.of(id)).map((one) => [one.email as string, one]));
  const invited = new Map((await store.invitations.of(id)).map((one) => [one.who, one]));
  const members = [...new Set([...users.keys(), ...invited.keys()])]
    .flatMap((key) => {
      const [one, planned] = [users.get(key), roster.get(key)];
      return memberOf({ key, user: one, planned, invited: invited.get(key) }) ?? [];
    })
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  const pages = await teamPages(id, new Map(), db);
  expect([...(pages?.values() ?? [])].flatMap(membersOf)).toEqual(members);
  const arrivals = members.map((after) => ({ before: null, after }));
  expect((await teamOf(id, db))?.summary).toEqual(changeSummary(NOBODY, arrivals));
  return members;
}

describe('the team that the background keeps', () => {
  it('follows what is seen: who comes, changes and is not listed any more', async () => {
    await see([AN, BO], 'partial');
    expect((await kept()).map(({ name }) => name)).toEqual(['An', 'Bo']);
    await see([{ ...BO, name: 'Zoe', access: 'connected' }, CY], 'partial');
    expect((await kept()).map(({ name }) => name)).toEqual(['An', 'Cy', 'Zoe']);
    await see([CY], 'whole');
    expect((await kept()).map(({ name }) => name)).toEqual(['Cy']);
    await see([AN, CY], 'whole');
    expect(await kept()).toHaveLength(2);
  });

  it('has those who are invited, and takes teams from the roster, both from one moment to the next', async () => {
    await see([AN], 'whole');
    const people = [
      { email: 'an@x.io', name: 'An' },
      { email: null, name: 'Ivy' },
    ];
    await say({ kind: 'invited', people, expires: '2026-03-01', accountInsight: 'ticked' });
    expect((await kept()).map(({ state, expires }) => [state, expires])).toEqual([
      ['connected', '2026-03-01'],
      ['invited', '2026-03-01'],
    ]);
    const entries = [{ email: 'an@x.io', name: null, team: 'Field', workspaces: null }];
    const roster = { account: await account(), entries, file: null };
    await say({ kind: 'roster-take', ...roster }, false);
    expect((await kept())[0]?.team).toBe('Field');
    await say({ kind: 'roster-remove', account: roster.account }, false);
    expect((await kept())[0]?.team).toBe(null);
  });

  it('is made where there is none yet, and anew where its pages are not whole', async () => {
    await see([AN, BO], 'whole');
    await db.teams.clear();
    await settleTeams(db, NOW);
    await kept();
    await db.teamPages.clear();
    await see([CY], 'partial');
    expect(await kept()).toHaveLength(3);
  });

  it('is read again only as far as it has changed, and by nobody halfway', async () => {
    await see([AN, BO], 'whole');
    const id = await account();
    const before = await teamPages(id, new Map(), db);
    if (before === null) throw new Error('no pages');
    const again = await teamPages(id, before, db);
    expect(again?.get('')).toBe(before.get(''));
    await see([CY], 'partial');
    const after = await teamPages(id, before, db);
    expect(after?.get('')?.keys).toHaveLength(3);
  });

  it('leaves a row of the roster alone that is the same as before', async () => {
    await see([AN], 'whole');
    const id = await account();
    const entry = (name: string, team: string | null) => {
      return { email: `${name}@x.io`, name: null, team, workspaces: ['EMEA'] };
    };
    const take = (entries: readonly object[]) =>
      say({ kind: 'roster-take', account: id, entries, file: null }, false);
    await take([entry('an', 'A'), entry('bo', 'B'), entry('cy', 'C')]);
    const written: unknown[] = [];
    db.roster.hook('updating', (_changes, key) => void written.push(key));
    db.roster.hook('deleting', (key) => void written.push(key));
    await take([entry('an', 'A'), entry('bo', 'other')]);
    expect(written).toHaveLength(2);
    expect((await new Store(db, NOW, 'read').roster.of(id)).map(({ team }) => team)).toEqual([
      'A',
      'other',
    ]);
  });
});

describe('how somebody looks at the team', () => {
  it('is kept by account under a name, of which there is one', async () => {
    await see([AN], 'whole');
    const id = await account();
    const save = (query: string) =>
      say({ kind: 'view-save', account: id, name: ' EMEA ', query }, false);
    expect((await save('state=connected')).kind).toBe('done');
    await save('state=invited');
    const views = await viewsOf(id, db);
    expect(views).toMatchObject([{ name: 'EMEA', query: 'state=invited' }]);
    const view = views[0]?.id;
    const other = '99999999-9999-4999-8999-999999999999';
    expect((await say({ kind: 'view-remove', account: other, view }, false)).kind).toBe('refused');
    expect(await viewsOf(id, db)).toHaveLength(1);
    await say({ kind: 'view-remove', account: id, view }, false);
    expect(await viewsOf(id, db)).toEqual([]);
  });

  it('is no business of a console’s tab', async () => {
    await see([AN], 'whole');
    const id = await account();
    for (const request of [
      { kind: 'view-save', name: 'x', query: '' },
      { kind: 'changes-seen', until: NOW },
    ])
      expect((await say({ ...request, account: id })).kind).toBe('refused');
    expect(await viewsOf(id, db)).toEqual([]);
    expect(await lookedAt(id, db)).toBeNull();
  });

  it('never goes back, nor beyond now', async () => {
    await see([AN], 'whole');
    const id = await account();
    const look = (until: number) => say({ kind: 'changes-seen', account: id, until }, false);
    await look(NOW - 5);
    expect(await lookedAt(id, db)).toBe(NOW - 5);
    await look(NOW - 10);
    expect(await lookedAt(id, db)).toBe(NOW - 5);
    await look(NOW + 1e9);
    expect(await lookedAt(id, db)).toBe(time.now());
  });
});

describe('what has changed', () => {
  it('is read from the latest back to a moment, of one account alone', async () => {
    await see([AN, BO, CY], 'whole');
    const id = await account();
    await see([{ ...AN, access: 'not-connected' }, BO, CY], 'whole');
    const first = time.now();
    await see([{ ...AN, access: 'not-connected' }, CY], 'whole');
    const all = await changesSince(id, 0, 100, db);
    expect(all.map(({ change }) => change)).toEqual(['vanished', 'removed']);
    expect(await changesSince(id, first, 100, db)).toHaveLength(1);
    expect(await changesSince(id, 0, 1, db)).toHaveLength(1);
    const emails = all.map(({ email }) => email);
    expect([...(await namesOf(id, emails, db)).values()].sort()).toEqual(['An', 'Bo']);
    expect(await linesAbout(id, AN.email, db)).toMatchObject([{ change: 'removed' }]);
  });
});
