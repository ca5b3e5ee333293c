import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { overlay, press, waitFor } from '../browsers/input';
import type { PracticeConsole } from '../console/server';
import { findUser } from '../console/state';
import { type Backstage, openBackstage, takeRoster } from './extension';
import { openScene } from './fixture';
import {
  answer,
  CONTROLS,
  exactly,
  headline,
  mayGoOn,
  noQuestion,
  openUserAccess,
  question,
  selectedPeople,
  selectPeople,
  tickAnswer,
  typeAnswer,
} from './scene';

/** Chooses these for everybody in the grant dialog. */
async function choose(page: Page, ...workspaces: string[]): Promise<void> {
  await press(page, '[data-picker="all"] [data-toggle="dropdown"]');
  for (const name of workspaces) {
    await press(page, `[data-picker="all"] .js-workspace[value="${name}"]`);
  }
  await press(page, '.modal-title');
}

/** Opens the grant dialog for who is selected, chooses, and presses its Connect. Returns what is asked. */
async function grant(page: Page, ...workspaces: string[]): Promise<string> {
  await press(page, CONTROLS.grantOpen);
  await page.waitForSelector(CONTROLS.grant);
  if (workspaces.length > 0) await choose(page, ...workspaces);
  await press(page, CONTROLS.grant);
  return question(page, 'workspace-lock');
}

/** Goes back, and makes sure that nobody was granted anything, selection and dialog being as they were. */
async function goBack(page: Page, practice: PracticeConsole, times = 0): Promise<void> {
  const before = [await selectedPeople(page), await chosenIn(page)];
  await answer(page, 'cancel');
  await exactly(practice, 'grant', times);
  expect([await selectedPeople(page), await chosenIn(page)]).toEqual(before);
  await press(page, '.modal [data-dismiss="modal"]');
  await waitFor(async () => (await page.$('.modal.in')) === null, 'the dialog to close');
}

function chosenIn(page: Page): Promise<string> {
  return page.$eval('.modal.in', (modal) =>
    [...modal.querySelectorAll('.picker-text')].map(({ textContent }) => textContent).join('|'),
  );
}

/** Unticks whoever is ticked. */
async function selectNobody(page: Page): Promise<void> {
  for (const email of await selectedPeople(page)) await press(page, `[data-key="select-${email}"]`);
}

/** What the fact with this label says. */
function fact(page: Page, label: string): Promise<string> {
  return page.$eval(
    overlay(`[data-fact="${label}"] dd`),
    // biome-ignore lint/performance/useDomNodeTextContent: what a person sees, breaks between parts included
    (value) => (value as HTMLElement).innerText.replace(/\s+/gu, ' '),
  );
}

/** The action of what has the focus in our root. */
function focused(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const root = document.querySelector('sia-guardrails')?.shadowRoot;
    return root?.activeElement?.getAttribute('data-action') ?? null;
  });
}

/** Everybody under User Access, with the same workspaces in the roster unless it is said otherwise. */
async function planFor(
  page: Page,
  backstage: Backstage,
  workspaces: readonly string[] | null,
  otherwise: Readonly<Record<string, readonly string[] | null | undefined>> = {},
): Promise<void> {
  const everybody = await page.$$eval('.js-access tbody .js-select', (boxes) =>
    boxes.map((box) => box.getAttribute('data-key')?.replace(/^select-/u, '') ?? ''),
  );
  const entries = everybody.map((email) => [email, workspaces] as const);
  const planned = Object.entries({ ...Object.fromEntries(entries), ...otherwise });
  await takeRoster(
    backstage,
    Object.fromEntries(
      planned.flatMap(([email, names]) => (names === undefined ? [] : [[email, names]])),
    ),
  );
}

it('says Default, and for whom, when no workspace is chosen; takes a tick for it, and only a real one', async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await openUserAccess(page);
  const chosen = await selectPeople(page, 3);
  await press(page, CONTROLS.grantOpen);
  await page.waitForSelector(CONTROLS.grant);
  await page.focus(CONTROLS.grant);
  await page.keyboard.press('Enter');
  const asked = await question(page, 'workspace-lock');
  expect(await headline(page)).toBe('3 people will be locked to Default, as none was chosen');
  for (const email of chosen) expect(asked).toContain(email);
  expect(await fact(page, 'fact.offered')).toBe('APAC Default EMEA North America');
  expect(await focused(page)).toBe('cancel');

  expect(await mayGoOn(page)).toBe(false);
  await page.evaluate(() => {
    const root = document.querySelector('sia-guardrails')?.shadowRoot;
    const box = root?.querySelector<HTMLInputElement>('[data-field="choose"]');
    const place = box?.parentElement;
    box?.click();
    box?.closest('label')?.click();
    box?.remove();
    box?.click();
    for (const type of ['click', 'input', 'change']) box?.dispatchEvent(new Event(type));
    if (box) place?.prepend(box);
    if (box) box.checked = true;
  });
  expect(await mayGoOn(page)).toBe(false);
  // A person's tick counts, by whatever way, and can be taken back.
  await tickAnswer(page);
  expect(await mayGoOn(page)).toBe(true);
  expect(
    await page.$eval(overlay('[data-field="choose"]'), (box) => (box as HTMLInputElement).checked),
  ).toBe(true);
  await page.keyboard.press(' ');
  expect(await mayGoOn(page)).toBe(false);
  await press(page, overlay('.choice span'));
  expect(await mayGoOn(page)).toBe(true);
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
  await grant(page, 'EMEA', 'APAC');
  expect(await headline(page)).toBe('3 people will be locked to APAC, EMEA');
  await goBack(page, console);
});

