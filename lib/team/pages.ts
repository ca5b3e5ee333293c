import type { AccountId, Timestamp } from '@/lib/model/ids';
import type { Member, TeamPage, TeamRole, TeamState } from '@/lib/model/team';
import { ROLE_LETTERS, STATE_LETTERS } from './letters';
import { orderOf, searchedOf } from './member';
import type { MemberChange } from './summary';

/** As many people stand on a page that is made anew. */
const FULL = 400;

/** As many stand on the first page that is made: whoever opens the popup waits for it. */
const FULL_FIRST = 60;

/** A page with more is split. */
const MOST = 800;

/** A page by the people on it, in their order. */
export interface OpenPage {
  readonly first: string;
  readonly members: readonly Member[];
}

/** The states and roles by their letters. */
const STATES = byLetter<TeamState>(STATE_LETTERS);
const ROLES = byLetter<TeamRole>(ROLE_LETTERS);

function byLetter<T extends string>(letters: Readonly<Record<T, string>>): ReadonlyMap<string, T> {
  // The type of an object's keys is lost in `Object.keys`; these are a record's, which has no others.
  const all = Object.keys(letters) as T[];
  return new Map(all.map((one) => [letters[one], one]));
}

/** A list without doubles, and which of its entries each has. */
function folded<T>(all: readonly T[], keyOf: (one: T) => string): { list: T[]; places: number[] } {
  const known = new Map<string, number>();
  const list: T[] = [];
  const places = all.map((one) => {
    const key = keyOf(one);
    const place = known.get(key);
    if (place !== undefined) return place;
    known.set(key, list.length);
    return list.push(one) - 1;
  });
  return { list, places };
}

/** Writes a page down, column by column. {@link membersOf} is its inverse. */
export function packPage(account: AccountId, page: OpenPage, revision: number): TeamPage {
  const { first, members } = page;
  const workspaces = folded(
    members.map((one) => (one.workspaces === null ? null : [...one.workspaces])),
    (list) => JSON.stringify(list),
  );
  const teams = folded(
    members.map(({ team }) => team),
    (team) => JSON.stringify(team),
  );
  return {
    ...{ account, first, revision },
    keys: members.map(({ key }) => key),
    names: members.map(({ name }) => name ?? ''),
    words: members.map(searchedOf),
    states: members.map(({ state }) => STATE_LETTERS[state]).join(''),
    roles: members.map(({ role }) => ROLE_LETTERS[role]).join(''),
    workspaceLists: workspaces.list,
    workspaces: workspaces.places,
    teamNames: teams.list,
    teams: teams.places,
    firstSeenAt: members.map(({ firstSeenAt }) => firstSeenAt),
    seenAt: members.map(({ seenAt }) => seenAt),
    invited: members.flatMap(({ expires, invitedAt }, place) =>
      invitedAt === null ? [] : [{ place, expires, at: invitedAt }],
    ),
  };
}

/** Whether a key is an address. */
const isEmail = (key: string) => !key.startsWith('name:');

/** The person at a place of a page; `null` where there is nobody. */
export function memberAt(page: TeamPage, place: number): Member | null {
  const key = page.keys[place];
  if (key === undefined) return null;
  const invited = page.invited.find((one) => one.place === place);
  return {
    key,
    email: isEmail(key) ? key : null,
    name: page.names[place] || null,
    role: ROLES.get(page.roles[place] ?? '') ?? 'unknown',
    state: stateAt(page, place),
    workspaces: page.workspaceLists[page.workspaces[place] ?? -1] ?? null,
    team: page.teamNames[page.teams[place] ?? -1] ?? null,
    firstSeenAt: page.firstSeenAt[place] ?? 0,
    seenAt: page.seenAt[place] ?? 0,
    expires: invited?.expires ?? null,
    invitedAt: invited?.at ?? null,
  };
}

