import { Age } from '@/components/ui/Age';
import { t, tn } from '@/components/ui/say';
import type { Handoff } from '@/lib/model/handoff';
import type { Figures } from '@/lib/model/known';

interface KeptProps {
  access: Handoff['access'];
  figures: Figures | null;
  now: number;
}

/** Who has access now of those who had it when the handoff began. */
export function Kept({ access, figures, now }: KeptProps) {
  if (access === null) {
    return (
      <p class="small muted" data-kept="unknown">
        {t('checklist.kept.none')}
      </p>
    );
  }
  const { takenAt, people, coverage, lost, names } = access;
  return (
    <div
      class="kept small"
      data-kept={lost > 0 ? 'lost' : 'kept'}
      data-had={people}
      data-lost={lost}
      data-tone={lost > 0 ? 'danger' : 'neutral'}
    >
      <p class="tabular">
        {tn('checklist.kept.taken', people)} · <Age at={takenAt} now={now} />
      </p>
      {figures !== null && (
        <p class="tabular">
          {tn('checklist.kept.now', figures.connected)} · <Age at={figures.seenAt} now={now} />
        </p>
      )}
      {coverage === 'partial' && <p>{t('checklist.kept.partial')}</p>}
      {lost === 0 && <p>{t('checklist.kept.all')}</p>}
      {lost > 0 && (
        <>
          <p class="kept-lost strong">{tn('checklist.kept.lost', lost)}</p>
          <ul class="stack-tight">
            {names.map(({ email, name }) => (
              <li key={email} data-lost-user={email}>
                {name !== null && (
                  <>
                    <bdi class="strong">{name}</bdi>{' '}
                  </>
                )}
                <bdi class="muted">{email}</bdi>
              </li>
            ))}
          </ul>
          {names.length < lost && (
            <p class="muted">{t('checklist.kept.more', { count: lost - names.length })}</p>
          )}
        </>
      )}
      <p class="muted">{t('checklist.kept.exceptAdmins')}</p>
    </div>
  );
}
