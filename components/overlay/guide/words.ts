import { t, tn } from '@/components/ui/say';
import type { GuideNote } from '@/lib/guide';
import type { GuideId, GuideProgress, GuideStep } from '@/lib/model/guide';
import type { MessageKey } from '@/lib/model/text';
import type { Pointing, RunningGuide } from './view';

/** What a step says: a title, and a sentence or two. */
export interface StepWords {
  readonly title: string;
  readonly what: string;
}

const STEPS = {
  people: ['guide.step.people.title', 'guide.step.people.what'],
  settings: ['guide.step.settings.title', 'guide.step.settings.what'],
  'users-page': ['guide.step.usersPage.title', 'guide.step.usersPage.what'],
  'invite-menu': ['guide.step.inviteMenu.title', 'guide.step.inviteMenu.what'],
  'invite-send': ['guide.step.inviteSend.title', 'guide.step.inviteSend.what'],
  marketo: ['guide.step.marketo.title', 'guide.step.marketo.what'],
  tab: ['guide.step.tab.title', 'guide.step.tab.what'],
  wait: ['guide.step.wait.title', 'guide.step.wait.what'],
  select: ['guide.step.select.title', 'guide.step.select.what'],
  connect: ['guide.step.connect.title', 'guide.step.select.what'],
  workspace: ['guide.step.workspace.title', 'guide.step.workspace.what'],
  grant: ['guide.step.grant.title', 'guide.step.grant.what'],
  granted: ['guide.step.granted.title', 'guide.step.granted.what'],
  admin: ['guide.step.admin.title', 'guide.step.admin.what'],
  'users-roles': ['guide.step.usersRoles.title', 'guide.step.usersRoles.what'],
  'sales-users': ['guide.step.salesUsers.title', 'guide.step.salesUsers.what'],
  'invite-open': ['guide.step.inviteOpen.title', 'guide.step.inviteOpen.what'],
  who: ['guide.step.who.title', 'guide.step.who.what'],
  expiry: ['guide.step.expiry.title', 'guide.step.expiry.what'],
  'who-next': ['guide.step.whoNext.title', 'guide.step.whoNext.what'],
  insight: ['guide.step.insight.title', 'guide.step.insight.what'],
  'insight-next': ['guide.step.insightNext.title', 'guide.step.insightNext.what'],
  send: ['guide.step.send.title', 'guide.step.send.what'],
  invited: ['guide.step.invited.title', 'guide.step.invited.what'],
} as const satisfies Record<GuideStep, readonly [MessageKey, MessageKey]>;

/** Why a guide is at an earlier step again. */
export const NOTES = {
  moved: 'guide.note.moved',
  'not-granted': 'guide.note.notGranted',
  'nobody-new': 'guide.note.nobodyNew',
  'not-sent': 'guide.note.notSent',
} as const satisfies Record<GuideNote, MessageKey>;

/** What to say where a step's control is not simply pointed at. */
export const POINTING = {
  'out-of-view': 'guide.pointing.outOfView',
  behind: 'guide.pointing.behind',
  'not-found': 'guide.pointing.notFound',
  'no-admin': 'guide.pointing.noAdmin',
} as const satisfies Partial<Record<Pointing, MessageKey>>;

/** What a guide, its beginning and its taking up are called. */
export const GUIDES = {
  grant: { name: 'guide.name.grant', start: 'guide.start.grant', goOn: 'guide.goOn.grant' },
  'account-insight': {
    name: 'guide.name.insight',
    start: 'guide.start.insight',
    goOn: 'guide.goOn.insight',
  },
} as const satisfies Record<GuideId, Record<'name' | 'start' | 'goOn', MessageKey>>;

/** What the step is called at which a guide was left. */
export function titleOfStep({ step, inviting }: Pick<GuideProgress, 'step' | 'inviting'>): string {
  if (step === 'invite-menu' && inviting === 'csv') return t('guide.step.inviteCsv.title');
  return t(STEPS[step][0]);
}

/** What the card says of the step at which a guide is. */
export function wordsOfStep(running: RunningGuide): StepWords {
  const { progress, people, batch, granted } = running;
  const { step } = progress;
  const plain = { title: titleOfStep(progress), what: t(STEPS[step][1]) };
  switch (step) {
    case 'invite-send':
      return running.isFilled ? plain : entryWords(progress);
    case 'select':
      return batch === null ? plain : batchWords(batch);
    case 'connect':
      return { ...plain, what: tn('guide.step.connect.what', people) };
    case 'workspace': {
      const workspaces = batch?.workspaces?.join(', ');
      if (workspaces === undefined) return plain;
      return { ...plain, title: t('guide.step.workspace.planned', { workspaces }) };
    }
    case 'grant': {
      if (!running.isChecking) return plain;
      return { title: t('guide.step.grant.checking'), what: t('guide.step.grant.checkingWhat') };
    }
    case 'granted':
      return granted === null
        ? plain
        : { ...plain, title: tn('guide.step.granted.titleSeen', granted) };
    case 'who': {
      if (!running.isByEmail) return plain;
      return { title: t('guide.step.who.email'), what: t('guide.step.who.emailWhat') };
    }
    default:
      return plain;
  }
}

function entryWords({ inviting }: GuideProgress): StepWords {
  if (inviting === 'csv') {
    return { title: t('guide.step.inviteFile.title'), what: t('guide.step.inviteFile.what') };
  }
  return { title: t('guide.step.inviteEntry.title'), what: t('guide.step.inviteEntry.what') };
}

function batchWords({ all, selected, workspaces }: NonNullable<RunningGuide['batch']>): StepWords {
  const values = { done: selected, all };
  return {
    title: tn('guide.step.select.planned', all),
    what:
      workspaces === null
        ? t('guide.step.select.plannedAny', values)
        : t('guide.step.select.plannedWhat', { ...values, workspaces: workspaces.join(', ') }),
  };
}
