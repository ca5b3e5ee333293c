import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY } from '@/lib/model/clock';
import { isDeep } from '../browsers/depth';
import { launchBrowser, type RunningBrowser } from '../browsers/launch';
import { browserUnderTest } from '../browsers/under-test';
import { people, type Seeded, seed } from '../e2e/plan-data';
import { snapshot } from '../unit/cases';

const PEOPLE = 100_000;
const ROWS = 50;
const ACCOUNT = '11111111-1111-4111-8111-111111111111';

/** What a look at one page of a table may take, in ms, however large the team is: where all of them are news, and not. */
const AIM = { news: 1_000, same: 250 } as const;

let running: RunningBrowser | null = null;
beforeAll(async () => {
  if (!isDeep) return;
  running = await launchBrowser({
    ...browserUnderTest(),
    console: { httpsPort: 9, proxyPort: 9 },
    headless: true,
  });
});
afterAll(() => running?.close());

const median = (times: readonly number[]) =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;

/** The rows of a table in which some people stand, all with access to a workspace of theirs. */
const rowsOf = (some: readonly Seeded[], team: string | null = null) =>
  some.map((one) => ({
    ...{ email: one.email, name: one.name, role: 'user', access: 'connected' },
    ...{ workspaces: [one.workspace], team: team ?? one.team },
  }));

/** Tells the background of a look, and says how long its answer took, in ms. */
function look(page: Page, rows: readonly object[], coverage: 'whole' | 'partial'): Promise<number> {
  const users = { coverage, value: rows };
  const shown = { ...snapshot({ page: 'user-access', total: PEOPLE }), users };
  return page.evaluate(async (said) => {
    const api = Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');
    const begun = performance.now();
    const reply = await api.runtime.sendMessage({ kind: 'seen', snapshot: said, guarded: 'yes' });
    if (reply.kind !== 'known') throw new Error(JSON.stringify(reply));
    return performance.now() - begun;
  }, shown);
}

it.runIf(isDeep)(
  `takes in a look at ${ROWS} of ${PEOPLE} people without reading the others`,
  async () => {
    if (running === null) throw new Error('no browser');
    const page = await running.openExtensionPage('dashboard.html#settings/data');
    const all = people(PEOPLE);
    for (let from = 0; from < PEOPLE; from += 10_000) {
      const seen = all.slice(from, from + 10_000);
      await seed(page, { id: ACCOUNT, name: 'Large', seen, total: PEOPLE, age: DAY });
    }
    const part = (from: number) => all.slice(from * ROWS, (from + 1) * ROWS);
    console.log(
      `first look, which makes the team: ${(await look(page, rowsOf(part(0)), 'partial')).toFixed(0)} ms`,
    );
    // Names are dealt out at random, so that nearly each of those who are news stands on another page of the team.
    const times = { news: [] as number[], same: [] as number[], one: [] as number[] };
    for (let turn = 1; turn <= 9; turn += 1) {
      const rows = rowsOf(part(turn));
      times.news.push(await look(page, rows, 'partial'));
      times.same.push(await look(page, rows, 'partial'));
      times.one.push(await look(page, rowsOf(part(turn), `Team ${turn}`).slice(0, 1), 'partial'));
    }
    for (const [what, of] of Object.entries(times)) {
      console.log(
        `a look at ${ROWS} people, ${what}: ${of.map((one) => one.toFixed(0)).join(' ')} ms`,
      );
    }
    // No snapshot has more rows than this, so that a larger team is only ever seen in parts.
    const most = rowsOf(all.slice(0, 20_000));
    for (const how of ['first', 'again']) {
      const took = await look(page, most, 'partial');
      console.log(`a look at ${most.length} people, ${how}: ${took.toFixed(0)} ms`);
    }
    expect(median(times.news)).toBeLessThan(AIM.news);
    expect(median(times.same)).toBeLessThan(AIM.same);
    expect(median(times.one)).toBeLessThan(AIM.same);
  },
  300_000,
);
