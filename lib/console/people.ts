import { Email } from '@/lib/model/ids';
import type { Term } from '@/lib/model/profile';
import type { Reading, SeenUser } from '@/lib/model/snapshot';
import { closestAcross, DIALOG, isVisible, plainText, spacedText } from './control';
import type { Lexicon } from './lexicon';
import { EMAIL_PATTERN } from './page';

const TABLES = 'table, [role="grid"], [role="table"], [role="treegrid"]';
const ROWS = 'tr, [role="row"]';
const HEADS = 'th, [role="columnheader"]';
const CELLS = 'td, th, [role="cell"], [role="gridcell"], [role="rowheader"]';
const CHECKED = 'input[type="checkbox"]:checked, [role="checkbox"][aria-checked="true"]';

/** What a column of a user table can be about. */
type Column = Extract<Term, 'name' | 'role' | 'status' | 'workspace' | 'team'>;

/** A person's row in the page, at the moment of reading. Not to be kept. */
export interface PersonRow {
  readonly email: Email;
  readonly row: Element;
}

/** The user table of a page, as read. */
export interface PeopleReading {
  readonly users: Reading<SeenUser[]>;
  readonly total: number | null;
  readonly selected: Reading<Email[]>;
}

/** Texts are cut here, so that no cell can cost more than a long name does. */
const LONGEST_TEXT = 500;

/** An email address out of a text, if there is one. */
export function emailIn(text: string): Email | null {
  const found = EMAIL_PATTERN.exec(text.slice(0, 2_000))?.[0];
  const email = Email.safeParse(found);
  return email.success ? email.data : null;
}

/** The email address in a cell: its text, or the target of its mail link. */
function emailOf(cell: Element): Email | null {
  const link = cell.querySelector('a[href^="mailto:"]')?.getAttribute('href');
  return emailIn(spacedText(cell, 2_000)) ?? (link ? emailIn(link.slice('mailto:'.length)) : null);
}

/**
 * The rows of people in a table, in its order; rows without an address (heads, totals) are none. A display name
 * can look like an address, so the addresses are those of the column that has the most of them.
 */
export function personRows(table: Element): PersonRow[] {
  const rows = [...table.querySelectorAll(ROWS)].map((row) => ({
    row,
    emails: [...row.querySelectorAll(CELLS)].map(emailOf),
  }));
  const column = fullestColumn(rows.map(({ emails }) => emails));
  return rows.flatMap(({ row, emails }) => {
    const email = emails[column] ?? null;
    return email === null ? [] : [{ email, row }];
  });
}

function fullestColumn(rows: readonly (readonly (Email | null)[])[]): number {
  const counts: number[] = [];
  for (const emails of rows) {
    for (const [column, email] of emails.entries()) {
      if (email !== null) counts[column] = (counts[column] ?? 0) + 1;
    }
  }
  const fullest = counts.reduce((most, count) => Math.max(most, count ?? 0), 0);
  return counts.indexOf(fullest);
}

/** Who a control is about when it stands in that person's row. */
export function personAround(control: Element): Email | null {
  const row = closestAcross(control, ROWS);
  const table = row ? closestAcross(row, TABLES) : null;
  if (row === null || table === null) return null;
  return personRows(table).find((person) => person.row === row)?.email ?? null;
}

/** The table of people on a page outside any dialog: the one with the most people in it. */
function peopleTable(document: Document): { table: Element; rows: PersonRow[] } | null {
  const tables = [...document.querySelectorAll(TABLES)]
    .filter((table) => !table.closest(DIALOG))
    .map((table) => ({ table, rows: personRows(table) }));
  const [best] = tables.sort((a, b) => b.rows.length - a.rows.length);
  return best && best.rows.length > 0 ? best : null;
}

