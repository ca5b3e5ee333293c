import { type HeldEvent, nextEventId, type Signer } from '@/lib/handoff/events';
import { openSteps } from '@/lib/handoff/handoff';
import { type Finding, recall } from '@/lib/handoff/observe';
import { MINUTE } from '@/lib/model/clock';
import type { Author, EventId, Handoff, HandoffEvent, PassPreview } from '@/lib/model/handoff';
import type { AccountId, Timestamp } from '@/lib/model/ids';
import { HandoffId } from '@/lib/model/ids';
import type { PassProblem, Request } from '@/lib/model/messages';
import { learnOriginal } from '@/lib/model/original-user';
import type { AccountRecord, Store } from '@/lib/store';

/** Why a handoff's request is refused. */
export type HandoffRefusal = 'no-such-handoff' | 'handoff-closed' | 'lead-watches';

/** What the requests after a handoff come to; the caller puts it into words. */
export type HandoffOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly why: HandoffRefusal }
  | { readonly kind: 'pass-refused'; readonly problem: PassProblem }
  | { readonly kind: 'pass-preview'; readonly preview: PassPreview }
  | { readonly kind: 'pass'; readonly text: string; readonly withPeople: boolean };

/** The requests of one kind. */
export type RequestOf<K extends Request['kind']> = Extract<Request, { kind: K }>;

/** Nothing to say about it. */
export const DONE: HandoffOutcome = { kind: 'done' };

/** For how long a row that was seen counts as being on the page that a handoff is started from. */
const STILL_ON_THE_PAGE = 10 * MINUTE;

