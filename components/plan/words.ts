import type { Tone } from '@/components/ui/Button';
import type { IconName } from '@/components/ui/Icon';
import { t } from '@/components/ui/say';
import { MOST_IN_ROSTER, type PlanGroup } from '@/lib/model/plan';
import type { MessageKey } from '@/lib/model/text';
import type { ColumnUse } from '@/lib/plan/columns';
import type { FaultReason, RosterFault } from '@/lib/plan/roster';
import { LARGEST_TABLE, type TableProblem } from '@/lib/table/read';
import type { GivenRoster } from './view';

/** How a group looks and what it is called. */
export const GROUP_LOOKS = {
  invite: {
    icon: 'person',
    tone: 'accent',
    title: 'plan.group.invite.title',
    what: 'plan.group.invite.what',
  },
  grant: {
    icon: 'doing',
    tone: 'accent',
    title: 'plan.group.grant.title',
    what: 'plan.group.grant.what',
  },
  'wrong-workspace': {
    icon: 'warning',
    tone: 'danger',
    title: 'plan.group.wrong.title',
    what: 'plan.group.wrong.what',
  },
  'not-in-roster': {
    icon: 'unknown',
    tone: 'caution',
    title: 'plan.group.extra.title',
    what: 'plan.group.extra.what',
  },
  unknown: {
    icon: 'search',
    tone: 'neutral',
    title: 'plan.group.unknown.title',
    what: 'plan.group.unknown.what',
  },
  done: {
    icon: 'check',
    tone: 'ok',
    title: 'plan.group.done.title',
    what: 'plan.group.done.what',
  },
} satisfies Record<PlanGroup, { icon: IconName; tone: Tone; title: MessageKey; what: MessageKey }>;

/** What a group is called. */
export function groupName(group: PlanGroup): string {
  return t(GROUP_LOOKS[group].title);
}

/** A part of a whole as the width of a bar. */
export function share(part: number, whole: number): string {
  return `${whole === 0 ? 0 : (100 * part) / whole}%`;
}

const COLUMNS = {
  email: 'plan.columns.email',
  workspaces: 'plan.columns.workspaces',
  name: 'plan.columns.name',
  'first-name': 'plan.columns.firstName',
  'last-name': 'plan.columns.lastName',
  team: 'plan.columns.team',
} satisfies Record<ColumnUse, MessageKey>;

/** What a column of a roster is about. */
export function columnName(use: ColumnUse): string {
  return t(COLUMNS[use]);
}

/** What is said of each fault; of a workspace that resembles a known one, something else. */
export const FAULTS = {
  'no-address-column': 'plan.fault.noAddressColumn',
  'no-address': 'plan.fault.noAddress',
  'bad-address': 'plan.fault.badAddress',
  'unknown-workspace': 'plan.fault.unknownWorkspace',
  'no-workspace': 'plan.fault.noWorkspace',
  'same-again': 'plan.fault.sameAgain',
  'other-workspaces': 'plan.fault.otherWorkspaces',
  'too-many-columns': 'plan.fault.tooManyColumns',
  'too-long': 'plan.fault.tooLong',
  'too-many-people': 'plan.fault.tooManyPeople',
} satisfies Record<FaultReason, MessageKey>;

/** What is wrong with a line, as a sentence. */
export function faultWords({ reason, nearest, otherLine }: RosterFault): string {
  const line = otherLine ?? '';
  if (reason === 'unknown-workspace' && nearest !== null)
    return t('plan.fault.nearWorkspace', { nearest });
  return t(FAULTS[reason], { line, most: MOST_IN_ROSTER });
}

const PROBLEMS = {
  'too-large': 'plan.problem.tooLarge',
  'not-text': 'plan.problem.notText',
  empty: 'plan.problem.empty',
  'too-many-rows': 'plan.problem.tooManyRows',
  'bad-quotes': 'plan.problem.badQuotes',
} satisfies Record<TableProblem['kind'], MessageKey>;

/** Why nothing could be read of a table, as a sentence. */
export function problemWords(problem: TableProblem): string {
  const line = problem.kind === 'bad-quotes' ? problem.line : '';
  return t(PROBLEMS[problem.kind], { line, most: MOST_IN_ROSTER, size: LARGEST_TABLE / 1024 ** 2 });
}

/** What a roster that is given is called. */
export function nameOfGiven(given: GivenRoster): string {
  return given.kind === 'file' ? given.file.name : t('plan.bring.pasted');
}
