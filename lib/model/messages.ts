import { Guarded, GuardId, Intent, PageKind } from './console';
import { GuideProgress } from './guide';
import { KeyId, PassPreview, Role, StepId, Words } from './handoff';
import { AccountId, AccountName, Email, HandoffId, Timestamp, WaitId } from './ids';
import { Day, Invitee, KnownInvitees, MOST_INVITED, Ticked } from './invitation';
import { Known } from './known';
import { Decision, Reason } from './ledger';
import { OriginalUserSaid } from './original-user';
import { PackedRoster, PackedSnapshot, RosterEntries } from './packed';
import { PageDocument } from './page-document';
import { KnownPeople } from './plan';
import { ExceptionId, Hint, Misread, ProfileProblem, TabWord, Teaching } from './profile';
import { Settings } from './settings';
import { Assignment, ConsoleText, Snapshot } from './snapshot';
import { ViewId, ViewName, ViewQuery } from './team';
import { z } from './zod';

/** Who is granted what by a `grant` press that goes on; `null` for another press, or where it could not be read. */
const Granting = z.array(Assignment).max(20_000).nullable().default(null);

/** A pass as it came. What is longer is refused unread; what is too long for a pass is told so. */
const PassText = z.string().max(16_000_000);

/** Whose account it is about: the extension's own pages say so, a console's tab is in its own. */
const ofAccount = { account: AccountId.optional() };

const inHandoff = { handoff: HandoffId, ...ofAccount };

const pass = {
  text: PassText,
  role: Role,
  name: Words.nullable().default(null),
  ...ofAccount,
};

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
  z.object({ kind: z.literal('let-through'), intent: Intent, granting: Granting }),
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
    granting: Granting,
  }),
  /** A `grant` press that was to go on was not made after all: the page had changed meanwhile. */
  z.object({ kind: z.literal('not-made'), people: z.array(Email).max(20_000) }),
  /** What is known of these people, who are about to be granted access? */
  z.object({ kind: z.literal('people-known'), people: z.array(Email).max(20_000) }),
  /** Where do these people stand among everybody under User Access? */
  z.object({ kind: z.literal('places-of'), people: z.array(Email).max(500) }),
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
  /** Take in this roster, in the place of the one before. */
  z.object({
    kind: z.literal('roster-take'),
    account: AccountId,
    entries: z.union([RosterEntries, PackedRoster]),
    /** What the file is called; `null` when it was pasted. */
    file: z.string().max(200).nullable(),
  }),
  z.object({ kind: z.literal('roster-remove'), account: AccountId }),
  /** A person has read that these people turned out otherwise than was chosen for them. */
  z.object({
    kind: z.literal('differences-seen'),
    account: AccountId,
    people: z.array(Email).min(1).max(20_000),
  }),
  /** A person has read that this account has no workspaces to lock. */
  z.object({ kind: z.literal('workspaces-told') }),
  /** Start a handoff to this admin; this browser becomes Admin A. `name`: what the person at it is called. */
  z.object({
    kind: z.literal('handoff-start'),
    adminB: Email,
    adminA: Email.nullable().default(null),
    name: Words.nullable().default(null),
    ...ofAccount,
  }),
  /** This browser is somebody else in a handoff than it was. What it wrote before stays as it was written. */
  z.object({
    kind: z.literal('handoff-me'),
    ...inHandoff,
    role: Role,
    name: Words.nullable().default(null),
  }),
  /** A person says that a step is done, or that there is nothing to do: who says so, and how they know. */
  z.object({
    kind: z.literal('handoff-declare'),
    ...inHandoff,
    step: StepId,
    by: Words,
    note: Words,
    notNeeded: z.boolean().default(false),
  }),
  /** A person says that a step is not done after all. */
  z.object({
    kind: z.literal('handoff-undo'),
    ...inHandoff,
    step: StepId,
    by: Words.nullable().default(null),
    note: Words.nullable().default(null),
  }),
  z.object({
    kind: z.literal('handoff-close'),
    ...inHandoff,
    outcome: z.enum(['finished', 'abandoned']),
  }),
  /** Give me the pass of this handoff; for a file also with who had access when it began, if anybody knows. */
  z.object({
    kind: z.literal('pass-export'),
    ...inHandoff,
    withPeople: z.boolean().default(false),
  }),
  /** What would this pass change? Changes nothing. */
  z.object({ kind: z.literal('pass-preview'), ...pass }),
  /** Take in this pass; `role` and `name` are who this browser is in that handoff, if it is new here. */
  z.object({ kind: z.literal('pass-import'), ...pass }),
  /** A person has compared a key by voice, or takes that back. */
  z.object({ kind: z.literal('key-compared'), key: KeyId, compared: z.boolean(), ...ofAccount }),
  /** A person says who the original user is, and whether data sync has been started. */
  z.object({ kind: z.literal('original-user'), said: OriginalUserSaid, ...ofAccount }),
  /** A person says that it was meant that everybody lost their access. */
  z.object({ kind: z.literal('outage-meant'), ...ofAccount }),
  /** Write what Admin A can send to Admin B before disconnecting, with the pass of the open handoff if there is one. */
  z.object({ kind: z.literal('ask-b'), ...ofAccount }),
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
  /** What is known of these people, who are about to be invited? */
  z.object({ kind: z.literal('invitees'), people: z.array(Email).max(MOST_INVITED) }),
  /** These people were invited. */
  z.object({
    kind: z.literal('invited'),
    people: z.array(Invitee).min(1).max(MOST_INVITED),
    expires: Day.nullable(),
    accountInsight: Ticked,
  }),
  /** Call an account so; `null` takes the name back that a person has given it. */
  z.object({ kind: z.literal('account-name'), account: AccountId, name: AccountName.nullable() }),
  /** Use these settings from now on. */
  z.object({ kind: z.literal('settings'), settings: Settings }),
  /** Show in the dashboard what this account's plan is made of: a console's page can open none of ours. */
  z.object({ kind: z.literal('open-plan') }),
  /** A guide has come so far: it was begun, has moved, was left, or is finished. */
  z.object({ kind: z.literal('guide'), progress: GuideProgress, ...ofAccount }),
  /** Show in the dashboard where addresses are checked before people are invited. */
  z.object({ kind: z.literal('open-invite-check') }),
  /** Keep what is shown of the team under this name, in the place of what had it. */
  z.object({
    kind: z.literal('view-save'),
    account: AccountId,
    name: ViewName,
    query: ViewQuery,
  }),
  z.object({ kind: z.literal('view-remove'), account: AccountId, view: ViewId }),
  /** A person has looked at the changes of this account until then. */
  z.object({ kind: z.literal('changes-seen'), account: AccountId, until: Timestamp }),
]);
export type Request = z.infer<typeof Request>;

