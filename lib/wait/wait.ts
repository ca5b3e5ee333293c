import { MINUTE } from '@/lib/model/clock';
import type { AccountId, WaitId } from '@/lib/model/ids';
import { Timestamp } from '@/lib/model/ids';
import { Absence, type PageDocument } from '@/lib/model/page-document';
import type { Reading } from '@/lib/model/reading';
import type { Snapshot } from '@/lib/model/snapshot';
import {
  type ConnectState,
  PendingConnect,
  type Reminder,
  type Source,
  Wait,
} from '@/lib/model/wait';
import { z } from '@/lib/model/zod';
import { followAbsence, isAbsent, isUpToDate, type Sight } from './absence';

/** How long after a connect press its success may still be seen, in ms. */
export const CONNECT_PATIENCE = 15 * MINUTE;

/** No wait is longer than this, in ms: a record that is comes from a broken program or a broken disk. */
export const LONGEST_WAIT = 60 * MINUTE;

/** A wait that starts later than this from now, in ms, is not explained by a clock that was set. */
export const FUTURE_LIMIT = 24 * 60 * MINUTE;

/** By how much two clocks may differ, in ms, before one of them must have been set or have stood still. */
export const CLOCK_TOLERANCE = 1_000;

/** For how long the end of a wait is news, in ms. */
const NEWS_OF_END = 10 * MINUTE;

/** For how long a person is asked what became of a connect press, in ms. */
export const CONNECT_MEMORY = 24 * 60 * MINUTE;

/** A connect press that was let through, and where the page shows that nothing came of it. */
export const OpenConnect = PendingConnect.extend({
  /** The documents whose Set Up is seen `free` after the press. */
  free: z.array(Absence).readonly().default([]),
  /** When it had been so for so long that the connect must have failed; `null` while it has not. */
  failedAt: Timestamp.nullable().default(null),
});
export type OpenConnect = z.infer<typeof OpenConnect>;

/** What one more sight has made of a connect press. `open` and `failed` carry the record to keep. */
export type ConnectOutcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'succeeded' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'open' | 'failed'; readonly pending: OpenConnect };

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
 * been seen `free` at two moments more than 20 s apart, in one document and with no other sight between: the
 * first such sight can well be the page before it heard from its server. Only a document in which it was pressed,
 * or that was loaded since, can know. A Disconnect that shows within the 15 minutes all the same proves that it
 * had not failed.
 *
 * @param pending the connect press, or `null`
 * @param sight what was read, and in which document
 * @param now ms since the epoch
 * @returns what has become of the press; `failed` once, `expired` when only a person can tell
 */
export function followConnect(
  pending: OpenConnect | null,
  sight: Sight,
  now: Timestamp,
): ConnectOutcome {
  if (pending === null) return { kind: 'none' };
  if (!isFresh(pending, now)) return { kind: 'expired' };
  if (startsWait(pending, sight.snapshot, now)) return { kind: 'succeeded' };
  const canKnow = (document: PageDocument) =>
    document.id === pending.document || isUpToDate(document, pending.at);
  const free = followAbsence(pending.free, sight, canKnow, now);
  const followed = free === pending.free ? pending : { ...pending, free };
  if (isAbsent(free, sight, now) && pending.failedAt === null) {
    return { kind: 'failed', pending: { ...followed, failedAt: now } };
  }
  return { kind: 'open', pending: followed };
}

/** Where a connect press stands; `null` when it is so old that nobody need be asked any more. */
export function connectState(pending: OpenConnect, now: Timestamp): ConnectState | null {
  if (pending.failedAt !== null) return 'failed';
  if (isFresh(pending, now)) return 'open';
  return Math.abs(now - pending.at) <= CONNECT_MEMORY ? 'silent' : null;
}

/** What a new wait is made from. */
export interface Beginning {
  readonly account: AccountId;
  /** Its id, also that of its notification. */
  readonly id: WaitId;
  /** When the connect was seen, or is said to have been, in ms since the epoch. */
  readonly startedAt: Timestamp;
  /** How long it is to last, in ms. What is changed later does not change a wait that runs. */
  readonly length: number;
  readonly source: Source;
  /** Where the clocks stand now. */
  readonly reading: Reading;
}

/**
 * The wait that a connect begins. It replaces those of the account that run already: the longer end wins, and
 * whoever wanted to be reminded still is.
 *
 * @param beginning what it is made from
 * @param waits the account's waits so far; those that are over do not count
 */
export function beginWait(beginning: Beginning, waits: readonly Wait[]): Wait {
  const { account, id, startedAt, length, source, reading } = beginning;
  const running = waits.filter((wait) => isRunning(wait, reading.at));
  const ends = running.map((wait) => reading.at + remaining(wait, reading.at));
  const endsAt = Math.max(startedAt + length, ...ends);
  return {
    id,
    account,
    startedAt: Math.max(startedAt, endsAt - LONGEST_WAIT),
    endsAt,
    source,
    toldAt: null,
    tellingAt: null,
    reading,
    doubtful: running.some(({ doubtful }) => doubtful),
    reminder: latestReminder(running),
    gone: [],
  };
}

