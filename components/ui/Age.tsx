import { MINUTE } from '@/lib/model/clock';
import type { Timestamp } from '@/lib/model/ids';
import { momentFormat } from './language';
import { t, tn } from './say';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const absolute = momentFormat({ dateStyle: 'medium', timeStyle: 'short' });

/** How long ago something was, in the largest unit that fits; a clock that ran ahead reads "just now". */
export function age(at: Timestamp, now: Timestamp): string {
  const past = now - at;
  if (past < MINUTE) return t('ui.age.now');
  if (past < HOUR) return tn('ui.age.minutes', Math.floor(past / MINUTE));
  if (past < DAY) return tn('ui.age.hours', Math.floor(past / HOUR));
  return tn('ui.age.days', Math.floor(past / DAY));
}

/** How long ago something was; the exact moment is in its title. */
export function Age({ at, now }: { at: Timestamp; now: Timestamp }) {
  return (
    <time class="age tabular" dateTime={new Date(at).toISOString()} title={absolute.format(at)}>
      {age(at, now)}
    </time>
  );
}
