import { Guarded, GuardId, Intent, PageKind } from './console';
import { Role, StepId } from './handoff';
import { AccountId, Email, HandoffId, Timestamp, WaitId } from './ids';
import { Known } from './known';
import { Decision, Reason } from './ledger';
import { PackedSnapshot } from './packed';
import { PageDocument } from './page-document';
import { ExceptionId, Hint, Misread, ProfileProblem, TabWord, Teaching } from './profile';
import { Settings } from './settings';
import { Snapshot } from './snapshot';
import { z } from './zod';

/** What a content script says to the background. Each is answered with a {@link Reply}. */
export const Request = z.discriminatedUnion('kind', [
  /** What is known about this tab's account? */
  z.object({ kind: z.literal('known') }),
  /** This was read from the page, and so well is it guarded. */
  z.object({
    kind: z.literal('seen'),
    snapshot: z.union([Snapshot, PackedSnapshot]),
    guarded: Guarded,
  }),
  /** This press is about to be replayed without having been questioned. Answered once it is stored. */
  z.object({ kind: z.literal('let-through'), intent: Intent }),
  /** These guards asked, and the person decided. Answered once it is stored. */
  z.object({
    kind: z.literal('asked'),
    intent: Intent,
    guards: z.array(GuardId).min(1),
    decision: Decision,
    people: z.int().min(0).nullable(),
    reason: Reason.nullable().default(null),
    /** Who is granted access by going on although a wait is running. */
    early: z.array(Email).max(20_000).default([]),
  }),
  /** A person says when they connected. */
  z.object({ kind: z.literal('wait-declare'), connectedAt: Timestamp }),
  /** A person says that nothing came of the connect press. */
  z.object({ kind: z.literal('connect-forget') }),
  /** Look at the waits: one has come to its end here, or the clock was set. */
  z.object({ kind: z.literal('tick') }),
  /** A person has checked the access of these people, who were granted it early. */
  z.object({
    kind: z.literal('early-checked'),
    account: AccountId,
    people: z.array(Email).min(1).max(20_000),
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
  /** What adds to the built-in profile? */
  z.object({ kind: z.literal('teaching') }),
  /** A person has pointed out a control. */
  z.object({ kind: z.literal('teach'), hint: Hint }),
  /** A person has said what the selected tab of the Marketo page shows. */
  z.object({ kind: z.literal('teach-tab'), ...TabWord.shape }),
  /** A person has said that a held control is not what it was taken for. */
  z.object({ kind: z.literal('unteach'), misread: Misread }),
  /** Take back a hint of this person's, a word for a tab, or an exception. */
  z.object({ kind: z.literal('forget-hint'), hint: Hint }),
  z.object({ kind: z.literal('forget-tab'), ...TabWord.shape }),
  z.object({ kind: z.literal('forget-exception'), exception: ExceptionId }),
  /** Use this profile, as JSON text, in the place of the one imported before. */
  z.object({ kind: z.literal('profile-import'), text: z.string().max(600_000) }),
  /** Use no imported profile any more. */
  z.object({ kind: z.literal('profile-remove') }),
  /** Use these settings from now on. */
  z.object({ kind: z.literal('settings'), settings: Settings }),
]);
export type Request = z.infer<typeof Request>;

/** A request as it is sent. */
export type SentRequest = z.input<typeof Request>;

/** What a content script adds to each of its requests: the document that it speaks for. */
export const FromDocument = z.object({ document: PageDocument.nullable().default(null) });
export type FromDocument = z.infer<typeof FromDocument>;

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
  z.object({ kind: z.literal('teaching'), teaching: Teaching }),
  /** Nothing was changed. */
  z.object({ kind: z.literal('profile-refused'), problems: z.array(ProfileProblem).min(1) }),
  z.object({ kind: z.literal('settings'), settings: Settings }),
  /** It is done, and there is nothing to say about it. */
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('refused'), reason: z.string() }),
]);
export type Reply = z.infer<typeof Reply>;

/** What the background or the popup says to a content script. */
export const Push = z.discriminatedUnion('kind', [
  /** Something about this tab's account has changed. */
  z.object({ kind: z.literal('known'), known: Known }),
  /** What adds to the built-in profile has changed. */
  z.object({ kind: z.literal('teaching'), teaching: Teaching }),
  /** How are you? Answered with a {@link Health}. */
  z.object({ kind: z.literal('health') }),
  /** How much of this wait is left by your own clock? Answered with a {@link Count}. */
  z.object({ kind: z.literal('count'), wait: WaitId }),
  /** The wait is over, and the person wants to grant access: show them where. */
  z.object({ kind: z.literal('show-user-access') }),
  /** The person wants to point out a control, and cannot say so in the dock. Answered with `true` once it can begin. */
  z.object({ kind: z.literal('teach-point') }),
]);
export type Push = z.infer<typeof Push>;

/** How a tab is doing, as its content script says. */
export const Health = z.object({
  page: PageKind,
  guarded: Guarded,
  connection: Snapshot.shape.connection,
  missing: Snapshot.shape.missing,
  leftAlone: Snapshot.shape.leftAlone,
});
export type Health = z.infer<typeof Health>;

/** What a tab has counted of a wait; `null` when it does not count that one. */
export const Count = z.object({ left: z.number().min(0).nullable() });
export type Count = z.infer<typeof Count>;
