import { momentFormat } from '@/components/ui/language';

const DAY = momentFormat({ dateStyle: 'medium', timeZone: 'UTC' });

/** A day in the calendar, as people here write days. */
export function dayWords(day: string): string {
  return DAY.format(Date.parse(day));
}
