import { Email } from '@/lib/model/ids';
import { atOnce } from '@/lib/model/slices';
import { isVisible } from './control';
import { type Leaf, leavesOf } from './leaves';
import { visibleText } from './lexicon';
import { lineAround } from './line';
import { hasWithin, isPlain } from './plain';
import {
  allBelow,
  briefText,
  closestAcross,
  containsAcross,
  findAllBelow,
  findAllIn,
  isComposed,
  parentOf,
  pathTo,
  type TextRun,
  textsBelow,
  textsNow,
} from './tree';

/** Tables by tag and by role. */
export const TABLES = 'table, [role="grid"], [role="table"], [role="treegrid"]';
/** The rows of such a table. */
const ROWS = 'tr, [role="row"]';
/** The cells of such a row. */
const CELLS = 'td, th, [role="cell"], [role="gridcell"], [role="rowheader"], [role="columnheader"]';
/** The cells that name a column. */
export const HEADS = 'th:not([scope="row"]), [role="columnheader"]';

/** What looks like an email address; deliberately generous, for finding people. */
const EMAIL_PATTERN = /[^\s@<>()[\],;:"]+@[^\s@<>()[\],;:"]+\.[^\s@<>()[\],;:"]+/u;

/** What one cell says, or one block of what has no cells. */
export interface Cell {
  /** The column that it stands in. */
  readonly key: string;
  readonly leaves: readonly Leaf[];
}

/** Reads a cell, or a block; `index` is its place in the row. */
export function readCell(cell: Element, index: number): Cell {
  // The elements are let go: a table has tens of thousands, and the browser pays for each that a script keeps.
  const leaves = leavesOf(cell).map(({ text, kind, onButton }) => ({ text, kind, onButton }));
  return { key: keyOf(cell, index), leaves };
}

/** Grids that draw only some of their columns number them; elsewhere the place in the row is the number. */
export function keyOf(cell: Element, index: number): string {
  return cell.localName === 'td' || cell.localName === 'th'
    ? String(index)
    : (cell.getAttribute('aria-colindex') ?? String(index));
}

const EMAIL_PATTERNS = new RegExp(EMAIL_PATTERN, 'gu');

/** The row, card or line of one person, at the moment of reading. Not to be kept. */
export interface PersonRecord {
  readonly email: Email;
  /** Usually one element; several where a grid draws a row in parts, or has no rows in its markup. */
  readonly parts: readonly Element[];
  /** What the cells of a table's row say, in the order of their columns; none elsewhere. */
  readonly cells: readonly Cell[];
}

/** A list of people in a page: a table, or whatever else repeats itself once a person. */
export interface PersonList {
  /** The table, or what all of the records stand in. */
  readonly container: Element;
  readonly isTable: boolean;
  readonly records: readonly PersonRecord[];
  /** The first rows of a table, whether they are people or not; none elsewhere. */
  readonly firstRows: readonly (readonly Element[])[];
}

/** An address, and where in its cell or block it stands. */
interface Address {
  readonly email: Email;
  readonly place: string;
}

/** An element in which an address stands. */
interface Anchor {
  readonly email: Email;
  readonly element: Element;
}

/** As many texts are looked at in one step. */
const STEP = 200;

/** As many rows at its beginning show what a table's columns are. */
const MOST_FIRST_ROWS = 5;

/** Text nodes longer than this are no cells. */
const LONGEST_ADDRESS_TEXT = 2_000;

/** An email address out of a text, if there is one. */
export function emailIn(text: string): Email | null {
  if (!text.includes('@')) return null;
  // A long address often has places to break a line at.
  const found = EMAIL_PATTERN.exec(visibleText(text.slice(0, LONGEST_ADDRESS_TEXT)))?.[0];
  const email = Email.safeParse(found);
  return email.success ? email.data : null;
}

/** The address that stands in a text, in as many pieces as it is drawn. Of several in its line it is the text's own. */
export function emailAt(run: TextRun): Email | null {
  if (!run.data.includes('@') || isCut(run.data)) return null;
  const line = lineAround(run);
  if (line === null) return emailIn(run.data);
  const at = line.at + visibleText(run.data).indexOf('@');
  for (const found of line.text.matchAll(EMAIL_PATTERNS)) {
    if (found.index <= at && at < found.index + found[0].length) return emailIn(found[0]);
  }
  return emailIn(run.data);
}

/** The address that an element shows: in its text, else as the target of a mail link or in a tooltip. */
export function emailOf(element: Element): Email | null {
  return addressesIn(element)[0]?.email ?? null;
}

/** As many addresses are looked at in one cell; two are a name and an address. */
const MOST_ADDRESSES = 3;

function addressesIn(element: Element): Anchor[] {
  const found: Anchor[] = [];
  let read = 0;
  for (const run of textsNow(element)) {
    const email = emailAt(run);
    if (email !== null) found.push({ email, element: run.parentElement ?? element });
    read += run.data.length;
    if (read > LONGEST_ADDRESS_TEXT || found.length >= MOST_ADDRESSES) break;
  }
  if (found.length > 0) return found;
  for (const said of [element, ...allBelow(element, SAID_ADDRESS).slice(0, 20)]) {
    const email = saidAddress(said);
    if (email !== null) return [{ email, element: said }];
  }
  return [];
}

/** Whether an address may stand in an element, going by the browser's own text where that is all there is. */
function mayHoldAddress(element: Element): boolean {
  return (
    isComposed(element) ||
    element.textContent?.includes('@') === true ||
    element.matches(SAID_ADDRESS) ||
    hasWithin(element, SAID_ADDRESS)
  );
}

/** An address that ends in an ellipsis is a part of one, which is nobody's address or somebody else's. */
function isCut(text: string): boolean {
  return /(?:…|\.\.\.)\s*$/u.test(text.slice(0, LONGEST_ADDRESS_TEXT));
}

const SAID_ADDRESS = 'a[href^="mailto:"], [title*="@"]';

function saidAddress(element: Element): Email | null {
  const link = element.getAttribute('href');
  if (link?.startsWith('mailto:')) return emailIn(decode(link.slice('mailto:'.length)));
  return emailIn(element.getAttribute('title') ?? '');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.split('?')[0] ?? '');
  } catch {
    return text;
  }
}

