import type { Email } from '@/lib/model/ids';
import type { Snapshot } from '@/lib/model/snapshot';
import { counted } from '@/lib/model/text';
import type { Gesture, Person } from '@/lib/model/verdict';

/** The people with their names, as far as the table behind the dialog gives them. */
export function withNames(snapshot: Snapshot, emails: readonly Email[]): Person[] {
  const users = snapshot.users.coverage === 'unknown' ? [] : snapshot.users.value;
  const names = new Map(users.map(({ email, name }) => [email, name]));
  return emails.map((email) => ({ email, name: names.get(email) || null }));
}

/** The addresses of everybody whom a grant is about, as far as that was read. */
export function grantedIn({ selected, assignments }: Snapshot): Email[] {
  const chosen = assignments.coverage === 'unknown' ? [] : assignments.value;
  const ticked = selected.coverage === 'unknown' ? [] : selected.value;
  return [...new Set([...chosen.map(({ email }) => email), ...ticked])];
}

/** From this many people on, going on takes typing their number. */
export const MANY = 25;

/**
 * What going on takes for so many people. A selection that may go beyond what is visible ("select all" in a table
 * with pages) counts as everybody, as far as their number is known.
 *
 * @param from how many people make it worth typing their number
 */
export function gesturesForPeople(snapshot: Snapshot, people: number, from: number): Gesture[] {
  const count = snapshot.selectsMore ? Math.max(people, snapshot.total ?? 0) : people;
  if (count < from && !snapshot.selectsMore) return [];
  return [{ kind: 'type', expected: String(count), prompt: counted('gesture.number', count) }];
}
