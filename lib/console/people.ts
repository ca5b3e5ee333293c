import type { Email } from '@/lib/model/ids';
import type { Term } from '@/lib/model/profile';
import type { Reading, SeenUser } from '@/lib/model/snapshot';
import { DIALOG } from './control';
import { coverageOf } from './coverage';
import { type Leaf, LONGEST_TEXT, leavesOf, tidy } from './leaves';
import type { Lexicon } from './lexicon';
import { childrenOf, isPlain } from './plain';
import {
  type Cell,
  cellsOf,
  emailIn,
  findLists,
  HEADS,
  keyOf,
  type PersonList,
  type PersonRecord,
  readCell,
} from './records';
import { selectionOf } from './selection';
import { allBelow, briefText, closestAcross } from './tree';

/** What a column of a user table can be about. */
const COLUMNS = ['email', 'name', 'role', 'status', 'workspace', 'team'] as const;
type Column = Extract<Term, (typeof COLUMNS)[number]>;

/** The people of a page, as read. */
export interface PeopleReading {
  readonly users: Reading<SeenUser[]>;
  /** What the console says how many there are, or how many were seen if that is all of them. */
  readonly total: number | null;
  readonly selected: Reading<Email[]>;
  /** Whether what is selected may go beyond what is visible. */
  readonly selectsMore: boolean;
  /** How many the console says are selected, where it shows a part of the people and says it. */
  readonly saidSelected: number | null;
}

/** Nothing that could be relied on was found. */
export const NOBODY: PeopleReading = {
  users: { coverage: 'unknown' },
  total: null,
  selected: { coverage: 'unknown' },
  selectsMore: false,
  saidSelected: null,
};

/** A person's record with what it says, cell by cell. */
interface PersonRow {
  readonly email: Email;
  readonly cells: readonly Cell[];
}

/**
 * The list of people that a page is about: the longest outside any dialog. Only where there is none does one in
 * a dialog count, for a console that shows its settings in one.
 */
export function* findPeople(
  document: Document,
): Generator<void, { list: PersonList; inDialog: boolean } | null> {
  const outside = yield* findLists(document, (element) => closestAcross(element, DIALOG) === null);
  if (outside[0]) return { list: outside[0], inDialog: false };
  const inside = yield* findLists(document, (element) => closestAcross(element, DIALOG) !== null);
  return inside[0] ? { list: inside[0], inDialog: true } : null;
}

/** Reads the list of people: everybody in it, how many there are in all, and who is selected. */
export function* readPeople(document: Document, lexicon: Lexicon): Generator<void, PeopleReading> {
  const found = yield* findPeople(document);
  if (found === null) return NOBODY;
  const { list } = found;
  const rows: PersonRow[] = [];
  for (const record of list.records) {
    rows.push({ email: record.email, cells: cellsOfRecord(record, list.isTable) });
    yield;
  }
  const named = namedColumns(list, lexicon);
  const isNamed = named.size > 1;
  const parted = isNamed ? rows : yield* withStatesApart(rows, lexicon);
  const columns = isNamed ? named : yield* inferredColumns(parted, lexicon);
  const users = new Map<Email, SeenUser>();
  for (const row of parted) {
    // Of two records with one address the first is as good as the second, and neither is lost.
    if (!users.has(row.email)) users.set(row.email, readUser(row, columns, lexicon));
    yield;
  }
  const { isWhole, said } = yield* coverageOf(list, lexicon);
  // What stands in a dialog may be a choice of people, and is never all there are.
  const coverage = isWhole && !found.inDialog ? 'whole' : 'partial';
  const selection = yield* selectionOf(list, coverage === 'partial', said, lexicon);
  return {
    users: { coverage, value: [...users.values()] },
    total: said ?? (coverage === 'whole' ? users.size : null),
    selected:
      // Nobody selected, and a selection that is drawn in a way we do not know, look the same.
      selection.emails.length > 0
        ? { coverage: selection.more ? 'partial' : coverage, value: selection.emails }
        : { coverage: 'unknown' },
    selectsMore: selection.more,
    saidSelected: selection.said,
  };
}

function cellsOfRecord({ parts, cells }: PersonRecord, isTable: boolean): readonly Cell[] {
  return isTable ? cells : blocksOf(parts).map(readCell);
}

