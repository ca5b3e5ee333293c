import type { Email } from '@/lib/model/ids';
import { isVisible } from './control';
import { findBeside, surroundings } from './coverage';
import { tidy } from './leaves';
import type { Lexicon } from './lexicon';
import type { PersonList, PersonRecord } from './records';
import { allBelow, briefText, closestAcross } from './tree';

/** Who is selected in a list, and whether the selection may go beyond what is visible. */
export interface Selection {
  readonly emails: Email[];
  readonly more: boolean;
  /** How many the console itself says are selected, in a list that shows a part; `null` where it does not. */
  readonly said: number | null;
}

const BOXES = 'input[type="checkbox"], input[type="radio"], [role="checkbox"], [role="radio"]';

/** Class names by which kits mark a selected row, as whole words of a class. */
const MARKED = /(?:^|[-_])(?:selected|checked|highlight|highlighted|active)$/iu;

/** States that say the same. */
const STATES =
  '[aria-selected="true"], [data-selected="true"], [data-state="selected"], [data-state="checked"]';

/** As many records are looked at in one step. */
const STEP = 100;

/** Says who is selected; `isPart` is whether the list is known to show only a part of the people. */
export function* selectionOf(
  list: PersonList,
  isPart: boolean,
  total: number | null,
  lexicon: Lexicon,
): Generator<void, Selection> {
  const { records } = list;
  const marked = new Set<PersonRecord>();
  for (const [index, record] of records.entries()) {
    if (isMarked(record)) marked.add(record);
    if (index % STEP === 0) yield;
  }
  // A class that every row has is its look, not its state.
  const isByClass = marked.size < records.length || records.length === 1;
  const emails = new Set<Email>();
  for (const record of records) {
    if (isTicked(record) ?? (isByClass && marked.has(record))) emails.add(record.email);
    yield;
  }
  if (!isPart) return { emails: [...emails], more: false, said: null };
  const counts = yield* findSelectedCounts(list, total, lexicon);
  const said = counts.length > 0 ? Math.max(...counts) : null;
  return { emails: [...emails], more: mayBeMore(list, emails.size, counts), said };
}

/** By its box, which alone decides where there is one, else by its state; `null` where it has neither. */
function isTicked({ parts }: PersonRecord): boolean | null {
  const boxes = parts.flatMap((part) => allBelow(part, BOXES));
  // Some kits put a box that says nothing of its state around the one that does.
  const box = boxes.find(saysItsState) ?? boxes[0];
  if (box !== undefined) return isOn(box);
  return parts.some((part) => part.matches(STATES)) || null;
}

/** Whether a box says itself whether it is ticked, and is no wrapper around one that does. */
export function saysItsState(box: Element): boolean {
  return box instanceof HTMLInputElement || box.hasAttribute('aria-checked');
}

function isOn(box: Element): boolean {
  return box instanceof HTMLInputElement
    ? box.checked && !box.indeterminate
    : box.getAttribute('aria-checked') === 'true';
}

/** Whether a record has a class by which kits mark what is selected. */
export function isMarked({ parts }: PersonRecord): boolean {
  return parts.some((part) => [...part.classList].some((name) => MARKED.test(name)));
}

/** The box in the head of a table that stands for all of its rows, or beside a list that has no head. */
function isAllTicked({ container, isTable, records, firstRows }: PersonList): boolean {
  const isPersons = (element: Element) =>
    records.some(({ parts }) => parts.some((part) => part.contains(element)));
  const heads = isTable ? firstRows.slice(0, 3).flat() : surroundings(container).slice(0, 1);
  return heads
    .flatMap((head) => allBelow(head, BOXES))
    .some((box) => closestAcross(box, '[role="dialog"]') === null && !isPersons(box) && isOn(box));
}

/**
 * Whether more are selected than the ticks that can be seen. What the console itself counts ("312 selected") goes
 * before the box for all, which may stand for all of a page only, or for all there are.
 */
function mayBeMore(list: PersonList, ticked: number, counts: readonly number[]): boolean {
  if (counts.some((count) => count > ticked)) return true;
  return isAllTicked(list) && !counts.includes(ticked);
}

/** The numbers of selected people that are named around a list. */
export function* findSelectedCounts(
  list: PersonList,
  total: number | null,
  lexicon: Lexicon,
): Generator<void, number[]> {
  const counts: number[] = [];
  yield* findBeside(list, (element) => {
    if (element.childElementCount > 2) return null;
    const text = tidy(briefText(element, 200) ?? '');
    if (text.length > 80 || !/\d/u.test(text)) return null;
    const counted = Number(text.replace(/\D/gu, ''));
    const isCount = total === null || counted <= total;
    if (isCount && lexicon.mentions('selected', text) && isVisible(element)) counts.push(counted);
    return null;
  });
  return counts;
}
