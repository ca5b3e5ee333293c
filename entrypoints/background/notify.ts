import { browser } from 'wxt/browser';
import { WaitId } from '@/lib/model/ids';
import type { Ended } from './ticker';
import { consoleElsewhere, waitOver } from './voice';

const PREFIX = 'wait:';

/** The id of the notification that says where a console is. Pressing it leads nowhere. */
const WHERE = 'where';

/** One transparent pixel: Chrome shows no notification without an image. */
const NO_ICON =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

/** The largest icon that the manifest names. */
function iconUrl(): string {
  const icons = Object.entries(browser.runtime.getManifest().icons ?? {});
  const largest = icons.sort(([a], [b]) => Number(b) - Number(a))[0];
  return largest === undefined ? NO_ICON : new URL(largest[1], location.origin).href;
}

/** How long the browser may take to show a notification, in ms. Whoever waits for their turn waits for that too. */
const SHOWN_WITHIN = 5_000;

const idOf = (wait: WaitId) => `${PREFIX}${wait}`;

/**
 * Tells that a wait is over. The id is the wait's, so that telling again would change, not add.
 *
 * @param within how long the browser may take, in ms
 * @throws when the browser refuses, or takes longer
 */
export async function notifyEnd(ended: Ended, within = SHOWN_WITHIN): Promise<void> {
  const said = { type: 'basic' as const, ...waitOver(ended) };
  const show = (icon: string) =>
    browser.notifications.create(idOf(ended.wait), { ...said, ...lasting(ended), iconUrl: icon });
  // An icon that cannot be loaded must not keep the words back.
  const shown = show(iconUrl()).catch(() => show(NO_ICON));
  await Promise.race([shown, failAfter(within)]);
}

function failAfter(milliseconds: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error('the browser does not answer')), milliseconds);
  });
}

/** Whoever asked to be reminded finds it still there when they come back; Firefox refuses to be told so. */
function lasting({ reminder }: Ended): { requireInteraction?: boolean } {
  return reminder !== null && !import.meta.env.FIREFOX ? { requireInteraction: true } : {};
}

/** Whether the notification of this wait's end is there to be seen. */
export async function isNotified(wait: WaitId): Promise<boolean> {
  try {
    const shown: object = await Promise.race([
      browser.notifications.getAll(),
      failAfter(SHOWN_WITHIN),
    ]);
    return Object.hasOwn(shown, idOf(wait));
  } catch {
    // Without the permission, or without an answer, there is nothing to be seen, and nobody to ask.
    return false;
  }
}

/** The wait that a notification of ours tells of; `null` for any other. */
export function waitOf(notification: string): WaitId | null {
  if (!notification.startsWith(PREFIX)) return null;
  return WaitId.safeParse(notification.slice(PREFIX.length)).data ?? null;
}

/** Says where a console is that cannot be opened from here, because a new tab would be signed in elsewhere. */
export async function notifyWhere(account: string): Promise<void> {
  const said = { type: 'basic' as const, ...consoleElsewhere(account) };
  await browser.notifications.create(WHERE, { ...said, iconUrl: iconUrl() });
}

/** Takes a notification away. */
export async function clearNotification(id: string): Promise<void> {
  await browser.notifications.clear(id);
}
