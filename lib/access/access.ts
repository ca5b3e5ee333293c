import { MINUTE } from '@/lib/model/clock';
import { PageKind } from '@/lib/model/console';
import type { Email } from '@/lib/model/ids';
import { AccountId, Timestamp } from '@/lib/model/ids';
import type { Figures } from '@/lib/model/known';
import type { LedgerEntry } from '@/lib/model/ledger';
import type { Workspaces } from '@/lib/model/plan';
import type { Snapshot } from '@/lib/model/snapshot';
import { SeenUser } from '@/lib/model/snapshot';
import { sameWorkspaces } from '@/lib/model/workspaces';
import { z } from '@/lib/model/zod';

/**
 * How stale, in ms, the `seenAt` of a row that looks the same as before may grow before it is written
 * again. Writing twenty thousand equal rows at every sight would cost more than the exact age is worth.
 */
export const SEEN_AGAIN_AFTER = 10 * MINUTE;

/** A user as this browser remembers them: the last known value of every column that was ever seen. */
export const StoredUser = SeenUser.extend({
  account: AccountId,
  firstSeenAt: Timestamp,
  /** When the row was last seen, to within {@link SEEN_AGAIN_AFTER}. */
  seenAt: Timestamp,
  /** When a whole reading first did not have them any more; `null` while they are there. */
  goneAt: Timestamp.nullable(),
});
export type StoredUser = z.infer<typeof StoredUser>;

/** When and how the users of an account were last seen. */
export const UsersSight = z.object({
  page: PageKind,
  at: Timestamp,
  /** How many users there are under User Access: what the console last said, or what a whole table had. */
  total: z.int().min(0).nullable(),
  /** When the table was last seen whole; `null` when it never was. */
  wholeAt: Timestamp.nullable(),
});
export type UsersSight = z.infer<typeof UsersSight>;

/** What of a snapshot is about users. */
type UsersPart = Pick<Snapshot, 'page' | 'users' | 'total'>;

/** The rows of a snapshot, if its page lists this console's users and any could be read. */
function rowsOf(snapshot: UsersPart): readonly SeenUser[] | null {
  if (snapshot.page !== 'user-access' && snapshot.page !== 'user-management') return null;
  return snapshot.users.coverage === 'unknown' ? null : snapshot.users.value;
}

/** Whose rows a snapshot shows, on a page that lists this console's users. */
export function peopleIn(snapshot: UsersPart): Email[] {
  return (rowsOf(snapshot) ?? []).map(({ email }) => email);
}

/**
 * Whether a reading shows everybody. A reader that takes a part for the whole is contradicted by the
 * console's own total; an empty table without a total is one that is still loading.
 */
export function isWhole(snapshot: UsersPart): boolean {
  if (snapshot.users.coverage !== 'whole') return false;
  const count = snapshot.users.value.length;
  return snapshot.total === null ? count > 0 : count >= snapshot.total;
}

/** What is known after a new sight of somebody: columns that the table does not have keep their value. */
function learn(known: StoredUser, seen: SeenUser, now: Timestamp): StoredUser {
  return {
    ...known,
    name: seen.name ?? known.name,
    role: seen.role === 'unknown' ? known.role : seen.role,
    access: seen.access === 'unknown' ? known.access : seen.access,
    workspaces: seen.workspaces ?? known.workspaces,
    team: seen.team ?? known.team,
    seenAt: now,
    goneAt: null,
  };
}

/** Whether two lists hold the same workspaces in the same order. */
function sameList(a: StoredUser['workspaces'], b: StoredUser['workspaces']): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every((name, index) => name === b[index]);
}

/** Whether `next` says anything that `known` does not, or `known` has grown stale. */
function isNews(known: StoredUser, next: StoredUser): boolean {
  return (
    known.name !== next.name ||
    known.role !== next.role ||
    known.access !== next.access ||
    known.team !== next.team ||
    known.goneAt !== next.goneAt ||
    !sameList(known.workspaces, next.workspaces) ||
    Math.abs(next.seenAt - known.seenAt) >= SEEN_AGAIN_AFTER
  );
}

/**
 * Whether somebody who is missing from a whole table must be gone. Those who were only ever seen under
 * User Management need not be listed under User Access, where one comes later (CONSOLE.md rule 1).
 */
function shouldBeListed(user: StoredUser, page: PageKind): boolean {
  return page === 'user-management' || user.access !== 'unknown';
}

/**
 * Merges what a page shows into what is known. A partial reading never deletes or un-sees anybody; a whole
 * one marks those who are missing as gone. Nobody is ever deleted.
 *
 * @param account whose users they are
 * @param stored those of that account who are known, the gone included: at least whom the snapshot shows, and
 *   everybody where it {@link isWhole}
 * @param snapshot what was read; the tables of other pages than the two user pages are ignored
 * @param now ms since the epoch
 * @returns the rows to write, which is none when nothing has changed
 */
export function mergeUsers(
  account: AccountId,
  stored: readonly StoredUser[],
  snapshot: UsersPart,
  now: Timestamp,
): StoredUser[] {
  const rows = rowsOf(snapshot);
  if (rows === null) return [];
  const known = new Map<Email, StoredUser>(stored.map((user) => [user.email, user]));
  const writes = new Map<Email, StoredUser>();
  const listed = new Set<Email>();
  for (const row of rows) {
    listed.add(row.email);
    const before = writes.get(row.email) ?? known.get(row.email);
    if (before === undefined) {
      writes.set(row.email, { ...row, account, firstSeenAt: now, seenAt: now, goneAt: null });
      continue;
    }
    const next = learn(before, row, now);
    if (isNews(before, next)) writes.set(row.email, next);
  }
  if (isWhole(snapshot)) {
    for (const user of stored) {
      if (listed.has(user.email) || user.goneAt !== null) continue;
      if (shouldBeListed(user, snapshot.page)) writes.set(user.email, { ...user, goneAt: now });
    }
  }
  return [...writes.values()];
}

