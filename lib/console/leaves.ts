import { isPlain } from './plain';
import { allBelow, parentOf, textsNow } from './tree';

/** Something short that the page says in one place: a text, the label of a picture, the value of a field. */
export interface Leaf {
  readonly text: string;
  /** `text` is written there, `label` is said of a picture or in a tooltip, `value` stands in a field. */
  readonly kind: 'text' | 'label' | 'value';
  /** Stands on a button, and is what that does rather than what somebody is. */
  readonly onButton: boolean;
}

/** A leaf, and the element that says it. */
export interface PlacedLeaf extends Leaf {
  readonly element: Element;
}

/** Texts are cut here, so that no cell can cost more than a long name does. */
export const LONGEST_TEXT = 500;

/** As much of one cell is read, in characters and in pieces. */
const MOST_TEXT = 5_000;
const MOST_LEAVES = 200;

/** What is said of elements without being written in them. */
const SAID =
  '[aria-label], [title]:not([title=""]), [alt]:not([alt=""]), [content], [data-bs-original-title], [data-pr-tooltip]';
const SAYING = [
  'aria-label',
  'title',
  'alt',
  'content',
  'data-bs-original-title',
  'data-pr-tooltip',
];

/** Tags that mark a part of a text without making it a text of its own. */
const INLINE = new Set(['B', 'STRONG', 'EM', 'I', 'MARK', 'U', 'BDI', 'BDO', 'WBR', 'FONT']);

/** A text as it is compared and kept: single spaces, no places to break a line at, at most {@link LONGEST_TEXT} characters. */
export function tidy(text: string): string {
  return text
    .slice(0, LONGEST_TEXT * 4)
    .replace(/[\u00ad\u200b\u2060\ufeff]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, LONGEST_TEXT);
}

/** Everything that an element says, in its order: texts first, then labels, then what is chosen in its fields. */
export function leavesOf(element: Element): PlacedLeaf[] {
  const leaves = wordsIn(element);
  for (const field of allBelow(element, 'select, input').slice(0, MOST_LEAVES)) {
    addLeaf(leaves, chosenIn(field), 'value', field);
  }
  return leaves;
}

/** The texts and labels of an element, and nothing that stands in its fields. */
export function wordsIn(element: Element): PlacedLeaf[] {
  const leaves = textLeaves(element);
  for (const said of [element, ...allBelow(element, SAID)].slice(0, MOST_LEAVES)) {
    if (!isPlain(said)) continue;
    if (said.matches('input[type="checkbox"], input[type="radio"], [role="checkbox"]')) continue;
    for (const name of SAYING) {
      addLeaf(leaves, said.getAttribute(name) ?? '', 'label', said);
    }
  }
  return leaves;
}

/** Adds what an element says, if that is anything. */
function addLeaf(leaves: PlacedLeaf[], said: string, kind: Leaf['kind'], element: Element): void {
  const text = said === '' ? '' : tidy(said);
  if (text !== '') leaves.push({ text, kind, onButton: isOnButton(element), element });
}

/** Whether an element is a choice that was not made, as lists in a record have that keep all of theirs in the page. */
function isNotChosen(element: Element): boolean {
  return (
    element.getAttribute('role') === 'option' &&
    element.getAttribute('aria-selected') !== 'true' &&
    element.getAttribute('aria-checked') !== 'true'
  );
}

/** The texts, each with the parts of it that are merely marked ("An<mark>n</mark>"). */
function textLeaves(element: Element): PlacedLeaf[] {
  const leaves: PlacedLeaf[] = [];
  let text = '';
  let owner: Element | null = null;
  let read = 0;
  for (const node of textsNow(element, (inner) => inner !== element && isNotChosen(inner))) {
    const parent = node.parentElement ?? element;
    const block = blockOf(parent, element);
    if (owner !== null && block !== owner) {
      addLeaf(leaves, text, 'text', owner);
      text = '';
    }
    owner = block;
    text += node.data.slice(0, MOST_TEXT);
    read += node.data.length;
    if (read > MOST_TEXT) break;
  }
  if (owner !== null) addLeaf(leaves, text, 'text', owner);
  return leaves;
}

function blockOf(element: Element, within: Element): Element {
  let block = element;
  while (block !== within && INLINE.has(block.nodeName) && block.parentElement) {
    block = block.parentElement;
  }
  return block;
}

/** A button that opens a list shows what is chosen in it, so what it says is no name of an action. */
function isOnButton(element: Element): boolean {
  for (let at: Element | null = element, far = 0; at && far < 6; at = parentOf(at), far += 1) {
    const role = at.getAttribute('role');
    if (role === 'combobox' || at.getAttribute('aria-haspopup') === 'listbox') return false;
    if (role === 'button' || role === 'menuitem' || at.localName === 'button') return true;
    if (at.matches('td, tr, li, [role="cell"], [role="gridcell"], [role="row"]')) return false;
  }
  return false;
}

/** Fields that show a choice. What a person types into others is nobody's name or role, and may be a secret. */
const CHOOSERS = '[role="combobox"], [aria-haspopup="listbox"], [readonly]';

/** What is chosen in a list. */
function chosenIn(field: Element): string {
  if (field instanceof HTMLSelectElement) return field.selectedOptions[0]?.textContent ?? '';
  if (!(field instanceof HTMLInputElement) || !field.matches(CHOOSERS)) return '';
  return ['text', 'search', ''].includes(field.type) ? field.value : '';
}
