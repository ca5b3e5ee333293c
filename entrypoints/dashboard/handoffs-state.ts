import { inOrder, type TracedHandoff } from '@/components/handoff/traced';
import { type Live, useLive } from '@/components/ui/live';
import type { AccountId, Timestamp } from '@/lib/model/ids';
import type { Figures, Known } from '@/lib/model/known';
import { accounts, allHandoffs, eventsOf, lastSeen, waitFor } from '@/lib/store';

/** All handoffs of an account, and what is known beside them. */
export interface HandoffFacts {
  readonly account: AccountId;
  /** In the order in which they are shown. */
  readonly handoffs: readonly TracedHandoff[];
  readonly figures: Figures | null;
  readonly wait: Known['wait'];
}

async function factsOf(account: AccountId, now: Timestamp): Promise<HandoffFacts> {
  const record = (await accounts()).find(({ id }) => id === account);
  const handoffs = await allHandoffs(account);
  const traced = await Promise.all(
    handoffs.map(async (handoff) => ({ handoff, events: await eventsOf(account, handoff.id) })),
  );
  const figures = (await lastSeen(account))?.figures ?? null;
  const wait = record === undefined ? null : await waitFor(record, now);
  return { account, handoffs: inOrder(traced), figures, wait };
}

/** The handoffs of an account as they are now; of none while `account` is `null`. Never another account's. */
export function useHandoffs(account: AccountId | null): Live<HandoffFacts> {
  const live = useLive(
    async () => (account === null ? null : factsOf(account, Date.now())),
    [account],
  );
  if (live.state === 'failed') return live;
  if (live.state === 'loading' || live.value === null || live.value.account !== account) {
    return { state: 'loading' };
  }
  return { state: 'ready', value: live.value };
}