/** What a record without cells is made of: its parts, or the children of its innermost sole wrapper. */
function blocksOf(parts: readonly Element[]): Element[] {
  if (parts.length !== 1) return [...parts];
  let [block] = parts;
  while (block && block.childElementCount === 1) {
    const [only] = block.children;
    if (!only || !isPlain(only) || hasTextBeside(block)) break;
    block = only;
  }
  if (!block || block.childElementCount === 0) return block ? [block] : [];
  return [...block.children].flatMap((child) => (isPlain(child) ? [child] : childrenOf(child)));
}

/** Whether something stands in a block beside the elements in it. */
function hasTextBeside(block: Element): boolean {
  return [...block.childNodes].some((node) => node instanceof Text && node.data.trim() !== '');
}

/**
 * A row whose state, where it shares its place with something else, has a place of its own: cards have no columns,
 * and put side by side what is short.
 */
function withStateApart({ email, cells }: PersonRow, lexicon: Lexicon): PersonRow {
  return {
    email,
    cells: cells.flatMap(({ key, leaves }) => {
      const rest = leaves.filter(({ text, onButton }) => onButton || !isState(text, lexicon));
      // An address's place is left as it is: what stands there besides is the name.
      const isShared = rest.length < leaves.length && !rest.some(({ text }) => emailIn(text));
      const states = leaves.filter((leaf) => !rest.includes(leaf));
      return isShared
        ? [
            { key, leaves: states },
            { key: `${key} rest`, leaves: rest },
          ]
        : [{ key, leaves }];
    }),
  };
}

function* withStatesApart(
  rows: readonly PersonRow[],
  lexicon: Lexicon,
): Generator<void, PersonRow[]> {
  const parted: PersonRow[] = [];
  for (const row of rows) {
    parted.push(withStateApart(row, lexicon));
    yield;
  }
  return parted;
}

function namedColumns(list: PersonList, lexicon: Lexicon): Map<string, Column> {
  const columns = new Map<string, Column>();
  for (const [index, cell] of headsOf(list).entries()) {
    const said = leavesOf(cell).map(({ text }) => text);
    const column = COLUMNS.find(
      (term) => !hasColumn(columns, term) && said.some((text) => lexicon.names(term, text)),
    );
    if (column) columns.set(keyOf(cell, index), column);
  }
  return columns;
}

function hasColumn(columns: ReadonlyMap<string, Column>, column: Column): boolean {
  return [...columns.values()].includes(column);
}

/** The cells above the columns: a table's head, its first row without an address, or the block before the first record. */
function headsOf({ isTable, records, firstRows: rows }: PersonList): Element[] {
  if (!isTable) return blocksAbove(records[0]);
  const head = rows.find((row) => row.some((part) => allBelow(part, HEADS).length > 0));
  if (head) return cellsOf(head);
  const first = rows[0];
  const isPerson = records.some(({ parts }) => first?.some((part) => parts.includes(part)));
  return first && !isPerson ? cellsOf(first) : [];
}

function blocksAbove(first: PersonRecord | undefined): Element[] {
  if (first === undefined) return [];
  const top = first.parts[0];
  if (first.parts.length > 1) {
    const before: Element[] = [];
    for (let at = top?.previousElementSibling; at; at = at.previousElementSibling) before.push(at);
    return before.slice(0, first.parts.length).reverse();
  }
  const above = top?.previousElementSibling ?? top?.parentElement?.previousElementSibling;
  const said = above && isPlain(above) ? briefText(above, 2_000) : null;
  if (!above || said === null || emailIn(tidy(said)) !== null) return [];
  return blocksOf([above]);
}

/** A share of the rows from which on a column counts as being about something. */
const MOSTLY = 0.6;

/**
 * Columns without words above them. Roles and states are known words; a name stands beside most addresses and
 * differs from row to row; workspaces are there for those who are connected and for nobody else, because that is
 * what having one means (CONSOLE.md rule 4).
 */
