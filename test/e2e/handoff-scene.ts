/** What the tests of handoffs do with the dock, with real input. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { it } from 'vitest';
import { deep, overlay, press, typeText, waitFor } from '../browsers/input';
import { browserUnderTest } from '../browsers/under-test';
import type { PracticeConsole } from '../console/server';
import { openAdmin } from './fixture';
import { type Admin, openDock, revealed } from './scene';

/**
 * What is the same code in both browsers, drawn from the same data, is tested in Chromium alone: each of these takes
 * browsers of its own, and the time of the whole run is short.
 */
export const inChromium = it.skipIf(browserUnderTest().kind === 'firefox');

/** Who somebody says they are when they join a handoff. */
export interface Joining {
  readonly role: 'a' | 'b' | 'lead';
  readonly name?: string;
}

/** A third browser: somebody who follows a handoff and acts in none. */
export function openLead(practice: PracticeConsole): Promise<Admin> {
  return openAdmin(practice, 'a');
}

/** Unfolds the dock if it is not. */
export async function dockOpen(page: Page): Promise<void> {
  const isOpen = await page.$(overlay('.dock[data-open="yes"]'));
  if (isOpen === null) await openDock(page);
}

/** The pass of the open handoff, as the person would paste it into a message. */
export async function copyPass({ page, browser }: Admin): Promise<string> {
  await page.bringToFront();
  await dockOpen(page);
  if (browser.kind === 'chromium') {
    const context = browser.browser.defaultBrowserContext();
    await context.overridePermissions('https://toutapp.com', [
      'clipboard-read',
      'clipboard-sanitized-write',
    ]);
    // Whether it was copied is then to be seen in what is on the clipboard, and not in what was said before.
    await page.evaluate(() => navigator.clipboard.writeText(''));
  }
  await press(page, overlay('[data-action="pass-copy"]'));
  await deep(page, ':is(.notice[data-tone="ok"], [data-field="pass-out"])');
  // Where a browser refuses the clipboard, the dock shows the pass for copying by hand.
  const shown = await page.$(overlay('[data-field="pass-out"]'));
  if (shown) return shown.evaluate((field) => (field as HTMLTextAreaElement).value);
  if (browser.kind === 'firefox') return pastedElsewhere(browser);
  return waitFor(
    () => page.evaluate(async () => (await navigator.clipboard.readText()) || null),
    'the pass on the clipboard',
  );
}

/** What the clipboard holds, found out by pasting it. */
async function pastedElsewhere(browser: Admin['browser']): Promise<string> {
  const message = await browser.newPage();
  await message.goto('data:text/html,<textarea autofocus></textarea>');
  await message.focus('textarea');
  await message.keyboard.down('Control');
  await message.keyboard.press('v');
  await message.keyboard.up('Control');
  const text = await message.$eval('textarea', (field) => field.value);
  await message.close();
  return text;
}

/** Pastes something where a pass goes, and asks what it would change. */
export async function lookAtPass(page: Page, pass: string): Promise<void> {
  await page.bringToFront();
  await dockOpen(page);
  // Where no handoff runs, all of it may be folded away.
  await revealed(
    page,
    ':is([data-action="pass-paste"], [data-field="pass"])',
    '[data-action="handoff-open"]',
  );
  await revealed(page, '[data-field="pass"]', '[data-action="pass-paste"]');
  await press(page, overlay('[data-field="pass"]'));
  const isPasted = await page.keyboard.sendCharacter(pass).then(
    () => true,
    () => false,
  );
  if (!isPasted && pass.length > TYPED_AT_MOST) return chooseFile(page, pass);
  if (!isPasted) await page.keyboard.type(pass);
  await press(page, overlay('[data-action="pass-look"]'));
}

/** Firefox's protocol cannot insert text, and a pass is long to type: it is given as a file there. */
const TYPED_AT_MOST = 100;

/** Gives a pass as a file, which is looked at by itself. */
export async function chooseFile(page: Page, pass: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sia-pass-'));
  try {
    const path = join(folder, 'given.txt');
    await writeFile(path, pass);
    const field = await deep(page, 'input[data-field="pass-file"]');
    await (field as ElementHandle<HTMLInputElement>).uploadFile(path);
    await deep(page, ':is([data-preview="pass"], [role="alert"])');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the dock says that the pass would change, once it says so. */
export async function previewOf(page: Page): Promise<string> {
  const preview = await deep(page, '[data-preview="pass"]');
  return preview.evaluate(
    // biome-ignore lint/performance/useDomNodeTextContent: what a person sees, breaks between parts included
    (part) => (part as HTMLElement).innerText,
  );
}

/** Says who one is, where the dock asks. */
export async function joinAs(page: Page, { role, name }: Joining): Promise<void> {
  await press(page, overlay(`[data-role-choice="${role}"]`));
  if (name !== undefined) await typeText(page, overlay('[data-field="my-name"]'), name);
}

/** Takes in what the preview shows. */
export async function takeIn(page: Page): Promise<void> {
  await press(page, overlay('[data-action="pass-take"]'));
  await waitFor(
    async () => (await page.$(overlay('[data-preview="pass"]'))) === null,
    'the pass to be taken in',
  );
  await deep(page, '[data-checklist="handoff"]');
}

/** Looks at a pass and takes it in; says who one is if the handoff is new here. Returns what the preview said. */
export async function takePass(page: Page, pass: string, joining?: Joining): Promise<string> {
  await lookAtPass(page, pass);
  const said = await previewOf(page);
  if (joining !== undefined) await joinAs(page, joining);
  await takeIn(page);
  return said;
}

/** Unfolds a step of the checklist if it is folded. */
async function unfoldStep(page: Page, step: string): Promise<void> {
  const toggle = `[data-step="${step}"] [data-action="step-toggle"]`;
  await deep(page, toggle);
  const folded = await page.$(overlay(`${toggle}[aria-expanded="false"]`));
  if (folded !== null) await press(page, overlay(toggle));
  await deep(page, `${toggle}[aria-expanded="true"]`);
}

/** What a person sees of a step. */
export async function stepText(page: Page, step: string): Promise<string> {
  const item = await deep(page, `[data-step="${step}"]`);
  return item.evaluate(
    // biome-ignore lint/performance/useDomNodeTextContent: what a person sees, breaks between parts included
    (part) => (part as HTMLElement).innerText,
  );
}

/** Declares a step, as the person would: who says so, and how they know. */
export async function declare(
  page: Page,
  step: string,
  { by, note, notNeeded = false }: { by?: string; note: string; notNeeded?: boolean },
): Promise<void> {
  const within = (selector: string) => overlay(`[data-step="${step}"] ${selector}`);
  await unfoldStep(page, step);
  await press(page, within('[data-action="handoff-declare-open"]'));
  if (notNeeded) await press(page, within('[data-field="not-needed"]'));
  if (by !== undefined) await typeText(page, within('[data-field="by"]'), by);
  await typeText(page, within('[data-field="note"]'), note);
  await press(page, within('[data-action="handoff-declare"]'));
}