/**
 * The lists of people within a scope, the one with the most people first. Tables go before anything else; where
 * none has people in it, what repeats itself with an address in each is a list.
 *
 * @param scope the page, or a dialog
 * @param isPart says which elements count; the others, such as dialogs over the page, are passed over
 */
export function* findLists(
  scope: Document | Element,
  isPart: (element: Element) => boolean,
): Generator<void, PersonList[]> {
  const tables: PersonList[] = [];
  for (const table of yield* within(scope, TABLES)) {
    if (!isPart(table) || !isVisible(table)) continue;
    const rows = yield* findRows(table);
    const records = yield* recordsAmong(rows);
    const firstRows = rows.slice(0, MOST_FIRST_ROWS);
    if (records.length > 0) tables.push({ container: table, isTable: true, records, firstRows });
  }
  if (tables.length > 0) return tables.sort(byLength);
  const anchors = yield* findAnchors(scope, isPart);
  return (yield* listsAround(anchors)).sort(byLength);
}

function* within(scope: Document | Element, selector: string): Generator<void, Element[]> {
  return scope instanceof Document
    ? yield* findAllIn(scope, selector)
    : yield* findAllBelow(scope, selector);
}

function byLength(a: PersonList, b: PersonList): number {
  return b.records.length - a.records.length;
}

/** The rows of one table by what they are rows of: a grid with fixed columns draws each row in several parts. */
function* findRows(table: Element): Generator<void, Element[][]> {
  const rows: Element[][] = [];
  const byIndex = new Map<string, Element[]>();
  let seen = 0;
  for (const row of yield* findAllBelow(table, ROWS)) {
    seen += 1;
    if (seen % STEP === 0) yield;
    if (closestAcross(row, TABLES) !== table) continue;
    const key = rowKey(row);
    const parts = typeof key === 'string' ? byIndex.get(key) : undefined;
    if (parts && hasOtherColumns(parts, row)) {
      parts.push(row);
      continue;
    }
    const whole = [row];
    rows.push(whole);
    if (typeof key === 'string') byIndex.set(key, whole);
  }
  return rows;
}

