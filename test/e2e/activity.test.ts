import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { press, waitFor } from '../browsers/input';
import { reload } from '../browsers/launch';
import { people, seed } from './plan-data';
import { expectNoAxe, openRooms, type Rooms, text } from './rooms';

const OURS = '11111111-1111-4111-8111-111111111111';
const THEIRS = '22222222-2222-4222-8222-222222222222';
/** One line in ten is a question that was gone on with; the others are of a wait. */
const LINES = 2_000;
const REASON = 'The team starts tomorrow';

let rooms: Rooms;
let page: Page;
beforeAll(async () => {
  rooms = await openRooms({ welcome: 'keep' });
});
afterAll(() => rooms.close());

/** Writes lines into the ledger, which are made in the page: sending thousands there takes long. */
function fillLedger(of: Page): Promise<void> {
  return of.evaluate(
    async ({ ours, theirs, count, reason }) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('sia-guardrails');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const transaction = database.transaction('ledger', 'readwrite');
      const store = transaction.objectStore('ledger');
      const start = Date.now() - count * 60_000;
      for (let index = 0; index < count; index++) {
        const base = { account: ours, at: start + index * 60_000 };
        const asked = { intent: 'grant', guards: ['wait'], decision: 'went-on', people: 3, reason };
        store.put({
          entry:
            index % 10 === 0
              ? { ...base, kind: 'asked', ...asked }
              : { ...base, kind: 'wait-cancelled' },
        });
      }
      const change = { change: 'granted', from: null, to: ['EMEA'] };
      const about = { account: theirs, at: start, kind: 'access-changed' };
      store.put({ entry: { ...about, email: 'zoe@globex.example', ...change } });
      await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onerror = () => reject(transaction.error);
      });
      database.close();
    },
    { ours: OURS, theirs: THEIRS, count: LINES, reason: REASON },
  );
}

const hash = () => page.evaluate(() => location.hash);

const status = (words: string) =>
  waitFor(async () => (await text(page, '[data-query]')) === words, `the room to say ${words}`);

/** The places of the lines that are drawn. */
const drawn = () =>
  page.$$eval('[data-line]', (lines) =>
    lines.map((line) => Number(line.getAttribute('data-line'))),
  );

it('opens one screen when it is installed, which says what it is', async () => {
  const pages = await rooms.running.browser.pages();
  const hashes = await Promise.all(pages.map((one) => one.evaluate(() => location.hash)));
  expect(hashes.filter((one) => one === '#welcome')).toHaveLength(1);
  page = pages[hashes.indexOf('#welcome')] ?? (await rooms.running.newPage());
  await page.waitForSelector('[data-part="practice"]');
  expect(await text(page, '[data-part="never"]')).toContain('Nothing leaves this machine');
  await expectNoAxe(page);
});

it('shows the ledger line by line, filtered and searched, of one account at a time', async () => {
  page = await rooms.running.openExtensionPage('dashboard.html#activity');
  await page.waitForSelector('[data-empty="account"]');
  await seed(page, { id: THEIRS, name: 'Globex', seen: people(2), total: 2, age: 60_000 });
  await seed(page, { id: OURS, name: 'Acme', seen: people(2), total: 2 });
  await fillLedger(page);
  await reload(page);
  await status('2,000 lines');
  expect((await drawn())[0]).toBe(LINES);
  // Only those around what can be seen are drawn.
  expect((await drawn()).length).toBeLessThan(200);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await waitFor(async () => (await drawn()).includes(1), 'the oldest line');

  await page.evaluate(() => scrollTo(0, 0));
  await press(page, '[data-group="questions"]');
  await status('200 lines');
  expect(await hash()).toContain('kind=questions');
  const first = '[data-kind="asked"] [data-action="line"]';
  await press(page, first);
  expect(await text(page, '[data-fact="activity.detail.reason"]')).toContain(REASON);
  await expectNoAxe(page);

  // A slash goes to the search, and in the search it is a slash.
  await page.focus(first);
  await page.keyboard.press('/');
  await page.keyboard.type('a/?');
  await page.waitForSelector('[data-empty="no-match"]');
  expect(await hash()).toContain('person=a%2F%3F');
  await reload(page);
  await page.waitForSelector('[data-empty="no-match"]');
  await press(page, '[data-action="show-everything"]');
  await status('2,000 lines');

  await press(page, '[data-action="save-csv"]');
  await page.waitForSelector('[data-note="exported"]');
  const saved = await waitFor(() => {
    const csv = readFileSync(join(rooms.downloads, 'activity.csv'), 'utf8');
    return csv.split('\r\n').length > LINES ? csv : null;
  }, 'the saved file');
  expect(saved).toContain(REASON);
  expect(saved).not.toContain('globex');

  await page.select('[data-field="account"]', THEIRS);
  await status('1 line');
  expect(await page.$eval('main', (room) => room.getAttribute('data-room'))).toBe('activity');
  expect(await text(page, 'main')).toContain('zoe@globex.example');
  expect(await text(page, 'main')).not.toContain(REASON);
  await page.evaluate(() => history.back());
  await status('2,000 lines');
  expect(await text(page, 'main')).not.toContain('globex.example');
});

it('has keys for its rooms, and lists them', async () => {
  await page.focus('h1');
  await page.keyboard.press('?');
  await page.waitForSelector('dialog[open]');
  await expectNoAxe(page);
  // They are not heard behind what is open.
  await page.keyboard.type('gs');
  await page.keyboard.press('Escape');
  expect(await hash()).toContain('#activity');
  await page.keyboard.type('gs');
  await page.waitForSelector('main[data-room="settings"]');
  await page.keyboard.press('?');
  await press(page, '[data-field="shortcuts"]');
  await press(page, 'dialog [data-action="close"]');
  await page.keyboard.type('ga');
  expect(await page.$('main[data-room="activity"]')).toBeNull();
});
