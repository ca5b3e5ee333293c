import type { Timestamp, WaitId } from '@/lib/model/ids';
import { inTransaction, type Jar, type SiaDb } from '@/lib/store';
import { isDue, isRunning, minutesLeft, nextDeadline } from '@/lib/wait/wait';

/** A wait that is over and whose person is to be told, once. */
export interface Ended {
  readonly wait: WaitId;
  /** The name of its account. */
  readonly account: string;
}

/** How things stand at one moment. */
export interface Tick {
  /** Whole minutes that the longest wait still takes, rounded up; `null` when none runs. */
  readonly minutes: number | null;
  /** Waits over since the last tick. They are marked as told already: nobody else will tell. */
  readonly ended: readonly Ended[];
  /** Jars with an account whose wait is over since the last tick. */
  readonly jars: readonly Jar[];
  /** When to look again, in ms since the epoch; `null` when nothing is going to change by itself. */
  readonly next: Timestamp | null;
}

/**
 * Looks at all waits. Those that are over are marked as told before anybody is told, in one transaction: a
 * worker that dies in between tells once or not at all, never twice; and none is told before its time,
 * whatever woke us.
 *
 * @param db the database
 * @param now ms since the epoch
 */
export function tick(db: SiaDb, now: Timestamp): Promise<Tick> {
  return inTransaction(db, now, async (store) => {
    const waits = await store.waits.list();
    const due = waits.filter((wait) => isDue(wait, now));
    await store.waits.put(...due.map((wait) => ({ ...wait, toldAt: now })));
    await store.ledger.add(
      ...due.map(({ account }) => ({ kind: 'wait-ended' as const, account, at: now })),
    );
    const accounts = await Promise.all(due.map(({ account }) => store.accounts.get(account)));
    const running = waits.filter((wait) => isRunning(wait, now));
    return {
      minutes:
        running.length === 0 ? null : Math.max(...running.map((wait) => minutesLeft(wait, now))),
      ended: due.map(({ id }, place) => ({ wait: id, account: accounts[place]?.name ?? '' })),
      jars: [...new Set(accounts.flatMap((account) => (account === null ? [] : [account.jar])))],
      next: nextDeadline(waits, now),
    };
  });
}
