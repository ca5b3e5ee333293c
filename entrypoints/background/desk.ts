import type { Clock } from '@/lib/model/clock';
import type { Handoff } from '@/lib/model/handoff';
import type { AccountId } from '@/lib/model/ids';
import type { Decision } from '@/lib/model/ledger';
import { type Reply, Request } from '@/lib/model/messages';
import { type AccountRecord, inTransaction, type Jar, type SiaDb, type Store } from '@/lib/store';
import { accountOf, learnAccount } from './account';
import {
  exportPass,
  type HandoffOutcome,
  type HandoffRefusal,
  importPass,
  startHandoff,
  stateInHandoff,
} from './handoffs';
import { takeIn } from './seen';

/** Why a request is refused. */
export type Refusal = HandoffRefusal | 'not-understood' | 'failed';

/** What the background says to people; the desk itself knows no language. */
export interface Voice {
  /** Why a request was refused, as a sentence. */
  refusal(why: Refusal): string;
  /** The lines for people at the head of a pass. */
  passSummary(handoff: Handoff): readonly string[];
}

/** Where a request comes from. */
export interface Sender {
  readonly jar: Jar;
  /** Whether it comes from a tab, and not from the popup. */
  readonly isTab: boolean;
}

/** Decisions after which the press is made: as it was, or without the spaces. */
const GOING_ON: ReadonlySet<Decision> = new Set(['went-on', 'trim']);

type PressRequest = Extract<Request, { kind: 'let-through' | 'asked' }>;

/** Notes a press in the ledger, and that a connect is on its way if it is one and goes through. */
async function notePress(store: Store, account: AccountId, request: PressRequest): Promise<void> {
  await store.ledger.add({ ...request, account, at: store.now });
  const goesOn = request.kind === 'let-through' || GOING_ON.has(request.decision);
  if (!goesOn || request.intent !== 'connect') return;
  await store.connects.put({ account, at: store.now, freeSince: null });
}

/** Does what a request asks for. `seen` has found its account already. */
async function carryOut(
  store: Store,
  account: AccountRecord,
  request: Request,
  sender: Sender,
  voice: Voice,
): Promise<HandoffOutcome> {
  switch (request.kind) {
    case 'known':
      return { kind: 'done' };
    case 'seen':
      await takeIn(store, account.id, request.snapshot);
      return { kind: 'done' };
    case 'let-through':
    case 'asked':
      await notePress(store, account.id, request);
      return { kind: 'done' };
    case 'handoff-start':
      return startHandoff(store, account, request.adminB, sender.isTab);
    case 'handoff-declare':
    case 'handoff-undo':
    case 'handoff-close':
      return stateInHandoff(store, account.id, request);
    case 'pass-export':
      return exportPass(store, account.id, request.handoff, (one) => voice.passSummary(one));
    case 'pass-import':
      return importPass(store, account, request.text, request.role);
  }
}

/** Answers a parsed request within one transaction. */
async function answer(
  store: Store,
  request: Request,
  sender: Sender,
  voice: Voice,
): Promise<Reply> {
  const account =
    request.kind === 'seen'
      ? await learnAccount(store, sender.jar, request.snapshot)
      : await accountOf(store, sender.jar);
  const outcome = await carryOut(store, account, request, sender, voice);
  if (outcome.kind === 'refused') return { kind: 'refused', reason: voice.refusal(outcome.why) };
  if (outcome.kind !== 'done') return outcome;
  return { kind: 'known', known: await store.known(account) };
}

/**
 * Answers one message. It is parsed first, and carried out in one transaction: what is refused or fails
 * changes nothing.
 *
 * @param db the database
 * @param clock the time of the message is when its turn has come
 * @param message whatever was sent
 * @param sender where it comes from
 * @param voice what is said to people
 * @returns an answer in every case; never throws
 */
export async function handle(
  db: SiaDb,
  clock: Clock,
  message: unknown,
  sender: Sender,
  voice: Voice,
): Promise<Reply> {
  const request = Request.safeParse(message);
  if (!request.success) return { kind: 'refused', reason: voice.refusal('not-understood') };
  try {
    return await inTransaction(db, clock.now(), (store) =>
      answer(store, request.data, sender, voice),
    );
  } catch (error) {
    // The name only: a database's message can quote the record that it choked on.
    console.error('sia-guardrails:', error instanceof Error ? error.name : 'unknown error');
    return { kind: 'refused', reason: voice.refusal('failed') };
  }
}
