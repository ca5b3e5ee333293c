import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { deep, insertText, overlay, press } from '../browsers/input';
import { openAdmin, openScene } from './fixture';
import {
  ADMIN_B,
  type Admin,
  answer,
  atPage,
  CONTROLS,
  countConnected,
  declareSteps,
  exactly,
  mayGoOn,
  openDock,
  openSetUp,
  openUserAccess,
  question,
  revealed,
  startHandoff,
  stepIs,
} from './scene';

/** The pass of the open handoff, as the person would paste it into a message. */
async function copyPass({ page, browser }: Admin): Promise<string> {
  if (browser.kind === 'chromium') {
    const context = browser.browser.defaultBrowserContext();
    await context.overridePermissions('https://toutapp.com', ['clipboard-read', 'clipboard-write']);
  }
  await press(page, overlay('[data-action="pass-copy"]'));
  await deep(page, ':is(.notice[data-tone="ok"], [data-field="pass-out"])');
  // Where a browser refuses the clipboard, the dock shows the pass for copying by hand.
  const shown = await page.$(overlay('[data-field="pass-out"]'));
  if (shown) return shown.evaluate((field) => (field as HTMLTextAreaElement).value);
  return browser.kind === 'chromium'
    ? page.evaluate(() => navigator.clipboard.readText())
    : pastedElsewhere(browser);
}

/** What the clipboard holds, found out by pasting it. */
async function pastedElsewhere(browser: Admin['browser']): Promise<string> {
  const message = await browser.newPage();
  await message.goto('data:text/html,<textarea autofocus></textarea>');
  await message.focus('textarea');
  await message.keyboard.down('Control');
  await message.keyboard.press('v');
  await message.keyboard.up('Control');
  const text = await message.$eval('textarea', (field) => field.value);
  await message.close();
  return text;
}

async function pastePass(page: Page, pass: string): Promise<void> {
  await revealed(page, '[data-field="pass"]', '[data-action="pass-paste"]');
  await press(page, overlay('[data-field="pass"]'));
  await insertText(page, pass);
  await press(page, overlay('[data-action="pass-take"]'));
}

it('leads two admins through: each step ticks itself where it can be seen', async () => {
  const { console, admin: a } = await openScene({ scenario: 'granted-b' });
  await openUserAccess(a.page);
  const connected = countConnected(console);
  await startHandoff(a.page);
  await stepIs(a.page, 'remove-access', 'doing');
  await stepIs(a.page, 'a-disconnects', 'blocked');

  // Admin A removes B's access, and A's browser sees it.
  await press(a.page, `[data-key="select-${ADMIN_B}"]`);
  await press(a.page, CONTROLS.revoke);
  await question(a.page, 'revoke');
  await answer(a.page, 'proceed');
  await exactly(console, 'revoke', 1);
  await stepIs(a.page, 'remove-access', 'done');
  await stepIs(a.page, 'b-connects', 'doing');
  const passOfA = await copyPass(a);

  // Admin B takes the pass, connects, and B's browser sees that.
  const b = await openAdmin(console, 'b');
  await openDock(b.page);
  await pastePass(b.page, passOfA);
  await stepIs(b.page, 'remove-access', 'done');
  await press(b.page, CONTROLS.connect);
  await exactly(console, 'connect', 1);
  await stepIs(b.page, 'b-connects', 'done');
  await stepIs(b.page, 'b-owner', 'done');

  // A's console cannot show it: A's Disconnect is held as before, also with B "connected" in the table.
  await a.page.reload();
  await atPage(a.page, 'marketo-setup');
  await openUserAccess(a.page);
  await openSetUp(a.page);
  await press(a.page, CONTROLS.disconnect);
  expect(await question(a.page, 'disconnect-order')).toContain('would lose Marketo access');
  expect(await mayGoOn(a.page)).toBe(false);
  await answer(a.page, 'cancel');

  // With B's pass it asks plainly, and shows where it knows that from.
  const passOfB = await copyPass(b);
  await openDock(a.page).catch(() => undefined);
  await pastePass(a.page, passOfB);
  await stepIs(a.page, 'b-owner', 'done');
  await press(a.page, CONTROLS.disconnect);
  const asked = await question(a.page, 'disconnect-order');
  expect(asked).toContain('Another admin owns the connection');
  expect(asked).toContain('pass');
  expect(asked).toMatch(/just now|min/u);
  await answer(a.page, 'proceed');
  await exactly(console, 'disconnect', 1);
  await stepIs(a.page, 'a-disconnects', 'done');
  // Everybody but A kept their access: B connected before A disconnected.
  expect(countConnected(console)).toBe(connected - 1);
});

it('asks plainly once A declares, by name, that B is connected', async () => {
  const { console, admin: a } = await openScene({ scenario: 'mid-handoff' });
  await openUserAccess(a.page);
  await startHandoff(a.page);
  await stepIs(a.page, 'a-disconnects', 'blocked');
  await declareSteps(a.page, 'Alex Admin');
  await openSetUp(a.page);
  await press(a.page, CONTROLS.disconnect);
  expect(await question(a.page, 'disconnect-order')).toContain('Declared by Alex Admin');
  await answer(a.page, 'proceed');
  await exactly(console, 'disconnect', 1);
});

it('asks B first instead of disconnecting: a message with the pass in it, which B can take in', async () => {
  const { console, admin: a } = await openScene({ scenario: 'connected' });
  await openUserAccess(a.page);
  await startHandoff(a.page);
  await openSetUp(a.page);
  await press(a.page, CONTROLS.disconnect);
  const asked = await question(a.page, 'disconnect-order');
  expect(asked).toContain('Still open');
  expect(asked).toContain('Admin B is seen as the owner');
  await answer(a.page, 'cancel', 'ask-b');
  await exactly(console, 'disconnect', 0);
  const shown = await deep(a.page, '[data-field="message-out"]');
  const message = await shown.evaluate((field) => (field as HTMLTextAreaElement).value);
  expect(message).toContain('press Connect');
  await press(a.page, overlay('[data-action="message-forget"]'));

  const b = await openAdmin(console, 'b');
  await openDock(b.page);
  await pastePass(b.page, message);
  await stepIs(b.page, 'b-connects', 'doing');
});

it('refuses what is no pass, and says so', async () => {
  const { admin } = await openScene({ scenario: 'connected' });
  await openDock(admin.page);
  await pastePass(admin.page, 'Hello, this is not a pass.');
  await deep(admin.page, '[role="alert"]');
  expect(await admin.page.$(overlay('[data-checklist="handoff"] [data-step]'))).toBeNull();
});
