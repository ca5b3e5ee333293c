import { Button } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { useLive } from '@/components/ui/live';
import { t } from '@/components/ui/say';
import { accounts, exceptions, profiles, settings } from '@/lib/store';
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
  const ready = facts.state === 'ready' && prescription !== null;
  return (
    <Shell route={route} ready={ready}>
      {facts.state === 'failed' ? (
        <Failed />
      ) : facts.state === 'loading' || prescription === null ? (
        <p class="muted" aria-busy="true">
          {t('dashboard.loading')}
        </p>
      ) : (
        <Settings section={route.section} facts={facts.value} prescription={prescription} />
      )}
    </Shell>
  );
}

function Failed() {
  return (
    <div class="card failed" data-error="database" role="alert">
      <p class="row-title" data-tone="danger">
        <Icon name="danger" large />
        <span class="strong">{t('dashboard.error.title')}</span>
      </p>
      <p>{t('dashboard.error.safe')}</p>
      <p class="muted">{t('dashboard.error.todo')}</p>
      <div class="actions">
        <Button kind="filled" data-action="retry" onClick={() => location.reload()}>
          {t('dashboard.error.retry')}
        </Button>
      </div>
    </div>
  );
}
