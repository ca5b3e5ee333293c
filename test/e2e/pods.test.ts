import { afterAll, beforeAll, expect, it } from 'vitest';
import { press, typeText, waitFor } from '../browsers/input';
import { launchBrowser, type RunningBrowser } from '../browsers/launch';
import { browserUnderTest } from '../browsers/under-test';
import { type PracticeConsole, startConsole } from '../console/server';

const POD = 'https://app-sj01.marketo.com/';
const under = browserUnderTest();

/**
 * The whole way of the permission: a person allows a pod in the settings, and takes it back. Firefox alone can be
 * told to answer its own question; in Chromium nothing reaches the window in which that is asked (see
 * `invite.test.ts` for what is tested there).
 */
const inFirefox = it.runIf(under.kind === 'firefox');

let practice: PracticeConsole;
let running: RunningBrowser;

beforeAll(async () => {
  practice = await startConsole({ port: 0, delayMs: 10 });
  running = await launchBrowser({
    ...under,
    console: practice,
    headless: true,
    firefoxPrefs: { 'extensions.webextOptionalPermissionPrompts': false },
  });
});
afterAll(async () => {
  await running.close();
  await practice.close();
});

inFirefox(
  'guards a pod once it is allowed, after a reload, and until it is given back',
  async () => {
    const page = await running.newPage();
    await page.goto(`${POD}#EA0A1`);
    await page.waitForSelector('[data-act="tab"]');
    expect(await page.$('sia-guardrails')).toBeNull();

    const settings = await running.openExtensionPage('dashboard.html#settings/engage');
    await settings.waitForSelector('[data-empty="pods"]');
    await typeText(settings, '[data-field="pod"]', `${POD}#EA0A1`);
    await press(settings, '[data-action="pod-allow"]');
    await settings.waitForSelector('[data-pod="sj01"]');
    await settings.waitForSelector('[data-note="pod-allowed"]');

    // What is open already is left alone until it is reloaded.
    expect(await page.$('sia-guardrails')).toBeNull();
    await page.bringToFront();
    await waitFor(async () => {
      await page.reload();
      return page.waitForSelector('sia-guardrails', { timeout: 2_000 }).catch(() => null);
    }, 'the pod to be guarded');
    await press(page, '[data-act="tab"][data-key="salesUsers"]');
    await page.waitForSelector('sia-guardrails[data-page="sales-users"][data-guarded="yes"]');

    await settings.bringToFront();
    await press(settings, '[data-pod="sj01"] [data-action="pod-forbid"]');
    await settings.waitForSelector('[data-empty="pods"]');
    await page.bringToFront();
    await waitFor(async () => {
      await page.reload();
      await page.waitForSelector('[data-act="tab"]');
      return (await page.$('sia-guardrails')) === null;
    }, 'the pod to be left alone again');
  },
);

it('refuses what is no pod without asking for anything', async () => {
  const settings = await running.openExtensionPage('dashboard.html#settings/engage');
  await typeText(settings, '[data-field="pod"]', 'https://marketo.com.evil.example/');
  await press(settings, '[data-action="pod-allow"]');
  await settings.waitForSelector('[data-field="pod"][aria-invalid="true"]');
  await settings.waitForSelector('[data-empty="pods"]');
});
