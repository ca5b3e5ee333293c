import { browser } from 'wxt/browser';
import { CONSOLE_MATCHES } from '@/lib/model/hosts';
import type { Push } from '@/lib/model/messages';
import { z } from '@/lib/model/zod';
import { type Jar, jarOf } from '@/lib/store';

/** The admin page of the console, for when no tab shows the console. */
const CONSOLE_HOME = 'https://toutapp.com/next#settings/marketo-admin';

/** What we use of a tab. Chrome's tabs have no cookie store; Firefox's have, without a permission. */
const Tab = z.object({
  id: z.number().optional(),
  windowId: z.number().optional(),
  cookieStoreId: z.string().optional(),
  lastAccessed: z.number().optional(),
});
type Tab = z.infer<typeof Tab>;

/** Who sent a message, as far as it matters here. */
export const MessageSender = z.object({ tab: Tab.optional(), frameId: z.number().optional() });

/** All tabs that show the console, the one used last first. */
async function consoleTabs(): Promise<Tab[]> {
  const found = await browser.tabs.query({ url: [...CONSOLE_MATCHES] });
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

/** Brings a console tab to the front, or opens one. */
export async function showConsole(): Promise<void> {
  const tab = (await consoleTabs())[0];
  if (tab?.id === undefined) {
    await browser.tabs.create({ url: CONSOLE_HOME });
    return;
  }
  await browser.tabs.update(tab.id, { active: true });
  if (tab.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
}
