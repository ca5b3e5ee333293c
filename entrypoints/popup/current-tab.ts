import { useCallback, useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { CONSOLE_MATCHES, podOf } from '@/lib/model/hosts';
import { Health } from '@/lib/model/messages';

/** How the current tab is doing; the values of `data-health`. */
export type TabHealth =
  | 'guarded'
  | 'not-guarded'
  | 'not-recognised'
  | 'left-alone'
  | 'reload'
  | 'not-allowed'
  | 'engage-off'
  | 'elsewhere';

/** The current tab, as far as the browser lets us know it. */
export interface CurrentTab {
  readonly id: number | null;
  readonly cookieStoreId: string | undefined;
  readonly health: TabHealth;
  /** Why it is so, as far as the tab itself can say. */
  readonly why: Pick<Health, 'missing' | 'leftAlone'> | null;
  /** The pod of Marketo Engage that it shows, if it does and the browser tells. */
  readonly pod: string | null;
}

/** How long a tab may take to say how it is, in milliseconds. */
const ANSWER_WITHIN = 1500;

const origins = [...CONSOLE_MATCHES];

/** The match pattern that a URL falls under, if it is the console's. */
function patternOf(url: string | undefined): string | null {
  if (url === undefined) return null;
  return origins.find((pattern) => url.startsWith(pattern.replace(/\*$/, ''))) ?? null;
}

/** Which pod of Marketo Engage a URL leads to, and its origin; `null` where it leads to none. */
function podAt(url: string | undefined): { pod: string; origin: string } | null {
  if (url === undefined || !url.startsWith('https://')) return null;
  const pod = podOf(url);
  return pod === null ? null : { pod, origin: new URL(url).origin };
}

/** What the tab's content script says, or `null` when there is none, or an old one, or it is too slow. */
async function askTab(id: number): Promise<Health | null> {
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), ANSWER_WITHIN));
  const answer = browser.tabs.sendMessage(id, { kind: 'health' }, { frameId: 0 }).catch(() => null);
  return Health.safeParse(await Promise.race([answer, late])).data ?? null;
}

function healthOf({ guarded, missing, leftAlone }: Health): TabHealth {
  if (guarded === 'yes') return 'guarded';
  if (guarded === 'no') return 'not-guarded';
  return missing.length === 0 && leftAlone > 0 ? 'left-alone' : 'not-recognised';
}

const allowed = (pattern: string) => browser.permissions.contains({ origins: [pattern] });

/** How a tab is that did not answer. Without site access not even its address can be read. */
async function silentHealth(url: string | undefined): Promise<TabHealth> {
  const engage = podAt(url);
  if (engage !== null) return (await allowed(`${engage.origin}/*`)) ? 'reload' : 'engage-off';
  const pattern = patternOf(url);
  if (pattern !== null) return (await allowed(pattern)) ? 'reload' : 'not-allowed';
  const any = (await Promise.all(origins.map(allowed))).some(Boolean);
  return any ? 'elsewhere' : 'not-allowed';
}

/** The cookie store of a tab. Firefox has it on its tabs, the shared type has not. */
function cookieStoreOf(tab: object | undefined): string | undefined {
  const store = tab !== undefined && 'cookieStoreId' in tab ? tab.cookieStoreId : undefined;
  return typeof store === 'string' ? store : undefined;
}

async function look(): Promise<CurrentTab> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  const id = tab?.id ?? null;
  const answer = id === null ? null : await askTab(id);
  const health = answer === null ? await silentHealth(tab?.url) : healthOf(answer);
  const pod = podAt(tab?.url)?.pod ?? null;
  return { id, cookieStoreId: cookieStoreOf(tab), health, why: answer, pod };
}

/** The current tab, `null` while it is being asked; asked again when it has loaded or access has changed. */
export function useCurrentTab(): CurrentTab | null {
  const [tab, setTab] = useState<CurrentTab | null>(null);
  const ask = useCallback(() => {
    look().then(setTab, () =>
      setTab({ id: null, cookieStoreId: undefined, health: 'elsewhere', why: null, pod: null }),
    );
  }, []);
  useEffect(() => {
    const onUpdated = (_id: number, change: { status?: string | undefined }) => {
      if (change.status === 'complete') ask();
    };
    ask();
    browser.tabs.onUpdated.addListener(onUpdated);
    browser.permissions.onAdded.addListener(ask);
    browser.permissions.onRemoved.addListener(ask);
    return () => {
      browser.tabs.onUpdated.removeListener(onUpdated);
      browser.permissions.onAdded.removeListener(ask);
      browser.permissions.onRemoved.removeListener(ask);
    };
  }, [ask]);
  return tab;
}
