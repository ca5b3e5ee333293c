import { MINUTE } from '@/lib/model/clock';
import type { Handoff } from '@/lib/model/handoff';
import type { AccountId, Email, Timestamp } from '@/lib/model/ids';
import { WaitId } from '@/lib/model/ids';
import type { Decision } from '@/lib/model/ledger';
import type { Request } from '@/lib/model/messages';
import type { PageDocument } from '@/lib/model/page-document';
import type { Reading } from '@/lib/model/reading';
import type { Snapshot } from '@/lib/model/snapshot';
import type { Source, Wait } from '@/lib/model/wait';
import type { AccountRecord, Store } from '@/lib/store';
import { type Sight, showsFree } from '@/lib/wait/absence';
import {
  beginWait,
  connectState,
  type DeclareProblem,
  declareWait,
  followConnect,
  followConnection,
  isRunning,
} from '@/lib/wait/wait';
import { noteGrants } from './grants';

/** How a wait that starts now is to be. */
export interface WaitRules {
  /** Where the clocks stand. */
  readonly reading: Reading;
  /** How long it lasts, in ms. */
  readonly length: number;
  /** Sees to it that the waits are looked at soon, whatever happens: a wait is about to be stored. */
  wakeSoon(): void;
}

type PressRequest = Extract<Request, { kind: 'let-through' | 'asked' }>;

/** Decisions after which the press is made: as it was, or without the spaces. */
const GOING_ON: ReadonlySet<Decision> = new Set(['went-on', 'trim']);

/** A table shows the access that was just granted not at once; what it shows for so long, in ms, says nothing. */
const GRANT_SETTLES = MINUTE;

/**
 * Notes a press in the ledger, and what follows from it for the wait: that a connect is on its way, that somebody
 * wants to be reminded, that people are granted access, or granted it early.
 */
export async function notePress(
  store: Store,
  account: AccountRecord,
  request: PressRequest,
  document: PageDocument | null,
): Promise<void> {
  const base = { account: account.id, at: store.now };
  if (request.kind === 'let-through') {
    await store.ledger.add({ ...base, kind: 'let-through', intent: request.intent });
  } else {
    const { kind, intent, guards, decision, people, reason } = request;
    await store.ledger.add({ ...base, kind, intent, guards, decision, people, reason });
    await noteAnswer(store, account, request);
  }
  const goesOn = request.kind === 'let-through' || GOING_ON.has(request.decision);
  if (goesOn && request.intent === 'grant' && request.granting !== null) {
    await noteGrants(store, account.id, request.granting, document);
  }
  if (!goesOn || request.intent !== 'connect') return;
  await store.connects.put({ ...base, document: document?.id ?? null, free: [], failedAt: null });
}

async function noteAnswer(
  store: Store,
  account: AccountRecord,
  { decision, people, early }: Extract<Request, { kind: 'asked' }>,
): Promise<void> {
  const wait = await store.waitFor(account);
  if (wait === null) return;
  if (decision === 'remind') await store.waits.put({ ...wait, reminder: { people } });
  if (decision !== 'went-on') return;
  const granted = { account: account.id, at: store.now, wait: wait.id };
  await store.early.put(...early.map((email) => ({ ...granted, email })));
}

/** Follows a connect press and the connection itself: a wait starts, or is called off. */
export async function follow(
  store: Store,
  account: AccountId,
  sight: Sight,
  rules: WaitRules,
): Promise<void> {
  const pending = await store.connects.get(account);
  const outcome = followConnect(pending, sight, store.now);
  const isOpen = pending !== null && connectState(pending, store.now) === 'open';
  // While a connect is on its way, a page without a connection is no news.
  if (!isOpen || !showsFree(sight)) await followConnections(store, account, sight);
  if (pending === null || outcome.kind === 'none') return;
  if (outcome.kind === 'succeeded') {
    await store.connects.remove(pending);
    await startWait(store, account, 'observed', store.now, rules);
    return;
  }
  // What has expired is kept for a day: a person is asked what became of it.
  if (outcome.kind === 'expired') {
    if (connectState(pending, store.now) === null) await store.connects.remove(pending);
    return;
  }
  if (outcome.pending === pending) return;
  await store.connects.put(outcome.pending);
  if (outcome.kind === 'failed') {
    await store.ledger.add({ kind: 'connect-failed', account, at: store.now });
  }
}

/** Calls off the waits of a connection that is gone. Those that are over just stop being its history. */
async function followConnections(store: Store, account: AccountId, sight: Sight): Promise<void> {
  for (const wait of await store.waits.of(account)) {
    const kept = followConnection(wait, sight, store.now);
    if (kept !== null) {
      if (kept !== wait) await store.waits.put(kept);
      continue;
    }
    await store.waits.remove(wait);
    if (wait.toldAt === null) {
      await store.ledger.add({ kind: 'wait-cancelled', account, at: store.now });
    }
  }
}

