import { browser } from 'wxt/browser';
import type { PageKind } from '@/lib/model/console';
import { CONSOLE_MATCHES, ENGAGE_MATCHES } from '@/lib/model/hosts';
import type { AccountId, WaitId } from '@/lib/model/ids';
import { Count, Health, type Push } from '@/lib/model/messages';
import { z } from '@/lib/model/zod';
import { type Jar, jarOf } from '@/lib/store';

/** The admin page of the console, for when no tab shows the console. */
const CONSOLE_HOME = 'https://toutapp.com/next#settings/marketo-admin';

/** The jar in which a new tab is signed in. */
export const DEFAULT_JAR = jarOf(undefined);

/** What we use of a tab. Chrome's tabs have no cookie store; Firefox's have, without a permission. */
const Tab = z.object({
  id: z.number().optional(),
  windowId: z.number().optional(),
  cookieStoreId: z.string().optional(),
  lastAccessed: z.number().optional(),
});
type Tab = z.infer<typeof Tab>;

/** Who sent a message, as far as it matters here. */
export const MessageSender = z.object({
  tab: Tab.optional(),
  frameId: z.number().optional(),
  url: z.string().optional(),
});

/** All tabs that show the console, the one used last first. */
async function consoleTabs(): Promise<Tab[]> {
  const found = await browser.tabs.query({ url: [...CONSOLE_MATCHES, ...ENGAGE_MATCHES] });
  const tabs = found.flatMap((tab) => Tab.safeParse(tab).data ?? []);
  return tabs.sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
}

/** Says something to every console tab of a jar. Resolves when it is said, not when it is heard. */
export async function pushToTabs(jar: Jar, push: Push): Promise<void> {
  for (const { id, cookieStoreId } of await consoleTabs()) {
    if (id === undefined || jarOf(cookieStoreId) !== jar) continue;
    // A tab from before the install has nobody to listen; it says so in its own popup.
    browser.tabs.sendMessage(id, push).catch(() => undefined);
  }
}

/** Says something to the page of a tab, and to no frame in it. Resolves when it is said, not when it is heard. */
export function pushToPage(id: number, push: Push): void {
  browser.tabs.sendMessage(id, push, { frameId: 0 }).catch(() => undefined);
}

/**
 * Shows these words on the toolbar. The background of Chromium's private windows shares the toolbar's badge with
 * the ordinary one and knows nothing of its waits: it speaks for its own tabs alone.
 */
export async function showBadge(text: string): Promise<void> {
  if (!browser.extension.inIncognitoContext) return browser.action.setBadgeText({ text });
  for (const { id } of await consoleTabs()) {
    if (id !== undefined) await browser.action.setBadgeText({ tabId: id, text });
  }
}

/** How long a tab may take to answer, in ms. One that is frozen or loading never does. */
const ANSWER_WITHIN = 500;

/** What a tab answers, as `schema` has it; `null` when it is not that, or does not come. */
async function askTab<T>(id: number, push: Push, schema: z.ZodType<T>): Promise<T | null> {
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), ANSWER_WITHIN));
  const answer = browser.tabs.sendMessage(id, push, { frameId: 0 }).catch(() => null);
  return schema.safeParse(await Promise.race([answer, late])).data ?? null;
}

/** How much of a wait is left by the counts of a jar's tabs, in ms. */
export async function countsOf(jar: Jar, wait: WaitId): Promise<number[]> {
  const tabs = (await consoleTabs().catch(() => [])).filter(
    ({ cookieStoreId }) => jarOf(cookieStoreId) === jar,
  );
  const counts = await Promise.all(
    tabs.map(({ id }) => (id === undefined ? null : askTab(id, { kind: 'count', wait }, Count))),
  );
  return counts.flatMap((count) => (count === null || count.left === null ? [] : [count.left]));
}

/** Which page is best to come back to for granting access; what is not listed is none of them. */
const BEST: readonly PageKind[] = ['user-access', 'marketo-setup', 'marketo'];

/**
 * Brings the User Access tab of a jar's console to the front: the browser tab that shows it, else one on the
 * Marketo page, which then turns to it. Where there is none, a new one is opened in the default jar. In another
 * one, a Firefox container or private window, we can open none: a new tab would show another account's console.
 *
 * @returns whether a console is shown
 */
export async function showUserAccess(jar: Jar): Promise<boolean> {
  const tabs = (await consoleTabs()).filter(({ cookieStoreId }) => jarOf(cookieStoreId) === jar);
  const asked = await Promise.all(
    tabs.map(async (tab) => {
      const health = tab.id === undefined ? null : await askTab(tab.id, { kind: 'health' }, Health);
      return { tab, rank: health === null ? -1 : BEST.indexOf(health.page) };
    }),
  );
  const best = asked.filter(({ rank }) => rank >= 0).sort((a, b) => a.rank - b.rank)[0]?.tab;
  if (best?.id === undefined) {
    if (jar !== DEFAULT_JAR) return false;
    await browser.tabs.create({ url: CONSOLE_HOME });
    return true;
  }
  await browser.tabs.update(best.id, { active: true });
  if (best.windowId !== undefined) await browser.windows.update(best.windowId, { focused: true });
  await browser.tabs.sendMessage(best.id, { kind: 'show-user-access' }, { frameId: 0 });
  return true;
}

/** Shows a place in the dashboard's room for the plan of an account, in a tab of its own. */
export async function openPlan(place: string, account: AccountId): Promise<void> {
  const address = browser.runtime.getURL('/dashboard.html');
  await browser.tabs.create({ url: `${address}#plan/${place}?account=${account}` });
}
