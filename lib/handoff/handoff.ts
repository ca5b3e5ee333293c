import type {
  EventId,
  Handoff,
  HandoffEvent,
  Role,
  Step,
  StepId,
  StepProof,
  StepState,
} from '@/lib/model/handoff';
import { EventId as EventIdSchema } from '@/lib/model/handoff';
import type { Email, Timestamp } from '@/lib/model/ids';
import type { Connection, Snapshot } from '@/lib/model/snapshot';

/** An event as one browser has it: its own, or come by a pass. */
export interface HeldEvent {
  readonly event: HandoffEvent;
  readonly imported: boolean;
}

/** The connection as it was last seen for certain on a Set Up page, and when. */
export interface ConnectionSight {
  readonly connection: Connection;
  readonly at: Timestamp;
}

/** The steps in their order, and who does each (CONSOLE.md rule 6 a–d). */
export const STEPS: readonly { readonly id: StepId; readonly actor: 'a' | 'b' }[] = [
  { id: 'remove-access', actor: 'a' },
  { id: 'b-connects', actor: 'b' },
  { id: 'b-owner', actor: 'b' },
  { id: 'a-disconnects', actor: 'a' },
];

const LAST_MILLISECOND = 9_999_999_999_999;

/**
 * The id of a new event. It sorts after every event known so far, even when this machine's clock is behind
 * the one that wrote them, so that what a person takes back stays taken back.
 *
 * @param known ids of the handoff's events so far
 * @param now ms since the epoch
 * @param random 16 hexadecimal digits
 * @throws when `random` is anything else
 */
export function nextEventId(known: readonly EventId[], now: Timestamp, random: string): EventId {
  const latest = known.reduce((last, id) => Math.max(last, Number(id.slice(0, 13))), -1);
  const time = Math.min(Math.max(Math.trunc(now), latest + 1), LAST_MILLISECOND);
  return EventIdSchema.parse(`${String(time).padStart(13, '0')}-${random}`);
}

