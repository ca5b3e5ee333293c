import { expect, it } from 'vitest';
import { press, waitFor } from '../browsers/input';
import { openScene } from './fixture';
import {
  answer,
  CONTROLS,
  exactly,
  giveReason,
  mayGoOn,
  openUserAccess,
  question,
  selectedPeople,
  selectPeople,
  tickAnswer,
  typeCredentials,
} from './scene';

it('holds granting during the wait; cancelling leaves everything as it was, going on grants once', async () => {
  const { console, admin } = await openScene({ scenario: 'fresh' });
  const { page } = admin;
  await typeCredentials(page);
  await press(page, CONTROLS.connect);
  await exactly(console, 'connect', 1);
  await openUserAccess(page);
  const chosen = await selectPeople(page, 2);
  expect(chosen).toHaveLength(2);

  await press(page, CONTROLS.grantOpen);
  expect(await question(page, 'wait')).toMatch(/10 more minutes/u);
  await answer(page, 'cancel', 'remind');
  expect(await page.$('.modal')).toBeNull();
  expect(await selectedPeople(page)).toEqual(chosen);

  await press(page, CONTROLS.grantOpen);
  await question(page, 'wait');
  await answer(page, 'proceed');
  await press(page, CONTROLS.grant);
  const asked = await question(page, 'workspace-lock');
  expect(asked).toMatch(/more minutes/u);
  await answer(page, 'cancel');
  await exactly(console, 'grant', 0);
  expect(await page.$('.modal.in')).not.toBeNull();

  await press(page, CONTROLS.grant);
  await question(page, 'workspace-lock');
  expect(await mayGoOn(page)).toBe(false);
  await giveReason(page, 'The demo is at noon');
  expect(await mayGoOn(page)).toBe(false);
  await tickAnswer(page);
  expect(await mayGoOn(page)).toBe(true);
  await answer(page, 'proceed');
  await exactly(console, 'grant', 1);
  const drawn = await page.$eval('sia-guardrails', (host) => host.shadowRoot?.innerHTML ?? '');
  expect(drawn).not.toContain('demo');

  const popup = await admin.browser.openExtensionPage('popup.html');
  await popup.waitForSelector('[data-early]');
  const listed = await popup.$$eval('[data-early-user]', (rows) =>
    rows.map((row) => row.getAttribute('data-early-user') ?? ''),
  );
  expect(listed.sort()).toEqual(chosen.sort());
  await press(popup, '[data-action="early-checked"]');
  await waitFor(async () => (await popup.$('[data-early]')) === null, 'the list to be empty');
});
