import { UsersSight } from '@/lib/access/access';
import { PageKind } from '@/lib/model/console';
import { KeptGuide } from '@/lib/model/guide';
import {
  AccessHolder,
  AccessKept,
  AccessSnapshot,
  HandoffEvent,
  KeyId,
  PublicKey,
  Role,
  Signature,
  Words,
} from '@/lib/model/handoff';
import { AccountId, HandoffId, Timestamp } from '@/lib/model/ids';
import { Invited, type Invitee } from '@/lib/model/invitation';
import { Figures } from '@/lib/model/known';
import { LedgerEntry } from '@/lib/model/ledger';
import { NOBODY_KNOWS, OriginalUser } from '@/lib/model/original-user';
import { Difference, PlanSummary, RosterEntry, Workspaces, WorkspaceUse } from '@/lib/model/plan';
import { Profile, ProfileOrigin } from '@/lib/model/profile';
import { Settings } from '@/lib/model/settings';
import { Connection } from '@/lib/model/snapshot';
import { z } from '@/lib/model/zod';

/**
 * Which of the browser's cookie jars a tab uses: `default`, or the id of a Firefox container. Whoever is
 * signed in to the console is signed in per jar, so accounts are told apart by it.
 */
export const Jar = z.string().min(1).max(200);
export type Jar = z.infer<typeof Jar>;

/** An account of the console, as known in one jar. */
export const AccountRecord = z.object({
  id: AccountId,
  jar: Jar,
  name: z.string().max(200),
  munchkinId: z.string().max(20).nullable(),
  /** A person has named it, so that nothing that is seen names it anew. */
  isNamed: z.boolean().default(false),
  createdAt: Timestamp,
  /** When it last became the one that is signed in; the latest of a jar is its current one. */
  currentSince: Timestamp,
  /** Whether it has workspaces to lock. */
  workspaces: WorkspaceUse.default({ offered: 'unknown', told: false }),
  /** What a person has said of the original user; see `OriginalUser`. */
  original: OriginalUser.default(NOBODY_KNOWS),
});
export type AccountRecord = z.infer<typeof AccountRecord>;

/** That this browser takes part in a handoff, as whom, and how the others' access compares to the start. */
export const HandoffRecord = z.object({
  account: AccountId,
  id: HandoffId,
  role: Role,
  name: Words.nullable().default(null),
  access: AccessKept.nullable().default(null),
});
export type HandoffRecord = z.infer<typeof HandoffRecord>;

/** An event of a handoff as this browser holds it. */
export const HandoffEventRecord = z.object({
  account: AccountId,
  handoff: HandoffId,
  id: z.string(),
  event: HandoffEvent,
  publicKey: PublicKey,
  /** `null` from when this browser made it until it is signed, which takes a moment. */
  signature: Signature.nullable(),
  /** Came by a pass, so it is somebody else's word. */
  imported: z.boolean(),
});
export type HandoffEventRecord = z.infer<typeof HandoffEventRecord>;

/** What this browser signs with. The private key cannot be read out, only used. */
export const OwnKeyRecord = z.object({
  id: z.literal('own'),
  publicKey: PublicKey,
  privateKey: z.instanceof(CryptoKey),
});
export type OwnKeyRecord = z.infer<typeof OwnKeyRecord>;

/** A key that a person says they have compared by voice. */
export const ComparedKeyRecord = z.object({ account: AccountId, key: KeyId, at: Timestamp });
export type ComparedKeyRecord = z.infer<typeof ComparedKeyRecord>;

/** That everybody has lost their access, whom it concerns, and what they had. */
export const OutageRecord = z.object({
  account: AccountId,
  aliveAt: Timestamp,
  since: Timestamp.nullable(),
  begunAt: Timestamp.nullable(),
  /** When a person said that it was meant; `null` while nobody has. */
  meantAt: Timestamp.nullable(),
  lost: z.array(AccessHolder).max(20_000),
  /** How many of them still have no access. */
  missing: z.int().min(0),
});
export type OutageRecord = z.infer<typeof OutageRecord>;

