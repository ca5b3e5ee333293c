import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { insertText, press, pressKey, waitFor } from '../browsers/input';
import { browserUnderTest } from '../browsers/under-test';
import { openScene } from './fixture';
import { clear, FAULTS, people, rosterCsv, seed, withFaults } from './plan-data';
import {
  action,
  count,
  expectNoAxe,
  field,
  giveFile,
  hasFocus,
  note,
  openPlace,
  openRooms,
  part,
  type Rooms,
  text,
} from './rooms';
import { openUserAccess } from './scene';

const isFirefox = browserUnderTest().kind === 'firefox';

const ACME = '11111111-1111-4111-8111-111111111111';
const OTHER = '22222222-2222-4222-8222-222222222222';

const ALL = people(300);
const CSV = rosterCsv(ALL);
const FAULTY = withFaults(CSV, ALL);
/** With {@link FAULTS}: one person is asked for in two ways, and one line says a second time what another does. */
const TAKEN = ALL.length - 1;

let rooms: Rooms;
let page: Page;
beforeAll(async () => {
  rooms = await openRooms();
  page = await rooms.running.openExtensionPage('dashboard.html#plan');
});
afterAll(() => rooms.close());
beforeEach(() => clear(page));

/** Puts the account in, of which 240 of 312 people were seen, and opens its roster. */
async function openAcme(): Promise<void> {
  await seed(page, { id: ACME, name: 'Acme EMEA', seen: ALL.slice(0, 240), total: 312 });
  await openPlace(page, '#plan/roster', part('bring'));
}

/** Gives the page a file as choosing one does. */
const chooseFile = (name: string, content: string | readonly number[], of = page) =>
  giveFile(of, field('roster-file'), { name, content });

/** Takes in a roster and waits until it is there. */
async function takeIn(name: string, csv: string): Promise<void> {
  await chooseFile(name, csv);
  await press(page, action('roster-take'));
  await page.waitForSelector(note('roster-taken'));
  await page.waitForSelector('[data-figure="roster"]');
}

/** Presses the keys that copy or paste; Chromium's protocol wants the command as well. */
async function edit(key: 'c' | 'v'): Promise<void> {
  if (isFirefox) {
    await pressKey(page, key, 'Control');
    return;
  }
  await page.keyboard.down('Control');
  await page.keyboard.press(key, { commands: [key === 'c' ? 'Copy' : 'Paste'] });
  await page.keyboard.up('Control');
}

/** Puts a text where a spreadsheet puts it. */
async function copyOutside(copied: string): Promise<void> {
  await page.evaluate((value) => {
    const box = document.createElement('textarea');
    box.id = 'outside';
    box.value = value;
    document.body.append(box);
    box.select();
  }, copied);
  await edit('c');
  await page.$eval('#outside', (box) => box.remove());
}

/** How many people each bar of the picture stands for. */
const bars = (of = page) =>
  of.$$eval('[data-bar]', (all) =>
    Object.fromEntries(
      all.map((bar) => [bar.getAttribute('data-bar'), Number(bar.getAttribute('data-count'))]),
    ),
  );

it('says what it will show, why it is empty, and the one thing to do', async () => {
  await openPlace(page, '#plan', '[data-empty="account"]');
  expect(await count(page, '[data-empty] a, [data-empty] button')).toBe(1);
  await expectNoAxe(page);
  await seed(page, { id: ACME, name: 'Acme EMEA', seen: [], total: null });
  await openPlace(page, '#plan', '[data-empty="roster"]');
  expect(await count(page, '[data-empty] a, [data-empty] button')).toBe(1);
  await expectNoAxe(page);
  await press(page, action('bring-in'));
  await page.waitForSelector(part('bring'));
  expect(await page.title()).toContain('Roster');
  await expectNoAxe(page);
});

