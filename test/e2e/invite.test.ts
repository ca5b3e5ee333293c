import { rmSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deep, overlay, press, typeText, waitFor } from '../browsers/input';
import { launchBrowser, type RunningBrowser } from '../browsers/launch';
import { browserUnderTest } from '../browsers/under-test';
import { LANGUAGES, type PracticeConsole, startConsole } from '../console/server';
import { type Backstage, openBackstage } from './extension';
import { copyWithPod } from './pod-copy';
import { answer, headline, mayGoOn, noQuestion, question, tickAnswer, typeAnswer } from './scene';

const POD = 'https://app-sj01.marketo.com/';
const OTHER_POD = 'https://app-ab12.marketo.com/';
const under = browserUnderTest();

/** What is pressed in the practice console. */
const ACT = (name: string, key?: string) =>
  `[data-act="${name}"]${key === undefined ? '' : `[data-key="${key}"]`}`;

let practice: PracticeConsole;

beforeAll(async () => {
  practice = await startConsole({ port: 0, delayMs: 10 });
});
afterAll(() => practice.close());

/** Opens the sales users' tab with real input. */
async function openSalesUsers(page: Page, at = `${POD}#EA0A1`): Promise<void> {
  await page.goto(at);
  await press(page, ACT('tab', 'salesUsers'));
  await page.waitForSelector(ACT('invite-sales'));
}

/** Opens the wizard, once the tab is seen to be guarded. */
async function openWizard(page: Page, at?: string): Promise<void> {
  await openSalesUsers(page, at);
  await page.waitForSelector('sia-guardrails[data-page="sales-users"][data-guarded="yes"]');
  await press(page, ACT('invite-sales'));
}

/** What is written in the wizard's fields, and which of its boxes are ticked. */
function wizardNow(page: Page): Promise<string[]> {
  return page.$$eval('.x4-window [data-field], .x4-window .x4-form-type-checkbox', (parts) =>
    parts.map((part) => ('value' in part ? String(part.value) : part.className)),
  );
}

/** Presses something, and what is asked there on the way. */
async function pressThrough(page: Page, control: string): Promise<void> {
  await press(page, control);
  await question(page, 'invite-review');
  await answer(page, 'proceed');
}

async function byEmail(page: Page, first: string, last: string, email: string): Promise<void> {
  await press(page, ACT('via-email'));
  await typeText(page, '[data-field="first"]', first);
  await typeText(page, '[data-field="last"]', last);
  await typeText(page, '[data-field="email"]', email);
}

/** Picks a day in the wizard's calendar, and returns it. */
async function pickDay(page: Page): Promise<string> {
  await press(page, ACT('open-date'));
  const day = await page.$eval(ACT('date'), (cell) => cell.getAttribute('data-key') ?? '');
  await press(page, ACT('date', day));
  return day;
}

async function sentCount(): Promise<number> {
  // A press that would slip through takes a moment to reach the server.
  await new Promise((resolve) => setTimeout(resolve, 300));
  return practice.log().filter(({ action }) => action === 'sales-invite').length;
}

describe('without permission', () => {
  let running: RunningBrowser;
  beforeAll(async () => {
    running = await launchBrowser({ ...under, console: practice, headless: true });
  });
  afterAll(() => running.close());

  it('never touches Marketo Engage', async () => {
    practice.reset();
    const page = await running.newPage();
    await openSalesUsers(page);
    await press(page, ACT('invite-sales'));
    await byEmail(page, 'Eve', 'Else', 'eve@exmaple.com');
    await press(page, ACT('next'));
    await press(page, ACT('next'));
    await press(page, ACT('send'));
    await waitFor(() => practice.engage().salesUsers.length === 2, 'the invitation to be sent');
    expect(await page.$('sia-guardrails')).toBeNull();
  });
});

