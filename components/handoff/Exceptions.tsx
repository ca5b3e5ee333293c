import { ownerOf, wordsOf } from '@/components/ui/handoff-words';
import { Moment } from '@/components/ui/Moment';
import { Note } from '@/components/ui/Note';
import { t, tn } from '@/components/ui/say';
import type { Handoff } from '@/lib/model/handoff';

/** Who went on with a disconnect although steps were open, and why. */
export function Exceptions({ handoff, now }: { handoff: Handoff; now: number }) {
  return (
    <ul class="stack" data-exceptions={handoff.exceptions.length}>
      {handoff.exceptions.map(({ at, role, author, open, people, reason }) => (
        <li key={`${at}${author.key}`}>
          <Note tone="caution">
            <p class="wrap">
              <Moment at={at} now={now} />
              {' · '}
              {t('handoffs.one.exception', {
                who: ownerOf({ name: author.name, role }),
                steps: open.map((step) => wordsOf(step, handoff).title).join(', '),
              })}{' '}
              {people !== null && tn('handoffs.one.people', people)}
            </p>
            <p class="wrap">
              {reason === null ? (
                t('handoffs.one.noReason')
              ) : (
                <>
                  <span class="strong">{t('handoffs.one.reason')}</span> <bdi>{reason}</bdi>
                </>
              )}
            </p>
          </Note>
        </li>
      ))}
    </ul>
  );
}
