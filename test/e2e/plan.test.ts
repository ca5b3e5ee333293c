import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { deep, overlay, press, typeText, waitFor } from '../browsers/input';
import { type ConsoleState, findUser } from '../console/state';
import { type Backstage, openBackstage } from './extension';
import { openScene } from './fixture';
import { field, giveFile } from './rooms';
import {
  type Admin,
  answer,
  atPage,
  CONTROLS,
  changes,
  exactly,
  openDock,
  openUserAccess,
  question,
  selectedPeople,
  waitEnds,
} from './scene';

/** Two who have not been invited yet. */
const NEW = ['nadia.neu@example.com', 'nils.neu@example.com'];

/**
 * A roster for a roll-out: what most people have is what they should have. Who has no access gets it, the first
 * twelve to EMEA; one person is in the wrong workspace; two are still to be invited.
 */
function rosterFor(state: ConsoleState): { roster: Record<string, string[]>; wrong: string } {
  const members = state.users.filter(({ role }) => role === 'member').slice(0, 298);
  const wrong = members.find(({ access }) => access?.workspaces.join() === 'Default')?.email ?? '';
  let without = 0;
  const planned = members.map(({ email, access }) => {
    without += access === null ? 1 : 0;
    const granted = without <= 12 ? 'EMEA' : 'North America';
    return [email, email === wrong ? ['EMEA'] : [...(access?.workspaces ?? [granted])]] as const;
  });
  const invited = NEW.map((email) => [email, ['EMEA']] as const);
  return { roster: Object.fromEntries([...planned, ...invited]), wrong };
}

/**
 * Turns the table to a page, counted from one, and gives the extension the time to read it. An open dock lies over
 * what turns the pages, and is moved out of the way.
 */
async function turnTo({ page, backstage }: Tabs, wanted: number): Promise<void> {
  const isOpen = (await page.$(overlay('[data-side="end"] [data-action="dock-side"]'))) !== null;
  if (isOpen) await press(page, overlay('[data-action="dock-side"]'));
  let turned = 0;
  for (;;) {
    const range = await page.$eval('.pager-range', (one) => one.textContent ?? '');
    const now = Math.ceil(Number(/\d+/u.exec(range)?.[0]) / 100);
    if (now === wanted) break;
    turned = Date.now();
    await press(page, now < wanted ? '.js-next' : '.js-previous');
    await waitFor(async () => {
      const next = await page.$eval('.pager-range', (one) => one.textContent ?? '');
      return next !== range;
    }, 'the next page of the table');
  }
  if (isOpen) await press(page, overlay('[data-action="dock-side"]'));
  await waitFor(async () => (await lastSeen(backstage)) > turned, 'the page to be read');
  // A look that was under way when the page was turned tells of the one before.
  await waitFor(
    async () => await areKnown({ page, backstage }),
    'everybody on the page to be known',
  );
  await settle(100);
}

/** The console's tab, and one of the extension's own. */
interface Tabs {
  readonly page: Page;
  readonly backstage: Backstage;
}

/** Whether everybody whom the page of the table shows has been stored. */
async function areKnown({ page, backstage }: Tabs): Promise<boolean> {
  const shown = await page.$$eval('.js-access tbody tr', (rows) =>
    rows.map((row) => /[^\s@]+@[^\s@]+/u.exec(row.textContent ?? '')?.[0] ?? ''),
  );
  const users = (await backstage.rows('users')) as { email: string }[];
  const known = new Set(users.map(({ email }) => email));
  return shown.every((address) => [...known].some((email) => address.includes(email)));
}

/** When people were seen last. */
async function lastSeen(backstage: Backstage): Promise<number> {
  const [row] = (await backstage.rows('sights')) as { users: { at: number } | null }[];
  return row?.users?.at ?? 0;
}

const settle = (ms = 450) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Looks at every page of the table, so that all is seen. */
async function seeAll(tabs: Tabs): Promise<void> {
  for (const at of [1, 2, 3, 4]) await turnTo(tabs, at);
}

