import { Age } from '@/components/ui/Age';
import { Icon } from '@/components/ui/Icon';
import { t, tn } from '@/components/ui/say';
import { MINUTE } from '@/lib/model/clock';
import type { Figures } from '@/lib/model/known';
import type { TeamSummary } from '@/lib/model/team';
import { seenOf } from '@/lib/team/summary';

/** From this age on, in ms, what was seen may well be otherwise by now. */
const STALE = 7 * 24 * 60 * MINUTE;

interface CoverageProps {
  summary: TeamSummary;
  /** When the users were last looked at, and how many there are as the console said. */
  users: {
    readonly at: number;
    readonly total: number | null;
    readonly coverage: Figures['coverage'];
  } | null;
  now: number;
}

/** How many of how many were seen and when, and what to do where a part is missing or all of it is old. */
export function Coverage({ summary, users, now }: CoverageProps) {
  const seen = seenOf(summary);
  const total = users?.total ?? null;
  const isPartial = total !== null && total > seen;
  const isStale = users !== null && now - users.at >= STALE;
  const words = () => {
    if (isPartial) return t('popup.coveragePartial', { seen, total });
    return tn(users?.coverage === 'whole' ? 'popup.coverageWhole' : 'popup.coverageSome', seen);
  };
  return (
    <div
      class="coverage small"
      data-coverage={isPartial ? 'partial' : (users?.coverage ?? 'partial')}
      data-tone={isStale ? 'caution' : 'neutral'}
      {...(isStale && { 'data-stale': '' })}
    >
      <p class="tabular">
        {isStale && <Icon name="clock" />} {words()}
        {users !== null && (
          <>
            {' · '}
            {t('popup.seen')} <Age at={users.at} now={now} />
          </>
        )}
      </p>
      {isStale ? <p>{t('popup.stale')}</p> : isPartial && <p>{t('popup.coverageHint')}</p>}
    </div>
  );
}