describe('on a pod that is allowed', () => {
  let dir: string;
  let running: RunningBrowser;
  let backstage: Backstage;
  let page: Page;

  beforeAll(async () => {
    dir = copyWithPod(under.extensionDir, POD);
    running = await launchBrowser({
      ...under,
      extensionDir: dir,
      console: practice,
      headless: true,
    });
    backstage = await openBackstage(running);
    page = await running.newPage();
    // The people of User Access are whom the domains are known from.
    await page.goto('https://toutapp.com/login?as=a');
    await press(page, '[data-tab="access"]');
    await page.waitForSelector('sia-guardrails[data-page="user-access"][data-guarded="yes"]');
  });
  beforeEach(() => practice.reset());
  afterAll(async () => {
    await running.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it('leaves another pod alone', async () => {
    await openSalesUsers(page, `${OTHER_POD}#EA0A1`);
    expect(await page.$('sia-guardrails')).toBeNull();
  });

  it('catches every trap of an invitation by email, and changes nothing when it is left', async () => {
    await openWizard(page);
    await byEmail(page, 'Eve', 'Else', 'eve@exmaple.com');
    const before = await wizardNow(page);
    await press(page, ACT('next'));
    const hint = await question(page, 'invite-review');
    expect(hint).toContain('“exmaple.com” looks like a slip for “example.com”');
    expect(hint).toContain('eve@exmaple.com');
    expect(hint).toContain('The access stays until somebody takes it away');
    await answer(page, 'cancel');
    expect(await wizardNow(page)).toEqual(before);
    await pressThrough(page, ACT('next'));

    await page.waitForSelector(ACT('insight'));
    await press(page, ACT('next'));
    expect(await question(page, 'invite-review')).toContain('without Account Insight');
    await page.keyboard.press('Escape');
    await noQuestion(page);
    expect(await page.$(ACT('insight'))).not.toBeNull();
    await pressThrough(page, ACT('next'));

    await page.waitForSelector(ACT('send'));
    await press(page, ACT('send'));
    const asked = await question(page, 'invite-review');
    expect(await headline(page)).toBe('1 person will be invited without Account Insight');
    for (const said of [
      'Eve Else',
      'eve@exmaple.com',
      'By email',
      'Never',
      '[Add a personal note]',
    ])
      expect(asked).toContain(said);
    expect(asked).not.toContain('Best regards');
    await answer(page, 'cancel');
    expect(await sentCount()).toBe(0);
    expect(await page.$(ACT('send'))).not.toBeNull();

    await press(page, ACT('send'));
    await question(page, 'invite-review');
    expect(await mayGoOn(page)).toBe(false);
    await tickAnswer(page);
    await typeAnswer(page, 'exmaple.com');
    await answer(page, 'proceed');
    await waitFor(() => practice.engage().salesUsers.length === 2, 'the invitation to be sent');
    expect(await sentCount()).toBe(1);
  });

  it('lets a sound invitation of several people go with Enter, and remembers whom it was for', async () => {
    await openWizard(page);
    await press(page, ACT('open-crm'));
    for (const who of ['ann.lee', 'joann.lee'])
      await press(page, ACT('choose', `${who}@example.com`));
    await press(page, ACT('open-crm'));
    const day = await pickDay(page);
    await press(page, ACT('next'));
    await press(page, ACT('insight'));
    await press(page, ACT('next'));
    await page.waitForSelector('[data-field="message"]');
    await page.$eval('[data-field="message"]', (area) => {
      (area as HTMLTextAreaElement).value = 'Hello, welcome to Account Insight.';
    });
    await press(page, ACT('send'));
    const asked = await question(page, 'invite-review');
    expect(await headline(page)).toBe('2 people will be invited to Account Insight');
    for (const said of [
      'ann.lee@example.com',
      'joann.lee@example.com',
      "Chosen from the CRM's list",
    ])
      expect(asked).toContain(said);
    await page.keyboard.press('Enter');
    await waitFor(() => practice.engage().salesUsers.length === 3, 'the invitations to be sent');
    const lines = await waitFor(async () => {
      const invited = (await backstage.ledger()).filter(({ kind }) => kind === 'invited');
      const theirs = invited.filter((line) => JSON.stringify(line).includes('ann.lee'));
      return theirs.length === 2 && theirs;
    }, 'both in the ledger');
    expect(lines[0]).toMatchObject({
      email: 'ann.lee@example.com',
      name: 'Ann Lee',
      expires: day,
      accountInsight: 'ticked',
    });

    await openWizard(page);
    await press(page, ACT('open-crm'));
    await press(page, ACT('choose', 'ann.lee@example.com'));
    await press(page, ACT('open-crm'));
    await pickDay(page);
    await press(page, ACT('next'));
    await question(page, 'invite-review');
    expect(await headline(page)).toBe('1 of these people was invited before');
    await answer(page, 'cancel');
  });

  it('keeps nothing of an invitation that the console refuses', async () => {
    await openWizard(page, `${POD}?cards=keep#EA0A1`);
    await byEmail(page, 'No', 'Dot', 'no@dot');
    await pickDay(page);
    await pressThrough(page, ACT('next'));
    await press(page, '.x4-panel-body:not(.x4-hide-offsets) [data-act="insight"]');
    await press(page, ACT('next'));
    await page.waitForSelector(ACT('send'));
    await pressThrough(page, ACT('send'));
    await page.waitForSelector('.x4-form-invalid');
    await press(page, `.x4-toolbar-footer ${ACT('cancel')}`);
    await waitFor(async () => (await page.$('.x4-window')) === null, 'the wizard to close');
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(JSON.stringify(await backstage.ledger())).not.toContain('no@dot');
  });

  it('leaves the wizard for other users alone', async () => {
    await page.goto(`${POD}#EA0A1`);
    await press(page, ACT('tab', 'users'));
    await press(page, ACT('invite-user'));
    await press(page, ACT('next'));
    await press(page, ACT('next'));
    await press(page, ACT('send'));
    await waitFor(
      () => practice.log().some(({ action }) => action === 'user-invite'),
      'the other invitation to be sent',
    );
  });

  it('holds Next by what it is called in each language, keyboard included', async () => {
    for (const lang of LANGUAGES) {
      await openWizard(page, `${POD}?lang=${lang}#EA0A1`);
      await page.focus(ACT('next'));
      await page.keyboard.press('Enter');
      await deep(page, 'dialog[data-guard="invite-review"][open]');
      expect(await page.$eval(overlay('dialog'), (dialog) => dialog.textContent)).toContain(
        'expire',
      );
    }
  });
});
