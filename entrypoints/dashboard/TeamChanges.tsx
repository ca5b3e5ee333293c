import { useEffect, useMemo, useState } from 'preact/hooks';
import { FilterChip } from '@/components/team/FilterChip';
import { CHANGE_WORDS, CHANGES, Timeline } from '@/components/team/Timeline';
import { Age } from '@/components/ui/Age';
import { Button, type Tone } from '@/components/ui/Button';
import { Icon, type IconName } from '@/components/ui/Icon';
import { useLive } from '@/components/ui/live';
import { Moment } from '@/components/ui/Moment';
import { Note } from '@/components/ui/Note';
import { useNow } from '@/components/ui/now';
import { Empty } from '@/components/ui/Section';
import { t, tn } from '@/components/ui/say';
import { MINUTE, systemClock } from '@/lib/model/clock';
import type { AccountId, Email, Timestamp } from '@/lib/model/ids';
import { AccessChange } from '@/lib/model/ledger';
import { changesSince, lookedAt, namesOf } from '@/lib/store';
import { byDay, countChanges, dayFrom, type TeamChange } from '@/lib/team/changes';
import { toggled } from '@/lib/team/view';
import { Failed } from './Failed';
import { request } from './requests';
import { hrefOf, type Route } from './route';

/** No more changes are read: the latest. */
const MOST = 5_000;

/** As many are shown at first, and with each press on more. */
const PIECE = 100;

/** As many days the bars have at most. */
const DAYS = 90;

/** From when on changes are shown: since somebody looked, or so many days. */
const PERIODS = ['looked', '7', '30', '90'] as const;
type Period = (typeof PERIODS)[number];

/** What of the changes is shown, as the address has it. */
interface ChangesView {
  readonly period: Period;
  /** None lets all kinds through. */
  readonly kinds: readonly AccessChange[];
}

function viewOf(query: string): ChangesView {
  const params = new URLSearchParams(query);
  const period = PERIODS.find((one) => one === params.get('since')) ?? 'looked';
  const kinds = (params.get('kind') ?? '')
    .split(',')
    .flatMap((kind) => AccessChange.safeParse(kind).data ?? []);
  return { period, kinds: [...new Set(kinds)] };
}

function queryOf({ period, kinds }: ChangesView): string {
  const params = new URLSearchParams();
  if (period !== 'looked') params.set('since', period);
  if (kinds.length > 0) params.set('kind', kinds.join(','));
  return params.toString();
}

interface TeamChangesProps {
  account: AccountId;
  route: Route;
}

/** What has changed about people's access, by default since somebody has looked. */
export function TeamChanges({ account, route }: TeamChangesProps) {
  const now = useNow(MINUTE);
  const view = useMemo(() => viewOf(route.query), [route.query]);
  const { period } = view;
  const facts = useLive(async () => {
    const looked = await lookedAt(account);
    const after = period === 'looked' ? looked : dayFrom(systemClock.now(), -Number(period));
    const changes = await changesSince(account, after ?? 0, MOST);
    return { period, looked, after, changes };
  }, [account, period]);
  if (facts.state === 'failed') return <Failed title={t('team.changes.failed')} />;
  // The answer about another time is not this one's.
  if (facts.state === 'loading' || facts.value.period !== period) {
    return (
      <p class="muted" aria-busy="true">
        {t('dashboard.loading')}
      </p>
    );
  }
  return <ChangesSince account={account} route={route} view={view} now={now} {...facts.value} />;
}

interface ChangesSinceProps extends TeamChangesProps {
  view: ChangesView;
  now: number;
  /** When somebody has looked last; `null` when nobody has. */
  looked: Timestamp | null;
  /** After when the changes are; `null` for all of them. */
  after: Timestamp | null;
  /** The latest first. */
  changes: readonly TeamChange[];
}

