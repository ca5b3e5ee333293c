import type {
  GuideActions,
  GuideView,
  Pointing,
  RunningGuide,
} from '@/components/overlay/guide/view';
import type { Overlay } from '@/components/overlay/overlay';
import type { BatchView, Frame, PlanStepView } from '@/components/overlay/view';
import { overlaps } from '@/lib/console/beneath';
import { findInsightControl, readInsightSight } from '@/lib/console/engage-guide';
import { createFollower, drawnAs, type Place } from '@/lib/console/follow';
import { findGrantControl, readGrantSight } from '@/lib/console/guide';
import { hasModalOver } from '@/lib/console/modal';
import type { Recognition } from '@/lib/console/recognition';
import {
  again,
  begin,
  choose,
  followGrant,
  followInsight,
  type Guiding,
  leave,
  pass,
  takeUp,
} from '@/lib/guide';
import type { Clock } from '@/lib/model/clock';
import type { GrantSight, GuideId, GuideStep, KeptGuide } from '@/lib/model/guide';
import type { Known } from '@/lib/model/known';
import { inSlices } from '@/lib/model/slices';
import type { Snapshot } from '@/lib/model/snapshot';
import type { BackgroundClient } from './background-client';

interface Surroundings {
  current(): Recognition;
  readonly overlay: Pick<Overlay, 'pointAt'>;
  readonly background: BackgroundClient;
  readonly clock: Clock;
  /** What the dock says of the plan at the moment. */
  batch(): BatchView | null;
  /** Something is to be drawn anew. */
  onChange(): void;
  /** The page is to be read anew. */
  lookAgain(): void;
}

/** Guides a person through this console, one step at a time, and points at what the step is about. */
export interface GuideKeeper {
  readonly actions: GuideActions;
  /** What the dock says of it. */
  view(): GuideView;
  isRunning(): boolean;
  /** Takes in what was read from the page, and finds the control of the step. */
  look(snapshot: Snapshot): Promise<void>;
  /** Takes in what is known: a guide may have been taken up or left in another tab, or in the popup. */
  follow(known: Known | null): void;
  /** The invitation that was open has been sent. */
  noteSent(): void;
  /** Whether what the step points at lies in a part of the window, or so near that it would be covered. */
  isOver(frame: Frame): boolean;
}

/** A control that is not there is looked for for so long before that is said, in milliseconds: pages load. */
const PATIENCE = 2_000;

/** How near to what is pointed at nothing of ours may lie, in pixels: as wide as the light around it. */
const CLEARANCE = 24;

/** What a person may do that changes no node of the page, and yet what a step says of it. */
const DOING = ['input', 'change', 'click', 'keyup'] as const;

/** Steps whose control a person can point out where it is not recognised. */
const TEACHABLE: ReadonlySet<GuideStep> = new Set(['connect', 'grant', 'tab']);

/** Steps that are reached by way of the Admin Settings. */
const BY_ADMIN: ReadonlySet<GuideStep> = new Set(['users-page', 'marketo', 'tab']);

/** Steps without a control. */
const WITHOUT: ReadonlySet<GuideStep> = new Set(['people', 'wait', 'granted', 'invited']);

