import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { EmptyPlan } from '@/components/plan/EmptyPlan';
import { Coverage } from '@/components/team/Coverage';
import { ExportTeam } from '@/components/team/ExportTeam';
import { PersonCard } from '@/components/team/PersonCard';
import { SavedViews } from '@/components/team/SavedViews';
import { TeamFilters } from '@/components/team/TeamFilters';
import { TeamTable } from '@/components/team/TeamTable';
import { AccountBar, type NamedAccount } from '@/components/ui/AccountBar';
import { Button } from '@/components/ui/Button';
import { ConsoleLink } from '@/components/ui/ConsoleLink';
import { useLive } from '@/components/ui/live';
import { useNow } from '@/components/ui/now';
import { t, tn } from '@/components/ui/say';
import { MINUTE, systemClock } from '@/lib/model/clock';
import type { AccountId } from '@/lib/model/ids';
import type { Member, TeamSummary } from '@/lib/model/team';
import { type LastSeen, lastSeen, viewsOf } from '@/lib/store';
import { type Found, isEverybody, type TeamIndex, type TeamQuery } from '@/lib/team/find';
import { sizeOf } from '@/lib/team/summary';
import type { TeamView } from '@/lib/team/view';
import { queryOf, viewOf } from '@/lib/team/view-address';
import { Failed } from './Failed';
import { request } from './requests';
import { hrefOf, type Route } from './route';
import { TeamChanges } from './TeamChanges';
import { saveTeam, writeDown } from './team-requests';
import { useHistory, useTeam } from './team-state';

interface TeamProps {
  route: Route;
  accounts: readonly NamedAccount[];
  /** The one that is shown; `null` when none has been seen yet. */
  account: NamedAccount | null;
}

/** The room of the team, of one account at a time. */
export function Team({ route, accounts, account }: TeamProps) {
  // The background makes the figures of a team that was kept before there were any.
  useEffect(() => void request({ kind: 'tick' }), []);
  if (account === null) return <NobodyYet />;
  const choose = (id: AccountId) => {
    location.hash = hrefOf('team', route.section, { account: id });
  };
  return (
    <>
      <AccountBar accounts={accounts} account={account} choose={choose} />
      {route.section === 'changes' ? (
        <TeamChanges key={account.id} account={account.id} route={route} />
      ) : (
        <People key={account.id} account={account.id} route={route} />
      )}
    </>
  );
}

function NobodyYet() {
  return (
    <EmptyPlan name="team" icon="person" title={t('team.empty.title')} why={t('team.empty.why')}>
      <ConsoleLink>{t('team.empty.action')}</ConsoleLink>
    </EmptyPlan>
  );
}

interface PeopleProps {
  account: AccountId;
  route: Route;
}

/** Everybody of an account, as far as they have been read. */
function People({ account, route }: PeopleProps) {
  const team = useTeam(account);
  const facts = useLive(async () => {
    const [seen, views] = await Promise.all([lastSeen(account), viewsOf(account)]);
    return { seen, views };
  }, [account]);
  if (team.state === 'failed' || facts.state === 'failed')
    return <Failed title={t('team.failed')} />;
  const seen = facts.state === 'ready' ? facts.value.seen : null;
  const isBeingMade = team.state === 'ready' && team.summary === null && seen?.users != null;
  if (team.state === 'loading' || facts.state === 'loading' || isBeingMade) {
    return (
      <p class="muted" aria-busy="true">
        {t('dashboard.loading')}
      </p>
    );
  }
  if (team.summary === null || sizeOf(team.summary) === 0) return <NobodyYet />;
  return (
    <Everybody
      account={account}
      route={route}
      summary={team.summary}
      index={team.index}
      isRead={team.isRead}
      {...facts.value}
    />
  );
}

/** How long after the last key, in ms, a search stands in the address. */
const SETTLED = 250;

/**
 * What is being typed into the search. The address has it once somebody pauses, without a step in the history for
 * each letter; where the address leads elsewhere, the field follows.
 */
function useSearch(view: TeamView, show: (view: TeamView) => void): [string, (to: string) => void] {
  const [typed, setTyped] = useState(view.search);
  const said = useRef(view.search);
  useEffect(() => {
    if (view.search === said.current) return;
    said.current = view.search;
    setTyped(view.search);
  }, [view.search]);
  useEffect(() => {
    if (typed === view.search) return;
    const timer = setTimeout(() => {
      said.current = typed;
      show({ ...view, search: typed });
    }, SETTLED);
    return () => clearTimeout(timer);
  }, [typed]);
  return [typed, setTyped];
}

/**
 * Who is found. As long as not everybody has been read, those who come first by name have their places already, and
 * whoever asks for somebody else waits: `null`.
 */
function useFound(
  index: TeamIndex,
  isRead: boolean,
  summary: TeamSummary,
  query: TeamQuery,
): Found | null {
  const asked = JSON.stringify(query);
  return useMemo(() => {
    if (isRead) return index.find(query);
    const isNatural = isEverybody(query) && query.sort === 'name' && !query.descending;
    if (!isNatural) return null;
    const first = index.find(query);
    return { size: Math.max(first.size, sizeOf(summary)), at: first.at };
  }, [index, isRead, summary, asked]);
}

