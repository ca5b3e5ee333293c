import type { AccessChanged, StoredUser } from '@/lib/access/access';
import { type HeldEvent, merge } from '@/lib/handoff/events';
import { type RecoverySource, recoveryRoster, recoverySources } from '@/lib/handoff/outage';
import type { KeptGuide } from '@/lib/model/guide';
import type { AccessHolder, AccessSnapshot, Handoff } from '@/lib/model/handoff';
import type { AccountId, Email, HandoffId, Timestamp } from '@/lib/model/ids';
import type { Figures } from '@/lib/model/known';
import type { LedgerEntry } from '@/lib/model/ledger';
import type { Difference, RosterEntry, Workspaces } from '@/lib/model/plan';
import type { Exception } from '@/lib/model/profile';
import type { Settings } from '@/lib/model/settings';
import type { SavedView, TeamPage, TeamRecord } from '@/lib/model/team';
import type { EarlyGrant, Wait } from '@/lib/model/wait';
import type { PlanInput } from '@/lib/plan/plan';
import { db as ours, type SiaDb } from './db';
import type {
  AccountRecord,
  InvitationRecord,
  Jar,
  ProfileRecord,
  RosterInfo,
  SightRecord,
} from './records';
import { Store } from './store';

// For the extension's own pages, inside `liveQuery`: nothing here writes. Rows that their schema refuses are
// left out; the background drops them when it comes across them.

/** The jar of a tab. Firefox's ordinary jar and a browser without containers have the same name. */
export function jarOf(cookieStoreId: string | undefined): Jar {
  const ordinary = cookieStoreId === undefined || cookieStoreId === 'firefox-default';
  return ordinary ? 'default' : cookieStoreId.slice(0, 200) || 'default';
}

/** All accounts, the one signed in last first. */
export async function accounts(db: SiaDb = ours): Promise<AccountRecord[]> {
  const all = await new Store(db, 0, 'read').accounts.list();
  return all.sort((a, b) => b.currentSince - a.currentSince);
}

/** The account that is signed in in a jar, as far as was seen; `null` when none was. */
export async function currentAccount(jar: Jar, db: SiaDb = ours): Promise<AccountRecord | null> {
  return (await new Store(db, 0, 'read').accounts.ofJar(jar))[0] ?? null;
}

/** The people of an account who are not gone, by address. */
export async function usersOf(account: AccountId, db: SiaDb = ours): Promise<StoredUser[]> {
  const all = await new Store(db, 0, 'read').users.inPieces(account);
  return all.filter((user) => user.goneAt === null);
}

/** The running wait of an account at `now` (ms since the epoch), or `null`. */
export function runningWait(
  account: AccountId,
  now: Timestamp,
  db: SiaDb = ours,
): Promise<Wait | null> {
  return new Store(db, now, 'read').runningWait(account);
}

/** The wait that counts for an account at `now` (ms since the epoch), its own or not; or `null`. */
export function waitFor(
  account: AccountRecord,
  now: Timestamp,
  db: SiaDb = ours,
): Promise<Wait | null> {
  return new Store(db, now, 'read').waitFor(account);
}

/** The wait of an account that has ended last, while that is news at `now` (ms since the epoch); else `null`. */
export function endedWait(
  account: AccountId,
  now: Timestamp,
  db: SiaDb = ours,
): Promise<Wait | null> {
  return new Store(db, now, 'read').endedWait(account);
}

/** Those who were granted access while a wait was running and whose access is worth a check, by address. */
export async function earlyGrants(account: AccountId, db: SiaDb = ours): Promise<EarlyGrant[]> {
  const all = await new Store(db, 0, 'read').early.of(account);
  return all.sort((a, b) => (a.email < b.email ? -1 : 1));
}

/** The open handoffs of an account, the one started last first. */
export function openHandoffs(account: AccountId, db: SiaDb = ours): Promise<Handoff[]> {
  return new Store(db, 0, 'read').openHandoffs(account);
}

/** All handoffs of an account, closed ones included, the one started last first. */
export function allHandoffs(account: AccountId, db: SiaDb = ours): Promise<Handoff[]> {
  return new Store(db, 0, 'read').allHandoffs(account);
}

/** Whom to grant access again after everybody has lost it, and where that is known from. */
export interface Recovery {
  /** Since when nobody has access; `null` where that is not so, or a person has said that it was meant. */
  readonly since: Timestamp | null;
  /** By address, with the workspaces that they had. */
  readonly people: readonly AccessHolder[];
  readonly sources: readonly RecoverySource[];
}

/**
 * Whom to grant access again after everybody has lost it, and with which workspaces; nobody where nothing is known.
 */
