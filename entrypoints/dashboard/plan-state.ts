import { useEffect, useState } from 'preact/hooks';
import type { AccountId } from '@/lib/model/ids';
import { planClient } from './plan-client';
import type { WatchedPlan } from './plan-protocol';

/** What is known of the plan of an account so far. */
export type PlanState =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly plan: WatchedPlan }
  | { readonly state: 'failed' };

/** The plan of an account as it is now; of none while `account` is `null`. Never another account's. */
export function usePlan(account: AccountId | null): PlanState {
  const [plan, setPlan] = useState<WatchedPlan | null>(null);
  const [failed, setFailed] = useState<AccountId | null>(null);
  useEffect(() => {
    if (account === null) return;
    return planClient.watch(account, {
      onPlan: (told) => {
        setPlan(told);
        setFailed(null);
      },
      onFailed: () => setFailed(account),
    });
  }, [account]);
  if (account !== null && failed === account) return { state: 'failed' };
  return plan === null || plan.account !== account
    ? { state: 'loading' }
    : { state: 'ready', plan };
}
