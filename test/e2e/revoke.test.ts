import { expect, it } from 'vitest';
import { press } from '../browsers/input';
import { openScene } from './fixture';
import {
  answer,
  CONTROLS,
  exactly,
  mayGoOn,
  openUserAccess,
  question,
  selectedPeople,
  selectPeople,
  typeAnswer,
} from './scene';

it("holds the removal of several people's access until their number is typed", async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await openUserAccess(page);
  const chosen = await selectPeople(page, 3, true);
  await press(page, CONTROLS.revoke);
  expect(await question(page, 'revoke')).toContain('3 people will lose Marketo access');
  await answer(page, 'cancel');
  expect(await selectedPeople(page)).toEqual(chosen);
  await exactly(console, 'revoke', 0);

  await press(page, CONTROLS.revoke);
  await question(page, 'revoke');
  expect(await mayGoOn(page)).toBe(false);
  await typeAnswer(page, '3');
  await answer(page, 'proceed');
  await exactly(console, 'revoke', 1);
});

it('asks plainly for one person', async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await openUserAccess(page);
  await selectPeople(page, 1, true);
  await press(page, CONTROLS.revoke);
  await question(page, 'revoke');
  await answer(page, 'proceed');
  await exactly(console, 'revoke', 1);
});