it('does not ask about a lock where there are no workspaces, and says calmly who has access already', async () => {
  const { console, admin } = await openScene({ scenario: 'no-workspaces' });
  const { page } = admin;
  await openUserAccess(page);
  await selectPeople(page, 1);
  await press(page, CONTROLS.grantOpen);
  await press(page, CONTROLS.grant);
  await exactly(console, 'grant', 1);

  await waitFor(async () => (await page.$('.modal.in')) === null, 'the dialog to close');
  await selectNobody(page);
  await selectPeople(page, 1, true);
  await grant(page);
  expect(await headline(page)).toBe('1 person has access already');
  expect(await page.$(overlay('dialog[data-severity="notice"]'))).not.toBeNull();
  await goBack(page, console, 1);
});

it('lets one person go with Enter, as planned, but not with the Enter that is still held', async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await openUserAccess(page);
  const backstage = await openBackstage(admin.browser);
  await page.bringToFront();
  await planFor(page, backstage, ['EMEA']);
  const [email = ''] = await selectPeople(page, 1);
  await press(page, CONTROLS.grantOpen);
  await choose(page, 'EMEA');
  await page.focus(CONTROLS.grant);
  await page.keyboard.down('Enter');
  for (let repeats = 0; repeats < 30; repeats += 1) {
    await page.keyboard.down('Enter');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await question(page, 'workspace-lock');
  await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await exactly(console, 'grant', 0);
  expect(await headline(page)).toBe('1 person will be locked to EMEA, as planned');
  expect(await page.$(overlay('dialog[data-severity="notice"]'))).not.toBeNull();
  expect(await focused(page)).toBe('proceed');
  expect(await fact(page, 'fact.roster')).toMatch(/^As the roster asks for · /u);

  // The page cannot press it, though it has the focus.
  await page.evaluate(() => {
    const root = document.querySelector('sia-guardrails')?.shadowRoot;
    const button = root?.activeElement;
    button?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    if (button instanceof HTMLElement) button.click();
  });
  await exactly(console, 'grant', 0);
  await page.keyboard.press('Enter');
  await noQuestion(page);
  await exactly(console, 'grant', 1);
  expect(findUser(console.state(), email)?.access?.workspaces).toEqual(['EMEA']);
  const rows = (await backstage.rows('grants')) as { email: string; chosen: string[] }[];
  const noted = (await backstage.rows('ledger')) as { entry: { kind: string; email?: string } }[];
  const isFollowed = noted.some(
    ({ entry }) => entry.kind === 'grant-outcome' && entry.email === email,
  );
  expect(isFollowed || rows.some((row) => row.email === email && row.chosen[0] === 'EMEA')).toBe(
    true,
  );
});

it('leads with whom the plan says otherwise for, and takes typing the workspace', async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await openUserAccess(page);
  const backstage = await openBackstage(admin.browser);
  await page.bringToFront();
  const [first = '', second = '', third = ''] = await selectPeople(page, 3);
  await planFor(page, backstage, ['EMEA'], { [second]: ['North America', 'APAC'] });
  await grant(page, 'EMEA');
  expect(await headline(page)).toBe('The plan says otherwise for 1 of 3 people');
  const said = await fact(page, 'fact.planned');
  expect(said).toContain(`${second} planned North America, APAC chosen EMEA`);
  expect(said).not.toContain(first);
  await typeAnswer(page, '3');
  expect(await mayGoOn(page)).toBe(false);
  await page.keyboard.press('Backspace');
  await page.keyboard.type('emea');
  expect(await mayGoOn(page)).toBe(true);
  await goBack(page, console);

  // By omission, it takes saying so as well.
  await grant(page);
  expect(await headline(page)).toBe('The plan says otherwise for all 3 people');
  expect(await fact(page, 'fact.planned')).toContain('chosen Default (none chosen)');
  await typeAnswer(page, 'Default');
  expect(await mayGoOn(page)).toBe(false);
  await tickAnswer(page);
  expect(await mayGoOn(page)).toBe(true);
  await goBack(page, console);

  await planFor(page, backstage, ['EMEA'], { [third]: undefined });
  await grant(page, 'EMEA');
  expect(await headline(page)).toBe('1 of 3 people is not in the roster');
  expect(await fact(page, 'fact.notInRoster')).toContain(third);
  expect(await mayGoOn(page)).toBe(false);
  await typeAnswer(page, 'EMEA');
  await answer(page, 'proceed');
  await exactly(console, 'grant', 1);
});