/** Parts of one row have different columns; groups of rows that count anew have the same. */
function hasOtherColumns(parts: readonly Element[], row: Element): boolean {
  const columns = (part: Element) =>
    allBelow(part, CELLS).map((cell) => cell.getAttribute('aria-colindex'));
  const taken = new Set(parts.flatMap(columns));
  const own = columns(row);
  return own.length > 0 && own.every((column) => column !== null && !taken.has(column));
}

/** The first rows of a table, however long it is. */
function firstRowsOf(table: Element, most: number): Element[][] {
  const rows: Element[][] = [];
  const walker = document.createTreeWalker(table, NodeFilter.SHOW_ELEMENT);
  while (rows.length < most && walker.nextNode()) {
    const row = walker.currentNode;
    if (!(row instanceof Element && isPlain(row) && row.matches(ROWS))) continue;
    // Where rows are drawn in parts, the other parts may stand anywhere below.
    if (rowKey(row) !== row) break;
    if (closestAcross(row, TABLES) === table) rows.push([row]);
  }
  return rows.length === most ? rows : atOnce(findRows(table)).slice(0, most);
}

/** What the parts of a row have in common. */
function rowKey(row: Element): string | Element {
  return (row.localName !== 'tr' && row.getAttribute('aria-rowindex')) || row;
}

/** The cells of a row in the order of their columns. */
export function cellsOf(row: readonly Element[]): Element[] {
  const cells = row.flatMap((part) =>
    allBelow(part, CELLS).filter((cell) => closestAcross(parentOf(cell) ?? cell, ROWS) === part),
  );
  return row.length > 1 ? cells.sort((a, b) => columnIndex(a) - columnIndex(b)) : cells;
}

function columnIndex(cell: Element): number {
  return Number(cell.getAttribute('aria-colindex') ?? 0);
}

/** The people among the rows of a table, in its order; rows without an address (heads, totals) are none. */
function* recordsAmong(all: readonly Element[][]): Generator<void, PersonRecord[]> {
  const rows: (AddressedRow & Pick<PersonRecord, 'parts' | 'cells'>)[] = [];
  for (const parts of all) {
    if (parts.some((part) => isVisible(part))) {
      const cells = cellsOf(parts);
      rows.push({ parts, cells: cells.map(readCell), found: cells.map(addressesFound) });
    }
    yield;
  }
  const choose = yield* findAddresses(rows);
  const records: PersonRecord[] = [];
  for (const { parts, cells, found } of rows) {
    const email = choose({ found });
    if (email !== null) records.push({ email, parts, cells });
  }
  return records;
}

/** A row with the addresses in each of its cells. */
interface AddressedRow {
  readonly found: readonly (readonly Address[])[];
}

function addressed(parts: readonly Element[]): AddressedRow {
  return { found: cellsOf(parts).map(addressesOf) };
}

const NO_ADDRESSES: readonly Address[] = [];

function addressesOf(cell: Element): readonly Address[] {
  const anchors = addressesIn(cell);
  return anchors.length === 0 ? NO_ADDRESSES : anchors.map((anchor) => addressAt(anchor, cell));
}

/** The same for what has just been searched for shadow roots: most cells hold no address, which is cheap to see. */
function addressesFound(cell: Element): readonly Address[] {
  return mayHoldAddress(cell) ? addressesOf(cell) : NO_ADDRESSES;
}

function addressAt({ email, element }: Anchor, outer: Element): Address {
  return { email, place: placeIn(outer, element) };
}

/**
 * A display name can look like an address. So the addresses are those of the column that has the most of them,
 * and of two in one cell the one that stands where the others have theirs.
 */
