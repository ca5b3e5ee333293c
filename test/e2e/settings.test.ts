import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { insertText, press, waitFor } from '../browsers/input';
import { FIREFOX_EXTENSION_ID, reload } from '../browsers/launch';
import { browserUnderTest } from '../browsers/under-test';
import {
  action,
  expectNoAxe,
  field,
  giveFile,
  hasFocus,
  note,
  openRooms,
  part,
  type Rooms,
  text,
} from './rooms';

let rooms: Rooms;
beforeAll(async () => {
  rooms = await openRooms();
});
afterAll(() => rooms.close());

const WAIT = field('wait-minutes');

const value = (page: Page, selector: string) =>
  page.$eval(selector, (element) => ('value' in element ? String(element.value) : ''));

/** Opens a place in the dashboard, and waits until it is drawn. */
async function open(hash: string, shown: string, of = rooms): Promise<Page> {
  const page = await of.running.openExtensionPage(`dashboard.html${hash}`);
  await page.waitForSelector(part(shown));
  return page;
}

/** Empties the focused field and types into it. */
async function retype(page: Page, selector: string, typed: string): Promise<void> {
  await press(page, selector);
  await page.$eval(selector, (element) => {
    if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
      element.select();
  });
  await page.keyboard.press('Backspace');
  await insertText(page, typed);
}

/** Says something to the background as a page of the extension. */
function tell(page: Page, message: object): Promise<unknown> {
  return page.evaluate(async (said) => {
    const api = Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');
    return api.runtime.sendMessage(said);
  }, message);
}