export async function recovery(account: AccountId, db: SiaDb = ours): Promise<Recovery> {
  const store = new Store(db, 0, 'read');
  const losses = await store.outages.get(account);
  const taken = (await store.handoffAccess.list()).filter((one) => one.account === account);
  const snapshots = taken.map(({ access }) => access);
  const isMeant = losses === null || losses.begunAt === null || losses.meantAt !== null;
  return {
    since: isMeant ? null : losses.since,
    people: recoveryRoster(losses, snapshots, await store.users.of(account)),
    sources: recoverySources(losses, snapshots),
  };
}

/** Whether everybody in an account has lost their access, and nobody has said that it was meant. */
export async function hasOutage(account: AccountId, db: SiaDb = ours): Promise<boolean> {
  const losses = await new Store(db, 0, 'read').outages.get(account);
  return losses !== null && losses.begunAt !== null && losses.meantAt === null;
}

/** Who had access when a handoff began; `null` when nobody knew. */
export async function accessBefore(
  account: AccountId,
  handoff: HandoffId,
  db: SiaDb = ours,
): Promise<AccessSnapshot | null> {
  const found = await new Store(db, 0, 'read').handoffAccess.get([account, handoff]);
  return found?.access ?? null;
}

/** The events of a handoff in their order, each with where it came from. */
export async function eventsOf(
  account: AccountId,
  handoff: HandoffId,
  db: SiaDb = ours,
): Promise<HeldEvent[]> {
  return merge(await new Store(db, 0, 'read').handoffEvents.of(account, handoff), []);
}

/** What was last seen of an account, and how much of its users. */
export interface LastSeen {
  readonly page: SightRecord['page'];
  readonly at: Timestamp;
  readonly connection: SightRecord['connection'];
  /** `null` when no user table has been seen. */
  readonly users: {
    readonly page: SightRecord['page'];
    readonly at: Timestamp;
    readonly total: number | null;
    readonly coverage: Figures['coverage'];
  } | null;
  readonly figures: Figures | null;
}

/** What was last seen of an account, or `null` when nothing was. */
export async function lastSeen(account: AccountId, db: SiaDb = ours): Promise<LastSeen | null> {
  const sight = await new Store(db, 0, 'read').sights.get(account);
  if (sight === null) return null;
  const { page, at, connection, users, figures } = sight;
  const coverage = figures?.coverage ?? 'partial';
  return {
    page,
    at,
    connection,
    users: users === null ? null : { page: users.page, at: users.at, total: users.total, coverage },
    figures,
  };
}

/** Admins of an account who may be Admin B, by address. */
export async function adminsOf(account: AccountId, db: SiaDb = ours): Promise<StoredUser[]> {
  return (await usersOf(account, db)).filter((user) => user.role === 'admin');
}

/** Everybody in the roster of an account, by address. */
export async function rosterOf(account: AccountId, db: SiaDb = ours): Promise<RosterEntry[]> {
  return new Store(db, 0, 'read').roster.inPieces(account);
}

/**
 * What the plan of an account is made of, for `makePlan` in slices; `null` when the account is not known. Without
 * a roster the roster is empty.
 */
export async function planInputOf(account: AccountId, db: SiaDb = ours): Promise<PlanInput | null> {
  const store = new Store(db, 0, 'read');
  const record = await store.accounts.get(account);
  if (record === null) return null;
  const context = await store.planContext(record);
  const roster = await store.roster.inPieces(account);
  return { roster, users: await store.users.inPieces(account), ...context };
}

/** What became of every grant of an account, person by person, oldest first. */
export function outcomesOf(
  account: AccountId,
  db: SiaDb = ours,
): Promise<Extract<LedgerEntry, { kind: 'grant-outcome' }>[]> {
  return new Store(db, 0, 'read').ledger.ofKind(account, 'grant-outcome');
}

/** Who turned out otherwise than was chosen, and nobody has said to have seen it; the latest first. */
export function differencesOf(account: AccountId, db: SiaDb = ours): Promise<Difference[]> {
  return new Store(db, 0, 'read').differences.of(account);
}

/** When the roster of an account was taken in, and from what; `null` without one. */
export function rosterInfoOf(account: AccountId, db: SiaDb = ours): Promise<RosterInfo | null> {
  return new Store(db, 0, 'read').rosterInfo.get(account);
}

/** All workspaces that were ever seen or planned in an account, sorted. */
export async function workspacesOf(account: AccountId, db: SiaDb = ours): Promise<Workspaces> {
  return (await new Store(db, 0, 'read').plans.get(account))?.workspaces ?? [];
}

/** The profiles that people have brought in or taught in this browser. */
export function profiles(db: SiaDb = ours): Promise<ProfileRecord[]> {
  return new Store(db, 0, 'read').profiles.list();
}

/** The controls that people have said are none of ours, the latest first. */
export async function exceptions(db: SiaDb = ours): Promise<Exception[]> {
  const all = await new Store(db, 0, 'read').exceptions.list();
  return all.sort((a, b) => b.at - a.at);
}

