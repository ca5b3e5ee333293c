import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { expect, it, onTestFinished } from 'vitest';
import { deep, overlay, press, waitFor } from '../../browsers/input';
import { launchBrowser, type RunningBrowser } from '../../browsers/launch';
import { browserUnderTest } from '../../browsers/under-test';
import { startConsole } from '../../console/server';
import { openBackstage, setWaitMinutes } from '../extension';
import {
  answer,
  atPage,
  CONTROLS,
  connectAndWait,
  openUserAccess,
  question,
  selectPeople,
  waitEnds,
} from '../scene';

/** The Marketo page in a new tab, signed in: cookies of a practice session do not outlive the browser. */
async function enter(browser: RunningBrowser): Promise<Page> {
  const page = await browser.newPage();
  await page.goto('https://toutapp.com/login?as=a');
  await atPage(page, 'marketo-setup');
  return page;
}

it('goes on through a browser that is closed and opened again, and tells once what ended meanwhile', async () => {
  const practice = await startConsole({ port: 0, delayMs: 20, scenario: 'fresh' });
  onTestFinished(() => practice.close());
  const profileDir = mkdtempSync(join(tmpdir(), 'sia-kept-'));
  onTestFinished(() => rmSync(profileDir, { recursive: true, force: true, maxRetries: 5 }));
  let browser: RunningBrowser | null = null;
  onTestFinished(async () => browser?.close());
  const open = async () => {
    browser = await launchBrowser({
      ...browserUnderTest(),
      console: practice,
      headless: true,
      profileDir,
    });
    return browser;
  };

  const first = await open();
  await setWaitMinutes(await openBackstage(first), 1);
  const ends = await connectAndWait(await enter(first));
  await first.close();

  // Opened in time: it runs on to the same end, and granting is held.
  const second = await open();
  const page = await enter(second);
  expect(Math.abs((await waitEnds(page)) - ends)).toBeLessThan(50);
  const backstage = await openBackstage(second);
  expect(await backstage.badge()).toBe('1');
  await page.bringToFront();
  await openUserAccess(page);
  await selectPeople(page, 2);
  await press(page, CONTROLS.grantOpen);
  await question(page, 'wait');
  await answer(page, 'cancel', 'remind');
  expect(Date.now()).toBeLessThan(ends);
  await second.close();

  // Opened after the end: it is over, and told once.
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, ends + 1_000 - Date.now())));
  const third = await open();
  const late = await openBackstage(third);
  const told = await waitFor(async () => {
    const lines = (await late.ledger()).filter(({ kind }) => kind === 'wait-ended');
    return lines.length > 0 ? lines : null;
  }, 'the end to be told');
  expect(told).toHaveLength(1);
  expect(await late.badge()).toBe('');
  if (third.kind === 'chromium') {
    expect((await late.notifications()).filter((id) => id.startsWith('wait:'))).toHaveLength(1);
  }
  const again = await enter(third);
  await deep(again, '[data-wait-over]');
  expect(await again.$(overlay('[role="timer"]'))).toBeNull();
  await third.close();

  const fourth = await open();
  await enter(fourth);
  const lines = await (await openBackstage(fourth)).ledger();
  expect(lines.filter(({ kind }) => kind === 'wait-ended')).toHaveLength(1);
}, 150_000);
