import { visibleText } from './lexicon';
import { firstChildOf, isPlain, lastChildOf, siblingAfter } from './plain';
import type { TextRun } from './tree';

/** A text and where in it something stands. */
export interface Line {
  readonly text: string;
  readonly at: number;
}

/** How far up from a text its line is looked for: marks in marks. */
const REACH = 4;

/** As many pieces of a line are put together; an address has few. */
const MOST_PIECES = 60;

/**
 * What a text is drawn together with, without any gap: parts of it may be marked, or have places to break the line
 * at ("<mark>ann</mark>@<wbr>example.com"). `null` where it stands by itself.
 */
export function lineAround({ data, parentElement }: TextRun): Line | null {
  if (parentElement === null || standsAlone(parentElement)) return null;
  let block = parentElement;
  const inLine: Node[] = [];
  for (let far = 0; far < REACH && isInLine(block); far += 1) {
    if (block.parentElement === null || !isPlain(block.parentElement)) break;
    inLine.push(block);
    block = block.parentElement;
  }
  let text = '';
  let at = -1;
  let pieces = 0;
  const add = (node: Node) => {
    pieces += 1;
    if (pieces > MOST_PIECES) return;
    if (node instanceof Text) {
      if (at < 0 && node.parentNode === parentElement && data.startsWith(node.data))
        at = text.length;
      text += visibleText(node.data.slice(0, data.length + 400));
    } else if (node instanceof Element && node.localName !== 'wbr') {
      // Asking anew for a style costs as much as all the rest.
      if (node === block || inLine.includes(node) || isInLine(node)) addChildren(node);
      else text += ' ';
    }
  };
  const addChildren = (node: Node) => {
    for (let child = firstChildOf(node); child; child = siblingAfter(child)) add(child);
  };
  add(block);
  return at < 0 || pieces > MOST_PIECES ? null : { text, at };
}

/** Whether nothing stands beside a text, nor beside what holds nothing else. Cheap, as most texts do. */
function standsAlone(element: Element): boolean {
  let at: Element = element;
  for (let far = 0; far < REACH; far += 1) {
    if (at.firstChild !== lastChildOf(at)) return false;
    if (at.previousSibling !== null || at.nextSibling !== null) return false;
    if (at.parentElement === null || !isPlain(at.parentElement)) return true;
    at = at.parentElement;
  }
  return true;
}

/** What stands in a line and parts what is on either side of it. */
const PARTING =
  'br, img, svg, input, button, select, textarea, canvas, video, object, iframe, slot';

/** Whether an element is drawn in its line without a gap before or after it. */
function isInLine(element: Element): boolean {
  if (!isPlain(element) || element.shadowRoot !== null || element.matches(PARTING)) return false;
  const style = getComputedStyle(element);
  const gaps = [style.marginLeft, style.marginRight, style.paddingLeft, style.paddingRight];
  return style.display === 'inline' && gaps.every((gap) => Number.parseFloat(gap) === 0);
}
