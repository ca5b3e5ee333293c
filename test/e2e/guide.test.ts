import { rmSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { expect, it, onTestFinished } from 'vitest';
import { deep, overlay, press, typeText, waitFor } from '../browsers/input';
import { launchBrowser } from '../browsers/launch';
import { browserUnderTest } from '../browsers/under-test';
import { startConsole } from '../console/server';
import { isConnected } from '../console/state';
import { openBackstage } from './extension';
import { openScene } from './fixture';
import { copyWithPod } from './pod-copy';
import { answer, atPage, drawnTwice, noQuestion, openDock, question, tickAnswer } from './scene';

const POD = 'https://app-sj01.marketo.com/';

/** A button of the guide's card. */
const action = (name: string) => overlay(`[data-guide] [data-action="${name}"]`);

/** What is pressed in Marketo Engage. */
const ACT = (name: string, key?: string) =>
  `[data-act="${name}"]${key === undefined ? '' : `[data-key="${key}"]`}`;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Waits until the guide is at a step. */
async function atStep(page: Page, step: string): Promise<void> {
  await deep(page, `[data-guide-step="${step}"]`);
}

/** Where the spotlight is; `null` while it is out. */
function spotlight(page: Page): Promise<Box | null> {
  return page.evaluate(() => {
    const root = document.querySelector('sia-guardrails')?.shadowRoot;
    const lit = root?.querySelector('.spotlight:popover-open');
    if (!lit) return null;
    const { x, y, width, height } = lit.getBoundingClientRect();
    return { x, y, width, height };
  });
}

/** Waits until the spotlight lies on an element, to the pixel. */
async function isLit(page: Page, selector: string): Promise<Box> {
  return waitFor(async () => {
    const lit = await spotlight(page);
    const box = await page.$eval(selector, (element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x, y, width, height };
    });
    const isNear = (side: keyof Box) => Math.abs((lit?.[side] ?? Number.NaN) - box[side]) <= 1;
    return (['x', 'y', 'width', 'height'] as const).every(isNear) && lit;
  }, `the spotlight on ${selector}`);
}

/** Waits until the spotlight lies around an element and what belongs to it in its line. */
async function isLitAround(page: Page, selector: string): Promise<void> {
  await waitFor(async () => {
    const lit = await spotlight(page);
    const box = await page.$eval(selector, (element) => element.getBoundingClientRect().toJSON());
    if (lit === null) return false;
    const isAround = lit.y <= box.y + 1 && lit.y + lit.height >= box.y + box.height - 1;
    return isAround && lit.height < 2 * box.height && lit.x <= box.x + 1;
  }, `the spotlight around ${selector}`);
}

/** Presses what is lit, through the spotlight. */
async function pressLit(page: Page, selector: string): Promise<void> {
  const { x, y, width, height } = await isLit(page, selector);
  await page.mouse.click(x + width / 2, y + height / 2);
}

/** Where everything in the page is. */
function layout(page: Page): Promise<string> {
  return page.$$eval('body, body *', (elements) =>
    elements
      .map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return [x, y, width, height].map(Math.round).join(' ');
      })
      .join('\n'),
  );
}

it('leads through inviting and granting, lit to the pixel, and is taken up where it was left', async () => {
  const { admin, console: practice } = await openScene({ users: 60 });
  const { page } = admin;
  await drawnTwice();
  const before = await layout(page);
  await openDock(page);
  await press(page, overlay('[data-action="guide-start"]'));
  await atStep(page, 'people');
  await press(page, action('guide-invite'));
  await isLit(page, 'a[href="#settings/admin/user-management"]');
  expect(await layout(page)).toBe(before);
  await pressLit(page, 'a[href="#settings/admin/user-management"]');

  await atStep(page, 'invite-menu');
  await pressLit(page, '[data-key="actions"]');
  await pressLit(page, '.js-invite');
  await atStep(page, 'invite-send');
  await pressLit(page, '#invite-emails');
  await page.keyboard.type('new.hire@example.com');
  await pressLit(page, '.modal .btn-success');
  await atStep(page, 'marketo');
  expect(practice.state().users.some(({ email }) => email === 'new.hire@example.com')).toBe(true);

  await press(page, action('guide-leave'));
  await waitFor(async () => (await spotlight(page)) === null, 'the spotlight to go out');
  await page.reload();
  await atPage(page, 'user-management');
  await openDock(page);
  await deep(page, '[data-guide-left="marketo"]');
  await press(page, overlay('[data-action="guide-start"]'));
  await pressLit(page, 'a[href="#settings/marketo-admin"]');
  await atStep(page, 'tab');
  await pressLit(page, '[data-tab="access"]');

  await atStep(page, 'select');
  const box = '[data-key="select-joann.lee@example.com"]';
  await isLit(page, box);
  await page.mouse.move(600, 500);
  await page.mouse.wheel({ deltaY: 90 });
  await waitFor(() => page.evaluate(() => scrollY > 0), 'the page to scroll');
  await isLit(page, box);
  // The list is drawn anew, and all that is above it becomes higher.
  await page.evaluate(() => {
    const list = document.querySelector('.js-table');
    if (list) list.innerHTML += '';
    document.querySelector('main')?.insertAdjacentHTML('afterbegin', '<p>A word of news.</p>');
  });
  await isLit(page, box);
  await pressLit(page, box);

  await atStep(page, 'connect');
  await pressLit(page, '.js-grant');
  await atStep(page, 'workspace');
  await pressLit(page, '.bulk .dropdown-toggle');
  await press(page, '.bulk .js-workspace[value="EMEA"]');
  await page.keyboard.press('Escape');
  await atStep(page, 'grant');
  await pressLit(page, '.modal button[type="submit"]');
  await question(page, 'workspace-lock');
  expect(await spotlight(page)).toBeNull();
  await answer(page, 'proceed');
  await atStep(page, 'granted');
  const joann = practice.state().users.find(({ email }) => email === 'joann.lee@example.com');
  expect(joann && isConnected(practice.state(), joann)).toBe(true);
  await press(page, action('guide-leave'));
  const backstage = await openBackstage(admin.browser);
  expect(await backstage.rows('guides')).toMatchObject([
    { guide: 'grant', state: 'finished', step: 'granted' },
  ]);
});

