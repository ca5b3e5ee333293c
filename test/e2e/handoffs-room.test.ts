import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { press, typeText, waitFor } from '../browsers/input';
import { type Happening, passOf } from './handoff-passes';
import { clear, seed, write } from './plan-data';
import {
  action,
  count,
  expectNoAxe,
  field,
  giveFile,
  hasFocus,
  openPlace,
  openRooms,
  type Rooms,
  text,
} from './rooms';

const ACME = '11111111-1111-4111-8111-111111111111';
const HANDOFF = '0f6f2f9a-6d0c-4f6e-9d6a-1d1b1c1e1f10';
const HOUR = 3_600_000;

let rooms: Rooms;
let page: Page;
beforeAll(async () => {
  rooms = await openRooms();
  page = await rooms.running.openExtensionPage('dashboard.html#handoffs');
});
afterAll(() => rooms.close());
beforeEach(() => clear(page));

const step = (name: string, state = '') =>
  `[data-step="${name}"]${state && `[data-state="${state}"]`}`;

/** Gives a pass as choosing its file does. */
const choosePass = (pass: string) =>
  giveFile(page, field('pass-file'), { name: 'pass.txt', content: pass });

/** What was saved under this name, once all of it is there. */
function saved(name: string, end: RegExp): Promise<string> {
  const path = join(rooms.downloads, name);
  return waitFor(() => {
    const content = existsSync(path) ? readFileSync(path, 'utf8') : '';
    return end.test(content) ? content : null;
  }, name);
}

const ofA = (after: number, what: Happening['what']): Happening => {
  return { after, role: 'a', name: 'Alex Admin', what };
};
const ofB = (after: number, what: Happening['what']): Happening => {
  return { after, role: 'b', name: 'Bea Berger', what };
};

/** A says that B owns the connection, and goes on; B's console shows that B does not. */
function contradictedPass(): Promise<string> {
  const done = 'step-done';
  return passOf({
    handoff: HANDOFF,
    startedAt: Date.now() - 26 * HOUR,
    adminA: 'alex.admin@example.com',
    adminB: 'bea.berger@example.com',
    happened: [
      ofA(2_000, { kind: done, step: 'b-admin', source: 'observed' }),
      ofA(4_000, { kind: done, step: 'remove-access', source: 'observed', notNeeded: true }),
      ofA(20 * HOUR, {
        ...{ kind: done, step: 'b-owner', source: 'declared' },
        ...{ by: 'Alex Admin', note: 'Bea told me on the phone' },
      }),
      ofB(22 * HOUR, { kind: 'step-undone', step: 'b-owner', source: 'observed' }),
      ofA(23 * HOUR, { kind: 'went-on', open: ['wait'], people: 14, reason: 'It was urgent' }),
    ],
    people: [{ email: 'cy@example.com', workspaces: ['EMEA'] }],
  });
}

