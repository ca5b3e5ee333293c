import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handle } from '@/entrypoints/background/desk';
import {
  accessChanges,
  countAccess,
  figures,
  mergeUsers,
  SEEN_AGAIN_AFTER,
  type StoredUser,
  sightOfUsers,
} from '@/lib/access/access';
import { followLosses, followOwner, type Losses } from '@/lib/handoff/outage';
import type { Email } from '@/lib/model/ids';
import { atOnce } from '@/lib/model/slices';
import type { SeenUser, Snapshot } from '@/lib/model/snapshot';
import { makePlan, summarise } from '@/lib/plan/plan';
import { accounts, planInputOf, SiaDb, teamOf, teamPages } from '@/lib/store';
import { Store } from '@/lib/store/store';
import { memberOf, orderOf } from '@/lib/team/member';
import { membersOf } from '@/lib/team/pages';
import { changeSummary, NOBODY } from '@/lib/team/summary';
import { FakeMachine, NOW, snapshot, user, voice } from './cases';

// What follows from a look is kept by difference, so that a look at a page of a table reads no more than that page. It
// has to come to the same as counting everybody anew.

let made = 0;
let db: SiaDb;
let time: FakeMachine;
beforeEach(() => {
  made += 1;
  db = new SiaDb(`looks-${made}`);
  time = new FakeMachine(NOW);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await db.delete();
});

async function say(message: unknown, isTab = true): Promise<void> {
  const reply = await handle(db, time, message, { jar: 'default', isTab }, voice);
  if (reply.kind === 'refused') throw new Error(reply.reason);
}

async function account() {
  const [first] = await accounts(db);
  if (first === undefined) throw new Error('no account');
  return first.id;
}

const look = (part: Partial<Snapshot>) =>
  say({ kind: 'seen', guarded: 'yes', snapshot: snapshot(part) });

const byEmail = (a: { readonly email: string }, b: { readonly email: string }) =>
  a.email < b.email ? -1 : 1;

/** A browser that keeps nothing but everybody, and counts them all after each look. */
class Plain {
  users = new Map<Email, StoredUser>();
  sight: ReturnType<typeof sightOfUsers> = null;
  figures: ReturnType<typeof figures> = null;
  losses: Losses | null = null;
  readonly lines: object[] = [];

  see(id: StoredUser['account'], part: Snapshot, at: number): void {
    // As they are stored: by address.
    const before = [...this.users.values()].sort(byEmail);
    const seenBefore = this.sight?.at ?? null;
    const sight = sightOfUsers(this.sight, part, at);
    if (sight === this.sight) return;
    const writes = mergeUsers(id, before, part, at);
    this.lines.push(...accessChanges(before, writes, this.figures, at));
    for (const one of writes) this.users.set(one.email, one);
    const after = [...this.users.values()];
    this.sight = sight;
    this.figures = figures(countAccess(after), sight);
    if (part.page === 'user-access' && part.users.coverage !== 'unknown') {
      const rows = part.users.value;
      const seen = { rows, before, after, figures: this.figures, at, seenBefore };
      this.losses = followLosses(this.losses, seen);
      if (this.losses !== null) this.losses = followOwner(this.losses, false, at);
    }
  }
}

/** Compares everything that is kept with what comes of everybody. */
async function compare(plain: Plain): Promise<void> {
  const id = await account();
  const store = new Store(db, time.now(), 'read');
  const users = await store.users.of(id);
  expect(users.toSorted(byEmail)).toEqual([...plain.users.values()].sort(byEmail));
  const sight = await store.sights.get(id);
  expect([sight?.users ?? null, sight?.figures ?? null]).toEqual([plain.sight, plain.figures]);
  const lines = await store.ledger.ofKind(id, 'access-changed');
  expect(lines).toEqual(plain.lines);
  const outage = await store.outages.get(id);
  expect(outage).toEqual(plain.losses === null ? null : { account: id, ...plain.losses });
  const info = await store.rosterInfo.get(id);
  const kept = await store.plans.get(id);
  const input = await planInputOf(id, db);
  if (info !== null && input !== null && plain.sight !== null) {
    expect(kept?.summary).toEqual(summarise(atOnce(makePlan(input)), info.takenAt));
  }
  const roster = new Map((await store.roster.of(id)).map((one) => [one.email as string, one]));
  const members = users
    .flatMap((one) => {
      const planned = roster.get(one.email);
      return memberOf({ key: one.email, user: one, planned, invited: undefined }) ?? [];
    })
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  if (plain.sight === null) return;
  const pages = await teamPages(id, new Map(), db);
  expect([...(pages?.values() ?? [])].flatMap(membersOf)).toEqual(members);
  const arrivals = members.map((after) => ({ before: null, after }));
  expect((await teamOf(id, db))?.summary).toEqual(changeSummary(NOBODY, arrivals));
}