function latestReminder(waits: readonly Wait[]): Reminder | null {
  return waits.map(({ reminder }) => reminder).findLast((one) => one !== null) ?? null;
}

/**
 * What a person's word on when they connected makes of the waits: a new one, which is over already if they
 * connected long ago. It replaces a running one only where that is no better: said by somebody too, or in doubt
 * because the clocks disagreed. What was seen is not talked away.
 *
 * @returns the wait, or why there is none
 */
export function declareWait(
  beginning: Omit<Beginning, 'source'>,
  waits: readonly Wait[],
):
  | { readonly ok: true; readonly wait: Wait }
  | { readonly ok: false; readonly why: DeclareProblem } {
  const now = beginning.reading.at;
  if (beginning.startedAt > now) return { ok: false, why: 'still-to-come' };
  const better = waits.filter(
    (wait) => isRunning(wait, now) && wait.source !== 'declared' && !wait.doubtful,
  );
  if (better.length > 0) return { ok: false, why: 'seen-already' };
  const wait = beginWait({ ...beginning, source: 'declared' }, []);
  const reminder = latestReminder(waits.filter((one) => isRunning(one, now)));
  // Nobody need be told of an end that lies behind them.
  const toldAt = isRunning(wait, now) ? null : now;
  return { ok: true, wait: { ...wait, reminder, toldAt } };
}

/** Why a person's word does not start a wait. */
export type DeclareProblem = 'still-to-come' | 'seen-already';

/**
 * The moment that a person means by a time of today, as a time field gives it. The end of that minute counts, so
 * that the wait is rather too long than too short. Shortly after midnight, the last hour of yesterday is today.
 *
 * @param time `hh:mm`, on this machine's clock
 * @param now ms since the epoch
 * @returns ms since the epoch, never later than `now`; `null` for what is no time or still to come
 */
export function momentOfToday(time: string, now: Timestamp): Timestamp | null {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)/u.exec(time) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  const begun = new Date(now).setHours(Number(hours), Number(minutes), 0, 0);
  if (begun <= now) return Math.min(now, begun + MINUTE - 1);
  const yesterday = new Date(begun);
  yesterday.setDate(yesterday.getDate() - 1);
  const earlier = yesterday.getTime() + MINUTE - 1;
  return now - earlier <= LONGEST_WAIT ? Math.min(now, earlier) : null;
}

/**
 * Keeps a wait right by the clocks. Between two readings of one origin, the steady clock says how much time has
 * passed: where the wall clock says otherwise, it was set, or the machine slept, and the ends of the wait move
 * with it. Between readings of different origins there is only the wall clock: forward it is believed, and where
 * it went back, no time has passed that anybody could vouch for.
 *
 * So a wait is never shortened while a steady clock sees all of it, never lengthened by more than what nobody saw
 * pass, and in doubt wherever the two cases of a forward jump, sleep and a clock that was set, look the same.
 *
 * @param wait the wait as of its last reading
 * @param reading where the clocks stand now
 * @returns the same wait as of now; itself where nothing changes
 */
export function keepTime(wait: Wait, reading: Reading): Wait {
  const before = wait.reading ?? { at: wait.startedAt, origin: '', steady: 0 };
  const isComparable = before.origin === reading.origin;
  const jump = isComparable ? jumpBetween(before, reading) : Math.min(0, reading.at - before.at);
  if (Math.abs(jump) > CLOCK_TOLERANCE) {
    // That the wall clock was set back is certain while the other one ran on.
    return {
      ...movedBy(wait, jump, reading),
      doubtful: wait.doubtful || !isComparable || jump > 0,
    };
  }
  // The first reading of an origin stays: small differences must not add up unseen.
  return isComparable ? wait : { ...wait, reading };
}

function jumpBetween(before: Reading, after: Reading): number {
  return after.at - before.at - (after.steady - before.steady);
}

function movedBy(wait: Wait, by: number, reading: Reading): Wait {
  const startedAt = Math.max(0, wait.startedAt + by);
  return { ...wait, startedAt, endsAt: startedAt + (wait.endsAt - wait.startedAt), reading };
}

/**
 * Corrects a wait by what tabs have counted of it with a clock that nobody can set. The one that has most left
 * counts: each has begun to count when it first heard of the wait, and none can have counted too fast.
 *
 * @param wait the wait as of `reading`
 * @param left what each tab has left of it, in ms
 * @param reading where the clocks stand now
 */
