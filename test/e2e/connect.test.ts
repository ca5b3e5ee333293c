import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { deep, overlay, press, waitFor } from '../browsers/input';
import { browserUnderTest } from '../browsers/under-test';
import { VALID_CREDENTIALS } from '../console/server';
import { openScene } from './fixture';
import {
  answer,
  atPage,
  CONTROLS,
  exactly,
  openDock,
  openUserAccess,
  question,
  typeCredentials,
} from './scene';

/** The end of the wait that the dock shows; opens the dock if it is folded. */
async function waitEnds(page: Page): Promise<string> {
  const timer = await waitFor(
    () => page.$(overlay('[role="timer"][data-wait-ends]')),
    'the running wait in the dock',
  );
  return timer.evaluate((element) => element.getAttribute('data-wait-ends') ?? '');
}

it('holds a connect with whitespace in a field, and removes it on request', async () => {
  const { console, admin } = await openScene({ scenario: 'fresh' });
  await typeCredentials(admin.page, ` ${VALID_CREDENTIALS.clientSecret} `);
  await press(admin.page, CONTROLS.connect);
  const asked = await question(admin.page, 'credential-spaces');
  expect(asked).toContain('Client Secret');
  expect(asked).not.toContain(VALID_CREDENTIALS.clientSecret);
  await exactly(console, 'connect', 0);
  await answer(admin.page, 'cancel', 'trim');
  await exactly(console, 'connect', 1);
  expect(console.log().at(-1)?.outcome).toBe('done');
  await waitEnds(admin.page);
});

it('leaves the fields as they are when the person wants to look', async () => {
  const { console, admin } = await openScene({ scenario: 'fresh' });
  await typeCredentials(admin.page, `${VALID_CREDENTIALS.clientSecret} `);
  // Enter in a field submits its form: a press like any other.
  await admin.page.keyboard.press('Enter');
  await question(admin.page, 'credential-spaces');
  await admin.page.keyboard.press('Escape');
  await exactly(console, 'connect', 0);
  const secret = await admin.page.$eval(
    '#client_secret',
    (field) => (field as HTMLInputElement).value,
  );
  expect(secret).toBe(`${VALID_CREDENTIALS.clientSecret} `);
});

it('starts a wait of ten minutes that survives reloading and closing the tab', async () => {
  const { console, admin } = await openScene({ scenario: 'fresh' });
  await typeCredentials(admin.page);
  await press(admin.page, CONTROLS.connect);
  await exactly(console, 'connect', 1);
  const ends = await waitEnds(admin.page);
  const left = Date.parse(ends) - Date.now();
  expect(left).toBeGreaterThan(9.5 * 60_000);
  expect(left).toBeLessThanOrEqual(10 * 60_000);

  await admin.page.reload();
  expect(await waitEnds(admin.page)).toBe(ends);
  await openUserAccess(admin.page);
  expect(await waitEnds(admin.page)).toBe(ends);

  await admin.page.close();
  const again = await admin.browser.newPage();
  await again.goto('https://toutapp.com/next#settings/marketo-admin');
  await atPage(again, 'marketo-setup');
  expect(await waitEnds(again)).toBe(ends);
});

it('says that a connection was there before, and counts from when a person says it was made', async () => {
  const { admin } = await openScene({ scenario: 'just-connected' });
  const { page } = admin;
  await openDock(page);
  await deep(page, '[data-connected-before]');
  expect(await page.$(overlay('[role="timer"]'))).toBeNull();
  await press(page, overlay('[data-action="wait-declare-open"]'));
  await deep(page, '[data-field="connected-at"]');
  const before = Date.now();
  await press(page, overlay('[data-action="wait-declare"]'));
  const left = Date.parse(await waitEnds(page)) - before;
  expect(left).toBeGreaterThan(9 * 60_000);
  expect(left).toBeLessThanOrEqual(10 * 60_000 + 5_000);
  expect(await page.$(overlay('[data-connected-before]'))).toBeNull();
});

it.runIf(browserUnderTest().kind === 'chromium')(
  'shows User Access when the notification is pressed (only Chromium lets a test press one)',
  async () => {
    const { admin } = await openScene({ scenario: 'fresh' });
    await typeCredentials(admin.page);
    await press(admin.page, CONTROLS.connect);
    await waitEnds(admin.page);
    const elsewhere = await admin.browser.newPage();
    await elsewhere.bringToFront();
    const worker = await admin.browser.extensionWorker();
    await worker?.evaluate(async () => {
      const { indexedDB, chrome } = globalThis as unknown as Worker;
      const open = indexedDB.open('sia-guardrails');
      await new Promise((resolve) => {
        open.onsuccess = resolve;
      });
      const waits = open.result.transaction('waits').objectStore('waits').getAllKeys();
      await new Promise((resolve) => {
        waits.onsuccess = resolve;
      });
      chrome.notifications.onClicked.dispatch(`wait:${String(waits.result[0])}`);
    });
    await atPage(admin.page, 'user-access');
    expect(await admin.page.evaluate(() => document.visibilityState)).toBe('visible');
  },
);

/** What the test uses of the background's surroundings. */
interface Worker {
  readonly indexedDB: IDBFactory;
  readonly chrome: { notifications: { onClicked: { dispatch(id: string): void } } };
}
