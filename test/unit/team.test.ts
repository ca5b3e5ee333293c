import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AccountId, Email } from '@/lib/model/ids';
import { AccessChange, type LedgerEntry } from '@/lib/model/ledger';
import { atOnce } from '@/lib/model/slices';
import { type Member, TeamPage, TeamRole, TeamState } from '@/lib/model/team';
import { byDay, dayFrom, dayStart } from '@/lib/team/changes';
import { type TeamFormat, type TeamWords, writeTeam } from '@/lib/team/export';
import { TeamIndex } from '@/lib/team/find';
import { historyOf } from '@/lib/team/history';
import { memberOf, orderOf, type TeamUser } from '@/lib/team/member';
import {
  changePage,
  dealPages,
  membersOf,
  type OpenPage,
  packPage,
  touched,
} from '@/lib/team/pages';
import { changeSummary, type MemberChange, NOBODY, seenOf, sizeOf } from '@/lib/team/summary';
import { EVERYBODY, type TeamView, toggled } from '@/lib/team/view';
import { Column, queryOf, viewOf } from '@/lib/team/view-address';
import { wordsOf } from '@/lib/team/words';

const NOW = Date.UTC(2026, 0, 15, 12);
const ACCOUNT = AccountId.parse('7b0e9f4e-3c55-4a3c-9a51-0c2f8a1f6f11');
const WORKSPACES = ['Default', 'EMEA', 'Ärzte & Co'] as const;

const user = (part: Partial<Member> = {}): Member => ({
  key: 'ann.lee@example.com',
  email: 'ann.lee@example.com',
  name: 'Ann Lee',
  role: 'user',
  state: 'connected',
  workspaces: ['EMEA'],
  team: 'Field Sales',
  firstSeenAt: NOW,
  seenAt: NOW,
  expires: null,
  invitedAt: null,
  ...part,
});

/** Somebody with one of few addresses, so that the same person comes, changes and leaves. */
const someMember = fc
  .record({
    number: fc.nat(60),
    name: fc.option(fc.constantFrom('Ann Lee', 'ann lee', 'Zoë', 'Émile', '  ', '李', 'Bo')),
    state: fc.constantFrom(...TeamState.options),
    role: fc.constantFrom(...TeamRole.options),
    workspaces: fc.option(fc.uniqueArray(fc.constantFrom(...WORKSPACES))),
    team: fc.option(fc.constantFrom('Field', 'Inside')),
    invited: fc.option(fc.constantFrom('2026-03-01', '2026-04-01')),
  })
  .map(({ number, invited, ...rest }): Member => {
    const key = number % 7 === 0 ? `name:person ${number}` : `p${number}@example.com`;
    const email = number % 7 === 0 ? null : key;
    return user({ key, email, ...rest, expires: invited, invitedAt: invited && NOW });
  });

/** What happens to a team: somebody comes or changes, or leaves. */
const steps = fc.array(
  fc.array(fc.record({ member: someMember, leaves: fc.boolean() }), { minLength: 1, maxLength: 8 }),
  { maxLength: 12 },
);

const byOrder = (a: Member, b: Member) => (orderOf(a) < orderOf(b) ? -1 : 1);

/** Takes changes in as the background does. */
function taken(pages: readonly OpenPage[], changes: readonly MemberChange[]): OpenPage[] {
  const all = new Map(pages.map((page) => [page.first, page]));
  const firsts = pages.map(({ first }) => first);
  for (const [first, part] of touched(firsts, changes)) {
    const changed = changePage(all.get(first) ?? { first, members: [] }, part);
    if (changed === null) throw new Error('somebody left who was not there');
    for (const gone of changed.remove) all.delete(gone);
    for (const page of changed.put) all.set(page.first, page);
  }
  return [...all.values()].sort((a, b) => (a.first < b.first ? -1 : 1));
}

