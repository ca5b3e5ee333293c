import { DIALOG, isDisabled, isVisible } from './control';
import { tidy } from './leaves';
import type { Lexicon } from './lexicon';
import { isPlain } from './plain';
import { HEADS, type PersonList } from './records';
import { allBelow, briefText, closestAcross, findAllBelow, isWithin, parentOf } from './tree';

/** How much of all the people a list shows. */
export interface ListCoverage {
  readonly isWhole: boolean;
  /** What the console itself says how many there are; `null` where it does not, or counts what it has filtered. */
  readonly said: number | null;
}

/** Whether a list is all there is: not filtered, not a page of several, not drawn in part. */
export function* coverageOf(list: PersonList, lexicon: Lexicon): Generator<void, ListCoverage> {
  const shown = list.records.length;
  if (yield* isFiltered(list, lexicon)) return { isWhole: false, said: null };
  const said = yield* totalBeside(list, shown);
  if (said !== null) return { isWhole: shown >= said, said };
  if (surroundings(list.container).length === 0) return { isWhole: false, said: null };
  const isPart = (yield* isPaged(list)) || (yield* isDrawnInPart(list));
  return { isWhole: !isPart, said: null };
}

/** How far above a list its pager, its filter and its buttons may stand. */
const SURROUNDINGS = 5;

/** The blocks around a list, from the nearest out. */
export function surroundings(list: Element): Element[] {
  const blocks: Element[] = [];
  for (let near = parentOf(list); near && blocks.length < SURROUNDINGS; near = parentOf(near)) {
    if (near.localName === 'html') break;
    blocks.push(near);
    if (
      near.localName === 'body' ||
      near.matches('main, [role="main"], [role="tabpanel"], .tab-pane')
    )
      break;
  }
  return blocks;
}

/** As many elements are looked at in one step. */
const STEP = 100;

/** The first of what stands around a list, and is no part of it, of which there is something to say. */
export function* findBeside<T>(
  { container }: PersonList,
  say: (element: Element) => T | null,
): Generator<void, T | null> {
  const widest = surroundings(container).at(-1);
  const roots: Node[] = widest ? [widest] : [];
  let seen = 0;
  for (let root = roots.shift(); root; root = roots.shift()) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT, (node) =>
      node === container ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    while (walker.nextNode()) {
      const element = walker.currentNode;
      seen += 1;
      if (seen % STEP === 0) yield;
      if (!(element instanceof Element && isPlain(element))) continue;
      if (element.shadowRoot) roots.push(element.shadowRoot);
      const said = say(element);
      if (said !== null) return said;
    }
  }
  return null;
}

/** How many users the console says there are: in the table's own count of rows, or in the nearest pager. */
function* totalBeside(list: PersonList, shown: number): Generator<void, number | null> {
  yield;
  const counted = yield* countedRows(list);
  if (counted !== null) return counted;
  return yield* findBeside(list, (element) => {
    if (element.childElementCount > 4 || element.localName === 'select') return null;
    const text = briefText(element, 200);
    if (text === null || !/\d/u.test(text)) return null;
    const total = totalIn(text) ?? totalAmong(text, shown);
    // What counts fewer than are shown counts something else.
    return total !== null && total >= shown && isVisible(element) ? total : null;
  });
}

/** The table's own count of rows, without those of its head. */
function* countedRows({
  container,
  isTable,
  firstRows,
}: PersonList): Generator<void, number | null> {
  if (!isTable) return null;
  const counting = container.hasAttribute('aria-rowcount')
    ? container
    : (yield* findAllBelow(container, '[aria-rowcount]'))[0];
  const rows = Number(counting?.getAttribute('aria-rowcount'));
  if (!Number.isInteger(rows) || rows <= 0) return null;
  const heads = firstRows.filter((row) =>
    row.some((part) => allBelow(part, HEADS).length > 0),
  ).length;
  return rows > heads ? rows - heads : null;
}

/** "1–250 of 312" in any language: a range, which is no part of a date, and beside it a number. */
const RANGE = /(?<![\d-]\s*)(\d[\d.,\s']*)[-–—~〜至]\s*(\d[\d.,']*)(?!\s*[-–—\d])/u;

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

/** The places of the first and the last person that a list shows, counted from one. */
export interface ShownRange {
  readonly first: number;
  readonly last: number;
}

/** Which of all the people a list shows, as its pager says; `null` where nothing says it. */
export function* rangeBeside(list: PersonList): Generator<void, ShownRange | null> {
  return yield* findBeside(list, (element) => {
    if (element.childElementCount > 4 || element.localName === 'select') return null;
    const text = briefText(element, 200);
    if (text === null || !/\d/u.test(text)) return null;
    const range = rangeIn(text, list.records.length);
    return range !== null && isVisible(element) ? range : null;
  });
}

