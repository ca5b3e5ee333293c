import { useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { Note } from '@/components/ui/Note';
import { t, tn } from '@/components/ui/say';
import type { Difference, WorkspaceUse } from '@/lib/model/plan';
import type { DockActions, DockView } from './view';

interface DifferencesPartProps {
  differences: readonly Difference[];
  names: DockView['names'];
  act: DockActions;
}

/** What people got although something else was chosen for them, and what can be done about it. */
export function DifferencesPart({ differences, names, act }: DifferencesPartProps) {
  const [isSilent, setSilent] = useState(false);
  if (differences.length === 0) return null;
  const isMissing = differences.every(({ seen }) => seen === null);
  const understand = async () => {
    const isStored = await act.differencesSeen(differences.map(({ email }) => email));
    setSilent(!isStored);
  };
  return (
    <section
      class="card stack differs"
      data-tone="danger"
      data-differences={differences.length}
      aria-label={tn('dock.differences.title', differences.length)}
    >
      <h3 class="notice-title">
        <Icon name="danger" large />
        <span>{tn('dock.differences.title', differences.length)}</span>
      </h3>
      <ul class="stack differs-list">
        {differences.map((one) => (
          <li key={one.email} class="stack-tight" data-person={one.email}>
            <span class="two-lines">
              {names.has(one.email) && <bdi class="strong">{names.get(one.email)}</bdi>}
              <bdi class="small muted">{one.email}</bdi>
            </span>
            <dl class="change small">
              <dt class="muted">{t('dock.differences.chosen')}</dt>
              <dd class="wrap">{wordsOf(one.chosen)}</dd>
              <dt class="muted">{t('dock.differences.seen')}</dt>
              <dd class="wrap strong">
                {one.seen === null ? t('dock.differences.none') : wordsOf(one.seen)}
              </dd>
            </dl>
          </li>
        ))}
      </ul>
      <p class="small">{t(isMissing ? 'dock.differences.whatNone' : 'dock.differences.what')}</p>
      <div class="actions">
        <Button data-action="differences-seen" onClick={() => void understand()}>
          {t('dock.differences.understood')}
        </Button>
      </div>
      {isSilent && <p class="small muted">{t('dock.differences.silent')}</p>}
    </section>
  );
}

function wordsOf(workspaces: readonly string[]): string {
  return workspaces.length === 0 ? t('dock.differences.default') : workspaces.join(', ');
}

/** Says once in an account that there is no lock here, because there are no workspaces. */
export function NoWorkspacesPart({ use, act }: { use: WorkspaceUse; act: DockActions }) {
  if (use.offered !== 'no' || use.told) return null;
  return (
    <Note tone="accent" name="no-workspaces">
      <p class="strong">{t('dock.noWorkspaces.title')}</p>
      <p class="small">{t('dock.noWorkspaces.sentence')}</p>
      <div class="actions">
        <Button data-action="workspaces-told" onClick={() => void act.workspacesUnderstood()}>
          {t('dock.noWorkspaces.understood')}
        </Button>
      </div>
    </Note>
  );
}
