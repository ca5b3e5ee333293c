import { figures, mergeUsers, sightOfUsers } from '@/lib/access/access';
import { type ConnectionSight, observe } from '@/lib/handoff/handoff';
import type { AccountId } from '@/lib/model/ids';
import type { PageDocument } from '@/lib/model/page-document';
import type { Snapshot } from '@/lib/model/snapshot';
import type { SightRecord, Store } from '@/lib/store';
import { idMaker, recordEvents } from './handoffs';
import { follow, forgetRevoked, type WaitRules } from './waits';

/**
 * Takes in what a tab has read: who the users are, whether a connect has come through, what it proves of a
 * handoff.
 *
 * @param account whose console it is
 * @param snapshot what was read
 * @param document what it was read in
 * @param rules how a wait that this starts is to be
 */
export async function takeIn(
  store: Store,
  account: AccountId,
  snapshot: Snapshot,
  document: PageDocument | null,
  rules: WaitRules,
): Promise<void> {
  const before = await store.sights.get(account);
  await observeHandoff(store, account, snapshot, before?.connection ?? null);
  await store.sights.put(await lookAt(store, account, snapshot, before));
  await follow(store, account, { snapshot, document }, rules);
  await forgetRevoked(store, account, snapshot);
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
