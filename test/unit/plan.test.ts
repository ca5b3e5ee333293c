import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countAccess,
  figures,
  mergeUsers,
  type StoredUser,
  sightOfUsers,
} from '@/lib/access/access';
import { AccountId, Email } from '@/lib/model/ids';
import type { PlanGroup, RosterEntry } from '@/lib/model/plan';
import { PlanSummary } from '@/lib/model/plan';
import { atOnce } from '@/lib/model/slices';
import type { SeenUser } from '@/lib/model/snapshot';
import { meantBy, sameWorkspaces } from '@/lib/model/workspaces';
import { comparePlan } from '@/lib/plan/compare';
import { BATCH_SIZE, makePlan, type Plan, type PlanInput, summarise } from '@/lib/plan/plan';
import { nextWorkspaceUse } from '@/lib/plan/use';
import { NOW, user } from './cases';

const account = AccountId.parse('7b0e9f4e-3c55-4a3c-9a51-0c2f8a1f6f11');
const email = (name: string) => Email.parse(`${name}@x.io`);

function entry(name: string, workspaces: readonly string[] | null = ['EMEA']): RosterEntry {
  return { email: email(name), name: null, team: null, workspaces: workspaces && [...workspaces] };
}

/** Somebody as the browser remembers them. */
function stored(name: string, part: Partial<StoredUser> = {}): StoredUser {
  const base = { account, firstSeenAt: NOW, seenAt: NOW, goneAt: null };
  return { ...user(`${name}@x.io`), ...base, ...part };
}

const connected = (name: string, ...workspaces: string[]) =>
  stored(name, { access: 'connected', workspaces });

/** A plan from what is known, of whole coverage where nothing else is said. */
function plan(part: Partial<PlanInput>): Plan {
  const users = part.users ?? [];
  const whole = { connected: 0, total: users.length, coverage: 'whole', seenAt: NOW } as const;
  const input: PlanInput = {
    roster: [],
    users,
    figures: whole,
    offered: 'yes',
    granted: new Map(),
    ...part,
  };
  return atOnce(makePlan(input));
}

/** Who stands where, in short. */
function groups(made: Plan): Record<string, string> {
  const named = Object.entries(made.groups).filter(([, people]) => people.length > 0);
  return Object.fromEntries(
    named.map(([group, people]) => [group, people.map((one) => one.email.split('@')[0]).join(' ')]),
  );
}

describe('where somebody stands', () => {
  it.each<[string, RosterEntry | null, StoredUser | null, PlanGroup | null]>([
    ['is not there', entry('a'), null, 'invite'],
    ['is not there any more', entry('a'), stored('a', { goneAt: NOW }), 'invite'],
    ['is there without access', entry('a'), stored('a'), 'grant'],
    ['has what the roster asks for', entry('a'), connected('a', 'EMEA'), 'done'],
    [
      'has it, written otherwise',
      entry('a', ['EMEA', 'Größe']),
      connected('a', ' gro\u0308ße', 'emea'),
      'done',
    ],
    ['has something else', entry('a'), connected('a', 'APAC'), 'wrong-workspace'],
    ['has more than that', entry('a'), connected('a', 'EMEA', 'APAC'), 'wrong-workspace'],
    ['has anything, as the roster does not say', entry('a', null), connected('a', 'APAC'), 'done'],
    ['has access, and no table shows to what', entry('a'), connected('a'), 'unknown'],
    [
      'has access, and no table has such a column',
      entry('a'),
      stored('a', { access: 'connected', workspaces: null }),
      'unknown',
    ],
    ['was only invited so far', entry('a'), stored('a', { access: 'unknown' }), 'unknown'],
    ['has access and is not in the roster', null, connected('a', 'EMEA'), 'not-in-roster'],
    ['has none and is not in it', null, stored('a'), null],
    [
      'had some, is gone and is not in it',
      null,
      stored('a', { access: 'connected', goneAt: NOW }),
      null,
    ],
  ])('who %s', (_, wish, seen, expected) => {
    const made = plan({ roster: wish === null ? [] : [wish], users: seen === null ? [] : [seen] });
    expect(groups(made)).toEqual(expected === null ? {} : { [expected]: 'a' });
  });

  it('is unknown while not everybody was seen, and anything is right where there are no workspaces', () => {
    const partial = { connected: 0, total: 9, coverage: 'partial', seenAt: NOW } as const;
    expect(groups(plan({ roster: [entry('a')], figures: partial }))).toEqual({ unknown: 'a' });
    const never = plan({ roster: [entry('a')], figures: null });
    expect(groups(never)).toEqual({ unknown: 'a' });
    expect(never).toMatchObject({ coverage: 'never', seenAt: null });
    const users = [connected('a'), connected('b', 'Default')];
    const none = plan({ roster: [entry('a'), entry('b')], users, offered: 'no' });
    expect(groups(none)).toEqual({ done: 'a b' });
  });

  it('is known by what was chosen where no table shows it', () => {
    const users = [connected('a'), connected('b')];
    const granted = new Map([
      [email('a'), ['EMEA']],
      [email('b'), ['Default']],
    ]);
    const made = plan({ roster: [entry('a'), entry('b')], users, granted });
    expect(groups(made)).toEqual({ done: 'a', 'wrong-workspace': 'b' });
  });
});