export function correctBy(wait: Wait, left: readonly number[], reading: Reading): Wait {
  if (left.length === 0) return wait;
  const length = wait.endsAt - wait.startedAt;
  const most = Math.min(length, Math.max(...left));
  const by = Math.round(reading.at + most - wait.endsAt);
  if (Math.abs(by) <= CLOCK_TOLERANCE) return wait;
  return { ...movedBy(wait, by, reading), doubtful: wait.doubtful || by > 0 };
}

/** What a tab is told of the waits of its account. */
export interface Told {
  readonly wait: Wait | null;
  readonly ended: Wait | null;
}

/**
 * Goes on with a tab's own count of a wait. Once it has heard of a wait, it counts by its own clocks, also where
 * the background, which lives in pieces, has come to think otherwise; it stops when the wait is replaced, called
 * off, or told to be over.
 *
 * @param own what it has counted so far; `null` before the first
 * @param told what the background last said
 * @param reading where the tab's clocks stand now
 * @returns the wait with its ends by the tab's clocks, running or over; `null` when there is none
 */
export function followWait(own: Wait | null, told: Told, reading: Reading): Wait | null {
  const heard = told.wait ?? told.ended;
  if (heard === null) return null;
  if (heard.toldAt !== null) return heard;
  if (own?.id !== heard.id) return keepTime({ ...heard, reading }, reading);
  const { startedAt, endsAt, reading: last, doubtful } = keepTime(own, reading);
  return { ...heard, startedAt, endsAt, reading: last, doubtful: doubtful || heard.doubtful };
}

/**
 * Follows a running wait through a sight of its console. The connection is gone, and there is nothing to wait for
 * any more, when Set Up has been seen `free` at two moments more than 20 s apart, in one document that can know and
 * with no other sight between. The wait of a colleague's connect is not touched: what the signed-in admin's own Set
 * Up shows says nothing of it.
 *
 * @returns the wait to keep, or `null` when it is called off
 */
export function followConnection(wait: Wait, sight: Sight, now: Timestamp): Wait | null {
  if (wait.source === 'imported') return wait;
  const canKnow = (document: PageDocument) => isUpToDate(document, wait.startedAt);
  const gone = followAbsence(wait.gone, sight, canKnow, now);
  if (isAbsent(gone, sight, now)) return null;
  return gone === wait.gone ? wait : { ...wait, gone };
}

/** The two ends of a wait, which is all that counting takes. */
type Ends = Pick<Wait, 'startedAt' | 'endsAt'>;
type Run = Ends & Pick<Wait, 'toldAt'>;

/**
 * How much of a wait is left.
 *
 * @returns whole or fractional ms, never negative, never more than the whole of it; 0 when a time is not a number
 */
export function remaining(wait: Ends, now: Timestamp): number {
  const left = Math.min(wait.endsAt - now, wait.endsAt - wait.startedAt);
  return Number.isNaN(left) ? 0 : Math.max(left, 0);
}

/**
 * Whether a wait is still on at `now` (ms since the epoch). At its very end it is over, and once the person was
 * told so it stays over, whatever becomes of the clock.
 */
export function isRunning(wait: Run, now: Timestamp): boolean {
  return wait.toldAt === null && remaining(wait, now) > 0;
}

/** Whether a wait is over and nobody has been told so. */
export function isDue(wait: Run, now: Timestamp): boolean {
  return wait.toldAt === null && !isRunning(wait, now);
}

/** Whether the end of a wait that is over is still news: until ten minutes after it was told. */
export function isNews(wait: Run, now: Timestamp): boolean {
  if (isRunning(wait, now)) return false;
  return wait.toldAt === null || Math.abs(now - wait.toldAt) < NEWS_OF_END;
}

/** What is left of a wait in whole minutes, rounded up, so that it never promises too little. */
export function minutesLeft(wait: Ends, now: Timestamp): number {
  return Math.ceil(remaining(wait, now) / MINUTE);
}

/**
 * When something that is shown or told about these waits changes next: the number of whole minutes left
 * of one of them, its end included. One alarm at that moment is enough for all of them.
 *
 * @returns ms since the epoch, later than `now`; `null` when no wait is running
 */
export function nextDeadline(waits: readonly Run[], now: Timestamp): Timestamp | null {
  const changes = waits
    .filter((wait) => isRunning(wait, now))
    .map((wait) => now + remaining(wait, now) - (minutesLeft(wait, now) - 1) * MINUTE);
  return changes.length === 0 ? null : Math.min(...changes);
}

/**
 * Judges a wait as it was stored. What is malformed, longer than any wait, or starts more than a day from now, is
 * no wait of ours: it would block an admin for a reason that nobody can see. One that starts less far ahead has
 * lived through a clock that was set back, and is put right by {@link keepTime}.
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
  const { startedAt, endsAt } = parsed.data;
  if (endsAt - startedAt > LONGEST_WAIT) return { ok: false, reason: 'too long' };
  if (startedAt - now > FUTURE_LIMIT) return { ok: false, reason: 'starts in the future' };
  return { ok: true, wait: parsed.data };
}
