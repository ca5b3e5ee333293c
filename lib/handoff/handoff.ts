import type {
  AccessKept,
  Contradiction,
  Handoff,
  HandoffEvent,
  HandoffException,
  HandoffKey,
  KeyId,
  Role,
  Step,
  StepId,
  StepProof,
  StepState,
} from '@/lib/model/handoff';
import type { Timestamp } from '@/lib/model/ids';
import { type HeldEvent, merge } from './events';
import { keysOf } from './keys';
import { canSee, ruleOf, STEPS, type StepRule } from './steps';

/** What a browser knows beside the events. */
export interface Beside {
  /** What it is in this handoff, and what the person at it is called. */
  readonly role: Role;
  readonly name: string | null;
  /** Keys that the person says they have compared by voice. */
  readonly compared: ReadonlySet<KeyId>;
  /** Who has access now of those who had it at the start. */
  readonly access: AccessKept | null;
  /** Whether A must not be removed, as the original user of an account with data sync (CONSOLE.md rule 7). */
  readonly mustStay: (adminA: Handoff['adminA']) => boolean;
}

type EventOf<K extends HandoffEvent['kind']> = Extract<HandoffEvent, { kind: K }>;
type Held<E extends HandoffEvent> = HeldEvent & { readonly event: E };
type Done = Held<EventOf<'step-done'>>;
type Undone = Held<EventOf<'step-undone'>>;

function isOf<K extends HandoffEvent['kind']>(held: HeldEvent, kind: K): held is Held<EventOf<K>> {
  return held.event.kind === kind;
}

/**
 * Whether an event can prove its step. What a person declares needs their name and how they know. What was observed
 * counts only from the browser of the one whose console shows it: A's console never shows that B owns the
 * connection, nor B's that A has let go of it.
 */
function proves({ role, step, source, by, note, notNeeded }: Done['event']): boolean {
  if (notNeeded && !ruleOf(step).skippable) return false;
  return source === 'declared' ? by !== null && note !== null : canSee(role, step);
}

/** What was last seen of a step, and what has been said of it and not taken back. */
interface Standing {
  readonly seen: Done | Undone | null;
  readonly said: Done | null;
}

/** What one more event makes of it. Of what was seen and holds, the earliest is kept. */
function follow(before: Standing, held: Done | Undone): Standing {
  const { event } = held;
  if (isOf(held, 'step-done')) {
    if (!proves(held.event)) return before;
    if (held.event.source === 'declared') return { ...before, said: held };
    return before.seen?.event.kind === 'step-done' ? before : { ...before, seen: held };
  }
  if (event.source === 'observed') {
    return canSee(event.role, event.step) ? { ...before, seen: held } : before;
  }
  // A person takes back whatever it rests on; that a console shows the contrary stays seen.
  return { seen: before.seen?.event.kind === 'step-done' ? null : before.seen, said: null };
}

function standingOf(step: StepId, ordered: readonly HeldEvent[]): Standing {
  let standing: Standing = { seen: null, said: null };
  for (const held of ordered) {
    if (!isOf(held, 'step-done') && !isOf(held, 'step-undone')) continue;
    if (held.event.step === step) standing = follow(standing, held);
  }
  return standing;
}

function proofFrom({ event, imported }: Done): StepProof {
  const { source, by, note, notNeeded, role, author, at } = event;
  return { source: imported ? 'imported' : source, by, note, notNeeded, role, author, at };
}

/** What a step rests on, and what speaks against it. */
interface Grounds {
  readonly proof: StepProof | null;
  readonly contradicted: Contradiction | null;
}

/** What was seen beats what was said, unless somebody has said so again since; that stays a contradiction. */
function groundsOf({ seen, said }: Standing): Grounds {
  if (seen !== null && isOf(seen, 'step-done')) {
    return { proof: proofFrom(seen), contradicted: null };
  }
  if (said === null) return { proof: null, contradicted: null };
  const word = proofFrom(said);
  if (seen === null) return { proof: word, contradicted: null };
  const { role, author, at } = seen.event;
  const isSaidAgain = said.event.id > seen.event.id;
  return {
    proof: isSaidAgain ? word : null,
    contradicted: { said: word, seen: { role, author, at } },
  };
}