/** Who had access when a handoff began; signed where it came by a pass, so that it can be handed on. */
export const HandoffAccessRecord = z.object({
  account: AccountId,
  handoff: HandoffId,
  access: AccessSnapshot,
  signed: z.object({ publicKey: PublicKey, signature: Signature }).nullable(),
});
export type HandoffAccessRecord = z.infer<typeof HandoffAccessRecord>;

/** What was last seen of an account's console. */
export const SightRecord = z.object({
  account: AccountId,
  page: PageKind,
  at: Timestamp,
  /** The last certain sight of the connection, on a Set Up page. */
  connection: z.object({ connection: Connection, at: Timestamp }).nullable(),
  users: UsersSight.nullable(),
  /** Counted when the users were last merged, so that nobody has to read them all to show two numbers. */
  figures: Figures.nullable(),
});
export type SightRecord = z.infer<typeof SightRecord>;

/** A line of the ledger with its place in it. */
export const LedgerRecord = z.object({ seq: z.int().min(1), entry: LedgerEntry });
export type LedgerRecord = z.infer<typeof LedgerRecord>;

/** A profile that adds to the built-in one. The organisation's is read from its policy, and not kept. */
export const ProfileRecord = z.object({
  origin: ProfileOrigin.exclude(['managed']),
  profile: Profile,
  /** When it was last changed. */
  at: Timestamp,
});
export type ProfileRecord = z.infer<typeof ProfileRecord>;

/** What a person has chosen. There is one for the browser, under a fixed id. */
export const SettingsRecord = z.object({ id: z.literal('settings'), settings: Settings });
export type SettingsRecord = z.infer<typeof SettingsRecord>;

/** When something was last done that is done now and then. */
export const ChoreRecord = z.object({ id: z.enum(['history', 'welcome', 'teams']), at: Timestamp });
export type ChoreRecord = z.infer<typeof ChoreRecord>;

/** Somebody of a roster, and whose roster it is. */
export const RosterRecord = RosterEntry.extend({ account: AccountId });
export type RosterRecord = z.infer<typeof RosterRecord>;

/** The roster of an account as a whole. */
export const RosterInfo = z.object({
  account: AccountId,
  takenAt: Timestamp,
  people: z.int().min(0),
  /** What the file was called; `null` when it was pasted. */
  file: z.string().max(200).nullable(),
});
export type RosterInfo = z.infer<typeof RosterInfo>;

/** What follows from an account's roster and users, so that nobody has to read them all to tell a tab. */
export const PlanRecord = z.object({
  account: AccountId,
  /** `null` without a roster. */
  summary: PlanSummary.nullable(),
  /** All workspaces that were ever seen or planned, sorted. */
  workspaces: Workspaces,
  /** When access was last granted of which nothing has been seen yet; `null` when there is no such grant. */
  grantedAt: Timestamp.nullable(),
});
export type PlanRecord = z.infer<typeof PlanRecord>;

/** A {@link Difference} that nobody has said to have seen. */
export const DifferenceRecord = Difference.extend({ account: AccountId });
export type DifferenceRecord = z.infer<typeof DifferenceRecord>;

/** Somebody who was invited to Account Insight from this browser, and how they are told from others. */
export const InvitationRecord = z.object({
  account: AccountId,
  who: z.string().min(1).max(600),
  ...Invited.shape,
});
export type InvitationRecord = z.infer<typeof InvitationRecord>;

/** How far a guide is, and in whose account. */
export const GuideRecord = KeptGuide.extend({ account: AccountId });
export type GuideRecord = z.infer<typeof GuideRecord>;

/** Who was invited: by the address, and by the name where a list showed nothing else. */
export function invitationKey({ email, name }: Invitee): string {
  return email ?? `name:${(name ?? '').normalize('NFKC').toLowerCase()}`;
}
