import { Email, HandoffId, Timestamp } from './ids';
import { Source } from './wait';
import { z } from './zod';

/** The steps of a handoff, in their order (CONSOLE.md rule 6 a–d). */
export const StepId = z.enum(['remove-access', 'b-connects', 'b-owner', 'a-disconnects']);
export type StepId = z.infer<typeof StepId>;

/** Who acts in this browser. The lead watches and never acts. */
export const Role = z.enum(['a', 'b', 'lead']);
export type Role = z.infer<typeof Role>;

/** Time-ordered, globally unique: 13 digits of milliseconds, a dash, 16 random hex digits. */
export const EventId = z
  .string()
  .regex(/^\d{13}-[0-9a-f]{16}$/)
  .brand<'EventId'>();
export type EventId = z.infer<typeof EventId>;

/** A person's own words: a name or a note. */
const Words = z.string().trim().min(1).max(200);

const eventBase = {
  id: EventId,
  handoff: HandoffId,
  at: Timestamp,
  /** The role of the browser in which it came about. */
  role: Role,
};

/**
 * One thing that happened in a handoff. Immutable; the state of a handoff is a fold over its events, and
 * taking something back is an event too.
 */
export const HandoffEvent = z.discriminatedUnion('kind', [
  z.object({
    ...eventBase,
    kind: z.literal('started'),
    adminB: Email,
    munchkinId: z.string().max(20).nullable(),
  }),
  z.object({
    ...eventBase,
    kind: z.literal('step-done'),
    step: StepId,
    /** Seen by the author's browser, or said by a person; `imported` is what the reader makes of it. */
    source: Source.exclude(['imported']),
    /** Who says so; required where a person declares it. */
    by: Words.nullable(),
    /** Seen in the console that this cannot be needed (B has no access to remove). */
    note: Words.nullable(),
  }),
  z.object({
    ...eventBase,
    kind: z.literal('step-undone'),
    step: StepId,
    source: Source.exclude(['imported']),
  }),
  z.object({ ...eventBase, kind: z.literal('closed'), outcome: z.enum(['finished', 'abandoned']) }),
]);
export type HandoffEvent = z.infer<typeof HandoffEvent>;

/** Where a step stands; the values of `data-state`. */
export const StepState = z.enum(['todo', 'doing', 'done', 'blocked']);
export type StepState = z.infer<typeof StepState>;

/** What makes a step count as done, and how this browser came to know it. */
export const StepProof = z.object({
  source: Source,
  by: Words.nullable(),
  role: Role,
  at: Timestamp,
});
export type StepProof = z.infer<typeof StepProof>;

/** A step as this browser sees it. */
export const Step = z.object({
  id: StepId,
  /** Who does it. */
  actor: z.enum(['a', 'b']),
  state: StepState,
  proof: StepProof.nullable(),
});
export type Step = z.infer<typeof Step>;

/** A handoff as this browser sees it: the fold of its events. */
export const Handoff = z.object({
  id: HandoffId,
  /** My role in it, in this browser. */
  role: Role,
  adminB: Email,
  munchkinId: z.string().max(20).nullable(),
  startedAt: Timestamp,
  outcome: z.enum(['open', 'finished', 'abandoned']),
  steps: z.array(Step),
});
export type Handoff = z.infer<typeof Handoff>;
