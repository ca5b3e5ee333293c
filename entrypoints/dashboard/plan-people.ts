import type { ListedPerson, PeoplePage, PeopleSource } from '@/components/plan/view';
import type { RosterEntry } from '@/lib/model/plan';
import type { Plan, PlannedPerson } from '@/lib/plan/plan';
import { plain, wordsOf } from '@/lib/team/words';

/** A plan and the roster that it was made from, with what was prepared for searching in it. */
export class PlanPeople {
  readonly #plan: Plan;
  readonly #roster: readonly RosterEntry[];
  readonly #words = new Map<PlannedPerson | RosterEntry, string>();

  constructor(plan: Plan, roster: readonly RosterEntry[]) {
    this.#plan = plan;
    this.#roster = roster;
  }

  /** The first `count` people of a list who match every word of `query`. */
  page(source: PeopleSource, query: string, count: number): PeoplePage {
    const wanted = wordsOf(query);
    const people = this.#all(source).filter((person) => {
      if (wanted.length === 0) return true;
      const words = this.#wordsOf(person);
      return wanted.every((word) => words.includes(word));
    });
    return { people: people.slice(0, count).map(listed), found: people.length };
  }

  #all(source: PeopleSource): readonly (PlannedPerson | RosterEntry)[] {
    if (source.kind === 'roster') return this.#roster;
    if (source.kind === 'group') return this.#plan.groups[source.group];
    const batch = this.#plan.batches.find(({ id }) => id === source.id);
    const emails = new Set(batch?.people);
    return this.#plan.groups.grant.filter(({ email }) => emails.has(email));
  }

  /** What is searched of somebody, made when it is first needed. */
  #wordsOf(person: PlannedPerson | RosterEntry): string {
    const known = this.#words.get(person);
    if (known !== undefined) return known;
    const planned = 'planned' in person ? (person.planned ?? []) : [];
    const { name, email, team, workspaces } = person;
    const words = plain([name, email, team, ...(workspaces ?? []), ...planned].join('\n'));
    this.#words.set(person, words);
    return words;
  }
}

function listed(person: PlannedPerson | RosterEntry): ListedPerson {
  const { email, name, team, workspaces } = person;
  if (!('group' in person)) {
    return { email, name, team, planned: workspaces, now: null, seenAt: null };
  }
  return { email, name, team, planned: person.planned, now: workspaces, seenAt: person.seenAt };
}
