import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { press, waitFor } from '../browsers/input';
import { type Backstage, openBackstage } from './extension';
import { openScene } from './fixture';
import { answer, CONTROLS, exactly, openUserAccess, question, selectPeople } from './scene';

/** Grants somebody EMEA, in a console that has been told to do something else with it. */
async function grantEmea(page: Page): Promise<string> {
  const [email = ''] = await selectPeople(page, 1);
  await press(page, CONTROLS.grantOpen);
  await page.waitForSelector(CONTROLS.grant);
  await press(page, '[data-picker="all"] [data-toggle="dropdown"]');
  await press(page, '[data-picker="all"] .js-workspace[value="EMEA"]');
  await press(page, '.modal-title');
  await press(page, CONTROLS.grant);
  await question(page, 'workspace-lock');
  await answer(page, 'proceed');
  return email;
}

/** What the extension says became of somebody's grant. */
async function outcomeOf(backstage: Backstage, email: string): Promise<unknown> {
  const lines = (await backstage.rows('ledger')) as {
    entry: { kind: string; email?: string; outcome?: string; seen?: string[] };
  }[];
  const found = lines.find(({ entry }) => entry.kind === 'grant-outcome' && entry.email === email);
  return found && [found.entry.outcome, found.entry.seen];
}

it('notes at once that somebody got another workspace than was chosen', async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await openUserAccess(page);
  await page.evaluate(() => {
    const send = window.fetch;
    window.fetch = (to, how) => {
      const body = how?.body;
      const said = typeof body === 'string' ? body.replaceAll('EMEA', 'APAC') : body;
      return send(to, { ...how, ...(said !== undefined && { body: said }) });
    };
  });
  const email = await grantEmea(page);
  await exactly(console, 'grant', 1);
  const backstage = await openBackstage(admin.browser);
  await waitFor(async () => (await outcomeOf(backstage, email)) !== undefined, 'the outcome');
  expect(await outcomeOf(backstage, email)).toEqual(['differs', ['APAC']]);
  expect(await backstage.rows('differences')).toMatchObject([{ email, chosen: ['EMEA'] }]);
});

it('notes that nothing was granted, on a page that goes on showing the same', async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await openUserAccess(page);
  await page.evaluate(() => {
    const send = window.fetch;
    window.fetch = (to, how) =>
      String(to).includes('/grant') ? Promise.reject(new TypeError('offline')) : send(to, how);
  });
  const email = await grantEmea(page);
  const backstage = await openBackstage(admin.browser);
  await page.bringToFront();
  await waitFor(async () => (await outcomeOf(backstage, email)) !== undefined, 'the outcome', {
    timeout: 45_000,
  });
  expect(await outcomeOf(backstage, email)).toEqual(['not-granted', null]);
  await exactly(console, 'grant', 0);
});
