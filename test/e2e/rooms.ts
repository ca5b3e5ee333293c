/** The extension's own pages: a browser without a console, what it saves, what a page shows, and axe. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { type LaunchOptions, launchBrowser, type RunningBrowser, reload } from '../browsers/launch';
import { browserUnderTest } from '../browsers/under-test';

/** A folder of its own for what a browser saves. */
export interface Downloads {
  readonly folder: string;
  /** What Firefox has to be started with to save there. */
  readonly firefoxPrefs: Record<string, string | number | boolean>;
  /** Has Chromium save there, which is told once it runs; Firefox knows it by then. */
  tell(running: RunningBrowser): Promise<void>;
  /** Removes the folder, with all that is in it. */
  remove(): void;
}

/** Makes a folder for what a browser saves. */
export function makeDownloads(): Downloads {
  const folder = mkdtempSync(join(tmpdir(), 'sia-downloads-'));
  return {
    folder,
    firefoxPrefs: {
      'browser.download.folderList': 2,
      'browser.download.dir': folder,
      // The panel would take the next key for itself.
      'browser.download.alwaysOpenPanel': false,
    },
    async tell({ kind, browser }) {
      if (kind === 'firefox') return;
      const session = await browser.target().createCDPSession();
      const how = { behavior: 'allow', downloadPath: folder } as const;
      await session.send('Browser.setDownloadBehavior', how);
    },
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** A browser for the extension's own pages. */
export interface Rooms {
  readonly running: RunningBrowser;
  /** The folder that everything is saved into. */
  readonly downloads: string;
  /** Closes the browser, and removes what it saved. */
  close(): Promise<void>;
}

/** Starts the browser under test for the extension's own pages; the caller closes it. */
export async function openRooms(more: Partial<LaunchOptions> = {}): Promise<Rooms> {
  const downloads = makeDownloads();
  const running = await launchBrowser({
    ...browserUnderTest(),
    // No page here is the console's, so nothing answers at its ports.
    console: { httpsPort: 9, proxyPort: 9 },
    headless: true,
    firefoxPrefs: downloads.firefoxPrefs,
    ...more,
  });
  await downloads.tell(running);
  return {
    running,
    downloads: downloads.folder,
    async close() {
      await running.close();
      downloads.remove();
    },
  };
}

/** What is pressed, by its `data-action`. */
export const action = (name: string) => `[data-action="${name}"]`;
/** What is filled in, by its `data-field`. */
export const field = (name: string) => `[data-field="${name}"]`;
/** A note, by its `data-note`. */
export const note = (name: string) => `[data-note="${name}"]`;
/** A part of a page, by its `data-part`. */
export const part = (name: string) => `[data-part="${name}"]`;

/** What the first element that matches says; throws where there is none. */
export const text = (page: Page, selector: string) =>
  page.$eval(selector, (element) => element.textContent ?? '');

/** How many elements match. */
export const count = (page: Page, selector: string) =>
  page.$$(selector).then(({ length }) => length);

/** Whether the focus is on an element that matches. */
export const hasFocus = (page: Page, selector: string) =>
  page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);

/** Goes to a place of the dashboard, with what is in the database now, and waits until it shows what it should. */
export async function openPlace(page: Page, hash: string, shown: string): Promise<void> {
  await page.evaluate((wanted) => {
    location.hash = wanted;
  }, hash);
  await reload(page);
  await page.waitForSelector(shown);
}

/** A file that is given to a page. */
interface Given {
  readonly name: string;
  /** Its text, or its bytes. */
  readonly content: string | readonly number[];
  readonly type?: string;
}

/** Gives a page a file as choosing it in a field does. */
export async function giveFile(page: Page, selector: string, file: Given): Promise<void> {
  await page.waitForSelector(selector);
  await page.$eval(
    selector,
    (input, { name, content, type = '' }) => {
      const chosen = new DataTransfer();
      const bytes = typeof content === 'string' ? content : new Uint8Array(content);
      chosen.items.add(new File([bytes], name, { type }));
      if (input instanceof HTMLInputElement) input.files = chosen.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    file,
  );
}

/** What axe has to say against the page as it stands. */
export async function axeComplaints(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const found = await Reflect.get(globalThis, 'axe').run(document, {
      resultTypes: ['violations'],
    });
    return found.violations.flatMap((one: { id: string; nodes: { html: string }[] }) =>
      one.nodes.map(({ html }) => `${one.id}: ${html.slice(0, 200)}`),
    );
  });
}

/** Fails where axe has anything to say against the page as it stands. */
export async function expectNoAxe(page: Page): Promise<void> {
  expect(await axeComplaints(page)).toEqual([]);
}