function ChangesSince(props: ChangesSinceProps) {
  const { account, route, view, now, looked, after, changes } = props;
  const [said, setSaid] = useState<{ tone: Tone; words: string } | null>(null);
  const counts = countChanges(changes);
  const shown = changes.filter(
    ({ change }) => view.kinds.length === 0 || view.kinds.includes(change),
  );
  const latest = changes[0]?.at ?? null;
  const show = (part: Partial<ChangesView>) => {
    const query = queryOf({ ...view, ...part });
    location.hash = hrefOf('team', 'changes', { account: route.account, query });
  };

  async function mark(until: Timestamp): Promise<void> {
    const outcome = await request({ kind: 'changes-seen', account, until });
    setSaid(
      outcome.ok
        ? { tone: 'ok', words: t('team.changes.marked') }
        : { tone: 'danger', words: outcome.why },
    );
  }

  const first = after ?? changes.at(-1)?.at ?? now;
  return (
    <>
      <p class="muted">{t('team.changes.what')}</p>
      <div class="team-filters">
        <div class="team-tools">
          <label class="team-since">
            <span class="small strong">{t('team.changes.since')}</span>
            <select
              class="input plan-select"
              data-field="since"
              value={view.period}
              onChange={({ currentTarget: { value } }) => {
                show({ period: PERIODS.find((one) => one === value) ?? 'looked' });
              }}
            >
              {PERIODS.map((one) => (
                <option key={one} value={one}>
                  {periodWords(one, looked)}
                </option>
              ))}
            </select>
          </label>
          {latest !== null && latest > (looked ?? 0) && (
            <Button data-action="changes-seen" icon="check" onClick={() => void mark(latest)}>
              {t('team.changes.mark')}
            </Button>
          )}
          <p class="small muted">
            {looked === null ? (
              t('team.changes.never')
            ) : (
              <>
                {t('team.changes.lookedAt')} <Age at={looked} now={now} />
              </>
            )}
          </p>
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: no fieldset, as these are no fields of a form */}
        <div class="filters" role="group" aria-label={t('team.filter')}>
          {CHANGES.map((change) => (
            <FilterChip
              key={change}
              name={change}
              icon={LOOKS[change].icon}
              tone={LOOKS[change].tone}
              count={counts[change]}
              pressed={view.kinds.includes(change)}
              toggle={() => show({ kinds: toggled(view.kinds, change) })}
            >
              {t(CHANGE_WORDS[change])}
            </FilterChip>
          ))}
        </div>
      </div>
      <div role="status" class="team-said">
        {said !== null && (
          <Note tone={said.tone} name="changes-seen">
            <p>{said.words}</p>
          </Note>
        )}
      </div>
      {shown.length === 0 ? (
        <Empty
          name="changes"
          title={t(changes.length === 0 ? 'team.changes.none' : 'team.changes.noneKind')}
          why={t(changes.length === 0 ? 'team.changes.noneWhy' : 'team.changes.noneKindWhy')}
        />
      ) : (
        <>
          <Timeline days={byDay(shown, first, now, DAYS)} />
          <p class="small muted tabular" role="status" data-figure="changes">
            {tn('team.changes.count', shown.length)}
            {changes.length === MOST && ` · ${t('team.changes.most', { most: MOST })}`}
          </p>
          <ChangesTable key={queryOf(view)} account={account} changes={shown} now={now} />
        </>
      )}
    </>
  );
}

function periodWords(period: Period, looked: Timestamp | null): string {
  if (period !== 'looked') return tn('team.changes.days', Number(period));
  return t(looked === null ? 'team.changes.first' : 'team.changes.looked');
}

/** How each kind of change looks. */
const LOOKS = {
  granted: { icon: 'check', tone: 'ok' },
  removed: { icon: 'none', tone: 'danger' },
  workspaces: { icon: 'arrow', tone: 'accent' },
  appeared: { icon: 'person', tone: 'neutral' },
  vanished: { icon: 'unknown', tone: 'caution' },
} satisfies Record<AccessChange, { icon: IconName; tone: Tone }>;

interface ChangesTableProps {
  account: AccountId;
  changes: readonly TeamChange[];
  now: number;
}

function ChangesTable({ account, changes, now }: ChangesTableProps) {
  const [size, setSize] = useState(PIECE);
  const [names, setNames] = useState<ReadonlyMap<Email, string>>(new Map());
  const shown = changes.slice(0, size);
  const emails = shown.map(({ email }) => email);
  useEffect(() => {
    let isWanted = true;
    // Without names the addresses say who it is.
    namesOf(account, emails).then(
      (found) => isWanted && setNames(found),
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [account, emails.join()]);
  return (
    <>
      <div class="team-box card" data-flow="">
        <table class="team-table" data-list="changes">
          <colgroup>
            <col class="col-seen" />
            <col class="col-name" />
            <col class="col-change" />
            <col class="col-email" />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">{t('team.changes.when')}</th>
              <th scope="col">{t('team.changes.who')}</th>
              <th scope="col">{t('team.changes.kindOf')}</th>
              <th scope="col">{t('team.changes.workspaces')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one, place) => (
              <tr key={`${one.at} ${one.email} ${place}`} data-user={one.email}>
                <td>
                  <Moment at={one.at} now={now} />
                </td>
                <th scope="row" class="ellipsis">
                  <a
                    href={hrefOf('team', 'people', {
                      account,
                      query: `${new URLSearchParams({ person: one.email })}`,
                    })}
                    title={one.email}
                  >
                    <bdi>{names.get(one.email) ?? one.email}</bdi>
                  </a>
                </th>
                <td data-change={one.change}>
                  <span class="access small" data-tone={LOOKS[one.change].tone}>
                    <Icon name={LOOKS[one.change].icon} />
                    <span>{t(CHANGE_WORDS[one.change])}</span>
                  </span>
                </td>
                <td class="ellipsis">
                  <FromTo from={one.from} to={one.to} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {changes.length > size && (
        <div class="actions">
          <Button data-action="more" onClick={() => setSize(size + PIECE)}>
            {tn('team.changes.more', Math.min(PIECE, changes.length - size))}
          </Button>
        </div>
      )}
    </>
  );
}

function FromTo({ from, to }: Pick<TeamChange, 'from' | 'to'>) {
  const before = from?.join(', ') ?? '';
  const after = to?.join(', ') ?? '';
  return (
    <span title={[before, after].filter((part) => part !== '').join(' → ')}>
      {before !== '' && <bdi class={to === null ? 'gone' : 'muted'}>{before}</bdi>}
      {before !== '' && after !== '' && ' → '}
      {after !== '' && <bdi>{after}</bdi>}
      {before === '' && after === '' && '–'}
    </span>
  );
}