/** Reads the user table: everybody in it, how many there are in all, and who is ticked. */
export function readPeople(document: Document, lexicon: Lexicon): PeopleReading {
  const found = peopleTable(document);
  if (found === null) {
    return { users: { coverage: 'unknown' }, total: null, selected: { coverage: 'unknown' } };
  }
  const { table, rows } = found;
  const columns = columnsOf(table, lexicon);
  const users = rows.map(({ email, row }) => readUser(email, row, columns, lexicon));
  const isPart = isFiltered(table);
  // Of a filtered table the console's own count is that of the matches.
  const said = isPart ? null : totalBeside(table, users.length);
  const isWhole = !isPart && (said === null ? !isPaged(table) : users.length >= said);
  const coverage = isWhole ? 'whole' : 'partial';
  const selected = rows.filter(({ row }) => isTicked(row)).map(({ email }) => email);
  return {
    users: { coverage, value: users },
    total: said ?? (isWhole ? users.length : null),
    // Nobody ticked and ticks that are drawn in a way we do not know look the same.
    selected: selected.length > 0 ? { coverage, value: selected } : { coverage: 'unknown' },
  };
}

function isTicked(row: Element): boolean {
  return row.getAttribute('aria-selected') === 'true' || row.querySelector(CHECKED) !== null;
}

function columnsOf(table: Element, lexicon: Lexicon): (Column | null)[] {
  const head = [...table.querySelectorAll(ROWS)].find((row) => row.querySelector(HEADS));
  if (!head) return [];
  const terms = ['name', 'role', 'status', 'workspace', 'team'] as const;
  return [...head.querySelectorAll(CELLS)].map((cell) => {
    const label = plainText(cell);
    return terms.find((term) => lexicon.names(term, label)) ?? null;
  });
}

function readUser(
  email: Email,
  row: Element,
  columns: readonly (Column | null)[],
  lexicon: Lexicon,
): SeenUser {
  const cells = [...row.querySelectorAll(CELLS)];
  const cellOf = (column: Column) => cells[columns.indexOf(column)] ?? null;
  const name = cellOf('name');
  const team = cellOf('team');
  const workspace = cellOf('workspace');
  return {
    email,
    name: name ? nameIn(name, email) : null,
    role: roleIn(cellOf('role'), cells, lexicon),
    access: accessIn(cellOf('status'), cells, lexicon),
    workspaces: workspace ? listIn(workspace) : null,
    team: team ? textOf(team) : null,
  };
}

/** A name may share its cell with the address; the address, and the brackets around it, are no part of it. */
function nameIn(cell: Element, email: Email): string {
  const text = textOf(cell);
  const at = text.toLowerCase().indexOf(email);
  if (at < 0) return text;
  const before = text.slice(0, at).replace(/[<(]\s*$/u, '');
  const after = text.slice(at + email.length).replace(/^\s*[>)]/u, '');
  return `${before.trim()} ${after.trim()}`.trim();
}

function textOf(cell: Element): string {
  const select = cell.querySelector('select');
  const text = select ? (select.selectedOptions[0]?.textContent ?? '') : (cell.textContent ?? '');
  return text.replace(/\s+/gu, ' ').trim().slice(0, LONGEST_TEXT);
}

function roleIn(
  cell: Element | null,
  cells: readonly Element[],
  lexicon: Lexicon,
): SeenUser['role'] {
  for (const candidate of cell ? [cell] : cells) {
    const text = textOf(candidate);
    if (lexicon.names('admin', text)) return 'admin';
    if (lexicon.names('user', text)) return 'user';
  }
  return 'unknown';
}

/** "Not connected" contains "connected" in most languages, so only whole cell texts count. */
function accessIn(
  cell: Element | null,
  cells: readonly Element[],
  lexicon: Lexicon,
): SeenUser['access'] {
  for (const candidate of cell ? [cell] : cells) {
    const texts = [textOf(candidate), ...labelsWithin(candidate)];
    if (texts.some((text) => lexicon.names('not-connected', text))) return 'not-connected';
    if (texts.some((text) => lexicon.names('connected', text))) return 'connected';
  }
  return 'unknown';
}

function labelsWithin(cell: Element): string[] {
  return [...cell.querySelectorAll('[aria-label], [title], [alt]')].flatMap((element) =>
    ['aria-label', 'title', 'alt'].map((name) => element.getAttribute(name) ?? ''),
  );
}

