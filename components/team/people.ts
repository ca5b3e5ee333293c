import type { Timestamp } from '@/lib/model/ids';
import type { SeenUser } from '@/lib/model/snapshot';

/** Somebody of the team, as last seen. */
export type Person = SeenUser & { readonly seenAt: Timestamp };

/** How many have access, and in which workspaces those are who have it. */
export interface TeamFigures {
  readonly connected: number;
  readonly notConnected: number;
  readonly unknown: number;
  readonly total: number;
  /** Connected people by workspace, most first. Who is in several counts in each. */
  readonly workspaces: readonly { readonly name: string; readonly people: number }[];
  /** Connected people of whom no workspace was seen. */
  readonly without: number;
}

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

/** Counts a team. */
export function figuresOf(people: readonly Person[]): TeamFigures {
  const byName = new Map<string, number>();
  let [connected, notConnected, without] = [0, 0, 0];
  for (const { access, workspaces } of people) {
    if (access === 'not-connected') notConnected += 1;
    if (access !== 'connected') continue;
    connected += 1;
    const names = new Set(workspaces ?? []);
    if (names.size === 0) without += 1;
    for (const name of names) byName.set(name, (byName.get(name) ?? 0) + 1);
  }
  const workspaces = [...byName]
    .map(([name, count]) => ({ name, people: count }))
    .sort((a, b) => b.people - a.people || collator.compare(a.name, b.name));
  const total = people.length;
  const unknown = total - connected - notConnected;
  return { connected, notConnected, unknown, total, workspaces, without };
}

/** The team by name, or by address where there is no name. */
export function inOrder(people: readonly Person[]): Person[] {
  return people
    .map((person) => ({ person, by: person.name?.trim() || person.email }))
    .sort((a, b) => collator.compare(a.by, b.by) || (a.person.email < b.person.email ? -1 : 1))
    .map(({ person }) => person);
}

/** Letters without accents and case, so that "zoe" finds "Zoë". Takes any words, returns them for comparing. */
export function plain(words: string): string {
  return words
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}

/** A team prepared for searching: made once, asked at every key. */
export type Index = readonly { readonly person: Person; readonly words: string }[];

/** Prepares a team for {@link find}. */
export function indexOf(people: readonly Person[]): Index {
  return people.map((person) => {
    const { name, email, team, workspaces } = person;
    return { person, words: plain([name, email, team, ...(workspaces ?? [])].join('\n')) };
  });
}

/** Who matches every word of a query, by name, address, team or workspace. */
export function find(index: Index, query: string): Person[] {
  const wanted = plain(query).split(/\s+/).filter(Boolean);
  return index
    .filter(({ words }) => wanted.every((word) => words.includes(word)))
    .map(({ person }) => person);
}
