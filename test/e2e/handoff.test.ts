import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { deep, overlay, press, waitFor } from '../browsers/input';
import { openAdmin, openScene } from './fixture';
import {
  copyPass,
  declare,
  inChromium,
  joinAs,
  lookAtPass,
  openLead,
  previewOf,
  stepText,
  takeIn,
  takePass,
} from './handoff-scene';
import {
  ADMIN_B,
  type Admin,
  answer,
  atPage,
  CONTROLS,
  countConnected,
  declareSteps,
  drawnTwice,
  exactly,
  mayGoOn,
  openSetUp,
  openUserAccess,
  question,
  startHandoff,
  stepIs,
} from './scene';

/** Admin A tries to disconnect, is held, and leaves it at that. Returns what was asked. */
async function tryToDisconnect({ page }: Admin): Promise<string> {
  await openSetUp(page);
  await press(page, CONTROLS.disconnect);
  const asked = await question(page, 'disconnect-order');
  expect(await mayGoOn(page)).toBe(false);
  await answer(page, 'cancel');
  return asked;
}

it('leads two admins through, and a lead who watches: each step ticks itself where it can be seen', async () => {
  const { console, admin: a } = await openScene({ scenario: 'granted-b' });
  await openUserAccess(a.page);
  const connected = countConnected(console);
  await startHandoff(a.page);
  await stepIs(a.page, 'b-admin', 'done');
  await stepIs(a.page, 'remove-access', 'doing');
  await stepIs(a.page, 'a-disconnects', 'blocked');
  expect(await tryToDisconnect(a)).toContain('would lose Marketo access');

  // Admin A removes B's access, and A's browser sees it.
  await openUserAccess(a.page);
  await press(a.page, `[data-key="select-${ADMIN_B}"]`);
  await press(a.page, CONTROLS.revoke);
  await question(a.page, 'revoke');
  await answer(a.page, 'proceed');
  await exactly(console, 'revoke', 1);
  await stepIs(a.page, 'remove-access', 'done');
  await stepIs(a.page, 'b-connects', 'doing');
  await deep(a.page, '[data-waits-for="b"]');
  expect(await tryToDisconnect(a)).toContain('would lose Marketo access');
  const passOfA = await copyPass(a);

  // Admin B looks at the pass, says who they are, connects, and B's browser sees that.
  const b = await openAdmin(console, 'b');
  await lookAtPass(b.page, passOfA);
  const preview = await previewOf(b.page);
  expect(preview).toMatch(/This pass adds \d events/u);
  expect(preview).toContain('Nothing of yours is lost');
  await press(b.page, overlay('[data-action="pass-take"]'));
  await deep(b.page, '[role="alert"]');
  await joinAs(b.page, { role: 'b', name: 'Bea Berger' });
  await takeIn(b.page);
  await stepIs(b.page, 'remove-access', 'done');
  await deep(b.page, '[data-next="b-connects"][data-next-mine="yes"]');
  await press(b.page, CONTROLS.connect);
  await exactly(console, 'connect', 1);
  await stepIs(b.page, 'b-connects', 'done');
  await stepIs(b.page, 'b-owner', 'done');
  await deep(b.page, '[data-next="wait"] [role="timer"]');
  const passOfB = await copyPass(b);

  // A's console cannot show it: A's Disconnect is held as before, also with B "connected" in the table.
  await a.page.bringToFront();
  await a.page.reload();
  await atPage(a.page, 'marketo-setup');
  await openUserAccess(a.page);
  expect(await tryToDisconnect(a)).toContain('would lose Marketo access');

  // The lead takes B's pass, which has A's events in it, and has nothing to press about the steps.
  const lead = await openLead(console);
  await takePass(lead.page, passOfB, { role: 'lead', name: 'Lea' });
  await stepIs(lead.page, 'b-owner', 'done');
  expect(await stepText(lead.page, 'b-owner')).toContain('Admin B');
  expect(await lead.page.$(overlay('[data-action="handoff-declare-open"]'))).toBeNull();

  // With B's pass it asks plainly, and shows where it knows that from.
  const news = await takePass(a.page, passOfB);
  expect(news).toContain('Admin B owns the connection');
  expect(news).toContain('signed by Admin B (Bea Berger)');
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

inChromium(
  'shows both sides where somebody says what a console contradicts (once: the same code in both)',
  async () => {
    const { console, admin: a } = await openScene({ scenario: 'mid-handoff' });
    await openUserAccess(a.page);
    await startHandoff(a.page);
    await stepIs(a.page, 'a-disconnects', 'blocked');
    await declareSteps(a.page, 'Alex Admin');
    await declare(a.page, 'a-disconnects', { by: 'Alex Admin', note: 'Said in the call' });
    await stepIs(a.page, 'a-disconnects', 'done');
    // Set Up shows that A owns the connection still.
    await openSetUp(a.page);
    await stepIs(a.page, 'a-disconnects', 'todo');
    const shown = await stepText(a.page, 'a-disconnects');
    expect(shown).toContain('Alex Admin says it is done');
    expect(shown).toContain('Admin A’s console shows that it is not');
    expect(shown).not.toContain('Said in the call');

    await press(a.page, CONTROLS.disconnect);
    expect(await question(a.page, 'disconnect-order')).toContain('Declared by Alex Admin');
    await answer(a.page, 'proceed');
    await exactly(console, 'disconnect', 1);
    await stepIs(a.page, 'a-disconnects', 'done');
  },
);

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
  const message = await shownMessage(a.page);
  expect(message).toContain('press Connect');
  await press(a.page, overlay('[data-action="message-forget"]'));
  await askBInFrame(a.page);
  expect(await shownMessage(a.page)).toBe(message);
  await exactly(console, 'disconnect', 0);

  const b = await openAdmin(console, 'b');
  await takePass(b.page, message, { role: 'b' });
  await stepIs(b.page, 'b-connects', 'doing');
});

