import { GuardId } from '@/lib/model/console';
import type { Timestamp } from '@/lib/model/ids';
import { Day } from '@/lib/model/invitation';
import { ACTIVITY_GROUPS, ACTIVITY_PAGES, type ActivityGroup, type ActivityPage } from './groups';

/** Which lines of the ledger somebody wants to see; what is empty or `null` asks for nothing. */
export interface ActivityFilter {
  readonly groups: readonly ActivityGroup[];
  readonly guard: GuardId | null;
  readonly page: ActivityPage | null;
  /** The beginning of an address, or a part of a name. */
  readonly person: string;
  /** The first and the last day, by the calendar of whoever looks. */
  readonly from: Day | null;
  readonly to: Day | null;
}

/** Everything. */
export const NO_FILTER: ActivityFilter = {
  groups: [],
  guard: null,
  page: null,
  person: '',
  from: null,
  to: null,
};

/** More is no name. */
const LONGEST_PERSON = 320;

/** Whether a filter leaves everything in. */
export function isEverything({ groups, guard, page, person, from, to }: ActivityFilter): boolean {
  const parts = [guard, page, from, to].filter((part) => part !== null);
  return groups.length === 0 && parts.length === 0 && person.trim() === '';
}

/** The filter that an address asks for. What it says and is none of ours is left out. */
export function filterFrom(query: URLSearchParams): ActivityFilter {
  const asked = query.getAll('kind');
  return {
    groups: ACTIVITY_GROUPS.filter((group) => asked.includes(group)),
    guard: GuardId.safeParse(query.get('guard')).data ?? null,
    page: ACTIVITY_PAGES.find((page) => page === query.get('page')) ?? null,
    person: (query.get('person') ?? '').slice(0, LONGEST_PERSON),
    from: Day.safeParse(query.get('from')).data ?? null,
    to: Day.safeParse(query.get('to')).data ?? null,
  };
}

/** A filter as an address has it; the reverse of {@link filterFrom}. */
export function queryOf({
  groups,
  guard,
  page,
  person,
  from,
  to,
}: ActivityFilter): URLSearchParams {
  const query = new URLSearchParams();
  for (const group of groups) query.append('kind', group);
  if (person !== '') query.set('person', person.slice(0, LONGEST_PERSON));
  if (guard !== null) query.set('guard', guard);
  if (page !== null) query.set('page', page);
  if (from !== null) query.set('from', from);
  if (to !== null) query.set('to', to);
  return query;
}

/** The moments that a filter's days span, both ends included, by the calendar of this machine. */
export function spanOf({ from, to }: Pick<ActivityFilter, 'from' | 'to'>): {
  readonly from: Timestamp | null;
  readonly to: Timestamp | null;
} {
  // Without a zone, a date with a time is taken for the local one.
  const start = from === null ? null : new Date(`${from}T00:00:00`).getTime();
  const end = to === null ? null : new Date(`${to}T23:59:59.999`).getTime();
  return { from: start, to: end };
}
