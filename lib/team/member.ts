import type { Timestamp } from '@/lib/model/ids';
import type { Invited } from '@/lib/model/invitation';
import type { RosterEntry } from '@/lib/model/plan';
import type { SeenUser } from '@/lib/model/snapshot';
import type { Member } from '@/lib/model/team';
import { plain } from './words';

/** A user, as far as a team is made of them. */
export type TeamUser = SeenUser & {
  readonly firstSeenAt: Timestamp;
  readonly seenAt: Timestamp;
  readonly goneAt: Timestamp | null;
};

/** What is known of one person. */
export interface Sources {
  readonly key: string;
  /** As they were seen in the console. */
  readonly user: TeamUser | undefined;
  readonly planned: Pick<RosterEntry, 'name' | 'team'> | undefined;
  /** Their last invitation to Account Insight. */
  readonly invited: Invited | undefined;
}

/**
 * Somebody as they stand in the team; `null` for who is in none: gone from the console and not invited. A roster adds
 * to what is known of people, and no people.
 */
export function memberOf({ key, user, planned, invited }: Sources): Member | null {
  const expires = invited?.expires ?? null;
  const invitedAt = invited?.at ?? null;
  if (user !== undefined && user.goneAt === null) {
    const { email, name, role, access, workspaces, team, firstSeenAt, seenAt } = user;
    return {
      ...{ key, email, role, state: access, workspaces, firstSeenAt, seenAt, expires, invitedAt },
      name: name ?? planned?.name ?? invited?.name ?? null,
      team: filled(team) ?? planned?.team ?? null,
    };
  }
  if (invited === undefined) return null;
  return {
    ...{ key, email: invited.email, role: 'unknown', state: 'invited', workspaces: null },
    name: invited.name ?? planned?.name ?? null,
    team: planned?.team ?? null,
    ...{ firstSeenAt: invited.at, seenAt: invited.at, expires, invitedAt },
  };
}

/** An empty cell says nothing. */
function filled(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text;
}

/** By what a team is ordered: the name, else the address, without accents and case; never the same for two. */
export function orderOf({ name, key }: Member): string {
  return `${plain(name?.trim() || key)}\n${key}`;
}

/** What is searched of somebody: name, address, team and workspaces. */
export function searchedOf({ name, email, team, workspaces }: Member): string {
  return plain([name ?? '', email ?? '', team ?? '', ...(workspaces ?? [])].join('\n'));
}
