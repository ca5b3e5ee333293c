import { MINUTE, type SteadyClock } from '@/lib/model/clock';
import type { Timestamp, WaitId } from '@/lib/model/ids';
import type { Reading } from '@/lib/model/reading';
import type { Reminder, Wait } from '@/lib/model/wait';
import {
  type AccountRecord,
  inTransaction,
  type Jar,
  lookFirst,
  type SiaDb,
  type Store,
} from '@/lib/store';
import { correctBy, isDue, isRunning, keepTime, minutesLeft, nextDeadline } from '@/lib/wait/wait';

/** A wait that is over and whose person is to be told, once. */
export interface Ended {
  readonly wait: WaitId;
  /** The name of its account. */
  readonly account: string;
  readonly jar: Jar;
  readonly reminder: Reminder | null;
  /** That it is over is known by the wall clock alone: nothing of ours was running meanwhile. */
  readonly unseen: boolean;
}

/** How much is left of each wait by the tabs' own counts, in ms. */
export type Counts = ReadonlyMap<WaitId, readonly number[]>;

/** How things stand at one moment. */
export interface Tick {
  /** Whole minutes that the longest wait of all jars still takes, rounded up; `null` when none runs. */
  readonly minutes: number | null;
  /** Waits that are over and of which nobody has been told for sure. */
  readonly ended: readonly Ended[];
  /** When to look again, in ms since the epoch; `null` when nothing is going to change by itself. */
  readonly next: Timestamp | null;
}

/** What looking after the waits needs of the browser. */
export interface Surroundings {
  readonly clock: SteadyClock;
  /** Asks the tabs of a jar how much of a wait is left by their own counts. Never fails; who is silent is left out. */
  countsOf(jar: Jar, wait: WaitId): Promise<readonly number[]>;
  /** Shows the notification of an end, in the place of the one with the same wait if there is one. */
  notify(ended: Ended): Promise<void>;
  /** Whether the notification of this wait's end is there to be seen. */
  isNotified(wait: WaitId): Promise<boolean>;
  /**
   * Wakes us at this moment, and again and again after it until it is set anew; never for `null`. So whoever dies
   * after being woken is woken once more, at whatever point that was.
   */
  setAlarm(at: Timestamp | null): Promise<void>;
  /** Shows the minutes on the toolbar; nothing for `null`. */
  setBadge(minutes: number | null): Promise<void>;
}

/** How soon a telling that was cut off is taken up again, in ms: the least that an alarm can do. */
const TELL_AGAIN_AFTER = 30_000;

/** Between two looks at a wait that runs lies a minute; after a longer gap, nobody was there to look. */
const GAP = 2 * MINUTE;

/**
 * Looks after the waits: keeps them right by the clocks, shows the minutes, tells of those that are over, and sees
 * to it that the next look comes. It can be cut off anywhere: what is left undone is done by the next call, and
 * the alarm that led here goes on ringing until it is set anew.
 */
export async function lookAtWaits(db: SiaDb, around: Surroundings): Promise<void> {
  const counts = await countWaits(db, around);
  const { minutes, ended, next } = await tick(db, around.clock.read(), counts);
  const retry = ended.length > 0 ? around.clock.now() + TELL_AGAIN_AFTER : null;
  await around.setAlarm(earliest(retry, next));
  await around.setBadge(minutes);
  for (const one of ended) await tell(db, around, one);
  if (retry !== null) await around.setAlarm(next);
}

function earliest(a: Timestamp | null, b: Timestamp | null): Timestamp | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

/** What the tabs have counted of the waits that nobody has been told the end of. */
async function countWaits(db: SiaDb, around: Surroundings): Promise<Counts> {
  const asked = await lookFirst(db, around.clock.now(), async (store) => {
    const untold = (await store.waits.list()).filter(({ toldAt }) => toldAt === null);
    const accounts = await Promise.all(untold.map(({ account }) => store.accounts.get(account)));
    return untold.flatMap(({ id }, place) => {
      const jar = accounts[place]?.jar;
      return jar === undefined ? [] : [{ id, jar }];
    });
  });
  const counts = asked.map(async ({ id, jar }) => [id, await around.countsOf(jar, id)] as const);
  return new Map(await Promise.all(counts));
}