describe('the figures and the pages of a team', () => {
  it('are the same after any changes as if everybody had been counted anew', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const team = new Map<string, Member>();
        let summary = NOBODY;
        let pages: OpenPage[] = [{ first: '', members: [] }];
        for (const step of all) {
          const last = new Map(step.map((one) => [one.member.key, one]));
          const changes = [...last].map(([key, { member, leaves }]) => {
            const before = team.get(key) ?? null;
            return { before, after: leaves ? null : member };
          });
          for (const [key, { member, leaves }] of last) {
            if (leaves) team.delete(key);
            else team.set(key, member);
          }
          const real = changes.filter(({ before, after }) => before !== null || after !== null);
          summary = changeSummary(summary, real);
          pages = taken(pages, real);
        }
        const everybody = [...team.values()].sort(byOrder);
        const arrivals = everybody.map((after) => ({ before: null, after }));
        expect(summary).toEqual(changeSummary(NOBODY, arrivals));
        expect(sizeOf(summary)).toBe(everybody.length);
        expect(pages.flatMap(({ members }) => members)).toEqual(everybody);
      }),
    );
  });

  it('stay in order where pages are split, and empty ones go', () => {
    const many = Array.from({ length: 2_000 }, (_, n) => {
      const key = `p${n}@example.com`;
      return user({ key, email: key, name: `Person ${(n * 7919) % 2_000}` });
    });
    let pages = taken(
      [{ first: '', members: [] }],
      many.map((after) => ({ before: null, after })),
    );
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.flatMap(({ members }) => members)).toEqual([...many].sort(byOrder));
    expect(pages).toEqual(dealPages(many));
    pages = taken(
      pages,
      many.slice(1).map((before) => ({ before, after: null })),
    );
    expect(pages.flatMap(({ members }) => members)).toEqual(many.slice(0, 1));
    expect(pages[0]?.first).toBe('');
  });

  it('are made anew where somebody leaves who was not there', () => {
    expect(changePage({ first: '', members: [user()] }, { leave: ['other'], come: [] })).toBeNull();
  });

  it('are written down and read without loss', () => {
    fc.assert(
      fc.property(fc.uniqueArray(someMember, { selector: ({ key }) => key }), (members) => {
        const page = { first: '', members: [...members].sort(byOrder) };
        const packed = TeamPage.parse(packPage(ACCOUNT, page, 3));
        // An empty name is none.
        const named = page.members.map((one) => ({ ...one, name: one.name || null }));
        expect(membersOf(packed)).toEqual(named);
      }),
    );
    const broken = { ...packPage(ACCOUNT, { first: '', members: [user()] }, 1), states: '' };
    expect(TeamPage.safeParse(broken).success).toBe(false);
  });

  it('count who is invited apart from those who were seen', () => {
    const all = [user(), user({ key: 'name:bo', email: null, state: 'invited' })];
    const summary = changeSummary(
      NOBODY,
      all.map((after) => ({ before: null, after })),
    );
    expect(seenOf(summary)).toBe(1);
    expect(summary.workspaces).toEqual([['EMEA', 1]]);
  });
});

describe('a member', () => {
  const email = Email.parse('ann.lee@example.com');
  const seen: TeamUser = {
    ...{ email, name: null, role: 'user', access: 'connected', workspaces: ['EMEA'], team: ' ' },
    ...{ firstSeenAt: NOW, seenAt: NOW, goneAt: null },
  };
  const planned = { name: 'Ann of the roster', team: 'Field' };
  const invited = {
    ...({ email, name: 'Ann', expires: '2026-03-01', accountInsight: 'ticked', at: NOW } as const),
  };

  it('is what the console shows, with what roster and invitation add', () => {
    const made = memberOf({ key: email, user: seen, planned, invited });
    expect(made).toMatchObject({ name: 'Ann of the roster', team: 'Field', state: 'connected' });
    expect(made).toMatchObject({ expires: '2026-03-01', invitedAt: NOW });
  });

  it('is invited where the console does not show them, and nobody without an invitation', () => {
    const gone = { ...seen, goneAt: NOW };
    expect(memberOf({ key: email, user: gone, planned, invited })?.state).toBe('invited');
    expect(memberOf({ key: email, user: gone, planned, invited: undefined })).toBeNull();
    expect(memberOf({ key: email, user: undefined, planned, invited: undefined })).toBeNull();
  });
});

/** A team over several pages. */
function indexOf(members: readonly Member[]): TeamIndex {
  const all = [...members].sort(byOrder);
  const pages = all.map((one, at) => ({ first: at === 0 ? '' : orderOf(one), members: [one] }));
  return new TeamIndex(pages.map((page) => packPage(ACCOUNT, page, 1)));
}

const found = (index: TeamIndex, view: Partial<TeamView>): Member[] => {
  const { size, at } = index.find({ ...EVERYBODY, ...view });
  return Array.from({ length: size }, (_, place) => at(place)).flatMap((one) => one ?? []);
};

