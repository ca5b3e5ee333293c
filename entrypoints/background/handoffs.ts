import { merge, nextEventId } from '@/lib/handoff/handoff';
import { decode, encode } from '@/lib/handoff/pass';
import type { EventId, Handoff, HandoffEvent, Role } from '@/lib/model/handoff';
import type { AccountId, Email, HandoffId, Timestamp } from '@/lib/model/ids';
import { HandoffId as HandoffIdSchema } from '@/lib/model/ids';
import type { PassProblem, Request } from '@/lib/model/messages';
import type { AccountRecord, Store } from '@/lib/store';

/** Why a handoff's request is refused. */
export type HandoffRefusal = 'handoff-open' | 'no-such-handoff' | 'handoff-closed';

/** What the requests after a handoff come to; the caller puts it into words. */
export type HandoffOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly why: HandoffRefusal }
  | { readonly kind: 'pass-refused'; readonly problem: PassProblem }
  | { readonly kind: 'pass'; readonly text: string };

type RequestOf<K extends Request['kind']> = Extract<Request, { kind: K }>;

const DONE: HandoffOutcome = { kind: 'done' };

/** 16 hexadecimal digits from the browser's own source. */
function randomDigits(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Makes ids that sort after the events held so far, and after each other. */
export function idMaker(
  held: readonly { readonly event: HandoffEvent }[],
  now: Timestamp,
): () => EventId {
  const known = held.map(({ event }) => event.id);
  return () => {
    const id = nextEventId(known, now, randomDigits());
    known.push(id);
    return id;
  };
}

/** Writes this browser's own events, with a line each in the ledger. */
export async function recordEvents(
  store: Store,
  account: AccountId,
  events: readonly HandoffEvent[],
  imported = false,
): Promise<void> {
  const held = events.map((event) => ({ event, imported }));
  await store.handoffEvents.hold(account, held);
  const lines = events.map((event) => `${imported ? 'imported ' : ''}${lineOf(event)}`);
  await store.ledger.add(
    ...lines.map((event) => ({ kind: 'handoff' as const, account, at: store.now, event })),
  );
}

/** An event in the ledger: what and how, without who. */
function lineOf(event: HandoffEvent): string {
  if (event.kind === 'started') return event.kind;
  if (event.kind === 'closed') return `closed ${event.outcome}`;
  return `${event.kind} ${event.step} ${event.source}`;
}

/** Starts a handoff; this browser is Admin A's. Asking for the one that is open already changes nothing. */
export async function startHandoff(
  store: Store,
  account: AccountRecord,
  adminB: Email,
  fromConsole: boolean,
): Promise<HandoffOutcome> {
  const open = await store.openHandoff(account.id);
  if (open !== null) {
    return open.adminB === adminB ? DONE : { kind: 'refused', why: 'handoff-open' };
  }
  const handoff = HandoffIdSchema.parse(crypto.randomUUID());
  const id = idMaker([], store.now)();
  const { munchkinId } = account;
  await store.handoffs.put({ account: account.id, id: handoff, role: 'a' });
  await recordEvents(store, account.id, [
    { id, handoff, at: store.now, role: 'a', kind: 'started', adminB, munchkinId },
  ]);
  if (fromConsole) await confirmConnection(store, account.id);
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

/** A person's word on a step, or the end of a handoff, as an event without its common fields. */
type Statement =
  | { kind: 'step-done'; step: RequestOf<'handoff-declare'>['step']; by: string }
  | { kind: 'step-undone'; step: RequestOf<'handoff-undo'>['step'] }
  | { kind: 'closed'; outcome: RequestOf<'handoff-close'>['outcome'] };

function statementOf(
  request: RequestOf<'handoff-declare' | 'handoff-undo' | 'handoff-close'>,
): Statement {
  switch (request.kind) {
    case 'handoff-declare':
      return { kind: 'step-done', step: request.step, by: request.by };
    case 'handoff-undo':
      return { kind: 'step-undone', step: request.step };
    case 'handoff-close':
      return { kind: 'closed', outcome: request.outcome };
  }
}

/** Fills in who and when. */
function eventOf(statement: Statement, id: EventId, handoff: Handoff, at: Timestamp): HandoffEvent {
  const base = { id, handoff: handoff.id, at, role: handoff.role };
  switch (statement.kind) {
    case 'step-done':
      return { ...base, ...statement, source: 'declared', note: null };
    case 'step-undone':
      return { ...base, ...statement, source: 'declared' };
    case 'closed':
      return { ...base, ...statement };
  }
}

/** Writes down what a person says of a step, or that a handoff is over. */
export async function stateInHandoff(
  store: Store,
  account: AccountId,
  request: RequestOf<'handoff-declare' | 'handoff-undo' | 'handoff-close'>,
): Promise<HandoffOutcome> {
  const handoff = await store.handoff(account, request.handoff);
  if (handoff === null) return { kind: 'refused', why: 'no-such-handoff' };
  if (handoff.outcome !== 'open') return { kind: 'refused', why: 'handoff-closed' };
  const newId = idMaker(await store.handoffEvents.of(account, handoff.id), store.now);
  const event = eventOf(statementOf(request), newId(), handoff, store.now);
  await recordEvents(store, account, [event]);
  return DONE;
}

/** Writes the pass of a handoff. */
export async function exportPass(
  store: Store,
  account: AccountId,
  id: HandoffId,
  summary: (handoff: Handoff) => readonly string[],
): Promise<HandoffOutcome> {
  const handoff = await store.handoff(account, id);
  if (handoff === null) return { kind: 'refused', why: 'no-such-handoff' };
  const held = merge(await store.handoffEvents.of(account, id), []);
  return {
    kind: 'pass',
    text: encode(
      held.map(({ event }) => event),
      summary(handoff),
    ),
  };
}

/** Takes in a pass: adds those of its events that are not held yet, as somebody else's word. */
export async function importPass(
  store: Store,
  account: AccountRecord,
  text: string,
  role: Role,
): Promise<HandoffOutcome> {
  const decoded = decode(text, account.munchkinId);
  if (!decoded.ok) return { kind: 'pass-refused', problem: decoded.problem };
  const id = decoded.started.handoff;
  if ((await store.handoffs.get([account.id, id])) === null) {
    await store.handoffs.put({ account: account.id, id, role });
  }
  const held = await store.handoffEvents.of(account.id, id);
  const foreign = decoded.events.map((event) => ({ event, imported: true }));
  const before = new Set(held.map(({ event }) => event.id));
  const merged = merge(held, foreign);
  // What differs under an id we have keeps its place by the rule of `merge`; only new ids are news.
  await store.handoffEvents.hold(account.id, merged);
  const news = merged.filter(({ event }) => !before.has(event.id)).map(({ event }) => event);
  await recordEvents(store, account.id, news, true);
  return DONE;
}
