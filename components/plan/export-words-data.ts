import type { PlanGroup } from '@/lib/model/plan';
import type { ExportColumn, ExportWords, Outcome } from '@/lib/plan/export';
import type { FaultReason, RosterFault } from '@/lib/plan/roster';

/**
 * The words of a document as plain data, with `{names}` where something is to be filled in: a worker cannot ask the
 * browser for messages, so the page sends them along.
 */
export interface ExportWordData {
  readonly columns: Readonly<Record<ExportColumn, string>>;
  readonly groups: Readonly<Record<PlanGroup, string>>;
  readonly outcomes: Readonly<Record<Outcome['outcome'], string>>;
  readonly severities: Readonly<Record<RosterFault['severity'], string>>;
  /** With `{line}`. */
  readonly faults: Readonly<Record<FaultReason, string>>;
  /** What is said of an unknown workspace that resembles `{nearest}`. */
  readonly nearWorkspace: string;
  readonly anyWorkspace: string;
  /** With `{more}`. */
  readonly more: string;
}

/** Fills in what stands in braces, and nothing inside of what is filled in. */
function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/gu, (whole, name: string) => values[name] ?? whole);
}

/** The words of a document, from what the page has sent. */
export function wordsFrom(data: ExportWordData): ExportWords {
  const numbers = new Intl.NumberFormat();
  const moments = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  return {
    column: (column) => data.columns[column],
    group: (group) => data.groups[group],
    outcome: (outcome) => data.outcomes[outcome],
    severity: (severity) => data.severities[severity],
    fault: ({ reason, nearest, otherLine }) =>
      reason === 'unknown-workspace' && nearest !== null
        ? fill(data.nearWorkspace, { nearest })
        : fill(data.faults[reason], { line: String(otherLine ?? '') }),
    anyWorkspace: () => data.anyWorkspace,
    more: (people) => fill(data.more, { more: numbers.format(people) }),
    when: (at) => moments.format(at),
  };
}