describe('looking for people', () => {
  const all = fc.uniqueArray(someMember, { selector: ({ key }) => key, maxLength: 30 });
  const filters = fc.record({
    search: fc.constantFrom('', 'lee', 'ZOE', 'emea field', 'arzte', 'p1 example', 'nobody'),
    states: fc.subarray([...TeamState.options]),
    workspaces: fc.subarray([...WORKSPACES]),
    teams: fc.subarray(['Field', 'Inside']),
    roles: fc.constantFrom<TeamView['roles']>([], ['admin']),
  });

  it('finds whoever matches every word and every filter, and nobody else', () => {
    fc.assert(
      fc.property(all, filters, (members, view) => {
        const matches = (one: Member) => {
          const { name, email, team, workspaces, state, role } = one;
          const shown = wordsOf([name, email, team, ...(workspaces ?? [])].join(' ')).join('\n');
          const has = (word: string) => shown.includes(word);
          return (
            wordsOf(view.search).every(has) &&
            (view.states.length === 0 || view.states.includes(state)) &&
            (view.roles.length === 0 || role === 'admin') &&
            (view.teams.length === 0 || view.teams.includes(team ?? '')) &&
            (view.workspaces.length === 0 ||
              view.workspaces.some((name) => workspaces?.includes(name)))
          );
        };
        const keys = found(indexOf(members), view).map(({ key }) => key);
        expect(keys).toEqual(
          [...members]
            .sort(byOrder)
            .filter(matches)
            .map(({ key }) => key),
        );
      }),
    );
  });

  it('sorts by any column either way, and what is not known comes last both ways', () => {
    const index = indexOf([
      user({ key: 'a@x.io', email: 'a@x.io', name: 'Cy', team: 'B', seenAt: NOW }),
      user({ key: 'b@x.io', email: 'b@x.io', name: 'Bo', team: null, seenAt: NOW - 2 }),
      user({ key: 'c@x.io', email: 'c@x.io', name: 'Al', team: 'A', seenAt: NOW - 1 }),
    ]);
    const keys = (view: Partial<TeamView>) =>
      found(index, view)
        .map(({ key }) => key[0])
        .join('');
    expect(keys({})).toBe('cba');
    expect(keys({ descending: true })).toBe('abc');
    expect(keys({ sort: 'email' })).toBe('abc');
    expect(keys({ sort: 'team' })).toBe('cab');
    expect(keys({ sort: 'team', descending: true })).toBe('acb');
    expect(keys({ sort: 'seen' })).toBe('bca');
    expect(index.byKey('b@x.io')?.name).toBe('Bo');
    expect(index.byKey('d@x.io')).toBeNull();
  });
});

describe('the address of a view', () => {
  const name = fc.string({ minLength: 1, maxLength: 20 });
  const view: fc.Arbitrary<TeamView> = fc.record({
    search: fc.string({ maxLength: 100 }),
    states: fc.uniqueArray(fc.constantFrom(...TeamState.options)),
    workspaces: fc.uniqueArray(name, { maxLength: 5 }),
    teams: fc.uniqueArray(name, { maxLength: 5 }),
    roles: fc.uniqueArray(fc.constantFrom(...TeamRole.options)),
    sort: fc.constantFrom('name' as const, ...Column.options),
    descending: fc.boolean(),
    columns: fc
      .subarray([...Column.options])
      .map((some) => Column.options.filter((one) => some.includes(one))),
    person: fc.option(name),
  });

  it('leads back to the view', () => {
    fc.assert(
      fc.property(view, (one) => {
        expect(viewOf(queryOf(one))).toEqual(one);
      }),
    );
    expect(queryOf(EVERYBODY)).toBe('');
  });

  it('is read whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 500 }), (query) => {
        expect(viewOf(`q=${query}`).search.length).toBeLessThanOrEqual(200);
      }),
    );
    expect(viewOf('state=connected,nonsense&sort=nonsense&account=x')).toEqual({
      ...EVERYBODY,
      states: ['connected'],
    });
  });

  it('takes a filter in and out', () => {
    expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  });
});