/** Where the person at a place of a page stands. */
export function stateAt(page: TeamPage, place: number): TeamState {
  return STATES.get(page.states[place] ?? '') ?? 'unknown';
}

/** Everybody on a page, in their order. */
export function membersOf(page: TeamPage): Member[] {
  return page.keys.flatMap((_key, place) => memberAt(page, place) ?? []);
}

interface Ordered {
  readonly member: Member;
  readonly order: string;
}

function ordered(members: readonly Member[]): Ordered[] {
  return members
    .map((member) => ({ member, order: orderOf(member) }))
    .sort((a, b) => (a.order < b.order ? -1 : 1));
}

/** Deals people in their order out to pages; the first of them begins where it is told. */
function dealt(people: readonly Ordered[], first: string): OpenPage[] {
  const pages: OpenPage[] = [];
  for (let from = 0; from < people.length; ) {
    const part = people.slice(from, from + (from === 0 && first === '' ? FULL_FIRST : FULL));
    const begin = from === 0 ? first : (part[0]?.order ?? first);
    pages.push({ first: begin, members: part.map(({ member }) => member) });
    from += part.length;
  }
  return pages;
}

/** The pages of a whole team. */
export function dealPages(members: readonly Member[]): OpenPage[] {
  return dealt(ordered(members), '');
}

/**
 * The page that somebody belongs on.
 *
 * @param firsts how the pages begin, in their order; the first with ''
 */
function placeOf(firsts: readonly string[], order: string): number {
  let [low, high] = [0, firsts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((firsts[middle] ?? '') <= order) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** What becomes of pages: these are written, and what began so is removed. */
export interface PageChanges {
  readonly put: readonly OpenPage[];
  readonly remove: readonly string[];
}

/**
 * When that person of a page was seen, of those whose access is known, who has not been seen for the longest time;
 * `null` where there is nobody.
 */
export function ageOf({ members }: OpenPage): Timestamp | null {
  const known = members.filter(({ state }) => state === 'connected' || state === 'not-connected');
  if (known.length === 0) return null;
  return known.reduce((age, { seenAt }) => Math.min(age, seenAt), Number.POSITIVE_INFINITY);
}

/** How the pages begin that some changes touch, and the changes that each has to take. */
export function touched(
  firsts: readonly string[],
  changes: readonly MemberChange[],
): Map<string, { leave: string[]; come: Member[] }> {
  const pages = new Map<string, { leave: string[]; come: Member[] }>();
  const pageOf = (member: Member) => {
    const first = firsts[placeOf(firsts, orderOf(member))] ?? '';
    const page = pages.get(first) ?? { leave: [], come: [] };
    pages.set(first, page);
    return page;
  };
  for (const { before, after } of changes) {
    if (before !== null) pageOf(before).leave.push(before.key);
    if (after !== null) pageOf(after).come.push(after);
  }
  return pages;
}

/**
 * A page after somebody has left it and others have come.
 *
 * @returns `null` where somebody who leaves was not there, or somebody who comes is: then the pages are not this
 *   team's, and have to be made anew
 */
export function changePage(
  { first, members }: OpenPage,
  { leave, come }: { readonly leave: readonly string[]; readonly come: readonly Member[] },
): PageChanges | null {
  const leaving = new Set(leave);
  const rest = members.filter(({ key }) => !leaving.has(key));
  if (rest.length !== members.length - leaving.size) return null;
  const coming = new Set(come.map(({ key }) => key));
  if (rest.some(({ key }) => coming.has(key))) return null;
  const people = ordered([...rest, ...come]);
  // The first page stays even when it is empty: whoever comes next has to belong somewhere.
  if (people.length === 0) {
    return first === ''
      ? { put: [{ first, members: [] }], remove: [] }
      : { put: [], remove: [first] };
  }
  if (people.length > MOST) return { put: dealt(people, first), remove: [] };
  return { put: [{ first, members: people.map(({ member }) => member) }], remove: [] };
}
