import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Age } from '@/components/ui/Age';
import { Icon } from '@/components/ui/Icon';
import { t } from '@/components/ui/say';
import type { Member } from '@/lib/model/team';
import type { Found } from '@/lib/team/find';
import type { Column, SortColumn } from '@/lib/team/view-address';
import { dayWords } from './days';
import { StateMark } from './states';

/** Height of a row in pixels. Fixed, so that where a row is follows from its number. */
const ROW = 36;

/** What a column takes at least, on average, in pixels; with less room the table scrolls sideways. */
const COLUMN = 150;

/** Rows drawn above and below what can be seen, so that scrolling shows no gaps. */
const SPARE = 24;

/** How the columns are called. */
export const COLUMN_WORDS = {
  name: 'team.column.name',
  email: 'team.column.email',
  state: 'team.column.state',
  workspaces: 'team.column.workspaces',
  team: 'team.column.team',
  role: 'team.column.role',
  first: 'team.column.first',
  seen: 'team.column.seen',
  expires: 'team.column.expires',
} as const satisfies Record<SortColumn, string>;

interface TeamTableProps {
  people: Found;
  /** What was asked for: where it is something else, the table begins at its top. */
  asked: string;
  columns: readonly Column[];
  sort: SortColumn;
  descending: boolean;
  now: number;
  /** Whose history is open. */
  opened: string | null;
  sortBy(column: SortColumn): void;
  open(member: Member): void;
}

/**
 * The team as a table that draws only the rows in sight, however many there are. The table has the focus, and one of
 * its rows is the active one: a row that is scrolled away can take no focus with it.
 */
export function TeamTable(props: TeamTableProps) {
  const { people, asked, columns, sort, descending, now, opened, sortBy, open } = props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(ROW * 20);
  const [active, setActive] = useState(0);
  const last = people.size - 1;
  const current = Math.min(active, last);

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = () => setHeight(element.clientHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    setActive(0);
    if (box.current !== null) box.current.scrollTop = 0;
  }, [asked]);

  /** Makes a row the active one, and brings it into sight: below the head, which stays. */
  function goTo(index: number): void {
    const element = box.current;
    const next = Math.max(0, Math.min(last, index));
    setActive(next);
    if (element === null) return;
    const from = next * ROW;
    if (from < element.scrollTop) element.scrollTop = from;
    else if (from + 2 * ROW > element.scrollTop + element.clientHeight) {
      element.scrollTop = from + 2 * ROW - element.clientHeight;
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    // The buttons in the head have keys of their own.
    if (event.target !== event.currentTarget || last < 0) return;
    const screen = Math.max(1, Math.floor(height / ROW) - 2);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + screen,
      PageUp: current - screen,
      Home: 0,
      End: last,
    };
    const next = steps[event.key];
    const member = people.at(current);
    if (next !== undefined) goTo(next);
    else if ((event.key === 'Enter' || event.key === ' ') && member !== null) open(member);
    else return;
    event.preventDefault();
  }

  const from = Math.max(0, Math.floor(top / ROW) - SPARE);
  const to = Math.min(people.size, Math.ceil((top + height) / ROW) + SPARE);
  const rows = Array.from({ length: Math.max(0, to - from) }, (_, place) => from + place);
  const rowId = (index: number) => `${id}-${index}`;
  return (
    <div
      ref={box}
      class="team-box card"
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table that keys walk through
        role="grid"
        class="team-table"
        style={{ minWidth: `${(columns.length + 1) * COLUMN}px` }}
        tabIndex={0}
        aria-label={t('team.table')}
        aria-rowcount={people.size + 1}
        aria-activedescendant={current >= from && current < to ? rowId(current) : undefined}
        onKeyDown={onKeyDown}
      >
        <colgroup>
          <col class="col-name" />
          {columns.map((column) => (
            <col key={column} class={`col-${column}`} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {(['name', ...columns] as const).map((column) => (
              <Head
                key={column}
                column={column}
                order={sort === column ? (descending ? 'descending' : 'ascending') : 'none'}
                sortBy={sortBy}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap rows={from} columns={columns.length + 1} />
          {rows.map((index) => {
            const member = people.at(index);
            return member === null ? (
              <tr key={index} aria-rowindex={index + 2} aria-busy="true">
                <td colSpan={columns.length + 1} />
              </tr>
            ) : (
              <tr
                key={index}
                id={rowId(index)}
                aria-rowindex={index + 2}
                aria-selected={opened === member.key}
                data-user={member.key}
                {...(index === current && { 'data-active': '' })}
                onClick={() => {
                  setActive(index);
                  open(member);
                }}
              >
                <th scope="row" class="ellipsis" title={member.name ?? undefined}>
                  <bdi>{member.name?.trim() || member.email || member.key}</bdi>
                </th>
                {columns.map((column) => (
                  <td key={column} class="ellipsis" data-column={column}>
                    <Cell member={member} column={column} now={now} />
                  </td>
                ))}
              </tr>
            );
          })}
          <Gap rows={people.size - to} columns={columns.length + 1} />
        </tbody>
      </table>
    </div>
  );
}

/** Stands for rows that are not drawn. */
function Gap({ rows, columns }: { rows: number; columns: number }) {
  if (rows <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it can have the focus
    <tr class="team-gap" aria-hidden="true">
      <td colSpan={columns} style={{ height: `${rows * ROW}px` }} />
    </tr>
  );
}

interface HeadProps {
  column: SortColumn;
  order: 'ascending' | 'descending' | 'none';
  sortBy(column: SortColumn): void;
}

function Head({ column, order, sortBy }: HeadProps) {
  return (
    <th scope="col" aria-sort={order}>
      <button
        type="button"
        class="sort"
        data-sort={column}
        data-order={order}
        onClick={() => sortBy(column)}
      >
        <span class="ellipsis">{t(COLUMN_WORDS[column])}</span>
        {order !== 'none' && <Icon name="chevron" />}
      </button>
    </th>
  );
}

function Cell({ member, column, now }: { member: Member; column: Column; now: number }) {
  switch (column) {
    case 'email':
      return <bdi title={member.email ?? undefined}>{member.email ?? '–'}</bdi>;
    case 'state':
      return <StateMark state={member.state} />;
    case 'workspaces': {
      const names = member.workspaces ?? [];
      return <bdi title={names.join(', ')}>{names.join(', ') || '–'}</bdi>;
    }
    case 'team':
      return <bdi title={member.team ?? undefined}>{member.team ?? '–'}</bdi>;
    case 'role':
      return <>{member.role === 'admin' ? t('ui.role.admin') : '–'}</>;
    case 'first':
      return <Age at={member.firstSeenAt} now={now} />;
    case 'seen':
      return <Age at={member.seenAt} now={now} />;
    case 'expires':
      return <>{member.expires === null ? '–' : dayWords(member.expires)}</>;
  }
}