function* inferredColumns(
  rows: readonly PersonRow[],
  lexicon: Lexicon,
): Generator<void, Map<string, Column>> {
  const columns = new Map<string, Column>();
  // A few hundred people show as well as all of them what a column is about.
  const sample = sampleOf(rows);
  const keys = [...new Set(sample.flatMap(({ cells }) => cells.map(({ key }) => key)))];
  const textsIn = (key: string) =>
    sample.map(({ cells }) => textsOf(cells.find((c) => c.key === key)));
  const mostly = (key: string, test: (texts: string[]) => boolean) =>
    textsIn(key).filter(test).length >= sample.length * MOSTLY;
  for (const key of keys) {
    yield;
    if (mostly(key, (texts) => texts.some((text) => emailIn(text) !== null))) {
      columns.set(key, 'email');
    } else if (mostly(key, (texts) => texts.some((text) => isRole(text, lexicon)))) {
      columns.set(key, 'role');
    } else if (mostly(key, (texts) => texts.some((text) => isState(text, lexicon)))) {
      columns.set(key, 'status');
    }
  }
  const rest = keys.filter((key) => !columns.has(key));
  const name = rest.find((key) => isNameLike(textsIn(key)));
  if (name !== undefined) columns.set(name, 'name');
  yield;
  const states = sample.map((row) => accessIn(row.cells, columns, lexicon));
  const workspace = rest.find((key) => key !== name && followsAccess(textsIn(key), states));
  if (workspace !== undefined) columns.set(workspace, 'workspace');
  return columns;
}

/** As many people show what a column is about. */
const SAMPLE = 300;

/** People from all parts of a long list. */
function sampleOf(rows: readonly PersonRow[]): readonly PersonRow[] {
  const every = Math.ceil(rows.length / SAMPLE);
  return rows.filter((_, index) => index % every === 0);
}

function textsOf(cell: Cell | undefined): string[] {
  return (cell?.leaves ?? []).filter(({ onButton }) => !onButton).map(({ text }) => text);
}

function isRole(text: string, lexicon: Lexicon): boolean {
  return lexicon.firstNamed(['admin', 'user'], text) !== undefined;
}

function isState(text: string, lexicon: Lexicon): boolean {
  return lexicon.firstNamed(['connected', 'not-connected'], text) !== undefined;
}

function isNameLike(column: readonly string[][]): boolean {
  const texts = column.map((texts) => texts.join(' ')).filter((text) => /\p{L}{2}/u.test(text));
  const different = new Set(texts).size;
  return texts.length >= column.length * MOSTLY && different >= Math.min(2, texts.length * MOSTLY);
}

function followsAccess(
  column: readonly string[][],
  states: readonly SeenUser['access'][],
): boolean {
  const filled = column.map((texts) => texts.some((text) => !isBlank(text)));
  const connected = filled.filter((_, row) => states[row] === 'connected');
  const others = filled.filter((_, row) => states[row] === 'not-connected');
  const hasBoth = connected.length > 0 && others.length > 0;
  // Whoever owns the connection is connected without a workspace.
  const isUsual = connected.filter(Boolean).length >= connected.length * MOSTLY;
  return hasBoth && isUsual && !others.some(Boolean);
}

/** A dash, or nothing. */
function isBlank(text: string): boolean {
  return /^[-–—·\s]*$/u.test(text);
}

function readUser(
  row: PersonRow,
  columns: ReadonlyMap<string, Column>,
  lexicon: Lexicon,
): SeenUser {
  const labelled = labelledIn(row.cells, lexicon);
  const cellOf = (column: Column) =>
    row.cells.find(({ key }) => columns.get(key) === column)?.leaves ??
    labelled.get(column) ??
    null;
  const team = cellOf('team');
  const workspace = cellOf('workspace');
  return {
    email: row.email,
    name: nameOf(row, cellOf('name'), columns, lexicon),
    role: roleIn(row.cells, columns, labelled, lexicon),
    access: accessIn(row.cells, columns, lexicon),
    workspaces: workspace ? listIn(workspace) : hasColumn(columns, 'workspace') ? [] : null,
    team: team ? firstText(team) : null,
  };
}

/** Cards put the word in front of the value: "Role" and then "Admin", or "Role: Admin" in one piece. */
function labelledIn(cells: readonly Cell[], lexicon: Lexicon): Map<Column, Leaf[]> {
  const found = new Map<Column, Leaf[]>();
  let current: Leaf[] | null = null;
  for (const leaf of cells.flatMap(({ leaves }) => leaves)) {
    if (leaf.kind === 'label' || leaf.onButton) continue;
    const column = lexicon.firstNamed(COLUMNS, leaf.text);
    const pair = /^([^:：]{1,40})[:：]\s*(.+)$/u.exec(leaf.text);
    const paired = pair && lexicon.firstNamed(COLUMNS, pair[1] ?? '');
    if (column && !found.has(column)) {
      current = [];
      found.set(column, current);
    } else if (paired && !found.has(paired)) {
      found.set(paired, [{ ...leaf, text: pair?.[2] ?? '' }]);
      current = null;
    } else {
      current?.push(leaf);
    }
  }
  return found;
}

