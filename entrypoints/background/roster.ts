import { type AccessChanged, countAccess, hadBefore, type StoredUser } from '@/lib/access/access';
import type { AccountId, Email } from '@/lib/model/ids';
import type { LedgerEntry } from '@/lib/model/ledger';
import type { Place, Request } from '@/lib/model/messages';
import type {
  KnownPeople,
  KnownPerson,
  PlanSummary,
  RosterEntry,
  Workspaces,
} from '@/lib/model/plan';
import { atOnce } from '@/lib/model/slices';
import { foldWorkspace } from '@/lib/model/workspaces';
import { makePlan, summarise } from '@/lib/plan/plan';
import type { AccountRecord, Store } from '@/lib/store';
import { countTeam, remakeTeam } from './team';

type RequestOf<K extends Request['kind']> = Extract<Request, { kind: K }>;

/** The most workspaces that an account is said to have. */
const MOST_WORKSPACES = 500;

/** Takes in a roster in the place of the one before. */
export async function takeRoster(
  store: Store,
  account: AccountRecord,
  { entries, file }: RequestOf<'roster-take'>,
): Promise<void> {
  const { id } = account;
  const people = entries.length;
  await replaceRoster(store, id, entries);
  await store.rosterInfo.put({ account: id, takenAt: store.now, people, file });
  await store.ledger.add({ kind: 'roster-taken', account: id, at: store.now, people, file });
  await plan(store, account);
  await remakeTeam(store, id);
}

/** Writes what is new in a roster, and removes who is not in it any more: writing everybody anew takes seconds. */
async function replaceRoster(
  store: Store,
  account: AccountId,
  entries: readonly RosterEntry[],
): Promise<void> {
  const before = new Map((await store.roster.of(account)).map((one) => [one.email, one]));
  const isIn = new Set(entries.map(({ email }) => email));
  await store.roster.remove(...[...before.values()].filter(({ email }) => !isIn.has(email)));
  const isNew = (entry: RosterEntry) => {
    const known = before.get(entry.email);
    return known === undefined || !isSameEntry(known, entry);
  };
  await store.roster.put(...entries.filter(isNew).map((entry) => ({ ...entry, account })));
}

function isSameEntry(a: RosterEntry, b: RosterEntry): boolean {
  return (
    a.name === b.name &&
    a.team === b.team &&
    JSON.stringify(a.workspaces) === JSON.stringify(b.workspaces)
  );
}

/** Forgets the roster, and with it the plan. What was seen stays. */
export async function removeRoster(store: Store, account: AccountRecord): Promise<void> {
  const { id } = account;
  const info = await store.rosterInfo.get(id);
  if (info === null) return;
  await store.roster.clear(id);
  await store.rosterInfo.remove(info);
  await store.ledger.add({ kind: 'roster-removed', account: id, at: store.now });
  await plan(store, account);
  await remakeTeam(store, id);
}

/** Makes the plan anew from everybody who is known of the account, and stores what a tab is to know of it. */
async function plan(store: Store, account: AccountRecord): Promise<void> {
  const { id } = account;
  const users = await store.users.of(id);
  const info = await store.rosterInfo.get(id);
  const roster = info === null ? [] : await store.roster.of(id);
  const workspaces = allWorkspaces([...users, ...roster]);
  if (info === null) return store.plans.change(id, { summary: null, workspaces });
  const context = await store.planContext(account);
  const made = atOnce(makePlan({ roster, users, ...context }));
  const summary = summarise(made, info.takenAt);
  await store.plans.change(id, { summary, workspaces });
}

/** What a look at users has come to. */
export interface UsersLooked {
  /** Those whom it concerned, as they were known before it. */
  readonly before: readonly StoredUser[];
  /** Those of them who are known otherwise now, and who is new. */
  readonly after: readonly StoredUser[];
}

/**
 * Follows the plan through a look. Without a roster there is none, and the look may only have shown another workspace.
 *
 * @param account with its workspaces as they are known
 * @param look `null` when the page showed nobody
 * @param isOther whether something else has changed that the plan is made of
 */
export async function followPlan(
  store: Store,
  account: AccountRecord,
  look: UsersLooked | null,
  isOther: boolean,
): Promise<void> {
  const { id } = account;
  const record = await store.plans.get(id);
  if (record === null) return plan(store, account);
  const workspaces = withWorkspaces(record.workspaces, look?.after ?? []);
  if (record.summary !== null) {
    const summary = await nextSummary(store, account, record.summary, look, isOther);
    await store.plans.put({ ...record, summary, workspaces });
  } else if (workspaces.length > record.workspaces.length) {
    await store.plans.put({ ...record, workspaces });
  }
}

/** What is left of the plan after a look; where nobody stands elsewhere in it, only its age changes. */
async function nextSummary(
  store: Store,
  account: AccountRecord,
  summary: PlanSummary,
  look: UsersLooked | null,
  isOther: boolean,
): Promise<PlanSummary> {
  const figures = (await store.sights.get(account.id))?.figures ?? null;
  const isCovered = summary.coverage === (figures?.coverage ?? 'never');
  const isSame = !isOther && isCovered && (look === null || !standElsewhere(look));
  return isSame ? { ...summary, seenAt: figures?.seenAt ?? null } : replan(store, account, summary);
}

