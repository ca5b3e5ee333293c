import {
  GrantStep,
  type GuideId,
  type GuideProgress,
  type GuideStep,
  InsightStep,
  type Inviting,
} from '@/lib/model/guide';
import type { Email } from '@/lib/model/ids';

/**
 * Why a guide is at an earlier step than before: the page is another one, a dialog closed and nobody was seen to get
 * access, or to be new, or an invitation closed that was not seen being sent.
 */
export type GuideNote = 'moved' | 'not-granted' | 'nobody-new' | 'not-sent';

/** What was seen on the way and is not kept: it says nothing any more on another day. */
export interface Trail {
  /** Who had no access and was in the dialog that grants it. */
  readonly granting: readonly Email[];
  /** Whether the dialog that invites was open. */
  readonly isInviting: boolean;
  /** How many people there were when that was last seen; `null` before. */
  readonly count: number | null;
  /** How many people were seen to get access. */
  readonly granted: number | null;
}

/** A guide on its way through one page's life. */
export interface Guiding {
  readonly progress: GuideProgress;
  readonly trail: Trail;
  /** Says why it went back; `null` where it did not. */
  readonly note: GuideNote | null;
}

/** Nothing has been seen yet. */
export const NO_TRAIL: Trail = { granting: [], isInviting: false, count: null, granted: null };

/** All steps of a guide in their order, its end included. */
export function orderOf(guide: GuideId): readonly GuideStep[] {
  return guide === 'grant' ? GrantStep.options : InsightStep.options;
}

/** The end of a guide. */
export function endOf(guide: GuideId): GuideStep {
  return guide === 'grant' ? 'granted' : 'invited';
}

/** Steps that only whoever invites people comes to. */
const INVITING: ReadonlySet<GuideStep> = new Set(['users-page', 'invite-menu', 'invite-send']);

/** The steps that are counted: those that this person comes to, without waiting and without the end. */
export function countedSteps({ guide, inviting }: GuideProgress): GuideStep[] {
  const invites = inviting === 'form' || inviting === 'csv';
  return orderOf(guide).filter(
    (step) => step !== endOf(guide) && step !== 'wait' && (invites || !INVITING.has(step)),
  );
}

/** Which step of how many a guide is at; its end is the last one. */
export function placeOf(progress: GuideProgress): { readonly at: number; readonly of: number } {
  const steps = countedSteps(progress);
  // Whoever waits is about to select.
  const step = progress.step === 'wait' ? 'select' : progress.step;
  const at = steps.indexOf(step);
  return { at: at < 0 ? steps.length : at + 1, of: steps.length };
}

/** Begins a guide, from its first step and with nothing seen. */
export function begin(guide: GuideId): Guiding {
  const step = guide === 'grant' ? GrantStep.enum.people : InsightStep.enum.admin;
  const progress: GuideProgress = {
    ...{ guide, state: 'running', step, inviting: 'unasked', passed: [] },
  };
  return { progress, trail: NO_TRAIL, note: null };
}

/** Goes on with a guide that was left, with what is kept of it; one that was finished begins anew. */
export function takeUp(kept: GuideProgress): Guiding {
  if (kept.state === 'finished') return begin(kept.guide);
  const { guide, step, inviting, passed } = kept;
  return {
    progress: { guide, state: 'running', step, inviting, passed },
    trail: NO_TRAIL,
    note: null,
  };
}

/** Leaves a guide where it is; at its end it is finished. */
export function leave({ progress, trail }: Guiding): Guiding {
  const state = progress.step === endOf(progress.guide) ? 'finished' : 'left';
  return { progress: { ...progress, state }, trail, note: null };
}

/** A person says how the people come to be in Sales Insight Actions. What was invited before stays invited. */
export function choose(guiding: Guiding, inviting: Inviting): Guiding {
  const { progress, trail } = guiding;
  const isOther = (progress.inviting === 'no') !== (inviting === 'no');
  const passed = isOther
    ? progress.passed.filter((step) => step !== 'invite-send')
    : progress.passed;
  return { progress: { ...progress, inviting, passed }, trail, note: null };
}

/** A person passes over a step: it is done, or not wanted. */
export function pass({ progress, trail }: Guiding, step: GuideStep): Guiding {
  return { progress: withPassed(progress, step), trail, note: null };
}

/** Goes once more from the end, for others: they are there already, or are to be invited first. */
export function again({ progress: { guide } }: Guiding, inviting: Inviting): Guiding {
  const first = begin(guide);
  return { ...first, progress: { ...first.progress, inviting } };
}

/** Notes that a step is behind. */
export function withPassed(progress: GuideProgress, step: GuideStep): GuideProgress {
  if (progress.passed.includes(step)) return progress;
  return { ...progress, passed: [...progress.passed, step] };
}

/**
 * A guide at the step that the page shows it to be at. It never goes back in silence: whoever is at an earlier step
 * than before is told why, until they have come further.
 */
export function moved(
  before: Guiding,
  { progress, trail }: Omit<Guiding, 'note'>,
  step: GuideStep,
  why: (from: GuideStep) => GuideNote,
): Guiding {
  const order = orderOf(progress.guide);
  const from = before.progress.step;
  const distance = order.indexOf(step) - order.indexOf(from);
  const note = distance < 0 ? why(from) : distance > 0 ? null : before.note;
  return { progress: { ...progress, step }, trail, note };
}