describe('batches', () => {
  const roster = [
    ...Array.from({ length: BATCH_SIZE + 1 }, (_, n) =>
      entry(`p${n}`, n % 2 ? ['EMEA', 'APAC'] : ['apac', 'EMEA']),
    ),
    entry('any', null),
    entry('a-solo', ['Zoo']),
  ];
  const users = roster.map((one) => stored(one.email.split('@')[0] ?? ''));

  it('hold those who get the same workspaces, so many at a time, whatever order they came in', () => {
    const { batches } = plan({ roster, users });
    expect(batches.map(({ workspaces, people }) => [workspaces, people.length])).toEqual([
      [null, 1],
      [['apac', 'EMEA'], BATCH_SIZE],
      [['apac', 'EMEA'], 1],
      [['Zoo'], 1],
    ]);
    const shuffled = plan({ roster: roster.toReversed(), users: users.toReversed() }).batches;
    expect(shuffled.map(({ id, people }) => [id, people])).toEqual(
      batches.map(({ id, people }) => [id, people]),
    );
    expect(new Set(batches.map(({ id }) => id)).size).toBe(batches.length);
  });

  it('are told to a tab one at a time', () => {
    const made = plan({ roster, users: [...users.slice(1), connected('p0', 'Zoo')] });
    const summary = summarise(made, NOW);
    expect(PlanSummary.parse(summary)).toEqual(summary);
    expect(summary).toMatchObject({
      takenAt: NOW,
      coverage: 'whole',
      seenAt: NOW,
      next: { workspaces: null, people: ['any@x.io'] },
      batches: 3,
      disconnect: ['p0@x.io'],
      counts: { grant: BATCH_SIZE + 2, 'wrong-workspace': 1, invite: 0, done: 0, unknown: 0 },
    });
  });
});

/** Anybody's state, and wish: few names, so that they meet. */
const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
const workspaces = fc.uniqueArray(fc.constantFrom('EMEA', 'APAC', 'Default'), { minLength: 1 });
const rosters = fc
  .dictionary(name, fc.option(workspaces))
  .map((wishes) => Object.entries(wishes).map(([one, names]) => entry(one, names)));
const seenUsers = fc.dictionary(name, fc.option(workspaces)).map((people) =>
  Object.entries(people).map(([one, names]): SeenUser => {
    return user(`${one}@x.io`, names === null ? {} : { access: 'connected', workspaces: names });
  }),
);

/** A browser that looks at User Access, and a console in which the plan can be carried out. */
function world(people: readonly SeenUser[]) {
  const there = new Map(people.map((one) => [one.email, one]));
  const known = new Map<Email, StoredUser>();
  let sight: ReturnType<typeof sightOfUsers> = null;
  let now = NOW;
  return {
    there,
    /** Looks at some of the people, or at the whole table. */
    look(emails: readonly Email[] | null = null) {
      now += 1_000;
      const shown = emails ?? [...there.keys()];
      const value = shown.flatMap((one) => there.get(one) ?? []);
      const coverage = emails === null ? ('whole' as const) : ('partial' as const);
      const snapshot = {
        page: 'user-access' as const,
        users: { coverage, value },
        total: there.size,
      };
      for (const one of mergeUsers(account, [...known.values()], snapshot, now))
        known.set(one.email, one);
      sight = sightOfUsers(sight, snapshot, now);
    },
    plan(roster: readonly RosterEntry[]): Plan {
      const users = [...known.values()];
      return plan({ roster, users, figures: figures(countAccess(users), sight) });
    },
    invite: (one: Email) => there.set(one, user(one)),
    disconnect: (one: Email) => there.set(one, user(one)),
    grant: (one: Email, chosen: readonly string[]) =>
      there.set(one, user(one, { access: 'connected', workspaces: [...meantBy([...chosen])] })),
  };
}

/** Does what a plan says, its batches in the order that `order` puts them in. */
function carryOut(
  on: ReturnType<typeof world>,
  roster: readonly RosterEntry[],
  order: <T>(all: readonly T[]) => T[],
) {
  const made = on.plan(roster);
  for (const one of order(made.groups.invite)) on.invite(one.email);
  for (const one of order(made.groups['wrong-workspace'])) on.disconnect(one.email);
  on.look();
  for (const batch of order(on.plan(roster).batches)) {
    for (const one of batch.people) on.grant(one, batch.workspaces ?? []);
  }
}

