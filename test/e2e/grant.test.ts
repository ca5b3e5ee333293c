import { expect, it } from 'vitest';
import { press } from '../browsers/input';
import { findUser } from '../console/state';
import { openScene } from './fixture';
import { answer, CONTROLS, exactly, openUserAccess, question, selectPeople } from './scene';

it('says Default, and for whom, when no workspace is chosen; Enter is a press too', async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await openUserAccess(page);
  const chosen = await selectPeople(page, 3);
  await press(page, CONTROLS.grantOpen);
  await page.waitForSelector(CONTROLS.grant);
  await page.focus(CONTROLS.grant);
  await page.keyboard.press('Enter');
  const asked = await question(page, 'workspace-lock');
  expect(asked).toContain('3 people will be locked to Default');
  for (const email of chosen) expect(asked).toContain(email);
  await answer(page, 'proceed');
  await exactly(console, 'grant', 1);
  for (const email of chosen) {
    expect(findUser(console.state(), email)?.access?.workspaces).toEqual(['Default']);
  }
});

it('says both workspaces when two are chosen', async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await openUserAccess(page);
  await selectPeople(page, 3);
  await press(page, CONTROLS.grantOpen);
  await press(page, '[data-picker="all"] [data-toggle="dropdown"]');
  await press(page, '[data-picker="all"] .js-workspace[value="EMEA"]');
  await press(page, '[data-picker="all"] .js-workspace[value="APAC"]');
  await press(page, '.modal-title');
  await press(page, CONTROLS.grant);
  const asked = await question(page, 'workspace-lock');
  expect(asked).toContain('3 people will be locked to APAC, EMEA');
  await answer(page, 'cancel');
  await exactly(console, 'grant', 0);
});

it('does not ask about a lock where there are no workspaces', async () => {
  const { console, admin } = await openScene({ scenario: 'no-workspaces' });
  const { page } = admin;
  await openUserAccess(page);
  await selectPeople(page, 1);
  await press(page, CONTROLS.grantOpen);
  await press(page, CONTROLS.grant);
  await exactly(console, 'grant', 1);
});
