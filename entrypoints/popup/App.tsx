import type { ComponentType } from 'preact';
import { useCallback, useLayoutEffect, useState } from 'preact/hooks';
import { useLate } from '@/components/ui/late';
import { useNow } from '@/components/ui/now';
import { usePainted } from '@/components/ui/painted';
import type { AccountId } from '@/lib/model/ids';
import type { Member } from '@/lib/model/team';
import { allowPod } from '../dashboard/pods';
import { hrefOf } from '../dashboard/route';
import { checkedEarly } from './background';
import { shownOf } from './facts';
import { lastGlance } from './glance';
import type { Live, LiveState } from './Live';
import { Popup } from './Popup';
import { askForAccess, openData, openPage, openRoom, pointOut, reloadTab } from './tab';

/** How often the popup is drawn again, in ms: for the seconds of a wait, else for ages in minutes. */
const SECOND = 1_000;
const HALF_MINUTE = 30_000;

/** How long the popup may stay empty, in ms: less than anybody notices, and mostly enough to have everything. */
const UNNOTICED = 150;

/** What is shown before anything has been read: what was shown last, if anything was. */
function before(): LiveState {
  const glance = lastGlance();
  const data = glance === null ? 'loading' : shownOf(glance);
  return { tab: null, data, trouble: null, changes: null, history: 'loading' };
}

/**
 * Loads the means to read the database: at once where there is nothing to show without, else when that has been
 * painted.
 *
 * @param fail called where they cannot be loaded, as after the extension was updated
 */
function useMeans(isUrgent: boolean, fail: () => void): ComponentType<LiveProps> | null {
  const [means, setMeans] = useState<ComponentType<LiveProps> | null>(null);
  const isDue = usePainted() || isUrgent;
  // Before anything is painted where it is urgent: an effect would wait for a first picture with nothing in it.
  useLayoutEffect(() => {
    if (isDue) import('./Live').then((loaded) => setMeans(() => loaded.Live), fail);
  }, [isDue]);
  return means;
}

type LiveProps = Parameters<typeof Live>[0];

/** The popup with its data: the database as it is now, and the current tab. Works without a console tab. */
export function App() {
  const [first] = useState(before);
  const [live, setLive] = useState(first);
  const { tab, data, trouble, changes, history } = live;
  // Until something has been read, what was shown last stands.
  const tell = useCallback((told: LiveState) => {
    setLive((was) => (told.data === 'loading' ? { ...told, data: was.data } : told));
  }, []);
  const Means = useMeans(first.data === 'loading', () =>
    setLive({ ...first, data: 'failed', trouble: 'unreadable' }),
  );
  const [chosen, setChosen] = useState<AccountId | null>(null);
  const [opened, setOpened] = useState<Member | null>(null);
  const ends = typeof data === 'string' ? null : (data.wait?.endsAt ?? null);
  const now = useNow(ends === null ? HALF_MINUTE : SECOND, ends);
  const isLate = useLate(UNNOTICED);
  return (
    <>
      {Means !== null && (
        <Means chosen={chosen} opened={opened} isOver={ends !== null && ends <= now} tell={tell} />
      )}
      {(data !== 'loading' || isLate) && (
        <Popup
          now={now}
          health={tab?.health ?? null}
          why={tab?.why ?? null}
          pod={tab?.pod ?? null}
          trouble={trouble}
          data={data}
          isOld={data === first.data}
          changes={changes}
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
      )}
    </>
  );
}
