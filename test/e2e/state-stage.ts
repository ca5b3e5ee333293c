/** Brings the designed states about, one after the other, in one browser. */
import type { Page } from 'puppeteer-core';
import { AccountRecord } from '@/lib/store/records';
import { waitFor } from '../browsers/input';
import { reload, visit } from '../browsers/launch';
import { clear, hold, letGo, type Rows, write } from './plan-data';
import type { Rooms } from './rooms';
import type { State, TabSaid, Trouble } from './states';

/** A page in front of which the states are brought about; it shows what needs no database. */
export interface Stage {
  /** Shows a state in a page of its own, has something done with it, and leaves nothing of it behind. */
  show(state: State, look: (page: Page) => Promise<void>): Promise<void>;
}

/** A popup's own size, and a window of a usual one. */
const SIZES = { popup: { width: 400, height: 600 }, dashboard: { width: 1280, height: 800 } };

/** The size of what a state is shown in, in CSS pixels, at a zoom of the browser. */
export function viewportOf({ at }: State, zoom: number) {
  const { width, height } = at.startsWith('popup') ? SIZES.popup : SIZES.dashboard;
  // A popup is as wide as it wants to be; a window stays as it is, and less fits into it.
  const isPopup = at.startsWith('popup');
  return {
    width: isPopup ? width : width / zoom,
    height: Math.round(height / zoom),
    deviceScaleFactor: zoom,
  };
}

/** Opens the stage in a browser. */
export async function openStage({ running }: Rooms): Promise<Stage> {
  const backstage = await running.openExtensionPage('dashboard.html#welcome');
  const origin = running.extensionOrigin;
  if (origin === null) throw new Error('This browser was started without an extension.');
  return {
    async show(state, look) {
      await settle(backstage);
      await clear(backstage);
      const rows = state.rows?.() ?? {};
      await write(backstage, rows);
      await settle(backstage);
      await removeStrangers(backstage, rows);
      if (state.held !== undefined) await hold(backstage, state.held);
      if (state.trouble !== undefined) await BEGIN[state.trouble](backstage);
      const page = await running.newPage();
      try {
        await page.evaluateOnNewDocument(pretend, tabOf(state), state.policy ?? null);
        if (state.trouble === 'unreadable') await page.evaluateOnNewDocument(refuseToOpen);
        await page.setViewport(viewportOf(state, 1));
        await visit(page, new URL(state.at, `${origin}/`).href);
        await comeTo(state, page);
        await look(page);
      } finally {
        await page.close();
        if (state.held !== undefined) await letGo(backstage);
        if (state.trouble !== undefined) await END[state.trouble](backstage);
      }
    },
  };
}

/** Waits until a state is there, and says what is there instead where it does not come. */
async function comeTo({ name, shown, act }: State, page: Page): Promise<void> {
  try {
    await page.waitForSelector(shown, { timeout: 10_000 });
    await act?.(page);
  } catch (cause) {
    const said = await page.evaluate(() => document.body.textContent?.slice(0, 400));
    throw new Error(`${name} does not come about. The page says: ${said}`, { cause });
  }
}

/** What the popup is told of its tab: `null` is nothing so far. */
function tabOf({ tab = { allowed: true } }: State): TabSaid | null {
  return tab === 'silent' ? null : tab;
}

/** Runs in the page, before it: the browser says this of the tab, and of the organisation. */
function pretend(tab: TabSaid | null, policy: object | null): void {
  // Chromium has begun to have both; either is called with a callback, or without.
  for (const name of ['chrome', 'browser']) {
    const api = Reflect.get(globalThis, name);
    if (api?.tabs === undefined) continue;
    api.tabs.query = (_: object, told?: (tabs: object[]) => void) => {
      if (tab === null) return new Promise(() => {});
      const tabs = [{ id: 1, url: tab.url }];
      told?.(tabs);
      return Promise.resolve(tabs);
    };
    api.tabs.sendMessage = (...all: unknown[]) => {
      const told = all.at(-1);
      if (typeof told === 'function') told(tab?.health);
      return Promise.resolve(tab?.health);
    };
    if (tab?.url !== undefined) {
      api.permissions.contains = (_: object, told?: (isAllowed: boolean) => void) => {
        told?.(tab.allowed);
        return Promise.resolve(tab.allowed);
      };
    }
    if (policy === null) continue;
    api.storage.managed.get = (...all: unknown[]) => {
      const told = all.at(-1);
      if (typeof told === 'function') told(policy);
      return Promise.resolve(policy);
    };
  }
}

/** Runs in the page, before it: the browser cannot open any database. */
function refuseToOpen(): void {
  IDBFactory.prototype.open = () => {
    throw new DOMException('Internal error opening backing store.', 'UnknownError');
  };
}

/**
 * The background may still have been at work for what was there before, and have taken whoever is signed in for
 * somebody new.
 */
function removeStrangers(backstage: Page, { accounts = [] }: Rows): Promise<void> {
  return backstage.evaluate(
    async (ours) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('sia-guardrails');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const transaction = database.transaction('accounts', 'readwrite');
      const table = transaction.objectStore('accounts');
      const all = table.getAllKeys();
      all.onsuccess = () => {
        for (const key of all.result) if (!ours.includes(String(key))) table.delete(key);
      };
      await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onerror = () => reject(transaction.error);
      });
      database.close();
    },
    accounts.map((account): string => AccountRecord.parse(account).id),
  );
}

/** Waits until the background has done what there was to do, such as the figures of a team. */
function settle(backstage: Page): Promise<void> {
  return backstage.evaluate(async () => {
    const api = Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');
    await api.runtime.sendMessage({ kind: 'tick' });
  });
}

/** Tells the pages what the background tells them of the disk. */
function tellTrouble(backstage: Page, trouble: Trouble | null): Promise<void> {
  return backstage.evaluate(async (told) => {
    const api = Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');
    await api.storage.session.set({ trouble: told });
  }, trouble);
}

/** Keeps a database of another version open; an older one takes the place of what is there. */
function keepOpen(backstage: Page, version: number): Promise<void> {
  return backstage.evaluate(async (wanted) => {
    if (wanted === 1) indexedDB.deleteDatabase('sia-guardrails');
    const request = indexedDB.open('sia-guardrails', wanted);
    await new Promise((resolve, reject) => {
      request.onsuccess = resolve;
      request.onerror = () => reject(request.error);
    });
    Reflect.set(globalThis, 'kept', request.result);
  }, version);
}

/** Lets go of such a database, and begins with an empty one of the right version. */
async function beginAnew(backstage: Page): Promise<void> {
  await backstage.evaluate(async () => {
    Reflect.get(globalThis, 'kept').close();
    const request = indexedDB.deleteDatabase('sia-guardrails');
    await new Promise((resolve, reject) => {
      request.onsuccess = resolve;
      request.onerror = () => reject(request.error);
    });
  });
  await reload(backstage);
  await waitFor(
    () =>
      backstage.evaluate(async () =>
        (await indexedDB.databases()).some(
          ({ name, version = 0 }) => name === 'sia-guardrails' && version >= 10,
        ),
      ),
    'a new database',
  );
}

const BEGIN: Record<Trouble, (backstage: Page) => Promise<void>> = {
  full: (backstage) => tellTrouble(backstage, 'full'),
  newer: (backstage) => keepOpen(backstage, 990),
  blocked: (backstage) => keepOpen(backstage, 1),
  unreadable: async () => {},
};

const END: Record<Trouble, (backstage: Page) => Promise<void>> = {
  full: (backstage) => tellTrouble(backstage, null),
  newer: beginAnew,
  blocked: beginAnew,
  unreadable: async () => {},
};
