import type { TeamRole, TeamState } from '@/lib/model/team';
import type { Column, SortColumn } from './view-address';

/** The columns where nobody has chosen any. */
export const USUAL_COLUMNS: readonly Column[] = ['email', 'state', 'workspaces', 'team', 'seen'];

/** What of the team is shown, and how. Empty filters let everybody through. */
export interface TeamView {
  readonly search: string;
  readonly states: readonly TeamState[];
  readonly workspaces: readonly string[];
  readonly teams: readonly string[];
  readonly roles: readonly TeamRole[];
  readonly sort: SortColumn;
  readonly descending: boolean;
  readonly columns: readonly Column[];
  /** Whose history is open, by the key of a member; `null` for nobody's. */
  readonly person: string | null;
}

/** Everybody by name, in the usual columns. */
export const EVERYBODY: TeamView = {
  search: '',
  states: [],
  workspaces: [],
  teams: [],
  roles: [],
  sort: 'name',
  descending: false,
  columns: USUAL_COLUMNS,
  person: null,
};

/** The view with a filter's entry taken in, or taken out where it was in. */
export function toggled<T>(all: readonly T[], one: T): T[] {
  return all.includes(one) ? all.filter((other) => other !== one) : [...all, one];
}
