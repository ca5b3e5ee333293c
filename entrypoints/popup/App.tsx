import { useEffect, useState } from 'preact/hooks';
import { useLate } from '@/components/ui/late';
import { useLive } from '@/components/ui/live';
import { useNow } from '@/components/ui/now';
import { systemClock } from '@/lib/model/clock';
import type { AccountId } from '@/lib/model/ids';
import type { Member } from '@/lib/model/team';
import {
  accounts,
  atOneMoment,
  changesSince,
  currentAccount,
  earlyGrants,
  endedWait,
  firstTeamPage,
  invitations,
  jarOf,
  lastSeen,
  lookedAt,
  namesOf,
  openHandoffs,
  teamOf,
  waitFor,
} from '@/lib/store';
import { TeamIndex } from '@/lib/team/find';
import { allowPod } from '../dashboard/pods';
import { hrefOf } from '../dashboard/route';
import { useHistory, useTeam } from '../dashboard/team-state';
import { useTrouble } from '../dashboard/trouble';
import { checkedEarly, lookAtWaits } from './background';
import { NOTHING, Popup, type PopupData } from './Popup';
import {
  askForAccess,
  openData,
  openPage,
  openRoom,
  pointOut,
  reloadTab,
  useCurrentTab,
} from './tab';

/** How often the popup is drawn again, in ms: for the seconds of a wait, else for ages in minutes. */
const SECOND = 1_000;
const HALF_MINUTE = 30_000;

/** How long the popup may stay empty, in ms: less than anybody notices, and mostly enough to have everything. */
const UNNOTICED = 150;

/** No more changes are counted: then there are many. */
const MOST_CHANGES = 100;

/** What the first look of the popup needs, and no more: the team's figures, and its first page. */
async function factsOf(jar: string, chosen: AccountId | null): Promise<PopupData> {
  const [all, current] = await Promise.all([accounts(), currentAccount(jar)]);
  const account = all.find(({ id }) => id === chosen) ?? current ?? all[0] ?? null;
  if (account === null) return { ...NOTHING, accounts: all, account };
  const { id } = account;
  const now = systemClock.now();
  const [wait, ended, early, invited, handoffs, seen, team, page] = await Promise.all([
    waitFor(account, now),
    endedWait(id, now),
    earlyGrants(id),
    invitations(id),
    openHandoffs(id),
    lastSeen(id),
    teamOf(id),
    firstTeamPage(id),
  ]);
  const names =
    early.length === 0
      ? new Map()
      : await namesOf(
          id,
          early.map(({ email }) => email),
        );
  return {
    ...{ accounts: all, account, wait, ended, early, invited, names, seen },
    handoff: handoffs[0] ?? null,
    summary: team?.summary ?? null,
    index: new TeamIndex(page === null ? [] : [page]),
    isRead: false,
  };
}

/** The popup with its data: the database as it is now, and the current tab. Works without a console tab. */
export function App() {
  const tab = useCurrentTab();
  const [chosen, setChosen] = useState<AccountId | null>(null);
  const jar = jarOf(tab?.cookieStoreId);
  const facts = useLive(() => atOneMoment(() => factsOf(jar, chosen)), [jar, chosen]);
  const ends = facts.state === 'ready' ? (facts.value.wait?.endsAt ?? null) : null;
  const now = useNow(ends === null ? HALF_MINUTE : SECOND, ends);
  const isOver = ends !== null && ends <= now;
  const account = facts.state === 'ready' ? (facts.value.account?.id ?? null) : null;
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
  const team = useTeam(isPainted ? account : null);
  const changed = useLive(async () => {
    if (account === null || !isPainted) return null;
    const after = (await lookedAt(account)) ?? 0;
    return { of: account, count: (await changesSince(account, after, MOST_CHANGES)).length };
  }, [account, isPainted]);
  const [opened, setOpened] = useState<Member | null>(null);
  const history = useHistory(opened === null ? null : account, opened);
  const told = useTrouble();
  const broken = [facts, team].find((one) => one.state === 'failed');
  const trouble = broken?.state === 'failed' ? broken.trouble : told;
  const data = dataOf();
  const isLate = useLate(UNNOTICED);

  function dataOf(): PopupData | 'loading' | 'failed' {
    if (broken !== undefined) return 'failed';
    if (facts.state !== 'ready') return 'loading';
    if (team.state !== 'ready' || !team.isRead) return facts.value;
    return { ...facts.value, summary: team.summary, index: team.index, isRead: true };
  }

  if (data === 'loading' && !isLate) return null;
  const isCounted = changed.state === 'ready' && changed.value?.of === account;
  return (
    <Popup
      now={now}
      health={tab?.health ?? null}
      why={tab?.why ?? null}
      pod={tab?.pod ?? null}
      trouble={trouble}
      data={data}
      changes={isCounted ? (changed.value?.count ?? null) : null}
      opened={opened}
      history={history}
      act={{
        choose: (id) => {
          setOpened(null);
          setChosen(id);
        },
        open: openPage,
        room: openRoom,
        person: setOpened,
        // Asked at once: a browser asks the person only while their press is fresh.
        allow: () => (tab?.pod != null ? allowPod(tab.pod) : askForAccess()),
        ...(tab?.id != null && { reload: () => reloadTab(tab.id ?? 0) }),
        ...(tab?.id != null && { point: () => pointOut(tab.id ?? 0) }),
        settings: () => openRoom(hrefOf('settings', 'wait')),
        data: openData,
        retry: () => location.reload(),
        checked: checkedEarly,
      }}
    />
  );
}