describe('a plan', () => {
  it('that was carried out leaves nothing to do', () => {
    fc.assert(
      fc.property(rosters, seenUsers, (roster, people) => {
        const on = world(people);
        on.look();
        // An empty table without anybody is one that is still loading.
        fc.pre(on.there.size > 0 || roster.length === 0 || on.plan(roster).coverage === 'whole');
        carryOut(on, roster, (all) => [...all]);
        on.look();
        const after = on.plan(roster);
        expect({ ...after.counts, done: 0, 'not-in-roster': 0 }).toEqual({
          invite: 0,
          grant: 0,
          'wrong-workspace': 0,
          unknown: 0,
          done: 0,
          'not-in-roster': 0,
        });
        expect(after.counts.done).toBe(roster.length);
        expect(after.batches).toEqual([]);
      }),
    );
  });

  it('comes to the same in whatever order its batches are granted', () => {
    fc.assert(
      fc.property(rosters, seenUsers, (roster, people) => {
        const ends = [
          <T>(all: readonly T[]) => [...all],
          <T>(all: readonly T[]) => all.toReversed(),
        ].map((order) => {
          const on = world(people);
          on.look();
          carryOut(on, roster, order);
          on.look();
          return [on.plan(roster).groups, [...on.there].sort()].map((part) =>
            JSON.stringify(part).replace(/"seenAt":\d+/gu, ''),
          );
        });
        expect(ends[0]).toEqual(ends[1]);
      }),
    );
  });

  it('never goes back because a part of the table was seen', () => {
    fc.assert(
      fc.property(rosters, seenUsers, fc.array(name), (roster, people, some) => {
        const on = world(people);
        on.look();
        const before = on.plan(roster).groups;
        on.look(some.map(email));
        expect(JSON.stringify(on.plan(roster).groups).replace(/"seenAt":\d+/gu, '')).toBe(
          JSON.stringify(before).replace(/"seenAt":\d+/gu, ''),
        );
      }),
    );
  });

  it('is made in steps between which a page can do something else', () => {
    const roster = Array.from({ length: 2_000 }, (_, n) => entry(`p${n}`));
    const users = roster.map((_, n) => stored(`p${n}`));
    const figure = { connected: 0, total: 2_000, coverage: 'whole', seenAt: NOW } as const;
    const input = { roster, users, figures: figure, offered: 'yes', granted: new Map() } as const;
    expect([...makePlan(input)].length).toBeGreaterThan(8);
  });
});

describe('what is chosen', () => {
  it.each([
    [null, ['EMEA'], 'not-in-roster'],
    [{ workspaces: null }, ['EMEA'], 'any'],
    [{ workspaces: ['EMEA', 'APAC'] }, ['apac', ' emea '], 'as-planned'],
    [{ workspaces: ['EMEA'] }, ['EMEA', 'APAC'], 'otherwise'],
    [{ workspaces: ['Default'] }, [], 'as-planned'],
    [{ workspaces: ['EMEA'] }, [], 'otherwise'],
  ])('agrees with the roster or not: %j, %j', (planned, chosen, expected) => {
    expect(comparePlan(planned, chosen)).toBe(expected);
  });

  it('is compared as a set', () => {
    expect(sameWorkspaces(['EMEA', 'emea'], ['EMEA'])).toBe(true);
    expect(sameWorkspaces([], ['EMEA'])).toBe(false);
  });
});

describe('whether an account has workspaces', () => {
  const unknown = { offered: 'unknown', told: false } as const;
  const look = (workspacesOffered: 'yes' | 'no' | 'unknown', ...users: SeenUser[]) => {
    return {
      page: 'user-access' as const,
      users: { coverage: 'partial' as const, value: users },
      workspacesOffered,
    };
  };

  it('is learned from grant dialogs and from who has some', () => {
    expect(nextWorkspaceUse(unknown, look('unknown', user('a@x.io')))).toBe(unknown);
    expect(nextWorkspaceUse(unknown, look('yes')).offered).toBe('yes');
    expect(nextWorkspaceUse(unknown, look('no')).offered).toBe('no');
    expect(
      nextWorkspaceUse(unknown, look('no', user('a@x.io', { workspaces: ['EMEA'] }))).offered,
    ).toBe('yes');
    const elsewhere = { ...look('yes'), page: 'user-management' as const };
    expect(nextWorkspaceUse(unknown, elsewhere)).toBe(unknown);
  });

  it('is not forgotten once it has some, and told anew when it turns out to', () => {
    const none = { offered: 'no', told: true } as const;
    expect(nextWorkspaceUse(none, look('no'))).toBe(none);
    expect(nextWorkspaceUse(none, look('yes'))).toEqual({ offered: 'yes', told: false });
    const some = { offered: 'yes', told: true } as const;
    expect(nextWorkspaceUse(some, look('no'))).toBe(some);
  });
});
