import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { press, pressKey, typeText, waitFor } from '../browsers/input';
import { reload } from '../browsers/launch';
import { people, seed, write } from './plan-data';
import { action, expectNoAxe, openRooms, type Rooms } from './rooms';

const ACME = '11111111-1111-4111-8111-111111111111';
const OTHER = '22222222-2222-4222-8222-222222222222';
const DAY = 86_400_000;

const ALL = people(300);
const SEEN = ALL.slice(0, 240);
const OTHERS = ALL.slice(290);
const [ANN, , BO] = SEEN;

let rooms: Rooms;
let page: Page;
beforeAll(async () => {
  rooms = await openRooms();
  page = await rooms.running.openExtensionPage('dashboard.html');
  await page.setViewport({ width: 1280, height: 800 });
});
afterAll(() => rooms.close());

const filter = (name: string) => `[data-filter="${name}"]`;
const rows = '.team-table tbody [data-user]';

const count = (name: string) =>
  page.$eval(`[data-figure="${name}"]`, (it) => Number(it.getAttribute('data-count')));
const keys = () => page.$$eval(rows, (all) => all.map((row) => row.getAttribute('data-user')));
const hash = () => page.evaluate(() => location.hash);
const found = (wanted: number) =>
  waitFor(async () => (await count('found')) === wanted, `${wanted} people`);

/** Lines of the ledger about two people: a grant from this browser, a removal, and one who is not listed any more. */
async function writeLedger(now: number): Promise<void> {
  const base = { account: ACME, kind: 'access-changed' };
  const entries = [
    { ...base, at: now - 3 * DAY, email: ANN?.email, change: 'granted', from: null, to: ['EMEA'] },
    {
      ...{ account: ACME, kind: 'grant-outcome', at: now - 3 * DAY, email: ANN?.email },
      ...{ outcome: 'as-chosen', chosen: ['EMEA'], seen: ['EMEA'] },
    },
    { ...base, at: now - DAY, email: BO?.email, change: 'removed', from: ['Default'], to: null },
    {
      ...{ ...base, at: now - 2 * DAY, email: 'gone@example.com' },
      ...{ change: 'vanished', from: ['EMEA'], to: null },
    },
  ];
  const invitation = {
    name: 'Ivy Invited',
    expires: '2030-03-01',
    accountInsight: 'ticked',
    at: now,
  };
  await write(page, {
    ledger: entries.map((entry, at) => ({ seq: at + 1, entry })),
    invitations: [
      { account: ACME, who: 'ivy@example.com', email: 'ivy@example.com', ...invitation },
    ],
  });
}

it('says what it will show, then finds, sorts and opens anybody by keyboard, all of it in the address', async () => {
  await page.waitForSelector('[data-empty="team"]');
  expect(await page.$eval('main', (main) => main.getAttribute('data-room'))).toBe('team');
  await expectNoAxe(page);

  await seed(page, { id: ACME, name: 'Acme EMEA', seen: SEEN, total: 312, age: 3_600_000 });
  await writeLedger(Date.now());
  await reload(page);
  // The background makes the figures of what was kept before there were any.
  await page.waitForSelector(rows);
  await found(241);
  const coverage = await page.$eval('[data-coverage]', (it) => it.textContent ?? '');
  expect(coverage).toMatch(/240 of 312 seen.*1 h ago.*User Access/u);
  expect(await page.$(`${filter('invited')} [data-count="1"]`)).not.toBeNull();

  // Filters and sorting are in the address, and back leads back.
  await press(page, filter('not-connected'));
  await found(96);
  await press(page, '[data-sort="email"]');
  await waitFor(async () => (await hash()).includes('sort=email'), 'the order in the address');
  const sorted = await keys();
  expect(sorted).toEqual([...sorted].sort());
  expect(await hash()).toContain('state=not-connected');
  await page.evaluate(() => history.back());
  await waitFor(async () => !(await hash()).includes('sort='), 'one step back');
  await page.evaluate(() => history.back());
  await found(241);
  await page.evaluate(() => history.forward());
  await found(96);
  await expectNoAxe(page);

  // A search by keyboard, and down to somebody.
  await press(page, action('filters-clear'));
  await found(241);
  const name = ANN?.name ?? '';
  await typeText(page, '[data-field="search"]', name.toUpperCase());
  await waitFor(async () => (await keys())[0] === ANN?.email, 'the person');
  await waitFor(async () => (await hash()).includes('q='), 'the search in the address');
  await page.focus('[role="grid"]');
  await pressKey(page, 'Enter');
  await page.waitForSelector('.team-person [data-event="granted"]');
  const noted = await page.$eval('.team-person', (it) => it.textContent ?? '');
  expect(noted).toContain('Granted access: EMEA');
  expect(noted).toContain('from this browser');
  expect(await hash()).toContain('person=');
  await expectNoAxe(page);
  await pressKey(page, 'Escape');
  await waitFor(async () => (await page.$('.team-person')) === null, 'the person to close');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');

  // A view under a name leads back here.
  await press(page, action('view-name'));
  await page.keyboard.type('My people');
  await pressKey(page, 'Enter');
  await page.waitForSelector('.team-views [aria-current="page"]');
  await press(page, '.team-views li:first-child a');
  await found(241);
  await press(page, '.team-views li:nth-child(2) a');
  await waitFor(async () => (await keys())[0] === ANN?.email, 'the person once more');
  const typed = await page.$eval('[data-field="search"]', (it) => (it as HTMLInputElement).value);
  expect(typed).toBe(name.toUpperCase());
});