/** One spelling of an event, whatever order its fields came in. */
function spelling(event: HandoffEvent): string {
  return JSON.stringify(Object.entries(event).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Which of two events with one id to keep: a rule that does not depend on which came first. */
function prefer(a: HeldEvent, b: HeldEvent): HeldEvent {
  const [left, right] = [spelling(a.event), spelling(b.event)];
  if (left !== right) return left < right ? a : b;
  return a.imported ? b : a;
}

/**
 * All events of two collections, each once, in the order of their ids. Commutative, associative and
 * idempotent, so that passes may arrive in any order, twice, or not at all. Of two events with one id the
 * one with the smaller serialisation is kept; of two equal ones, this browser's own.
 */
export function merge(a: readonly HeldEvent[], b: readonly HeldEvent[]): HeldEvent[] {
  const byId = new Map<EventId, HeldEvent>();
  for (const held of [...a, ...b]) {
    const other = byId.get(held.event.id);
    byId.set(held.event.id, other === undefined ? held : prefer(other, held));
  }
  return [...byId.values()].sort((x, y) => (x.event.id < y.event.id ? -1 : 1));
}

type DoneEvent = Extract<HandoffEvent, { kind: 'step-done' }>;

/**
 * Whether an event can prove its step. What a person declares needs their name. What was observed counts
 * only from the browser of the one whose console shows it: A's console never shows that B owns the
 * connection, nor B's that A has let go of it.
 */
function proves(event: DoneEvent): boolean {
  if (event.source === 'declared') return event.by !== null;
  if (event.step === 'remove-access') return event.role !== 'lead';
  return event.role === (event.step === 'a-disconnects' ? 'a' : 'b');
}

/** Of two events that prove a step the better one: what was seen beats what was said, then the earlier. */
function better(known: HeldEvent & { event: DoneEvent }, next: HeldEvent & { event: DoneEvent }) {
  return known.event.source === 'declared' && next.event.source === 'observed' ? next : known;
}

/** What makes a step count as done after all its doings and undoings, in the order of their ids. */
function proofOf(step: StepId, ordered: readonly HeldEvent[]): StepProof | null {
  let proof: (HeldEvent & { event: DoneEvent }) | null = null;
  for (const { event, imported } of ordered) {
    if (event.kind === 'step-undone' && event.step === step) proof = null;
    if (event.kind !== 'step-done' || event.step !== step || !proves(event)) continue;
    proof = proof === null ? { event, imported } : better(proof, { event, imported });
  }
  if (proof === null) return null;
  const { source, by, role, at } = proof.event;
  return { source: proof.imported ? 'imported' : source, by, role, at };
}

/** Where a step stands, given what the steps prove: the order of the whole list decides. */
function stateOf(id: StepId, proofs: ReadonlyMap<StepId, StepProof | null>): StepState {
  const isDone = (step: StepId) => (proofs.get(step) ?? null) !== null;
  if (isDone(id)) return 'done';
  if (id === 'a-disconnects' && !isDone('b-owner')) return 'blocked';
  const first = STEPS.find((step) => !isDone(step.id));
  return first?.id === id ? 'doing' : 'todo';
}

/** The steps with their states (CONSOLE.md rule 6). */
function stepsOf(ordered: readonly HeldEvent[]): Step[] {
  const proofs = new Map(STEPS.map(({ id }) => [id, proofOf(id, ordered)]));
  return STEPS.map(({ id, actor }) => ({
    id,
    actor,
    state: stateOf(id, proofs),
    proof: proofs.get(id) ?? null,
  }));
}

/**
 * The state of a handoff: a fold over its events, which does not depend on their order or on how often
 * each is there. Events of other handoffs than that of the first `started` are left out.
 *
 * @param events what this browser holds
 * @param role what this browser is in the handoff
 * @returns `null` when no event says that a handoff was started
 */
export function fold(events: readonly HeldEvent[], role: Role): Handoff | null {
  const ordered = merge(events, []);
  const started = ordered.map(({ event }) => event).find((event) => event.kind === 'started');
  if (started === undefined) return null;
  const own = ordered.filter(({ event }) => event.handoff === started.handoff);
  const closed = own.map(({ event }) => event).findLast((event) => event.kind === 'closed');
  return {
    id: started.handoff,
    role,
    adminB: started.adminB,
    munchkinId: started.munchkinId,
    startedAt: started.at,
    outcome: closed?.outcome ?? 'open',
    steps: stepsOf(own),
  };
}

/** What a sight says about the steps: done for certain, or not done for certain. */
interface Findings {
  readonly done: readonly StepId[];
  readonly undone: readonly StepId[];
}

const NOTHING: Findings = { done: [], undone: [] };

/** Whether two Munchkin IDs are both known and not the same. */
export function contradicts(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a.toLowerCase() !== b.toLowerCase();
}

/** Whether B's row is on the page and says that B has no access. */
function showsNoAccess(snapshot: Snapshot, adminB: Email): boolean {
  if (snapshot.page !== 'user-access' || snapshot.users.coverage === 'unknown') return false;
  const row = snapshot.users.value.find((user) => user.email === adminB);
  return row?.access === 'not-connected';
}

/** What A's console can show: B's row without access, and A's own connection coming to its end. */
function seenByA(handoff: Handoff, snapshot: Snapshot, previous: ConnectionSight | null): Findings {
  if (showsNoAccess(snapshot, handoff.adminB)) return { done: ['remove-access'], undone: [] };
  if (snapshot.page !== 'marketo-setup') return NOTHING;
  // An owner still, or again: what was seen or said of A's disconnecting does not hold.
  if (snapshot.connection === 'owner') return { done: [], undone: ['a-disconnects'] };
  const owned = previous?.connection === 'owner' && previous.at >= handoff.startedAt;
  const letGo = snapshot.connection === 'free' || snapshot.connection === 'granted';
  return owned && letGo ? { done: ['a-disconnects'], undone: [] } : NOTHING;
}

/** What B's console can show: whether B may connect (CONSOLE.md rule 5), and whether B owns the connection. */
function seenByB(snapshot: Snapshot): Findings {
  if (snapshot.page !== 'marketo-setup') return NOTHING;
  switch (snapshot.connection) {
    case 'owner':
      return { done: ['remove-access', 'b-connects', 'b-owner'], undone: [] };
    case 'free':
      return { done: ['remove-access'], undone: ['b-connects', 'b-owner'] };
    case 'granted':
      // A's removal is not taken back by it: a page that B has not reloaded since shows the same.
      return { done: [], undone: ['b-connects', 'b-owner'] };
    case 'unknown':
      return NOTHING;
  }
}

/** What this browser's console shows, by its role. The lead watches and proves nothing. */
function findings(
  handoff: Handoff,
  snapshot: Snapshot,
  previous: ConnectionSight | null,
): Findings {
  if (handoff.role === 'a') return seenByA(handoff, snapshot, previous);
  return handoff.role === 'b' ? seenByB(snapshot) : NOTHING;
}

/**
 * The events that one sight of the console proves and that are not known yet. A's browser never takes B's
 * ownership from A's own console, whatever B's row says. B's console also takes back what it contradicts:
 * were B's connection lost again, A must not disconnect on the strength of it.
 *
 * @param handoff as it stands; a closed one is never added to
 * @param snapshot what was read
 * @param previous the last certain sight of the connection before this one
 * @param now ms since the epoch
 * @param newId makes an id that sorts after all events so far, a new one at each call
 */
export function observe(
  handoff: Handoff,
  snapshot: Snapshot,
  previous: ConnectionSight | null,
  now: Timestamp,
  newId: () => EventId,
): HandoffEvent[] {
  if (handoff.outcome !== 'open' || contradicts(handoff.munchkinId, snapshot.munchkinId)) return [];
  const { done, undone } = findings(handoff, snapshot, previous);
  const proofs = new Map(handoff.steps.map((step) => [step.id, step.proof]));
  // Something another person only said is worth replacing by what is seen here.
  const isNew = (step: StepId) => (proofs.get(step) ?? null) === null;
  const said = (step: StepId) => proofs.get(step)?.source === 'declared';
  const base = () => ({ id: newId(), handoff: handoff.id, at: now, role: handoff.role });
  return [
    ...done
      .filter((step) => isNew(step) || said(step))
      .map((step): HandoffEvent => {
        const kind = 'step-done';
        return { ...base(), kind, step, source: 'observed', by: null, note: null };
      }),
    ...undone
      .filter((step) => !isNew(step))
      .map((step): HandoffEvent => {
        return { ...base(), kind: 'step-undone', step, source: 'observed' };
      }),
  ];
}
