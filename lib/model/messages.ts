import { Guarded, GuardId, Intent, PageKind } from './console';
import { Role, StepId } from './handoff';
import { Email, HandoffId } from './ids';
import { Known } from './known';
import { Decision } from './ledger';
import { Snapshot } from './snapshot';
import { z } from './zod';

/** What a content script says to the background. Each is answered with a {@link Reply}. */
export const Request = z.discriminatedUnion('kind', [
  /** What is known about this tab's account? */
  z.object({ kind: z.literal('known') }),
  /** This was read from the page, and so well is it guarded. */
  z.object({ kind: z.literal('seen'), snapshot: Snapshot, guarded: Guarded }),
  /** This press is about to be replayed without having been questioned. Answered once it is stored. */
  z.object({ kind: z.literal('let-through'), intent: Intent }),
  /** These guards asked, and the person decided. Answered once it is stored. */
  z.object({
    kind: z.literal('asked'),
    intent: Intent,
    guards: z.array(GuardId).min(1),
    decision: Decision,
    people: z.int().min(0).nullable(),
  }),
  /** Start a handoff to this admin; this browser becomes Admin A. */
  z.object({ kind: z.literal('handoff-start'), adminB: Email }),
  /** A person says that a step is done, or that it is not. */
  z.object({
    kind: z.literal('handoff-declare'),
    handoff: HandoffId,
    step: StepId,
    by: z.string().trim().min(1).max(200),
  }),
  z.object({ kind: z.literal('handoff-undo'), handoff: HandoffId, step: StepId }),
  z.object({
    kind: z.literal('handoff-close'),
    handoff: HandoffId,
    outcome: z.enum(['finished', 'abandoned']),
  }),
  /** Give me the pass of this handoff. */
  z.object({ kind: z.literal('pass-export'), handoff: HandoffId }),
  /** Take in this pass; `role` is what this browser is in that handoff, if it is new here. */
  z.object({ kind: z.literal('pass-import'), text: z.string().max(200_000), role: Role }),
]);
export type Request = z.infer<typeof Request>;

/** Why a pass was refused. */
export const PassProblem = z.enum([
  'not-a-pass',
  'damaged',
  'too-long',
  'newer-version',
  'other-account',
]);
export type PassProblem = z.infer<typeof PassProblem>;

/** The background's answer. */
export const Reply = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('known'), known: Known }),
  z.object({ kind: z.literal('pass'), text: z.string() }),
  z.object({ kind: z.literal('pass-refused'), problem: PassProblem }),
  z.object({ kind: z.literal('refused'), reason: z.string() }),
]);
export type Reply = z.infer<typeof Reply>;

/** What the background or the popup says to a content script. */
export const Push = z.discriminatedUnion('kind', [
  /** Something about this tab's account has changed. */
  z.object({ kind: z.literal('known'), known: Known }),
  /** How are you? Answered with a {@link Health}. */
  z.object({ kind: z.literal('health') }),
]);
export type Push = z.infer<typeof Push>;

/** How a tab is doing, as its content script says. */
export const Health = z.object({
  page: PageKind,
  guarded: Guarded,
  connection: Snapshot.shape.connection,
});
export type Health = z.infer<typeof Health>;
