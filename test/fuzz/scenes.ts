/** Pages of practice consoles as they were drawn, kept for the tests to change. */

import type { Page } from 'puppeteer-core';
import { onTestFinished } from 'vitest';
import { press, waitFor } from '../browsers/input';
import { launchBrowser, type RunningBrowser } from '../browsers/launch';
import { browserUnderTest } from '../browsers/under-test';
import { type PracticeConsole, startConsole } from '../console/server';
import { isConnected } from '../console/state';
import { CONTROLS, selectPeople } from '../e2e/scene';
import type { Truth } from './entry';

/** A page of a console and what is true of it. */
export interface KeptPage {
  readonly name: string;
  readonly page: Page;
  readonly truth: Truth;
}

/** A browser without the extension, and a practice console with few enough people for one page. */
export async function openLaboratory(): Promise<{
  practice: PracticeConsole;
  browser: RunningBrowser;
}> {
  const practice = await startConsole({ port: 0, delayMs: 0, scenario: 'connected', users: 20 });
  onTestFinished(() => practice.close());
  const { kind, executablePath } = browserUnderTest();
  const browser = await launchBrowser({ kind, executablePath, console: practice, headless: true });
  onTestFinished(() => browser.close());
  return { practice, browser };
}

/** The pages of the practice console on which something dangerous can be pressed. */
export async function practicePages(
  browser: RunningBrowser,
  practice: PracticeConsole,
  probe: string,
): Promise<KeptPage[]> {
  const owner = await enter(browser, 'a');
  await owner.waitForSelector(CONTROLS.disconnect);
  await pause(500);

  const access = await enter(browser, 'a');
  await chooseTwo(access);

  const dialog = await enter(browser, 'a');
  await chooseTwo(dialog);
  await press(dialog, CONTROLS.grantOpen);
  await dialog.waitForSelector(CONTROLS.grant);
  await pause(300);

  await freeze(owner, probe, { [CONTROLS.disconnect]: 'disconnect' });
  await freeze(access, probe, {
    [CONTROLS.grantOpen]: 'grant-open',
    [CONTROLS.revoke]: 'revoke',
  });
  await freeze(dialog, probe, { [CONTROLS.grant]: 'grant' });

  // Last: signing in as somebody else holds for all tabs.
  const free = await enter(browser, 'b');
  await free.waitForSelector(CONTROLS.connect);
  await pause(500);
  await freeze(free, probe, { [CONTROLS.connect]: 'connect' });

  const users = usersOf(practice);
  return [
    { name: 'Set Up of an owner', page: owner, truth: { page: 'marketo-setup', users: null } },
    { name: 'Set Up of another admin', page: free, truth: { page: 'marketo-setup', users: null } },
    { name: 'User Access', page: access, truth: { page: 'user-access', users } },
    { name: 'the grant dialog', page: dialog, truth: { page: 'user-access', users } },
  ];
}

/** Set Up and User Access as a kit draws them. */
export async function kitPages(
  browser: RunningBrowser,
  practice: PracticeConsole,
  probe: string,
  kit: string,
): Promise<KeptPage[]> {
  const owner = await enter(browser, 'a', kit);
  await owner.waitForSelector('[data-practice="disconnect"]');
  const access = await enter(browser, 'a', kit);
  await access.waitForSelector('[data-practice="disconnect"]');
  await openTab(access, 'User Access');
  await access.waitForSelector('[data-practice="none"][data-practice-person]');
  for (const { email } of practice
    .state()
    .users.filter(({ role }) => role === 'member')
    .slice(0, 2)) {
    await press(
      access,
      `[data-practice="none"][data-practice-person="${email}"]:not([aria-haspopup])`,
    );
  }
  await access.waitForSelector('[data-practice="revoke"]');
  await pause(300);
  const users = usersOf(practice);
  const kept: KeptPage[] = [
    { name: `Set Up in ${kit}`, page: owner, truth: { page: 'marketo-setup', users: null } },
    { name: `User Access in ${kit}`, page: access, truth: { page: 'user-access', users } },
  ];
  for (const { page } of kept) await freeze(page, probe, {});
  return kept;
}

async function enter(browser: RunningBrowser, who: 'a' | 'b', kit?: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`https://toutapp.com/login?as=${who}${kit === undefined ? '' : `&kit=${kit}`}`);
  return page;
}

async function chooseTwo(page: Page): Promise<void> {
  await page.waitForSelector('.nav-tabs');
  await openTab(page, 'User Access');
  await page.waitForSelector('.js-access tbody tr');
  await selectPeople(page, 1);
  await selectPeople(page, 1, true);
}

async function openTab(page: Page, label: string): Promise<void> {
  await waitFor(async () => {
    for (const tab of await page.$$('[role="tab"]')) {
      const text = await tab.evaluate((element) => element.textContent?.trim() ?? '');
      if (text !== label && text !== label + label) continue;
      await tab.click();
      return tab.evaluate((element) => element.matches('[aria-selected="true"]'));
    }
    return false;
  }, `the tab ${label} to open`);
}

function usersOf(practice: PracticeConsole): Truth['users'] {
  const state = practice.state();
  return state.users.map((user) => [user.email, isConnected(state, user)] as const);
}

/** Keeps a page as it is; `marks` are what its controls mean, by selector. */
export async function freeze(
  page: Page,
  probe: string,
  marks: Readonly<Record<string, string>>,
): Promise<void> {
  await page.evaluate(probe);
  await page.evaluate((meanings) => window.siaFuzz.freeze(meanings), marks);
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
