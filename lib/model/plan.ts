import { Email, Timestamp } from './ids';
import { Access, ConsoleText } from './snapshot';
import { z } from './zod';

/** A set of workspaces by name, as a roster asks for it or a table shows it. Their order means nothing. */
export const Workspaces = z.array(ConsoleText).max(500);
export type Workspaces = z.infer<typeof Workspaces>;

/** One person of the roster: who should have access, and to what. */
export const RosterEntry = z.object({
  email: Email,
  name: ConsoleText.nullable(),
  team: ConsoleText.nullable(),
  /** `null` where the roster says nothing of workspaces; never empty, as an empty choice means Default. */
  workspaces: Workspaces.min(1).nullable(),
});
export type RosterEntry = z.infer<typeof RosterEntry>;

/** The most people that a roster can name. */
export const MOST_IN_ROSTER = 20_000;

/**
 * Where a person stands between what the roster asks for and what was seen: to be invited first, to be granted
 * access, in a workspace that the roster does not say (to be disconnected, then granted), with access and not in
 * the roster, as planned, or not seen yet.
 */
export const PlanGroup = z.enum([
  'invite',
  'grant',
  'wrong-workspace',
  'not-in-roster',
  'done',
  'unknown',
]);
export type PlanGroup = z.infer<typeof PlanGroup>;

/** People who can be granted access in one go, because they get the same workspaces. */
export const Batch = z.object({
  /** The same for the same workspaces and people, so that a batch can be taken up again days later. */
  id: z.string().max(100),
  workspaces: Workspaces.min(1).nullable(),
  people: z.array(Email).min(1).max(200),
});
export type Batch = z.infer<typeof Batch>;

/** What a tab is to know of the plan. */
export const PlanSummary = z.object({
  /** When the roster was taken in. */
  takenAt: Timestamp,
  counts: z.record(PlanGroup, z.int().min(0)),
  /** Whether everybody under User Access was seen. */
  coverage: z.enum(['whole', 'partial', 'never']),
  /** A moment since which all that was counted was seen; `null` when nothing was. */
  seenAt: Timestamp.nullable(),
  /** What to grant next; `null` when there is nothing that can be granted now. */
  next: Batch.nullable(),
  /** How many batches there are, the next one included. */
  batches: z.int().min(0),
  /** Who is to be disconnected next, because they are in the wrong workspace. */
  disconnect: z.array(Email).max(200),
});
export type PlanSummary = z.infer<typeof PlanSummary>;

/** What is known of somebody who is about to be granted access. */
export const KnownPerson = z.object({
  email: Email,
  access: Access,
  /** The workspaces they were last seen with; `null` when no table has shown any. */
  workspaces: Workspaces.nullable(),
  /** The workspaces they had before their access was removed, from the ledger; `null` when nothing is known of any. */
  had: Workspaces.nullable(),
  /** What the roster asks for. `null`: they are not in it. Without workspaces: it does not say. */
  planned: z.object({ workspaces: Workspaces.min(1).nullable() }).nullable(),
});
export type KnownPerson = z.infer<typeof KnownPerson>;

/** What the background knows of the people of one press. */
export const KnownPeople = z.object({
  people: z.array(KnownPerson).max(MOST_IN_ROSTER),
  /** All workspaces that were ever seen or planned in this account, sorted. */
  workspaces: Workspaces,
  hasRoster: z.boolean(),
});
export type KnownPeople = z.infer<typeof KnownPeople>;

/** Somebody whose access turned out otherwise than was chosen for them. */
export const Difference = z.object({
  email: Email,
  /** When they were granted access. */
  at: Timestamp,
  /** What was chosen; empty is Default. */
  chosen: Workspaces,
  /** What they were seen with; `null` when they were seen without access. */
  seen: Workspaces.nullable(),
});
export type Difference = z.infer<typeof Difference>;

/** Whether an account has workspaces at all, as its grant dialogs have shown. */
export const WorkspaceUse = z.object({
  offered: z.enum(['yes', 'no', 'unknown']),
  /** The person has been told that there are none to lock. */
  told: z.boolean(),
});
export type WorkspaceUse = z.infer<typeof WorkspaceUse>;