/**
 * Brings all waits up to this moment: by the clocks, by what tabs have counted, and without those whose account is
 * gone. Tells nobody.
 *
 * @param db the database
 * @param reading where the clocks stand
 * @param counts what the tabs say
 */
export function tick(db: SiaDb, reading: Reading, counts: Counts = new Map()): Promise<Tick> {
  const now = reading.at;
  return lookFirst(db, now, async (store) => {
    const kept: { wait: Wait; account: AccountRecord; unseen: boolean }[] = [];
    for (const wait of await store.waits.list()) {
      const account = await store.accounts.get(wait.account);
      if (account === null) await dropOrphan(store, wait);
      else kept.push({ account, ...(await bringUp(store, wait, reading, counts)) });
    }
    const waits = kept.map(({ wait }) => wait);
    const running = waits.filter((wait) => isRunning(wait, now));
    return {
      minutes:
        running.length === 0 ? null : Math.max(...running.map((wait) => minutesLeft(wait, now))),
      ended: kept
        .filter(({ wait }) => isDue(wait, now))
        .map(({ wait, account, unseen }) => ({
          wait: wait.id,
          account: account.name,
          jar: account.jar,
          reminder: wait.reminder,
          unseen,
        })),
      next: nextDeadline(waits, now),
    };
  });
}

/** A wait without its account is nobody's: it guards nothing, and there is nobody to tell. */
async function dropOrphan(store: Store, wait: Wait): Promise<void> {
  await store.waits.remove(wait);
  await store.ledger.add({
    kind: 'record-dropped',
    account: wait.account,
    at: store.now,
    table: 'waits',
    reason: 'its account is gone',
  });
}

/** Keeps a wait that still counts right by the clocks, and notes when they have disagreed. */
async function bringUp(
  store: Store,
  wait: Wait,
  reading: Reading,
  counts: Counts,
): Promise<{ wait: Wait; unseen: boolean }> {
  if (wait.toldAt !== null) return { wait, unseen: false };
  const left = counts.get(wait.id) ?? [];
  const kept = correctBy(keepTime(wait, reading), left, reading);
  if (kept !== wait) await store.waits.put(kept);
  const by = kept.endsAt - wait.endsAt;
  if (by !== 0) {
    await store.ledger.add({ kind: 'clock-jumped', account: wait.account, at: store.now, by });
  }
  const since = wait.reading === null ? 0 : reading.at - wait.reading.at;
  const isOther = wait.reading?.origin !== reading.origin;
  return { wait: kept, unseen: isOther && since > GAP && left.length === 0 };
}

/**
 * Tells the person that a wait is over. It is noted before that somebody is about to, and after it that it was
 * done: whoever dies in between leaves the telling to the next, who looks first whether it can be seen. So it is
 * told once at least, and a second time only where it was dismissed within the moment before a worker died.
 */
async function tell(db: SiaDb, around: Surroundings, ended: Ended): Promise<void> {
  const begun = await updateWait(db, around, ended.wait, async (store, wait) => {
    await store.waits.put({ ...wait, tellingAt: store.now });
    return { isAgain: wait.tellingAt !== null };
  });
  if (begun === null) return;
  const isSeen = begun.isAgain && (await around.isNotified(ended.wait));
  // A browser that shows no notifications still has the badge and the overlay.
  const notified = isSeen || (await around.notify(ended).then(yes, no));
  await updateWait(db, around, ended.wait, async (store, wait) => {
    await store.waits.put({ ...wait, toldAt: store.now });
    await store.ledger.add({
      kind: 'wait-ended',
      account: wait.account,
      at: store.now,
      notified,
    });
  });
}

const yes = () => true;
const no = () => false;

/** Does something with a wait of which nobody has been told; `null` when there is none any more. */
function updateWait<T>(
  db: SiaDb,
  around: Surroundings,
  id: WaitId,
  work: (store: Store, wait: Wait) => Promise<T>,
): Promise<T | null> {
  return inTransaction(db, around.clock.now(), async (store) => {
    const wait = await store.waits.get(id);
    return wait === null || wait.toldAt !== null ? null : work(store, wait);
  });
}