/** 16 hexadecimal digits from the browser's own source. */
function randomDigits(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Makes ids that sort after the events held so far, and after each other. */
function idMaker(held: readonly HeldEvent[], now: Timestamp): () => EventId {
  const known = held.map(({ event }) => event.id);
  return () => {
    const id = nextEventId(known, now, randomDigits());
    known.push(id);
    return id;
  };
}

type OwnFields = 'id' | 'handoff' | 'at' | 'role' | 'author';
type Body<E extends HandoffEvent> = E extends HandoffEvent ? Omit<E, OwnFields> : never;

/** What an event says, without when, where and by whom. */
export type Statement = Body<HandoffEvent>;

/** What this browser has seen, as it goes into an event. */
export function statementOf(finding: Finding): Statement {
  return { by: null, note: null, ...finding };
}

/**
 * Writes this browser's own events, with a line each in the ledger. They are signed as soon as that can be waited
 * for, which a transaction cannot.
 */
export async function write(
  store: Store,
  account: AccountId,
  handoff: Pick<Handoff, 'id' | 'role' | 'name'>,
  statements: readonly Statement[],
  signer: Signer,
): Promise<void> {
  if (statements.length === 0) return;
  const newId = idMaker(await store.handoffEvents.of(account, handoff.id), store.now);
  const author: Author = { key: signer.key, name: handoff.name };
  const events = statements.map((statement): HandoffEvent => {
    const base = { id: newId(), handoff: handoff.id, at: store.now, role: handoff.role, author };
    return { ...base, ...statement };
  });
  const { publicKey } = signer;
  const held = events.map((event) => ({ event, publicKey, signature: null, imported: false }));
  await store.handoffEvents.hold(account, held);
  await note(store, account, events, '');
}

/** Lines in the ledger about events: what and how, without who. */
export async function note(
  store: Store,
  account: AccountId,
  events: readonly HandoffEvent[],
  how: 'imported ' | '',
): Promise<void> {
  const base = { kind: 'handoff' as const, account, at: store.now };
  await store.ledger.add(...events.map((event) => ({ ...base, event: `${how}${lineOf(event)}` })));
}

function lineOf(event: HandoffEvent): string {
  if (event.kind === 'started' || event.kind === 'went-on') return event.kind;
  if (event.kind === 'closed') return `closed ${event.outcome}`;
  return `${event.kind} ${event.step} ${event.source}`;
}

/** Starts a handoff; this browser is Admin A's. Asking for one that is open already changes nothing. */
export async function startHandoff(
  store: Store,
  account: AccountRecord,
  { adminA, adminB, name }: RequestOf<'handoff-start'>,
  fromConsole: boolean,
  signer: Signer,
): Promise<HandoffOutcome> {
  const open = await store.openHandoffs(account.id);
  if (open.some((one) => one.adminB === adminB && one.role === 'a')) return DONE;
  const id = HandoffId.parse(crypto.randomUUID());
  const { munchkinId } = account;
  const record = { account: account.id, id, role: 'a', name, access: null } as const;
  await store.handoffs.put(record);
  await write(store, account.id, record, [{ kind: 'started', adminA, adminB, munchkinId }], signer);
  if (fromConsole) await confirmConnection(store, account.id);
  await recallRow(store, account.id, id, signer);
  return DONE;
}

/**
 * Content scripts tell only what is new, so the Set Up page that a handoff is started from is not told of
 * again: what it showed last, it shows at the start of the handoff too.
 */
async function confirmConnection(store: Store, account: AccountId): Promise<void> {
  const sight = await store.sights.get(account);
  if (sight?.page !== 'marketo-setup' || sight.connection === null) return;
  await store.sights.put({ ...sight, connection: { ...sight.connection, at: store.now } });
}

/** Nor is B's row told of again, on the table of users that a handoff is started from. */
async function recallRow(
  store: Store,
  account: AccountId,
  id: HandoffId,
  signer: Signer,
): Promise<void> {
  const handoff = await store.handoff(account, id);
  const row = handoff && (await store.users.get([account, handoff.adminB]));
  if (!handoff || !row || row.goneAt !== null) return;
  if (Math.abs(store.now - row.seenAt) > STILL_ON_THE_PAGE) return;
  await write(store, account, handoff, recall(handoff, row).map(statementOf), signer);
}

/** What a person says of a step, or that a handoff is over. */
function saidIn(
  request: RequestOf<'handoff-declare' | 'handoff-undo' | 'handoff-close'>,
): Statement {
  const source = 'declared' as const;
  switch (request.kind) {
    case 'handoff-declare': {
      const { step, by, note, notNeeded } = request;
      return { kind: 'step-done', step, source, by, note, notNeeded };
    }
    case 'handoff-undo': {
      const { step, by, note } = request;
      return { kind: 'step-undone', step, source, by, note };
    }
    case 'handoff-close':
      return { kind: 'closed', outcome: request.outcome };
  }
}

/** Writes down what a person says of a step, or that a handoff is over. The lead watches and never acts. */
export async function stateInHandoff(
  store: Store,
  account: AccountId,
  request: RequestOf<'handoff-declare' | 'handoff-undo' | 'handoff-close'>,
  signer: Signer | null,
): Promise<HandoffOutcome> {
  const handoff = await store.handoff(account, request.handoff);
  // Whoever takes part in a handoff has a key.
  if (handoff === null || signer === null) return { kind: 'refused', why: 'no-such-handoff' };
  if (handoff.outcome !== 'open') return { kind: 'refused', why: 'handoff-closed' };
  if (handoff.role === 'lead') return { kind: 'refused', why: 'lead-watches' };
  await write(store, account, handoff, [saidIn(request)], signer);
  return DONE;
}

/** Changes who this browser is in a handoff. What it wrote before stays as it was written. */
export async function changeMe(
  store: Store,
  account: AccountId,
  { handoff, role, name }: RequestOf<'handoff-me'>,
): Promise<HandoffOutcome> {
  const record = await store.handoffs.get([account, handoff]);
  if (record === null) return { kind: 'refused', why: 'no-such-handoff' };
  await store.handoffs.put({ ...record, role, name });
  return DONE;
}

/** Notes that a person has compared a key by voice, or that they take that back. */
export async function compareKey(
  store: Store,
  account: AccountId,
  { key, compared }: RequestOf<'key-compared'>,
): Promise<HandoffOutcome> {
  const record = { account, key, at: store.now };
  if (compared) await store.comparedKeys.put(record);
  else await store.comparedKeys.remove(record);
  return DONE;
}

/** Notes what a person says of the original user. */
export async function noteOriginalUser(
  store: Store,
  account: AccountRecord,
  { said }: RequestOf<'original-user'>,
): Promise<HandoffOutcome> {
  await store.accounts.put({ ...account, original: learnOriginal(account.original, said) });
  return DONE;
}

/** Presses after which A owns no connection any more. */
const ENDING = new Set<RequestOf<'asked'>['intent']>(['disconnect', 'demote', 'delete-user']);

/** Tells everybody in the handoffs that somebody went on with a disconnect although steps before it were open. */
export async function noteException(
  store: Store,
  account: AccountId,
  { intent, guards, decision, people, reason }: RequestOf<'asked'>,
  signer: Signer | null,
): Promise<void> {
  if (signer === null || decision !== 'went-on' || !ENDING.has(intent)) return;
  if (!guards.includes('disconnect-order')) return;
  const connected = (await store.sights.get(account))?.figures?.connected ?? people;
  for (const handoff of await store.openHandoffs(account)) {
    const open = openSteps(handoff, 'a-disconnects');
    if (handoff.role !== 'a' || open.length === 0) continue;
    const said = { kind: 'went-on' as const, open, people: connected, reason };
    await write(store, account, handoff, [said], signer);
  }
}
