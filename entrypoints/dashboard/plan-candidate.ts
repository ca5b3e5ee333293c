import type {
  CountedWorkspace,
  DoubtfulWorkspace,
  RosterCorrections,
  RosterSummary,
} from '@/components/plan/view';
import type { RosterEntry, Workspaces } from '@/lib/model/plan';
import { foldWorkspace } from '@/lib/model/workspaces';
import { type RosterFault, type RosterReading, readRoster } from '@/lib/plan/roster';
import type { TextTable } from '@/lib/table/read';

/** A roster that was read and may be taken in. */
export interface Candidate {
  readonly reading: RosterReading;
  readonly summary: RosterSummary;
}

/**
 * Reads a table as a roster, in steps, and sums up what is in it.
 *
 * @param known the workspaces of the account
 */
export function* readCandidate(
  table: TextTable,
  known: Workspaces,
  { layout, workspaces }: RosterCorrections,
  onProgress: (done: number, total: number) => void,
): Generator<void, Candidate> {
  const read = yield* readRoster(table, [...known, ...workspaces], {
    onProgress,
    ...(layout !== null && { layout }),
  });
  // That no column has addresses is said of the columns, not of a line.
  const faults = read.faults.filter(({ reason }) => reason !== 'no-address-column');
  const reading = { ...read, faults };
  return { reading, summary: summaryOf(reading, known) };
}

/** What there is to see of a roster before it is taken in. */
function summaryOf(reading: RosterReading, known: Workspaces): RosterSummary {
  const { entries, faults, columns, hasHeader, lines } = reading;
  const wrong = new Set(
    faults.filter(({ severity }) => severity === 'error').map(({ line }) => line),
  );
  return {
    columns,
    hasHeader,
    lines,
    people: entries.length,
    leftOut: wrong.size,
    again: faults.filter(({ reason }) => reason === 'same-again').length,
    isChecked: known.length > 0,
    workspaces: countWorkspaces(entries, known),
    anyWorkspace: entries.filter(({ workspaces }) => workspaces === null).length,
    doubtful: doubtfulOf(faults),
    faults: faults.length,
  };
}

/** The workspaces that are asked for, most people first. Who gets several counts in each. */
function countWorkspaces(entries: readonly RosterEntry[], known: Workspaces): CountedWorkspace[] {
  const isKnown = new Set(known.map(foldWorkspace));
  const counts = new Map<string, number>();
  for (const name of entries.flatMap(({ workspaces }) => workspaces ?? [])) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .map(([name, people]) => ({ name, people, isKnown: isKnown.has(foldWorkspace(name)) }))
    .sort((a, b) => b.people - a.people || (a.name < b.name ? -1 : 1));
}

/** The names that resemble a known one, those on most lines first. */
function doubtfulOf(faults: readonly RosterFault[]): DoubtfulWorkspace[] {
  const doubtful = new Map<string, DoubtfulWorkspace>();
  for (const { reason, value, nearest } of faults) {
    if (reason !== 'unknown-workspace' || value === null || nearest === null) continue;
    const lines = (doubtful.get(value)?.lines ?? 0) + 1;
    doubtful.set(value, { name: value, nearest, lines });
  }
  return [...doubtful.values()].sort((a, b) => b.lines - a.lines);
}