/** A request as it is sent. */
export type SentRequest = z.input<typeof Request>;

/** A backup that is being handed over, by which its parts belong together. */
const ofUpload = { upload: z.uuid() };

/** As much of a backup goes over in one message, in characters: browsers take no message of any length. */
export const BACKUP_PART = 8_000_000;

/** What a page of the extension says about all that is stored. Nothing of it is done for anybody else. */
export const DataRequest = z.discriminatedUnion('kind', [
  /** Here is a part of a backup. Nothing happens before it is taken in. */
  z.object({
    kind: z.literal('backup-part'),
    ...ofUpload,
    part: z.int().min(0).max(200),
    text: z.string().max(BACKUP_PART),
  }),
  /** Put the backup with this sum, which has come in so many parts, in the place of everything. */
  z.object({
    kind: z.literal('backup-take'),
    ...ofUpload,
    parts: z.int().min(1).max(200),
    sum: z.string().length(64),
  }),
  /** Delete everything that is stored. */
  z.object({ kind: z.literal('data-delete') }),
  /** Delete the database itself, which cannot be used any more, and begin with an empty one. */
  z.object({ kind: z.literal('data-anew') }),
]);
export type DataRequest = z.infer<typeof DataRequest>;

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
  'bad-signature',
]);
export type PassProblem = z.infer<typeof PassProblem>;

/**
 * Where somebody stands among everybody who is known to be listed under User Access: how many come before them by
 * name, and by address.
 */
export const Place = z.object({
  email: Email,
  name: ConsoleText.nullable(),
  /** `null` where no name is known. */
  byName: z.int().min(0).nullable(),
  byEmail: z.int().min(0),
});
export type Place = z.infer<typeof Place>;

/** The background's answer. */
export const Reply = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('known'), known: Known }),
  /** With people, it is for a file and not for a message. */
  z.object({ kind: z.literal('pass'), text: z.string(), withPeople: z.boolean() }),
  z.object({ kind: z.literal('pass-preview'), preview: PassPreview }),
  z.object({ kind: z.literal('pass-refused'), problem: PassProblem }),
  z.object({ kind: z.literal('teaching'), teaching: Teaching }),
  /** Nothing was changed. */
  z.object({ kind: z.literal('profile-refused'), problems: z.array(ProfileProblem).min(1) }),
  z.object({ kind: z.literal('settings'), settings: Settings }),
  z.object({ kind: z.literal('people-known'), about: KnownPeople }),
  z.object({ kind: z.literal('invitees'), about: KnownInvitees }),
  z.object({
    kind: z.literal('places'),
    /** How many people there are under User Access; `null` when nobody knows. */
    total: z.int().min(0).nullable(),
    /** Those of the people who were asked for that are known to be there. */
    people: z.array(Place).max(500),
  }),
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
  /** In a frame of this tab, which has no dock, the person wants to write to Admin B: show them what to send. */
  z.object({ kind: z.literal('message-to-b'), text: z.string() }),
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
