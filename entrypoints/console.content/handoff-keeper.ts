import { createHandoffActions } from '@/components/handoff/asking';
import { hashOf } from '@/components/handoff/places';
import type { DockHandoffActions } from '@/components/overlay/handoff/actions';
import { showSetUp, showUserAccess } from '@/lib/console/page';
import type { Recognition } from '@/lib/console/recognition';
import type { Clock } from '@/lib/model/clock';
import type { PageKind } from '@/lib/model/console';
import type { Timestamp } from '@/lib/model/ids';
import type { SentRequest } from '@/lib/model/messages';
import type { Snapshot } from '@/lib/model/snapshot';
import type { BackgroundClient } from './background-client';

interface Surroundings {
  /** What is recognised at the moment. */
  current(): Recognition;
  readonly background: BackgroundClient;
  readonly clock: Clock;
  /** This browser has come into a handoff: what the page shows already may prove something there. */
  onJoined(): void;
}

/** What a person does about handoffs from the dock. */
export interface HandoffKeeper {
  readonly actions: DockHandoffActions;
  /** Goes on to the tab that a person wanted to see, once the page with the tabs is there. */
  follow(snapshot: Snapshot): void;
}

/** How long a page may take to show its tabs, in milliseconds; later nobody waits for one any more. */
const SHOWING = 10_000;

/** How long the browser may take to begin saving a file, in milliseconds. */
const SAVING = 60_000;

/** Carries what a person does about handoffs to the background, and leads them to where a step is done. */
export function createHandoffKeeper(surroundings: Surroundings): HandoffKeeper {
  const { current, background, clock, onJoined } = surroundings;
  let wanted: { readonly page: PageKind; readonly until: Timestamp } | null = null;

  /** Why something was refused, or `null`. A silent background is thrown: whoever asked says so. */
  async function tell(request: SentRequest): Promise<string | null> {
    const reply = await background.send(request);
    if (reply === null) throw new Error('the background did not answer');
    return reply.kind === 'refused' ? reply.reason : null;
  }

  function showTab(page: PageKind): void {
    if (page === 'user-access') showUserAccess(document, current());
    if (page === 'marketo-setup') showSetUp(document, current());
  }

  const actions: DockHandoffActions = {
    ...createHandoffActions({ ask: (request) => background.send(request), saveFile, onJoined }),
    // Asked for anew each time: it can be changed in the settings meanwhile.
    get usualRole() {
      return background.lastKnown()?.usualRole ?? null;
    },
    meantOutage: () => tell({ kind: 'outage-meant' }),
    openPlan: () => tell({ kind: 'open-plan' }),
    show(page) {
      const hash = hashOf(page);
      if (document.location.hash !== hash) document.location.hash = hash;
      wanted = { page, until: clock.now() + SHOWING };
      showTab(page);
    },
  };

  return {
    actions,
    follow({ page }) {
      if (wanted === null) return;
      if (page === wanted.page || clock.now() > wanted.until) wanted = null;
      else showTab(wanted.page);
    },
  };
}

/** Hands a text to the browser as a file to be saved. Its link is in no document, so that no page can see it. */
function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), SAVING);
}
