import { expect, it } from 'vitest';
import { deep, hittable, overlay, press, typeText, waitFor } from '../browsers/input';
import { browserUnderTest } from '../browsers/under-test';
import { openScene } from './fixture';
import {
  answer,
  CONTROLS,
  exactly,
  mayGoOn,
  openDock,
  openSetUp,
  openUserAccess,
  question,
  selectPeople,
  typeAnswer,
} from './scene';

it('asks again when the page has changed behind the question, and goes on working', async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await openUserAccess(page);
  const [first] = await selectPeople(page, 1, true);
  await press(page, CONTROLS.revoke);
  await question(page, 'revoke');
  await page.evaluate((chosen) => {
    const rows = [...document.querySelectorAll('.js-access tbody tr')];
    const another = rows.find(
      (row) => row.querySelector('.status-dot.on') && !row.textContent?.includes(chosen),
    );
    another?.querySelector<HTMLElement>('.js-select')?.click();
  }, first ?? '');
  await press(page, overlay('[data-action="proceed"]'));
  await waitFor(
    async () => (await question(page, 'revoke')).includes('The page changed'),
    'the question with the two people',
  );
  await exactly(console, 'revoke', 0);
  await typeAnswer(page, '2');
  await answer(page, 'proceed');
  await exactly(console, 'revoke', 1);
  await openSetUp(page);
  await press(page, CONTROLS.disconnect);
  await question(page, 'disconnect-order');
});

it('asks about a grant whose dialog names its choices in a way nobody knows', async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await openUserAccess(page);
  await selectPeople(page, 2);
  await press(page, CONTROLS.grantOpen);
  await page.waitForSelector(CONTROLS.grant);
  await page.evaluate(() => {
    const walker = document.createTreeWalker(
      document.querySelector('.modal') ?? document,
      NodeFilter.SHOW_TEXT,
    );
    while (walker.nextNode()) {
      const text = walker.currentNode;
      text.nodeValue = (text.nodeValue ?? '').replace(/workspaces?/giu, 'Place to be');
    }
    for (const named of document.querySelectorAll('.modal [aria-label]'))
      named.setAttribute('aria-label', 'Place');
  });
  await press(page, CONTROLS.grant);
  await question(page, 'workspace-lock');
  await exactly(console, 'grant', 0);
});

it('does not take a filtered table for all there is', async () => {
  const { admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await openUserAccess(page);
  await typeText(page, '.js-access .js-filter', 'alex.admin');
  await waitFor(
    () => page.$$eval('.js-access tbody tr', (rows) => rows.length === 1),
    'the table to be filtered',
  );
  await new Promise((resolve) => setTimeout(resolve, 400));
  await openSetUp(page);
  await press(page, CONTROLS.disconnect);
  const asked = await question(page, 'disconnect-order');
  expect(asked).not.toContain('1 person would lose');
});

it('does not let a key that went down elsewhere press Disconnect by repeating', async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await hittable(page, CONTROLS.disconnect);
  await page.keyboard.down(' ');
  await page.focus(CONTROLS.disconnect);
  await page.keyboard.down(' ');
  await page.keyboard.up(' ');
  await exactly(console, 'disconnect', 0);
});

it('holds a hand-made control inside a row that can itself be activated', async () => {
  const { admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await openUserAccess(page);
  await page.evaluate(() => {
    const list = document.createElement('ul');
    list.innerHTML =
      '<li role="option">ann.lee@example.com <span id="made" style="cursor:pointer">Disconnect</span></li>';
    Object.assign(window, { reached: 0 });
    list.addEventListener('click', () => Object.assign(window, { reached: 1 }));
    document.querySelector('main')?.prepend(list);
  });
  await press(page, '#made');
  await question(page, 'revoke');
  expect(await page.evaluate(() => (window as unknown as { reached: number }).reached)).toBe(0);
});

it("never presses another person's button when the one that was meant is gone", async () => {
  const { admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await openUserAccess(page);
  await page.evaluate(() => {
    const row = (name: string) =>
      `<tr><td>${name}@example.com</td><td><button class="own">Disconnect</button></td></tr>`;
    const table = document.createElement('table');
    table.innerHTML = row('ann') + row('bob');
    Object.assign(window, { pressed: [], row });
    table.addEventListener('click', (event) => {
      const { pressed } = window as unknown as { pressed: string[] };
      const target = event.target instanceof Element ? event.target.closest('tr') : null;
      pressed.push(target?.textContent ?? '');
    });
    table.id = 'made';
    document.querySelector('main')?.prepend(table);
  });
  await press(page, '#made tr:first-child .own');
  expect(await question(page, 'revoke')).toContain('ann@example.com');
  await page.evaluate(() => {
    const { row } = window as unknown as { row(name: string): string };
    const table = document.querySelector('#made');
    if (table) table.innerHTML = row('bob');
  });
  await press(page, overlay('[data-action="proceed"]'));
  await waitFor(
    async () => (await question(page, 'revoke')).includes('no longer on the page'),
    'the question that says so',
  );
  await answer(page, 'cancel');
  const pressed = await page.evaluate(() => (window as unknown as { pressed: string[] }).pressed);
  expect(pressed).toEqual([]);
});

it('submits no form of ours on behalf of the page, and takes no text that nobody typed', async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await openDock(page);
  await deep(page, '[data-field="admin-b"]');
  await page.evaluate(() => {
    const root = document.querySelector('sia-guardrails')?.shadowRoot;
    const field = root?.querySelector<HTMLInputElement>('[data-field="admin-b"]');
    field?.focus();
    document.execCommand('insertText', false, 'mallory@evil.example');
    field?.form?.requestSubmit();
  });
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await page.$(overlay('[data-step]'))).toBeNull();

  await press(page, CONTROLS.disconnect);
  await question(page, 'disconnect-order');
  await press(page, overlay('[data-typed]'));
  await page.keyboard.press('Shift');
  await page.evaluate(() => document.execCommand('insertText', false, 'DISCONNECT'));
  expect(await mayGoOn(page)).toBe(false);
  await exactly(console, 'disconnect', 0);
});

it.skipIf(browserUnderTest().kind === 'firefox')(
  'asks in plain words when the extension was updated under the page (Chromium only: Firefox takes the old script away)',
  async () => {
    const { console, admin } = await openScene({ scenario: 'connected' });
    const { page } = admin;
    const popup = await admin.browser.openExtensionPage('popup.html');
    await popup.evaluate(() => {
      const { chrome } = globalThis as unknown as { chrome: { runtime: { reload(): void } } };
      setTimeout(() => chrome.runtime.reload(), 50);
    });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await page.bringToFront();
    await press(page, CONTROLS.disconnect);
    const asked = await question(page, 'disconnect-order');
    expect(asked).toContain('I could not check what this press would do');
    expect(asked).toContain('Reload the tab');
    await exactly(console, 'disconnect', 0);
    await answer(page, 'cancel');
    await deep(page, '[data-health="reload"]');
  },
);
