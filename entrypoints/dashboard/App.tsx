import { useLive } from '@/components/ui/live';
import { t } from '@/components/ui/say';
import { accounts, exceptions, profiles, settings } from '@/lib/store';
import { Activity } from './Activity';
import { Failed } from './Failed';
import { Plan } from './Plan';
import { usePlan } from './plan-state';
import { usePrescription } from './prescription';
import { useRoute } from './route';
import { Settings } from './Settings';
import { Shell } from './Shell';

/** The dashboard with its data: the database as it is now, and what the organisation prescribes. */
export function App() {
  const route = useRoute();
  const prescription = usePrescription();
  const facts = useLive(async () => {
    const [kept, leftAlone, chosen, all] = await Promise.all([
      profiles(),
      exceptions(),
      settings(),
      accounts(),
    ]);
    return { profiles: kept, exceptions: leftAlone, settings: chosen, accounts: all };
  }, []);
  const all = facts.state === 'ready' ? facts.value.accounts : [];
  const account = all.find(({ id }) => id === route.account) ?? all[0] ?? null;
  const plan = usePlan(route.room === 'plan' ? (account?.id ?? null) : null);
  const isRead = facts.state === 'ready' && prescription !== null;
  const isPlanned = route.room !== 'plan' || account === null || plan.state !== 'loading';
  return (
    <Shell route={route} ready={isRead && isPlanned}>
      {facts.state === 'failed' ? (
        <Failed title={t('dashboard.error.title')} />
      ) : facts.state === 'loading' || prescription === null ? (
        <p class="muted" aria-busy="true">
          {t('dashboard.loading')}
        </p>
      ) : route.room === 'plan' ? (
        <Plan section={route.section} accounts={all} account={account} plan={plan} />
      ) : route.room === 'activity' ? (
        <Activity route={route} accounts={all} account={account} />
      ) : (
        <Settings section={route.section} facts={facts.value} prescription={prescription} />
      )}
    </Shell>
  );
}
