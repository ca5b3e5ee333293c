import type { DialogSight, GrantSight, GrantStep, GuideStep } from '@/lib/model/guide';
import { type GuideNote, type Guiding, moved, type Trail, withPassed } from './guide';

/** What is known besides the page. */
export interface GrantFacts {
  /** A wait is running. */
  readonly isWaiting: boolean;
  /** How many people the plan says to grant access next, and how many of them are selected; `null` without a plan. */
  readonly batch: { readonly all: number; readonly selected: number } | null;
  /** A grant was pressed a moment ago, and nobody has seen what became of it. */
  readonly isChecking: boolean;
}

/** Steps on User Access. */
const ON_ACCESS: ReadonlySet<GuideStep> = new Set([
  ...(['wait', 'select', 'connect', 'workspace', 'grant'] as const),
]);

/** Steps with the dialog that grants. */
const IN_DIALOG: ReadonlySet<GuideStep> = new Set(['workspace', 'grant']);

/**
 * Takes in what a page shows of a grant: what it proves to be done, and which step is next. Seen is what counts: that
 * people were granted access is said once the list shows all of them with it who had none when the dialog was open.
 */
export function followGrant(before: Guiding, sight: GrantSight, facts: GrantFacts): Guiding {
  const now = learn(before, sight);
  return moved(before, now, stepOf(now, sight, facts), whyBack);
}

function whyBack(from: GuideStep): GuideNote {
  if (IN_DIALOG.has(from)) return 'not-granted';
  return from === 'invite-send' ? 'nobody-new' : 'moved';
}

function learn({ progress, trail, note }: Guiding, sight: GrantSight): Guiding {
  const { dialog } = sight;
  if (dialog !== null)
    return { progress, trail: { ...trail, ...learnDialog(dialog, sight) }, note };
  if (sight.page === 'user-management') return learnInvited({ progress, trail, note }, sight);
  if (sight.page === 'user-access') return learnGranted({ progress, trail, note }, sight);
  return { progress, trail, note };
}

function learnDialog(dialog: DialogSight, { connected }: GrantSight): Partial<Trail> {
  if (dialog.kind === 'invite') return { isInviting: true };
  return { granting: dialog.people.filter((email) => !connected.includes(email)) };
}

/** Whoever is new since the dialog was open was invited by it. */
function learnInvited({ progress, trail, note }: Guiding, { count }: GrantSight): Guiding {
  if (count === null) return { progress, trail, note };
  const isMore = trail.isInviting && trail.count !== null && count > trail.count;
  return {
    progress: isMore ? withPassed(progress, 'invite-send') : progress,
    trail: { ...trail, count, isInviting: trail.isInviting && !isMore },
    note,
  };
}

function learnGranted({ progress, trail, note }: Guiding, sight: GrantSight): Guiding {
  const shown = trail.granting.filter((email) => sight.listed?.includes(email) ?? false);
  const isSeen = shown.length > 0 && shown.every((email) => sight.connected.includes(email));
  if (!isSeen) return { progress, trail, note };
  return {
    progress: withPassed(progress, 'grant'),
    trail: { ...trail, granting: [], granted: shown.length },
    note,
  };
}

/** The step that a page shows to be next. */
function stepOf(now: Guiding, sight: GrantSight, facts: GrantFacts): GrantStep {
  const { inviting, passed } = now.progress;
  if (passed.includes('grant')) return 'granted';
  if (inviting === 'unasked') return 'people';
  if (sight.page === 'elsewhere') return 'settings';
  const isToInvite = inviting !== 'no' && !passed.includes('invite-send');
  return isToInvite ? invitingStep(now, sight) : accessStep(now, sight, facts);
}

function invitingStep({ progress }: Guiding, { page, dialog, listed }: GrantSight): GrantStep {
  if (page !== 'user-management') return 'users-page';
  if (dialog?.kind === 'invite') return 'invite-send';
  // While the list is drawn anew, nobody can tell who is new in it.
  const isLoading = listed === null && progress.step === 'invite-send';
  return isLoading ? 'invite-send' : 'invite-menu';
}

function accessStep(now: Guiding, sight: GrantSight, facts: GrantFacts): GrantStep {
  const { step, passed } = now.progress;
  const isMarketo = sight.page === 'marketo' || sight.page === 'marketo-setup';
  if (sight.page !== 'user-access') return isMarketo ? 'tab' : 'marketo';
  if (sight.dialog?.kind === 'grant') {
    const isOpen = sight.dialog.workspaces === 'open' && !passed.includes('workspace');
    return isOpen ? 'workspace' : 'grant';
  }
  const isChecking = facts.isChecking && now.trail.granting.length > 0;
  if (isChecking && IN_DIALOG.has(step)) return 'grant';
  if (sight.listed === null && isOnAccess(step)) return step;
  if (facts.isWaiting) return 'wait';
  return isSelected(sight, facts, passed) ? 'connect' : 'select';
}

function isOnAccess(step: GuideStep): step is GrantStep {
  return ON_ACCESS.has(step);
}

/** Whether those are selected who are to be: all of the plan's next ones, or anybody, or whoever the person wants. */
function isSelected(
  { selected }: GrantSight,
  { batch }: GrantFacts,
  passed: readonly GuideStep[],
): boolean {
  if (batch === null || passed.includes('select')) return selected.length > 0;
  return batch.selected === batch.all;
}
