import { expect, it } from 'vitest';
import { openScene } from '../e2e/fixture';
import { median, ownTasks } from './trace';

/** What our script may cost a page that is none of ours, in milliseconds a second. */
const SHARE = 0.3;

const SECONDS = 10;

it('costs a page outside the settings next to nothing, however hard it works', async () => {
  const { admin } = await openScene({ scenario: 'connected' });
  const { page, browser } = admin;
  await page.evaluate(() => {
    location.hash = 'command_center';
  });
  await page.waitForSelector('sia-guardrails[data-page="elsewhere"]');
  await page.evaluate(() => {
    const place = document.createElement('div');
    document.querySelector('main')?.append(place);
    Object.assign(window, { drawn: 0 });
    setInterval(() => {
      const rows = Array.from(
        { length: 50 },
        (_, row) => `<p class="r${row}">${Math.random()}</p>`,
      );
      place.innerHTML = rows.join('');
      document.title = `(${Math.floor(Math.random() * 100)}) Command Center`;
      Object.assign(window, { drawn: Reflect.get(window, 'drawn') + rows.length });
    }, 10);
  });
  // What a navigation asks for is read first.
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  const before = await page.evaluate(() => Number(Reflect.get(window, 'drawn')));
  const tasks = await ownTasks(
    page,
    browser.extensionOrigin ?? '',
    () => new Promise((resolve) => setTimeout(resolve, SECONDS * 1_000)),
  );
  const nodes = (await page.evaluate(() => Number(Reflect.get(window, 'drawn')))) - before;
  const seconds = Array.from({ length: SECONDS }, (_, second) => {
    const start = (tasks[0]?.at ?? 0) + second * 1_000;
    return tasks
      .filter(({ at }) => at >= start && at < start + 1_000)
      .reduce((sum, { own }) => sum + own, 0);
  });
  const total = tasks.reduce((sum, { own }) => sum + own, 0);
  console.log(
    `${Math.round(nodes / SECONDS)} nodes a second: our script takes ${(total / SECONDS).toFixed(3)} ms a second (median second ${median(seconds).toFixed(3)} ms, longest ${Math.max(...seconds).toFixed(3)} ms) in ${tasks.length} tasks`,
  );
  expect(nodes / SECONDS).toBeGreaterThan(1_000);
  expect(total / SECONDS).toBeLessThan(SHARE);
});