/** Several things in one cell: as chips or list items, else as text with commas. */
export function listIn(cell: Element): string[] {
  const leaves = [...cell.querySelectorAll('*')].filter(
    (element) => element.children.length === 0 && (element.textContent ?? '').trim() !== '',
  );
  const parts =
    leaves.length > 1
      ? leaves.map((leaf) => leaf.textContent ?? '')
      : (cell.textContent ?? '').slice(0, 5_000).split(/[,;、，；\n]/u);
  return parts
    .map((part) => part.replace(/\s+/gu, ' ').trim().slice(0, LONGEST_TEXT))
    .filter((part) => part !== '' && !/^[-–—·]+$/u.test(part));
}

/** "1–250 of 312" in any language: a range, which is no part of a date, and beside it a number. */
const RANGE = /(?<![\d-]\s*)(\d[\d.,\s']*)[-–—~〜至]\s*(\d[\d.,']*)(?!\s*[-–—\d])/u;

/** How far above a table its pager, its filter and its buttons may stand. */
const SURROUNDINGS = 4;

/** The blocks around a table, from the nearest out. */
function surroundings(table: Element): Element[] {
  const blocks: Element[] = [];
  for (
    let near = table.parentElement;
    near && blocks.length < SURROUNDINGS;
    near = near.parentElement
  ) {
    blocks.push(near);
    if (near.matches('main, [role="main"], [role="tabpanel"], .tab-pane')) break;
  }
  return blocks;
}

/** How many users the console says there are: in the table's own count of rows, or in the nearest pager. */
function totalBeside(table: Element, shown: number): number | null {
  const counted = countedRows(table);
  if (counted !== null) return counted;
  for (const block of surroundings(table)) {
    for (const element of block.querySelectorAll('*')) {
      if (element.children.length > 3 || table.contains(element)) continue;
      const text = element.textContent ?? '';
      const total = totalIn(text) ?? totalAmong(text, shown);
      if (total !== null) return total;
    }
  }
  return null;
}

/** The table's own count of rows, without those of its head. */
function countedRows(table: Element): number | null {
  const rows = Number(table.getAttribute('aria-rowcount'));
  if (!Number.isInteger(rows) || rows <= 0) return null;
  const heads = [...table.querySelectorAll(ROWS)].filter((row) => row.querySelector(HEADS)).length;
  return rows > heads ? rows - heads : null;
}

/** The total named by a pager's text, or `null` where the text is no pager's. */
export function totalIn(text: string): number | null {
  if (text.length > 80) return null;
  const plain = text.normalize('NFKC');
  const range = RANGE.exec(plain);
  if (!range) return null;
  const rest = numbersIn(plain.replace(range[0], ' | '));
  const first = wholeNumber(range[1] ?? '');
  const last = wholeNumber(range[2] ?? '');
  if (first > last) return null;
  const totals = rest.filter((number) => number >= last);
  return totals.length > 0 ? Math.max(...totals) : null;
}

/**
 * The total in "Showing 1 to 10 of 57 entries", in any language: three numbers, of which the first two span just
 * as many rows as there are.
 *
 * @param shown how many rows there are
 */
export function totalAmong(text: string, shown: number): number | null {
  if (text.length > 80) return null;
  const [first, last, total, ...more] = numbersIn(text.normalize('NFKC'));
  if (first === undefined || last === undefined || total === undefined || more.length > 0)
    return null;
  return last - first + 1 === shown && total >= last ? total : null;
}

function numbersIn(text: string): number[] {
  return (text.match(/\d[\d.,\s']*/gu) ?? []).map(wholeNumber);
}

function wholeNumber(text: string): number {
  return Number(text.replace(/\D/gu, ''));
}

/** Something beside the table turns pages or brings more rows; which of the two does not matter. */
function isPaged(table: Element): boolean {
  const widest = surroundings(table).at(-1);
  return (
    widest !== undefined &&
    [
      ...widest.querySelectorAll('[class*="pag" i], [aria-label*="pag" i], [class*="load-more" i]'),
    ].some((element) => !table.contains(element) && !element.contains(table) && isVisible(element))
  );
}

/** Something is typed into a field beside the table, which may leave rows out. */
function isFiltered(table: Element): boolean {
  const widest = surroundings(table).at(-1);
  const fields = widest?.querySelectorAll<HTMLInputElement>(
    'input[type="search"], input[type="text"], input:not([type])',
  );
  return [...(fields ?? [])].some(
    (input) => !table.contains(input) && !input.closest(DIALOG) && input.value.trim() !== '',
  );
}
