import type { Timestamp } from '@/lib/model/ids';
import { momentFormat } from './language';

const TIME = momentFormat({ timeStyle: 'short' });
const DATE_AND_TIME = momentFormat({
  dateStyle: 'medium',
  timeStyle: 'short',
});

/** A moment as people say it: the time alone on the same day, with the date otherwise. */
export function momentWords(at: Timestamp, now: Timestamp): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return (isToday ? TIME : DATE_AND_TIME).format(at);
}

/** When something was, by the clock; where it matters more how long ago, see `Age`. */
export function Moment({ at, now }: { at: Timestamp; now: Timestamp }) {
  return (
    <time
      class="age tabular"
      dateTime={new Date(at).toISOString()}
      title={DATE_AND_TIME.format(at)}
    >
      {momentWords(at, now)}
    </time>
  );
}