/** Presses Tab until this has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (await hasFocus(page, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to ${selector}.`);
}

const HINT = {
  page: 'user-access',
  place: 'row',
  label: 'Zugang geben',
  selector: 'div.row > button.grant',
  intent: 'grant',
};
const GOOD = {
  id: 'EMEA',
  version: 1,
  routes: [],
  words: { connect: { tr: ['Bağlan', 'Bağlantı kur'] } },
  hints: [],
};
const BAD = {
  id: 'Bad',
  version: 1,
  hosts: ['example.com'],
  hints: [{ ...HINT, selector: ':has(*)' }],
};

it('changes the length of the wait, and refuses one that is out of range next to the field', async () => {
  const page = await open('#settings', 'wait');
  expect(await value(page, WAIT)).toBe('10');
  for (const [typed, why] of [
    ['90', 'too long'],
    ['0', 'too short'],
    ['ten', 'not a whole number'],
    ['7.5', 'not a whole number'],
    [' ', 'how many'],
  ] as const) {
    await retype(page, WAIT, typed);
    await press(page, action('wait-save'));
    await waitFor(
      async () => (await text(page, '.field-error').catch(() => '')).includes(why),
      `a word on ${typed}`,
    );
    expect(await hasFocus(page, WAIT)).toBe(true);
    expect(await page.$eval(WAIT, (input) => input.getAttribute('aria-invalid'))).toBe('true');
  }
  await retype(page, WAIT, '25');
  expect(await page.$('.field-error')).toBeNull();
  await page.keyboard.press('Enter');
  await page.waitForSelector(note('wait-saved'));
  await reload(page);
  await waitFor(async () => (await value(page, WAIT)) === '25', 'the length after a reload');
  await press(page, action('wait-reset'));
  await waitFor(async () => (await value(page, WAIT)) === '10', 'ten minutes');
  await expectNoAxe(page);
  await page.close();
});

it('takes in a good profile, refuses a bad one with fields and reasons, and removes it', async () => {
  const page = await open('#settings/recognition', 'import');
  const profile = '[data-profile="imported"]';
  await press(page, action('profile-import'));
  await waitFor(() => page.$(`${part('import')} .field-error`), 'a word on nothing');

  await retype(page, field('profile-text'), JSON.stringify(GOOD));
  await press(page, action('profile-import'));
  await page.waitForSelector(note('profile-accepted'));
  expect(await text(page, note('profile-accepted'))).toBe('EMEA is in use. It adds 2 words.');
  await page.waitForSelector(profile);
  expect(await value(page, field('profile-text'))).toBe('');

  await retype(page, field('profile-text'), JSON.stringify(BAD));
  await press(page, action('profile-import'));
  await page.waitForSelector(note('profile-refused'));
  const problems = await page.$$eval('[data-problem]', (all) =>
    all.map((one) => `${one.getAttribute('data-path')}: ${one.getAttribute('data-problem')}`),
  );
  expect(problems.sort()).toEqual(['hints.0.selector: bad-selector', 'hosts: unknown-key']);
  await expectNoAxe(page);
  expect(await text(page, profile)).toContain('EMEA');

  // A file is taken in as it is chosen.
  await giveFile(page, field('profile-file'), {
    name: 'p.json',
    content: JSON.stringify({ ...GOOD, id: 'APAC' }),
    type: 'application/json',
  });
  await waitFor(
    async () => (await text(page, profile)).includes('APAC'),
    'the profile of the file',
  );

  await press(page, action('profile-remove-ask'));
  expect(await hasFocus(page, action('profile-keep'))).toBe(true);
  await page.keyboard.press('Enter');
  expect(await page.$(profile)).not.toBeNull();
  await press(page, action('profile-remove-ask'));
  await press(page, action('profile-remove'));
  await page.waitForSelector(note('profile-removed'));
  await waitFor(async () => (await page.$(profile)) === null, 'the profile to be gone');
  await page.close();
});

it('lists what was taught, takes it back, and hands on exactly what it shows, naming nobody', async () => {
  const page = await open('#settings/recognition/left-alone', 'left-alone');
  expect(await page.$('[data-empty="pointed-out"]')).not.toBeNull();
  await tell(page, { kind: 'teach', hint: HINT });
  await tell(page, { kind: 'teach', hint: { ...HINT, label: 'Grant ann.lee@example.com' } });
  await tell(page, {
    kind: 'unteach',
    misread: { ...HINT, label: 'Call', intent: 'revoke', person: 'ann.lee@example.com' },
  });
  const row = (list: string) => `${part(list)} [data-control]`;
  await waitFor(
    async () => (await page.$$(row('pointed-out'))).length === 2 && page.$(row('left-alone')),
    'what was taught',
  );
  expect(await text(page, row('left-alone'))).toContain('in the row of ann.lee@example.com');
  expect(await text(page, row('left-alone'))).toContain('in the account Account 1');

  await press(page, action('export-toggle'));
  await page.waitForSelector('[data-preview]');
  expect(await text(page, note('left-out'))).toContain('1 control or word is left out');
  const shown = await text(page, '[data-preview]');
  await press(page, action('export-save'));
  await page.waitForSelector(note('export-saved'));
  const file = join(rooms.downloads, 'guardrails-profile.json');
  await waitFor(() => existsSync(file) && readFileSync(file, 'utf8') === shown, 'the file');
  expect(JSON.parse(shown)).toEqual({
    id: 'pointed-out',
    version: 1,
    routes: [],
    words: {},
    hints: [HINT],
  });
  await expectNoAxe(page);

  await press(page, `[data-control="Grant ann.lee@example.com"] ${action('forget-hint')}`);
  await waitFor(async () => (await page.$$(row('pointed-out'))).length === 1, 'one hint less');
  expect(await hasFocus(page, action('forget-hint'))).toBe(true);
  await page.keyboard.press('Enter');
  await page.waitForSelector('[data-empty="pointed-out"]');
  expect(await hasFocus(page, 'h2')).toBe(true);
  await press(page, action('forget-exception'));
  await page.waitForSelector('[data-empty="left-alone"]');
  await page.waitForSelector('[data-empty="export"]');
  await page.close();
});

it('lists the words for the tabs, counts and hands them on, and takes them back', async () => {
  const page = await open('#settings/recognition', 'pointed-out');
  await tell(page, { kind: 'teach-tab', page: 'user-access', word: 'Wer darf' });
  await tell(page, { kind: 'teach-tab', page: 'set-up', word: 'Einrichtung' });
  const row = `${part('pointed-out')} [data-control="Wer darf"]`;
  await page.waitForSelector(row);
  expect(await text(page, row)).toContain('What the tab User Access is called');
  await waitFor(
    async () => (await text(page, '[data-profile="own"]')).includes('2 words'),
    'the words among the profiles in use',
  );
  await press(page, action('export-toggle'));
  await page.waitForSelector('[data-preview]');
  expect(JSON.parse(await text(page, '[data-preview]')).words).toEqual({
    'user-access': { und: ['Wer darf'] },
    'set-up': { und: ['Einrichtung'] },
  });
  await press(page, `${row} ${action('forget-tab')}`);
  await waitFor(async () => (await page.$(row)) === null, 'one word less');
  expect(await hasFocus(page, action('forget-tab'))).toBe(true);
  await page.keyboard.press('Enter');
  await page.waitForSelector('[data-empty="pointed-out"]');
  await page.waitForSelector('[data-empty="export"]');
  expect(await page.$('[data-profile="own"]')).toBeNull();
  await page.close();
});

it('has an address for each place, follows back and forward, and needs no mouse', async () => {
  const page = await open('#settings/recognition/left-alone', 'left-alone');
  await waitFor(() => hasFocus(page, `${part('left-alone')} h2`), 'the focus where the link leads');
  expect(await page.title()).toContain('Recognition');
  await tabTo(page, action('profile-import'));
  await page.evaluate(() => {
    location.hash = '#nowhere/at-all';
  });
  await page.waitForSelector('[data-empty="team"]');
  expect(await page.title()).toContain('Team');
  await page.evaluate(() => history.back());
  await page.waitForSelector(part('left-alone'));
  await page.evaluate(() => history.forward());
  await page.waitForSelector('[data-empty="team"]');
  await waitFor(() => hasFocus(page, 'h1'), 'the focus on the heading');
  await page.close();

  const fresh = await open('#settings', 'wait');
  await fresh.keyboard.press('Tab');
  await fresh.keyboard.press('Enter');
  expect(await hasFocus(fresh, 'main')).toBe(true);
  await fresh.keyboard.press('Tab');
  expect(await hasFocus(fresh, WAIT)).toBe(true);
  await fresh.keyboard.type('7');
  await fresh.keyboard.press('Backspace');
  await tabTo(fresh, '[data-link="settings/recognition"]');
  await fresh.keyboard.press('Enter');
  await fresh.waitForSelector(part('profiles'));
  await waitFor(() => hasFocus(fresh, 'h1'), 'the focus on the heading');
  await fresh.close();
});

it('is reached from the popup, which has nothing against it in axe either', async () => {
  const popup = await rooms.running.openExtensionPage('popup.html');
  await popup.waitForSelector(action('settings'));
  await expectNoAxe(popup);
  await press(popup, action('settings'));
  await waitFor(async () => {
    for (const page of await rooms.running.browser.pages()) {
      const path = await page.evaluate(() => location.pathname).catch(() => '');
      if (path === '/dashboard.html') return page;
    }
    return null;
  }, 'the dashboard in a tab');
});

// Chromium takes policies from a directory of the whole system, which a test must leave alone.
it.skipIf(browserUnderTest().kind !== 'firefox')(
  'shows what the organisation prescribes (in Firefox, where a home directory can prescribe it)',
  async () => {
    const home = mkdtempSync(join(tmpdir(), 'sia-managed-'));
    const directory = join(home, '.mozilla', 'managed-storage');
    mkdirSync(directory, { recursive: true });
    const manifest = {
      name: FIREFOX_EXTENSION_ID,
      description: 'prescribed',
      type: 'storage',
      data: { waitMinutes: 20, organisation: 'Acme IT', profile: JSON.stringify(BAD) },
    };
    writeFileSync(join(directory, `${FIREFOX_EXTENSION_ID}.json`), JSON.stringify(manifest));
    const managed = await openRooms({ firefoxHome: home });
    try {
      const page = await open('#settings', 'wait', managed);
      expect(await value(page, WAIT)).toBe('20');
      expect(await page.$eval(WAIT, (input) => input.matches(':disabled'))).toBe(true);
      expect(await text(page, part('wait'))).toContain('Acme IT');
      expect(await page.$(action('wait-save'))).toBeNull();
      const recognition = await open('#settings/recognition', 'profiles', managed);
      const refused = await text(recognition, '[data-profile="managed-refused"]');
      expect(refused).toContain('Acme IT');
      expect(refused).toContain('hints.0.selector');
      await expectNoAxe(recognition);
    } finally {
      await managed.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 3 });
    }
  },
);
