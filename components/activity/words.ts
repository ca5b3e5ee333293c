import type { Tone } from '@/components/ui/Button';
import { factOf } from '@/components/ui/handoff-words';
import type { IconName } from '@/components/ui/Icon';
import { t, tn } from '@/components/ui/say';
import { type ActivityGroup, type ActivityPage, groupOf, pageOf } from '@/lib/activity/groups';
import type { GuardId, Intent } from '@/lib/model/console';
import { StepId } from '@/lib/model/handoff';
import type { AccessChange, Decision, GrantOutcome, LedgerEntry } from '@/lib/model/ledger';
import type { Workspaces } from '@/lib/model/plan';
import type { MessageKey } from '@/lib/model/text';
import type { Source } from '@/lib/model/wait';

/** What the groups are called. */
export const GROUP_WORDS = {
  questions: 'activity.group.questions',
  presses: 'activity.group.presses',
  access: 'activity.group.access',
  waits: 'activity.group.waits',
  handoffs: 'activity.group.handoffs',
  roster: 'activity.group.roster',
  invitations: 'activity.group.invitations',
  upkeep: 'activity.group.upkeep',
} as const satisfies Record<ActivityGroup, MessageKey>;

/** What the guards are called. */
export const GUARD_WORDS = {
  wait: 'activity.guardName.wait',
  'workspace-lock': 'activity.guardName.lock',
  'disconnect-order': 'activity.guardName.order',
  revoke: 'activity.guardName.revoke',
  'original-user': 'activity.guardName.original',
  'credential-spaces': 'activity.guardName.spaces',
  'invite-review': 'activity.guardName.invite',
} as const satisfies Record<GuardId, MessageKey>;

/** What the pages are called. */
export const PAGE_WORDS = {
  'marketo-setup': 'activity.page.setUp',
  'user-access': 'activity.page.userAccess',
  'user-management': 'activity.page.userManagement',
  'sales-users': 'activity.page.salesUsers',
} as const satisfies Record<ActivityPage, MessageKey>;

const INTENTS = {
  connect: 'activity.intent.connect',
  disconnect: 'activity.intent.disconnect',
  'grant-open': 'activity.intent.grantOpen',
  grant: 'activity.intent.grant',
  revoke: 'activity.intent.revoke',
  demote: 'activity.intent.demote',
  'delete-user': 'activity.intent.deleteUser',
  'invite-next': 'activity.intent.inviteNext',
  'invite-send': 'activity.intent.inviteSend',
} as const satisfies Record<Intent, MessageKey>;

const ASKED = {
  'went-on': { sentence: 'activity.asked.wentOn', word: 'activity.decision.wentOn' },
  cancelled: { sentence: 'activity.asked.cancelled', word: 'activity.decision.cancelled' },
  remind: { sentence: 'activity.asked.remind', word: 'activity.decision.remind' },
  trim: { sentence: 'activity.asked.trim', word: 'activity.decision.trim' },
  misread: { sentence: 'activity.asked.misread', word: 'activity.decision.misread' },
  'ask-b': { sentence: 'activity.asked.askB', word: 'activity.decision.askB' },
  'not-original': { sentence: 'activity.asked.notOriginal', word: 'activity.decision.notOriginal' },
  'no-sync': { sentence: 'activity.asked.noSync', word: 'activity.decision.noSync' },
} as const satisfies Record<Decision, Record<'sentence' | 'word', MessageKey>>;

const CHANGES = {
  granted: 'activity.access.granted',
  removed: 'activity.access.removed',
  workspaces: 'activity.access.workspaces',
  appeared: 'activity.access.appeared',
  vanished: 'activity.access.vanished',
} as const satisfies Record<AccessChange, MessageKey>;

const OUTCOMES = {
  'as-chosen': 'activity.outcome.asChosen',
  differs: 'activity.outcome.differs',
  'not-granted': 'activity.outcome.notGranted',
  unseen: 'activity.outcome.unseen',
} as const satisfies Record<GrantOutcome, MessageKey>;

const WAIT_SOURCES = {
  observed: 'activity.wait.observed',
  declared: 'activity.wait.declared',
  imported: 'activity.wait.imported',
} as const satisfies Record<Source, MessageKey>;

/** A line of the ledger as a sentence. Names in it are text, never markup. */
export function sentenceOf(entry: LedgerEntry): string {
  switch (entry.kind) {
    case 'asked':
      return t(ASKED[entry.decision].sentence, { what: t(INTENTS[entry.intent]) });
    case 'let-through':
      return t('activity.letThrough', { what: t(INTENTS[entry.intent]) });
    case 'wait-started':
      return t(WAIT_SOURCES[entry.source]);
    case 'wait-ended':
      return t(entry.notified ? 'activity.wait.ended' : 'activity.wait.untold');
    case 'wait-cancelled':
      return t('activity.wait.cancelled');
    case 'connect-failed':
      return t('activity.wait.failed');
    case 'clock-jumped':
      return tn('activity.wait.clock', Math.max(1, Math.round(Math.abs(entry.by) / 1_000)));
    case 'handoff':
      return handoffSentence(entry.event);
    case 'access-changed':
      return t(CHANGES[entry.change], { who: entry.email });
    case 'grant-outcome':
      return t(OUTCOMES[entry.outcome], { who: entry.email });
    case 'roster-taken':
      return tn('activity.roster.taken', entry.people);
    case 'roster-removed':
      return t('activity.roster.removed');
    case 'invited': {
      const who = entry.name?.trim() || entry.email || t('activity.somebody');
      return t('activity.invited', { who });
    }
    case 'record-dropped':
      return t('activity.dropped');
  }
}

