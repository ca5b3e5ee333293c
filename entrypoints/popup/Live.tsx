import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import type { History } from '@/components/team/PersonCard';
import { useLive } from '@/components/ui/live';
import { systemClock } from '@/lib/model/clock';
import type { AccountId } from '@/lib/model/ids';
import type { Member } from '@/lib/model/team';
import type { Trouble } from '@/lib/model/trouble';
import {
  accounts,
  atOneMoment,
  changesSince,
  currentAccount,
  earlyGrants,
  endedWait,
  firstTeamPage,
  guidesOf,
  invitations,
  jarOf,
  lastSeen,
  lookedAt,
  namesOf,
  openHandoffs,
  teamOf,
  waitFor,
} from '@/lib/store';
import { useHistory, useTeam } from '../dashboard/team-state';
import { useTrouble } from '../dashboard/trouble';
import { lookAtWaits } from './background';
import { type CurrentTab, useCurrentTab } from './current-tab';
import { type Facts, NO_FACTS, shownOf } from './facts';
import { keepGlance } from './glance';
import type { PopupData } from './Popup';

/** No more changes are counted: then there are many. */
const MOST_CHANGES = 100;

/** What there is to show at this moment. */
export interface LiveState {
  /** `null` while the tab is being asked. */
  readonly tab: CurrentTab | null;
  readonly data: PopupData | 'loading' | 'failed';
  /** What is the matter with the database; `null` when nothing is. */
  readonly trouble: Trouble | null;
  /** How many changes there are since somebody looked; `null` while that is not known. */
  readonly changes: number | null;
  /** The history of whoever is opened. */
  readonly history: History;
}

interface LiveProps {
  /** The account that was chosen; `null` for the one signed in. */
  chosen: AccountId | null;
  /** Whose history is open. */
  opened: Member | null;
  /** The wait that is shown has ended. */
  isOver: boolean;
  tell(state: LiveState): void;
}

/** What the first look of the popup needs, and no more. */
async function factsOf(jar: string, chosen: AccountId | null): Promise<Facts> {
  const [all, current] = await Promise.all([accounts(), currentAccount(jar)]);
  const account = all.find(({ id }) => id === chosen) ?? current ?? all[0] ?? null;
  if (account === null) return { ...NO_FACTS, accounts: all };
  const { id } = account;
  const now = systemClock.now();
  const [wait, ended, early, invited, guides, handoffs, seen, team, page] = await Promise.all([
    waitFor(account, now),
    endedWait(id, now),
    earlyGrants(id),
    invitations(id),
    guidesOf(id),
    openHandoffs(id),
    lastSeen(id),
    teamOf(id),
    firstTeamPage(id),
  ]);
  const toCheck = early.map(({ email }) => email);
  const names = toCheck.length === 0 ? [] : [...(await namesOf(id, toCheck))];
  const [guide] = guides;
  return {
    ...{ accounts: all, account, wait, ended, early, invited, names, seen, page },
    guide: guide === undefined || guide.state === 'finished' ? null : guide,
    handoff: handoffs[0] ?? null,
    summary: team?.summary ?? null,
  };
}

/**
 * Reads the database and asks the current tab, and goes on telling what they say for as long as it is there; draws
 * nothing. Apart from the popup, which is drawn before the means to read have been loaded.
 */
export function Live({ chosen, opened, isOver, tell }: LiveProps) {
  const tab = useCurrentTab();
  const jar = jarOf(tab?.cookieStoreId);
  const facts = useLive(() => atOneMoment(() => factsOf(jar, chosen)), [jar, chosen]);
  const known = facts.state === 'ready' ? facts.value : null;
  const account = known?.account?.id ?? null;
  // What is seen at once comes first; then the rest of the team is read, for searching and scrolling.
  const [isPainted, setPainted] = useState(false);
  useEffect(() => {
    if (account === null) return;
    const frame = requestAnimationFrame(() => setTimeout(() => setPainted(true)));
    return () => cancelAnimationFrame(frame);
  }, [account]);
  // The clock may have been set since anybody looked, and what ends here is to be told at once. The background
  // writes then, for which what is read here would have to wait.
  const isDrawn = isPainted || (facts.state !== 'loading' && account === null);
  useEffect(() => {
    if (isDrawn) lookAtWaits();
  }, [isOver, isDrawn]);
  useEffect(() => {
    // The next time the account of the tab is shown again, whichever was chosen this time.
    if (known !== null && chosen === null) keepGlance(known);
  }, [known, chosen]);
  const team = useTeam(isPainted ? account : null);
  const changed = useLive(async () => {
    if (account === null || !isPainted) return null;
    const after = (await lookedAt(account)) ?? 0;
    return { of: account, count: (await changesSince(account, after, MOST_CHANGES)).length };
  }, [account, isPainted]);
  const history = useHistory(opened === null ? null : account, opened);
  const told = useTrouble();
  const broken = [facts, team].find((one) => one.state === 'failed');
  const trouble = broken?.state === 'failed' ? broken.trouble : told;
  const first = useMemo(() => (known === null ? null : shownOf(known)), [known]);
  const data = useMemo(() => {
    if (broken !== undefined) return 'failed';
    if (first === null) return 'loading';
    if (team.state !== 'ready' || !team.isRead) return first;
    return { ...first, summary: team.summary, index: team.index, isRead: true };
  }, [broken, first, team]);
  const isCounted = changed.state === 'ready' && changed.value?.of === account;
  const changes = isCounted ? (changed.value?.count ?? null) : null;
  useLayoutEffect(() => {
    tell({ tab, data, trouble, changes, history });
  }, [tell, tab, data, trouble, changes, history]);
  return null;
}
