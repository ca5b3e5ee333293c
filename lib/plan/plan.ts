import type { Email, Timestamp } from '@/lib/model/ids';
import type { Figures } from '@/lib/model/known';
import {
  type Batch,
  PlanGroup,
  type PlanSummary,
  type RosterEntry,
  type Workspaces,
  type WorkspaceUse,
} from '@/lib/model/plan';
import type { SeenUser } from '@/lib/model/snapshot';
import { foldWorkspace, sameWorkspaces, workspacesKey } from '@/lib/model/workspaces';

/** The most people of one batch. */
export const BATCH_SIZE = 100;

/** The most people that a tab is told to disconnect next. */
const MOST_TO_DISCONNECT = 200;

/** What a plan needs of a user; everybody who was ever seen, those who are gone included. */
export type PlanUser = Pick<SeenUser, 'email' | 'name' | 'team' | 'access' | 'workspaces'> & {
  readonly seenAt: Timestamp;
  readonly goneAt: Timestamp | null;
};

/** All that a plan is made of. */
export interface PlanInput {
  readonly roster: readonly RosterEntry[];
  readonly users: readonly PlanUser[];
  /** What was counted when the users were last seen; `null` when nobody's access ever was. */
  readonly figures: Figures | null;
  /** Whether the account has workspaces. Where it has none, any access is right. */
  readonly offered: WorkspaceUse['offered'];
  /** What was chosen for people who have got access since, with workspaces that no table shows. */
  readonly granted: ReadonlyMap<Email, Workspaces>;
  /** Who was granted access and has not been seen since. Until then nobody knows, and nobody grants it again. */
  readonly pending?: ReadonlySet<Email>;
}

/** Somebody, and where they stand. */
export interface PlannedPerson {
  readonly email: Email;
  readonly name: string | null;
  readonly team: string | null;
  readonly group: PlanGroup;
  /** What the roster asks for; `null` where it does not say, or they are not in it. */
  readonly planned: Workspaces | null;
  readonly access: SeenUser['access'];
  /** The workspaces they were seen with; `null` where none were. */
  readonly workspaces: Workspaces | null;
  /** When they were last seen; `null` when they never were. */
  readonly seenAt: Timestamp | null;
}

/** What has to be done so that everybody has what the roster asks for. */
export interface Plan {
  /** By address. */
  readonly groups: Readonly<Record<PlanGroup, readonly PlannedPerson[]>>;
  /** Who can be granted access now, by the workspaces they get. */
  readonly batches: readonly Batch[];
  readonly counts: PlanSummary['counts'];
  readonly coverage: PlanSummary['coverage'];
  /** A moment since which all that was counted was seen; `null` when nothing was. */
  readonly seenAt: Timestamp | null;
}

/** As many people are looked at in one step. */
const STEP = 500;

/**
 * Makes the plan, in steps: what the roster asks for against what was seen. Somebody of whom nobody knows whether
 * they are there is `unknown`; once everybody was seen, whoever is not there is to be invited.
 */
export function* makePlan(input: PlanInput): Generator<void, Plan> {
  const users = new Map(input.users.map((user) => [user.email, user]));
  const groups: Record<PlanGroup, PlannedPerson[]> = {
    invite: [],
    grant: [],
    'wrong-workspace': [],
    'not-in-roster': [],
    done: [],
    unknown: [],
  };
  const inRoster = new Set<Email>();
  for (const [index, entry] of input.roster.entries()) {
    if (index % STEP === 0) yield;
    inRoster.add(entry.email);
    const person = stand(entry, users.get(entry.email), input);
    groups[person.group].push(person);
  }
  for (const [index, user] of input.users.entries()) {
    if (index % STEP === 0) yield;
    if (inRoster.has(user.email) || user.goneAt !== null || user.access !== 'connected') continue;
    groups['not-in-roster'].push(describe(user.email, 'not-in-roster', null, user));
  }
  for (const group of PlanGroup.options) {
    yield;
    groups[group].sort(byEmail);
  }
  return {
    groups,
    batches: yield* batchesOf(groups.grant),
    counts: countsOf(groups),
    coverage: input.figures?.coverage ?? 'never',
    seenAt: input.figures?.seenAt ?? null,
  };
}

