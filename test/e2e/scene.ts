import type { KeyInput, Page } from 'puppeteer-core';
import { deep, overlay, press, typeText, waitFor } from '../browsers/input';
import { type LaunchOptions, launchBrowser, type RunningBrowser } from '../browsers/launch';
import { type PracticeConsole, VALID_CREDENTIALS } from '../console/server';
import { isConnected } from '../console/state';

/** How long a question stands before it takes an answer that goes on, and a little more. */
const ARMED = 650;

/** One admin's browser with the extension in it, signed in to the practice console. */
export interface Admin {
  readonly browser: RunningBrowser;
  readonly page: Page;
}

/** Starts an admin's own browser, with a profile and an extension storage of its own, on the Marketo page. */
export async function enterConsole(launch: LaunchOptions, who: 'a' | 'b'): Promise<Admin> {
  const browser = await launchBrowser(launch);
  try {
    const page = await browser.newPage();
    await page.goto(`https://toutapp.com/login?as=${who}`);
    await atPage(page, 'marketo-setup');
    return { browser, page };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Waits until the overlay says that it stands on this page and guards it. */
export async function atPage(page: Page, kind: string): Promise<void> {
  await page.waitForSelector(`sia-guardrails[data-page="${kind}"][data-guarded="yes"]`);
}

/** Opens the User Access tab with real input. */
export async function openUserAccess(page: Page): Promise<void> {
  await press(page, TAB_USER_ACCESS);
  await atPage(page, 'user-access');
}

/** Opens the Set Up tab with real input. */
export async function openSetUp(page: Page): Promise<void> {
  await press(page, TAB_SET_UP);
  await atPage(page, 'marketo-setup');
  await drawnTwice();
}

/** The console draws Set Up again a moment after it has; a press in between would be torn in two. */
export function drawnTwice(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 500));
}

const TAB_SET_UP = '.nav-tabs li:nth-child(1) a';
const TAB_USER_ACCESS = '.nav-tabs li:nth-child(2) a';

/** The console's own controls. */
export const CONTROLS = {
  connect: '#marketo-setup button[type="submit"]',
  disconnect: '.tout-action.setup-connect.red',
  grantOpen: '.js-grant',
  grant: '.modal button[type="submit"]',
  revoke: '.js-revoke',
} as const;

/** Types valid credentials into Set Up, the secret as given. */
export async function typeCredentials(
  page: Page,
  secret = VALID_CREDENTIALS.clientSecret,
): Promise<void> {
  await typeText(page, '#munchkin_id', VALID_CREDENTIALS.munchkinId);
  await typeText(page, '#client_id', VALID_CREDENTIALS.clientId);
  await typeText(page, '#client_secret', secret);
}

/** Ticks the first so many people in the user table who have no access, and returns their addresses. */
export async function selectPeople(
  page: Page,
  count: number,
  connected = false,
): Promise<string[]> {
  const chosen = await page.evaluate(
    (wanted, on) =>
      [...document.querySelectorAll('.js-access tbody tr')]
        .filter((row) => (row.querySelector('.status-dot.on') !== null) === on)
        .map((row) => row.querySelector('.js-select')?.getAttribute('data-key') ?? '')
        .slice(0, wanted),
    count,
    connected,
  );
  for (const key of chosen) await press(page, `[data-key="${key}"]`);
  return chosen.map((key) => key.replace(/^select-/u, ''));
}

/** Which people are ticked in the user table. */
export function selectedPeople(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.js-access tbody .js-select:checked')].map(
      (box) => box.getAttribute('data-key')?.replace(/^select-/u, '') ?? '',
    ),
  );
}

/** The consequence that the open question leads with. */
export function headline(page: Page): Promise<string> {
  return page.$eval(overlay('dialog h2'), (heading) => heading.textContent ?? '');
}

/** Waits for a question of this guard and returns what it says. */
export async function question(page: Page, guard: string): Promise<string> {
  await deep(page, `dialog[data-guard="${guard}"][open]`);
  const text = await page.$eval(
    overlay('dialog'),
    (dialog) =>
      // biome-ignore lint/performance/useDomNodeTextContent: what a person sees, breaks between parts included
      (dialog as HTMLElement).innerText,
  );
  // A question does not take going on for an answer at once: a double click must not be one.
  await new Promise((resolve) => setTimeout(resolve, ARMED));
  return text;
}

/** Answers the open question by pressing one of its buttons. */
export async function answer(
  page: Page,
  action: 'proceed' | 'cancel',
  then?: string,
): Promise<void> {
  const which = then === undefined ? `[data-action="${action}"]` : `[data-then="${then}"]`;
  const safe = action === 'cancel' && then === undefined ? '[data-safe]' : '';
  await press(page, overlay(`dialog ${which}${safe}`));
  await noQuestion(page);
}

/** Waits until no question is open and no press is held. */
export async function noQuestion(page: Page): Promise<void> {
  await waitFor(
    () =>
      page.evaluate(() => {
        const host = document.querySelector('sia-guardrails');
        return !host?.hasAttribute('data-held') && !host?.shadowRoot?.querySelector('dialog[open]');
      }),
    'the question to close',
  );
}

