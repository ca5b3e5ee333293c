import type { ComponentChildren } from 'preact';
import { Button } from '@/components/ui/Button';
import { figure, t, tn } from '@/components/ui/say';
import type { TeamSummary } from '@/lib/model/team';
import { type TeamView, toggled } from '@/lib/team/view';
import { Column } from '@/lib/team/view-address';
import { FilterChip } from './FilterChip';
import { Menu, MenuChoice } from './Menu';
import { STATE_ORDER, STATES } from './states';
import { TeamSearch } from './TeamSearch';
import { COLUMN_WORDS } from './TeamTable';

interface TeamFiltersProps {
  summary: TeamSummary;
  view: TeamView;
  /** What is being typed, which the address does not have yet. */
  search: string;
  onSearch(search: string): void;
  /** Shows another view. */
  show(part: Partial<TeamView>): void;
  /** What else there is to do with what is shown. */
  children?: ComponentChildren;
}

/** As many names a menu has at most; the search finds the others. */
const MOST = 200;

/** Search, filters and columns of the team. */
export function TeamFilters(props: TeamFiltersProps) {
  const { summary, view, search, onSearch, show, children } = props;
  const { states, workspaces, teams, roles, columns } = view;
  const filters = [states, workspaces, teams, roles];
  const isFiltered = search !== '' || filters.some(({ length }) => length > 0);
  return (
    <div class="team-filters">
      <div class="team-tools">
        <TeamSearch class="team-search" value={search} onValue={onSearch} />
        <NamesMenu
          name="workspaces"
          label={t('team.column.workspaces')}
          all={summary.workspaces}
          chosen={workspaces}
          choose={(chosen) => show({ workspaces: chosen })}
        />
        <NamesMenu
          name="teams"
          label={t('team.column.team')}
          all={summary.teams}
          chosen={teams}
          choose={(chosen) => show({ teams: chosen })}
        />
        <Menu name="columns" label={t('team.columns')}>
          {Column.options.map((column) => (
            <MenuChoice
              key={column}
              value={column}
              label={t(COLUMN_WORDS[column])}
              checked={columns.includes(column)}
              toggle={() => {
                const chosen = toggled(columns, column);
                show({ columns: Column.options.filter((one) => chosen.includes(one)) });
              }}
            />
          ))}
        </Menu>
        {children}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: no fieldset, as these are no fields of a form */}
      <div class="filters" role="group" aria-label={t('team.filter')}>
        {STATE_ORDER.map((state) => (
          <FilterChip
            key={state}
            name={state}
            icon={STATES[state].icon}
            tone={STATES[state].tone}
            count={summary.counts[state]}
            pressed={states.includes(state)}
            toggle={() => show({ states: toggled(states, state) })}
          >
            {t(STATES[state].word)}
          </FilterChip>
        ))}
        <FilterChip
          name="admin"
          icon="person"
          pressed={roles.includes('admin')}
          toggle={() => show({ roles: toggled(roles, 'admin' as const) })}
        >
          {t('team.admins')}
        </FilterChip>
        {workspaces.map((name) => (
          <FilterChip
            key={name}
            name="workspace"
            pressed
            toggle={() => show({ workspaces: toggled(workspaces, name) })}
          >
            <bdi>{name}</bdi>
          </FilterChip>
        ))}
        {teams.map((name) => (
          <FilterChip
            key={name}
            name="team"
            pressed
            toggle={() => show({ teams: toggled(teams, name) })}
          >
            <bdi>{name}</bdi>
          </FilterChip>
        ))}
        {isFiltered && (
          <Button
            kind="plain"
            data-action="filters-clear"
            onClick={() => {
              onSearch('');
              show({ search: '', states: [], workspaces: [], teams: [], roles: [] });
            }}
          >
            {t('team.clear')}
          </Button>
        )}
      </div>
    </div>
  );
}

interface NamesMenuProps {
  name: string;
  label: string;
  all: readonly (readonly [string, number])[];
  chosen: readonly string[];
  choose(chosen: string[]): void;
}

function NamesMenu({ name, label, all, chosen, choose }: NamesMenuProps) {
  if (all.length === 0) return null;
  return (
    <Menu name={name} label={label} chosen={chosen.length}>
      {all.slice(0, MOST).map(([one, people]) => (
        <MenuChoice
          key={one}
          value={one}
          label={one}
          count={figure(people)}
          checked={chosen.includes(one)}
          toggle={() => choose(toggled(chosen, one))}
        />
      ))}
      {all.length > MOST && <p class="small muted">{tn('team.moreNames', all.length - MOST)}</p>}
    </Menu>
  );
}
