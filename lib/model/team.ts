import { AccountId, Timestamp } from './ids';
import { z } from './zod';

/**
 * Where somebody of the team stands: with access, without, seen where access is not shown, or only invited to
 * Account Insight.
 */
export const TeamState = z.enum(['connected', 'not-connected', 'unknown', 'invited']);
export type TeamState = z.infer<typeof TeamState>;

/** A role, as the console shows it. */
export const TeamRole = z.enum(['admin', 'user', 'unknown']);
export type TeamRole = z.infer<typeof TeamRole>;

/** Somebody of the team, as last seen. Text in it is the console's: shown as text only. */
export interface Member {
  /** What tells them from others: the address, or `name:…` where an invitation showed nothing else. */
  readonly key: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly role: TeamRole;
  readonly state: TeamState;
  /** `null` where no table has shown any. */
  readonly workspaces: readonly string[] | null;
  /** From the console, else from the roster. */
  readonly team: string | null;
  /** When they were first seen, or invited. */
  readonly firstSeenAt: Timestamp;
  readonly seenAt: Timestamp;
  /** The last day of their access to Account Insight; `null` where none is known. */
  readonly expires: string | null;
  /** When they were invited to Account Insight from this browser last; `null` when they were not. */
  readonly invitedAt: Timestamp | null;
}

/** A name and how many people stand behind it. */
const Count = z.tuple([z.string(), z.int().min(0)]);

/** What a whole team comes to, so that nobody has to read everybody to show a few numbers. */
export const TeamSummary = z.object({
  counts: z.record(TeamState, z.int().min(0)),
  /** Connected people by workspace. Who is in several counts in each. */
  workspaces: z.array(Count),
  /** Connected people of whom no workspace was seen. */
  without: z.int().min(0),
  /** People by team. */
  teams: z.array(Count),
});
export type TeamSummary = z.infer<typeof TeamSummary>;

/** How a page of a team begins, and when that one of its people was seen, of those whose access is known, who waits longest. */
const PageAge = z.tuple([z.string(), Timestamp]);

/** The summary of an account's team. */
export const TeamRecord = z.object({
  account: AccountId,
  /** Grows with every change of the team. */
  revision: z.int().min(0),
  summary: TeamSummary,
  /** Of each page with such people on it. Missing in a record from before this was kept. */
  ages: z.array(PageAge).optional(),
});
export type TeamRecord = z.infer<typeof TeamRecord>;

/**
 * Some hundreds of people of a team who follow each other by name, column by column: that is read and checked many
 * times faster than a row for each. Short columns name the entries of the lists above them.
 */
export const TeamPage = z
  .object({
    account: AccountId,
    /** Nobody on the page comes before this, and nobody on the pages before does not; the first page has ''. */
    first: z.string(),
    /** The revision of the team with which the page was written. */
    revision: z.int().min(0),
    keys: z.array(z.string()),
    /** '' where no name is known. */
    names: z.array(z.string()),
    /** What is searched of each. */
    words: z.array(z.string()),
    /** A letter for each, see `STATE_LETTERS` and `ROLE_LETTERS` of `lib/team/letters.ts`. */
    states: z.string(),
    roles: z.string(),
    /** The different lists of workspaces, and which of them each has. */
    workspaceLists: z.array(z.array(z.string()).nullable()),
    workspaces: z.array(z.int().min(0)),
    teamNames: z.array(z.string().nullable()),
    teams: z.array(z.int().min(0)),
    firstSeenAt: z.array(Timestamp),
    seenAt: z.array(Timestamp),
    /** Of those who were invited, by their places on the page. */
    invited: z.array(
      z.object({ place: z.int().min(0), expires: z.string().nullable(), at: Timestamp }),
    ),
  })
  .refine((page) => {
    const columns = [page.names, page.words, page.states, page.roles, page.workspaces, page.teams];
    const all = [...columns, page.firstSeenAt, page.seenAt];
    return all.every(({ length }) => length === page.keys.length);
  }, 'columns of different lengths');
export type TeamPage = z.infer<typeof TeamPage>;

/** What a person calls a view of the team. */
export const ViewName = z.string().trim().min(1).max(80);

/** What of the team is shown, and how, as the address has it. */
export const ViewQuery = z.string().max(4_000);

/** Id of a saved view. */
export const ViewId = z.uuid().brand<'ViewId'>();
export type ViewId = z.infer<typeof ViewId>;

/** A view of the team under a name. */
export const SavedView = z.object({
  account: AccountId,
  id: ViewId,
  name: ViewName,
  query: ViewQuery,
  at: Timestamp,
});
export type SavedView = z.infer<typeof SavedView>;

/** Until when somebody has looked at the changes of an account. */
export const LookRecord = z.object({ account: AccountId, at: Timestamp });
export type LookRecord = z.infer<typeof LookRecord>;