function* findAddresses(
  rows: readonly AddressedRow[],
): Generator<void, (row: AddressedRow) => Email | null> {
  const counts: number[] = [];
  for (const [index, { found }] of rows.entries()) {
    for (const [column, { length }] of found.entries()) {
      if (length > 0) counts[column] = (counts[column] ?? 0) + 1;
    }
    if (index % STEP === 0) yield;
  }
  const fullest = counts.reduce((most, count) => Math.max(most, count ?? 0), 0);
  const column = counts.indexOf(fullest);
  const inColumn = rows.map(({ found }) => found[column] ?? NO_ADDRESSES);
  const usual = yield* usualAmong(inColumn);
  return ({ found }) => usual(found[column] ?? NO_ADDRESSES)?.email ?? null;
}

/**
 * Says of several addresses in one place which is the person's: the one that stands where most others do, which the
 * groups with one address show; where that says nothing, the one that is nobody else's.
 */
function* usualAmong(
  groups: readonly (readonly Address[])[],
): Generator<void, (found: readonly Address[]) => Address | undefined> {
  const places = new Map<string, number>();
  const taken = new Set<Email>();
  for (const [index, group] of groups.entries()) {
    if (index % STEP === 0) yield;
    const [first] = group;
    if (first === undefined || group.some(({ email }) => email !== first.email)) continue;
    for (const { place } of group) places.set(place, (places.get(place) ?? 0) + 1);
    taken.add(first.email);
  }
  const commonness = ({ place }: Address) => places.get(place) ?? 0;
  const isOthers = ({ email }: Address) => Number(taken.has(email));
  return (found) => {
    if (found.length < 2) return found[0];
    return found.toSorted((a, b) => commonness(b) - commonness(a) || isOthers(a) - isOthers(b))[0];
  };
}

/** Every place in the scope where an address stands that a person can see. */
function* findAnchors(
  scope: Document | Element,
  isPart: (element: Element) => boolean,
): Generator<void, Anchor[]> {
  const anchors: Anchor[] = [];
  let seen = 0;
  for (const node of textsBelow(scope)) {
    seen += 1;
    if (seen % STEP === 0) yield;
    const email = emailAt(node);
    const element = node.parentElement;
    if (email !== null && element !== null && isPart(element) && isVisible(element))
      anchors.push({ email, element });
  }
  for (const element of yield* within(scope, SAID_ADDRESS)) {
    const email = saidAddress(element);
    if (email !== null && isPart(element) && isVisible(element)) anchors.push({ email, element });
  }
  return anchors;
}

/** Lists in what has no table: somewhere above the addresses, one child for each person. */
function* listsAround(anchors: readonly Anchor[]): Generator<void, PersonList[]> {
  if (anchors.length === 0) return [];
  const paths: Path[] = [];
  for (const anchor of anchors) {
    paths.push({ anchor, path: pathTo(anchor.element) });
    if (paths.length % STEP === 0) yield;
  }
  const lists = yield* listsBelow(paths, 0);
  return lists.length > 0 ? lists : singleList(anchors);
}

interface Path {
  readonly anchor: Anchor;
  /** From the outside in. */
  readonly path: readonly Element[];
}

function* listsBelow(paths: readonly Path[], depth: number): Generator<void, PersonList[]> {
  const children = new Map<Element, Path[]>();
  for (const one of paths) {
    const child = one.path[depth];
    const there = child && children.get(child);
    if (there) there.push(one);
    else if (child) children.set(child, [one]);
  }
  yield;
  const groups = [...children].map(([child, inside]) => ({ child, inside }));
  const container = paths[0]?.path[depth - 1];
  if (groups.length > 1 && container && areRecords(groups)) {
    const records = yield* recordsOf(groups, container);
    return [{ container, isTable: false, records, firstRows: [] }];
  }
  const lists: PersonList[] = [];
  for (const { inside } of groups) {
    if (hasSeveral(inside)) lists.push(...(yield* listsBelow(inside, depth + 1)));
  }
  return lists;
}

