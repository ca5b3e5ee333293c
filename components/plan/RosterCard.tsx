import { useState } from 'preact/hooks';
import { Age } from '@/components/ui/Age';
import { Button } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { Note } from '@/components/ui/Note';
import { Section } from '@/components/ui/Section';
import { t, tn } from '@/components/ui/say';
import type { Timestamp } from '@/lib/model/ids';
import { People } from './People';
import type { FetchPeople } from './view';

/** A roster that is there. */
export interface KeptRoster {
  readonly takenAt: Timestamp;
  /** The file it came from; `null` when it was pasted. */
  readonly file: string | null;
  readonly people: number;
}

interface RosterCardProps {
  roster: KeptRoster;
  revision: number;
  fetch: FetchPeople;
  now: number;
  /** Whether another one is being brought in. */
  isReplacing: boolean;
  replace(): void;
  remove(): void;
  /** Why it could not be removed; `null` when nothing has failed. */
  failure: string | null;
}

/** The roster as it was taken in, with ways to replace and to remove it. */
export function RosterCard(props: RosterCardProps) {
  const { roster, revision, fetch, now, isReplacing, replace, remove, failure } = props;
  const [asking, setAsking] = useState(false);
  return (
    <Section name="roster" title={t('plan.roster.title')} what={t('plan.roster.what')}>
      <div class="card">
        <div class="row">
          <span class="row-mark" data-tone="ok">
            <Icon name="check" />
          </span>
          <div class="row-text">
            <p class="strong tabular" data-figure="roster" data-count={roster.people}>
              {tn('plan.people', roster.people)}
            </p>
            <p class="small muted tabular wrap">
              {t('plan.roster.taken')} <Age at={roster.takenAt} now={now} />
              {' · '}
              {roster.file === null
                ? t('plan.roster.pasted')
                : t('plan.roster.from', { file: roster.file })}
            </p>
            {asking && (
              <div class="confirm" data-confirm="remove">
                <p>{t('plan.roster.removeWhat')}</p>
                <div class="actions">
                  <Button
                    data-action="roster-keep"
                    ref={(button) => button?.focus()}
                    onClick={() => setAsking(false)}
                  >
                    {t('plan.roster.keep')}
                  </Button>
                  <Button tone="danger" data-action="roster-remove" onClick={remove}>
                    {t('plan.roster.removeYes')}
                  </Button>
                </div>
              </div>
            )}
          </div>
          {!asking && !isReplacing && (
            <>
              <Button data-action="roster-replace" onClick={replace}>
                {t('plan.roster.replace')}
              </Button>
              <Button data-action="roster-remove-ask" onClick={() => setAsking(true)}>
                {t('plan.roster.remove')}
              </Button>
            </>
          )}
        </div>
        {failure !== null && (
          <div class="row-note" role="alert">
            <Note tone="danger" name="failed">
              <p>{failure}</p>
            </Note>
          </div>
        )}
        <div class="plan-roster-people">
          <People
            source={{ kind: 'roster' }}
            name={t('plan.roster.title')}
            columns={['planned', 'team']}
            total={roster.people}
            revision={revision}
            fetch={fetch}
            now={now}
          />
        </div>
      </div>
    </Section>
  );
}