it('shows all of a roster with faults in it before any is taken, and then what is left to do', async () => {
  await openAcme();
  await chooseFile('sales.csv', FAULTY);
  await page.waitForSelector(part('summary'));
  expect(await hasFocus(page, `${part('summary')} h2`)).toBe(true);
  expect(await text(page, part('summary'))).toContain('sales.csv');
  const figures = await page.$$eval('[data-figure]', (all) =>
    all.map((one) => `${one.getAttribute('data-figure')} ${one.getAttribute('data-count')}`),
  );
  // The first person's own line is left out, too.
  expect(figures).toEqual([`people ${TAKEN}`, 'left-out 6', 'again 1']);
  expect(
    await page.$$eval('[data-fault]', (all) => all.map((one) => one.getAttribute('data-fault'))),
  ).toEqual(['other-workspaces', ...FAULTS]);
  expect(await text(page, '[data-fault="unknown-workspace"]')).toContain('Did you mean EMEA?');
  expect(await count(page, '[data-column="ignored"]')).toBe(1);
  expect(await count(page, '[data-workspace]')).toBe(4);
  await expectNoAxe(page);

  await press(page, action('faults-save'));
  const file = join(rooms.downloads, `roster-faults-${new Date().toISOString().slice(0, 10)}.csv`);
  await waitFor(
    () => existsSync(file) && readFileSync(file, 'utf8').split('\r\n')[8] === '',
    'the file',
  );
  expect(readFileSync(file, 'utf8')).toMatch(/^\ufeffLine,.*\r\n2,/u);

  // A name that is right after all, and a column that is something else.
  await press(page, action('accept-workspace'));
  await waitFor(
    async () => (await text(page, '[data-figure="people"]')).startsWith(String(TAKEN + 1)),
    'one more',
  );
  expect(await text(page, '[data-workspace="EMAE"]')).toContain('not seen in the console so far');
  await page.select(field('column-2'), '');
  await waitFor(async () => (await count(page, '[data-workspace]')) === 1, 'no workspaces');
  await page.select(field('column-2'), 'workspaces');
  await waitFor(async () => (await count(page, '[data-workspace]')) === 5, 'workspaces again');

  // Nothing has been taken so far.
  await openPlace(page, '#plan', '[data-empty="roster"]');
  await openPlace(page, '#plan/roster', part('bring'));
  await chooseFile('sales.csv', FAULTY);
  await page.waitForSelector(action('roster-take'));
  expect(await text(page, action('roster-take'))).toBe(`Take ${TAKEN} people`);
  expect(await text(page, '.plan-decision')).toContain('The 6 lines with faults are left out.');
  await press(page, action('roster-take'));
  await page.waitForSelector(note('roster-taken'));
  await page.waitForSelector('[data-figure="roster"]');
  expect(await text(page, '[data-figure="roster"]')).toBe(`${TAKEN} people`);
  expect(await text(page, part('roster'))).toContain('from sales.csv');
  await expectNoAxe(page);

  await press(page, action('to-plan'));
  await page.waitForSelector(part('picture'));
  const counts = await bars();
  // Of five who were seen, two are as planned, two can be granted, and one is in Default: right for one of four.
  expect(counts).toMatchObject({
    invite: 0,
    grant: 96,
    'wrong-workspace': 36,
    unknown: ALL.length - 240,
  });
  expect(counts['not-in-roster']).toBe(1);
  expect(Object.values<number>(counts).reduce((sum, one) => sum + one, 0)).toBe(TAKEN + 1);
  expect(await text(page, note('coverage'))).toContain('240 of 312 people');
  await expectNoAxe(page);
});

it('reads what is pasted at once, as a spreadsheet copies it, and takes nothing when that is wanted', async () => {
  await openAcme();
  const tsv = ALL.map(({ email, workspace }) => `${email}\t${workspace}`).join('\r\n');
  await copyOutside(tsv);
  await press(page, field('roster-text'));
  await edit('v');
  await page.waitForSelector(part('summary'));
  expect(await text(page, '[data-figure="people"]')).toContain(String(ALL.length));
  expect(await count(page, '[data-fault]')).toBe(0);
  await press(page, action('roster-leave'));
  await page.waitForSelector(part('bring'));
  expect(await count(page, part('roster'))).toBe(0);

  // What is typed waits until it is said to be all.
  await press(page, action('roster-read'));
  await page.waitForSelector(`${part('bring')} .field-error`);
  await press(page, field('roster-text'));
  await insertText(page, 'ann.lee@example.com; EMEA');
  await press(page, action('roster-read'));
  await press(page, action('roster-take'));
  await page.waitForSelector(note('roster-taken'));
  await page.waitForSelector('[data-figure="roster"][data-count="1"]');
  expect(await text(page, part('roster'))).toContain('pasted');
});

