import type { StoredUser } from '@/lib/access/access';
import { followLosses, followOwner, type Losses } from '@/lib/handoff/outage';
import type { AccountId, Timestamp } from '@/lib/model/ids';
import type { Snapshot } from '@/lib/model/snapshot';
import type { SightRecord, Store } from '@/lib/store';

/** What a look has come to. */
interface Looked {
  readonly sight: SightRecord;
  /** Everybody as they are known with it, `null` where it showed nobody, and as they were known before. */
  readonly users: readonly StoredUser[] | null;
  readonly known: readonly StoredUser[];
  readonly seenBefore: Timestamp | null;
}

/** Follows through a look whether everybody loses their access, and whether they get it back. */
export async function followOutage(
  store: Store,
  account: AccountId,
  snapshot: Snapshot,
  { sight, users, known: before, seenBefore }: Looked,
): Promise<void> {
  const record = await store.outages.get(account);
  let losses: Losses | null = record;
  if (users !== null && snapshot.page === 'user-access' && snapshot.users.coverage !== 'unknown') {
    const { figures } = sight;
    const rows = snapshot.users.value;
    const look = { rows, before, after: users, figures, at: store.now, seenBefore };
    losses = followLosses(losses, look);
  }
  if (losses === null) {
    if (record !== null) await store.outages.remove(record);
    return;
  }
  const followed = followOwner(losses, sight.connection?.connection === 'owner', store.now);
  if (followed !== record)
    await store.outages.put({ account, ...followed, lost: [...followed.lost] });
}

/** Notes that a person has meant everybody to lose their access. */
export async function noteMeant(store: Store, account: AccountId): Promise<void> {
  const record = await store.outages.get(account);
  if (record !== null) await store.outages.put({ ...record, meantAt: store.now });
}
