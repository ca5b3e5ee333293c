import { t } from '@/components/ui/say';
import { MOST_IN_ROSTER, type PlanGroup } from '@/lib/model/plan';
import type { MessageKey } from '@/lib/model/text';
import type { ExportColumn, Outcome } from '@/lib/plan/export';
import type { FaultReason, RosterFault } from '@/lib/plan/roster';
import type { ExportWordData } from './export-words-data';
import { FAULTS, GROUP_LOOKS } from './words';

const COLUMNS = {
  group: 'plan.column.group',
  people: 'plan.column.people',
  email: 'plan.columns.email',
  name: 'plan.columns.name',
  team: 'plan.column.team',
  planned: 'plan.column.planned',
  workspaces: 'plan.column.now',
  seen: 'plan.column.seen',
  chosen: 'plan.column.chosen',
  outcome: 'plan.column.outcome',
  granted: 'plan.column.granted',
  line: 'plan.faults.line',
  severity: 'plan.column.severity',
  problem: 'plan.faults.why',
  text: 'plan.faults.value',
} satisfies Record<ExportColumn, MessageKey>;

const GROUP_TITLES = {
  invite: GROUP_LOOKS.invite.title,
  grant: GROUP_LOOKS.grant.title,
  'wrong-workspace': GROUP_LOOKS['wrong-workspace'].title,
  'not-in-roster': GROUP_LOOKS['not-in-roster'].title,
  done: GROUP_LOOKS.done.title,
  unknown: GROUP_LOOKS.unknown.title,
} satisfies Record<PlanGroup, MessageKey>;

const OUTCOMES = {
  'as-chosen': 'plan.outcome.asChosen',
  differs: 'plan.outcome.differs',
  'not-granted': 'plan.outcome.notGranted',
  unseen: 'plan.outcome.unseen',
} satisfies Record<Outcome['outcome'], MessageKey>;

const SEVERITIES = {
  error: 'plan.faults.error',
  note: 'plan.faults.note',
} satisfies Record<RosterFault['severity'], MessageKey>;

/** Words each message of a record. */
function words<K extends string>(
  messages: Readonly<Record<K, MessageKey>>,
  values?: Readonly<Record<string, string | number>>,
): Record<K, string> {
  const entries = Object.entries<MessageKey>(messages).map(([key, message]) => [
    key,
    t(message, values),
  ]);
  // The keys are those of `messages`, which `Object.entries` forgets.
  return Object.fromEntries(entries) as Record<K, string>;
}

/** All words of a document in this person's language, with a name in braces where something is filled in later. */
export function exportWords(): ExportWordData {
  return {
    columns: words<ExportColumn>(COLUMNS),
    groups: words<PlanGroup>(GROUP_TITLES),
    outcomes: words<Outcome['outcome']>(OUTCOMES),
    severities: words<RosterFault['severity']>(SEVERITIES),
    faults: words<FaultReason>(FAULTS, { line: '{line}', most: MOST_IN_ROSTER }),
    nearWorkspace: t('plan.fault.nearWorkspace', { nearest: '{nearest}' }),
    anyWorkspace: t('plan.anyWorkspace'),
    more: t('plan.export.more', { more: '{more}' }),
  };
}
