import { figures, mergeUsers, sightOfUsers } from '@/lib/access/access';
import type { Signer } from '@/lib/handoff/events';
import { type ConnectionSight, observe } from '@/lib/handoff/observe';
import type { AccountId, Timestamp } from '@/lib/model/ids';
import type { PageDocument } from '@/lib/model/page-document';
import type { Snapshot } from '@/lib/model/snapshot';
import type { SightRecord, Store } from '@/lib/store';
import { isUpToDate } from '@/lib/wait/absence';
import { statementOf, write } from './handoffs';
import { follow, forgetRevoked, type WaitRules } from './waits';

/**
 * Takes in what a tab has read: who the users are, whether a connect has come through, what it proves of a
 * handoff.
 *
 * @param account whose console it is
 * @param snapshot what was read
 * @param document what it was read in
 * @param rules how a wait that this starts is to be
 * @param signer who writes in the handoffs; `null` where there are none
 */
export async function takeIn(
  store: Store,
  account: AccountId,
  snapshot: Snapshot,
  document: PageDocument | null,
  rules: WaitRules,
  signer: Signer | null,
): Promise<void> {
  const before = await store.sights.get(account);
  if (signer !== null) {
    const previous = before?.connection ?? null;
    await observeHandoffs(store, account, { snapshot, document, previous }, signer);
  }
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

/** A sight, the document that it was seen in, and the connection as it was seen before. */
interface Seen {
  readonly snapshot: Snapshot;
  readonly document: PageDocument | null;
  readonly previous: ConnectionSight | null;
}

/** Writes down what the snapshot proves of the open handoffs. */
async function observeHandoffs(
  store: Store,
  account: AccountId,
  { snapshot, document, previous }: Seen,
  signer: Signer,
): Promise<void> {
  for (const handoff of await store.openHandoffs(account)) {
    const row = await store.users.get([account, handoff.adminB]);
    const hadAccess = row?.access === 'connected';
    const canKnow = (since: Timestamp) => document === null || isUpToDate(document, since);
    const found = observe(handoff, { snapshot, previous, hadAccess, canKnow });
    await write(store, account, handoff, found.map(statementOf), signer);
  }
}
