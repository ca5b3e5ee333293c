import { useId, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { figure, t, tn } from '@/components/ui/say';
import type { TeamFigures } from './people';

/** The most workspaces that get a bar of their own. */
const SHOWN = 3;

const percent = (part: number, whole: number) => `${whole === 0 ? 0 : (100 * part) / whole}%`;

/**
 * Who has access and in which workspace, as one picture labelled directly. Where there is little room the
 * workspaces are `folded` away behind a button.
 */
export function Picture({ figures, folded }: { figures: TeamFigures; folded: boolean }) {
  const [opened, setOpened] = useState(false);
  const id = useId();
  const open = opened || !folded;
  const { connected, notConnected, unknown, total, workspaces, without } = figures;
  const most = Math.max(without, ...workspaces.map(({ people }) => people), 1);
  const hidden = workspaces.length - SHOWN;
  return (
    <figure class="picture" aria-label={t('popup.access')}>
      <p class="picture-head tabular" data-tone="ok">
        <Icon name="check" />
        <span class="picture-figure" data-figure="connected">
          {figure(connected)}
        </span>
        <span>
          {t('popup.connectedOf')} <span data-figure="total">{figure(total)}</span>
        </span>
      </p>
      <div class="stacked" aria-hidden="true">
        <span data-part="connected" style={{ width: percent(connected, total) }} />
        <span data-part="not-connected" style={{ width: percent(notConnected, total) }} />
        <span data-part="unknown" style={{ width: percent(unknown, total) }} />
      </div>
      <ul class="legend small tabular">
        <li data-tone="neutral">
          <Icon name="none" />
          {figure(notConnected)} {t('ui.access.notConnected')}
        </li>
        {unknown > 0 && (
          <li data-tone="caution">
            <Icon name="unknown" />
            {figure(unknown)} {t('ui.access.unknown')}
          </li>
        )}
      </ul>
      {folded && workspaces.length > 0 && (
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
      {open && workspaces.length > 0 && (
        <ul id={id} class="bars small tabular" aria-label={t('popup.byWorkspace')}>
          {workspaces.slice(0, SHOWN).map(({ name, people }) => (
            <Bar key={name} name={name} people={people} most={most} />
          ))}
          {without > 0 && <Bar name={t('popup.noWorkspace')} people={without} most={most} muted />}
        </ul>
      )}
      {open && hidden > 0 && <p class="small muted">{tn('popup.moreWorkspaces', hidden)}</p>}
    </figure>
  );
}

interface BarProps {
  name: string;
  people: number;
  most: number;
  muted?: boolean;
}

function Bar({ name, people, most, muted = false }: BarProps) {
  return (
    <li class="bar-row">
      <span class={muted ? 'ellipsis muted' : 'ellipsis'} title={name}>
        <bdi>{name}</bdi>
      </span>
      <span class="bar-track" aria-hidden="true">
        <span class="bar" style={{ width: percent(people, most) }} />
      </span>
      <span class="bar-figure">{figure(people)}</span>
    </li>
  );
}
