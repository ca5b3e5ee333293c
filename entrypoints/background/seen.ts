import { figures, mergeUsers, sightOfUsers } from '@/lib/access/access';
import { type ConnectionSight, observe } from '@/lib/handoff/handoff';
import type { AccountId } from '@/lib/model/ids';
import { WaitId } from '@/lib/model/ids';
import type { Snapshot } from '@/lib/model/snapshot';
import type { SightRecord, Store } from '@/lib/store';
import { beginWait, followConnect } from '@/lib/wait/wait';
import { idMaker, recordEvents } from './handoffs';

/**
 * Takes in what a tab has read: who the users are, whether a connect has come through, what it proves of a
 * handoff.
 *
 * @param account whose console it is
 * @param snapshot what was read
 */
export async function takeIn(store: Store, account: AccountId, snapshot: Snapshot): Promise<void> {
  const before = await store.sights.get(account);
  await observeHandoff(store, account, snapshot, before?.connection ?? null);
  await store.sights.put(await lookAt(store, account, snapshot, before));
  await follow(store, account, snapshot);
}

/** Merges the users, and notes what was seen and when. */
async function lookAt(
  store: Store,
  account: AccountId,
  snapshot: Snapshot,
  before: SightRecord | null,
): Promise<SightRecord> {
  const at = store.now;
  const { page, connection } = snapshot;
  const isCertain = page === 'marketo-setup' && connection !== 'unknown';
  const sight = {
    account,
    page,
    at,
    connection: isCertain ? { connection, at } : (before?.connection ?? null),
  };
  const users = sightOfUsers(before?.users ?? null, snapshot, at);
  const isNew = users !== null && users !== before?.users;
  if (!isNew) return { ...sight, users, figures: before?.figures ?? null };
  const known = await store.users.of(account);
  const writes = mergeUsers(account, known, snapshot, at);
  await store.users.put(...writes);
  const all = new Map([...known, ...writes].map((user) => [user.email, user]));
  return { ...sight, users, figures: figures([...all.values()], users) };
}

/** Follows a connect press to its end, and starts the wait when it has succeeded. */
async function follow(store: Store, account: AccountId, snapshot: Snapshot): Promise<void> {
  const pending = await store.connects.get(account);
  const outcome = followConnect(pending, snapshot, store.now);
  if (pending === null || outcome.kind === 'none') return;
  if (outcome.kind === 'open') {
    if (outcome.pending.freeSince !== pending.freeSince) await store.connects.put(outcome.pending);
    return;
  }
  await store.connects.remove(pending);
  if (outcome.kind === 'failed') {
    await store.ledger.add({ kind: 'connect-failed', account, at: store.now });
  }
  if (outcome.kind === 'succeeded') await startWait(store, account);
}

/** Starts a wait in the place of those that run; one that is over and not told is left to be told. */
async function startWait(store: Store, account: AccountId): Promise<void> {
  const waits = await store.waits.of(account);
  const wait = beginWait(account, WaitId.parse(crypto.randomUUID()), store.now, waits);
  await store.waits.remove(...waits.filter(({ endsAt }) => endsAt > store.now));
  await store.waits.put(wait);
  await store.ledger.add({ kind: 'wait-started', account, at: store.now });
}

/** Writes down what the snapshot proves of the open handoff. */
async function observeHandoff(
  store: Store,
  account: AccountId,
  snapshot: Snapshot,
  previous: ConnectionSight | null,
): Promise<void> {
  const handoff = await store.openHandoff(account);
  if (handoff === null) return;
  const newId = idMaker(await store.handoffEvents.of(account, handoff.id), store.now);
  const events = observe(handoff, snapshot, previous, store.now, newId);
  await recordEvents(store, account, events);
}
