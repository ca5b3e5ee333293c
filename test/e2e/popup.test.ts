import { expect, it } from 'vitest';
import { typeText, waitFor } from '../browsers/input';
import { openScene } from './fixture';
import { countConnected, openUserAccess } from './scene';

// The console has Admin A and Admin B besides the users that it is asked for.
it('shows the 240 users that were on the page, with every tab of the console closed', async () => {
  const { console, admin } = await openScene({ scenario: 'connected', users: 238 });
  await openUserAccess(admin.page);
  const connected = countConnected(console);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const popup = await admin.browser.openExtensionPage('popup.html');
  await admin.page.close();
  const figure = (name: string) =>
    popup.$eval(`[data-figure="${name}"]`, (element) => element.textContent?.replace(/\D/gu, ''));
  await waitFor(async () => (await figure('total')) === '240', '240 users in the popup');
  expect(await figure('connected')).toBe(String(connected));

  const somebody = console.state().users.at(-1)?.email ?? '';
  await typeText(popup, '[data-field="search"]', somebody);
  await popup.waitForSelector(`[data-user="${somebody}"]`);
  const row = await popup.$eval(
    `[data-user="${somebody}"]`,
    (element) => element.textContent ?? '',
  );
  expect(row).toContain(somebody);
  expect(await popup.$$eval('[data-user]', (rows) => rows.length)).toBe(1);
});