function firstText(leaves: readonly Leaf[]): string {
  const texts = leaves.filter(({ onButton, kind }) => !onButton && kind !== 'label');
  return texts[0]?.text ?? '';
}

/** A name may share its place with the address; the address, and the brackets around it, are no part of it. */
function nameOf(
  { email, cells }: PersonRow,
  cell: readonly Leaf[] | null,
  columns: ReadonlyMap<string, Column>,
  lexicon: Lexicon,
): string | null {
  const own = cell ? nameAmong(cell, email, lexicon) : null;
  if (own !== null && own !== '') return own;
  const beside = cells.find(
    ({ key, leaves }) =>
      columns.get(key) === 'email' || leaves.some(({ text }) => text.toLowerCase().includes(email)),
  );
  const found = beside ? nameAmong(beside.leaves, email, lexicon) : null;
  if (found) return found;
  return cell ? '' : null;
}

/** Words that stand in a record and are nobody's name. */
const NO_NAMES = [...COLUMNS, 'admin', 'user', 'connected', 'not-connected'] as const;

function nameAmong(leaves: readonly Leaf[], email: Email, lexicon: Lexicon): string | null {
  const texts = leaves.filter(({ kind, onButton }) => kind === 'text' && !onButton);
  const names = texts
    .map(({ text }) => withoutEmail(text, email))
    .filter((text) => text !== '' && lexicon.firstNamed(NO_NAMES, text) === undefined);
  // The initials of an avatar stand before the name that they are of.
  const [first, second] = names;
  const isInitials = first !== undefined && [...first].length <= 2 && second !== undefined;
  if (texts.length === 0) return null;
  return (isInitials ? second : first) ?? '';
}

function withoutEmail(text: string, email: Email): string {
  const at = text.toLowerCase().indexOf(email);
  if (at < 0) return text;
  const before = text.slice(0, at).replace(/[<(]\s*$/u, '');
  const after = text.slice(at + email.length).replace(/^\s*[>)]/u, '');
  return `${before.trim()} ${after.trim()}`.trim();
}

function roleIn(
  cells: readonly Cell[],
  columns: ReadonlyMap<string, Column>,
  labelled: ReadonlyMap<Column, readonly Leaf[]>,
  lexicon: Lexicon,
): SeenUser['role'] {
  const leaves = labelled.get('role') ?? leavesFor('role', cells, columns);
  for (const { text, onButton } of leaves) {
    if (onButton) continue;
    if (lexicon.names('admin', text)) return 'admin';
    if (lexicon.names('user', text)) return 'user';
  }
  return 'unknown';
}

/** "Not connected" contains "connected" in most languages, so only whole texts count. */
function accessIn(
  cells: readonly Cell[],
  columns: ReadonlyMap<string, Column>,
  lexicon: Lexicon,
): SeenUser['access'] {
  const texts = leavesFor('status', cells, columns).filter(({ onButton }) => !onButton);
  if (texts.some(({ text }) => lexicon.names('not-connected', text))) return 'not-connected';
  return texts.some(({ text }) => lexicon.names('connected', text)) ? 'connected' : 'unknown';
}

/** What the column says; where no column is known to be about it, every cell but the name's and the address's. */
function leavesFor(
  column: Column,
  cells: readonly Cell[],
  columns: ReadonlyMap<string, Column>,
): readonly Leaf[] {
  const own = cells.find(({ key }) => columns.get(key) === column);
  if (own) return own.leaves;
  return cells
    .filter(({ key }) => columns.size < 2 || !['name', 'email'].includes(columns.get(key) ?? ''))
    .flatMap(({ leaves }) => leaves);
}

/** Several things in one cell: as chips or list items, else as text with commas. `null` where some are folded away. */
function listIn(leaves: readonly Leaf[]): string[] | null {
  const texts = leaves.filter(({ kind, onButton }) => kind !== 'label' && !onButton);
  if (texts.some(({ text }) => /^\+\s*\d+/u.test(text))) return null;
  const parts =
    texts.length > 1
      ? texts.map(({ text }) => text.replace(/^[,;、，；]+|[,;、，；]+$/gu, ''))
      : (texts[0]?.text ?? '').split(/[,;、，；\n]/u);
  return parts.map((part) => part.trim().slice(0, LONGEST_TEXT)).filter((part) => !isBlank(part));
}
