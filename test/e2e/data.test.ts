import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { press, typeText, waitFor } from '../browsers/input';
import { reload, visit } from '../browsers/launch';
import { type Backstage, openBackstage } from './extension';
import { openScene, type Scene } from './fixture';
import { action, expectNoAxe, field, makeDownloads, note, part } from './rooms';
import { answer, CONTROLS, openSetUp, openUserAccess, question } from './scene';

const downloads = makeDownloads();
const closing: (() => Promise<void>)[] = [];

let scene: Scene;
let backstage: Backstage;
let page: Page;
beforeAll(async () => {
  const { firefoxPrefs } = downloads;
  scene = await openScene({ scenario: 'connected' }, { firefoxPrefs }, (close) =>
    closing.push(close),
  );
  const { browser } = scene.admin;
  await downloads.tell(browser);
  await openUserAccess(scene.admin.page);
  await openSetUp(scene.admin.page);
  backstage = await openBackstage(browser);
  page = await browser.openExtensionPage('dashboard.html#settings/accounts');
});
afterAll(async () => {
  for (const close of closing.reverse()) await close();
  downloads.remove();
});

const go = (hash: string) =>
  page.evaluate((wanted) => {
    location.hash = wanted;
  }, hash);

const names = async () =>
  ((await backstage.rows('accounts')) as { name: string }[]).map(({ name }) => name);

/** The files that were saved. */
const saved = () => readdirSync(downloads.folder).filter((name) => name.endsWith('.json'));

/** What the popup has kept to show it at once the next time. */
const glance = () => page.evaluate(() => JSON.stringify(Object.values(localStorage)));

/** Saves everything, and waits until the file is there, and whole. */
async function saveEverything(before: number): Promise<string> {
  await press(page, action('save-everything'));
  await page.waitForSelector(note('everything-saved'));
  return waitFor(() => {
    const file = join(downloads.folder, saved().sort().at(-1) ?? '');
    JSON.parse(readFileSync(file, 'utf8'));
    return saved().length > before && file;
  }, 'the saved file');
}

async function type(name: string, word: string): Promise<void> {
  await typeText(page, field(`${name}-word`), word);
  await press(page, action(name));
}

it('names an account, saves everything, deletes it, and puts it back', async () => {
  await typeText(page, field('account-name'), 'Acme Corporation');
  await press(page, action('account-save'));
  await page.waitForSelector(note('account-saved'));
  expect(await names()).toEqual(['Acme Corporation']);
  const users = await backstage.rows('users');
  expect(users.length).toBeGreaterThan(10);
  await waitFor(async () => (await glance()).includes('@'), 'the popup to keep what it shows');

  await go('#settings/data');
  await page.waitForSelector(part('delete'));
  const backup = await saveEverything(0);
  expect(JSON.parse(readFileSync(backup, 'utf8'))).toMatchObject({
    format: 'sia-guardrails-backup',
    version: 1,
  });
  await type('delete-everything', 'delete');
  await page.waitForSelector(note('delete-everything-done'));
  expect(await backstage.rows('users')).toEqual([]);
  expect(await backstage.rows('keys')).toEqual([]);
  // Nor is it kept whom the popup has shown.
  expect(await glance()).not.toContain('@');

  const input = await page.waitForSelector(field('backup'));
  // The field is for files, which the driver cannot know.
  await (input as ElementHandle<HTMLInputElement>).uploadFile(backup);
  await page.waitForSelector(part('backup-preview'));
  const added = await page.$eval(
    '[data-change="people"] [data-column="added"]',
    (cell) => cell.textContent,
  );
  expect(Number(added)).toBe(users.length);
  await expectNoAxe(page);
  expect(await backstage.rows('users')).toEqual([]);
  await press(page, action('take-backup'));
  await page.waitForSelector(note('backup-taken'));
  expect(await backstage.rows('users')).toEqual(users);
  expect(await names()).toContain('Acme Corporation');
});

it('says that the disk is full, wherever one looks', async () => {
  const say = (trouble: string | null) =>
    page.evaluate(async (told) => {
      const api = Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');
      await api.storage.session.set({ trouble: told });
    }, trouble);
  await say('full');
  await page.waitForSelector('[data-trouble="full"]');
  await backstage.page.waitForSelector('[data-trouble="full"] [data-action="data"]');
  expect(await page.$(part('retention'))).not.toBeNull();
  await say(null);
  await waitFor(async () => (await page.$('[data-trouble]')) === null, 'that to be over');
});

it('goes on asking when nothing can be read or stored, and loses nothing that can be saved', async () => {
  // What was stored by a newer version is not touched by this one.
  await page.evaluate(async () => {
    const request = indexedDB.open('sia-guardrails', 990);
    await new Promise((resolve, reject) => {
      request.onsuccess = resolve;
      request.onerror = () => reject(request.error);
    });
    request.result.close();
  });
  const { page: console } = scene.admin;
  await console.bringToFront();
  await press(console, CONTROLS.disconnect);
  await question(console, 'disconnect-order');
  await answer(console, 'cancel');

  await page.bringToFront();
  await reload(page);
  await page.waitForSelector('[data-trouble="newer"]');
  await expectNoAxe(page);
  const rescued = await saveEverything(saved().length);
  const { tables } = JSON.parse(readFileSync(rescued, 'utf8'));
  expect(tables.accounts).toMatchObject([{ name: 'Acme Corporation' }]);
  await visit(backstage.page, await backstage.page.evaluate(() => location.href));
  await backstage.page.waitForSelector('[data-trouble="newer"]');

  await type('begin-anew', 'DELETE');
  await page.waitForSelector(part('retention'));
  expect((await backstage.rows('users')).length).toBe(0);
});

it('waits for another page that holds it up', async () => {
  const { page: other } = backstage;
  // An older layout, kept open by somebody who does not let go of it.
  await other.evaluate(async () => {
    indexedDB.deleteDatabase('sia-guardrails');
    const request = indexedDB.open('sia-guardrails', 1);
    await new Promise((resolve, reject) => {
      request.onsuccess = resolve;
      request.onerror = () => reject(request.error);
    });
    Reflect.set(globalThis, 'held', request.result);
  });
  await reload(page);
  await page.waitForSelector('[data-trouble="blocked"]');
  await other.evaluate(() => Reflect.get(globalThis, 'held').close());
  await page.waitForSelector(part('retention'));
  expect(await page.$('[data-trouble]')).toBeNull();
});
