import fc from 'fast-check';
import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { isDeep } from '../browsers/depth';
import { hittable, press, waitFor } from '../browsers/input';
import { browserUnderTest } from '../browsers/under-test';
import type { PracticeConsole } from '../console/server';
import { openScene } from '../e2e/fixture';
import { buildProbe } from '../e2e/kits/probe';
import { CONTROLS, noQuestion, openUserAccess, selectPeople } from '../e2e/scene';
import { MUTATIONS, parameters } from './arbitrary';
import type { Mutation } from './mutations';
import { freeze } from './scenes';

/** Each takes about a second: the page has to be read, and the question to be asked. */
const RUNS = isDeep ? 14 : 7;

/** What would be sent to the console if a press reached it. */
const BODIES = { disconnect: {}, revoke: { emails: [] }, grant: { people: [] } } as const;
type Danger = keyof typeof BODIES;

it
  .skipIf(browserUnderTest().kind === 'firefox')
  .each<readonly [Danger, (page: Page) => Promise<void>]>([
    ['disconnect', () => new Promise((resolve) => setTimeout(resolve, 700))],
    ['revoke', openRevoke],
    ['grant', openGrant],
  ])(
  'lets no real press on a changed control through to the console (%s)',
  async (danger, open) => {
    const probe = await buildProbe('../../fuzz/entry.ts');
    const { console: practice, admin } = await openScene({ scenario: 'connected', users: 20 });
    const { page } = admin;
    await open(page);
    await freeze(page, probe, { [CONTROLS[danger]]: danger });
    await wire(page, danger);
    const tally = { held: 0, unrecognised: 0, covered: 0 };
    await fc.assert(
      fc.asyncProperty(MUTATIONS, async (mutations) => {
        const outcome = await pressChanged(page, practice, mutations);
        tally[outcome] += 1;
      }),
      // A page with a question left open says nothing about the next one, so nothing simpler is looked for.
      { ...parameters(RUNS), endOnFailure: true },
    );
    globalThis.console.log(
      `${danger}: ${tally.held} real presses held, ${tally.unrecognised} not held on pages reported as not recognised, ${tally.covered} controls that no press could reach.`,
    );
    expect(tally.held).toBeGreaterThan(RUNS / 2);
  },
  240_000,
);

async function openRevoke(page: Page): Promise<void> {
  await openUserAccess(page);
  await selectPeople(page, 2, true);
}

async function openGrant(page: Page): Promise<void> {
  await openUserAccess(page);
  await selectPeople(page, 2);
  await press(page, CONTROLS.grantOpen);
  await page.waitForSelector(CONTROLS.grant);
  await new Promise((resolve) => setTimeout(resolve, 300));
}

/** Whatever its markup becomes, the marked control does what it is there for: it asks the server. */
async function wire(page: Page, danger: Danger): Promise<void> {
  await page.evaluate(
    (action, body) => {
      Object.assign(window, { reached: [] });
      for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) {
        document.addEventListener(
          type,
          (event) => {
            const isOn = event
              .composedPath()
              .some((one) => one instanceof Element && one.hasAttribute('data-practice'));
            if (!isOn) return;
            event.preventDefault();
            Reflect.get(window, 'reached').push(event.type);
            if (event.type !== 'click') return;
            const token = document
              .querySelector('meta[name="csrf-token"]')
              ?.getAttribute('content');
            void fetch(`/api/${action}`, {
              method: 'POST',
              headers: { 'content-type': 'application/json', 'x-csrf-token': token ?? '' },
              body: JSON.stringify(body),
            });
          },
          true,
        );
      }
    },
    danger,
    BODIES[danger],
  );
}

async function pressChanged(
  page: Page,
  practice: PracticeConsole,
  mutations: readonly Mutation[],
): Promise<'held' | 'unrecognised' | 'covered'> {
  // What a page that nobody recognised let through is there still.
  const logged = practice.log().length;
  await page.evaluate((changes) => {
    window.siaFuzz.change(changes);
    Reflect.get(window, 'reached').length = 0;
  }, mutations);
  const guarded = await settled(page);
  // What a changed page lays over a control keeps a person from it as well.
  const spot = await hittable(page, '>>> [data-practice]', { timeout: 1_500 }).catch(() => null);
  if (spot === null) return 'covered';
  await page.mouse.click(spot.x, spot.y);
  const isHeld = await waitFor(() => hasQuestion(page), 'a question', { timeout: 2_500 }).catch(
    () => false,
  );
  const reached = await page.evaluate(() => Reflect.get(window, 'reached').join(' '));
  const newLog = () =>
    practice
      .log()
      .slice(logged)
      .map(({ action }) => action);
  const log = newLog();
  if (guarded === 'yes') {
    expect({ reached, log, isHeld }).toEqual({ reached: '', log: [], isHeld: true });
  }
  if (isHeld) {
    await page.keyboard.press('Escape');
    await noQuestion(page);
    expect(newLog()).toEqual([]);
  }
  return isHeld ? 'held' : 'unrecognised';
}

/** What the overlay says of the page as it is now, once it has read it. */
async function settled(page: Page): Promise<string> {
  const said = () =>
    page.$eval('sia-guardrails', (host) => host.getAttribute('data-guarded') ?? '');
  await new Promise((resolve) => setTimeout(resolve, 350));
  return said();
}

function hasQuestion(page: Page): Promise<boolean> {
  return page.evaluate(
    () =>
      document.querySelector('sia-guardrails')?.shadowRoot?.querySelector('dialog[open]') !== null,
  );
}