/** Keeps the guide of this console. */
export function createGuideKeeper(surroundings: Surroundings): GuideKeeper {
  const { current, overlay, background, clock, onChange, lookAgain } = surroundings;
  const guide: GuideId = current().engage === null ? 'grant' : 'account-insight';
  let guiding: Guiding | null = null;
  let snapshot: Snapshot | null = null;
  let sight: GrantSight | null = null;
  let isSent = false;
  let control: Element | null = null;
  let place: Place | null = null;
  let pointing: Pointing = 'nothing';
  /** Since when the control of the step has been looked for in vain. */
  let missingSince: number | null = null;
  /** What was kept of it when that was last heard, and how much of what was said is still on its way. */
  let heard: string | null = null;
  let sending = 0;
  const follower = createFollower(window, { onPlace: notePlace, onGone: findAgain });

  function notePlace(now: Place | null): void {
    place = now;
    const before = pointing;
    if (now !== null && (before === 'pointed' || before === 'out-of-view')) {
      pointing = now.isInView ? 'pointed' : 'out-of-view';
    }
    overlay.pointAt(pointing === 'pointed' ? (now?.box ?? null) : null);
    if (before !== pointing) onChange();
  }

  /** The page was drawn anew under the light: it is found again at once, and what else is new a little later. */
  function findAgain(): void {
    if (guiding !== null && snapshot !== null) void point(guiding, snapshot, current());
    lookAgain();
  }

  /** Shows what has changed, and has it kept. */
  function set(next: Guiding | null): void {
    const before = guiding;
    guiding = next !== null && next.progress.state === 'running' ? next : null;
    if (next !== null && next.progress !== before?.progress) void keep(next);
    if (guiding === null) pointTo(null, 'nothing');
    onChange();
  }

  async function keep({ progress }: Guiding): Promise<void> {
    sending += 1;
    await background.send({
      kind: 'guide',
      progress: { ...progress, passed: [...progress.passed] },
    });
    sending -= 1;
    follow(background.lastKnown());
  }

  function follow(known: Known | null): void {
    const kept = keptOf(known);
    // What is on its way counts, not what was stored before it.
    if (sending > 0 || known === null) return;
    const said = JSON.stringify(kept);
    if (said === heard) return;
    const isFirst = heard === null;
    heard = said;
    const isOn = kept?.state === 'running';
    if (isOn && guiding === null) begun(takeUp(kept));
    // Somebody goes on with it in another tab.
    else if (isOn && guiding !== null && document.hidden) {
      guiding = { ...takeUp(kept), trail: guiding.trail };
    } else if (!isOn && guiding !== null && !isFirst) {
      guiding = null;
      pointTo(null, 'nothing');
      onChange();
    }
  }

  function keptOf(known: Known | null): KeptGuide | null {
    return known?.guides.find((one) => one.guide === guide) ?? null;
  }

  function begun(next: Guiding): void {
    isSent = false;
    set(next);
    lookAgain();
  }

  /** The step of the plan whose people are granted access next. */
  function nextBatch(): PlanStepView | null {
    return surroundings.batch()?.steps.find(({ kind }) => kind === 'grant') ?? null;
  }

  async function look(now: Snapshot): Promise<void> {
    snapshot = now;
    // Of several tabs the one in front is where the person is.
    if (guiding === null || document.hidden) return;
    const recognition = current();
    const next = await read(guiding, now, recognition);
    // The person may have left meanwhile.
    if (guiding === null) return;
    if (JSON.stringify(next) !== JSON.stringify(guiding)) set(next);
    await point(next, now, recognition);
  }

  async function read(before: Guiding, now: Snapshot, recognition: Recognition): Promise<Guiding> {
    const { engage } = recognition;
    if (engage !== null) {
      const seen = await inSlices(readInsightSight(document, now, engage));
      const wasSent = isSent;
      isSent = false;
      return followInsight(before, seen, wasSent);
    }
    sight = await inSlices(readGrantSight(document, now, recognition));
    const known = background.lastKnown();
    const batch = nextBatch();
    return followGrant(before, sight, {
      isWaiting: known?.wait !== null && known?.wait !== undefined,
      batch: batch && { all: batch.people.length, selected: selectedOf(batch) },
      isChecking: known?.grantOpen ?? false,
    });
  }

  /** Finds the control of the step anew: none is kept from one look to the next. */
  async function point(
    { progress }: Guiding,
    now: Snapshot,
    recognition: Recognition,
  ): Promise<void> {
    const { step, inviting } = progress;
    if (WITHOUT.has(step)) {
      pointTo(null, 'nothing');
      return;
    }
    const { engage } = recognition;
    const people = nextBatch()?.people.map(({ email }) => email) ?? null;
    const wishes = { people: people && new Set(people), inviting };
    const found = await inSlices(
      engage === null
        ? findGrantControl(step, document, now, recognition, wishes)
        : findInsightControl(step, document, engage),
    );
    if (guiding === null || guiding.progress.step !== step) return;
    if (found === null) return missed(step);
    missingSince = null;
    if (hasModalOver(document, found)) pointTo(null, 'behind');
    else pointTo(drawnAs(found), 'pointed');
  }

  function missed(step: GuideStep): void {
    // With everybody selected there is nobody left to point at.
    if (step === 'select' && (sight?.selected.length ?? 0) > 0) {
      pointTo(null, 'nothing');
      return;
    }
    const now = clock.now();
    missingSince ??= now;
    const isNoAdmin = BY_ADMIN.has(step) && sight?.isAdmin === false;
    if (now - missingSince >= PATIENCE) pointTo(null, isNoAdmin ? 'no-admin' : 'not-found');
    else {
      pointTo(null, 'looking');
      setTimeout(lookAgain, PATIENCE - (now - missingSince));
    }
  }

  function pointTo(element: Element | null, how: Pointing): void {
    const before = pointing;
    control = element;
    pointing = how;
    follower.follow(element);
    if (element !== null) notePlace(place);
    if (how === 'nothing') missingSince = null;
    if (before !== pointing) onChange();
  }

  function change(by: (before: Guiding) => Guiding): void {
    if (guiding === null) return;
    set(by(guiding));
    lookAgain();
  }

  const hear = () => guiding !== null && lookAgain();
  for (const type of DOING) {
    window.addEventListener(type, hear, { capture: true, passive: true });
  }
  document.addEventListener('visibilitychange', hear);

  function viewOf({ progress, note, trail }: Guiding): RunningGuide {
    const batch = nextBatch();
    const dialog = sight?.dialog ?? null;
    const people = dialog?.kind === 'grant' ? dialog.people : (sight?.selected ?? []);
    return {
      progress,
      note,
      pointing,
      isTeachable: TEACHABLE.has(progress.step) && (snapshot?.missing.length ?? 0) > 0,
      isFilled: dialog?.kind === 'invite' && dialog.isFilled,
      isByEmail: snapshot?.invitation?.how === 'email',
      people: people.length,
      batch: batch && {
        id: batch.id,
        all: batch.people.length,
        selected: selectedOf(batch),
        workspaces: batch.workspaces,
      },
      granted: trail.granted,
      isChecking: dialog === null && trail.granting.length > 0,
    };
  }

  return {
    look,
    follow,
    isRunning: () => guiding !== null,
    noteSent() {
      isSent = true;
    },
    isOver(frame) {
      return place !== null && pointing === 'pointed' && overlaps(frame, place.box, CLEARANCE);
    },
    view() {
      const kept = keptOf(background.lastKnown());
      const isLeft = guiding === null && kept?.state === 'left';
      return {
        guide,
        running: guiding && viewOf(guiding),
        left: isLeft ? { progress: kept, at: kept.changedAt } : null,
      };
    },
    actions: {
      guideStart() {
        const kept = keptOf(background.lastKnown());
        begun(kept === null ? begin(guide) : takeUp(kept));
      },
      guideLeave: () => set(guiding && leave(guiding)),
      guideChoose: (inviting) => change((before) => choose(before, inviting)),
      guidePass: (step) => change((before) => pass(before, step)),
      guideAgain: (inviting) => change((before) => again(before, inviting)),
      guideScroll: () => control?.scrollIntoView({ block: 'center', inline: 'nearest' }),
      guideCheck: () => void background.send({ kind: 'open-invite-check' }),
    },
  };
}

/** How many people of a step of the plan are selected, those on other pages of the table too. */
function selectedOf({ people }: PlanStepView): number {
  return people.filter(({ state }) => state === 'selected' || state === 'elsewhere').length;
}
