import { expect, it } from 'vitest';
import type { StoredUser } from '@/lib/access/access';
import { AccountId, Email } from '@/lib/model/ids';
import type { RosterEntry } from '@/lib/model/plan';
import { atOnce } from '@/lib/model/slices';
import { makePlan, type PlanInput } from '@/lib/plan/plan';
import { readRoster } from '@/lib/plan/roster';
import { readTable } from '@/lib/table/read';

const NOW = Date.UTC(2026, 0, 15, 12);
const ACCOUNT = AccountId.parse('7b0e9f4e-3c55-4a3c-9a51-0c2f8a1f6f11');
const PEOPLE = 10_000;

/** How long a plan of that many people may take to make, in milliseconds. */
const LONGEST_PLAN = 200;

/** How long a page may be kept from doing anything else, in milliseconds. */
const LONGEST_STEP = 50;

const address = (n: number) => Email.parse(`p${n}@example.com`);

function userOf(n: number): StoredUser {
  const isConnected = n % 2 === 0;
  return {
    account: ACCOUNT,
    email: address(n + (n % 3) * 5_000),
    name: `Person ${n}`,
    role: 'user',
    access: isConnected ? 'connected' : 'not-connected',
    workspaces: isConnected ? ['EMEA', `WS ${n % 10}`] : [],
    team: null,
    firstSeenAt: NOW,
    seenAt: NOW,
    goneAt: null,
  };
}

function bigInput(): PlanInput {
  const roster: RosterEntry[] = Array.from({ length: PEOPLE }, (_, n) => ({
    email: address(n),
    name: null,
    team: null,
    workspaces: [`WS ${n % 5}`, 'EMEA'],
  }));
  const users = Array.from({ length: PEOPLE }, (_, n) => userOf(n));
  const figures = { connected: PEOPLE / 2, total: PEOPLE, coverage: 'whole', seenAt: NOW } as const;
  return { roster, users, figures, offered: 'yes', granted: new Map() };
}

const rounded = (times: readonly number[]) => times.map((time) => time.toFixed(0)).join(', ');

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** Runs it to its end; resolves to how long each of its steps took, in milliseconds. */
function stepsOf(work: Generator<void, unknown>): number[] {
  const times: number[] = [];
  for (let isDone = false; !isDone; ) {
    const begun = performance.now();
    isDone = work.next().done === true;
    times.push(performance.now() - begun);
  }
  return times;
}

it('makes the plan of 10,000 people against 10,000 users in under 200 ms', () => {
  const input = bigInput();
  const runs = Array.from({ length: 7 }, () => stepsOf(makePlan(input)));
  const totals = runs.map((steps) => steps.reduce((sum, time) => sum + time, 0));
  const longest = runs.map((steps) => Math.max(...steps));
  console.log(
    `${PEOPLE} people: made in ${rounded(totals)} ms, median ${rounded([median(totals)])}; the longest step ${rounded(longest)} ms`,
  );
  expect(median(totals)).toBeLessThan(LONGEST_PLAN);
  expect(median(longest)).toBeLessThan(LONGEST_STEP);
});

it('reads a roster of 10,000 lines', () => {
  const lines = Array.from(
    { length: PEOPLE },
    (_, n) => `p${n}@example.com,Person ${n},WS ${n % 7}`,
  );
  const read = atOnce(readTable(['Email,Name,Workspace', ...lines].join('\n')));
  if (!read.ok) throw new Error('the table was refused');
  const steps = stepsOf(readRoster(read.table, ['WS 1', 'WS 2']));
  const took = steps.reduce((sum, time) => sum + time, 0);
  console.log(
    `${PEOPLE} lines: read in ${rounded([took])} ms, the longest step ${rounded([Math.max(...steps)])} ms`,
  );
  expect(atOnce(readRoster(read.table, ['WS 1', 'WS 2'])).entries).toHaveLength(PEOPLE);
  expect(took).toBeLessThan(2_000);
});
