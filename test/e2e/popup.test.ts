import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { press, pressKey, typeText, waitFor } from '../browsers/input';
import { openScene } from './fixture';
import { expectNoAxe } from './rooms';
import { countConnected, openUserAccess } from './scene';

/** Waits until a figure of the popup is this. */
async function shows(popup: Page, name: string, wanted: string): Promise<void> {
  const figure = () =>
    popup.$eval(`[data-figure="${name}"]`, (element) => element.textContent?.replace(/\D/gu, ''));
  await waitFor(async () => (await figure()) === wanted, `${wanted} ${name} in the popup`);
}

// The console has Admin A and Admin B besides the users that it is asked for.
it('shows the 240 users that were on the page, with every tab of the console closed', async () => {
  const { console, admin } = await openScene({ scenario: 'connected', users: 238 });
  await openUserAccess(admin.page);
  const connected = countConnected(console);
  const before = await admin.browser.openExtensionPage('popup.html');
  await shows(before, 'total', '240');
  await admin.page.close();
  const popup = await admin.browser.openExtensionPage('popup.html');
  await before.close();
  await popup.setViewport({ width: 400, height: 600 });
  await shows(popup, 'total', '240');
  await shows(popup, 'connected', String(connected));

  const somebody = console.state().users.at(-1)?.email ?? '';
  await typeText(popup, '[data-field="search"]', somebody);
  await popup.waitForSelector(`[data-user="${somebody}"]`);
  const row = await popup.$eval(
    `[data-user="${somebody}"]`,
    (element) => element.textContent ?? '',
  );
  expect(row).toContain(somebody);
  expect(await popup.$$eval('[data-user]', (rows) => rows.length)).toBe(1);

  // The picture's parts are filters.
  await popup.$eval('[data-field="search"]', (field) => {
    (field as HTMLInputElement).value = '';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await press(popup, '[data-filter="connected"]');
  const found = () => popup.$eval('.found', (it) => it.textContent?.replace(/\D/gu, ''));
  await waitFor(async () => (await found()) === String(connected), 'the connected alone');
  const workspace = await popup.$eval('[data-workspace]', (bar) => {
    return {
      name: bar.getAttribute('data-workspace'),
      people: bar.textContent?.match(/\d+$/u)?.[0],
    };
  });
  await press(popup, '[data-workspace]');
  await waitFor(async () => (await found()) === workspace.people, `those in ${workspace.name}`);

  // A person opens to their history, and Escape leads back to them.
  await popup.focus('[data-user] button');
  const opened = await popup.$eval('[data-user]', (row) => row.getAttribute('data-user'));
  await pressKey(popup, 'Enter');
  await popup.waitForSelector(`[data-person="${opened}"] [data-event="first-seen"]`);
  await expectNoAxe(popup);
  await pressKey(popup, 'Escape');
  await waitFor(
    () =>
      popup.evaluate(
        (key) => document.activeElement?.closest('[data-user]')?.getAttribute('data-user') === key,
        opened,
      ),
    'the focus back on the person',
  );

  // All of it fits into a popup.
  const fits = await popup.evaluate(() => {
    const popup = document.querySelector('.popup');
    return popup !== null && popup.scrollHeight <= 600;
  });
  expect(fits).toBe(true);
});
