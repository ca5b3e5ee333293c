import { browser } from 'wxt/browser';
import { showConsole } from './tabs';
import type { Ended } from './ticker';
import { waitOver } from './voice';

const PREFIX = 'wait:';

/** One transparent pixel: Chrome shows no notification without an image. */
const NO_ICON =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

/** The largest icon that the manifest names. */
function iconUrl(): string {
  const icons = Object.entries(browser.runtime.getManifest().icons ?? {});
  const largest = icons.sort(([a], [b]) => Number(b) - Number(a))[0];
  return largest === undefined ? NO_ICON : new URL(largest[1], location.origin).href;
}

/** Tells that a wait is over. The id is the wait's, so that telling again would change, not add. */
export async function notifyEnd({ wait, account }: Ended): Promise<void> {
  const said = { type: 'basic' as const, ...waitOver(account) };
  const show = (icon: string) =>
    browser.notifications.create(`${PREFIX}${wait}`, { ...said, iconUrl: icon });
  // An icon that cannot be loaded must not keep the words back.
  await show(iconUrl()).catch(() => show(NO_ICON));
}

/** A notification of ours leads to the console. */
export async function onNotificationClicked(id: string): Promise<void> {
  if (!id.startsWith(PREFIX)) return;
  await browser.notifications.clear(id);
  await showConsole();
}
