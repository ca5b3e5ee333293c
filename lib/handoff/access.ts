import type { AccessHolder, AccessKept, AccessSnapshot, Handoff } from '@/lib/model/handoff';
import type { Email, Timestamp } from '@/lib/model/ids';
import type { Figures } from '@/lib/model/known';
import type { SeenUser } from '@/lib/model/snapshot';
import { spell } from './events';

/** What this needs to know of somebody. */
export type KnownUser = Pick<SeenUser, 'email' | 'name' | 'access' | 'workspaces'> & {
  /** `null` while they are listed. */
  readonly goneAt: Timestamp | null;
};

/** How many of those who have lost their access are named. */
const MOST_NAMES = 20;

/** Who has access now; `null` when nothing about anybody's access is known. */
export function takeAccess(
  users: readonly KnownUser[],
  figures: Figures | null,
): AccessSnapshot | null {
  if (figures === null) return null;
  const people = users
    .filter(({ access, goneAt }) => access === 'connected' && goneAt === null)
    .map(({ email, name, workspaces }): AccessHolder => ({ email, name, workspaces }))
    .sort((a, b) => (a.email < b.email ? -1 : 1));
  return { at: figures.seenAt, coverage: figures.coverage, people };
}

/**
 * Which of two snapshots to compare with: the whole one, then the earlier, then the one with the smaller spelling.
 * It does not depend on which came first.
 */
export function betterAccess(a: AccessSnapshot | null, b: AccessSnapshot): AccessSnapshot {
  if (a === null) return b;
  if (a.coverage !== b.coverage) return a.coverage === 'whole' ? a : b;
  if (a.at !== b.at) return a.at < b.at ? a : b;
  return spell(a) <= spell(b) ? a : b;
}

/** How the access of others compares to the start. */
export interface Comparison {
  readonly others: 'kept' | 'lost' | 'unknown';
  readonly kept: AccessKept;
}

/**
 * Compares who had access at the start with who has it now. The two admins are left out: B's access is removed on
 * the way, and A's goes with A's connection. That everybody has kept theirs takes a whole table, then and now.
 *
 * @param before who had access at the start
 * @param users everybody as they are known now
 * @param figures when and how much of them was seen
 * @param since what was seen earlier says nothing; `null` where it is too early to compare
 */
export function compareAccess(
  before: AccessSnapshot,
  users: readonly KnownUser[],
  figures: Figures | null,
  admins: Pick<Handoff, 'adminA' | 'adminB'>,
  since: Timestamp | null,
): Comparison {
  const now = new Map<Email, KnownUser>(users.map((user) => [user.email, user]));
  const others = before.people.filter(
    ({ email }) => email !== admins.adminA && email !== admins.adminB,
  );
  const lost = others.filter(({ email }) => {
    const user = now.get(email);
    return user !== undefined && (user.access === 'not-connected' || user.goneAt !== null);
  });
  const kept: AccessKept = {
    takenAt: before.at,
    people: before.people.length,
    coverage: before.coverage,
    lost: lost.length,
    names: lost.slice(0, MOST_NAMES).map(({ email, name }) => ({ email, name })),
  };
  const isLate = figures !== null && since !== null && figures.seenAt >= since;
  if (!isLate) return { others: 'unknown', kept };
  if (lost.length > 0) return { others: 'lost', kept };
  const isAll = before.coverage === 'whole' && figures.coverage === 'whole';
  return { others: isAll ? 'kept' : 'unknown', kept };
}
