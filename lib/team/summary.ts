import type { Member, TeamSummary } from '@/lib/model/team';

/** Somebody of the team before and after; `null` where they were, or are, in none. */
export interface MemberChange {
  readonly before: Member | null;
  readonly after: Member | null;
}

/** The summary of a team of nobody. */
export const NOBODY: TeamSummary = {
  counts: { connected: 0, 'not-connected': 0, unknown: 0, invited: 0 },
  workspaces: [],
  without: 0,
  teams: [],
};

/** Figures that are being counted. */
interface Tally {
  readonly counts: TeamSummary['counts'];
  readonly workspaces: Map<string, number>;
  readonly teams: Map<string, number>;
  without: number;
}

function add(figures: Map<string, number>, name: string, by: number): void {
  const sum = (figures.get(name) ?? 0) + by;
  if (sum === 0) figures.delete(name);
  else figures.set(name, sum);
}

function count(tally: Tally, member: Member | null, by: 1 | -1): void {
  if (member === null) return;
  const { state, workspaces, team } = member;
  tally.counts[state] += by;
  if (team !== null) add(tally.teams, team, by);
  if (state !== 'connected') return;
  const names = new Set(workspaces ?? []);
  if (names.size === 0) tally.without += by;
  for (const name of names) add(tally.workspaces, name, by);
}

/** Entries in an order that depends on nothing but themselves: most first, then by name. */
function entries(figures: ReadonlyMap<string, number>): [string, number][] {
  return [...figures].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

/** The summary after some changes of the team. It is the same as a count of everybody who is in the team then. */
export function changeSummary(summary: TeamSummary, changes: readonly MemberChange[]): TeamSummary {
  const tally: Tally = {
    counts: { ...summary.counts },
    workspaces: new Map(summary.workspaces),
    teams: new Map(summary.teams),
    without: summary.without,
  };
  for (const { before, after } of changes) {
    count(tally, before, -1);
    count(tally, after, 1);
  }
  const { counts, workspaces, teams, without } = tally;
  return { counts, workspaces: entries(workspaces), without, teams: entries(teams) };
}

/** How many people a team has, those included who are only invited. */
export function sizeOf({ counts }: TeamSummary): number {
  return Object.values(counts).reduce((sum, part) => sum + part, 0);
}

/** How many people of a team were seen in the console. */
export function seenOf(summary: TeamSummary): number {
  return sizeOf(summary) - summary.counts.invited;
}
