import type { EventId, Handoff, StepActor, StepId } from '@/lib/model/handoff';
import type { Timestamp } from '@/lib/model/ids';
import { type HeldEvent, merge } from './events';
import { canSee, ruleOf } from './steps';

/** Whose lane: Admin A's, Admin B's, or the one of the wait, in which nobody acts. */
export type LaneId = 'a' | 'b' | 'time';

/** A stretch of time in which a handoff waits on somebody. */
export interface Turn {
  readonly lane: LaneId;
  readonly from: Timestamp;
  /** `null` while it goes on. */
  readonly to: Timestamp | null;
  /** What it waits for, in the order of the steps. */
  readonly steps: readonly StepId[];
}

/**
 * What an event says: a step was seen or said to be done, seen not to be, or taken back; or somebody went on with a
 * disconnect although steps were open.
 */
export type MarkKind = 'seen' | 'said' | 'not-so' | 'taken-back' | 'went-on';

/** A moment in a lane at which something changed. */
export interface Mark {
  readonly event: EventId;
  readonly lane: LaneId;
  readonly at: Timestamp;
  /** `null` where it is about no single step. */
  readonly step: StepId | null;
  readonly kind: MarkKind;
  /** Who says so, where a person does. */
  readonly by: string | null;
  /** There was nothing to do. */
  readonly notNeeded: boolean;
  /** Somebody's word and a console say the opposite of its step now. */
  readonly isContradicted: boolean;
}

/** A handoff over time: who it waited on when, and what happened. */
export interface Lanes {
  readonly from: Timestamp;
  /** When it was closed; now, or later where another clock runs ahead, while it is open. */
  readonly to: Timestamp;
  readonly isOpen: boolean;
  /** The lanes that there is something in; those of the two admins always. */
  readonly ids: readonly LaneId[];
  readonly turns: readonly Turn[];
  readonly marks: readonly Mark[];
}

function laneOf(actor: StepActor): LaneId {
  return actor ?? 'time';
}

/** When it became a step's turn; `null` where it has not. */
function turnOf({ steps, startedAt }: Handoff, step: StepId): Timestamp | null {
  let from = startedAt;
  for (const before of ruleOf(step).after) {
    const proof = steps.find(({ id }) => id === before)?.proof ?? null;
    if (proof === null) return null;
    from = Math.max(from, proof.at);
  }
  return from;
}

/** The stretches of single steps. Nobody waits for what is optional, or would do harm now. */
function stretchesOf(handoff: Handoff): Turn[] {
  const { closedAt, outcome } = handoff;
  return handoff.steps.flatMap(({ id, actor, state, optional, proof }) => {
    const from = turnOf(handoff, id);
    const isAwaited = proof !== null || (state === 'doing' && !optional);
    if (from === null || !isAwaited) return [];
    const to = proof?.at ?? (outcome === 'open' ? null : closedAt);
    return to !== null && to <= from ? [] : [{ lane: laneOf(actor), from, to, steps: [id] }];
  });
}

/** Stretches of one lane that touch each other become one. */
function joined(stretches: readonly Turn[]): Turn[] {
  const turns: Turn[] = [];
  for (const next of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = turns.at(-1);
    if (last === undefined || (last.to !== null && last.to < next.from)) {
      turns.push(next);
      continue;
    }
    const to = last.to === null || next.to === null ? null : Math.max(last.to, next.to);
    turns[turns.length - 1] = { ...last, to, steps: [...last.steps, ...next.steps] };
  }
  return turns;
}

type Statement = Extract<HeldEvent['event'], { kind: 'step-done' | 'step-undone' }>;

function kindOf({ kind, source }: Statement): MarkKind {
  if (source === 'observed') return kind === 'step-done' ? 'seen' : 'not-so';
  return kind === 'step-done' ? 'said' : 'taken-back';
}

/** What was seen or said once more changes nothing; nor does what takes back what nobody has claimed. */
function isNews(kind: MarkKind, before: ReadonlySet<MarkKind>): boolean {
  if (before.has(kind)) return false;
  return kind === 'seen' || kind === 'said' || before.size > 0;
}

/** What holds of a step after a mark; what says the contrary puts an end to what was claimed before. */
function after(kind: MarkKind, before: ReadonlySet<MarkKind>): ReadonlySet<MarkKind> {
  if (kind === 'taken-back') return new Set();
  if (kind === 'not-so') return new Set([kind]);
  const held = new Set(before).add(kind);
  held.delete('not-so');
  return held;
}

function marksOf(handoff: Handoff, events: readonly HeldEvent[]): Mark[] {
  const contradicted = new Set(
    handoff.steps.filter((step) => step.contradicted !== null).map(({ id }) => id),
  );
  const standing = new Map<StepId, ReadonlySet<MarkKind>>();
  return merge(events, []).flatMap(({ event }): Mark[] => {
    const { id, at, role } = event;
    // The lead watches: what a lead's browser says counts for nothing.
    if (role === 'lead' || event.handoff !== handoff.id) return [];
    if (event.kind === 'went-on') {
      const base = { event: id, at, step: null, by: null, notNeeded: false, isContradicted: false };
      return [{ ...base, lane: role, kind: 'went-on' }];
    }
    if (event.kind !== 'step-done' && event.kind !== 'step-undone') return [];
    const { step } = event;
    if (event.source === 'observed' && !canSee(role, step)) return [];
    const kind = kindOf(event);
    const before = standing.get(step) ?? new Set();
    if (!isNews(kind, before)) return [];
    standing.set(step, after(kind, before));
    const { by } = event;
    const notNeeded = event.kind === 'step-done' && event.notNeeded;
    const lane = laneOf(ruleOf(step).actor);
    return [
      { event: id, lane, at, step, kind, by, notNeeded, isContradicted: contradicted.has(step) },
    ];
  });
}

/**
 * A handoff as lanes over time.
 *
 * @param handoff as it stands
 * @param events what it was folded from
 * @param now ms since the epoch
 */
export function lanesOf(handoff: Handoff, events: readonly HeldEvent[], now: Timestamp): Lanes {
  const marks = marksOf(handoff, events);
  const isOpen = handoff.outcome === 'open';
  const stretches = stretchesOf(handoff);
  const ids = (['a', 'b', 'time'] as const).filter(
    (id) => id !== 'time' || [...stretches, ...marks].some(({ lane }) => lane === id),
  );
  const end = isOpen ? now : (handoff.closedAt ?? now);
  return {
    from: handoff.startedAt,
    to: Math.max(end, handoff.startedAt, ...marks.map(({ at }) => at)),
    isOpen,
    ids,
    turns: ids.flatMap((id) => joined(stretches.filter(({ lane }) => lane === id))),
    marks,
  };
}