/** A line of the ledger about somebody's access. */
export type AccessChanged = Extract<LedgerEntry, { kind: 'access-changed' }>;

/** What is said of a change, besides whose it is and when. */
type Change = Pick<AccessChanged, 'change' | 'from' | 'to'>;

/** The workspaces of somebody with access, as far as any table has shown them. */
function held(user: StoredUser): Workspaces | null {
  if (user.access !== 'connected' || user.workspaces?.length === 0) return null;
  return user.workspaces;
}

/** What has changed about one person between two sights; `null` when nothing has. */
function changeOf(
  before: StoredUser | undefined,
  after: StoredUser,
  tellsArrivals: boolean,
): Change | null {
  const from = before === undefined ? null : held(before);
  if (after.goneAt !== null) return { change: 'vanished', from, to: null };
  const to = held(after);
  const wasListed = before !== undefined && before.goneAt === null && before.access !== 'unknown';
  if (!wasListed) {
    const isBack = before !== undefined && before.goneAt !== null;
    // Who is new under User Management has only been invited.
    const isListed = after.access !== 'unknown';
    return isListed && (tellsArrivals || isBack) ? { change: 'appeared', from: null, to } : null;
  }
  if (before.access !== after.access) {
    const isGranted = after.access === 'connected';
    return { change: isGranted ? 'granted' : 'removed', from, to };
  }
  // An empty cell beside somebody with access fills up a moment later; a column that is new tells of no change.
  const wasShown = before.workspaces !== null;
  const isOther = to !== null && !sameWorkspaces(from ?? [], to);
  return wasShown && isOther ? { change: 'workspaces', from, to } : null;
}

/**
 * What the ledger is to say of a merge: who was given access or lost it, whose workspaces are others, who has come
 * and who is not listed any more.
 *
 * @param stored who was known before, at least of those who are written
 * @param writes what {@link mergeUsers} made of it
 * @param figures what was counted before: who is new can be said only once everybody was seen
 * @param now ms since the epoch
 */
export function accessChanges(
  stored: readonly StoredUser[],
  writes: readonly StoredUser[],
  figures: Figures | null,
  now: Timestamp,
): AccessChanged[] {
  const known = new Map<Email, StoredUser>(stored.map((user) => [user.email, user]));
  const tellsArrivals = figures?.coverage === 'whole';
  return writes.flatMap((after) => {
    const change = changeOf(known.get(after.email), after, tellsArrivals);
    if (change === null) return [];
    const { account, email } = after;
    return [{ kind: 'access-changed' as const, account, at: now, email, ...change }];
  });
}

/**
 * The workspaces that somebody had before, from their lines in the ledger; `null` when it tells of none.
 *
 * @param lines theirs, oldest first
 */
export function hadBefore(lines: readonly LedgerEntry[]): Workspaces | null {
  const lost = lines.filter(
    (line): line is AccessChanged =>
      line.kind === 'access-changed' && line.from !== null && line.change !== 'granted',
  );
  return lost.at(-1)?.from ?? null;
}

/**
 * Notes that the users were seen.
 *
 * @param before the last time, or `null`
 * @param snapshot what was read
 * @param now ms since the epoch
 * @returns the new note; `before` when the page shows no users of this console
 */
export function sightOfUsers(
  before: UsersSight | null,
  snapshot: UsersPart,
  now: Timestamp,
): UsersSight | null {
  const rows = rowsOf(snapshot);
  if (rows === null) return before;
  // User Management counts people who were invited, which is not who can be granted access.
  const counts = snapshot.page === 'user-access';
  const whole = counts && isWhole(snapshot);
  const said = counts ? (snapshot.total ?? (whole ? rows.length : null)) : null;
  return {
    page: snapshot.page,
    at: now,
    total: said ?? before?.total ?? null,
    wholeAt: whole ? now : (before?.wholeAt ?? null),
  };
}

/** A count of those of an account who are there and whose access could be read. */
export interface AccessCount {
  readonly listed: number;
  readonly connected: number;
  /** When the one of them was seen who has not been seen for the longest time; `null` when there is nobody. */
  readonly oldest: Timestamp | null;
}

/**
 * How many people have access, as far as it is known. The coverage is `whole` only if as many people were
 * seen under User Access, and their access could be read, as the console or its whole table says there are.
 *
 * @param count of everybody known of the account
 * @param sight when they were seen, or `null` when they never were
 * @returns `null` when nothing about anybody's access is known. `seenAt` is a moment since which everything
 *   counted here has been seen.
 */
export function figures(count: AccessCount, sight: UsersSight | null): Figures | null {
  const { listed, connected, oldest } = count;
  if (sight === null || (listed === 0 && sight.total !== 0)) return null;
  return {
    connected,
    total: Math.max(listed, sight.total ?? 0),
    coverage: listed === sight.total ? 'whole' : 'partial',
    seenAt: Math.max(Math.min(oldest ?? sight.at, sight.at), sight.wholeAt ?? 0),
  };
}

/** Counts everybody known of an account for {@link figures}. */
export function countAccess(
  users: readonly Pick<StoredUser, 'access' | 'goneAt' | 'seenAt'>[],
): AccessCount {
  const listed = users.filter(({ goneAt, access }) => goneAt === null && access !== 'unknown');
  const connected = listed.filter(({ access }) => access === 'connected').length;
  const oldest = listed.reduce(
    (age, { seenAt }) => Math.min(age, seenAt),
    Number.POSITIVE_INFINITY,
  );
  return { listed: listed.length, connected, oldest: listed.length === 0 ? null : oldest };
}
