import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { deep, overlay, waitFor } from '../../browsers/input';
import type { RunningBrowser } from '../../browsers/launch';
import { browserUnderTest } from '../../browsers/under-test';
import { type Backstage, openBackstage, setWaitMinutes } from '../extension';
import { openScene } from '../fixture';
import { connectAndWait, openDock } from '../scene';

const { kind } = browserUnderTest();
const HOUR = 60 * 60_000;

/** A browser in which a wait of one minute has begun. */
interface Begun {
  readonly browser: RunningBrowser;
  readonly page: Page;
  readonly backstage: Backstage;
  /** The end by this process's clock, which nobody sets. */
  readonly ends: number;
}

async function begin(): Promise<Begun> {
  const { admin } = await openScene({ scenario: 'fresh' });
  const backstage = await openBackstage(admin.browser);
  await setWaitMinutes(backstage, 1);
  await admin.page.bringToFront();
  const ends = await connectAndWait(admin.page);
  return { browser: admin.browser, page: admin.page, backstage, ends };
}

/**
 * Sets the wall clock of everything of the extension that is running: its background, and its script in the page.
 * The machine's own clock is not a test's to set. A background that is being debugged is not put to sleep, so it
 * keeps the clock that it was given.
 */
async function setClock({ browser, page }: Begun, by: number): Promise<void> {
  const set = (ahead: number) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + ahead;
  };
  const worker = await browser.extensionWorker();
  if (worker === null) throw new Error('The background is not running.');
  await worker.evaluate(set, by);
  const realm = page.extensionRealms()[0];
  if (realm === undefined) throw new Error('The script in the page is not to be found.');
  await realm.evaluate(set, by);
}

const isShown = async ({ page }: Begun) => (await page.$(overlay('[role="timer"]'))) !== null;
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const until = (at: number) => pause(Math.max(0, at - Date.now()));

async function ended({ backstage }: Begun): Promise<number> {
  return (await backstage.ledger()).filter((line) => line.kind === 'wait-ended').length;
}

/** The wait is still on shortly before its end, and over, and told once, shortly after it. */
async function endsInTime(begun: Begun): Promise<void> {
  await until(begun.ends - 2_500);
  expect(await isShown(begun)).toBe(true);
  expect(await ended(begun)).toBe(0);
  await until(begun.ends + 1_500);
  expect(await isShown(begun)).toBe(false);
  await deep(begun.page, '[data-wait-over]');
  await waitFor(async () => (await ended(begun)) > 0, 'the end to be told', { timeout: 35_000 });
  await pause(1_000);
  expect(await ended(begun)).toBe(1);
  expect(await begun.backstage.badge()).toBe('');
}

async function setForward(): Promise<void> {
  const begun = await begin();
  await setClock(begun, HOUR);
  await openDock(begun.page);
  // It could have been sleep: it says that it cannot tell, and counts on.
  await deep(begun.page, '[data-wait-note="clock"]');
  await endsInTime(begun);
  const jumps = (await begun.backstage.ledger()).filter((line) => line.kind === 'clock-jumped');
  expect(jumps.map(({ by }) => Math.round((by ?? 0) / HOUR))).toEqual([1]);
}

async function setBack(): Promise<void> {
  const begun = await begin();
  await begun.page.emulateTimezone('Pacific/Kiritimati');
  await setClock(begun, -HOUR);
  await pause(2_000);
  // Both clocks are there to be compared, so nothing is in doubt.
  await openDock(begun.page);
  expect(await begun.page.$(overlay('[data-wait-note="clock"]'))).toBeNull();
  await endsInTime(begun);
}

/** Stops every process of the browser over the end, as a lid that is closed does. */
async function suspended(): Promise<void> {
  const begun = await begin();
  const pid = begun.browser.browser.process()?.pid;
  if (pid === undefined) throw new Error('The browser has no process of its own.');
  await until(begun.ends - 4_000);
  expect(await isShown(begun)).toBe(true);
  // A browser is started as the first of a process group.
  process.kill(-pid, 'SIGSTOP');
  await until(begun.ends + 4_000);
  process.kill(-pid, 'SIGCONT');
  await waitFor(async () => !(await isShown(begun)), 'the wait to be over');
  await waitFor(async () => (await ended(begun)) > 0, 'the end to be told', { timeout: 35_000 });
  await pause(1_000);
  expect(await ended(begun)).toBe(1);
}

/** What is done here, and why the rest is not. */
const cases = [
  ...(kind === 'chromium'
    ? [
        { name: 'a clock set forward', run: setForward },
        { name: 'one set back with another time zone', run: setBack },
      ]
    : []),
  ...(process.platform === 'win32'
    ? []
    : [{ name: 'a browser stopped over the end', run: suspended }]),
];
const left = [
  kind === 'chromium' ? '' : ' (no set clocks: Firefox shows a test no content script)',
  process.platform === 'win32' ? ' (no stopped browser: Windows stops no processes)' : '',
].join('');

it.runIf(cases.length > 0)(
  `lasts one real minute through ${cases.map(({ name }) => name).join(', ')}${left}`,
  async () => {
    // All at once: each waits for most of its minute.
    await Promise.all(cases.map(({ run }) => run()));
  },
  150_000,
);
