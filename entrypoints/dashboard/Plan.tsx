import { Fragment } from 'preact';
import { EmptyPlan } from '@/components/plan/EmptyPlan';
import { AccountBar, type NamedAccount } from '@/components/ui/AccountBar';
import { ConsoleLink } from '@/components/ui/ConsoleLink';
import { useNow } from '@/components/ui/now';
import { t } from '@/components/ui/say';
import { MINUTE } from '@/lib/model/clock';
import type { AccountId } from '@/lib/model/ids';
import { Failed } from './Failed';
import { PlanInvite } from './PlanInvite';
import { PlanOverview } from './PlanOverview';
import { PlanRecovery } from './PlanRecovery';
import { PlanRoster } from './PlanRoster';
import type { PlanState } from './plan-state';
import { hrefOf, type Section } from './route';

interface PlanProps {
  section: Section;
  /** What in it the address leads to; `null` for all of it. */
  part: string | null;
  accounts: readonly NamedAccount[];
  /** The one that is shown; `null` when none has been seen yet. */
  account: NamedAccount | null;
  plan: PlanState;
}

/** The room of the plan, of one account at a time. */
export function Plan({ section, part, accounts, account, plan }: PlanProps) {
  const now = useNow(MINUTE);
  if (account === null) return <NoAccount />;
  const choose = (id: AccountId) => {
    location.hash = hrefOf('plan', section, { account: id });
  };
  return (
    <>
      <AccountBar accounts={accounts} account={account} choose={choose} />
      {section === 'invite' ? (
        <PlanInvite key={account.id} account={account.id} />
      ) : plan.state === 'failed' ? (
        <Failed title={t('plan.failed.title')} />
      ) : plan.state === 'loading' ? (
        <p class="muted" aria-busy="true">
          {t('dashboard.loading')}
        </p>
      ) : section === 'roster' ? (
        // Each account's own: what was read for one is not taken in for another.
        <Fragment key={account.id}>
          <PlanRecovery
            account={account.id}
            roster={plan.plan.roster}
            now={now}
            isAsked={part === 'recovery'}
          />
          <PlanRoster plan={plan.plan} now={now} />
        </Fragment>
      ) : (
        <PlanOverview key={account.id} plan={plan.plan} now={now} />
      )}
    </>
  );
}

function NoAccount() {
  return (
    <EmptyPlan
      name="account"
      icon="plan"
      title={t('plan.noAccount.title')}
      why={t('plan.noAccount.why')}
    >
      <ConsoleLink>{t('plan.noAccount.action')}</ConsoleLink>
    </EmptyPlan>
  );
}