/** Whether more than one person is meant. */
function hasSeveral(paths: readonly Path[]): boolean {
  const [first] = paths;
  return paths.some(({ anchor }) => anchor.email !== first?.anchor.email);
}

interface Group {
  readonly child: Element;
  readonly inside: readonly Path[];
}

/** How many of the children must be alike, and hold one person, for them to be records. */
const MOSTLY = 0.6;

function areRecords(groups: readonly Group[]): boolean {
  const counts = groups.map(({ inside }) => countPeople(inside.map(({ anchor }) => anchor)));
  if (counts.some((count) => count > 2)) return false;
  const singles = counts.filter((count) => count === 1).length;
  const kinds = new Map<string, number>();
  for (const { child } of groups) kinds.set(kindOf(child), (kinds.get(kindOf(child)) ?? 0) + 1);
  const alike = Math.max(...kinds.values());
  return singles >= groups.length * MOSTLY && alike >= groups.length * MOSTLY;
}

function kindOf(element: Element): string {
  return `${element.localName} ${element.getAttribute('role')} ${element.classList[0]}`;
}

function countPeople(anchors: readonly Anchor[]): number {
  return new Set(anchors.map(({ email }) => email)).size;
}

/** Where a child holds two addresses, a name looks like one: the place where the others have theirs decides. */
function* recordsOf(groups: readonly Group[], container: Element): Generator<void, PersonRecord[]> {
  const addresses: Address[][] = [];
  for (const { child, inside } of groups) {
    addresses.push(inside.map(({ anchor }) => addressAt(anchor, child)));
    if (addresses.length % STEP === 0) yield;
  }
  const usual = yield* usualAmong(addresses);
  const records: PersonRecord[] = [];
  for (const [index, { child }] of groups.entries()) {
    const best = usual(addresses[index] ?? NO_ADDRESSES);
    if (best) records.push({ email: best.email, parts: [child], cells: [] });
  }
  yield;
  return withoutRows(records, container) ?? records;
}

function placeIn(outer: Element, inner: Element): string {
  const steps: number[] = [];
  for (let at: Element | null = inner; at && at !== outer; at = parentOf(at)) {
    let before = 0;
    for (let one = at.previousElementSibling; one; one = one.previousElementSibling) before += 1;
    steps.push(before);
  }
  return steps.join(' ');
}

/**
 * A grid drawn by CSS may have no rows: then each "record" is a cell with nothing but an address, and the cells
 * of a person follow each other at a fixed distance.
 */
function withoutRows(records: readonly PersonRecord[], container: Element): PersonRecord[] | null {
  const children = [...container.children];
  const indexes = new Map(children.map((child, index) => [child, index]));
  const at = records.map(({ parts }) => (parts[0] && indexes.get(parts[0])) ?? -1);
  const [first, second] = at;
  if (first === undefined || second === undefined) return null;
  const stride = second - first;
  const isEven = at.every((place, index) => place === first + index * stride);
  const areBare = records.every(
    ({ email, parts }) => parts[0] && briefText(parts[0], 400)?.trim().length === email.length,
  );
  if (!isEven || !areBare || stride < 2) return null;
  const offset = first % stride;
  return records.map(({ email }, index) => {
    const start = first - offset + index * stride;
    return { email, parts: children.slice(start, start + stride), cells: [] };
  });
}

/** What a record of one person alone is likely to be. */
const RECORD_LIKE =
  'li, [role="listitem"], article, [role="article"], [class*="card" i], [class*="row" i], [class*="item" i]';

/** With one person in the page nothing repeats itself; only what looks like a record is taken for one. */
function singleList(anchors: readonly Anchor[]): PersonList[] {
  for (const { email, element } of anchors) {
    const record = closestAcross(element, RECORD_LIKE);
    const container = record && parentOf(record);
    if (record && container && record.childElementCount > 0) {
      const records = [{ email, parts: [record], cells: [] }];
      return [{ container, isTable: false, records, firstRows: [] }];
    }
  }
  return [];
}

