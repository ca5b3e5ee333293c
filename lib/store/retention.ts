import { ownersOf } from '@/lib/handoff/owners';
import { DAY } from '@/lib/model/clock';
import type { Handoff } from '@/lib/model/handoff';
import type { AccountId, Timestamp } from '@/lib/model/ids';
import type { AccountRecord } from './records';
import type { Store } from './store';

/**
 * Removes the history that is older than it is kept, once a day at most: lines of the ledger, waits that are over,
 * handoffs that are closed, and people who are not listed any more. What is known of how things stand now stays,
 * however old: the last wait of an account, and the handoffs by which its owners are known.
 *
 * What is too old is told by the clock of the look before, which lies a day back. So a clock that was set forward and
 * is put right within a day takes nothing with it.
 *
 * @param store as of now, within a transaction over all tables
 * @param days for how long history is kept
 * @returns whether it was time to look
 */
export async function forgetOldHistory(store: Store, days: number): Promise<boolean> {
  if (!(await isHistoryDue(store))) return false;
  const last = await store.chores.get('history');
  await store.chores.put({ id: 'history', at: store.now });
  // Nothing to go by: nobody has looked before, or the clock was set back.
  if (last === null || last.at > store.now) return true;
  await forgetBefore(store, last.at - days * DAY);
  return true;
}

/** Whether it is time for {@link forgetOldHistory}. */
export function isHistoryDue(store: Store): Promise<boolean> {
  return store.chores.isDue('history', store.now);
}

/** Removes the history from before a moment; see {@link forgetOldHistory}. */
async function forgetBefore(store: Store, at: Timestamp): Promise<void> {
  await store.ledger.forgetBefore(at);
  await store.users.remove(...(await store.users.goneBefore(at)));
  for (const account of await store.accounts.list()) {
    await forgetWaits(store, account, at);
    await forgetHandoffs(store, account.id, at);
  }
}

/** The last wait stays: it says that the connection was seen to be made. */
async function forgetWaits(store: Store, { id }: AccountRecord, at: Timestamp): Promise<void> {
  const waits = (await store.waits.of(id)).sort((a, b) => b.startedAt - a.startedAt);
  const old = waits.slice(1).filter(({ endsAt, toldAt }) => endsAt < at && toldAt !== null);
  await store.waits.remove(...old);
}

/** A closed handoff stays for as long as the owners would be others without it: no page names them. */
async function forgetHandoffs(store: Store, account: AccountId, at: Timestamp): Promise<void> {
  // Whether an owner was seen since everybody lost their access is read from all of them.
  if ((await store.outages.get(account)) !== null) return;
  let kept = await store.allHandoffs(account);
  const old = kept
    .filter(({ outcome, closedAt }) => outcome !== 'open' && closedAt !== null && closedAt < at)
    .sort((a, b) => a.startedAt - b.startedAt);
  for (const one of old) {
    const others = kept.filter(({ id }) => id !== one.id);
    if (!hasSameOwners(kept, others)) continue;
    kept = others;
    await removeHandoff(store, account, one);
  }
}

function hasSameOwners(a: readonly Handoff[], b: readonly Handoff[]): boolean {
  return ownersOf(a).sort().join() === ownersOf(b).sort().join();
}

async function removeHandoff(store: Store, account: AccountId, { id }: Handoff): Promise<void> {
  const record = await store.handoffs.get([account, id]);
  if (record !== null) await store.handoffs.remove(record);
  const access = await store.handoffAccess.get([account, id]);
  if (access !== null) await store.handoffAccess.remove(access);
  await store.handoffEvents.clear(account, id);
}
