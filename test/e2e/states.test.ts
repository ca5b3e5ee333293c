import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { isDeep } from '../browsers/depth';
import { browserUnderTest } from '../browsers/under-test';
import { ROOT } from '../cli/setup.mjs';
import { openRooms } from './rooms';
import { faultsOf, readerOf } from './state-faults';
import { openStage, viewportOf } from './state-stage';
import { STATES, type State } from './states';

const SCHEMES = ['light', 'dark'] as const;
const ZOOMS = [1, 2] as const;

/** The languages besides English that the extension speaks. */
type Language = 'de' | 'ja';

/** How a state is looked at. */
interface Look {
  readonly scheme: (typeof SCHEMES)[number];
  readonly zoom: (typeof ZOOMS)[number];
}

/** Where the pictures go. */
const PICTURES = join(ROOT, '.output', 'states');

/** Longer pages say nothing more, in CSS pixels. */
const LONGEST = 2_600;

const EVERY_LOOK: readonly Look[] = SCHEMES.flatMap((scheme) =>
  ZOOMS.map((zoom) => ({ scheme, zoom })),
);

/**
 * How each state is looked at where not everything is: one way, the next one the next. German words are the longest,
 * and at 200 % there is the least room for them.
 */
const TURNS: readonly Look[] = [
  { scheme: 'light', zoom: 2 },
  { scheme: 'dark', zoom: 2 },
  { scheme: 'light', zoom: 1 },
];

/** Those that are shown where not all are: the fullest of each kind. */
const EVERYDAY: ReadonlySet<string> = new Set([
  ...['popup-first-use', 'popup-wait-over', 'popup-accounts', 'popup-everything'],
  ...['popup-person-long', 'popup-tab-not-recognised', 'popup-tab-engage-off', 'popup-unreadable'],
  ...['team-partial', 'team-person-long', 'team-columns', 'team-view-named', 'team-changes'],
  ...['plan-overview', 'plan-faults', 'plan-recovery', 'plan-invite-checked'],
  ...['handoffs-table', 'handoffs-one', 'handoffs-report', 'activity-line'],
  ...['settings-recognition-taught', 'settings-data-comparison'],
]);

/** Only some states, by the beginnings of their names with commas between, for whoever works on them. */
const WANTED = process.env.SIA_STATES ?? '';

const shown = STATES.filter(({ name }) =>
  WANTED === ''
    ? isDeep || EVERYDAY.has(name)
    : WANTED.split(',').some((one) => name.startsWith(one)),
);

/**
 * Axe takes as long as everything else. What it says of light pages, other tests hear; and what it says of a page at
 * 200 %, it says of more.
 */
function asksAxe({ scheme, zoom }: Look): boolean {
  return zoom === 2 && (isDeep || scheme === 'dark');
}

async function turnTo(page: Page, state: State, { scheme, zoom }: Look): Promise<void> {
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.setViewport(viewportOf(state, zoom));
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
}

async function takePicture(page: Page, name: string): Promise<void> {
  const size = await page.evaluate(() => {
    const { clientWidth, scrollHeight } = document.documentElement;
    return { width: clientWidth, height: scrollHeight };
  });
  await page.screenshot({
    path: join(PICTURES, `${name}.png`),
    captureBeyondViewport: true,
    clip: { x: 0, y: 0, width: size.width, height: Math.min(size.height, LONGEST) },
  });
}

/** Shows every state in a language, and returns what is wrong with which. */
async function walk(lang: Language, looksAt: (place: number) => readonly Look[]) {
  const rooms = await openRooms({ lang });
  const read = readerOf(lang);
  const wrong: Record<string, string[]> = {};
  try {
    const stage = await openStage(rooms);
    for (const [place, state] of shown.entries()) {
      await stage
        .show(state, async (page) => {
          for (const look of looksAt(place)) {
            const name = `${state.name}.${lang}.${look.scheme}.${look.zoom * 100}`;
            await turnTo(page, state, look);
            if (isDeep) await takePicture(page, name);
            const faults = await faultsOf(page, read, asksAxe(look));
            if (faults.length > 0) wrong[name] = faults;
          }
        })
        .catch((error) => {
          wrong[state.name] = [String(error)];
        });
    }
  } finally {
    await rooms.close();
  }
  return wrong;
}

beforeAll(() => {
  if (!isDeep) return;
  if (WANTED === '') rmSync(PICTURES, { recursive: true, force: true });
  mkdirSync(PICTURES, { recursive: true });
});

const languages: readonly Language[] = isDeep ? ['de', 'ja'] : ['de'];

// What is the same code in both browsers, drawn from the same data, is looked at in one.
it.skipIf(browserUnderTest().kind === 'firefox').each(languages)(
  'shows all there is to show, in %s, and nothing of it is cut off, untranslated or out of reach',
  async (lang) => {
    const turn = (place: number) => TURNS.slice(place % TURNS.length).slice(0, 1);
    const wrong = await walk(lang, isDeep ? () => EVERY_LOOK : turn);
    expect(wrong).toEqual({});
  },
  30 * 60_000,
);