/** What a table of the database says of the plan. */
async function planOf(backstage: Backstage): Promise<Summary> {
  const [row] = (await backstage.rows('plans')) as { summary: Summary }[];
  if (row === undefined) throw new Error('There is no plan.');
  return row.summary;
}

interface Summary {
  readonly coverage: string;
  readonly batches: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** Lines with faults, and how the Plan room calls them. */
const FAULTY = {
  'bad-address': 'not-an-address,EMEA',
  'no-address': ',EMEA',
  'unknown-workspace': 'slip.up@example.com,EMAE',
  'no-workspace': 'no.workspace@example.com,',
  'other-workspaces': 'either.or@example.com,EMEA',
};

/** The same person once more, with something else. */
const OTHERWISE = 'either.or@example.com,North America';

/** Brings the roster in as a file, in the Plan room, with faults in it that are left out. */
async function bringIn(
  { browser, page }: Admin,
  roster: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  const lines = Object.entries(roster).map(
    ([email, workspaces]) => `${email},"${workspaces.join('; ')}"`,
  );
  const csv = ['Email,Workspaces', ...lines, ...Object.values(FAULTY), OTHERWISE].join('\r\n');
  const room = await browser.openExtensionPage('dashboard.html#plan/roster');
  await giveFile(room, field('roster-file'), { name: 'roll-out.csv', content: csv });
  await room.waitForSelector('[data-part="summary"]');
  const faults = await room.$$eval('[data-fault]', (all) =>
    all.map((one) => one.getAttribute('data-fault')),
  );
  expect(new Set(faults)).toEqual(new Set(Object.keys(FAULTY)));
  await press(room, '[data-action="roster-take"]');
  await room.waitForSelector('[data-note="roster-taken"]');
  await room.close();
  await page.bringToFront();
}

/** What a part of the dock says. */
function said(page: Page, part: string): Promise<string> {
  return page.$eval(
    overlay(part),
    // biome-ignore lint/performance/useDomNodeTextContent: what a person sees, breaks between parts included
    (one) => (one as HTMLElement).innerText,
  );
}

/** Waits until a part of the dock says this. */
async function says(page: Page, part: string, text: string): Promise<void> {
  await waitFor(async () => (await said(page, part)).includes(text), `“${text}” in ${part}`);
}

/**
 * Presses what selects, and waits until the dock has nobody left to select. A dock that is just drawing itself anew
 * may be missed; then it is pressed again.
 */
async function selectShown(page: Page): Promise<void> {
  const isThere = async (selector: string) => (await page.$(overlay(selector))) !== null;
  const isDone = async () =>
    (await isThere('[data-batch-state]')) && !(await isThere(SELECT)) && !(await isThere(STOP));
  await waitFor(async () => {
    await press(page, overlay(SELECT), { timeout: 5_000 });
    return waitFor(isDone, 'the selecting to end', { timeout: 8_000 }).catch(() => false);
  }, 'everybody who is shown to be selected');
  await settle();
}

const STOP = '[data-action="batch-stop"]';
const SELECT = '[data-action="batch-select"]';

/** Selects all people of the step, going to the pages that the dock names. Returns which those were. */
async function selectEverywhere(tabs: Tabs): Promise<number[]> {
  const { page } = tabs;
  const pages: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    if ((await page.$(overlay(SELECT))) !== null) await selectShown(page);
    const next = await waitFor(() => whereNext(page), 'where to go next');
    if (next === 'nowhere') return pages;
    pages.push(next);
    await turnTo(tabs, next);
    // The dock has said that there is somebody there to select.
    await deep(page, SELECT);
  }
  throw new Error(`The step is not ready after the pages ${pages.join()}.`);
}

