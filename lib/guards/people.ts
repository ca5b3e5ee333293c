import type { Email } from '@/lib/model/ids';
import type { Snapshot } from '@/lib/model/snapshot';
import type { Person } from '@/lib/model/verdict';

/** The people with their names, as far as the table behind the dialog gives them. */
export function withNames(snapshot: Snapshot, emails: readonly Email[]): Person[] {
  const users = snapshot.users.coverage === 'unknown' ? [] : snapshot.users.value;
  const names = new Map(users.map(({ email, name }) => [email, name]));
  return emails.map((email) => ({ email, name: names.get(email) || null }));
}