/** Starts a wait in the place of those that run; one that is over and not told is left to be told. */
async function startWait(
  store: Store,
  account: AccountId,
  source: Source,
  startedAt: Timestamp,
  rules: WaitRules,
): Promise<void> {
  const waits = await store.waits.of(account);
  const id = WaitId.parse(crypto.randomUUID());
  const wait = beginWait({ account, id, source, startedAt, ...rules }, waits);
  await replaceRunning(store, waits, wait, rules);
}

/**
 * Starts the wait of Admin B's connect in the browser of somebody else, who learns of it by a pass. Only what B's
 * own browser saw has a moment to count from; that moment is B's clock's, and one that runs ahead counts as now.
 */
export async function importWait(
  store: Store,
  account: AccountId,
  rules: WaitRules,
): Promise<void> {
  for (const handoff of await store.openHandoffs(account)) {
    await importWaitOf(store, account, handoff, rules);
  }
}

async function importWaitOf(
  store: Store,
  account: AccountId,
  handoff: Handoff,
  rules: WaitRules,
): Promise<void> {
  if (handoff.role === 'b') return;
  const proof = handoff.steps.find(({ id }) => id === 'b-connects')?.proof ?? null;
  if (proof === null || proof.role !== 'b' || proof.by !== null) return;
  const startedAt = Math.min(proof.at, store.now);
  const waits = await store.waits.of(account);
  // The same pass may come twice.
  if (waits.some((wait) => wait.startedAt >= startedAt)) return;
  const endsAt = startedAt + rules.length;
  if (endsAt <= store.now) return noteWaitOver(store, account, startedAt, endsAt, rules);
  await startWait(store, account, 'imported', startedAt, rules);
}

/** A wait that was over before anybody here heard of it: nobody need be told, and its end proves a step. */
async function noteWaitOver(
  store: Store,
  account: AccountId,
  startedAt: Timestamp,
  endsAt: Timestamp,
  rules: WaitRules,
): Promise<void> {
  const id = WaitId.parse(crypto.randomUUID());
  const wait = beginWait({ account, id, source: 'imported', startedAt, ...rules }, []);
  await store.waits.put({ ...wait, toldAt: endsAt });
}

/** Starts a wait at a person's word, and takes what they say for the outcome of their connect press. */
export async function declare(
  store: Store,
  account: AccountId,
  startedAt: Timestamp,
  rules: WaitRules,
): Promise<{ kind: 'done' } | { kind: 'refused'; why: DeclareProblem }> {
  const waits = await store.waits.of(account);
  const id = WaitId.parse(crypto.randomUUID());
  const declared = declareWait({ account, id, startedAt, ...rules }, waits);
  if (!declared.ok) return { kind: 'refused', why: declared.why };
  await replaceRunning(store, waits, declared.wait, rules);
  const pending = await store.connects.get(account);
  if (pending !== null) await store.connects.remove(pending);
  return { kind: 'done' };
}

async function replaceRunning(
  store: Store,
  waits: readonly Wait[],
  wait: Wait,
  rules: WaitRules,
): Promise<void> {
  // First, so that there is no moment in which a stored wait has nothing to wake anybody.
  rules.wakeSoon();
  await store.waits.remove(...waits.filter((one) => isRunning(one, store.now)));
  await store.waits.put(wait);
  const { account, source } = wait;
  await store.ledger.add({ kind: 'wait-started', account, at: store.now, source });
}

/** Takes those off the list of early grants whose access has been removed since: they get it anew. */
export async function forgetRevoked(
  store: Store,
  account: AccountId,
  snapshot: Snapshot,
): Promise<void> {
  if (snapshot.page !== 'user-access' || snapshot.users.coverage === 'unknown') return;
  const early = await store.early.of(account);
  if (early.length === 0) return;
  const without = new Set(
    snapshot.users.value
      .filter((user) => user.access === 'not-connected')
      .map(({ email }) => email),
  );
  const settled = store.now - GRANT_SETTLES;
  await store.early.remove(...early.filter(({ email, at }) => without.has(email) && at < settled));
}

/** Takes people off the list of early grants whose access somebody has checked. */
export async function checkEarly(
  store: Store,
  account: AccountId,
  people: readonly Email[],
): Promise<void> {
  const checked = new Set(people);
  const early = await store.early.of(account);
  await store.early.remove(...early.filter(({ email }) => checked.has(email)));
}