it('leads through an invitation to Account Insight, and keeps the way on free', async () => {
  const under = browserUnderTest();
  const practice = await startConsole({ port: 0, delayMs: 10 });
  onTestFinished(() => practice.close());
  const extensionDir = copyWithPod(under.extensionDir, POD);
  onTestFinished(() => rmSync(extensionDir, { recursive: true, force: true }));
  const browser = await launchBrowser({
    ...{ ...under, extensionDir, console: practice, headless: true },
  });
  onTestFinished(() => browser.close());
  await openBackstage(browser);
  const page = await browser.newPage();
  // As large as a window is at 200 %.
  await page.setViewport({ width: 640, height: 400 });
  await page.goto(`${POD}#EA0A1`);
  await press(page, ACT('tab', 'salesUsers'));
  await atPage(page, 'sales-users');
  await press(page, ACT('invite-sales'));
  await press(page, ACT('next'));
  await question(page, 'invite-review');
  await answer(page, 'cancel');
  await press(page, ACT('cancel'));
  await page.setViewport({ width: 1280, height: 800 });
  await openDock(page);
  await press(page, overlay('[data-action="guide-start"]'));
  await atStep(page, 'invite-open');
  await page.evaluate(() => {
    location.hash = '#MM0A1';
  });

  await deep(page, '[data-guide-step="admin"] [data-guide-note="moved"]');
  await pressLit(page, ACT('node', 'EA0A0'));
  await atStep(page, 'users-roles');
  await pressLit(page, `${ACT('node', 'EA0A1')} a`);
  await atStep(page, 'invite-open');
  await press(page, ACT('tab', 'users'));
  await atStep(page, 'sales-users');
  await pressLit(page, ACT('tab', 'salesUsers'));
  await pressLit(page, ACT('invite-sales'));

  await atStep(page, 'who');
  await isLitAround(page, '[data-field="crmUser"]');
  await press(page, ACT('via-email'));
  for (const [field, text] of [
    ['first', 'Ann'],
    ['last', 'Lee'],
    ['email', 'ann.lee@example.com'],
  ] as const) {
    await isLitAround(page, `[data-field="${field}"]`);
    await typeText(page, `[data-field="${field}"]`, text);
  }
  await atStep(page, 'expiry');
  await press(page, ACT('open-date'));
  await press(page, ACT('date'));
  await atStep(page, 'who-next');
  await pressLit(page, ACT('next'));
  await noQuestion(page);
  await atStep(page, 'insight');
  await press(page, ACT('insight'));
  await atStep(page, 'insight-next');
  await pressLit(page, ACT('next'));
  await atStep(page, 'send');
  await pressLit(page, ACT('send'));
  await question(page, 'invite-review');
  if (await page.$(overlay('dialog [data-field="choose"]'))) await tickAnswer(page);
  await answer(page, 'proceed');
  await atStep(page, 'invited');
  expect(practice.engage().salesUsers.at(-1)).toMatchObject({
    email: 'ann.lee@example.com',
    accountInsight: true,
  });
  await press(page, action('guide-leave'));
  await waitFor(async () => (await page.$(overlay('[data-guide]'))) === null, 'the guide to end');
});
