import { browser } from 'wxt/browser';
import { MINUTE, systemClock } from '@/lib/model/clock';
import type { Guarded } from '@/lib/model/console';
import type { AccountId } from '@/lib/model/ids';
import { DataRequest, type Reply, Request } from '@/lib/model/messages';
import type { Policy } from '@/lib/model/settings';
import { readPolicy } from '@/lib/policy/policy';
import { accounts, db, inTransaction, type Jar, jarOf, lookFirst, troubleOf } from '@/lib/store';
import { accountOf } from './account';
import { DataDesk, replyTo } from './data';
import { handle } from './desk';
import { clearNotification, isNotified, notifyEnd, notifyWhere, waitOf } from './notify';
import { registerPods } from './pods';
import { Queue } from './queue';
import { goRound } from './rounds';
import {
  countsOf,
  DEFAULT_JAR,
  MessageSender,
  openPlan,
  pushToPage,
  pushToTabs,
  showBadge,
  showUserAccess,
} from './tabs';
import { pushTeaching, pushTeachingToAll } from './taught-tabs';
import { noteFull, settleTrouble } from './trouble';
import { dataRefusal, titleOf, voice } from './voice';
import { welcome } from './welcome';

/** The one alarm: when something that is shown or told changes by itself. */
const ALARM = 'next';

/**
 * How soon the alarm rings again where nobody lived to set it anew, in minutes: the least that Chromium does for a
 * packed extension. Firefox makes a whole one of it.
 */
const RING_AGAIN = 0.5;

/** Work that is nobody's in particular waits for each other under this key, which is no jar's name. */
const TICKING = ' tick';

/** As {@link TICKING}: two registrations at a time would both find nothing registered. */
const REGISTERING = ' register';

const queue = new Queue();

const data = new DataDesk(db);

/** What the tabs of each jar were last told. Lost with the worker, which costs one push too many. */
const pushed = new Map<Jar, string>();

/** The account whose exceptions the tabs of each jar were last told. Lost with the worker as well. */
const taughtFor = new Map<Jar, AccountId>();

/** An extra that failed must not take what matters with it; the name is enough to look into it. */
function shrug(error: unknown): void {
  troubleOf(error).then((trouble) => {
    if (trouble === 'full') noteFull();
  });
  console.warn('sia-guardrails:', error instanceof Error ? error.name : 'unknown error');
}

/** Tells the tabs of a jar what is known, if that is news. */
async function pushKnown(jar: Jar): Promise<void> {
  const known = await lookFirst(db, systemClock.now(), async (store) =>
    store.known(await accountOf(store, jar)),
  );
  const news = JSON.stringify(known);
  if (pushed.get(jar) === news) return;
  pushed.set(jar, news);
  await pushToTabs(jar, { kind: 'known', known });
}

/** What looking after the waits, and all else, needs of this browser. */
const around = {
  clock: systemClock,
  policy: readPolicy,
  shrug,
  countsOf,
  notify: notifyEnd,
  isNotified,
  async setAlarm(at: number | null) {
    wakeOnTheWay(at !== null);
    if (at === null) await browser.alarms.clear(ALARM);
    else await browser.alarms.create(ALARM, { when: at, periodInMinutes: RING_AGAIN });
  },
  async setBadge(minutes: number | null) {
    await showBadge(minutes === null ? '' : String(minutes)).catch(shrug);
  },
};

/** Has the waits looked at soon, whatever happens. */
function wakeSoon(): void {
  around.setAlarm(systemClock.now() + RING_AGAIN * MINUTE).catch(shrug);
}

/**
 * Alarms are set by the wall clock, and one that is set back keeps them waiting. While a wait runs, turning to
 * another tab or window wakes us too; what there is to do then is done at every start.
 */
function wakeOnTheWay(isNeeded: boolean): void {
  for (const event of [browser.tabs.onActivated, browser.windows.onFocusChanged]) {
    if (!isNeeded) event.removeListener(tickSoon);
    else if (!event.hasListener(tickSoon)) event.addListener(tickSoon);
  }
}

/** Looks after all there is to look after, then tells the tabs of every jar what has changed with that. */
async function lookAround(): Promise<void> {
  await goRound(db, around);
  for (const jar of new Set((await accounts()).map((account) => account.jar))) {
    queue.run(jar, () => pushKnown(jar)).catch(shrug);
  }
}

/** Looks at the waits when its turn has come. */
function tickSoon(): void {
  queue.runSoon(TICKING, lookAround).catch(shrug);
}

