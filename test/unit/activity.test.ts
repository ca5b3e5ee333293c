import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeActivity } from '@/components/activity/export';
import { type ActivityFilter, filterFrom, NO_FILTER, queryOf, spanOf } from '@/lib/activity/filter';
import { ACTIVITY_GROUPS, ACTIVITY_PAGES, groupOf, pageOf } from '@/lib/activity/groups';
import { GuardId, Intent } from '@/lib/model/console';
import { AccountId } from '@/lib/model/ids';
import { Decision, LedgerEntry } from '@/lib/model/ledger';
import { activityOf, linesAt, SiaDb } from '@/lib/store';
import { NOBODY } from '@/lib/store/store';

vi.mock('#i18n', () => ({
  i18n: { t: (key: string, values?: object) => `${key} ${JSON.stringify(values)}` },
}));

const OURS = AccountId.parse('11111111-1111-4111-8111-111111111111');
const THEIRS = AccountId.parse('22222222-2222-4222-8222-222222222222');
const DAY = 86_400_000;
const START = Date.parse('2026-03-01T12:00:00');
const PEOPLE = ['ann@example.com', 'anna@example.com', 'bob@example.com'];

const base = fc.record({
  account: fc.constantFrom(OURS, THEIRS, NOBODY),
  at: fc.integer({ min: 0, max: 9 }).map((days) => START + days * DAY),
});
const about = fc.constantFrom(...PEOPLE);
const what = fc.oneof(
  fc.record({
    kind: fc.constant('asked'),
    intent: fc.constantFrom(...Intent.options),
    guards: fc.uniqueArray(fc.constantFrom(...GuardId.options), { minLength: 1, maxLength: 3 }),
    decision: fc.constantFrom(...Decision.options),
    people: fc.constant(null),
  }),
  fc.record({ kind: fc.constant('let-through'), intent: fc.constantFrom(...Intent.options) }),
  fc.record({ kind: fc.constantFrom('wait-started', 'wait-ended', 'roster-removed') }),
  fc.record({
    kind: fc.constant('access-changed'),
    email: about,
    change: fc.constantFrom('granted', 'removed'),
    from: fc.constant(null),
    to: fc.constant(null),
  }),
);
const entry = fc.tuple(base, what).map(([one, other]) => LedgerEntry.parse({ ...one, ...other }));

const day = fc
  .integer({ min: 0, max: 9 })
  .map((days) => `2026-03-${String(1 + days).padStart(2, '0')}`);
const filter: fc.Arbitrary<ActivityFilter> = fc.record({
  groups: fc.subarray([...ACTIVITY_GROUPS]),
  guard: fc.option(fc.constantFrom(...GuardId.options)),
  page: fc.option(fc.constantFrom(...ACTIVITY_PAGES)),
  person: fc.constantFrom('', 'ann', 'ann@', 'BOB@example.com', 'nobody'),
  from: fc.option(day),
  to: fc.option(day),
});

/** Whether a filter leaves a line in, told without any index. */
function isLeft(one: LedgerEntry, asked: ActivityFilter): boolean {
  const span = spanOf(asked);
  const person = asked.person.toLowerCase();
  return (
    (one.account === OURS || one.account === NOBODY) &&
    (asked.groups.length === 0 || asked.groups.includes(groupOf(one))) &&
    (asked.guard === null || ('guards' in one && one.guards.includes(asked.guard))) &&
    (asked.page === null || pageOf(one) === asked.page) &&
    (person === '' ||
      ('email' in one && one.account === OURS && one.email?.startsWith(person) === true)) &&
    (span.from === null || one.at >= span.from) &&
    (span.to === null || one.at <= span.to)
  );
}

let db: SiaDb;
let made = 0;
beforeEach(() => {
  made += 1;
  db = new SiaDb(`activity-${made}`);
});
afterEach(() => db.delete());

