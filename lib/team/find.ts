import type { Member, TeamPage } from '@/lib/model/team';
import { STATE_LETTERS } from './letters';
import { memberAt, stateAt } from './pages';
import type { TeamView } from './view';
import type { SortColumn } from './view-address';
import { wordsOf } from './words';

/** So many bits of a place in a team say where on its page it is; a page has fewer people. */
const BITS = 12;
const MASK = (1 << BITS) - 1;

/** A place in a team: the page and the place on it, in one number that grows with the order of the team. */
type Place = number;

const at = (page: number, place: number): Place => (page << BITS) | place;

/** What is asked of a team: who matches, and in which order. */
export type TeamQuery = Pick<
  TeamView,
  'search' | 'states' | 'workspaces' | 'teams' | 'roles' | 'sort' | 'descending'
>;

/** People who were found, in their order; read only as far as they are looked at. */
export interface Found {
  readonly size: number;
  /** The person at a place from 0 on, or `null`. */
  at(index: number): Member | null;
}

/** Whether nothing is asked for but everybody. */
export function isEverybody(query: TeamQuery): boolean {
  const { search, states, workspaces, teams, roles } = query;
  const filters = [states, workspaces, teams, roles];
  return wordsOf(search).length === 0 && filters.every(({ length }) => length === 0);
}

/** Which entries of a page's list are wanted, by their places; `null` where all are. */
function wantedOf<T>(
  list: readonly T[],
  wanted: readonly string[],
  has: (one: T, wanted: ReadonlySet<string>) => boolean,
): boolean[] | null {
  if (wanted.length === 0) return null;
  const set = new Set(wanted);
  return list.map((one) => has(one, set));
}

/** Tells of each place on a page whether whoever stands there matches. */
function matcherOf(query: TeamQuery): (page: TeamPage) => (place: number) => boolean {
  const words = wordsOf(query.search);
  const states = query.states.map((state) => STATE_LETTERS[state]).join('');
  const wantsAdmins = query.roles.includes('admin');
  return (page) => {
    const workspaces = wantedOf(page.workspaceLists, query.workspaces, (list, set) =>
      (list ?? []).some((name) => set.has(name)),
    );
    const teams = wantedOf(
      page.teamNames,
      query.teams,
      (name, set) => name !== null && set.has(name),
    );
    return (place) => {
      if (states !== '' && !states.includes(page.states.charAt(place))) return false;
      if (wantsAdmins && page.roles.charAt(place) !== 'a') return false;
      if (workspaces !== null && workspaces[page.workspaces[place] ?? -1] !== true) return false;
      if (teams !== null && teams[page.teams[place] ?? -1] !== true) return false;
      const searched = page.words[place] ?? '';
      return words.every((word) => searched.includes(word));
    };
  };
}

/** What a column sorts by, as text or number; what is not known comes last. */
function sortValue(page: TeamPage, place: number, column: SortColumn): string | number | null {
  switch (column) {
    case 'name':
      return null;
    case 'email':
      return page.keys[place] ?? null;
    case 'state':
      return ['connected', 'not-connected', 'invited', 'unknown'].indexOf(stateAt(page, place));
    case 'workspaces':
      return page.workspaceLists[page.workspaces[place] ?? -1]?.join('\n') || null;
    case 'team':
      return page.teamNames[page.teams[place] ?? -1] ?? null;
    case 'role':
      return page.roles.charAt(place) === 'a' ? 0 : 1;
    case 'first':
      return page.firstSeenAt[place] ?? null;
    case 'seen':
      return page.seenAt[place] ?? null;
    case 'expires':
      return page.invited.find((one) => one.place === place)?.expires ?? null;
  }
}

function compare(a: string | number, b: string | number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** A team as it is read, page by page: searched, filtered and sorted in memory. */
export class TeamIndex {
  readonly #pages: readonly TeamPage[];
  readonly #orders = new Map<string, readonly Place[]>();
  readonly size: number;

  /** @param pages in their order; fewer than all while the team is still being read */
  constructor(pages: readonly TeamPage[]) {
    this.#pages = pages;
    this.size = pages.reduce((sum, { keys }) => sum + keys.length, 0);
  }

  /** Who matches every word and every filter, in the order that is asked for; ties are in the order of names. */
  find(query: TeamQuery): Found {
    const matcher = matcherOf(query);
    const matches = this.#pages.map(matcher);
    const places: Place[] = [];
    for (const place of this.#order(query.sort, query.descending)) {
      if (matches[place >> BITS]?.(place & MASK) === true) places.push(place);
    }
    return { size: places.length, at: (index) => this.#at(places[index]) };
  }

  /** The person with this key; `null` where there is none, or none has been read yet. */
  byKey(key: string): Member | null {
    for (const page of this.#pages) {
      const place = page.keys.indexOf(key);
      if (place >= 0) return memberAt(page, place);
    }
    return null;
  }

  #at(place: Place | undefined): Member | null {
    if (place === undefined) return null;
    const page = this.#pages[place >> BITS];
    return page === undefined ? null : memberAt(page, place & MASK);
  }

  /** Everybody in an order. It is made when it is first asked for: then a search has nothing to sort. */
  #order(sort: SortColumn, descending: boolean): readonly Place[] {
    const name = `${sort} ${descending}`;
    const known = this.#orders.get(name);
    if (known !== undefined) return known;
    const natural = this.#pages.flatMap((page, number) =>
      page.keys.map((_key, place) => at(number, place)),
    );
    const order = this.#sorted(natural, sort, descending);
    this.#orders.set(name, order);
    return order;
  }

  #sorted(places: Place[], sort: SortColumn, descending: boolean): readonly Place[] {
    if (sort === 'name') return descending ? places.reverse() : places;
    const known: { place: Place; value: string | number }[] = [];
    const unknown: Place[] = [];
    for (const place of places) {
      const page = this.#pages[place >> BITS];
      const value = page === undefined ? null : sortValue(page, place & MASK, sort);
      if (value === null) unknown.push(place);
      else known.push({ place, value });
    }
    const sign = descending ? -1 : 1;
    known.sort((a, b) => sign * compare(a.value, b.value) || a.place - b.place);
    return [...known.map(({ place }) => place), ...unknown];
  }
}
