import { type Live, useLive } from '@/components/ui/live';
import { t } from '@/components/ui/say';
import { accounts, exceptions, profiles, settings } from '@/lib/store';
import { Activity } from './Activity';
import { Broken, FullDisk } from './Broken';
import { Handoffs } from './Handoffs';
import { type HandoffFacts, useHandoffs } from './handoffs-state';
import { Plan } from './Plan';
import { usePlan } from './plan-state';
import { usePrescription } from './prescription';
import { type Route, useRoute } from './route';
import { Settings } from './Settings';
import { Shell } from './Shell';
import { Team } from './Team';
import { useTrouble } from './trouble';
import { Welcome } from './Welcome';

/** The dashboard with its data: the database as it is now, and what the organisation prescribes. */
export function App() {
  const route = useRoute();
  const prescription = usePrescription();
  const trouble = useTrouble();
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
  const handoffs = useHandoffs(route.room === 'handoffs' ? (account?.id ?? null) : null);
  const isTraced = route.room !== 'handoffs' || account === null || handoffs.state !== 'loading';
  const isRead = facts.state === 'ready' && prescription !== null;
  const isPlanned = route.room !== 'plan' || account === null || plan.state !== 'loading';
  const found = facts.state === 'failed' ? facts.trouble : trouble;
  // What is full can be read, mostly.
  const isBroken = found !== null && (found !== 'full' || facts.state === 'failed');
  const isReady = route.room === 'welcome' || (isRead && isPlanned && isTraced);
  return (
    <Shell route={route} ready={isReady} heading={headingOf(route, handoffs)}>
      {found === 'full' && !isBroken && <FullDisk />}
      {route.room === 'welcome' ? (
        // It needs nothing of what is kept.
        <Welcome />
      ) : isBroken ? (
        <Broken trouble={found} />
      ) : facts.state !== 'ready' || prescription === null ? (
        <p class="muted" aria-busy="true">
          {t('dashboard.loading')}
        </p>
      ) : route.room === 'team' ? (
        <Team route={route} accounts={all} account={account} />
      ) : route.room === 'plan' ? (
        <Plan
          section={route.section}
          part={route.part}
          accounts={all}
          account={account}
          plan={plan}
        />
      ) : route.room === 'handoffs' ? (
        <Handoffs
          route={route}
          accounts={all}
          account={account}
          handoffs={handoffs}
          usualRole={facts.value.settings.role}
        />
      ) : route.room === 'activity' ? (
        <Activity route={route} accounts={all} account={account} />
      ) : (
        <Settings section={route.section} facts={facts.value} prescription={prescription} />
      )}
    </Shell>
  );
}

/** What the page is about, where it is one handoff; `null` for what its section is called. */
function headingOf({ section, handoff: wanted }: Route, handoffs: Live<HandoffFacts>) {
  if (section !== 'overview' || wanted === null || handoffs.state !== 'ready') return null;
  const found = handoffs.value.handoffs.find(({ handoff }) => handoff.id === wanted);
  return found === undefined ? null : t('checklist.name', { email: found.handoff.adminB });
}