/** What was chosen for this browser. */
export function settings(db: SiaDb = ours): Promise<Settings> {
  return new Store(db, 0, 'read').settings.get();
}

/**
 * Everybody who was ever seen in this browser or stands in a roster, by name and address, so that what is handed on
 * names none.
 */
export async function everybody(
  db: SiaDb = ours,
): Promise<readonly Pick<StoredUser, 'name' | 'email'>[]> {
  const store = new Store(db, 0, 'read');
  return [...(await store.users.list()), ...(await store.roster.list())];
}

/** The guides that were begun in an account, the one changed last first. */
export async function guidesOf(account: AccountId, db: SiaDb = ours): Promise<KeptGuide[]> {
  return new Store(db, 0, 'read').guides.of(account);
}

/** Those who were invited to Account Insight from this browser, by name. */
export async function invitations(
  account: AccountId,
  db: SiaDb = ours,
): Promise<InvitationRecord[]> {
  const all = await new Store(db, 0, 'read').invitations.of(account);
  return all.sort((a, b) => (a.who < b.who ? -1 : 1));
}

/** Reads several things as they are at one moment, and in one transaction: each of its own takes its time. */
export function atOneMoment<T>(read: () => Promise<T>, db: SiaDb = ours): Promise<T> {
  // An `async` function of its own: by that Dexie knows to keep the transaction open over native awaits.
  return db.transaction('r', db.tables, async () => await read());
}

/** What the team of an account comes to; `null` while none is kept. */
export function teamOf(account: AccountId, db: SiaDb = ours): Promise<TeamRecord | null> {
  return new Store(db, 0, 'read').teams.get(account);
}

/** The first page of a team: enough for a first look. */
export function firstTeamPage(account: AccountId, db: SiaDb = ours): Promise<TeamPage | null> {
  return new Store(db, 0, 'read').teamPages.get([account, '']);
}

/** As many pages of a team are read in one piece: some milliseconds' worth. */
const TEAM_PIECE = 8;

/**
 * The pages of a team, in their order, read some at a time; only those that have changed since they were read last.
 *
 * @param before what was read last, by how the pages begin
 * @returns `null` where the background has changed the team meanwhile: then it is to be asked again
 */
export async function teamPages(
  account: AccountId,
  before: ReadonlyMap<string, TeamPage>,
  db: SiaDb = ours,
): Promise<Map<string, TeamPage> | null> {
  const store = new Store(db, 0, 'read');
  const pages = new Map<string, TeamPage>();
  const kept = await store.teamPages.revisions(account);
  const isNew = (first: string, revision: number) => before.get(first)?.revision !== revision;
  const wanted = [...kept].flatMap(([first, revision]) => (isNew(first, revision) ? [first] : []));
  const read = new Map<string, TeamPage>();
  for (let from = 0; from < wanted.length; from += TEAM_PIECE) {
    const part = wanted.slice(from, from + TEAM_PIECE);
    const found = await store.teamPages.some(
      part.map((first): [string, string] => [account, first]),
    );
    for (const page of found) read.set(page.first, page);
  }
  for (const [first, revision] of kept) {
    const page = read.get(first) ?? before.get(first);
    if (page === undefined || page.revision !== revision) return null;
    pages.set(first, page);
  }
  return pages;
}

/** The views of a team that people have saved, the oldest first. */
export function viewsOf(account: AccountId, db: SiaDb = ours): Promise<SavedView[]> {
  return new Store(db, 0, 'read').views.of(account);
}

/** Until when somebody has looked at the changes of an account; `null` when nobody has. */
export async function lookedAt(account: AccountId, db: SiaDb = ours): Promise<Timestamp | null> {
  return (await new Store(db, 0, 'read').looks.get(account))?.at ?? null;
}

/** All lines of the ledger about one person, oldest first. */
export async function linesAbout(
  account: AccountId,
  email: Email,
  db: SiaDb = ours,
): Promise<LedgerEntry[]> {
  const records = await new Store(db, 0, 'read').ledger.about(account, email);
  return records.map(({ entry }) => entry);
}

/**
 * What was seen to change about people's access after a moment, the latest first.
 *
 * @param most no more than these are read
 */
export function changesSince(
  account: AccountId,
  after: Timestamp,
  most: number,
  db: SiaDb = ours,
): Promise<AccessChanged[]> {
  return new Store(db, 0, 'read').ledger.changesSince(account, after, most);
}

/** The names of people by their addresses, as far as they are known. */
export async function namesOf(
  account: AccountId,
  emails: readonly Email[],
  db: SiaDb = ours,
): Promise<ReadonlyMap<Email, string>> {
  const keys = [...new Set(emails)].map((email): [string, string] => [account, email]);
  const users = await new Store(db, 0, 'read').users.some(keys);
  return new Map(users.flatMap(({ email, name }) => (name ? [[email, name] as const] : [])));
}
