import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AccountId, Email } from '@/lib/model/ids';
import type { Member } from '@/lib/model/team';
import { dealPages, packPage } from '@/lib/team/pages';
import { changeSummary, NOBODY } from '@/lib/team/summary';
import { isDeep } from '../browsers/depth';
import { press, waitFor } from '../browsers/input';
import { launchBrowser, type RunningBrowser } from '../browsers/launch';
import { browserUnderTest } from '../browsers/under-test';
import { seed, write } from '../e2e/plan-data';

const PEOPLE = 100_000;
const ACCOUNT = AccountId.parse('11111111-1111-4111-8111-111111111111');
const NOW = Date.now();

/** How often each popup is opened, and for how many of the openings the memory has to stay flat. */
const OPENINGS = isDeep ? 200 : 16;

/** The aims, in ms; a test that is to mean something on a busy machine can only ask for so many times as much. */
const AIM = { paint: 150, search: 50 } as const;
const BOUND = 1.25;

/** An empty extension's popup takes this long, in ms, where nothing else is going on; where it takes longer, so may all. */
const UNDISTURBED = 65;

const FIRST = ['Ann', 'Bo', 'Chidi', 'Dörte', 'Élodie', 'Farid', 'Grace', 'Hiroshi', 'Ines', 'Jo'];
const LAST = ['Adams', 'Bauer', 'Costa', 'Dubois', 'Eriksen', 'Fujita', 'García', 'Haddad'];
const WORKSPACES = ['Default', 'EMEA', 'Asia Pacific', 'North America'];

/** One of many people, always the same. */
function member(n: number): Member {
  const email = Email.parse(`person.${n}@example.com`);
  const isConnected = n % 5 < 3;
  const last = `${LAST[n % LAST.length]}-${(n * 7919) % PEOPLE}`;
  return {
    ...{ key: email, email, name: `${FIRST[n % FIRST.length]} ${last}`, role: 'user' },
    state: isConnected ? 'connected' : 'not-connected',
    workspaces: isConnected ? [WORKSPACES[n % 4] ?? 'Default'] : [],
    team: `Team ${n % 40}`,
    ...{ firstSeenAt: NOW, seenAt: NOW, expires: null, invitedAt: null },
  };
}

const scratch = mkdtempSync(join(tmpdir(), 'sia-empty-'));
const SAID = 'Nothing here.';

/** An extension whose popup is one sentence: what opening one costs before anything of ours. */
function emptyExtension(): string {
  const folder = join(scratch, 'empty');
  mkdirSync(folder);
  const manifest = { manifest_version: 3, name: 'Empty', version: '1.0' };
  const action = { default_popup: 'popup.html' };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, action }));
  const page = `<!doctype html><html lang="en"><title>Empty</title><p data-shown>${SAID}</p></html>`;
  writeFileSync(join(folder, 'popup.html'), page);
  return folder;
}

let running: RunningBrowser;
let emptyOrigin: string;
beforeAll(async () => {
  running = await launchBrowser({
    ...browserUnderTest(),
    console: { httpsPort: 9, proxyPort: 9 },
    headless: true,
  });
  emptyOrigin = `chrome-extension://${await running.browser.installExtension(emptyExtension())}`;
});
afterAll(async () => {
  await running.close();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
});

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

const shown = (times: readonly number[]) =>
  `median ${median(times).toFixed(0)}, from ${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)}`;

/**
 * Runs in the page before anything of it: notes when what matters has been painted, and when it has been painted as
 * it is now, in ms since the navigation.
 */
function notePaint(selectors: readonly string[]): void {
  const note = (name: string) => {
    if (Reflect.has(globalThis, name)) return;
    Reflect.set(globalThis, name, null);
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => Reflect.set(globalThis, name, performance.now());
      port2.postMessage(null);
    });
  };
  const look = () => {
    const isThere = (selector: string) => document.querySelector(selector)?.textContent;
    if (!selectors.every(isThere)) return;
    note('painted');
    if (document.querySelector('[aria-busy="true"].popup') === null) note('current');
  };
  const what = { childList: true, subtree: true, characterData: true, attributes: true };
  new MutationObserver(look).observe(document, what);
  document.addEventListener('DOMContentLoaded', look);
}

/** When something had been painted for the first time, and as it is now; in ms since the navigation. */
interface Painted {
  readonly painted: number;
  readonly current: number;
}

/** Opens a page, and says when what matters had been painted. Nothing of the opening before is left in the tab. */
async function openPainted(page: Page, url: string): Promise<Painted> {
  await page.goto('about:blank');
  await page.goto(url);
  const read = () =>
    page.evaluate(() => {
      const [painted, current] = ['painted', 'current'].map((it) => Reflect.get(globalThis, it));
      return painted && current ? { painted, current } : null;
    });
  return waitFor(read, 'the first paint');
}

/** What the page's scripts hold after everything that can go has gone. */
async function heap(page: Page): Promise<number> {
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
  return ((await page.metrics()).JSHeapUsedSize ?? 0) / 1_000_000;
}

/** Puts the team in as the background keeps it. */
async function putTeam(page: Page): Promise<void> {
  const members = Array.from({ length: PEOPLE }, (_, n) => member(n));
  const account = { id: ACCOUNT, name: 'Large', seen: [], total: PEOPLE };
  await seed(page, account);
  const pages = dealPages(members).map((one) => packPage(ACCOUNT, one, 1));
  for (let from = 0; from < pages.length; from += 50) {
    await write(page, { teamPages: pages.slice(from, from + 50) });
  }
  const summary = changeSummary(
    NOBODY,
    members.map((after) => ({ before: null, after })),
  );
  await write(page, { teams: [{ account: ACCOUNT, revision: 1, summary }] });
}