const row = fc
  .record({
    n: fc.nat(7),
    name: fc.constantFrom('Ann', 'Zoe', null),
    access: fc.constantFrom('connected', 'not-connected', 'unknown'),
    workspaces: fc.constantFrom(null, [], ['EMEA'], ['APAC', 'EMEA']),
  } as const)
  .map(({ n, ...part }): SeenUser => {
    const { workspaces } = part;
    return user(`p${n}@x.io`, {
      ...part,
      workspaces: workspaces === null ? null : [...workspaces],
    });
  });

const snapshots = fc
  .record({
    page: fc.constantFrom('user-access', 'user-access', 'user-management', 'settings'),
    coverage: fc.constantFrom('whole', 'partial', 'partial'),
    value: fc.uniqueArray(row, { selector: ({ email }) => email, maxLength: 8 }),
    total: fc.option(fc.nat(8)),
  } as const)
  .map(({ page, coverage, value, total }) =>
    // Each coverage is a shape of its own.
    snapshot({
      page,
      total,
      users: coverage === 'whole' ? { coverage, value } : { coverage, value },
    }),
  );

const steps = fc.array(
  fc.record({
    shown: snapshots,
    later: fc.constantFrom(1_000, SEEN_AGAIN_AFTER / 2, SEEN_AGAIN_AFTER),
    roster: fc.option(fc.subarray([0, 1, 2, 3, 4], { minLength: 1 }), { freq: 6 }),
  }),
  { maxLength: 12 },
);

describe('looks at the people of an account', () => {
  it('come to the same as counting everybody, whatever is seen in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        for (const table of db.tables) await table.clear();
        time = new FakeMachine(NOW);
        await say({ kind: 'known' });
        const plain = new Plain();
        for (const { shown, later, roster } of all) {
          time.pass(later);
          if (roster !== null) {
            const entries = roster.map((n) => {
              return { email: `p${n}@x.io`, name: null, team: 'T', workspaces: ['EMEA'] };
            });
            const taken = { kind: 'roster-take', account: await account(), entries, file: null };
            await say(taken, false);
          }
          await look(shown);
          plain.see(await account(), shown, time.now());
          await compare(plain);
        }
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  const AN = user('an@x.io', { access: 'connected', workspaces: ['EMEA'] });
  const crowd = Array.from({ length: 900 }, (_, n) => user(`p${n}@x.io`, { access: 'connected' }));

  it('read and write no more people than they show, where they show a part', async () => {
    await look({ page: 'user-access', users: { coverage: 'whole', value: crowd }, total: 900 });
    const read: unknown[] = [];
    const written: unknown[] = [];
    db.users.hook('reading', (one) => {
      read.push(one);
      return one;
    });
    db.users.hook('updating', (_changes, key) => void written.push(key));
    const value = crowd.slice(0, 50);
    const see = () =>
      look({ page: 'user-access', users: { coverage: 'partial', value }, total: 900 });
    await see();
    expect([read.length, written.length]).toEqual([50, 0]);
    time.pass(SEEN_AGAIN_AFTER);
    await see();
    expect([read.length, written.length]).toEqual([100, 50]);
    value[7] = { ...AN, email: value[7]?.email ?? AN.email };
    await see();
    expect([read.length, written.length]).toEqual([150, 51]);
  });

  it('count a team anew that was kept before ages were, or that does not agree', async () => {
    await look({ page: 'user-access', users: { coverage: 'whole', value: [AN] } });
    const id = await account();
    const kept = await teamOf(id, db);
    if (kept === null) throw new Error('no team');
    const { ages, ...older } = kept;
    await db.teams.put(older);
    await look({ page: 'user-access', users: { coverage: 'partial', value: [AN] } });
    expect((await teamOf(id, db))?.ages).toEqual(ages);
    const summary = changeSummary(NOBODY, []);
    await db.teams.put({ ...kept, summary });
    await look({ page: 'user-access', users: { coverage: 'whole', value: [AN] } });
    expect((await teamOf(id, db))?.summary).toEqual(kept.summary);
  });

  it('keep a workspace in mind that somebody had, until a roster comes or goes', async () => {
    const see = (workspaces: string[]) =>
      look({ page: 'user-access', users: { coverage: 'partial', value: [{ ...AN, workspaces }] } });
    await see(['EMEA']);
    await see(['apac', 'EMEA ']);
    await see(['Zoo']);
    const kept = await new Store(db, NOW, 'read').plans.get(await account());
    expect(kept?.workspaces).toEqual(['apac', 'EMEA', 'Zoo']);
  });
});