/** Makes the plan of those who stand in the roster. Of all others it only says how many have access, as is counted. */
async function replan(
  store: Store,
  account: AccountRecord,
  { takenAt }: PlanSummary,
): Promise<PlanSummary> {
  const { id } = account;
  const roster = await store.roster.of(id);
  const users = await store.users.some(roster.map(({ email }): [string, string] => [id, email]));
  const context = await store.planContext(account);
  const summary = summarise(atOnce(makePlan({ roster, users, ...context })), takenAt);
  const others = (await countTeam(store, id)).connected - countAccess(users).connected;
  return { ...summary, counts: { ...summary.counts, 'not-in-roster': others } };
}

/** Whether a look may have moved anybody in the plan: it asks who is there, who has access, and where. */
function standElsewhere({ before, after }: UsersLooked): boolean {
  const known = byEmail(before);
  return after.some((user) => {
    const was = known.get(user.email);
    return (
      was === undefined ||
      was.access !== user.access ||
      was.goneAt !== user.goneAt ||
      JSON.stringify(was.workspaces) !== JSON.stringify(user.workspaces)
    );
  });
}

/** The same workspaces with those that some people have, in their order. */
function withWorkspaces(known: Workspaces, people: readonly StoredUser[]): Workspaces {
  return allWorkspaces([{ workspaces: known }, ...people]);
}

/** The names of all workspaces that anybody was seen with, or is to get, as they were first written. */
function allWorkspaces(people: readonly Pick<StoredUser, 'workspaces'>[]): Workspaces {
  const names = new Map<string, string>();
  for (const name of people.flatMap(({ workspaces }) => workspaces ?? [])) {
    const folded = foldWorkspace(name);
    if (folded !== '' && !names.has(folded)) names.set(folded, name);
  }
  const sorted = [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name);
  return sorted.slice(0, MOST_WORKSPACES);
}

/** What is known of people who are about to be granted access, in their order. */
export async function aboutPeople(
  store: Store,
  account: AccountId,
  people: readonly Email[],
): Promise<KnownPeople> {
  const keys = [...new Set(people)].map((email): [string, string] => [account, email]);
  const users = byEmail(await store.users.some(keys));
  const roster = byEmail(await store.roster.some(keys));
  const known: KnownPerson[] = [];
  for (const [email, lines] of await linesAbout(store, account, [...new Set(people)])) {
    known.push(aboutPerson(email, users.get(email), roster.get(email), hadBefore(lines)));
  }
  const record = await store.plans.get(account);
  const hasRoster = (await store.rosterInfo.get(account)) !== null;
  return { people: known, workspaces: record?.workspaces ?? [], hasRoster };
}

/** More people than this are not looked up in the ledger one by one. */
const ONE_BY_ONE = 300;

/** What the ledger says of each of these people, oldest first. */
async function linesAbout(
  store: Store,
  account: AccountId,
  people: readonly Email[],
): Promise<Map<Email, LedgerEntry[]>> {
  const lines = new Map<Email, LedgerEntry[]>(people.map((email) => [email, []]));
  if (people.length > ONE_BY_ONE) {
    const all = await store.ledger.ofKind(account, 'access-changed');
    for (const line of all) lines.get(line.email)?.push(line);
    return lines;
  }
  const found = people.map(async (email) => {
    const records = await store.ledger.about(account, email);
    lines.set(
      email,
      records.map(({ entry }) => entry),
    );
  });
  await Promise.all(found);
  return lines;
}

function byEmail<T extends { readonly email: Email }>(all: readonly T[]): Map<Email, T> {
  return new Map(all.map((one) => [one.email, one]));
}

function aboutPerson(
  email: Email,
  user: StoredUser | undefined,
  entry: RosterEntry | undefined,
  had: AccessChanged['from'],
): KnownPerson {
  const here = user?.goneAt === null ? user : undefined;
  return {
    email,
    access: here?.access ?? 'unknown',
    workspaces: here?.workspaces?.length ? here.workspaces : null,
    had,
    planned: entry === undefined ? null : { workspaces: entry.workspaces },
  };
}

/** Where people stand in the table of User Access, sorted by name and by address. */
export async function placesOf(
  store: Store,
  account: AccountId,
  people: readonly Email[],
): Promise<{ total: number | null; people: Place[] }> {
  const all = await store.users.of(account);
  const listed = all.filter(({ goneAt, access }) => goneAt === null && access !== 'unknown');
  const { compare } = new Intl.Collator('und');
  const emails = listed.map(({ email }) => email).sort(compare);
  const named = listed.flatMap(({ email, name }) => (name ? [{ email, name }] : []));
  named.sort((a, b) => compare(a.name, b.name) || compare(a.email, b.email));
  const byAddress = new Map(emails.map((email, index) => [email, index]));
  const byName = new Map(named.map(({ email, name }, index) => [email, { name, index }]));
  const places = [...new Set(people)].flatMap((email): Place[] => {
    const place = byAddress.get(email);
    const at = byName.get(email);
    if (place === undefined) return [];
    return [{ email, name: at?.name ?? null, byName: at?.index ?? null, byEmail: place }];
  });
  const total = (await store.sights.get(account))?.users?.total ?? null;
  return { total, people: places };
}
