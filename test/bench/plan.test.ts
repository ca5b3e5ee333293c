import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { press, waitFor } from '../browsers/input';
import { launchBrowser, type RunningBrowser, reload } from '../browsers/launch';
import { browserUnderTest } from '../browsers/under-test';
import { people, rosterCsv, seed, withFaults } from '../e2e/plan-data';

const PEOPLE = 10_000;

/** No task of the dashboard may keep the page from answering for longer, in milliseconds. */
const LONG = 50;

const ACCOUNT = '11111111-1111-4111-8111-111111111111';

let running: RunningBrowser;
beforeAll(async () => {
  running = await launchBrowser({
    ...browserUnderTest(),
    console: { httpsPort: 9, proxyPort: 9 },
    headless: true,
  });
});
afterAll(() => running.close());

/** Runs in the page: notes every task that is longer than 50 ms from now on. */
function noteLongTasks(): void {
  const tasks: number[] = [];
  Reflect.set(globalThis, 'longTasks', tasks);
  new PerformanceObserver((list) => {
    tasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: 'longtask' });
}

/** Does something, and says how long it took and which tasks of the page were long meanwhile. */
async function measured(page: Page, what: string, action: () => Promise<unknown>) {
  await page.evaluate(() => Reflect.get(globalThis, 'longTasks').splice(0));
  const start = performance.now();
  await action();
  const took = performance.now() - start;
  // What belongs to it may come a moment later.
  await new Promise((resolve) => setTimeout(resolve, 500));
  const tasks: number[] = await page.evaluate(() => Reflect.get(globalThis, 'longTasks'));
  console.log(
    `${what}: ${took.toFixed(0)} ms, tasks over ${LONG} ms: ${tasks.map((task) => task.toFixed(0)).join(', ') || 'none'}`,
  );
  return { what, tasks };
}

it('keeps the page free with a roster of 10,000 people against 10,000 users', async () => {
  const all = people(PEOPLE);
  const csv = withFaults(rosterCsv(all), all);
  const page = await running.openExtensionPage('dashboard.html#plan/roster');
  await page.waitForSelector('[data-empty="account"]');
  await seed(page, { id: ACCOUNT, name: 'Large', seen: all, total: PEOPLE });
  await page.evaluateOnNewDocument(noteLongTasks);
  await reload(page);
  await page.waitForSelector('[data-field="roster-file"]');
  const found = [];

  // The page is to be given the file, not to make it, so it is made before anything is measured.
  await page.evaluate((text) => {
    Reflect.set(globalThis, 'file', new File([text], 'large.csv', { type: 'text/csv' }));
  }, csv);
  found.push(
    await measured(page, `reading ${PEOPLE} lines`, async () => {
      await page.$eval('[data-field="roster-file"]', (input) => {
        const chosen = new DataTransfer();
        chosen.items.add(Reflect.get(globalThis, 'file'));
        if (input instanceof HTMLInputElement) input.files = chosen.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
      });
      await page.waitForSelector('[data-part="summary"]');
    }),
    await measured(page, 'taking them in', async () => {
      await press(page, '[data-action="roster-take"]');
      await page.waitForSelector('[data-note="roster-taken"]', { timeout: 60_000 });
      await page.waitForSelector('[data-figure="roster"]', { timeout: 60_000 });
    }),
    await measured(page, 'searching them', async () => {
      await press(page, '[data-field="search"]');
      await page.keyboard.type('astrid 42');
      await waitFor(
        () => page.$eval('.people-search [role="status"]', (said) => said.textContent !== ''),
        'matches',
      );
    }),
    await measured(page, 'the plan', async () => {
      await page.evaluate(() => {
        location.hash = '#plan/overview';
      });
      await page.waitForSelector('[data-part="export"]');
      await page.waitForSelector('[data-list="wrong-workspace"] [data-user]');
    }),
    await measured(page, 'showing more', async () => {
      await press(page, '[data-list="wrong-workspace"] [data-action="more"]');
      await waitFor(
        async () => (await page.$$('[data-list="wrong-workspace"] [data-user]')).length > 50,
        'more people',
      );
    }),
  );
  await reload(page);
  found.push(
    await measured(page, 'opening the plan', async () => {
      await page.waitForSelector('[data-list="wrong-workspace"] [data-user]', { timeout: 60_000 });
    }),
  );
  expect(found.filter(({ tasks }) => tasks.length > 0)).toEqual([]);
}, 300_000);
