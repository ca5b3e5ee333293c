import { distance } from 'fastest-levenshtein';
import type { Email } from '@/lib/model/ids';
import { MOST_IN_ROSTER, type RosterEntry, type Workspaces } from '@/lib/model/plan';
import { DEFAULT_WORKSPACE, foldWorkspace, sameWorkspaces } from '@/lib/model/workspaces';
import type { Row, TextTable } from '@/lib/table/read';
import { addressIn, visibleCell } from './address';
import { type ColumnUse, type Layout, layoutOf, type RosterColumn } from './columns';
import { splitWorkspaces } from './split';

/**
 * What is wrong with a line of a roster: no column has addresses in it; there is no address, or none that could be
 * one; the workspace is not known; there is a column of workspaces and nothing in it; the same person stands on
 * another line with the same workspaces, or with others; there is more in it than there are columns; a text is
 * longer than any name; there are more people than a roster can have.
 */
export type FaultReason =
  | 'no-address-column'
  | 'no-address'
  | 'bad-address'
  | 'unknown-workspace'
  | 'no-workspace'
  | 'same-again'
  | 'other-workspaces'
  | 'too-many-columns'
  | 'too-long'
  | 'too-many-people';

/** Something about one line of a roster that a person should know. */
export interface RosterFault {
  readonly line: number;
  readonly reason: FaultReason;
  /** `error`: the line is not taken. `note`: it is, or another line says the same. */
  readonly severity: 'error' | 'note';
  /** What it is about, as it stands there; `null` where nothing does. */
  readonly value: string | null;
  /** The known workspace that was probably meant. */
  readonly nearest: string | null;
  /** The other line with the same person. */
  readonly otherLine: number | null;
}

/** What a table says as a roster. */
export interface RosterReading {
  /** Who is to be taken in, in the order of the table. */
  readonly entries: readonly RosterEntry[];
  /** By line. */
  readonly faults: readonly RosterFault[];
  readonly columns: readonly RosterColumn[];
  readonly hasHeader: boolean;
  /** How many lines name somebody, or should. */
  readonly lines: number;
}

/** How a table is to be read as a roster. */
export interface RosterOptions {
  /** What its columns are about, where a person knows better than {@link layoutOf}. */
  readonly layout?: Layout;
  /** Told again and again how many of how many rows have been read. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** The longest text that a name can be. */
const LONGEST = 500;

/** The most workspaces that somebody can be given. */
const MOST_WORKSPACES = 500;

/** So much of a text is shown with a fault. */
const SHOWN = 200;

/** As many rows are read in one step. */
const STEP = 100;

/**
 * Reads a table as a roster, in steps. Nothing is taken in by this.
 *
 * @param table what was read of a file or a clipboard
 * @param workspaces the names of the account's workspaces, as far as they are known. Where none is, none is checked.
 *   One that a person says is right is just one more.
 */
export function* readRoster(
  table: TextTable,
  workspaces: readonly string[],
  options: RosterOptions = {},
): Generator<void, RosterReading> {
  const layout = options.layout ?? layoutOf(table, workspaces);
  yield;
  const { columns, hasHeader } = layout;
  const rows = hasHeader ? table.rows.slice(1) : table.rows;
  const faults: RosterFault[] = [];
  if (!columns.some(({ use }) => use === 'email')) {
    faults.push(fault(table.rows[0]?.line ?? 1, 'no-address-column', 'error'));
    return { entries: [], faults, columns, hasHeader, lines: rows.length };
  }
  const names = new WorkspaceNames(workspaces);
  const people = new People();
  for (const [index, row] of rows.entries()) {
    if (index % STEP === 0) {
      options.onProgress?.(index, rows.length);
      yield;
    }
    const read = readRow(row, columns, names);
    faults.push(...read.faults);
    if (read.entry !== null) faults.push(...people.add(row.line, read.entry));
  }
  options.onProgress?.(rows.length, rows.length);
  faults.sort((a, b) => a.line - b.line);
  return { entries: people.entries(), faults, columns, hasHeader, lines: rows.length };
}

function fault(
  line: number,
  reason: FaultReason,
  severity: RosterFault['severity'],
  more: Partial<Pick<RosterFault, 'value' | 'nearest' | 'otherLine'>> = {},
): RosterFault {
  const { value = null, nearest = null, otherLine = null } = more;
  return { line, reason, severity, value: value?.slice(0, SHOWN) ?? null, nearest, otherLine };
}

/** The account's workspaces by name, and those of the roster itself. */
class WorkspaceNames {
  readonly #known: ReadonlyMap<string, string>;
  readonly #written = new Map<string, string>();
  readonly #near = new Map<string, string | null>();
  /** The known names as they are compared. */
  readonly folded: ReadonlySet<string>;

