import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { deep, overlay, press, waitFor } from '../browsers/input';
import type { BrowserKind } from '../browsers/launch';
import {
  type Language,
  type PracticeConsole,
  type Scenario,
  startConsole,
  VALID_CREDENTIALS,
} from '../console/server';
import {
  type Admin,
  answer,
  CONTROLS,
  declareSteps,
  enterConsole,
  exactly,
  headline,
  openDock,
  openSetUp,
  openUserAccess,
  question,
  selectPeople,
  startHandoff,
  tickAnswer,
  typeAnswer,
  typeCredentials,
} from './scene';

/** How to run the tour. */
export interface TourOptions {
  readonly kind: BrowserKind;
  readonly executablePath: string;
  readonly extensionDir: string;
  /** The language of the practice console; the extension speaks the browser's. */
  readonly lang: string;
  /** Where the screenshots go. */
  readonly outDir: string;
  print(line: string): void;
}

/** What a stop of the tour shows, and saves a picture of with `picture`. */
interface Stage {
  readonly console: PracticeConsole;
  readonly admin: Admin;
  readonly page: Page;
  picture(page?: Page): Promise<void>;
}

/** One stop: a scenario, and what is done in it. Returns what was pressed, asked, and reached the console. */
interface Stop {
  readonly name: string;
  readonly title: string;
  readonly scenario: Scenario;
  run(stage: Stage): Promise<string>;
}

/** How long a stop may take, in milliseconds. */
const STOP_LIMIT = 60_000;

const STOPS: readonly Stop[] = [
  {
    name: 'credential-spaces',
    title: 'A space came in with the paste',
    scenario: 'fresh',
    async run({ console, page, picture }) {
      await typeCredentials(page, `${VALID_CREDENTIALS.clientSecret} `);
      await press(page, CONTROLS.connect);
      const asked = await ask(page, 'credential-spaces', picture);
      await exactly(console, 'connect', 0);
      await answer(page, 'cancel', 'trim');
      await exactly(console, 'connect', 1);
      return said('Connect on Set Up', asked, 'one connect, without the space');
    },
  },
  {
    name: 'wait',
    title: 'Granting during the ten minutes after connecting',
    scenario: 'fresh',
    async run({ console, page, picture }) {
      await typeCredentials(page);
      await press(page, CONTROLS.connect);
      await deep(page, '[role="timer"]');
      await openUserAccess(page);
      await selectPeople(page, 2);
      await press(page, CONTROLS.grantOpen);
      const asked = await ask(page, 'wait', picture);
      await answer(page, 'cancel', 'remind');
      await exactly(console, 'grant', 0);
      return said('Connect on User Access', asked, 'nothing');
    },
  },
  {
    name: 'workspace-lock',
    title: 'Three people, no workspace chosen',
    scenario: 'connected',
    async run({ console, page, picture }) {
      await openUserAccess(page);
      await selectPeople(page, 3);
      await press(page, CONTROLS.grantOpen);
      await press(page, CONTROLS.grant);
      const asked = await ask(page, 'workspace-lock', picture);
      await answer(page, 'cancel');
      await exactly(console, 'grant', 0);
      await press(page, CONTROLS.grant);
      await question(page, 'workspace-lock');
      await tickAnswer(page);
      await answer(page, 'proceed');
      await exactly(console, 'grant', 1);
      return said('Connect in the dialog', asked, 'nothing at first; one grant after going on');
    },
  },
  {
    name: 'revoke',
    title: "Removing three people's access",
    scenario: 'connected',
    async run({ console, page, picture }) {
      await openUserAccess(page);
      await selectPeople(page, 3, true);
      await press(page, CONTROLS.revoke);
      const asked = await ask(page, 'revoke', picture);
      await typeAnswer(page, '3');
      await answer(page, 'proceed');
      await exactly(console, 'revoke', 1);
      return said('Disconnect on User Access', asked, 'one removal, after typing 3');
    },
  },
  {
    name: 'disconnect-order',
    title: 'The only owner disconnects',
    scenario: 'connected',
    async run({ console, page, picture }) {
      await openUserAccess(page);
      await openSetUp(page);
      await press(page, CONTROLS.disconnect);
      const asked = await ask(page, 'disconnect-order', picture);
      await answer(page, 'cancel');
      await exactly(console, 'disconnect', 0);
      return said('Disconnect on Set Up', asked, 'nothing');
    },
  },
  {
    name: 'handoff',
    title: 'A handoff, once Admin B is known to be connected',
    scenario: 'mid-handoff',
    async run({ console, page, picture }) {
      await openUserAccess(page);
      await startHandoff(page);
      await declareSteps(page, 'Alex Admin');
      await openSetUp(page);
      await picture();
      await press(page, CONTROLS.disconnect);
      await question(page, 'disconnect-order');
      const asked = await headline(page);
      await answer(page, 'proceed');
      await exactly(console, 'disconnect', 1);
      return said('Disconnect on Set Up', asked, 'one disconnect; everyone else stays connected');
    },
  },
  {
    name: 'popup',
    title: 'Who has access, with the console closed',
    scenario: 'connected',
    async run({ admin, page, picture }) {
      await openUserAccess(page);
      const popup = await admin.browser.openExtensionPage('popup.html');
      await popup.setViewport({ width: 400, height: 600 });
      await page.close();
      const total = await waitFor(
        () => popup.$eval('[data-figure="total"]', (figure) => figure.textContent),
        'the figures in the popup',
      );
      await picture(popup);
      return said('the toolbar button', `shown: ${total.trim()} people`, 'nothing');
    },
  },
  {
    name: 'guide',
    title: 'Guided to whoever is to be granted access',
    scenario: 'connected',
    async run({ console, page, picture }) {
      await openDock(page);
      await press(page, overlay('[data-action="guide-start"]'));
      await press(page, overlay('[data-action="guide-all"]'));
      await deep(page, '[data-guide-step="tab"][data-guide-pointing="pointed"]');
      await openUserAccess(page);
      await deep(page, '[data-guide-step="select"][data-guide-pointing="pointed"]');
      await picture();
      await exactly(console, 'grant', 0);
      return said('User Access, which was lit', 'not asked', 'nothing');
    },
  },
  {
    name: 'decoy',
    title: 'Another connection, which is none of our business',
    scenario: 'connected',
    async run({ console, page, picture }) {
      await page.goto('https://toutapp.com/next#settings/crm/salesforce/configure');
      await page.waitForSelector('sia-guardrails[data-page="settings"]');
      await press(page, 'main .js-other');
      await waitFor(() => console.log().length === 1, 'a change in the console');
      await picture();
      return said("Salesforce's own button", 'not asked', String(console.log()[0]?.action));
    },
  },
];

