import type { AccessHolder, AccessSnapshot } from '@/lib/model/handoff';
import type { Email, Timestamp } from '@/lib/model/ids';
import type { Figures, Outage } from '@/lib/model/known';
import type { SeenUser } from '@/lib/model/snapshot';
import type { KnownUser } from './access';

/** What is remembered of access that goes. While `since` is `null`, not everybody has lost it. */
export interface Losses {
  /** When somebody was last seen to have access. */
  readonly aliveAt: Timestamp;
  /** When nobody was first seen to have any; `null` while somebody has. */
  readonly since: Timestamp | null;
  /** Since when no owner is seen either, which makes it an outage; `null` while one is. */
  readonly begunAt: Timestamp | null;
  /** When a person said that it was meant. */
  readonly meantAt: Timestamp | null;
  /** Who has lost it since somebody was last seen with it, and what they had. */
  readonly lost: readonly AccessHolder[];
  /** How many of them still have none. */
  readonly missing: number;
}

/** One sight of the users. */
export interface UsersLook {
  /** The rows that the page shows. */
  readonly rows: readonly Pick<SeenUser, 'email' | 'access'>[];
  /** Everybody as they were known before it. */
  readonly before: readonly KnownUser[];
  /** Everybody as they are known with it. */
  readonly after: readonly KnownUser[];
  readonly figures: Figures | null;
  readonly at: Timestamp;
  /** When the users were last seen before it; `null` when they never were. */
  readonly seenBefore: Timestamp | null;
}

function hasAccess({ access, goneAt }: KnownUser): boolean {
  return access === 'connected' && goneAt === null;
}

/** Who had access before a look and has none after it. */
function losers({ before, after }: UsersLook): AccessHolder[] {
  const now = new Map<Email, KnownUser>(after.map((user) => [user.email, user]));
  return before
    .filter((user) => hasAccess(user) && !hasAccess(now.get(user.email) ?? user))
    .map(({ email, name, workspaces }) => ({ email, name, workspaces }));
}

/** The same people with those who have lost their access just now; what somebody had first counts. */
function together(a: readonly AccessHolder[], b: readonly AccessHolder[]): AccessHolder[] {
  const known = new Set(a.map(({ email }) => email));
  return [...a, ...b.filter(({ email }) => !known.has(email))];
}

/**
 * Follows the access of everybody through one more look under User Access. A table comes in pages, so that its end
 * can take several looks: all that was seen to go since somebody was last seen with access belongs together. It has
 * all gone when the table was seen whole and nobody in it has any; it is over when all of them have it again.
 *
 * @param known what was remembered; `null` when nothing was
 * @returns what to remember; itself when nothing has changed, `null` when there is nothing any more
 */
export function followLosses(known: Losses | null, look: UsersLook): Losses | null {
  const { rows, after, figures, at, seenBefore } = look;
  const isAlive = rows.some(({ access }) => access === 'connected');
  if (known !== null && known.since !== null) return followRecovery(known, after);
  const lost = losers(look);
  if (isAlive) {
    // Somebody loses their access every day; that is no outage.
    return known === null ? null : { ...known, aliveAt: at, lost: [], missing: 0 };
  }
  const all = together(known?.lost ?? [], lost);
  if (all.length === 0) return known;
  const aliveAt = known?.aliveAt ?? seenBefore ?? at;
  const isNobody = figures?.coverage === 'whole' && figures.connected === 0;
  const since = isNobody ? at : null;
  return { aliveAt, since, begunAt: null, meantAt: null, lost: all, missing: all.length };
}

/**
 * Follows whether an owner is seen. Whoever removes everybody's access and still owns the connection has meant to.
 *
 * @param isOwner whether Set Up, when it was last seen for certain, showed the connection as the admin's own
 * @returns itself when nothing has changed
 */
export function followOwner(known: Losses, isOwner: boolean, at: Timestamp): Losses {
  if (known.since === null || known.begunAt !== null || isOwner) return known;
  return { ...known, begunAt: at };
}

function followRecovery(known: Losses, after: readonly KnownUser[]): Losses | null {
  const back = new Set(after.filter(hasAccess).map(({ email }) => email));
  const missing = known.lost.filter(({ email }) => !back.has(email)).length;
  if (missing === 0) return null;
  return missing === known.missing ? known : { ...known, missing };
}

/** What speaks for the connection being back. */
export interface Back {
  /** An owner was seen since everybody lost their access: on the own Set Up, or by a pass. */
  readonly ownerSince: Timestamp | null;
  /** A wait is running. */
  readonly isWaiting: boolean;
}

/** What a tab is to know of it; `null` where access is not gone, or was meant to go. */
export function outageOf(losses: Losses | null, { ownerSince, isWaiting }: Back): Outage | null {
  if (losses === null || losses.since === null) return null;
  if (losses.begunAt === null || losses.meantAt !== null) return null;
  const { since, aliveAt, lost, missing } = losses;
  const isOwned = ownerSince !== null && ownerSince >= since;
  const stage = !isOwned ? 'connect' : isWaiting ? 'wait' : 'grant';
  return { since, aliveAt, people: lost.length, missing, stage };
}

/**
 * Whom to grant access again, and with which workspaces: everybody who had it before, as this browser has seen them,
 * or as a file pass tells of a time before. Who has access now is left out.
 *
 * @param losses what was seen to go here; `null` where nothing was
 * @param snapshots who had access when handoffs began
 * @param now everybody as they are known now
 * @returns a roster, by address
 */
export function recoveryRoster(
  losses: Losses | null,
  snapshots: readonly AccessSnapshot[],
  now: readonly KnownUser[],
): AccessHolder[] {
  const back = new Set(now.filter(hasAccess).map(({ email }) => email));
  const latestFirst = snapshots.toSorted((a, b) => b.at - a.at);
  const had = [losses?.lost ?? [], ...latestFirst.map(({ people }) => people)];
  const people = new Map<Email, AccessHolder>();
  for (const one of had.flat()) {
    const known = people.get(one.email);
    // What one of them does not know, another may.
    if (known === undefined) people.set(one.email, one);
    else if (known.workspaces === null) people.set(one.email, { ...known, ...one });
  }
  return [...people.values()]
    .filter(({ email }) => !back.has(email))
    .sort((a, b) => (a.email < b.email ? -1 : 1));
}

/** Where the list of {@link recoveryRoster} comes from. */
export interface RecoverySource {
  /** Seen in this browser's console before it went, or kept when a handoff began, here or in somebody's file. */
  readonly kind: 'seen' | 'handoff';
  /** Of when it is. */
  readonly at: Timestamp;
  readonly people: number;
  readonly coverage: AccessSnapshot['coverage'];
}

/** What the list of {@link recoveryRoster} rests on, in the order in which it counts. */
export function recoverySources(
  losses: Losses | null,
  snapshots: readonly AccessSnapshot[],
): RecoverySource[] {
  // All that was seen to go is in it; whoever was never seen is not.
  const seen = { kind: 'seen', coverage: 'partial' } as const;
  return [
    ...(losses === null || losses.lost.length === 0
      ? []
      : [{ ...seen, at: losses.aliveAt, people: losses.lost.length }]),
    ...snapshots
      .toSorted((a, b) => b.at - a.at)
      .map(({ at, people, coverage }) => {
        return { kind: 'handoff', at, people: people.length, coverage } as const;
      }),
  ];
}
