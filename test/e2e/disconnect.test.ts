import { expect, it } from 'vitest';
import { press } from '../browsers/input';
import { openScene } from './fixture';
import {
  answer,
  CONTROLS,
  countConnected,
  exactly,
  mayGoOn,
  openSetUp,
  openUserAccess,
  pressKeyOn,
  question,
  typeAnswer,
} from './scene';

it("holds A's Disconnect by pointer, Enter and Space, and lets it through once when the number is typed", async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await openUserAccess(page);
  await openSetUp(page);
  const connected = countConnected(console);

  await press(page, CONTROLS.disconnect);
  expect(await question(page, 'disconnect-order')).toContain(`${connected} people would lose`);
  await answer(page, 'cancel');
  await pressKeyOn(page, CONTROLS.disconnect, 'Enter');
  await question(page, 'disconnect-order');
  await page.keyboard.press('Escape');
  await pressKeyOn(page, CONTROLS.disconnect, ' ');
  await question(page, 'disconnect-order');
  await exactly(console, 'disconnect', 0);

  await typeAnswer(page, String(connected + 1));
  expect(await mayGoOn(page)).toBe(false);
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.keyboard.type(String(connected));
  expect(await mayGoOn(page)).toBe(true);
  await answer(page, 'proceed');
  await exactly(console, 'disconnect', 1);
});

it('asks for the shown word when the user table was never seen', async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await press(page, CONTROLS.disconnect);
  const asked = await question(page, 'disconnect-order');
  expect(asked).toContain('User Access has not been seen yet');
  await typeAnswer(page, 'DISCONNECT');
  await answer(page, 'proceed');
  await exactly(console, 'disconnect', 1);
});

it('asks for the shown word when the user table was seen in part only', async () => {
  const { admin } = await openScene({ scenario: 'connected', users: 298 });
  const { page } = admin;
  await openUserAccess(page);
  await openSetUp(page);
  await press(page, CONTROLS.disconnect);
  expect(await question(page, 'disconnect-order')).toContain(
    'Only a part of the 300 users was seen',
  );
  await typeAnswer(page, 'disconnect');
  expect(await mayGoOn(page)).toBe(true);
});
