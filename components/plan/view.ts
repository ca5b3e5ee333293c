import type { Email, Timestamp } from '@/lib/model/ids';
import type { PlanGroup, Workspaces } from '@/lib/model/plan';
import type { Layout, RosterColumn } from '@/lib/plan/columns';
import type { RosterFault } from '@/lib/plan/roster';

/** Somebody of the plan or of the roster, as a list shows them. */
export interface ListedPerson {
  readonly email: Email;
  readonly name: string | null;
  readonly team: string | null;
  /** What the roster asks for; `null` where it says nothing of workspaces, or does not name them. */
  readonly planned: Workspaces | null;
  /** What they were last seen with; `null` where no table has shown any. */
  readonly now: Workspaces | null;
  /** When they were last seen under User Access; `null` when they never were. */
  readonly seenAt: Timestamp | null;
}

/** A list of people that is drawn a part at a time. */
export type PeopleSource =
  | { readonly kind: 'group'; readonly group: PlanGroup }
  | { readonly kind: 'batch'; readonly id: string }
  | { readonly kind: 'roster' };

/** The first people of a list who match what is searched for, and how many there are. */
export interface PeoplePage {
  readonly people: readonly ListedPerson[];
  readonly found: number;
}

/** Fetches the first `count` people of a list who match every word of `query`. */
export type FetchPeople = (
  source: PeopleSource,
  query: string,
  count: number,
) => Promise<PeoplePage>;

/** A batch without its people. */
export interface ListedBatch {
  readonly id: string;
  readonly workspaces: Workspaces | null;
  readonly people: number;
}

/** How much of User Access was seen, and when. */
export interface Coverage {
  readonly kind: 'whole' | 'partial' | 'never';
  /** How many people were seen there. */
  readonly seen: number;
  /** How many there are, as the console said; `null` when it did not. */
  readonly total: number | null;
  /** A moment since which all that was counted was seen; `null` when nothing was. */
  readonly at: Timestamp | null;
}

/** What is left of a plan, without its people. */
export interface PlanFigures {
  readonly counts: Readonly<Record<PlanGroup, number>>;
  /** How many people the roster names. */
  readonly roster: number;
  readonly coverage: Coverage;
  readonly batches: readonly ListedBatch[];
  /** Changes whenever anything in the plan has. */
  readonly revision: number;
}

/** The groups in the order in which they are to be dealt with. */
export const GROUPS = [
  'invite',
  'grant',
  'wrong-workspace',
  'not-in-roster',
  'unknown',
  'done',
] as const satisfies readonly PlanGroup[];

/** As many lines of a list are shown at first, so that one sees what else there is. */
export const FIRST_PAGE = 10;

/** As many lines are added to a list at a time. */
export const PAGE_SIZE = 50;

/** A roster that a person gives to be read: a file, or a text that was pasted or typed. */
export type GivenRoster =
  | { readonly kind: 'file'; readonly file: File }
  | { readonly kind: 'text'; readonly text: string };

/** How far the reading of a roster is, from 0 to 1. */
export type ReadingShare = number;

/** A workspace of a roster that was read. */
export interface CountedWorkspace {
  readonly name: string;
  readonly people: number;
  /** Whether it was seen in the console. */
  readonly isKnown: boolean;
}

/** What was read of a roster, before any of it is taken in. */
export interface RosterSummary {
  readonly columns: readonly RosterColumn[];
  readonly hasHeader: boolean;
  /** How many lines name somebody, or should. */
  readonly lines: number;
  /** How many people can be taken in. */
  readonly people: number;
  /** How many lines are left out because of what is wrong with them. */
  readonly leftOut: number;
  /** How many lines say again what another one says. */
  readonly again: number;
  /** Whether any workspaces of the account are known, so that names could be checked. */
  readonly isChecked: boolean;
  readonly workspaces: readonly CountedWorkspace[];
  /** How many people are asked for without a workspace. */
  readonly anyWorkspace: number;
  /** Names that resemble a known workspace, and on how many lines they stand. */
  readonly doubtful: readonly DoubtfulWorkspace[];
  /** How many faults and remarks there are. */
  readonly faults: number;
}

/** A name that resembles that of a known workspace. */
export interface DoubtfulWorkspace {
  readonly name: string;
  readonly nearest: string;
  readonly lines: number;
}

/** What a person says about how a roster is to be read. */
export interface RosterCorrections {
  /** What the columns are about; `null` as they were understood. */
  readonly layout: Layout | null;
  /** Workspaces that are right although they have not been seen yet. */
  readonly workspaces: readonly string[];
}

/** Fetches the first `count` faults of what was read. */
export type FetchFaults = (count: number) => Promise<readonly RosterFault[]>;
