import { expect, it, onTestFinished } from 'vitest';
import { deep, overlay, press } from '../browsers/input';
import { launchBrowser } from '../browsers/launch';
import { browserUnderTest } from '../browsers/under-test';
import type { PracticeConsole } from '../console/server';
import { openScene } from './fixture';
import { dockOpen } from './handoff-scene';
import {
  atPage,
  CONTROLS,
  countConnected,
  drawnTwice,
  exactly,
  openSetUp,
  openUserAccess,
  startHandoff,
  stepIs,
} from './scene';

/** Disconnects in a browser that has no extension, as one admin and then as the other. */
async function disconnectElsewhere(practice: PracticeConsole, who: 'a' | 'b'): Promise<void> {
  const { kind, executablePath } = browserUnderTest();
  const bare = await launchBrowser({ kind, executablePath, console: practice, headless: true });
  onTestFinished(() => bare.close());
  const page = await bare.newPage();
  await page.goto(`https://toutapp.com/login?as=${who}`);
  await press(page, CONTROLS.disconnect);
}

it('notices what was pressed in a browser without the extension: A’s disconnect, then that nobody has access', async () => {
  const { console, admin: a } = await openScene({ scenario: 'mid-handoff' });
  await openUserAccess(a.page);
  const had = countConnected(console);
  await startHandoff(a.page);
  await openSetUp(a.page);
  await disconnectElsewhere(console, 'a');
  await exactly(console, 'disconnect', 1);
  await a.page.bringToFront();
  await a.page.reload();
  await atPage(a.page, 'marketo-setup');
  await dockOpen(a.page);
  await stepIs(a.page, 'a-disconnects', 'done');
  expect(await a.page.$(overlay('[data-outage]'))).toBeNull();

  // B lets go too, and with that everybody loses their access. User Access shows it.
  await openUserAccess(a.page);
  await disconnectElsewhere(console, 'b');
  await exactly(console, 'disconnect', 2);
  expect(countConnected(console)).toBe(0);
  await a.page.bringToFront();
  await a.page.reload();
  await atPage(a.page, 'marketo-setup');
  await openUserAccess(a.page);
  const outage = await deep(a.page, '[data-outage="connect"]');
  const said = await outage.evaluate((part) => part.textContent);
  expect(said).toContain('Nobody has access');
  // A had let go before; B and the others are those who lost it now.
  expect(said).toContain(`${had - 1} people had access`);

  // It leads to Set Up; whoever connects there is told to wait next.
  await press(a.page, overlay('[data-action="outage-connect"]'));
  await atPage(a.page, 'marketo-setup');
  await drawnTwice();
  await press(a.page, CONTROLS.connect);
  await exactly(console, 'connect', 1);
  await deep(a.page, '[data-outage="wait"] [role="timer"]');
});