/** The message to Admin B that the dock shows. */
async function shownMessage(page: Page): Promise<string> {
  const shown = await deep(page, '[data-field="message-out"]');
  return shown.evaluate((field) => (field as HTMLTextAreaElement).value);
}

/** Embeds Set Up in the page, presses Disconnect in there, and asks B first. */
async function askBInFrame(page: Page): Promise<void> {
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = '/next?instant=1#settings/marketo-admin';
    frame.style.cssText = 'position: fixed; inset: 0; width: 900px; height: 700px';
    document.body.append(frame);
  });
  const inside = await waitFor(
    () => page.frames().find((frame) => frame.url().includes('instant')),
    'the frame',
  );
  await waitFor(() => inside.$('sia-guardrails[data-guarded="yes"]'), 'the frame to be guarded');
  await drawnTwice();
  for (const control of [CONTROLS.disconnect, overlay('dialog[open] [data-then="ask-b"]')]) {
    const found = await waitFor(() => inside.$(control), control);
    await found.click();
  }
}

inChromium(
  'refuses what is no pass, what is damaged and what is newer, and says why (once: the same code in both)',
  async () => {
    const { admin } = await openScene({ scenario: 'connected' });
    const refusals = [
      ['Hello, this is not a pass.', 'This is not a pass'],
      ['SIA-PASS 2 12 AAAABBBBCCCC 00000000', 'damaged'],
      ['SIA-PASS 9 12 AAAABBBBCCCC 00000000', 'newer version'],
    ] as const;
    for (const [text, why] of refusals) {
      await lookAtPass(admin.page, text);
      const alert = await deep(admin.page, '[role="alert"]');
      expect(await alert.evaluate((part) => part.textContent)).toContain(why);
      await press(admin.page, overlay('[data-action="pass-cancel"]'));
    }
    expect(await admin.page.$(overlay('[data-checklist="handoff"] [data-step]'))).toBeNull();
  },
);
