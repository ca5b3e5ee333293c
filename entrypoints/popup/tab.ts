import { browser } from 'wxt/browser';
import { CONSOLE_MATCHES } from '@/lib/model/hosts';
import type { Push } from '@/lib/model/messages';

/** Lets the browser ask the person for access to the console. Must be called from a press. */
export function askForAccess(): Promise<boolean> {
  return browser.permissions.request({ origins: [...CONSOLE_MATCHES] });
}

/** Loads a tab again, and with it the content script. */
export function reloadTab(id: number): Promise<void> {
  return browser.tabs.reload(id);
}

/** Lets the person point something out in a tab, and closes the popup. Resolves to whether the tab has heard. */
export async function pointOut(id: number): Promise<boolean> {
  const push = { kind: 'teach-point' } satisfies Push;
  const heard = await browser.tabs.sendMessage(id, push, { frameId: 0 }).catch(() => null);
  if (heard === true) window.close();
  return heard === true;
}

/** Opens a page in a new tab and closes the popup. */
export async function openPage(url: string): Promise<void> {
  await browser.tabs.create({ url });
  window.close();
}

/** Opens a room of the dashboard in a new tab, and closes the popup. */
export function openRoom(hash: string): Promise<void> {
  return openPage(browser.runtime.getURL(`/dashboard.html${hash}` as '/dashboard.html'));
}

/** Shows what can be done about all that is stored, and closes the popup. */
export async function openData(): Promise<void> {
  await openPage(`${browser.runtime.getURL('/dashboard.html')}#settings/data`);
}
