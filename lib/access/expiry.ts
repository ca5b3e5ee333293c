import { DAY } from '@/lib/model/clock';
import type { Timestamp } from '@/lib/model/ids';
import type { Day, Invited } from '@/lib/model/invitation';

/** From so many days before its end on, an access is listed as ending. */
const ENDING_SOON = 14;

/** From so many days before its end on, it is pressing. */
export const ENDING_NOW = 3;

/**
 * The day of a moment in a time zone.
 *
 * @param offset of the zone, in minutes, as `Date.prototype.getTimezoneOffset` says
 */
export function dayOf(at: Timestamp, offset: number): Day {
  return new Date(at - offset * 60_000).toISOString().slice(0, 10);
}

/** The day that many days after another. */
export function dayAfter(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}

/** How many days there are from one day to another; negative when that lies before it. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** Somebody whose access ends soon, and in how many days; 0 is today. */
export interface Ending {
  readonly invited: Invited;
  readonly days: number;
}

/** Those whose access ends within {@link ENDING_SOON} days from a day on, the soonest first. */
export function endingSoon(invited: readonly Invited[], today: Day): Ending[] {
  return invited
    .flatMap((one) =>
      one.expires === null ? [] : [{ invited: one, days: daysBetween(today, one.expires) }],
    )
    .filter(({ days }) => days >= 0 && days <= ENDING_SOON)
    .sort((a, b) => a.days - b.days);
}
