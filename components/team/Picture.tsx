import { useId, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { figure, t, tn } from '@/components/ui/say';
import type { TeamState, TeamSummary } from '@/lib/model/team';
import { seenOf, sizeOf } from '@/lib/team/summary';
import { FilterChip } from './FilterChip';
import { STATE_ORDER, STATES } from './states';

/** The most workspaces that get a bar of their own. */
const SHOWN = 3;

const percent = (part: number, whole: number) => `${whole === 0 ? 0 : (100 * part) / whole}%`;

interface PictureProps {
  summary: TeamSummary;
  /** There is little room: the workspaces are behind a button. */
  folded: boolean;
  /** Only the filters are wanted: somebody is searching. */
  bare: boolean;
  states: readonly TeamState[];
  workspaces: readonly string[];
  toggleState(state: TeamState): void;
  toggleWorkspace(name: string): void;
}

/** Who has access and in which workspace, as one picture labelled directly; its parts are filters. */
export function Picture({ summary, folded, bare, states, workspaces, ...act }: PictureProps) {
  const { counts } = summary;
  const shown = STATE_ORDER.filter((state) => state === 'connected' || counts[state] > 0);
  return (
    <figure class="picture" aria-label={t('popup.access')}>
      {!bare && (
        <>
          <p class="picture-head tabular" data-tone="ok">
            <Icon name="check" />
            <span class="picture-figure" data-figure="connected">
              {figure(counts.connected)}
            </span>
            <span>
              {t('popup.connectedOf')} <span data-figure="total">{figure(seenOf(summary))}</span>
            </span>
          </p>
          <div class="stacked" aria-hidden="true">
            {STATE_ORDER.map((state) => (
              <span
                key={state}
                data-part={state}
                style={{ width: percent(counts[state], sizeOf(summary)) }}
              />
            ))}
          </div>
        </>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: no fieldset, as these are no fields of a form */}
      <div class="filters" role="group" aria-label={t('team.filter')}>
        {shown.map((state) => (
          <FilterChip
            key={state}
            name={state}
            icon={STATES[state].icon}
            tone={STATES[state].tone}
            count={counts[state]}
            pressed={states.includes(state)}
            toggle={() => act.toggleState(state)}
          >
            {t(STATES[state].word)}
          </FilterChip>
        ))}
        {workspaces.map((name) => (
          <FilterChip key={name} name="workspace" pressed toggle={() => act.toggleWorkspace(name)}>
            <bdi>{name}</bdi>
          </FilterChip>
        ))}
      </div>
      {!bare && summary.workspaces.length > 0 && (
        <Workspaces summary={summary} folded={folded} choose={act.toggleWorkspace} />
      )}
    </figure>
  );
}

interface WorkspacesProps {
  summary: TeamSummary;
  folded: boolean;
  choose(name: string): void;
}

function Workspaces({ summary: { workspaces, without }, folded, choose }: WorkspacesProps) {
  const [opened, setOpened] = useState(false);
  const id = useId();
  const open = opened || !folded;
  // To say that there is one more takes as much room as that one.
  const shown = workspaces.slice(0, workspaces.length === SHOWN + 1 ? SHOWN + 1 : SHOWN);
  const most = Math.max(without, ...shown.map(([, people]) => people), 1);
  const hidden = workspaces.length - shown.length;
  return (
    <>
      {folded && (
        <div class="picture-toggle">
          <Button
            kind="plain"
            aria-expanded={open}
            aria-controls={id}
            data-action="workspaces-toggle"
            onClick={() => setOpened(!opened)}
          >
            {t('popup.byWorkspace')}
          </Button>
        </div>
      )}
      {open && (
        <ul id={id} class="bars small tabular" aria-label={t('popup.byWorkspace')}>
          {shown.map(([name, people]) => (
            <li key={name}>
              <button
                type="button"
                class="bar-row"
                data-workspace={name}
                title={t('team.filterBy', { name })}
                onClick={() => choose(name)}
              >
                <Bar name={name} people={people} most={most} />
              </button>
            </li>
          ))}
          {without > 0 && (
            <li class="bar-row muted">
              <Bar name={t('popup.noWorkspace')} people={without} most={most} />
            </li>
          )}
        </ul>
      )}
      {open && hidden > 0 && <p class="small muted">{tn('popup.moreWorkspaces', hidden)}</p>}
    </>
  );
}

function Bar({ name, people, most }: { name: string; people: number; most: number }) {
  return (
    <>
      <span class="ellipsis">
        <bdi>{name}</bdi>
      </span>
      <span class="bar-track" aria-hidden="true">
        <span class="bar" style={{ width: percent(people, most) }} />
      </span>
      <span class="bar-figure">{figure(people)}</span>
    </>
  );
}
