import type { GuideStep, InsightSight, InsightStep } from '@/lib/model/guide';
import type { Invitation } from '@/lib/model/invitation';
import { type GuideNote, type Guiding, moved, withPassed } from './guide';

/** Steps inside the wizard. */
const IN_WIZARD: ReadonlySet<GuideStep> = new Set([
  ...(['who', 'expiry', 'who-next', 'insight', 'insight-next', 'send'] as const),
]);

/**
 * Takes in what a page of Marketo Engage shows of an invitation, and says which step is next.
 *
 * @param isSent the wizard has closed by itself after its Send
 */
export function followInsight(before: Guiding, sight: InsightSight, isSent: boolean): Guiding {
  const { trail, note } = before;
  const progress = isSent ? withPassed(before.progress, 'send') : before.progress;
  const step = stepOf({ progress, trail, note }, sight);
  const why = (from: GuideStep): GuideNote =>
    IN_WIZARD.has(from) && sight.invitation === null ? 'not-sent' : 'moved';
  return moved(before, { progress, trail }, step, why);
}

function stepOf({ progress }: Guiding, sight: InsightSight): InsightStep {
  const { step, passed } = progress;
  if (passed.includes('send')) return 'invited';
  if (sight.invitation !== null) return wizardStep(sight.invitation, step, passed);
  if (sight.page === 'sales-users') return 'invite-open';
  if (sight.hasSalesUsers) return 'sales-users';
  return sight.page === 'settings' || sight.hasUsersRoles ? 'users-roles' : 'admin';
}

function wizardStep(
  invitation: Invitation,
  before: GuideStep,
  passed: readonly GuideStep[],
): InsightStep {
  switch (invitation.step) {
    case 'who':
      if (!isWhoKnown(invitation)) return 'who';
      if (invitation.expiry.kind !== 'on' && !passed.includes('expiry')) return 'expiry';
      return 'who-next';
    case 'access':
      return invitation.accountInsight === 'ticked' ? 'insight-next' : 'insight';
    case 'message':
      return 'send';
    case 'unknown':
      return isInWizard(before) ? before : 'who';
  }
}

function isInWizard(step: GuideStep): step is InsightStep {
  return IN_WIZARD.has(step);
}

/** By email, first name, last name and address are all asked for; a name of two words is both. */
function isWhoKnown({ how, people }: Invitation): boolean {
  const [first] = people ?? [];
  if (first === undefined) return false;
  if (how !== 'email') return true;
  return first.email !== null && (first.name?.includes(' ') ?? false);
}
