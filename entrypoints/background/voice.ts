import { i18n } from '#i18n';
import type { Guarded } from '@/lib/model/console';
import type { Handoff, Step } from '@/lib/model/handoff';
import type { DataRefusal } from './data';
import type { Refusal, Voice } from './desk';
import type { Ended } from './ticker';

const REFUSALS = {
  'not-understood': 'background.refused.notUnderstood',
  full: 'background.refused.full',
  failed: 'background.refused.failed',
  'no-such-handoff': 'background.refused.noSuchHandoff',
  'handoff-closed': 'background.refused.handoffClosed',
  'no-such-account': 'background.refused.noSuchAccount',
  'lead-watches': 'background.refused.leadWatches',
  'still-to-come': 'background.refused.stillToCome',
  'seen-already': 'background.refused.seenAlready',
} as const satisfies Record<Refusal, string>;

const STEPS = {
  'b-admin': 'background.pass.bAdmin',
  'remove-access': 'background.pass.removeAccess',
  'b-connects': 'background.pass.bConnects',
  'b-owner': 'background.pass.bOwner',
  wait: 'background.pass.wait',
  'others-keep': 'background.pass.othersKeep',
  'a-disconnects': 'background.pass.aDisconnects',
  'a-removed': 'background.pass.aRemoved',
} as const satisfies Record<Step['id'], string>;

const TITLES = {
  yes: 'background.title.guarded',
  no: 'background.title.notGuarded',
  unknown: 'background.title.notRecognised',
} as const satisfies Record<Guarded, string>;

/** One step as a line of a pass: a tick box in plain characters, which every chat leaves alone. */
function stepLine(step: Step): string {
  return `[${step.state === 'done' ? 'x' : ' '}] ${i18n.t(STEPS[step.id])}`;
}

const DATA_REFUSALS = {
  'not-a-backup': 'data.problem.notABackup',
  'newer-version': 'data.problem.newerVersion',
  'too-long': 'data.problem.tooLong',
  damaged: 'data.problem.damaged',
  'bad-row': 'data.problem.badRow',
  'bad-profile': 'data.problem.badProfile',
  'parts-missing': 'data.problem.partsMissing',
  full: 'background.refused.full',
  failed: 'background.refused.failed',
} as const satisfies Record<DataRefusal, string>;

/** Why nothing was done about all that is stored, as a sentence. */
export function dataRefusal(why: DataRefusal): string {
  return i18n.t(DATA_REFUSALS[why]);
}

/** What the background says, in the browser's language. */
export const voice: Voice = {
  refusal: (why) => i18n.t(REFUSALS[why]),
  passSummary: (handoff: Handoff) => [
    i18n.t('background.pass.headline', { email: handoff.adminB }),
    ...handoff.steps.map(stepLine),
    i18n.t('background.pass.how'),
  ],
  askB: (people) => [
    i18n.t('background.pass.askB').trim(),
    ...(people === null ? [] : [i18n.t('background.pass.askBPeople', people, [String(people)])]),
    i18n.t('background.pass.askBDo'),
  ],
};

/** The icon's title in a tab. */
export function titleOf(guarded: Guarded): string {
  return i18n.t(TITLES[guarded]);
}

/** The notification that an account's console has to be opened by hand, where it is signed in. */
export function consoleElsewhere(account: string): { title: string; message: string } {
  return {
    title: i18n.t('background.consoleElsewhere.title'),
    message: i18n.t('background.consoleElsewhere.message', { account }),
  };
}

/** The notification that a wait is over: for whom, and what they wanted to be reminded of. */
export function waitOver({ account, reminder, unseen }: Ended): { title: string; message: string } {
  const people = reminder?.people ?? 0;
  const message =
    people > 0
      ? i18n.t('background.waitOver.reminder', people, [String(people)], { account })
      : i18n.t('background.waitOver.message', { account });
  return {
    title: i18n.t('background.waitOver.title'),
    message: unseen ? `${message} ${i18n.t('background.waitOver.unseen')}` : message,
  };
}
