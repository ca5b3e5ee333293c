import { followLosses, followOwner, type Losses } from '@/lib/handoff/outage';
import type { AccountId, Timestamp } from '@/lib/model/ids';
import type { Snapshot } from '@/lib/model/snapshot';
import type { SightRecord, Store } from '@/lib/store';
import type { UsersLooked } from './roster';

/** What a look has come to. */
interface Looked {
  readonly sight: SightRecord;
  /** `null` where it showed nobody. */
  readonly look: UsersLooked | null;
  readonly seenBefore: Timestamp | null;
}

/** Follows through a look whether everybody loses their access, and whether they get it back. */
export async function followOutage(
  store: Store,
  account: AccountId,
  snapshot: Snapshot,
  { sight, look, seenBefore }: Looked,
): Promise<void> {
  const record = await store.outages.get(account);
  let losses: Losses | null = record;
  if (look !== null && snapshot.page === 'user-access' && snapshot.users.coverage !== 'unknown') {
    const { figures } = sight;
    const rows = snapshot.users.value;
    const lost = (record?.lost ?? []).map(({ email }): [string, string] => [account, email]);
    // Until everybody has lost it, those who lost it before this look say nothing.
    const isOver = record !== null && record.since !== null;
    const after = isOver ? await store.users.some(lost) : look.after;
    const seen = { rows, before: look.before, after, figures, at: store.now, seenBefore };
    losses = followLosses(losses, seen);
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
