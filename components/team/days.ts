/** A day in the calendar, as this browser writes days. */
export function dayWords(day: string): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    Date.parse(day),
  );
}
