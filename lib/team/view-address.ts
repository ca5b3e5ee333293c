import { TeamRole, TeamState } from '@/lib/model/team';
import { z } from '@/lib/model/zod';
import { type TeamView, USUAL_COLUMNS } from './view';

/** The columns of the table, in the order in which they are shown. The name is always there. */
export const Column = z.enum([
  'email',
  'state',
  'workspaces',
  'team',
  'role',
  'first',
  'seen',
  'expires',
]);
export type Column = z.infer<typeof Column>;

/** What the table can be sorted by. */
export type SortColumn = Column | 'name';
const SortColumn = z.enum(['name', ...Column.options]);

/** The longest search that an address keeps. */
const LONGEST_SEARCH = 200;

/** As many names an address keeps of one filter. */
const MOST_NAMES = 50;

/** What is one of a schema's words, without doubles. */
function known<T extends string>(schema: z.ZodType<T>, all: readonly string[]): T[] {
  return [...new Set(all)].flatMap((one) => schema.safeParse(one).data ?? []);
}

/** Names as they stand in an address, one parameter each. */
function names(params: URLSearchParams, key: string): string[] {
  return [...new Set(params.getAll(key))].filter((name) => name !== '').slice(0, MOST_NAMES);
}

/** The columns of an address, in the order of the table; the usual ones where it names none. */
function columnsIn(params: URLSearchParams): readonly Column[] {
  const said = params.get('columns');
  if (said === null) return USUAL_COLUMNS;
  const wanted = new Set(known(Column, said.split(',')));
  return Column.options.filter((column) => wanted.has(column));
}

/** The view that an address asks for. What it asks for and is not there is left out. */
export function viewOf(query: string): TeamView {
  const params = new URLSearchParams(query);
  return {
    search: (params.get('q') ?? '').slice(0, LONGEST_SEARCH),
    states: known(TeamState, (params.get('state') ?? '').split(',')),
    workspaces: names(params, 'workspace'),
    teams: names(params, 'team'),
    roles: known(TeamRole, (params.get('role') ?? '').split(',')),
    sort: SortColumn.safeParse(params.get('sort')).data ?? 'name',
    descending: params.get('order') === 'down',
    columns: columnsIn(params),
    person: params.get('person') || null,
  };
}

/** The view as an address has it; what is as usual is left out. {@link viewOf} is its inverse. */
export function queryOf(view: TeamView): string {
  const params = new URLSearchParams();
  if (view.search !== '') params.set('q', view.search);
  if (view.states.length > 0) params.set('state', view.states.join(','));
  for (const name of view.workspaces) params.append('workspace', name);
  for (const name of view.teams) params.append('team', name);
  if (view.roles.length > 0) params.set('role', view.roles.join(','));
  if (view.sort !== 'name') params.set('sort', view.sort);
  if (view.descending) params.set('order', 'down');
  if (view.columns.join() !== USUAL_COLUMNS.join()) params.set('columns', view.columns.join(','));
  if (view.person !== null) params.set('person', view.person);
  return params.toString();
}