/** Types into the question's field. */
export async function typeAnswer(page: Page, text: string): Promise<void> {
  await press(page, overlay('dialog input[data-field="expected"]'));
  await page.keyboard.type(text);
}

/** Ticks the question's box, which says that what nobody has chosen is right. */
export async function tickAnswer(page: Page): Promise<void> {
  await press(page, overlay('dialog [data-field="choose"]'));
}

/** Types why, into the question's field for it. */
export async function giveReason(page: Page, text: string): Promise<void> {
  await press(page, overlay('dialog input[data-field="reason"]'));
  await page.keyboard.type(text);
}

/** Connects with real input, and waits until the wait that follows is shown. Returns its end, in ms. */
export async function connectAndWait(page: Page): Promise<number> {
  await typeCredentials(page);
  await press(page, CONTROLS.connect);
  return waitEnds(page);
}

/** When the wait that the dock shows is going to end, in ms since the epoch. */
export async function waitEnds(page: Page): Promise<number> {
  const timer = await deep(page, '[role="timer"][data-wait-ends]');
  return timer.evaluate((element) => Date.parse(element.getAttribute('data-wait-ends') ?? ''));
}

/** Whether the question's way of going on is open. */
export function mayGoOn(page: Page): Promise<boolean> {
  return page.$eval(overlay('[data-action="proceed"]'), (button) => !button.matches(':disabled'));
}

/** Focuses an element of the page, as tabbing to it would. */
async function focusOn(page: Page, selector: string): Promise<void> {
  await page.waitForSelector(selector);
  await page.focus(selector);
}

/** Presses a key on a control of the page that has been focused. */
export async function pressKeyOn(page: Page, selector: string, key: KeyInput): Promise<void> {
  await focusOn(page, selector);
  await page.keyboard.press(key);
}

/** Admin B of the practice console. */
export const ADMIN_B = 'bea.berger@example.com';

/** Unfolds the dock. */
export async function openDock(page: Page): Promise<void> {
  await press(page, overlay('[data-action="dock-toggle"][aria-expanded="false"]'));
}

/** Names Admin B in the dock, which makes this browser Admin A's. */
export async function startHandoff(page: Page): Promise<void> {
  await openDock(page);
  await revealed(page, '[data-field="admin-b"]', '[data-action="handoff-open"]');
  await typeText(page, overlay('[data-field="admin-b"]'), ADMIN_B);
  await press(page, overlay('[data-action="handoff-start"]'));
  await deep(page, '[data-checklist="handoff"] [data-step="remove-access"]');
}

/** Presses what unfolds a control, if it is folded away. */
export async function revealed(page: Page, wanted: string, toggle: string): Promise<void> {
  await waitFor(
    async () => (await page.$(overlay(wanted))) ?? (await page.$(overlay(toggle))),
    `${wanted} or ${toggle}`,
  );
  if ((await page.$(overlay(wanted))) === null) await press(page, overlay(toggle));
}

/** Waits until a step of the checklist stands so. */
export async function stepIs(page: Page, step: string, state: string): Promise<void> {
  await deep(page, `[data-step="${step}"][data-state="${state}"]`);
}

/** Where a step of the checklist stands. */
function stepState(page: Page, step: string): Promise<string | null> {
  return page.$eval(overlay(`[data-step="${step}"]`), (item) => item.getAttribute('data-state'));
}

/** Declares every step before the last as done, by name, that has not been seen done. */
export async function declareSteps(page: Page, by: string): Promise<void> {
  for (const step of ['remove-access', 'b-connects', 'b-owner']) {
    if ((await stepState(page, step)) === 'done') continue;
    const toggle = `[data-step="${step}"] [data-action="step-toggle"]`;
    await press(page, overlay(`${toggle}[aria-expanded="false"]`));
    await press(page, overlay(`[data-step="${step}"] [data-action="handoff-declare-open"]`));
    await typeText(page, overlay(`[data-step="${step}"] [data-field="by"]`), by);
    await typeText(page, overlay(`[data-step="${step}"] [data-field="note"]`), 'On the phone');
    await press(page, overlay(`[data-step="${step}"] [data-action="handoff-declare"]`));
    await stepIs(page, step, 'done');
  }
}

/** How many people the console says are connected, owners included. */
export function countConnected(practice: PracticeConsole): number {
  const state = practice.state();
  return state.users.filter((user) => isConnected(state, user)).length;
}

/** How often the console was asked to do this, and did it or refused. */
export function changes(practice: PracticeConsole, action: string): number {
  return practice.log().filter((change) => change.action === action).length;
}

/** Waits until the console was asked this often, then makes sure that it stays at that. */
export async function exactly(
  practice: PracticeConsole,
  action: string,
  times: number,
): Promise<void> {
  if (times > 0) {
    await waitFor(
      () => changes(practice, action) >= times,
      `${times} × ${action} in the console's log`,
    );
  }
  await new Promise((resolve) => setTimeout(resolve, 400));
  const found = changes(practice, action);
  if (found !== times)
    throw new Error(`The console was asked to ${action} ${found} times, not ${times}.`);
}