it('lets a lead follow a handoff: a pass, its lanes, a contradiction, and the report', async () => {
  await openPlace(page, '#handoffs', '[data-empty="handoffs"]');
  await expectNoAxe(page);
  await press(page, action('pass-paste'));
  await choosePass(await contradictedPass());
  await page.waitForSelector('[data-preview="pass"][data-events="6"]');
  expect(await text(page, '[data-preview]')).toContain('Bea told me on the phone');
  expect(await count(page, '[data-with-people]')).toBe(1);
  expect(await count(page, '.handoff-card')).toBe(0);
  await press(page, '[data-role-choice="lead"]');
  await press(page, action('pass-take'));

  // Two lanes: what happened in each, and whom it waits for.
  await page.waitForSelector('.handoff-card svg [data-lane="b"][data-waited="yes"]');
  expect(await hasFocus(page, '.handoffs-said')).toBe(true);
  const marks = await page.$$eval('[data-lane] [data-mark]', (all) =>
    all.map((one) =>
      [one.closest('[data-lane]')?.getAttribute('data-lane')]
        .concat(['data-mark', 'data-kind', 'data-tone'].map((name) => one.getAttribute(name) ?? ''))
        .join(' '),
    ),
  );
  expect(marks.sort()).toEqual([
    'a b-admin seen ok',
    'a remove-access seen ok',
    'a went-on went-on caution',
    'b b-owner not-so danger',
    'b b-owner said danger',
  ]);
  expect(await text(page, '[data-waits-for="b"]')).toContain('Waiting for Admin B (Bea Berger)');
  await expectNoAxe(page);
  await press(page, action('as-table'));
  await page.waitForSelector('[data-table="history"]');
  expect(await count(page, '[data-table="history"] tbody tr')).toBe(6);
  expect(await text(page, '[data-table="history"]')).toContain('declared by Alex Admin');

  // One of them has an address of its own, and the keyboard leads there.
  await page.focus(action('open-handoff'));
  await page.keyboard.press('Enter');
  await page.waitForSelector(step('b-owner', 'todo'));
  await waitFor(() => hasFocus(page, 'h1'), 'the focus on the heading');
  expect(await text(page, 'h1')).toBe('Handoff to bea.berger@example.com');
  expect(await page.evaluate(() => location.hash)).toContain(`handoff=${HANDOFF}`);
  const sides = await text(page, `${step('b-owner')} [data-contradicted]`);
  expect(sides).toContain('Bea told me on the phone');
  expect(sides).toContain('Admin B’s console shows that it is not.');
  expect(await text(page, '[data-part="exceptions"]')).toContain('It was urgent');
  expect(await text(page, '[data-part="users"]')).toContain('1 person had access');
  // Who watches can neither say that a step is done nor close anything.
  for (const forbidden of ['handoff-declare-open', 'handoff-undo', 'handoff-abandon']) {
    expect(await count(page, action(forbidden))).toBe(0);
  }
  await press(page, `[data-trust="new"] ${action('key-same')}`);
  await page.waitForSelector('[data-trust="compared"]');
  await expectNoAxe(page);

  await press(page, field('with-people'));
  await page.waitForSelector('[data-contains="people"]');
  await press(page, action('pass-save'));
  await saved('guardrails-pass.txt', /SIA-PASS .* [0-9a-f]{8}$/u);

  await press(page, action('to-report'));
  await page.waitForSelector('[data-report]');
  expect(await text(page, '[data-report]')).toContain(
    'said by Alex Admin (Bea told me on the phone)',
  );
  await expectNoAxe(page);
  await press(page, action('report-save'));
  const name = `handoff-report-${new Date().toISOString().slice(0, 10)}.md`;
  expect(await saved(name, /## Keys.+\n$/su)).toContain('Reason: It was urgent');

  await page.evaluate(() => history.back());
  await page.waitForSelector(step('b-owner'));
  await page.evaluate(() => history.back());
  await page.waitForSelector('.handoff-card');
  await page.evaluate(() => history.forward());
  await page.waitForSelector(step('b-owner'));
});

it('starts a handoff, takes somebody’s word for a step and takes that back, and closes it', async () => {
  await seed(page, { id: ACME, name: 'Acme EMEA', seen: [], total: null });
  await openPlace(page, `#handoffs/overview?account=${ACME}`, '[data-empty="handoffs"]');
  await press(page, action('start-open'));
  await waitFor(() => hasFocus(page, '[data-part="start"] h2'), 'the focus on the form');
  await typeText(page, field('admin-b'), 'bea.berger@example.com');
  await press(page, action('handoff-start'));
  await page.waitForSelector('[data-note="handoff-started"]');
  // The popup leads there, too.
  const popup = await rooms.running.openExtensionPage('popup.html');
  const link = await popup.waitForSelector(action('open-handoff'));
  const address = await link?.evaluate((one) => one.getAttribute('href'));
  await popup.close();
  const here = await page.$eval(action('open-handoff'), (one) => one.getAttribute('href'));
  expect(address).toBe(`/dashboard.html${here}`);
  await page.bringToFront();
  await press(page, action('open-handoff'));
  const within = (selector: string) => `.step-list ${step('b-admin')} ${selector}`;
  await press(page, within(action('handoff-declare-open')));
  await press(page, within(action('handoff-declare')));
  await page.waitForSelector(within('[role="alert"]'));
  await typeText(page, within(field('by')), 'Alex Admin');
  await typeText(page, within(field('note')), 'Looked at it together');
  await press(page, within(action('handoff-declare')));
  await page.waitForSelector(step('b-admin', 'done'));
  expect(await text(page, step('b-admin'))).toContain('Declared by Alex Admin');
  expect(await text(page, step('b-admin'))).toContain('Looked at it together');
  await press(page, within(action('handoff-undo')));
  await page.waitForSelector(step('b-admin', 'doing'));
  await press(page, action('handoff-abandon'));
  await press(page, `${action('handoff-close')}[data-outcome="abandoned"]`);
  await page.waitForSelector('[data-note="closed"]');
  expect(await count(page, action('handoff-declare-open'))).toBe(0);
});

it('makes a roster of who had access before everybody lost it', async () => {
  await seed(page, { id: ACME, name: 'Acme EMEA', seen: [], total: null });
  const at = Date.now();
  const lost = Array.from({ length: 12 }, (_, index) => ({
    email: `user${index}@example.com`,
    name: `User ${index}`,
    workspaces: [index < 5 ? 'EMEA' : 'Default'],
  }));
  const outage = { account: ACME, aliveAt: at - HOUR, since: at, begunAt: at, meantAt: null };
  await write(page, { outages: [{ ...outage, lost, missing: lost.length }] });
  await openPlace(page, `#plan/roster/recovery?account=${ACME}`, '[data-part="recovery"]');
  await waitFor(
    () => hasFocus(page, '[data-part="recovery"] h2'),
    'the focus where the link leads',
  );
  await page.waitForSelector('[data-figure="recovery"][data-count="12"]');
  const said = await text(page, '[data-part="recovery"]');
  expect(said).toContain('Seen in this browser’s console');
  expect(said).toContain('EMEA · 5 people');
  await expectNoAxe(page);
  expect(await count(page, '[data-part="roster"]')).toBe(0);
  await press(page, action('recovery-take'));
  await page.waitForSelector('[data-note="recovery-taken"]');
  await page.waitForSelector('[data-figure="roster"][data-count="12"]');
});
