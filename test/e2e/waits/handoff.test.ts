import { expect, it } from 'vitest';
import { deep, overlay, press } from '../../browsers/input';
import { openBackstage, setWaitMinutes } from '../extension';
import { openAdmin, openScene } from '../fixture';
import { copyPass, dockOpen, stepText, takePass } from '../handoff-scene';
import {
  type Admin,
  answer,
  CONTROLS,
  countConnected,
  exactly,
  mayGoOn,
  openSetUp,
  openUserAccess,
  question,
  startHandoff,
  stepIs,
} from '../scene';

/** The wait, and what a slow machine takes to notice its end. */
const OVER = { timeout: 80_000 };

/** Makes the wait in this browser as short as it can be. */
async function waitAMinute({ browser, page }: Admin): Promise<void> {
  await setWaitMinutes(await openBackstage(browser), 1);
  await page.bringToFront();
}

it('leads through to the end: the wait ends, everyone else is seen to have access, A disconnects with Enter', async () => {
  const { console, admin: a } = await openScene({ scenario: 'connected' });
  await waitAMinute(a);
  await openUserAccess(a.page);
  const connected = countConnected(console);
  await startHandoff(a.page);
  await stepIs(a.page, 'remove-access', 'done');

  const b = await openAdmin(console, 'b');
  await waitAMinute(b);
  await takePass(b.page, await copyPass(a), { role: 'b', name: 'Bea Berger' });
  await press(b.page, CONTROLS.connect);
  await stepIs(b.page, 'b-owner', 'done');
  await takePass(a.page, await copyPass(b));
  await deep(a.page, '[data-next="wait"] [role="timer"]');
  await stepIs(a.page, 'others-keep', 'todo');

  await deep(a.page, '[data-step="wait"][data-state="done"]', OVER);
  await stepIs(a.page, 'others-keep', 'doing');
  // What was seen before the end of the wait says nothing: the whole table is looked at again.
  await openSetUp(a.page);
  await openUserAccess(a.page);
  await stepIs(a.page, 'others-keep', 'done');
  await press(a.page, overlay('[data-step="others-keep"] [data-action="step-toggle"]'));
  expect(await stepText(a.page, 'others-keep')).toContain(`${connected} people had access`);

  await openSetUp(a.page);
  await press(a.page, CONTROLS.disconnect);
  expect(await question(a.page, 'disconnect-order')).toContain('Another admin owns the connection');
  expect(await mayGoOn(a.page)).toBe(true);
  await answer(a.page, 'proceed');
  await exactly(console, 'disconnect', 1);
  await stepIs(a.page, 'a-disconnects', 'done');
  expect(countConnected(console)).toBe(connected);

  await deep(a.page, '[data-next="finish"]');
  await press(a.page, overlay('[data-outcome="finished"]'));
  await deep(a.page, '[data-action="pass-paste"]');
  await b.page.bringToFront();
  await dockOpen(b.page);
  await deep(b.page, '[data-step="wait"][data-state="done"]', OVER);
}, 200_000);