/** What a tab is to know of a plan. */
export function summarise(plan: Plan, takenAt: Timestamp): PlanSummary {
  const wrong = plan.groups['wrong-workspace'].slice(0, MOST_TO_DISCONNECT);
  return {
    takenAt,
    counts: plan.counts,
    coverage: plan.coverage,
    seenAt: plan.seenAt,
    next: plan.batches[0] ?? null,
    batches: plan.batches.length,
    disconnect: wrong.map(({ email }) => email),
  };
}

function byEmail(a: { readonly email: Email }, b: { readonly email: Email }): number {
  return a.email < b.email ? -1 : a.email > b.email ? 1 : 0;
}

function countsOf(groups: Plan['groups']): PlanSummary['counts'] {
  const count = (group: PlanGroup) => groups[group].length;
  return {
    invite: count('invite'),
    grant: count('grant'),
    'wrong-workspace': count('wrong-workspace'),
    'not-in-roster': count('not-in-roster'),
    done: count('done'),
    unknown: count('unknown'),
  };
}

/** Where somebody of the roster stands. */
function stand(entry: RosterEntry, user: PlanUser | undefined, input: PlanInput): PlannedPerson {
  return describe(entry.email, groupOf(entry, user, input), entry, user);
}

function groupOf(entry: RosterEntry, user: PlanUser | undefined, input: PlanInput): PlanGroup {
  const isWhole = input.figures?.coverage === 'whole';
  if (user === undefined) return isWhole ? 'invite' : 'unknown';
  if (user.goneAt !== null) return 'invite';
  // Invited, as User Management shows, and not seen under User Access yet; or in a table that says no more.
  if (user.access === 'unknown') return 'unknown';
  if (user.access === 'not-connected') return input.pending?.has(user.email) ? 'unknown' : 'grant';
  if (entry.workspaces === null || input.offered === 'no') return 'done';
  const has = shownWorkspaces(user) ?? input.granted.get(user.email) ?? null;
  if (has === null) return 'unknown';
  return sameWorkspaces(entry.workspaces, has) ? 'done' : 'wrong-workspace';
}

/** An empty cell beside somebody with access says nothing: everybody with access has some workspace. */
function shownWorkspaces({ workspaces }: PlanUser): Workspaces | null {
  return workspaces !== null && workspaces.length > 0 ? workspaces : null;
}

function describe(
  email: Email,
  group: PlanGroup,
  entry: RosterEntry | null,
  user: PlanUser | undefined,
): PlannedPerson {
  const here = user?.goneAt === null ? user : undefined;
  return {
    email,
    name: user?.name ?? entry?.name ?? null,
    team: entry?.team ?? user?.team ?? null,
    group,
    planned: entry?.workspaces ?? null,
    access: here?.access ?? 'unknown',
    workspaces: here?.access === 'connected' ? shownWorkspaces(here) : null,
    seenAt: user?.seenAt ?? null,
  };
}

/** Those who get the same workspaces together, by address, so many at a time. */
function* batchesOf(people: readonly PlannedPerson[]): Generator<void, Batch[]> {
  const sets = new Map<string, PlannedPerson[]>();
  for (const [index, person] of people.entries()) {
    if (index % STEP === 0) yield;
    const key = person.planned === null ? '' : workspacesKey(person.planned);
    const same = sets.get(key);
    if (same === undefined) sets.set(key, [person]);
    else same.push(person);
  }
  const keys = [...sets.keys()].sort();
  return keys.flatMap((key) => inBatches(key, sets.get(key) ?? []));
}

function inBatches(key: string, people: readonly PlannedPerson[]): Batch[] {
  const batches: Batch[] = [];
  const workspaces = people[0]?.planned?.toSorted(byName) ?? null;
  for (let from = 0; from < people.length; from += BATCH_SIZE) {
    const emails = people.slice(from, from + BATCH_SIZE).map(({ email }) => email);
    batches.push({ id: idOf(key, emails), workspaces, people: emails });
  }
  return batches;
}

function byName(a: string, b: string): number {
  return foldWorkspace(a) < foldWorkspace(b) ? -1 : 1;
}

/** A short name for the same workspaces and people: two rounds of FNV-1a, which is enough to tell batches apart. */
function idOf(key: string, people: readonly Email[]): string {
  const text = [key, ...people].join('\n');
  const hash = (seed: number) => {
    let value = seed;
    for (let at = 0; at < text.length; at += 1) {
      value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
    }
    return value.toString(16).padStart(8, '0');
  };
  return `${hash(0x811c9dc5)}${hash(0x9747b28c)}`;
}