  constructor(names: readonly string[]) {
    const all = names.length === 0 ? [] : [DEFAULT_WORKSPACE, ...names];
    this.#known = new Map(all.map((name) => [foldWorkspace(name), name]));
    this.folded = new Set(this.#known.keys());
  }

  /** Whether a name is one of the account's; any is where none is known. */
  isKnown(name: string): boolean {
    return this.#known.size === 0 || this.#known.has(foldWorkspace(name));
  }

  /** A name as the account writes it; else as the roster wrote it first. */
  spelled(name: string): string {
    const folded = foldWorkspace(name);
    const known = this.#known.get(folded) ?? this.#written.get(folded);
    if (known !== undefined) return known;
    this.#written.set(folded, name);
    return name;
  }

  /** The known name that was probably meant, or `null` when none is near enough. */
  nearest(name: string): string | null {
    const folded = foldWorkspace(name);
    const before = this.#near.get(folded);
    if (before !== undefined) return before;
    const near = this.#lookForNearest(folded);
    this.#near.set(folded, near);
    return near;
  }

  #lookForNearest(folded: string): string | null {
    let best: string | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const [known, name] of this.#known) {
      const far = slips(folded, known);
      if (far < least && isNear(folded, known, far)) {
        best = name;
        least = far;
      }
    }
    return best;
  }
}

/** How many slips are between two names; two letters that have changed places are one. */
function slips(a: string, b: string): number {
  const far = distance(a, b);
  const letters = (name: string) => [...name].sort().join('');
  return far === 2 && letters(a) === letters(b) ? 1 : far;
}

/** A slip in every four characters, three at most. Names that only count differently are two names. */
function isNear(a: string, b: string, far: number): boolean {
  if (far > Math.min(3, Math.floor(Math.max(a.length, b.length) / 4))) return false;
  return a.replace(/\d+/gu, '') !== b.replace(/\d+/gu, '');
}

/** The people of a roster in its order; whoever is asked for in two ways is not taken in at all. */
class People {
  readonly #first = new Map<Email, { line: number; entry: RosterEntry; isTaken: boolean }>();
  #taken = 0;

  /** Adds somebody, and says what there is to say about it. */
  add(line: number, entry: RosterEntry): RosterFault[] {
    const first = this.#first.get(entry.email);
    if (first === undefined) return this.#addNew(line, entry);
    const value = entry.email;
    if (isSameWish(first.entry, entry)) {
      return [fault(line, 'same-again', 'note', { value, otherLine: first.line })];
    }
    const faults = [fault(line, 'other-workspaces', 'error', { value, otherLine: first.line })];
    if (first.isTaken) {
      // Nobody can tell which of the two is right.
      first.isTaken = false;
      this.#taken -= 1;
      faults.push(fault(first.line, 'other-workspaces', 'error', { value, otherLine: line }));
    }
    return faults;
  }