async function ask(page: Page, guard: string, picture: Stage['picture']): Promise<string> {
  await question(page, guard);
  await picture();
  return headline(page);
}

function said(pressed: string, asked: string, reached: string): string {
  return `pressed: ${pressed} · asked: ${asked} · reached the console: ${reached}`;
}

/**
 * Drives every guard once with real input, prints a line and saves a picture of each.
 *
 * @returns whether everything went as it should
 */
export async function runTour(options: TourOptions): Promise<boolean> {
  await mkdir(options.outDir, { recursive: true });
  let good = true;
  for (const stop of STOPS) {
    try {
      options.print(`✓ ${stop.title} — ${await visit(stop, options)}`);
    } catch (error) {
      good = false;
      const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
      options.print(`✗ ${stop.title} — ${why}`);
    }
  }
  return good;
}

async function visit(stop: Stop, options: TourOptions): Promise<string> {
  const { kind, executablePath, extensionDir, lang, outDir } = options;
  const practice = await startConsole({
    port: 0,
    delayMs: 50,
    scenario: stop.scenario,
    lang: lang as Language,
  });
  let admin: Admin | null = null;
  try {
    admin = await enterConsole(
      { kind, executablePath, extensionDir, console: practice, headless: true },
      'a',
    );
    const { page } = admin;
    const picture = async (of: Page = page) => {
      await of.screenshot({ path: join(outDir, `${stop.name}.png`) });
    };
    return await within(stop.run({ console: practice, admin, page, picture }), STOP_LIMIT);
  } finally {
    await admin?.browser.close();
    await practice.close();
  }
}

async function within<T>(work: Promise<T>, limit: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${limit / 1_000} s`)), limit);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