interface EverybodyProps extends PeopleProps {
  summary: TeamSummary;
  index: TeamIndex;
  /** Whether everybody is in it. */
  isRead: boolean;
  seen: LastSeen | null;
  views: Awaited<ReturnType<typeof viewsOf>>;
}

function Everybody({ account, route, summary, index, isRead, seen, views }: EverybodyProps) {
  const now = useNow(MINUTE);
  const view = useMemo(() => viewOf(route.query), [route.query]);
  const addressOf = (query: string) => hrefOf('team', 'people', { account: route.account, query });
  const go = (next: TeamView) => {
    location.hash = addressOf(queryOf(next));
  };
  const [search, setSearch] = useSearch(view, (next) => {
    location.replace(addressOf(queryOf(next)));
  });
  const { states, workspaces, teams, roles, sort, descending, columns } = view;
  const wanted = { search, states, workspaces, teams, roles, sort, descending };
  const asked = JSON.stringify(wanted);
  const found = useFound(index, isRead, summary, wanted);
  const show = (part: Partial<TeamView>) => go({ ...view, search, ...part });
  const body = useRef<HTMLDivElement>(null);
  const close = () => {
    show({ person: null });
    body.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  };
  return (
    <>
      <SavedViews
        views={views}
        query={queryOf({ ...view, person: null })}
        hrefOf={addressOf}
        save={(name) =>
          request({ kind: 'view-save', account, name, query: queryOf({ ...view, person: null }) })
        }
        remove={(one) => request({ kind: 'view-remove', account, view: one })}
      />
      <TeamFilters summary={summary} view={view} search={search} onSearch={setSearch} show={show}>
        <ExportTeam
          people={isRead ? (found?.size ?? 0) : 0}
          make={(format, onProgress, isWanted) => {
            const about = {
              ...{ account, exportedAt: systemClock.now(), total: seen?.users?.total ?? null },
              seenAt: seen?.users?.at ?? null,
            };
            const people = found ?? index.find(wanted);
            return writeDown({ people, columns, about }, format, onProgress, isWanted);
          }}
          copy={(text) => navigator.clipboard.writeText(text)}
          save={saveTeam}
        />
      </TeamFilters>
      <div ref={body} class="team-body" {...(view.person !== null && { 'data-open': '' })}>
        <div class="team-list">
          <div class="team-count small">
            <p
              role="status"
              class="tabular strong"
              aria-busy={!isRead}
              data-figure="found"
              data-count={found?.size ?? ''}
            >
              {found === null
                ? t('popup.searching')
                : found.size === sizeOf(summary)
                  ? tn('team.people', found.size)
                  : tn('team.peopleOf', found.size, { all: sizeOf(summary) })}
            </p>
            <Coverage summary={summary} users={seen?.users ?? null} now={now} />
          </div>
          {found !== null && found.size > 0 && (
            <TeamTable
              people={found}
              asked={asked}
              columns={columns}
              sort={sort}
              descending={descending}
              now={now}
              opened={view.person}
              sortBy={(column) =>
                show({ sort: column, descending: sort === column && !descending })
              }
              open={({ key }) => show({ person: key })}
            />
          )}
          {found !== null && found.size === 0 && (
            <div class="card empty-part" data-empty="nobody-found">
              <p class="strong wrap">
                {search === '' ? t('popup.nobodyFiltered') : t('popup.nobody', { query: search })}
              </p>
              <p class="muted">{t('popup.nobodyHint')}</p>
            </div>
          )}
        </div>
        {view.person !== null && (isRead || index.byKey(view.person) !== null) && (
          <Person
            key={view.person}
            account={account}
            member={index.byKey(view.person)}
            now={now}
            close={close}
          />
        )}
      </div>
    </>
  );
}

interface PersonProps {
  account: AccountId;
  /** `null` for somebody who is not in this team. */
  member: Member | null;
  now: number;
  close(): void;
}

/** One person beside the table. */
function Person({ account, member, now, close }: PersonProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const history = useHistory(account, member);
  const leave = useRef(close);
  leave.current = close;
  useEffect(() => {
    heading.current?.focus();
    const onKeyDown = ({ key, defaultPrevented }: KeyboardEvent) => {
      if (key === 'Escape' && !defaultPrevented) leave.current();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
  const name = member === null ? null : member.name?.trim() || member.email || member.key;
  return (
    <aside class="team-person card" aria-label={t('team.person', { name: name ?? '' })}>
      <div class="team-person-head">
        <h2 ref={heading} tabIndex={-1} class="wrap">
          <bdi>{name ?? t('popup.nobodyFiltered')}</bdi>
        </h2>
        <Button
          kind="plain"
          icon="close"
          aria-label={t('team.close')}
          data-action="person-close"
          onClick={close}
        />
      </div>
      {member === null ? (
        <p class="muted">{t('team.gone')}</p>
      ) : (
        <PersonCard member={member} history={history} now={now} />
      )}
    </aside>
  );
}
