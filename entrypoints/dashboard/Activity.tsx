import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { ActivityFilters } from '@/components/activity/ActivityFilters';
import { ActivityList } from '@/components/activity/ActivityList';
import { ExportActivity } from '@/components/activity/ExportActivity';
import { type ActivityFormat, writeActivity } from '@/components/activity/export';
import { EmptyPlan } from '@/components/plan/EmptyPlan';
import { AccountBar, type NamedAccount } from '@/components/ui/AccountBar';
import { Button } from '@/components/ui/Button';
import { ConsoleLink } from '@/components/ui/ConsoleLink';
import { useLive } from '@/components/ui/live';
import { useNow } from '@/components/ui/now';
import { t, tn } from '@/components/ui/say';
import {
  type ActivityFilter,
  filterFrom,
  isEverything,
  NO_FILTER,
  queryOf,
} from '@/lib/activity/filter';
import { MINUTE } from '@/lib/model/clock';
import type { AccountId } from '@/lib/model/ids';
import { activityOf, linesAt, newestOf } from '@/lib/store';
import { Failed } from './Failed';
import { saveAsFile } from './requests';
import { hrefOf, type Route } from './route';

interface ActivityProps {
  route: Route;
  accounts: readonly NamedAccount[];
  /** The one that is shown; `null` when none has been seen yet. */
  account: NamedAccount | null;
}

/** The address of an account's activity, as a filter leaves it. */
function addressOf(account: AccountId, filter: ActivityFilter): string {
  const address = hrefOf('activity', 'lines', { account });
  const query = queryOf(filter).toString();
  return query === '' ? address : `${address}&${query}`;
}

const filterHere = () => filterFrom(new URLSearchParams(location.hash.split('?')[1] ?? ''));

/** The room of the activity: the ledger of one account at a time, the newest line first. */
export function Activity({ route, accounts, account }: ActivityProps) {
  const [filter, setFilter] = useState(filterHere);
  // A link and the way back lead to another filter.
  useEffect(() => setFilter(filterHere()), [route]);
  if (account === null) return <Nothing name="account" message="activity.noAccount" />;
  const change = (wanted: ActivityFilter) => {
    setFilter(wanted);
    // In the place of the address there was: whoever types must not have to go back letter by letter.
    history.replaceState(null, '', addressOf(account.id, wanted));
  };
  return (
    <>
      <AccountBar
        accounts={accounts}
        account={account}
        choose={(id) => {
          location.hash = addressOf(id, filter);
        }}
      />
      <p class="lead">{t('activity.what')}</p>
      <ActivityFilters filter={filter} change={change} />
      <Lines key={account.id} account={account.id} filter={filter} change={change} />
    </>
  );
}

/** As many lines are shown while the others are still being counted. */
const FIRST = 100;

interface LinesProps {
  account: AccountId;
  filter: ActivityFilter;
  change(filter: ActivityFilter): void;
}

function Lines({ account, filter, change }: LinesProps) {
  const now = useNow(MINUTE);
  const query = queryOf(filter).toString();
  // The answer says what it was to, as the last one stands until the next has come.
  const live = useLive(
    async () => ({ query, places: await activityOf(account, filter) }),
    [account, query],
  );
  const isAll = isEverything(filter);
  const newest = useLive(async () => (isAll ? newestOf(account, FIRST) : []), [account, isAll]);
  const hrefOfPerson = useCallback(
    (person: string) => addressOf(account, { ...NO_FILTER, person }),
    [account],
  );
  const fetch = useMemo(() => (places: readonly number[]) => linesAt(places), []);
  if (live.state === 'failed') return <Failed title={t('activity.failed')} />;
  if (live.state === 'loading') {
    return newest.state === 'ready' && newest.value.length > 0 ? (
      <ActivityList places={newest.value} fetch={fetch} now={now} hrefOf={hrefOfPerson} />
    ) : (
      <p class="muted" aria-busy="true">
        {t('dashboard.loading')}
      </p>
    );
  }
  const { places } = live.value;
  const save = async (
    format: ActivityFormat,
    onProgress: (done: number, all: number) => void,
    signal: AbortSignal,
  ) => {
    const parts = await writeActivity({ places, format, fetch, onProgress, signal });
    const name = `activity.${format}`;
    saveAsFile(name, parts);
    return name;
  };
  if (places.length === 0 && isAll) {
    return <Nothing name="activity" message="activity.empty" />;
  }
  return (
    <>
      <ExportActivity write={save} revision={`${query} ${places.length}`}>
        <p class="small muted tabular" role="status" data-query={live.value.query}>
          {tn('activity.count', places.length)}
        </p>
      </ExportActivity>
      {places.length === 0 ? (
        <NoMatch clear={() => change(NO_FILTER)} />
      ) : (
        <ActivityList
          key={live.value.query}
          places={places}
          fetch={fetch}
          now={now}
          hrefOf={hrefOfPerson}
        />
      )}
    </>
  );
}

function NoMatch({ clear }: { clear(): void }) {
  return (
    <EmptyPlan
      name="no-match"
      icon="search"
      title={t('activity.noMatch.title')}
      why={t('activity.noMatch.why')}
    >
      <Button data-action="show-everything" onClick={clear}>
        {t('activity.noMatch.clear')}
      </Button>
    </EmptyPlan>
  );
}

function Nothing({
  name,
  message,
}: {
  name: string;
  message: 'activity.noAccount' | 'activity.empty';
}) {
  return (
    <EmptyPlan name={name} icon="clock" title={t(`${message}.title`)} why={t(`${message}.why`)}>
      <ConsoleLink>{t(`${message}.action`)}</ConsoleLink>
    </EmptyPlan>
  );
}