it('goes through the rows by keys, draws those in sight alone, and shows the chosen columns', async () => {
  await page.evaluate(() => {
    location.hash = '#team/people?columns=email,role';
  });
  await found(241);
  expect(await page.$$eval('thead th', (all) => all.length)).toBe(3);
  await page.focus('[role="grid"]');
  await pressKey(page, 'End');
  await waitFor(
    async () => (await page.$('[data-active][aria-rowindex="242"]')) !== null,
    'the last row',
  );
  expect((await keys()).length).toBeLessThan(120);
  await pressKey(page, 'ArrowUp');
  await page.waitForSelector('[data-active][aria-rowindex="241"]');
  await press(page, '[data-menu="columns"] summary');
  await press(page, '[data-menu="columns"] input[value="expires"]');
  await waitFor(async () => (await page.$$('thead th')).length === 4, 'one more column');
  await pressKey(page, 'Escape');
  await waitFor(async () => (await page.$('[data-menu][open]')) === null, 'the menu to close');
  await press(page, filter('invited'));
  await found(1);
  await page.waitForSelector(rows);
  expect(await page.$eval(rows, (row) => row.textContent)).toContain('2030');
});

it('says in the popup what to do about people who were seen long ago, and links to the rooms', async () => {
  await seed(page, { id: ACME, name: 'Acme EMEA', seen: SEEN, total: 240, age: 9 * DAY });
  const popup = await rooms.running.openExtensionPage('popup.html');
  await popup.waitForSelector('.coverage[data-stale]');
  const said = await popup.$eval('.coverage', (it) => it.textContent ?? '');
  expect(said).toMatch(/9 days ago.*Open User Access/u);
  const links = await popup.$$eval('.rooms a', (all) =>
    all.map((link) => link.getAttribute('href')),
  );
  expect(links[0]).toContain(`#team/people?account=${ACME}`);
  await popup.waitForSelector('[data-link="team/changes"]');

  // Opened again, it shows this at once, as old as it is, and a moment later what is so now.
  await seed(page, { id: ACME, name: 'Acme EMEA', seen: SEEN, total: 312 });
  await popup.evaluateOnNewDocument(noteCoverage);
  await reload(popup);
  await popup.waitForSelector('main[aria-busy="false"] .coverage:not([data-stale])');
  const shown: string[] = await popup.evaluate(() => Reflect.get(globalThis, 'coverages'));
  expect(shown[0]).toMatch(/9 days ago/u);
  expect(shown.at(-1)).toMatch(/240 of 312/u);
  await popup.close();
});

/** Runs in the popup before anything of it: notes what it says of how much of the team it knows. */
function noteCoverage(): void {
  const coverages: string[] = [];
  Reflect.set(globalThis, 'coverages', coverages);
  const look = () => {
    const said = document.querySelector('.coverage')?.textContent ?? '';
    if (said !== '' && said !== coverages.at(-1)) coverages.push(said);
  };
  new MutationObserver(look).observe(document, {
    ...{ childList: true, subtree: true, characterData: true },
  });
}

it('tells what has changed since somebody looked', async () => {
  await press(page, '[data-link="team/changes"]');
  await page.waitForSelector('[data-list="changes"]');
  const shown = () => page.$$eval('[data-list="changes"] td[data-change]', (all) => all.length);
  expect(await shown()).toBe(3);
  expect(await page.$$eval('.timeline rect', (all) => all.length)).toBe(3);
  await expectNoAxe(page);
  await press(page, filter('removed'));
  await waitFor(async () => (await shown()) === 1, 'one removal');
  await press(page, filter('removed'));
  await press(page, action('changes-seen'));
  await page.waitForSelector('[data-empty="changes"]');
  await page.select('[data-field="since"]', '30');
  await waitFor(async () => (await shown()) === 3, 'the last 30 days');
  expect(await hash()).toContain('since=30');
});

it('writes down what is shown, and never another account’s', async () => {
  await seed(page, { id: OTHER, name: 'Other', seen: OTHERS, total: OTHERS.length });
  await page.evaluate((id) => {
    location.hash = `#team/people?account=${id}&state=connected&sort=email`;
  }, ACME);
  await reload(page);
  await page.waitForSelector(rows);
  await found(144);
  await press(page, '[data-menu="export"] summary');
  await press(page, action('export-csv'));
  await page.waitForSelector('[data-note="exported"]');
  const path = join(rooms.downloads, `team-${new Date().toISOString().slice(0, 10)}.csv`);
  await waitFor(() => existsSync(path), 'the file');
  const lines = readFileSync(path, 'utf8').trimEnd().split('\r\n');
  expect(lines).toHaveLength(145);
  expect(lines[0]).toContain('Email');
  expect(lines.join('\n')).not.toContain(OTHERS[0]?.email);

  await page.select('[data-field="account"]', OTHER);
  await waitFor(async () => (await keys()).length === OTHERS.length, 'the other account');
  expect(await keys()).not.toContain(ANN?.email);
});