it('says why nothing can be read of a bad file, and leaves the roster as it is', async () => {
  await openAcme();
  await takeIn('good.csv', CSV);
  for (const [name, content, why] of [
    ['binary.xlsx', [0x50, 0x4b, 3, 4, 0, 0, 0, 1, 2, 0xff], 'no text'],
    ['empty.csv', '', 'nothing in it'],
    ['blank.csv', ' ,\r\n,\r\n', 'nothing in it'],
    ['quotes.csv', 'Email,Name\na@example.com,"A"\nb@example.com,"B\nc@example.com,C', 'line 3'],
    ['large.csv', 'x'.repeat(6 * 1024 * 1024), 'larger than 5 MB'],
  ] as const) {
    await press(page, action('roster-replace'));
    await chooseFile(name, content);
    await page.waitForSelector(note('roster-refused'));
    const said = await text(page, note('roster-refused'));
    expect(said).toContain(name);
    expect(said).toContain(why);
    expect(said).toContain('The roster you have is as it was.');
  }
  // Text that names nobody is shown, as a person may know better which column has the addresses.
  await press(page, action('roster-replace'));
  await chooseFile('no-people.csv', 'City,Country\nBerlin,DE\n');
  await page.waitForSelector(note('no-addresses'));
  expect(await count(page, action('roster-take'))).toBe(0);
  await expectNoAxe(page);
  await press(page, action('roster-leave'));
  await page.waitForSelector(part('roster'));
  expect(await text(page, part('roster'))).toContain('good.csv');
  expect(await text(page, '[data-figure="roster"]')).toBe(`${ALL.length} people`);
});

it('takes a file that is dropped anywhere, and stays where it is', async () => {
  await openAcme();
  await page.evaluate((csv) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([csv], 'dropped.csv'));
    const how = { dataTransfer, bubbles: true, cancelable: true };
    const rail = document.querySelector('.rail');
    const isTaken = ['dragover', 'drop'].every(
      (kind) => rail?.dispatchEvent(new DragEvent(kind, how)) === false,
    );
    if (!isTaken) throw new Error('The browser would have opened the file.');
  }, CSV);
  await page.waitForSelector(part('summary'));
  expect(await text(page, part('summary'))).toContain('dropped.csv');
});

it('lists fifty more at a time, searches, folds, and takes the plan along', async () => {
  await openAcme();
  await takeIn('good.csv', CSV);
  await openPlace(page, '#plan/overview/unknown', part('unknown'));
  await waitFor(() => hasFocus(page, `${part('unknown')} h2`), 'the focus where the link leads');
  const list = '[data-list="unknown"]';
  await waitFor(async () => (await count(page, `${list} [data-user]`)) === 10, 'the first ten');
  await press(page, `${list} ${action('more')}`);
  await waitFor(async () => (await count(page, `${list} [data-user]`)) === 60, 'fifty more');
  await press(page, `${list} ${field('search')}`);
  await insertText(page, 'example.com astrid');
  await waitFor(
    async () => /^\d+ match/u.test(await text(page, `${list} [role="status"]`)),
    'matches',
  );
  const found = await page.$$eval(`${list} [data-user]`, (all) =>
    all.map((one) => one.textContent),
  );
  expect(found.length).toBeGreaterThan(0);
  expect(found.every((one) => one?.includes('astrid'))).toBe(true);

  // The next batch is open, the others open when they are asked for; so does who is as planned.
  expect(await count(page, '[data-batch] [data-list="batch"]')).toBe(1);
  expect(await count(page, '[data-next="true"] [data-list="batch"]')).toBe(1);
  await press(page, `[data-batch]:nth-child(2) ${action('fold')}`);
  await waitFor(
    async () => (await count(page, '[data-batch] [data-list="batch"]')) === 2,
    'another batch',
  );
  await press(page, `[data-fold="done"] ${action('fold')}`);
  await page.waitForSelector('[data-list="done"] [data-user]');
  await press(page, action('as-table'));
  await page.waitForSelector('[data-table="groups"]');
  await expectNoAxe(page);

  await press(page, action('copy-markdown'));
  await waitFor(
    async () => (await text(page, note('exported'))).startsWith('Copied'),
    'a word on it',
  );
  await openPlace(page, '#plan/roster', part('roster'));
  await press(page, action('roster-replace'));
  await press(page, field('roster-text'));
  // Not at once: there is something in the field, so it is pasted as anywhere.
  await page.keyboard.type('>');
  await edit('v');
  const value = await page.$eval(field('roster-text'), (box) =>
    'value' in box ? String(box.value) : '',
  );
  expect(value).toMatch(/^>\| .*\| Grant access now \| 96 \|/su);

  await openPlace(page, '#plan', part('export'));
  for (const [button, end] of [
    ['save-csv', 'csv'],
    ['save-markdown', 'md'],
  ] as const) {
    await press(page, action(button));
    const file = join(rooms.downloads, `plan-${new Date().toISOString().slice(0, 10)}.${end}`);
    await waitFor(() => existsSync(file) && readFileSync(file, 'utf8').length > 1_000, 'the file');
    // A name that a spreadsheet would take for a formula is text.
    if (end === 'csv') expect(readFileSync(file, 'utf8')).toContain('"\'=SUM(A1:A9)"');
    expect(await text(page, note('exported'))).toContain(`.${end}`);
  }
});