/** The range in a pager's text that spans just as many people as are shown. */
function rangeIn(text: string, shown: number): ShownRange | null {
  if (totalIn(text) === null && totalAmong(text, shown) === null) return null;
  const said = RANGE.exec(text.normalize('NFKC'));
  const [first, last] = said
    ? [wholeNumber(said[1] ?? ''), wholeNumber(said[2] ?? '')]
    : numbersIn(text.normalize('NFKC'));
  if (first === undefined || last === undefined) return null;
  return last - first + 1 === shown ? { first, last } : null;
}

function numbersIn(text: string): number[] {
  return (text.match(/\d[\d.,\s']*/gu) ?? []).map(wholeNumber);
}

function wholeNumber(text: string): number {
  return Number(text.replace(/\D/gu, ''));
}

/** What turns pages, or brings more rows, by the words that kits use in their class names and labels. */
const PAGER =
  '[class*="paginat" i], [class*="pager" i], [class*="paging" i], [aria-label*="pagination" i], [aria-label*="paging" i], [class*="load-more" i], [class*="loadmore" i]';

/** Something beside the list turns pages or brings more rows; which of the two does not matter. */
export function* isPaged(list: PersonList): Generator<void, boolean> {
  const found = yield* findBeside(list, (pager) =>
    pager.matches(PAGER) && !pager.contains(list.container) && canTurn(pager) ? pager : null,
  );
  return found !== null;
}

/** A pager whose buttons are all off has one page. */
function canTurn(pager: Element): boolean {
  if (!isVisible(pager)) return false;
  const buttons = [pager, ...allBelow(pager, 'button, a, [role="button"]')].filter((element) =>
    element.matches('button, a, [role="button"]'),
  );
  const live = buttons.filter((button) => !isDisabled(button) && !button.closest('.disabled'));
  const isCurrent = (button: Element) =>
    button.closest('[aria-current]:not([aria-current="false"]), .active') !== null;
  return buttons.length === 0 || live.some((button) => !isCurrent(button));
}

const FIELDS =
  'input, select, [aria-pressed="true"], [aria-checked="true"], [role="tab"][aria-selected="true"]';

/** Something is typed into a field beside the list or in its head, or a part of the people is chosen there. */
function* isFiltered(list: PersonList, lexicon: Lexicon): Generator<void, boolean> {
  const widest = surroundings(list.container).at(-1);
  if (!widest) return false;
  const dialog = closestAcross(list.container, DIALOG);
  const persons = new Set<Element>();
  for (const { parts } of list.records) for (const part of parts) persons.add(part);
  for (const field of yield* findAllBelow(widest, FIELDS)) {
    yield;
    if (!isFilter(field, lexicon) || isWithin(field, persons)) continue;
    if (closestAcross(field, DIALOG) === dialog && closestAcross(field, PAGER) === null)
      return true;
  }
  return false;
}

function isFilter(field: Element, lexicon: Lexicon): boolean {
  if (!isVisible(field)) return false;
  if (field instanceof HTMLInputElement && ['search', 'text', ''].includes(field.type)) {
    return field.value.trim() !== '' && !isPageSize(field.value);
  }
  if (field instanceof HTMLSelectElement) {
    const chosen = tidy(field.selectedOptions[0]?.textContent ?? '');
    // The first choice is everybody; a number is how many rows are shown at a time.
    return (field.selectedIndex > 0 && !isPageSize(chosen)) || isPartOfPeople(chosen, lexicon);
  }
  return field.matches('input') ? false : isPartOfPeople(tidy(field.textContent ?? ''), lexicon);
}

/** One of the numbers of rows that pagers offer. */
function isPageSize(text: string): boolean {
  return /^(?:5|10|15|20|25|30|40|50|60|75|100|150|200|250|500|1000)(?:\D.*)?$/u.test(text.trim());
}

const PARTS = ['connected', 'not-connected', 'admin', 'user'] as const;

function isPartOfPeople(text: string, lexicon: Lexicon): boolean {
  return PARTS.some((term) => lexicon.names(term, text));
}

/** Less than this share of its place being filled means that the rest is drawn when it is scrolled to. */
const DRAWN = 0.7;

/** A list that draws only the rows in view keeps the place of the others empty. */
function* isDrawnInPart({ container, records }: PersonList): Generator<void, boolean> {
  // The browser may have to lay the page out for this.
  yield;
  const first = records[0]?.parts[0]?.getBoundingClientRect();
  const last = records.at(-1)?.parts[0]?.getBoundingClientRect();
  if (!first || !last || records.length < 4) return false;
  yield;
  const drawn = Math.max(first.bottom, last.bottom) - Math.min(first.top, last.top);
  return drawn > 0 && drawn < placeOf(container).scrollHeight * DRAWN;
}

/** The outermost block that holds nothing but the list. */
function placeOf(container: Element): Element {
  let place = container;
  for (let far = 0; far < SURROUNDINGS; far += 1) {
    const outer = place.parentElement;
    if (outer === null || outer.localName === 'body') break;
    const isAlone = [...outer.children].every(
      (child) => child === place || briefText(child, 1_000)?.trim() === '',
    );
    if (!isAlone) break;
    place = outer;
  }
  return place;
}
