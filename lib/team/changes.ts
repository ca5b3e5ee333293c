import type { Email, Timestamp } from '@/lib/model/ids';
import type { AccessChange } from '@/lib/model/ledger';
import type { Workspaces } from '@/lib/model/plan';

/** What was seen to change about somebody's access. */
export interface TeamChange {
  readonly at: Timestamp;
  readonly email: Email;
  readonly change: AccessChange;
  readonly from: Workspaces | null;
  readonly to: Workspaces | null;
}

/** The changes of one day in the calendar. */
export interface ChangesOfDay {
  /** The beginning of the day, in ms. */
  readonly day: Timestamp;
  readonly counts: Readonly<Record<AccessChange, number>>;
  readonly total: number;
}

/** No changes at all. */
const NONE: Readonly<Record<AccessChange, number>> = {
  granted: 0,
  removed: 0,
  workspaces: 0,
  appeared: 0,
  vanished: 0,
};

/** How many changes there are of each kind. */
export function countChanges(
  changes: readonly Pick<TeamChange, 'change'>[],
): Record<AccessChange, number> {
  const counts = { ...NONE };
  for (const { change } of changes) counts[change] += 1;
  return counts;
}

/** The beginning of the day of a moment, by the calendar of this machine. */
export function dayStart(at: Timestamp): Timestamp {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** The beginning of the day that many days away. Days are not all of the same length. */
export function dayFrom(at: Timestamp, days: number): Timestamp {
  const date = new Date(dayStart(at));
  return date.setDate(date.getDate() + days);
}

/**
 * The changes day by day, the earliest first, with the days on which nothing has changed.
 *
 * @param from in the first day
 * @param to in the last day
 * @param most no more days than these: the last ones
 */
export function byDay(
  changes: readonly Pick<TeamChange, 'change' | 'at'>[],
  from: Timestamp,
  to: Timestamp,
  most: number,
): ChangesOfDay[] {
  const ofDay = new Map<Timestamp, Pick<TeamChange, 'change' | 'at'>[]>();
  for (const one of changes) {
    const day = dayStart(one.at);
    const others = ofDay.get(day);
    if (others === undefined) ofDay.set(day, [one]);
    else others.push(one);
  }
  const first = Math.max(dayStart(from), dayFrom(to, 1 - most));
  const days: ChangesOfDay[] = [];
  for (let day = dayStart(to); day >= first; day = dayFrom(day, -1)) {
    const counts = countChanges(ofDay.get(day) ?? []);
    days.unshift({ day, counts, total: Object.values(counts).reduce((sum, n) => sum + n, 0) });
  }
  return days;
}