const IMPORTED = 'imported ';

/** What an event of a handoff tells, as the ledger has it: its kind, then its step and source where it has any. */
function handoffSentence(event: string): string {
  if (event.startsWith(IMPORTED)) {
    return t('activity.handoff.imported', { line: handoffSentence(event.slice(IMPORTED.length)) });
  }
  if (event === 'started') return t('activity.handoff.started');
  if (event === 'went-on') return t('activity.handoff.wentOn');
  if (event === 'closed finished') return t('activity.handoff.finished');
  if (event === 'closed abandoned') return t('activity.handoff.abandoned');
  const [kind, id, source] = event.split(' ');
  const step = StepId.safeParse(id).data;
  if (step === undefined || (kind !== 'step-done' && kind !== 'step-undone')) {
    return t('activity.handoff.other', { event });
  }
  const isSeen = source === 'observed';
  const isDone = kind === 'step-done';
  const seen = isDone ? 'activity.handoff.seen' : 'activity.handoff.unseen';
  const said = isDone ? 'activity.handoff.said' : 'activity.handoff.unsaid';
  return t(isSeen ? seen : said, { step: factOf(step) });
}

/** A fact about a line: what it is called, and what it is. */
export interface LineFact {
  readonly label: MessageKey;
  readonly value: string;
}

function workspacesWords(workspaces: Workspaces | null): string {
  if (workspaces === null) return t('activity.detail.notShown');
  return workspaces.length === 0 ? t('activity.detail.default') : workspaces.join(', ');
}

/** Whom a line is about, by address; `null` where it names nobody. */
export function personOf(entry: LedgerEntry): string | null {
  return 'email' in entry ? entry.email : null;
}

/** What else a line tells, for whoever asks. */
export function factsOf(entry: LedgerEntry): readonly LineFact[] {
  const page = pageOf(entry);
  const facts: (LineFact | null)[] = [
    { label: 'activity.detail.kind', value: t(GROUP_WORDS[groupOf(entry)]) },
    page && { label: 'activity.detail.page', value: t(PAGE_WORDS[page]) },
    ...ownFactsOf(entry),
  ];
  return facts.filter((fact) => fact !== null);
}

function ownFactsOf(entry: LedgerEntry): readonly (LineFact | null)[] {
  switch (entry.kind) {
    case 'asked':
      return [
        {
          label: 'activity.detail.guards',
          value: entry.guards.map((guard) => t(GUARD_WORDS[guard])).join(', '),
        },
        { label: 'activity.detail.decision', value: t(ASKED[entry.decision].word) },
        entry.people === null
          ? null
          : { label: 'activity.detail.people', value: tn('activity.people', entry.people) },
        entry.reason === null ? null : { label: 'activity.detail.reason', value: entry.reason },
      ];
    case 'access-changed':
      return [
        { label: 'activity.detail.person', value: entry.email },
        { label: 'activity.detail.from', value: wasWords(entry.from) },
        { label: 'activity.detail.to', value: wasWords(entry.to) },
      ];
    case 'grant-outcome':
      return [
        { label: 'activity.detail.person', value: entry.email },
        { label: 'activity.detail.chosen', value: workspacesWords(entry.chosen) },
        { label: 'activity.detail.seen', value: wasWords(entry.seen) },
      ];
    case 'roster-taken':
      return [entry.file === null ? null : { label: 'activity.detail.file', value: entry.file }];
    case 'invited':
      return [
        entry.email === null ? null : { label: 'activity.detail.person', value: entry.email },
        {
          label: 'activity.detail.expires',
          value: entry.expires ?? t('activity.detail.never'),
        },
      ];
    case 'record-dropped':
      return [
        { label: 'activity.detail.table', value: entry.table },
        { label: 'activity.detail.why', value: entry.reason },
      ];
    default:
      return [];
  }
}

/** What somebody was seen with: an empty list is nothing, not a choice that means Default. */
function wasWords(workspaces: Workspaces | null): string {
  if (workspaces === null) return t('activity.detail.notShown');
  return workspaces.length === 0 ? t('activity.detail.none') : workspaces.join(', ');
}

/** By what a line is told from others at a glance. */
export function lookOf(entry: LedgerEntry): { readonly icon: IconName; readonly tone: Tone } {
  switch (entry.kind) {
    case 'asked':
      return entry.decision === 'went-on'
        ? { icon: 'warning', tone: 'caution' }
        : { icon: 'check', tone: 'ok' };
    case 'let-through':
      return { icon: 'arrow', tone: 'neutral' };
    case 'wait-started':
    case 'wait-ended':
    case 'wait-cancelled':
    case 'clock-jumped':
      return { icon: 'clock', tone: 'accent' };
    case 'connect-failed':
      return { icon: 'warning', tone: 'caution' };
    case 'handoff':
      return { icon: 'doing', tone: 'accent' };
    case 'access-changed':
      return { icon: 'person', tone: 'neutral' };
    case 'grant-outcome':
      return entry.outcome === 'differs' || entry.outcome === 'not-granted'
        ? { icon: 'warning', tone: 'caution' }
        : { icon: 'person', tone: 'neutral' };
    case 'roster-taken':
    case 'roster-removed':
      return { icon: 'plan', tone: 'neutral' };
    case 'invited':
      return { icon: 'person', tone: 'accent' };
    case 'record-dropped':
      return { icon: 'unknown', tone: 'neutral' };
  }
}
