/** The extension seen from one of its own pages: what it stores, shows on the toolbar, and notifies of. */
import type { Page } from 'puppeteer-core';
import type { RunningBrowser } from '../browsers/launch';

/** What the tests use of the browser's interface for extensions. */
interface ExtensionApi {
  readonly runtime: { sendMessage(message: object): Promise<unknown> };
  readonly action: { getBadgeText(of: object): Promise<string> };
  readonly notifications: { getAll(): Promise<object> };
  readonly windows: {
    create(how: { url?: string; incognito?: boolean }): Promise<{ id?: number } | undefined>;
  };
}

/** A line of the ledger, as far as the tests look into it. */
export interface Line {
  readonly kind: string;
  readonly at: number;
  readonly by?: number;
}

/** A page of the extension through which a test looks at it. */
export interface Backstage {
  readonly page: Page;
  /** Says something to the background, as a page of the extension does. */
  tell(message: object): Promise<void>;
  badge(): Promise<string>;
  /** The ids of the notifications that can be seen. */
  notifications(): Promise<string[]>;
  ledger(): Promise<Line[]>;
  /** The names of the lives of the background that have read the clocks for the waits last. */
  lives(): Promise<string[]>;
  /** Opens a window of its own on this address. */
  openWindow(url: string, incognito?: boolean): Promise<void>;
  /** Every row of a table, as it is stored. */
  rows(table: string): Promise<unknown[]>;
}

/** Opens a page of the extension to look through. */
export async function openBackstage(browser: RunningBrowser): Promise<Backstage> {
  const page = await browser.openExtensionPage('popup.html');
  const rows = (table: string) => page.evaluate(readTable, table);
  return {
    page,
    rows,
    async tell(message) {
      await page.evaluate(async (said) => {
        const { browser, chrome } = globalThis as unknown as Apis;
        await (browser ?? chrome)?.runtime.sendMessage(said);
      }, message);
    },
    badge: () =>
      page.evaluate(async () => {
        const { browser, chrome } = globalThis as unknown as Apis;
        return (await (browser ?? chrome)?.action.getBadgeText({})) ?? '';
      }),
    notifications: () =>
      page.evaluate(async () => {
        const { browser, chrome } = globalThis as unknown as Apis;
        return Object.keys((await (browser ?? chrome)?.notifications.getAll()) ?? {});
      }),
    async ledger() {
      // Every line has been through the schema of the ledger.
      return ((await rows('ledger')) as { entry: Line }[]).map(({ entry }) => entry);
    },
    async lives() {
      const waits = (await rows('waits')) as { reading: { origin: string } | null }[];
      return waits.flatMap(({ reading }) => reading?.origin ?? []);
    },
    async openWindow(url, incognito = false) {
      await page.evaluate(
        async (address, isPrivate) => {
          const { browser, chrome } = globalThis as unknown as Apis;
          await (browser ?? chrome)?.windows.create({
            url: address,
            ...(isPrivate && { incognito: true }),
          });
        },
        url,
        incognito,
      );
    },
  };
}

/** Firefox has `browser`, Chromium `chrome`; Chromium has begun to have both. */
type Apis = Partial<Record<'browser' | 'chrome', ExtensionApi>>;

/** Runs in the page: every row of a table. */
async function readTable(table: string): Promise<unknown[]> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('sia-guardrails');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const rows = await new Promise<unknown[]>((resolve, reject) => {
    const request = database.transaction(table).objectStore(table).getAll();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  database.close();
  return rows;
}

/** Sets how long a wait is, as the settings page does. */
export function setWaitMinutes(backstage: Backstage, waitMinutes: number): Promise<void> {
  return backstage.tell({ kind: 'settings', settings: { waitMinutes } });
}

/** Takes in a roster for the only account there is, as the dashboard does: addresses, and what each is to get. */
export async function takeRoster(
  backstage: Backstage,
  planned: Readonly<Record<string, readonly string[] | null>>,
): Promise<void> {
  const [account] = (await backstage.rows('accounts')) as { id: string }[];
  if (account === undefined) throw new Error('no account is known yet');
  const entries = Object.entries(planned).map(([email, workspaces]) => {
    return { email, name: null, team: null, workspaces };
  });
  await backstage.tell({ kind: 'roster-take', account: account.id, entries, file: null });
  const taken = (await backstage.rows('roster')).length;
  if (taken !== entries.length) throw new Error(`${taken} of the roster were taken in`);
}
