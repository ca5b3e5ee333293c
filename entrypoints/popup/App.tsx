import { useEffect, useState } from 'preact/hooks';
import { useLive } from '@/components/ui/live';
import { useNow } from '@/components/ui/now';
import { systemClock } from '@/lib/model/clock';
import type { AccountId } from '@/lib/model/ids';
import {
  accounts,
  currentAccount,
  earlyGrants,
  endedWait,
  invitations,
  jarOf,
  lastSeen,
  openHandoffs,
  usersOf,
  waitFor,
} from '@/lib/store';
import { allowPod } from '../dashboard/pods';
import { useTrouble } from '../dashboard/trouble';
import { checkedEarly, lookAtWaits } from './background';
import { NOTHING, Popup } from './Popup';
import {
  askForAccess,
  openData,
  openPage,
  openSettings,
  pointOut,
  reloadTab,
  useCurrentTab,
} from './tab';

/** How often the popup is drawn again, in ms: for the seconds of a wait, else for ages in minutes. */
const SECOND = 1_000;
const HALF_MINUTE = 30_000;

/** The popup with its data: the database as it is now, and the current tab. Works without a console tab. */
export function App() {
  const tab = useCurrentTab();
  const [chosen, setChosen] = useState<AccountId | null>(null);
  const jar = jarOf(tab?.cookieStoreId);
  const facts = useLive(async () => {
    const all = await accounts();
    const current = await currentAccount(jar);
    const account = all.find(({ id }) => id === chosen) ?? current ?? all[0] ?? null;
    if (account === null) return { ...NOTHING, accounts: all, account };
    const now = systemClock.now();
    const [wait, ended, early, invited, handoffs, seen] = await Promise.all([
      waitFor(account, now),
      endedWait(account.id, now),
      earlyGrants(account.id),
      invitations(account.id),
      openHandoffs(account.id),
      lastSeen(account.id),
    ]);
    const handoff = handoffs[0] ?? null;
    return { accounts: all, account, wait, ended, early, invited, handoff, seen };
  }, [jar, chosen]);
  const ends = facts.state === 'ready' ? (facts.value.wait?.endsAt ?? null) : null;
  const now = useNow(ends === null ? HALF_MINUTE : SECOND, ends);
  const isOver = ends !== null && ends <= now;
  // The clock may have been set since anybody looked, and what ends here is to be told at once.
  useEffect(() => {
    lookAtWaits();
  }, [isOver]);
  const account = facts.state === 'ready' ? (facts.value.account?.id ?? null) : null;
  const people = useLive(
    async () =>
      account === null ? { of: null, users: [] } : { of: account, users: await usersOf(account) },
    [account],
  );
  const told = useTrouble();
  const broken = [facts, people].find((one) => one.state === 'failed');
  const trouble = broken?.state === 'failed' ? broken.trouble : told;
  // The answer for another account, or for none, is not this one's.
  const ours = people.state === 'ready' && people.value.of === account ? people.value.users : null;
  return (
    <Popup
      now={now}
      health={tab?.health ?? null}
      why={tab?.why ?? null}
      pod={tab?.pod ?? null}
      trouble={trouble}
      data={
        broken !== undefined
          ? 'failed'
          : facts.state === 'ready' && (ours !== null || account === null)
            ? { ...facts.value, people: ours ?? [] }
            : 'loading'
      }
      act={{
        choose: setChosen,
        open: openPage,
        // Asked at once: a browser asks the person only while their press is fresh.
        allow: () => (tab?.pod != null ? allowPod(tab.pod) : askForAccess()),
        ...(tab?.id != null && { reload: () => reloadTab(tab.id ?? 0) }),
        ...(tab?.id != null && { point: () => pointOut(tab.id ?? 0) }),
        settings: openSettings,
        data: openData,
        retry: () => location.reload(),
        checked: checkedEarly,
      }}
    />
  );
}
