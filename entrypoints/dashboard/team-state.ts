import { liveQuery } from 'dexie';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { History } from '@/components/team/PersonCard';
import { useLive } from '@/components/ui/live';
import type { AccountId } from '@/lib/model/ids';
import { Email } from '@/lib/model/ids';
import type { Member, TeamPage, TeamSummary } from '@/lib/model/team';
import type { Trouble } from '@/lib/model/trouble';
import { firstTeamPage, linesAbout, teamOf, teamPages, troubleOf } from '@/lib/store';
import { TeamIndex } from '@/lib/team/find';
import { historyOf } from '@/lib/team/history';

/** A team as far as it has been read. */
export type TeamState =
  | { readonly state: 'loading' }
  | {
      readonly state: 'ready';
      /** `null` while no team is kept of the account. */
      readonly summary: TeamSummary | null;
      /** At first only as far as is seen at once. */
      readonly index: TeamIndex;
      /** Whether that is all of it. */
      readonly isRead: boolean;
    }
  | { readonly state: 'failed'; readonly trouble: Trouble };

/** How often the pages are asked for again where the background changes them meanwhile. */
const ATTEMPTS = 5;

/** Reads the pages of a team, only those that are new; tries again while the background writes them. */
async function readPages(
  account: AccountId,
  before: ReadonlyMap<string, TeamPage>,
): Promise<Map<string, TeamPage>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const pages = await teamPages(account, before);
    if (pages !== null) return pages;
  }
  throw new Error('The team changes faster than it can be read.');
}

/** Follows the team of an account; tells of it whenever it has changed, until the returned function is called. */
function followTeam(account: AccountId, tell: (team: TeamState) => void): () => void {
  let pages: ReadonlyMap<string, TeamPage> = new Map();
  let latest = 0;
  let work = Promise.resolve();
  const read = async (number: number, summary: TeamSummary | null) => {
    if (number !== latest) return;
    if (pages.size === 0) {
      const first = await firstTeamPage(account);
      if (number !== latest) return;
      const index = new TeamIndex(first === null ? [] : [first]);
      tell({ state: 'ready', summary, index, isRead: false });
    }
    pages = await readPages(account, pages);
    if (number !== latest) return;
    tell({ state: 'ready', summary, index: new TeamIndex([...pages.values()]), isRead: true });
  };
  const fail = async (error: unknown) => tell({ state: 'failed', trouble: await troubleOf(error) });
  const subscription = liveQuery(() => teamOf(account)).subscribe({
    next: (record) => {
      latest += 1;
      const number = latest;
      // One reading after the other, and those that are out of date not at all.
      work = work.then(() => read(number, record?.summary ?? null)).catch(fail);
    },
    error: fail,
  });
  return () => {
    latest += 1;
    subscription.unsubscribe();
  };
}

/**
 * The whole team of an account in memory, kept up to date. Never another account's.
 *
 * @param account `null` for none, or while other things come first
 */
export function useTeam(account: AccountId | null): TeamState {
  const [team, setTeam] = useState<{ of: AccountId; team: TeamState } | null>(null);
  useEffect(() => {
    if (account === null) return;
    return followTeam(account, (told) => setTeam({ of: account, team: told }));
  }, [account]);
  return team === null || team.of !== account ? { state: 'loading' } : team.team;
}

/** The history of somebody of an account, kept up to date; of nobody while `member` is `null`. */
export function useHistory(account: AccountId | null, member: Member | null): History {
  const key = member?.key ?? null;
  const email = Email.safeParse(member?.email).data ?? null;
  const live = useLive(async () => {
    const lines = account === null || email === null ? [] : await linesAbout(account, email);
    return { of: key, lines };
  }, [account, key]);
  return useMemo(() => {
    if (live.state === 'failed') return 'failed';
    if (live.state === 'loading' || live.value.of !== key || member === null) return 'loading';
    const { lines } = live.value;
    return historyOf(lines, member.state === 'invited' ? null : member.firstSeenAt);
  }, [live, key, member]);
}
