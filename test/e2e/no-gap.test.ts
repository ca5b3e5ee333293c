import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { isDeep } from '../browsers/depth';
import { hittable, waitFor } from '../browsers/input';
import { browserUnderTest } from '../browsers/under-test';
import { openScene } from './fixture';
import { CONTROLS, changes } from './scene';

const LOADS = isDeep ? 25 : 6;
const PRESSES = 40;

it.skipIf(browserUnderTest().kind === 'firefox')(
  `lets none of ${LOADS * PRESSES} presses through, sent from the first frame in which Disconnect exists (Chromium only: its protocol alone sends input while a document loads)`,
  async () => {
    const { console, admin } = await openScene({ scenario: 'connected' });
    const { page } = admin;
    const url = 'https://toutapp.com/next?instant=1#settings/marketo-admin';
    await page.goto(url);
    const { x, y } = await hittable(page, CONTROLS.disconnect);
    await reportFirstFrame(page);
    let sent = 0;
    for (let load = 0; load < LOADS; load += 1) {
      await page.goto('about:blank');
      const first = firstFrame();
      const loaded = page.goto(url, { waitUntil: 'load' });
      await first;
      let asked = false;
      for (let press = 0; press < PRESSES; press += 1) {
        await page.mouse.click(x, y);
        sent += 1;
        if (!(await isAsking(page))) continue;
        asked = true;
        await page.keyboard.press('Escape');
      }
      await loaded;
      // The presses did hit the control: without a question they would have hit nothing.
      if (!asked) await waitFor(() => isAsking(page), `a question after load ${load + 1}`);
    }
    expect(sent).toBe(LOADS * PRESSES);
    expect(changes(console, 'disconnect')).toBe(0);
  },
  400_000,
);

let announce: (() => void) | null = null;

/** Resolves in the first frame that has the control, and fails when a press has taken it away for good. */
function firstFrame(): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Disconnect did not appear')), 10_000);
    announce = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

/** Has each document say when it first draws a frame with the control in it. */
async function reportFirstFrame(page: Page): Promise<void> {
  await page.exposeFunction('controlIsThere', () => announce?.());
  await page.evaluateOnNewDocument((selector) => {
    const look = () => {
      if (document.querySelector(selector)) {
        (window as unknown as { controlIsThere: () => void }).controlIsThere();
      } else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, CONTROLS.disconnect);
}

function isAsking(page: Page): Promise<boolean> {
  return page
    .evaluate(() => document.querySelector('sia-guardrails')?.hasAttribute('data-held') ?? false)
    .catch(() => false);
}