it('keeps accounts apart, follows links back and forward, and needs no mouse', async () => {
  await openAcme();
  await takeIn('good.csv', CSV);
  await seed(page, { id: OTHER, name: '東京営業所', seen: [], total: null });
  await openPlace(page, '#plan/roster', part('bring'));
  // The one signed in last comes first, and it has no roster.
  expect(await page.$eval(field('account'), (box) => ('value' in box ? box.value : ''))).toBe(
    OTHER,
  );
  await chooseFile('tokyo.csv', 'ann@example.com,EMEA');
  await page.waitForSelector(part('summary'));
  await page.select(field('account'), ACME);
  await page.waitForSelector('[data-figure="roster"]');
  expect(await count(page, part('summary'))).toBe(0);
  expect(await page.evaluate(() => location.hash)).toBe(`#plan/roster?account=${ACME}`);
  await press(page, '[data-link="plan/overview"]');
  await page.waitForSelector(part('picture'));
  expect(await page.evaluate(() => location.hash)).toBe(`#plan/overview?account=${ACME}`);
  await page.evaluate(() => history.back());
  await page.waitForSelector('[data-figure="roster"]');
  await page.evaluate(() => history.back());
  // What was read for the other account is forgotten.
  await page.waitForSelector(part('bring'));
  expect(await count(page, part('summary'))).toBe(0);
  await page.evaluate(() => history.forward());
  await page.waitForSelector('[data-figure="roster"]');

  await page.focus('[data-link="plan/overview"]');
  await page.keyboard.press('Enter');
  await page.waitForSelector(part('picture'));
  await waitFor(() => hasFocus(page, 'h1'), 'the focus on the heading');
  await page.focus('[data-bar="grant"] a');
  await page.keyboard.press('Enter');
  await waitFor(() => hasFocus(page, `${part('grant')} h2`), 'the focus where the link leads');
  // The same link leads there again.
  await page.focus('[data-bar="grant"] a');
  await page.keyboard.press('Enter');
  await waitFor(
    () => hasFocus(page, `${part('grant')} h2`),
    'the focus where the link leads, again',
  );
});

it('removes a roster once it has said what goes with it', async () => {
  await openAcme();
  await takeIn('good.csv', CSV);
  await press(page, action('roster-remove-ask'));
  expect(await hasFocus(page, action('roster-keep'))).toBe(true);
  expect(await text(page, '[data-confirm="remove"]')).toContain("nobody's access changes");
  await page.keyboard.press('Enter');
  expect(await count(page, '[data-confirm]')).toBe(0);
  await press(page, action('roster-remove-ask'));
  await press(page, action('roster-remove'));
  await page.waitForSelector(note('roster-removed'));
  await page.waitForSelector(part('bring'));
  await openPlace(page, '#plan', '[data-empty="roster"]');
});

it('follows by itself what is seen in the console', async () => {
  const { admin } = await openScene({ scenario: 'connected', users: 24 });
  const room = await admin.browser.openExtensionPage('dashboard.html#plan/roster');
  const all = people(24);
  await chooseFile('addresses.txt', all.map(({ email }) => email).join('\n'), room);
  await press(room, action('roster-take'));
  await press(room, action('to-plan'));
  await room.waitForSelector(part('picture'));
  expect(await bars(room)).toMatchObject({ unknown: all.length, done: 0 });
  expect(await text(room, note('coverage'))).toContain('has not been seen yet');
  await admin.page.bringToFront();
  await openUserAccess(admin.page);
  await waitFor(async () => Number((await bars(room)).done) > 0, 'the picture to move', {
    timeout: 20_000,
  });
  const { done, grant, unknown } = await bars(room);
  expect(Number(done) + Number(grant) + Number(unknown)).toBe(all.length);
});