const MATTERS = ['[data-figure="total"]', '[data-filter="connected"]', '[data-user]'];

it('opens the popup with 100,000 users as fast as one with nothing in it, nearly', async () => {
  const page = await running.openExtensionPage('popup.html');
  await putTeam(page);
  const empty = await running.newPage();
  for (const one of [page, empty]) await one.setViewport({ width: 400, height: 600 });
  await page.evaluateOnNewDocument(notePaint, MATTERS);
  await empty.evaluateOnNewDocument(notePaint, ['[data-shown]']);
  const times: { ours: Painted[]; empty: Painted[] } = { ours: [], empty: [] };
  const heaps: number[] = [];
  const sample = Math.max(1, Math.floor(OPENINGS / 8));
  for (let opening = 0; opening < OPENINGS; opening += 1) {
    await empty.bringToFront();
    times.empty.push(await openPainted(empty, `${emptyOrigin}/popup.html`));
    await page.bringToFront();
    times.ours.push(await openPainted(page, `${running.extensionOrigin}/popup.html`));
    if (opening % sample !== sample - 1) continue;
    await page.waitForSelector('.found[aria-busy="false"]');
    heaps.push(await heap(page));
  }
  expect(await page.$eval('[data-figure="total"]', (it) => it.textContent)).toBe('100,000');
  const paints = times.ours.map((one) => one.painted);
  const empties = times.empty.map((one) => one.painted);
  const currents = times.ours.map(({ current }) => current);
  console.log(`empty popup painted after ${shown(empties)} ms`);
  console.log(
    `popup with ${PEOPLE} users painted after ${shown(paints)} ms; the aim is ${AIM.paint}`,
  );
  console.log(`what it shows is as it is now after ${shown(currents)} ms`);
  console.log(
    `its heap, with everybody in it: ${heaps.map((one) => one.toFixed(1)).join(', ')} MB`,
  );
  // How much slower everything is than where this has the machine to itself.
  const slowness = Math.max(1, median(empties) / UNDISTURBED);
  expect(median(paints)).toBeLessThan(AIM.paint * BOUND * slowness);
  const [early = 0] = heaps.slice(1);
  expect(heaps.at(-1) ?? 0).toBeLessThan(early * 1.1 + 2);

  await page.focus('[data-field="search"]');
  await page.evaluate(noteKeys);
  for (const key of 'bauer-1 emea 7') {
    const before = await page.evaluate(() => Reflect.get(globalThis, 'keys').length);
    await page.keyboard.press(key === ' ' ? 'Space' : (key as 'a'));
    await waitFor(
      () => page.evaluate((count) => Reflect.get(globalThis, 'keys').length > count, before),
      'an answer',
    );
  }
  const keys: number[] = await page.evaluate(() => Reflect.get(globalThis, 'keys'));
  console.log(`search: from the key to its answer on the screen ${shown(keys)} ms`);
  expect(await page.$eval('[data-user]', (row) => row.textContent)).toMatch(/Bauer-.*EMEA/su);
  expect(median(keys)).toBeLessThan(AIM.search * BOUND * slowness);
  await page.close();
  await empty.close();
}, 300_000);

/** Runs in the page: notes for each key how long it took until the frame with its answer was painted. */
function noteKeys(): void {
  const keys: number[] = [];
  Reflect.set(globalThis, 'keys', keys);
  let pressed = 0;
  addEventListener('keydown', ({ timeStamp }) => {
    pressed = timeStamp;
  });
  addEventListener('input', () => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => keys.push(performance.now() - pressed);
      port2.postMessage(null);
    });
  });
}

it('scrolls through 100,000 users without a blank frame after the first, and sorts them', async () => {
  const page = await running.openExtensionPage('dashboard.html#team');
  const begun = performance.now();
  await page.waitForSelector('.team-table [data-user]');
  console.log(
    `table of ${PEOPLE} users drawn ${(performance.now() - begun).toFixed(0)} ms after the page`,
  );
  await page.waitForSelector('[data-figure="found"][aria-busy="false"]');
  console.log(`everybody read ${(performance.now() - begun).toFixed(0)} ms after the page`);
  const frames = await page.evaluate(scrollAbout, 90);
  console.log(
    `scrolling: ${frames.blank} of ${frames.all} frames blank when they should have been drawn`,
  );
  expect(frames.blank).toBe(0);
  for (const column of ['email', 'workspaces', 'seen']) {
    const before = performance.now();
    await press(page, `[data-sort="${column}"]`);
    await page.waitForSelector(`[data-sort="${column}"][data-order="ascending"]`);
    console.log(`sorted by ${column} after ${(performance.now() - before).toFixed(0)} ms`);
  }
  await page.close();
}, 120_000);

/** Runs in the page: jumps about in the table, and looks a frame later whether there is a row in its middle. */
async function scrollAbout(jumps: number): Promise<{ blank: number; all: number }> {
  const box = document.querySelector('.team-box');
  if (box === null) throw new Error('no table');
  const { left, top, width, height } = box.getBoundingClientRect();
  let blank = 0;
  for (let jump = 0; jump < jumps; jump += 1) {
    const share = ((jump * 7919) % jumps) / jumps;
    // Every other time a flick, else a jump with the bar.
    if (jump % 2 === 0) box.scrollTop = share * box.scrollHeight;
    else box.scrollTop += 3 * height;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    if (hit?.closest('tr[data-user]') == null) blank += 1;
  }
  return { blank, all: jumps };
}
