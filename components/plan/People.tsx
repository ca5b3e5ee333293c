import { useEffect, useId, useState } from 'preact/hooks';
import { Age } from '@/components/ui/Age';
import { Button } from '@/components/ui/Button';
import { Field } from '@/components/ui/Field';
import { figure, t, tn } from '@/components/ui/say';
import {
  type FetchPeople,
  FIRST_PAGE,
  type ListedPerson,
  PAGE_SIZE,
  type PeoplePage,
  type PeopleSource,
} from './view';
import { Who } from './Who';
import { WorkspaceNames } from './Workspaces';

/** What a list shows of each person besides who they are. */
export type PeopleColumn = 'planned' | 'now' | 'team' | 'seen';

interface PeopleProps {
  source: PeopleSource;
  /** What the list is of, for those who cannot see what stands above it. */
  name: string;
  columns: readonly PeopleColumn[];
  /** How many people there are without a search. */
  total: number;
  /** Changes when the people may have. */
  revision: number;
  fetch: FetchPeople;
  now: number;
}

/** From so many people on, a list can be searched. */
const SEARCHED_FROM = 11;

/** People as a table, fifty at a time, with a search where there are many. */
export function People({ source, name, columns, total, revision, fetch, now }: PeopleProps) {
  const [query, setQuery] = useState('');
  const [count, setCount] = useState(FIRST_PAGE);
  const [page, setPage] = useState<PeoplePage | null>(null);
  const [failed, setFailed] = useState(false);
  const id = useId();
  const key = JSON.stringify(source);
  useEffect(() => {
    let current = true;
    fetch(source, query, count).then(
      (fetched) => {
        if (!current) return;
        setPage(fetched);
        setFailed(false);
      },
      () => {
        if (current) setFailed(true);
      },
    );
    return () => {
      current = false;
    };
    // `source` is a new object at every drawing; its key says which list it is.
  }, [key, query, count, revision, fetch]);

  return (
    <div class="people-part" data-list={source.kind === 'group' ? source.group : source.kind}>
      {total >= SEARCHED_FROM && (
        <div class="people-search">
          <Field
            label={t('plan.list.search')}
            placeholder={t('plan.list.searchHint')}
            field="search"
            value={query}
            onValue={(value) => {
              setQuery(value);
              setCount(FIRST_PAGE);
            }}
          />
          <p class="small muted tabular" role="status">
            {query.trim() !== '' && page !== null && tn('plan.list.found', page.found)}
          </p>
        </div>
      )}
      {failed && <p class="muted">{t('plan.list.failed')}</p>}
      {page === null && !failed && (
        <p class="muted people-none" aria-busy="true">
          {t('dashboard.loading')}
        </p>
      )}
      {page !== null && page.found > 0 && (
        <table id={id} class="people-table tabular">
          <caption class="sr-only">{name}</caption>
          <thead>
            <tr>
              <th scope="col">{t('plan.column.person')}</th>
              {columns.map((column) => (
                <th key={column} scope="col" data-column={column}>
                  {t(HEADS[column])}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {page.people.map((person) => (
              <Row key={person.email} person={person} columns={columns} now={now} />
            ))}
          </tbody>
        </table>
      )}
      {page !== null && page.people.length < page.found && (
        <p class="people-more">
          <Button
            kind="plain"
            data-action="more"
            aria-controls={id}
            onClick={() => setCount(count + PAGE_SIZE)}
          >
            {t('plan.list.more', { more: Math.min(PAGE_SIZE, page.found - page.people.length) })}
          </Button>
          <span class="small muted tabular">
            {t('plan.list.shown', {
              shown: figure(page.people.length),
              found: figure(page.found),
            })}
          </span>
        </p>
      )}
    </div>
  );
}

const HEADS = {
  planned: 'plan.column.planned',
  now: 'plan.column.now',
  team: 'plan.column.team',
  seen: 'plan.column.seen',
} as const satisfies Record<PeopleColumn, string>;

interface RowProps {
  person: ListedPerson;
  columns: readonly PeopleColumn[];
  now: number;
}

function Row({ person, columns, now }: RowProps) {
  return (
    <tr data-user={person.email}>
      <th scope="row">
        <Who name={person.name} email={person.email} />
      </th>
      {columns.map((column) => (
        <td key={column} data-column={column}>
          <Cell person={person} column={column} now={now} />
        </td>
      ))}
    </tr>
  );
}

function Cell({
  person,
  column,
  now,
}: {
  person: ListedPerson;
  column: PeopleColumn;
  now: number;
}) {
  switch (column) {
    case 'planned':
      return person.planned === null ? (
        <span class="muted">{t('plan.anyWorkspace')}</span>
      ) : (
        <WorkspaceNames names={person.planned} />
      );
    case 'now':
      return person.now === null ? (
        <span class="muted">{t('plan.notShown')}</span>
      ) : (
        <WorkspaceNames names={person.now} />
      );
    case 'team':
      return <bdi>{person.team}</bdi>;
    case 'seen':
      return person.seenAt === null ? (
        <span class="muted">{t('plan.never')}</span>
      ) : (
        <Age at={person.seenAt} now={now} />
      );
  }
}