describe('what of the ledger is shown', () => {
  it('is what the filter leaves in, the newest first, and nothing of another account', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 40 }), filter, async (entries, asked) => {
        await db.ledger.clear();
        await db.ledger.bulkAdd(entries.map((one) => ({ entry: one })));
        const rows = await linesAt(await activityOf(OURS, asked, db), db);
        const expected = entries.filter((one) => isLeft(one, asked)).reverse();
        expect(rows.map((row) => row.entry)).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  it('can be asked for by a part of the name', async () => {
    const row = { account: OURS, email: 'bob@example.com', name: 'Robert Müller' };
    await db.users.put(row);
    await db.users.put({ ...row, account: THEIRS, email: 'ann@example.com' });
    for (const email of PEOPLE) {
      const change = { change: 'granted', from: null, to: null } as const;
      await db.ledger.add({
        entry: { kind: 'access-changed', account: OURS, at: 1, email, ...change },
      });
    }
    expect(await activityOf(OURS, { ...NO_FILTER, person: 'müll' }, db)).toEqual([3]);
  });

  it('says of a line that cannot be read that it is there', async () => {
    await db.ledger.add({ entry: { account: OURS, at: 1, kind: 'from a newer version' } });
    expect(await linesAt(await activityOf(OURS, NO_FILTER, db), db)).toEqual([
      { seq: 1, entry: null },
    ]);
  });
});

describe('a filter', () => {
  it('comes back from the address as it went there', () => {
    fc.assert(
      fc.property(filter, (one) => {
        expect(filterFrom(new URLSearchParams(queryOf(one).toString()))).toEqual(one);
      }),
    );
  });

  it('is made of any address, and of what is wrong in one nothing is left', () => {
    const query = new URLSearchParams('kind=x&kind=waits&guard=y&page=elsewhere&from=2026-02-31');
    expect(filterFrom(query)).toEqual({ ...NO_FILTER, groups: ['waits'] });
  });
});

describe('the export', () => {
  const REASON = '=HYPERLINK("https://evil.example")';
  const lines = Array.from({ length: 1_203 }, (_, index) => ({
    seq: index + 1,
    entry: LedgerEntry.parse({
      account: OURS,
      at: START + index,
      kind: 'asked',
      intent: 'grant',
      guards: ['wait'],
      decision: 'went-on',
      people: 3,
      reason: REASON,
    }),
  }));
  const fetch = async (places: readonly number[]) =>
    places.flatMap((place) => lines[place - 1] ?? []);
  const writing = {
    places: lines.map(({ seq }) => seq),
    fetch,
    onProgress: () => undefined,
    signal: new AbortController().signal,
  };

  it('is one CSV with a head, in which nothing is a formula', async () => {
    const text = (await writeActivity({ ...writing, format: 'csv' })).join('');
    expect(text.startsWith('\ufeff')).toBe(true);
    expect(text.lastIndexOf('\ufeff')).toBe(0);
    expect(text.trimEnd().split('\r\n')).toHaveLength(lines.length + 1);
    expect(text).not.toMatch(/(?:^|[,"\n])=/mu);
  });

  it('is one JSON with all lines, however many there are', async () => {
    const all = JSON.parse((await writeActivity({ ...writing, format: 'json' })).join(''));
    expect(all).toHaveLength(lines.length);
    expect(all[1_202]).toMatchObject({ seq: 1_203, reason: REASON });
    expect(
      JSON.parse((await writeActivity({ ...writing, places: [], format: 'json' })).join('')),
    ).toEqual([]);
  });

  it('tells how far it is, and stops when it is told to', async () => {
    const told: number[] = [];
    const controller = new AbortController();
    const onProgress = (done: number) => {
      told.push(done);
      if (done >= 1_000) controller.abort();
    };
    const { signal } = controller;
    await expect(
      writeActivity({ ...writing, format: 'csv', onProgress, signal }),
    ).rejects.toThrow();
    expect(told).toEqual([500, 1_000]);
  });
});
