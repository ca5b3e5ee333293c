import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { systemClock } from '@/lib/model/clock';
import type { Guarded } from '@/lib/model/console';
import { type Reply, Request } from '@/lib/model/messages';
import { db, inTransaction, type Jar, jarOf } from '@/lib/store';
import { accountOf } from './account';
import { handle } from './desk';
import { notifyEnd, onNotificationClicked } from './notify';
import { Queue } from './queue';
import { MessageSender, pushToTabs } from './tabs';
import { tick } from './ticker';
import { titleOf, voice } from './voice';

/** The one alarm: when something that is shown or told changes by itself. */
const ALARM = 'next';

/** Work that is nobody's in particular waits for each other under this key, which is no jar's name. */
const TICKING = ' tick';

const queue = new Queue();

/** What the tabs of each jar were last told. Lost with the worker, which costs one push too many. */
const pushed = new Map<Jar, string>();

/** An extra that failed must not take what matters with it; the name is enough to look into it. */
function shrug(error: unknown): void {
  console.warn('sia-guardrails:', error instanceof Error ? error.name : 'unknown error');
}

/** Tells the tabs of a jar what is known, if that is news. */
async function pushKnown(jar: Jar): Promise<void> {
  const known = await inTransaction(db, systemClock.now(), async (store) =>
    store.known(await accountOf(store, jar)),
  );
  const news = JSON.stringify(known);
  if (pushed.get(jar) === news) return;
  pushed.set(jar, news);
  await pushToTabs(jar, { kind: 'known', known });
}

/** Badge, notifications, the next alarm, and the tabs whose wait is over. */
async function lookAtWaits(): Promise<void> {
  const { minutes, ended, jars, next } = await tick(db, systemClock.now());
  // First what must not be lost should the worker die in the middle.
  if (next === null) await browser.alarms.clear(ALARM);
  else await browser.alarms.create(ALARM, { when: next });
  await Promise.all(ended.map((one) => notifyEnd(one).catch(shrug)));
  await browser.action.setBadgeText({ text: minutes === null ? '' : String(minutes) });
  for (const jar of jars) queue.run(jar, () => pushKnown(jar)).catch(shrug);
}

/** Looks at the waits when its turn has come. */
function tickSoon(): void {
  queue.run(TICKING, lookAtWaits).catch(shrug);
}

/** Shows by the icon's shape and title how a tab is guarded. */
function showGuarded(tabId: number, guarded: Guarded): void {
  const path = { 16: iconOf(guarded, 16), 32: iconOf(guarded, 32) };
  browser.action.setIcon({ tabId, path }).catch(shrug);
  browser.action.setTitle({ tabId, title: titleOf(guarded) }).catch(shrug);
}

function iconOf(guarded: Guarded, size: 16 | 32): string {
  const state = { yes: 'guarded', no: 'off', unknown: 'unknown' }[guarded];
  return `/icon/state-${state}-${size}.png`;
}

/** Answers a message in the turn of its jar, then tells whoever else should know. */
async function onMessage(message: unknown, from: unknown): Promise<Reply> {
  const sender = MessageSender.safeParse(from).data ?? {};
  const jar = jarOf(sender.tab?.cookieStoreId);
  const isTab = sender.tab !== undefined;
  const reply = await queue.run(jar, () => handle(db, systemClock, message, { jar, isTab }, voice));
  const request = Request.safeParse(message).data;
  if (request === undefined || reply.kind === 'refused' || request.kind === 'known') return reply;
  queue.run(jar, () => pushKnown(jar)).catch(shrug);
  if (request.kind === 'seen') {
    // A frame inside the console's page does not speak for the tab.
    const isTop = (sender.frameId ?? 0) === 0;
    if (isTop && sender.tab?.id !== undefined) showGuarded(sender.tab.id, request.guarded);
    tickSoon();
  }
  return reply;
}

/**
 * The background: hears the console's tabs, keeps the database, counts the waits. It may be killed at any
 * moment, so it remembers nothing that is not stored, and registers its listeners before anything else.
 */
export default defineBackground(() => {
  browser.runtime.onMessage.addListener(onMessage);
  browser.alarms.onAlarm.addListener(tickSoon);
  browser.notifications.onClicked.addListener((id) => {
    onNotificationClicked(id).catch(shrug);
  });
  // These two wake the worker; what there is to do then is done at every start of it.
  browser.runtime.onStartup.addListener(() => undefined);
  browser.runtime.onInstalled.addListener(() => undefined);
  tickSoon();
});