/** A notification of ours leads to where access is granted, in the console that the wait belongs to. */
async function onNotificationClicked(id: string): Promise<void> {
  const wait = waitOf(id);
  if (wait === null) return;
  await clearNotification(id);
  const account = await inTransaction(db, systemClock.now(), async (store) => {
    const found = await store.waits.get(wait);
    return found === null ? null : store.accounts.get(found.account);
  });
  const isShown = await showUserAccess(account?.jar ?? DEFAULT_JAR);
  if (!isShown && account !== null) await notifyWhere(account.name);
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

/** Requests that can begin, change or end a wait, or that matter to the tabs of every jar. */
const MOVES_WAITS: ReadonlySet<Request['kind']> = new Set<Request['kind']>([
  'seen',
  'asked',
  'wait-declare',
  'pass-import',
  'settings',
  'tick',
]);

/** Requests that change nothing. */
const ONLY_ASKS: ReadonlySet<Request['kind']> = new Set<Request['kind']>([
  'known',
  'people-known',
  'places-of',
  'invitees',
]);

/** Requests that change nothing which a tab is told of. */
const CONCERNS_NO_TAB: ReadonlySet<Request['kind']> = new Set<Request['kind']>([
  'view-save',
  'view-remove',
  'changes-seen',
]);

/** Does what a page of ours asks about all that is stored; everybody is told anew, as nothing may be as it was. */
async function onDataRequest(request: DataRequest): Promise<Reply> {
  const outcome = await data.handle(request);
  if (outcome === 'done') {
    pushed.clear();
    taughtFor.clear();
    await settleTrouble();
    tickSoon();
    await pushTeachingToAll(await readPolicy()).catch(shrug);
  }
  return replyTo(outcome, dataRefusal);
}

/** Answers a message in the turn of its jar, then tells whoever else should know. */
async function onMessage(message: unknown, from: unknown): Promise<Reply> {
  const sender = MessageSender.safeParse(from).data ?? {};
  const jar = jarOf(sender.tab?.cookieStoreId);
  const isTab = sender.tab !== undefined && !sender.url?.startsWith(browser.runtime.getURL('/'));
  const wanted = DataRequest.safeParse(message);
  if (wanted.success && !isTab) return onDataRequest(wanted.data);
  const policy = await readPolicy();
  const reply = await queue.run(jar, () =>
    handle(db, systemClock, message, { jar, isTab }, voice, policy, wakeSoon, noteFull),
  );
  if (reply.kind !== 'refused') settleTrouble().catch(shrug);
  const request = Request.safeParse(message).data;
  if (request === undefined || reply.kind === 'refused' || ONLY_ASKS.has(request.kind))
    return reply;
  if (reply.kind === 'teaching') {
    if (request.kind !== 'teaching') await pushTeachingToAll(policy);
    return reply;
  }
  if (CONCERNS_NO_TAB.has(request.kind)) return reply;
  if (MOVES_WAITS.has(request.kind) || 'account' in request) tickSoon();
  else queue.run(jar, () => pushKnown(jar)).catch(shrug);
  if (request.kind === 'open-plan' && reply.kind === 'known') {
    await openPlan('roster/recovery', reply.known.account.id);
  }
  if (request.kind === 'open-invite-check' && reply.kind === 'known') {
    await openPlan('invite', reply.known.account.id);
  }
  const isFrame = (sender.frameId ?? 0) !== 0;
  if (
    request.kind === 'ask-b' &&
    reply.kind === 'pass' &&
    isFrame &&
    sender.tab?.id !== undefined
  ) {
    // A frame has no dock to show it in.
    pushToPage(sender.tab.id, { kind: 'message-to-b', text: reply.text });
  }
  if (request.kind === 'seen') {
    // A frame inside the console's page does not speak for the tab.
    if (!isFrame && sender.tab?.id !== undefined) showGuarded(sender.tab.id, request.guarded);
    if (reply.kind === 'known') await teachFor(jar, reply.known.account.id, policy);
  }
  return reply;
}

/** What was left alone in one account says nothing about the next one that signs in. */
async function teachFor(jar: Jar, account: AccountId, policy: Policy): Promise<void> {
  if (taughtFor.get(jar) === account) return;
  taughtFor.set(jar, account);
  await pushTeaching(jar, policy);
}

/** What the organisation prescribes has changed: the tabs recognise by it from now on. */
async function onPolicyChanged(): Promise<void> {
  await pushTeachingToAll(await readPolicy());
}

/** Registers for the pods that are allowed when its turn has come. */
function registerSoon(): void {
  queue.runSoon(REGISTERING, registerPods).catch(shrug);
}

/** Registers the listeners, all of them at once: the event that woke us is given to those that are there. */
export function startBackground(): void {
  browser.runtime.onMessage.addListener(onMessage);
  browser.alarms.onAlarm.addListener(tickSoon);
  // Missing where an organisation has taken the permission away.
  browser.notifications?.onClicked.addListener((id) => {
    onNotificationClicked(id).catch(shrug);
  });
  // The content script of Marketo Engage goes where a person has allowed it, and nowhere else.
  browser.permissions.onAdded.addListener(registerSoon);
  browser.permissions.onRemoved.addListener(registerSoon);
  registerSoon();
  browser.storage.onChanged.addListener((_changes, area) => {
    if (area === 'managed') onPolicyChanged().catch(shrug);
  });
  // This wakes the worker; what there is to do then is done at every start of it.
  browser.runtime.onStartup.addListener(() => undefined);
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') welcome(db, systemClock.now()).catch(shrug);
  });
  tickSoon();
}
