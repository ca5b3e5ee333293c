import { useState } from 'preact/hooks';
import { useLive } from '@/components/ui/live';
import { useNow } from '@/components/ui/now';
import { systemClock } from '@/lib/model/clock';
import type { AccountId } from '@/lib/model/ids';
import {
  accounts,
  currentAccount,
  jarOf,
  lastSeen,
  openHandoff,
  runningWait,
  usersOf,
} from '@/lib/store';
import { Popup } from './Popup';
import { askForAccess, openPage, reloadTab, useCurrentTab } from './tab';

const SECOND = 1000;

/** The popup with its data: the database as it is now, and the current tab. Works without a console tab. */
export function App() {
  const now = useNow(SECOND);
  const tab = useCurrentTab();
  const [chosen, setChosen] = useState<AccountId | null>(null);
  const jar = jarOf(tab?.cookieStoreId);
  const facts = useLive(async () => {
    const all = await accounts();
    const current = await currentAccount(jar);
    const account = all.find(({ id }) => id === chosen) ?? current ?? all[0] ?? null;
    if (account === null) return { accounts: all, account, wait: null, handoff: null, seen: null };
    const [wait, handoff, seen] = await Promise.all([
      runningWait(account.id, systemClock.now()),
      openHandoff(account.id),
      lastSeen(account.id),
    ]);
    return { accounts: all, account, wait, handoff, seen };
  }, [jar, chosen]);
  const account = facts.state === 'ready' ? (facts.value.account?.id ?? null) : null;
  const people = useLive(
    async () =>
      account === null ? { of: null, users: [] } : { of: account, users: await usersOf(account) },
    [account],
  );
  const failed = facts.state === 'failed' || people.state === 'failed';
  // The answer for another account, or for none, is not this one's.
  const ours = people.state === 'ready' && people.value.of === account ? people.value.users : null;
  return (
    <Popup
      now={now}
      health={tab?.health ?? null}
      data={
        failed
          ? 'failed'
          : facts.state === 'ready' && (ours !== null || account === null)
            ? { ...facts.value, people: ours ?? [] }
            : 'loading'
      }
      act={{
        choose: setChosen,
        open: openPage,
        allow: askForAccess,
        ...(tab?.id != null && { reload: () => reloadTab(tab.id ?? 0) }),
        retry: () => location.reload(),
      }}
    />
  );
}