/**
 * What shows that B owns the connection: what B's own browser saw, or a person's word; `null` where nothing does,
 * where a console shows the contrary, and where it rests on a key that has changed.
 */
function ownership(
  { proof, contradicted }: Grounds,
  keys: readonly HandoffKey[],
): StepProof | null {
  if (proof === null || contradicted !== null) return null;
  const trust = keys.find(({ fingerprint }) => fingerprint === proof.author.key)?.trust;
  return trust === 'changed' ? null : proof;
}

/** What {@link Handoff} has for the question whether Admin A may disconnect; see {@link ownership}. */
export function proofOfOwnership(handoff: Pick<Handoff, 'steps' | 'keys'>): StepProof | null {
  const step = handoff.steps.find(({ id }) => id === 'b-owner');
  return step === undefined ? null : ownership(step, handoff.keys);
}

/** The steps that are still open and that finishing takes, in their order; those before `before` if it is given. */
export function openSteps(handoff: Pick<Handoff, 'steps'>, before?: StepId): StepId[] {
  const end = handoff.steps.findIndex(({ id }) => id === before);
  return handoff.steps
    .slice(0, end === -1 ? undefined : end)
    .filter(({ state, optional }) => state !== 'done' && !optional)
    .map(({ id }) => id);
}

/** The steps with their states (CONSOLE.md rules 2 and 5 to 7). */
function stepsOf(
  ordered: readonly HeldEvent[],
  keys: readonly HandoffKey[],
  startedAt: Timestamp,
  mustStay: boolean,
): Step[] {
  const grounds = new Map(STEPS.map(({ id }) => [id, groundsOf(standingOf(id, ordered))]));
  const on = (id: StepId): Grounds => grounds.get(id) ?? { proof: null, contradicted: null };
  const isHarmful = ({ id }: StepRule) =>
    (id === 'a-disconnects' && ownership(on('b-owner'), keys) === null) ||
    (id === 'a-removed' && mustStay);
  const stateOf = (rule: StepRule): StepState => {
    if (on(rule.id).proof !== null) return 'done';
    if (isHarmful(rule)) return 'blocked';
    return rule.after.every((id) => on(id).proof !== null) ? 'doing' : 'todo';
  };
  return STEPS.map((rule) => {
    const { id, actor, page, optional, after } = rule;
    const state = stateOf(rule);
    const turns = after.map((before) => on(before).proof?.at ?? startedAt);
    const since = state === 'doing' ? Math.max(startedAt, ...turns) : null;
    return { id, actor, page, optional, state, since, ...on(id) };
  });
}

function exceptionsOf(ordered: readonly HeldEvent[]): HandoffException[] {
  return ordered.flatMap(({ event }) => {
    if (event.kind !== 'went-on') return [];
    const { at, role, author, open, people, reason } = event;
    return [{ at, role, author, open, people, reason }];
  });
}

/**
 * The state of a handoff: a fold over its events, which does not depend on their order or on how often
 * each is there. Events of other handoffs than that of the first `started` are left out.
 *
 * @param events what this browser holds
 * @param beside what this browser is in the handoff, and what it knows besides
 * @returns `null` when no event says that a handoff was started
 */
export function fold(events: readonly HeldEvent[], beside: Beside): Handoff | null {
  const all = merge(events, []);
  const started = all.map(({ event }) => event).find((event) => event.kind === 'started');
  if (started === undefined) return null;
  const { handoff: id, adminA, adminB, munchkinId, at: startedAt } = started;
  const ordered = all.filter(({ event }) => event.handoff === id);
  const keys = keysOf(ordered, beside.compared);
  // The lead watches: what a lead's browser says of a step or the end counts for nothing.
  const acted = ordered.filter(({ event }) => event.role !== 'lead');
  const closed = acted.map(({ event }) => event).findLast((event) => event.kind === 'closed');
  return {
    id,
    role: beside.role,
    name: beside.name,
    adminA,
    adminB,
    munchkinId,
    startedAt,
    outcome: closed?.outcome ?? 'open',
    closedAt: closed?.at ?? null,
    steps: stepsOf(acted, keys, startedAt, beside.mustStay(adminA)),
    keys: [...keys],
    exceptions: exceptionsOf(acted),
    access: beside.access,
  };
}
