import { MINUTE } from '@/lib/model/clock';
import type { AccountId, WaitId } from '@/lib/model/ids';
import { Timestamp } from '@/lib/model/ids';
import type { Snapshot } from '@/lib/model/snapshot';
import { PendingConnect, Wait } from '@/lib/model/wait';
import type { z } from '@/lib/model/zod';

/** How long to wait after a connect before granting access, in ms (CONSOLE.md rule 2). */
export const WAIT_LENGTH = 10 * MINUTE;

/** How long after a connect press its success may still be seen, in ms. */
export const CONNECT_PATIENCE = 15 * MINUTE;

/** For how long the page must go on showing `free` before a connect counts as failed, in ms. */
export const FREE_MEANS_FAILED = 20_000;

/** A stored wait that ends later than this from now, in ms, comes from a wrong clock or a broken record. */
export const WAIT_HORIZON = 60 * MINUTE;

/** A connect press that was let through, and since when the page has shown that nothing came of it. */
export const OpenConnect = PendingConnect.extend({
  /** When the Set Up page was first seen `free` after the press; `null` while it has not been. */
  freeSince: Timestamp.nullable(),
});
export type OpenConnect = z.infer<typeof OpenConnect>;

/** What has become of a connect press. `open` carries the record to keep. */
export type ConnectOutcome =
  | { readonly kind: 'none' | 'succeeded' | 'failed' | 'expired' }
  | { readonly kind: 'open'; readonly pending: OpenConnect };

/** Whether the outcome of `pending` can still be seen. A clock set back does not end it early. */
function isFresh(pending: PendingConnect, now: Timestamp): boolean {
  return Math.abs(now - pending.at) <= CONNECT_PATIENCE;
}

/**
 * Whether this sight of the console starts a wait: a connect was let through at most 15 minutes ago, and
 * the Set Up page now shows that the connection is the signed-in admin's own. An `owner` seen without a
 * press before it is an old connection and starts nothing.
 *
 * @param pending the connect press, or `null` when there was none
 * @param snapshot what was read
 * @param now ms since the epoch
 */
export function startsWait(
  pending: PendingConnect | null,
  snapshot: Pick<Snapshot, 'page' | 'connection'>,
  now: Timestamp,
): boolean {
  if (pending === null || !isFresh(pending, now)) return false;
  return snapshot.page === 'marketo-setup' && snapshot.connection === 'owner';
}

/**
 * Follows a connect press through one more sight of the console. It has failed when the Set Up page has
 * been seen `free` at two moments more than 20 s apart with nothing else between: the first such sight can
 * well be the page before it heard from its server.
 *
 * @param pending the connect press, or `null`
 * @param snapshot what was read
 * @param now ms since the epoch
 * @returns what has become of the press; `expired` when it is too old for anybody to tell
 */
export function followConnect(
  pending: OpenConnect | null,
  snapshot: Pick<Snapshot, 'page' | 'connection'>,
  now: Timestamp,
): ConnectOutcome {
  if (pending === null) return { kind: 'none' };
  if (!isFresh(pending, now)) return { kind: 'expired' };
  if (startsWait(pending, snapshot, now)) return { kind: 'succeeded' };
  if (snapshot.page !== 'marketo-setup') return { kind: 'open', pending };
  if (snapshot.connection !== 'free') {
    return { kind: 'open', pending: { ...pending, freeSince: null } };
  }
  const freeSince = pending.freeSince ?? now;
  if (now - freeSince > FREE_MEANS_FAILED) return { kind: 'failed' };
  return { kind: 'open', pending: { ...pending, freeSince } };
}

/**
 * The wait that a successful connect begins. It replaces those that run already, and the longer end wins.
 *
 * @param account whose wait it is
 * @param id its id, also that of its notification
 * @param now the moment of the sight that proved the connect, in ms since the epoch
 * @param running the account's waits so far; those that are over do not count
 */
export function beginWait(
  account: AccountId,
  id: WaitId,
  now: Timestamp,
  running: readonly Wait[],
): Wait {
  const ends = running.filter((wait) => isRunning(wait, now)).map((wait) => wait.endsAt);
  return {
    id,
    account,
    startedAt: now,
    endsAt: Math.max(now + WAIT_LENGTH, ...ends),
    source: 'observed',
    toldAt: null,
  };
}

/**
 * How much of a wait is left.
 *
 * @returns whole or fractional ms, never negative; 0 when either time is not a number
 */
export function remaining(wait: Pick<Wait, 'endsAt'>, now: Timestamp): number {
  const left = wait.endsAt - now;
  return Number.isNaN(left) ? 0 : Math.max(left, 0);
}

/** Whether a wait is still on at `now` (ms since the epoch). At its very end it is over. */
export function isRunning(wait: Pick<Wait, 'endsAt'>, now: Timestamp): boolean {
  return remaining(wait, now) > 0;
}

/** Whether a wait is over and nobody has been told so. */
export function isDue(wait: Pick<Wait, 'endsAt' | 'toldAt'>, now: Timestamp): boolean {
  return wait.toldAt === null && now >= wait.endsAt;
}

/** What is left of a wait in whole minutes, rounded up, so that it never promises too little. */
export function minutesLeft(wait: Pick<Wait, 'endsAt'>, now: Timestamp): number {
  return Math.ceil(remaining(wait, now) / MINUTE);
}

/**
 * When something that is shown or told about these waits changes next: the number of whole minutes left
 * of one of them, its end included. One alarm at that moment is enough for all of them.
 *
 * @returns ms since the epoch, later than `now`; `null` when no wait is running
 */
export function nextDeadline(
  waits: readonly Pick<Wait, 'endsAt'>[],
  now: Timestamp,
): Timestamp | null {
  const changes = waits
    .filter((wait) => isRunning(wait, now))
    .map((wait) => wait.endsAt - (minutesLeft(wait, now) - 1) * MINUTE);
  return changes.length === 0 ? null : Math.min(...changes);
}

/**
 * Judges a wait as it was stored. What is malformed, or ends more than an hour from now, is no wait of
 * ours: it would block an admin for a reason that nobody can see.
 *
 * @param value the stored record, whatever it is
 * @param now ms since the epoch
 * @returns the wait, or in a few words why it is to be dropped
 */
export function checkWait(
  value: unknown,
  now: Timestamp,
): { readonly ok: true; readonly wait: Wait } | { readonly ok: false; readonly reason: string } {
  const parsed = Wait.safeParse(value);
  if (!parsed.success) return { ok: false, reason: 'malformed' };
  if (parsed.data.endsAt - now > WAIT_HORIZON) return { ok: false, reason: 'ends too far ahead' };
  return { ok: true, wait: parsed.data };
}