describe('the history of a person', () => {
  const email = Email.parse('ann.lee@example.com');
  const base = { account: ACCOUNT, email };
  const changed = (at: number, change: 'granted' | 'removed'): LedgerEntry => {
    const [from, to] = change === 'granted' ? [null, ['EMEA']] : [['EMEA'], null];
    return { ...base, at, kind: 'access-changed', change, from, to };
  };
  const outcome = (at: number, what: 'as-chosen' | 'differs' | 'not-granted'): LedgerEntry => {
    const seen = what === 'not-granted' ? null : ['EMEA'];
    return { ...base, at, kind: 'grant-outcome', outcome: what, chosen: ['EMEA'], seen };
  };

  it('says once of a grant that it was made from this browser', () => {
    const lines = [changed(NOW, 'granted'), outcome(NOW, 'as-chosen')];
    expect(historyOf(lines, NOW - 5)).toEqual([
      { kind: 'granted', at: NOW, workspaces: ['EMEA'], isFromHere: true },
      { kind: 'first-seen', at: NOW - 5 },
    ]);
    expect(historyOf([outcome(NOW, 'as-chosen')], null)).toMatchObject([{ kind: 'granted' }]);
  });

  it('does not claim a grant that was made elsewhere', () => {
    const lines = [outcome(NOW - 3_600_000, 'as-chosen'), changed(NOW, 'granted')];
    expect(historyOf(lines, null)[0]).toMatchObject({ kind: 'granted', isFromHere: false });
  });

  it('has the latest first, with what went wrong', () => {
    const lines = [
      changed(NOW, 'granted'),
      outcome(NOW, 'differs'),
      changed(NOW + 1, 'removed'),
      outcome(NOW + 2, 'not-granted'),
    ];
    const kinds = historyOf(lines, null).map(({ kind }) => kind);
    expect(kinds).toEqual(['not-granted', 'removed', 'differs', 'granted']);
  });
});

describe('changes by day', () => {
  const day = dayStart(NOW);
  const change = (at: number, kind: AccessChange) => ({ at, change: kind });

  it('has every day, also those on which nothing has changed, and no more than are wanted', () => {
    const changes = [change(day + 1, 'granted'), change(dayFrom(NOW, -2) + 5, 'removed')];
    const days = byDay(changes, dayFrom(NOW, -2), NOW, 90);
    expect(days.map(({ total }) => total)).toEqual([1, 0, 1]);
    expect(days.at(-1)).toMatchObject({ day, counts: { granted: 1, removed: 0 } });
    expect(byDay(changes, 0, NOW, 7)).toHaveLength(7);
    expect(byDay([], NOW, NOW, 90)).toHaveLength(1);
  });

  it('are as many by day as there are in all', () => {
    const some = fc.record({
      at: fc.integer({ min: NOW - 40 * 86_400_000, max: NOW }),
      change: fc.constantFrom(...AccessChange.options),
    });
    fc.assert(
      fc.property(fc.array(some), (changes) => {
        const days = byDay(changes, NOW - 40 * 86_400_000, NOW, 90);
        expect(days.reduce((sum, { total }) => sum + total, 0)).toBe(changes.length);
        expect(days.map((one) => one.day)).toEqual(days.map((one) => dayStart(one.day)));
      }),
    );
  });
});

describe('a team that is written down', () => {
  const ofBo = {
    ...({ state: 'invited', workspaces: null } as const),
    ...{ expires: '2026-03-01', invitedAt: NOW },
  };
  const people = indexOf([
    user({ key: 'a@x.io', email: 'a@x.io', name: '=1+1', workspaces: ['EMEA', 'Default'] }),
    user({ key: 'name:bo', email: null, name: 'Bo', ...ofBo }),
  ]).find(EVERYBODY);
  const words = {
    columns: Object.fromEntries(['name', ...Column.options].map((one) => [one, one])),
    states: Object.fromEntries(TeamState.options.map((one) => [one, one])),
    admin: 'Admin',
  } as TeamWords;
  const about = { account: ACCOUNT, exportedAt: NOW, total: 312, seenAt: null };
  const columns = ['email', 'state', 'workspaces'] as const;
  const text = (format: TeamFormat, onProgress?: (done: number, all: number) => void) =>
    atOnce(writeTeam({ people, columns, words, about }, format, onProgress));

  it('has the columns that are shown, and no cell that is a formula', () => {
    expect(text('csv')).toBe(
      '\ufeffname,email,state,workspaces\r\n"\'=1+1",a@x.io,connected,EMEA; Default\r\nBo,,invited,\r\n',
    );
    expect(text('tsv').split('\r\n')[2]).toBe('Bo\t\tinvited\t');
  });

  it('tells a program everything, with its age and coverage', () => {
    const said = JSON.parse(text('json'));
    expect(said).toMatchObject({ account: ACCOUNT, total: 312, seenAt: null });
    expect(said.people[0]).toMatchObject({ name: '=1+1', workspaces: ['EMEA', 'Default'] });
    expect(said.people[1]).toMatchObject({ email: null, state: 'invited', expires: '2026-03-01' });
    const nobody = indexOf([]).find(EVERYBODY);
    const empty = atOnce(writeTeam({ people: nobody, columns, words, about }, 'json'));
    expect(JSON.parse(empty).people).toEqual([]);
  });

  it('says how far it is', () => {
    const told: number[][] = [];
    text('csv', (done, all) => told.push([done, all]));
    expect(told).toEqual([[2, 2]]);
  });
});
