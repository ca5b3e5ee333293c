import type { Email } from '@/lib/model/ids';
import type { KnownPeople, KnownPerson, Workspaces } from '@/lib/model/plan';
import type { Access, SeenUser } from '@/lib/model/snapshot';
import type { Case, Person } from '@/lib/model/verdict';
import { DEFAULT_WORKSPACE, meantBy, sameWorkspaces } from '@/lib/model/workspaces';
import { comparePlan } from '@/lib/plan/compare';
import { grantedIn, withNames } from './people';

/** Somebody who is about to be granted access, with all that is known of them. */
export interface Granted extends Person {
  /** What was chosen for them; empty is Default, and `null` is that it could not be read. */
  readonly chosen: Workspaces | null;
  readonly access: Access;
  /** The workspaces they have now, as far as a table shows any. */
  readonly now: Workspaces | null;
  /** What the background says of them; `null` when it says nothing. */
  readonly known: KnownPerson | null;
}

/** What can be wrong about people, the gravest first: a question leads with the first of these that it finds. */
const FINDINGS = [
  'against-plan',
  'by-omission',
  'had-other',
  'connected',
  'not-in-roster',
] as const;
export type FindingKind = (typeof FINDINGS)[number];

/** One thing that is wrong, and about whom. */
export interface Finding {
  readonly kind: FindingKind;
  readonly people: readonly [Granted, ...Granted[]];
}

/** Everybody whom the press would grant access, as far as that can be read. */
export function grantedBy({ snapshot, people }: Case): Granted[] {
  const { assignments, users } = snapshot;
  const choices = assignments.coverage === 'unknown' ? [] : assignments.value;
  const chosen = new Map(choices.map(({ email, workspaces }) => [email, workspaces.toSorted()]));
  const rows = byEmail(users.coverage === 'unknown' ? [] : users.value);
  const known = byEmail(people?.people ?? []);
  return withNames(snapshot, grantedIn(snapshot)).map((person) => {
    const row = rows.get(person.email);
    const about = known.get(person.email) ?? null;
    return {
      ...person,
      chosen: chosen.get(person.email) ?? null,
      access: accessOf(row, about),
      now: namedIn(row?.workspaces) ?? namedIn(about?.workspaces),
      known: about,
    };
  });
}

function byEmail<T extends { readonly email: Email }>(ones: readonly T[]): Map<Email, T> {
  return new Map(ones.map((one) => [one.email, one]));
}

/** What the page shows now goes before what was seen some time ago. */
function accessOf(row: SeenUser | undefined, known: KnownPerson | null): Access {
  return row === undefined || row.access === 'unknown' ? (known?.access ?? 'unknown') : row.access;
}

/** An empty cell may be one that was not filled in: it says nothing. */
function namedIn(workspaces: Workspaces | null | undefined): Workspaces | null {
  return workspaces && workspaces.length > 0 ? workspaces : null;
}

/** What is wrong, in the order of {@link FINDINGS}. */
export function findingsIn(granted: readonly Granted[], people: KnownPeople | null): Finding[] {
  return FINDINGS.flatMap((kind) => {
    const [first, ...others] = granted.filter((person) => IS_FOUND[kind](person, people));
    return first === undefined ? [] : [{ kind, people: [first, ...others] as const }];
  });
}

const IS_FOUND: Record<FindingKind, (person: Granted, people: KnownPeople | null) => boolean> = {
  'against-plan': (person) => comparedWithPlan(person) === 'other',
  'by-omission': (person, people) =>
    person.chosen?.length === 0 &&
    comparedWithPlan(person) !== 'same' &&
    mayHaveSeveral(people?.workspaces ?? []),
  // Whoever is moved as planned is moved on purpose.
  'had-other': (person) => hadOther(person) && comparedWithPlan(person) !== 'same',
  connected: ({ access }) => access === 'connected',
  'not-in-roster': ({ known }, people) =>
    people?.hasRoster === true && known !== null && known.planned === null,
};

/** How what was chosen for somebody compares with what the roster asks for, where it asks for anything. */
export function comparedWithPlan({ chosen, known }: Granted): 'same' | 'other' | 'unknown' {
  if (chosen === null || known === null) return 'unknown';
  switch (comparePlan(known.planned, chosen)) {
    case 'as-planned':
      return 'same';
    case 'otherwise':
      return 'other';
    default:
      return 'unknown';
  }
}

/** Whether somebody had access before, to something else than what was chosen. */
export function hadOther({ chosen, known, access }: Granted): boolean {
  const had = namedIn(known?.had);
  if (had === null || chosen === null || access === 'connected') return false;
  return !sameWorkspaces(had, meantBy(chosen));
}

/** Whether there may be more to choose from than Default. Where nothing was ever seen there may be anything. */
function mayHaveSeveral(workspaces: Workspaces): boolean {
  const isOther = (name: string) => !sameWorkspaces([name], [DEFAULT_WORKSPACE]);
  return workspaces.length === 0 || workspaces.some(isOther);
}