  #addNew(line: number, entry: RosterEntry): RosterFault[] {
    const isTaken = this.#taken < MOST_IN_ROSTER;
    if (isTaken) this.#taken += 1;
    this.#first.set(entry.email, { line, entry, isTaken });
    return isTaken ? [] : [fault(line, 'too-many-people', 'error', { value: entry.email })];
  }

  /** Those who are taken in. */
  entries(): RosterEntry[] {
    return [...this.#first.values()].flatMap(({ entry, isTaken }) => (isTaken ? [entry] : []));
  }
}

function isSameWish(a: RosterEntry, b: RosterEntry): boolean {
  if (a.workspaces === null || b.workspaces === null) return a.workspaces === b.workspaces;
  return sameWorkspaces(a.workspaces, b.workspaces);
}

/** What one row says, and what is wrong with it. */
interface ReadRow {
  readonly entry: RosterEntry | null;
  readonly faults: readonly RosterFault[];
}

function readRow(
  { line, cells }: Row,
  columns: readonly RosterColumn[],
  names: WorkspaceNames,
): ReadRow {
  const refused = (reason: FaultReason, value: string | null): ReadRow => ({
    entry: null,
    faults: [fault(line, reason, 'error', { value })],
  });
  const beyond = cells.slice(columns.length).find((cell) => cell.trim() !== '');
  if (beyond !== undefined) return refused('too-many-columns', beyond);
  const textOf = (use: ColumnUse) => visibleCell(cellsOf(use, cells, columns)[0] ?? '');
  const said = textOf('email');
  const email = addressIn(said);
  if (email === null) {
    return said === ''
      ? refused('no-address', cells.join(' ').trim())
      : refused('bad-address', said);
  }
  const name = nameOf(textOf);
  const team = textOf('team');
  const tooLong = [name, team].find((text) => text.length > LONGEST);
  if (tooLong !== undefined) return refused('too-long', tooLong);
  const wish = workspacesOf(line, cells, columns, names);
  if (wish === null) return refused('no-workspace', email);
  const entry = { email, name: name || null, team: team || null, workspaces: wish.workspaces };
  const isRight = wish.faults.every(({ severity }) => severity === 'note');
  return { entry: isRight ? entry : null, faults: wish.faults };
}

function cellsOf(
  use: ColumnUse,
  cells: readonly string[],
  columns: readonly RosterColumn[],
): string[] {
  return cells.filter((_, index) => columns[index]?.use === use);
}

function nameOf(textOf: (use: ColumnUse) => string): string {
  const whole = textOf('name');
  if (whole !== '') return whole;
  return `${textOf('first-name')} ${textOf('last-name')}`.trim();
}

/**
 * The workspaces that a row asks for, with what is wrong with them.
 *
 * @returns `null` when there is a column for them and nothing in it: whoever means Default is to write so
 */
function workspacesOf(
  line: number,
  cells: readonly string[],
  columns: readonly RosterColumn[],
  names: WorkspaceNames,
): { workspaces: Workspaces | null; faults: RosterFault[] } | null {
  if (!columns.some(({ use }) => use === 'workspaces')) return { workspaces: null, faults: [] };
  const written = cellsOf('workspaces', cells, columns).flatMap((cell) =>
    splitWorkspaces(visibleCell(cell), names.folded),
  );
  if (written.length === 0) return null;
  const spelled = [...new Set(written.map((name) => names.spelled(name)))];
  const tooLong = spelled.find((name) => name.length > LONGEST) ?? spelled[MOST_WORKSPACES];
  if (tooLong !== undefined) {
    return { workspaces: null, faults: [fault(line, 'too-long', 'error', { value: tooLong })] };
  }
  const faults = spelled
    .filter((name) => !names.isKnown(name))
    .map((value) => {
      const nearest = names.nearest(value);
      // One that resembles none may be new: nobody has been seen with it so far.
      const severity = nearest === null ? 'note' : 'error';
      return fault(line, 'unknown-workspace', severity, { value, nearest });
    });
  return { workspaces: spelled, faults };
}