it('says who has access already, and who had another workspace before', async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await openUserAccess(page);
  const [owner = '', email = ''] = await selectPeople(page, 2, true);
  // The owner of the connection has no workspace.
  await press(page, `[data-key="select-${owner}"]`);
  const had = findUser(console.state(), email)?.access?.workspaces ?? [];
  const other = ['EMEA', 'APAC'].find((name) => !had.includes(name)) ?? '';
  await grant(page, other);
  expect(await headline(page)).toBe('1 person has access already');
  expect(await fact(page, 'fact.hasAccess')).toContain(`now ${had.join(', ')} chosen ${other}`);
  await goBack(page, console);

  await press(page, CONTROLS.revoke);
  await question(page, 'revoke');
  await answer(page, 'proceed');
  await exactly(console, 'revoke', 1);
  const backstage = await openBackstage(admin.browser);
  await waitFor(
    async () => (await backstage.ledger()).some(({ kind }) => kind === 'access-changed'),
    'the change in the ledger',
  );
  await page.bringToFront();
  await selectNobody(page);
  await press(page, `[data-key="select-${email}"]`);
  await grant(page, other);
  expect(await headline(page)).toBe('1 person had another workspace before');
  expect(await fact(page, 'fact.had')).toContain(`had ${had.join(', ')} gets ${other}`);
  expect(await mayGoOn(page)).toBe(true);
  await goBack(page, console);
});

it('takes the number of people where more may be selected than are shown, and names what it cannot read', async () => {
  const { console, admin } = await openScene({ scenario: 'connected', users: 300 });
  const { page } = admin;
  await openUserAccess(page);
  await selectPeople(page, 3);
  await press(page, CONTROLS.grantOpen);
  await page.waitForSelector(CONTROLS.grant);
  // A console that does not say how many are selected may mean everybody by the box in the head.
  await page.evaluate(() => {
    document.querySelector('.selected-count')?.remove();
    const all = document.querySelector('.js-select-page');
    if (all instanceof HTMLInputElement) all.checked = true;
  });
  await choose(page, 'EMEA');
  await press(page, CONTROLS.grant);
  await question(page, 'workspace-lock');
  expect(await headline(page)).toBe(
    'At least 3 people will be locked to a workspace, maybe everybody',
  );
  expect(await fact(page, 'fact.how')).toContain('More people than these may be meant');
  await typeAnswer(page, 'EMEA');
  expect(await mayGoOn(page)).toBe(false);
  for (const _ of 'EMEA') await page.keyboard.press('Backspace');
  await page.keyboard.type('302');
  expect(await mayGoOn(page)).toBe(true);
  await answer(page, 'cancel');

  await page.evaluate(() => {
    for (const field of document.querySelectorAll('.modal [aria-haspopup]')) {
      field.setAttribute('aria-haspopup', 'listbox');
      field.textContent = 'Chosen: 1';
    }
    for (const box of document.querySelectorAll('.modal .dropdown-menu')) box.remove();
  });
  await press(page, CONTROLS.grant);
  await question(page, 'workspace-lock');
  expect(await headline(page)).toBe('I could not read which workspaces 3 people get');
  expect(await fact(page, 'fact.workspaces')).toContain('I could not read');
  await answer(page, 'cancel');
  await exactly(console, 'grant', 0);
});

it('shows a long list on demand, to be searched, and takes nothing there for an answer', async () => {
  const { console, admin } = await openScene({ scenario: 'connected', users: 80 });
  const { page } = admin;
  await openUserAccess(page);
  const backstage = await openBackstage(admin.browser);
  await page.bringToFront();
  await planFor(page, backstage, ['EMEA']);
  const chosen = await selectPeople(page, 26);
  await grant(page, 'EMEA');
  expect(await headline(page)).toBe('26 people will be locked to EMEA, as planned');
  const listed = () =>
    page.$$eval(overlay('[data-fact="fact.who"] li'), (items) =>
      items.map((item) => item.textContent),
    );
  expect(await listed()).toHaveLength(5);
  expect(await page.$(overlay('[data-field="search"]'))).toBeNull();
  await press(page, overlay('[data-fact="fact.who"] [data-action="more"]'));
  expect(await listed()).toHaveLength(26);
  const last = chosen.at(-1) ?? '';
  await page.keyboard.type(last.slice(0, last.indexOf('@')));
  await waitFor(async () => (await listed()).length === 1, 'the list to be searched');
  expect((await listed())[0]).toContain(last);
  await page.keyboard.press('Enter');
  expect(await mayGoOn(page)).toBe(false);
  await typeAnswer(page, 'EMEA');
  await press(page, overlay('[data-field="search"]'));
  await page.keyboard.press('Enter');
  await exactly(console, 'grant', 0);
  expect(await mayGoOn(page)).toBe(true);
  await goBack(page, console);
});
