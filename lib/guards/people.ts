import type { Snapshot } from '@/lib/model/snapshot';

/** The people as "Name <address>", as far as the table behind the dialog gives a name. */
export function withNames(snapshot: Snapshot, emails: readonly string[]): string[] {
  const users = snapshot.users.coverage === 'unknown' ? [] : snapshot.users.value;
  const names = new Map<string, string | null>(users.map((user) => [user.email, user.name]));
  return emails.map((email) => {
    const name = names.get(email);
    return name ? `${name} <${email}>` : email;
  });
}