/** How far up from a control its person's record is looked for. */
const REACH = 40;

/** As much text is read on the way up; a record has less. */
const MOST_TEXT = 3_000;

/**
 * The record that an element stands in: the row of a table, or the largest block with one person in it beside
 * which there are others like it. `null` for what is about nobody in particular.
 */
export function recordAround(element: Element): Element | null {
  let best: Element | null = null;
  for (let at: Element | null = element, far = 0; at && far < REACH; at = parentOf(at), far += 1) {
    if (at.matches(ROWS)) return closestAcross(at, TABLES) === null ? null : at;
    if (at.matches(TABLES) || at.localName === 'body') break;
    const people = peopleIn(at);
    if (people > 1 || holdsOtherTable(at, element)) return best;
    if (people === 1 && (best !== null || at.matches(RECORD_LIKE) || hasPeers(at))) best = at;
  }
  return best !== null && (best.matches(RECORD_LIKE) || hasPeers(best)) ? best : null;
}

/** As many rows of a table show which of its columns has the addresses. */
const SAMPLE = 20;

/**
 * Whose record this is. Where a name looks like an address too, the column decides in which the other rows have
 * theirs; `null` where nothing does.
 */
export function emailOfRecord(record: Element): Email | null {
  const table = closestAcross(record, TABLES);
  if (!record.matches(ROWS) || table === null)
    return peopleIn(record) === 1 ? emailOf(record) : null;
  const row = addressed(partsOf(record, table));
  const found = new Set(row.found.flat().map(({ email }) => email));
  const [only] = found;
  if (found.size < 2) return only ?? null;
  const sample = firstRowsOf(table, SAMPLE).filter((parts) => !parts.includes(record));
  return atOnce(findAddresses([...sample.map(addressed), row]))(row);
}

/** All parts of the row that a part belongs to. */
function partsOf(row: Element, table: Element): Element[] {
  const key = rowKey(row);
  if (typeof key !== 'string') return [row];
  const same = allBelow(table, '[aria-rowindex]').filter(
    (part) => part.matches(ROWS) && rowKey(part) === key,
  );
  const parts = same.filter((part) => part === row || hasOtherColumns([row], part));
  return parts.length > 0 ? parts : [row];
}

/** A block with a table in it that the control does not stand in is the page around that table. */
function holdsOtherTable(block: Element, control: Element): boolean {
  return allBelow(block, TABLES).some((table) => !containsAcross(table, control));
}

function peopleIn(element: Element): number {
  const found = new Set<Email>();
  let read = 0;
  for (const run of textsNow(element)) {
    const email = emailAt(run);
    if (email !== null) found.add(email);
    read += run.data.length;
    if (found.size > 1 || read > MOST_TEXT) return found.size === 0 ? 0 : 2;
  }
  return found.size;
}

function hasPeers(element: Element): boolean {
  return [element.previousElementSibling, element.nextElementSibling].some(
    (sibling) => sibling !== null && kindOf(sibling) === kindOf(element) && peopleIn(sibling) === 1,
  );
}

/**
 * Whether a document shows a list of people: a table with an address in it, or two addresses. A single one
 * elsewhere is who is signed in, or whom to ask. It stops as soon as that is certain.
 */
export function* findsList(document: Document): Generator<void, boolean> {
  const found = new Set<Email>();
  let seen = 0;
  for (const run of textsBelow(document)) {
    const { parentElement } = run;
    const email = parentElement === null ? null : emailAt(run);
    if (email !== null && parentElement !== null && isVisible(parentElement)) {
      found.add(email);
      if (found.size > 1 || closestAcross(parentElement, TABLES) !== null) return true;
    }
    seen += 1;
    if (seen % STEP === 0) yield;
  }
  return false;
}

/** Whether a block holds a list of people: a table with an address in it, or two addresses. */
export function holdsPeople(block: Element): boolean {
  return peopleIn(block) > 1 || allBelow(block, TABLES).some((table) => peopleIn(table) > 0);
}