/** The page that the dock names first; `null` while it does not say where the others are. */
async function whereNext(page: Page): Promise<number | 'nowhere' | null> {
  if ((await page.$(overlay('[data-batch-state="ready"]'))) !== null) return 'nowhere';
  const next = /probably on page[^\d]*(\d+)/u.exec(await said(page, '[data-batch-away]'))?.[1];
  return next === undefined ? null : Number(next);
}

/** Chooses a workspace for everybody in the dialog, or takes the choice back. */
async function choose(page: Page, workspace: string): Promise<void> {
  await press(page, '[data-picker="all"] [data-toggle="dropdown"]');
  await press(page, `[data-picker="all"] .js-workspace[value="${workspace}"]`);
  await press(page, '.modal-title');
}

/** Closes the dialog without granting anything. */
async function leaveDialog(page: Page): Promise<void> {
  await press(page, '.modal-footer [data-dismiss="modal"]');
  await waitFor(async () => (await page.$('.modal')) === null, 'the dialog to close');
}

/** Ticks somebody by hand, or takes it back. */
async function tick(page: Page, email: string): Promise<void> {
  await press(page, `[data-key="select-${email}"]`);
  await settle();
}

async function invite(page: Page, emails: readonly string[]): Promise<void> {
  await page.evaluate(() => {
    location.hash = '#settings/admin/user-management';
  });
  await page.waitForSelector('sia-guardrails[data-page="user-management"]');
  await says(page, '[data-batch="invite"]', '2 people of the plan are to be invited here');
  await press(page, '[data-key="actions"]');
  await press(page, '.js-invite');
  await typeText(page, '#invite-emails', emails.join(' '));
  await press(page, '.modal button[type="submit"]');
  await waitFor(async () => (await page.$('.modal')) === null, 'the invitation to be sent');
  await page.evaluate(() => {
    location.hash = '#settings/marketo-admin';
  });
  await atPage(page, 'marketo-setup');
  await openUserAccess(page);
}

const BEA = 'bea.berger@example.com';

