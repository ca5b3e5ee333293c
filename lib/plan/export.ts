import type { Timestamp } from '@/lib/model/ids';
import type { LedgerEntry } from '@/lib/model/ledger';
import { PlanGroup, type Workspaces } from '@/lib/model/plan';
import { meantBy } from '@/lib/model/workspaces';
import { markdownText, type Rows, writeCsv, writeMarkdownTable } from '@/lib/table/write';
import type { Plan, PlannedPerson } from './plan';
import type { RosterFault } from './roster';

/** The columns of what can be exported. */
export type ExportColumn =
  | 'group'
  | 'people'
  | 'email'
  | 'name'
  | 'team'
  | 'planned'
  | 'workspaces'
  | 'seen'
  | 'chosen'
  | 'outcome'
  | 'granted'
  | 'line'
  | 'severity'
  | 'problem'
  | 'text';

/** What became of a grant, for one person, as the ledger has it. */
export type Outcome = Extract<LedgerEntry, { kind: 'grant-outcome' }>;

/** What a document says in a person's language; the domain itself knows none. */
export interface ExportWords {
  column(column: ExportColumn): string;
  group(group: PlanGroup): string;
  outcome(outcome: Outcome['outcome']): string;
  severity(severity: RosterFault['severity']): string;
  /** What is wrong with a line. */
  fault(fault: RosterFault): string;
  /** Stands in the place of workspaces where the roster says nothing of them. */
  anyWorkspace(): string;
  /** So many more people are in a group than a table of it lists. */
  more(people: number): string;
  when(at: Timestamp): string;
}

/** What is exported: where everybody stands, and what became of the grants, oldest first. */
export interface ExportedPlan {
  readonly plan: Plan;
  readonly outcomes: readonly Outcome[];
}

const PLAN_COLUMNS = [
  'group',
  'email',
  'name',
  'team',
  'planned',
  'workspaces',
  'seen',
  'chosen',
  'outcome',
  'granted',
] as const satisfies readonly ExportColumn[];

const FAULT_COLUMNS = ['line', 'severity', 'problem', 'text'] as const;

/** As many people of a group are listed in a ticket. */
const MOST_IN_TICKET = 100;

/** The plan and its result as a CSV file: a line for everybody, in the order of the groups. */
export function planCsv(exported: ExportedPlan, words: ExportWords): string {
  const rows = rowsOf(exported, PlanGroup.options, words);
  return writeCsv([PLAN_COLUMNS.map(words.column), ...rows]);
}

/**
 * The plan and its result as Markdown for a ticket: the numbers, then who is in each group, a hundred at most. Those
 * who are done are listed if they were granted access on the way.
 */
export function planMarkdown(exported: ExportedPlan, words: ExportWords): string {
  const { counts } = exported.plan;
  const numbers = PlanGroup.options.map((group) => [words.group(group), String(counts[group])]);
  const head = [words.column('group'), words.column('people')];
  const sections = PlanGroup.options.map((group) => section(exported, group, words));
  return [writeMarkdownTable(head, numbers), ...sections.filter((text) => text !== '')].join('\n');
}

/** What is wrong with a roster, as a CSV file. */
export function faultsCsv(faults: readonly RosterFault[], words: ExportWords): string {
  const rows = faults.map((fault) => {
    const { line, severity, value } = fault;
    return [String(line), words.severity(severity), words.fault(fault), value ?? ''];
  });
  return writeCsv([FAULT_COLUMNS.map(words.column), ...rows]);
}

function section(exported: ExportedPlan, group: PlanGroup, words: ExportWords): string {
  const granted = new Set(exported.outcomes.map(({ email }) => email));
  const people = exported.plan.groups[group].filter(
    ({ email }) => group !== 'done' || granted.has(email),
  );
  if (people.length === 0) return '';
  const listed = { ...exported.plan.groups, [group]: people.slice(0, MOST_IN_TICKET) };
  const [, ...columns] = PLAN_COLUMNS;
  const rows = rowsOf({ ...exported, plan: { ...exported.plan, groups: listed } }, [group], words);
  const table = writeMarkdownTable(
    columns.map(words.column),
    rows.map(([, ...cells]) => cells),
  );
  const rest = people.length - MOST_IN_TICKET;
  const more = rest > 0 ? `\n${markdownText(words.more(rest))}\n` : '';
  return `### ${markdownText(words.group(group))}\n\n${table}${more}`;
}

function rowsOf(
  { plan, outcomes }: ExportedPlan,
  groups: readonly PlanGroup[],
  words: ExportWords,
): Rows {
  const last = new Map(outcomes.map((outcome) => [outcome.email, outcome]));
  return groups.flatMap((group) =>
    plan.groups[group].map((person) => rowOf(person, last.get(person.email), words)),
  );
}

function rowOf(person: PlannedPerson, last: Outcome | undefined, words: ExportWords): string[] {
  const { group, email, name, team, planned, workspaces, seenAt } = person;
  const isAny = planned === null && group !== 'not-in-roster';
  const chosen = last?.chosen ?? null;
  return [
    words.group(group),
    email,
    name ?? '',
    team ?? '',
    isAny ? words.anyWorkspace() : inCell(planned),
    inCell(workspaces),
    seenAt === null ? '' : words.when(seenAt),
    inCell(chosen === null ? null : meantBy(chosen)),
    last === undefined ? '' : words.outcome(last.outcome),
    last === undefined ? '' : words.when(last.at),
  ];
}

/** Several workspaces in one cell, as a roster reads them again. */
function inCell(names: Workspaces | null): string {
  return names === null ? '' : names.join('; ');
}
