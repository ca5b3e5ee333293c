import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { overlay, press, waitFor } from '../browsers/input';
import { VALID_CREDENTIALS } from '../console/server';
import { openScene } from './fixture';
import {
  answer,
  atPage,
  CONTROLS,
  exactly,
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

it('starts no wait when the connect fails, or when the connection was there before', async () => {
  const { console, admin } = await openScene({ scenario: 'fresh' });
  await typeCredentials(admin.page, 'not-the-secret');
  await press(admin.page, CONTROLS.connect);
  await exactly(console, 'connect', 1);
  expect(console.log().at(-1)?.outcome).toBe('refused');
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await admin.page.$(overlay('[role="timer"]'))).toBeNull();
});