it('leads from a roster to a finished plan, and catches a wrong press at every step', async () => {
  const { console: practice, admin } = await openScene({
    scenario: 'roll-out',
    users: 300,
    pageSize: 100,
  });
  const { page } = admin;
  const backstage = await openBackstage(admin.browser);
  const tabs = { page, backstage };
  await page.bringToFront();
  await openUserAccess(page);
  await seeAll(tabs);

  const { roster, wrong } = rosterFor(practice.state());
  await bringIn(admin, roster);
  expect(await planOf(backstage)).toMatchObject({
    coverage: 'whole',
    batches: 2,
    counts: { invite: 2, grant: 22, 'wrong-workspace': 1, done: 275, unknown: 0 },
  });

  // Whoever is in the wrong workspace comes first. Disconnecting somebody who is right is caught.
  await openDock(page);
  await says(page, '[data-batch="disconnect"]', 'Disconnect 1 person first');
  await says(page, '[data-batch-after]', '2 people are to be invited first');
  await turnTo(tabs, 1);
  const right = practice.state().users.find(({ access, role, email }) => {
    return access !== null && role === 'member' && email.startsWith('a') && email !== wrong;
  });
  await tick(page, right?.email ?? '');
  await press(page, CONTROLS.revoke);
  expect(await question(page, 'revoke')).toContain(right?.email);
  await answer(page, 'cancel');
  await exactly(practice, 'revoke', 0);
  await selectEverywhere(tabs);
  await tickOff(page, right?.email ?? '');
  expect(await selectedPeople(page)).toEqual([wrong]);
  await press(page, CONTROLS.revoke);
  expect(await question(page, 'revoke')).toContain(wrong);
  await answer(page, 'proceed');
  await exactly(practice, 'revoke', 1);
  await deep(page, '[data-batch-done="disconnect"]');

  // Nobody can be granted access before they are invited: they are not there to be selected.
  expect(practice.state().users.some(({ email }) => NEW.includes(email))).toBe(false);
  await invite(page, NEW);
  await seeAll(tabs);
  await says(page, '[data-batch="grant"]', '15 people → EMEA');
  await turnTo(tabs, 1);

  // Granting during the wait is caught.
  await backstage.tell({ kind: 'wait-declare', connectedAt: Date.now() - TEN_MINUTES + 15_000 });
  const ends = await waitEnds(page);
  await deep(page, '[data-batch="grant"]');
  expect(await page.$(overlay(SELECT))).toBeNull();
  await tick(page, BEA);
  await press(page, CONTROLS.grantOpen);
  await question(page, 'wait');
  await answer(page, 'cancel');
  await waitFor(() => Date.now() > ends, 'the end of the wait');
  await deep(page, '[data-wait-over]');

  // Somebody who is selected besides them is caught, and is not selected any more after that.
  await says(page, '[data-batch-finding]', '1 other person is selected too: Bea Berger');
  await settle();
  await selectShown(page);
  await says(page, '[data-batch="grant"]', '1 other person was selected, and is not any more');
  expect(await selectedPeople(page)).not.toContain(BEA);
  await tick(page, BEA);
  await says(page, '[data-batch-finding]', '1 other person is selected too: Bea Berger');
  await press(page, CONTROLS.grantOpen);
  await choose(page, 'EMEA');
  await press(page, CONTROLS.grant);
  expect(await question(page, 'workspace-lock')).toContain(BEA);
  await answer(page, 'cancel');
  await leaveDialog(page);
  // The dock has made room for the dialog, and comes back.
  await waitFor(async () => {
    if ((await page.$(overlay(SELECT))) !== null) await selectShown(page);
    return !(await selectedPeople(page)).includes(BEA);
  }, 'Bea not to be selected any more');

  // No workspace, and the wrong one, are caught.
  expect(new Set(await selectEverywhere(tabs))).toEqual(new Set([2, 3]));
  await press(page, CONTROLS.grantOpen);
  await press(page, CONTROLS.grant);
  expect(await question(page, 'workspace-lock')).toContain('Default');
  await answer(page, 'cancel');
  await choose(page, 'North America');
  await press(page, CONTROLS.grant);
  expect(await question(page, 'workspace-lock')).toContain('North America');
  await answer(page, 'cancel');
  await choose(page, 'North America');
  await choose(page, 'EMEA');
  await exactly(practice, 'grant', 0);
  await press(page, CONTROLS.grant);
  const planned = await question(page, 'workspace-lock');
  expect(planned).toContain('15 people will be locked to EMEA');
  // Of one of them it is known what they had before.
  expect(planned).toContain('had Default');
  await answer(page, 'proceed');
  await exactly(practice, 'grant', 1);
  // The dock has made room for the dialog, and comes back.
  await deep(page, '[data-batch]');

  // The other batch, and nothing wrong with it.
  await seeAll(tabs);
  await says(page, '[data-batch="grant"]', '10 people → North America');
  await deep(page, '[data-batch-done="grant"]');
  await selectEverywhere(tabs);
  await press(page, CONTROLS.grantOpen);
  await choose(page, 'North America');
  await press(page, CONTROLS.grant);
  await question(page, 'workspace-lock');
  await answer(page, 'proceed');
  await exactly(practice, 'grant', 2);
  await deep(page, '[data-batch]');
  await seeAll(tabs);
  await deep(page, '[data-batch="finished"]');
  for (const [email, workspaces] of Object.entries(roster)) {
    expect(findUser(practice.state(), email)?.access?.workspaces, email).toEqual(workspaces);
  }
  expect(
    changes(practice, 'revoke') + changes(practice, 'grant') + changes(practice, 'invite'),
  ).toBe(4);
}, 400_000);

const TEN_MINUTES = 600_000;

/** Unticks somebody who was ticked by hand on another page of the table. */
async function tickOff(page: Page, email: string): Promise<void> {
  const box = await page.$(`[data-key="select-${email}"]`);
  if (box !== null && (await box.evaluate((one) => (one as HTMLInputElement).checked))) {
    await tick(page, email);
  }
}
