import type { PageKind } from '@/lib/model/console';
import { isVisible } from './control';
import type { Box } from './follow';
import { intentOf } from './intent';
import { invitePressOf } from './invite';
import { isPlain } from './plain';
import type { Recognition } from './recognition';
import { rootsOf } from './tree';

/** What is pressed in a page. What stands in the lines of a table is pressed by line, and there are thousands. */
const CONTROLS = ['button', 'input[type="submit"]', 'a[class*="btn" i]', '[role="button"]'].map(
  (control) => `${control}:not(tr *, [role="row"] *)`,
);

/** What sends a form, however it is called, and what kits draw as the one thing to press. */
const MAIN = '[type="submit"], [class*="primary" i], [class*="btn-success"]';

/** As many controls of a kind are looked at, and as many roots; a page has far fewer outside its tables. */
const MOST = 100;

/**
 * The console's own main controls, which nothing of ours may cover: those that the guards know, and those that send
 * something or are drawn as the main one. A few at a step.
 */
export function* findMainControls(
  document: Document,
  page: PageKind,
  recognition: Recognition,
): Generator<void, Element[]> {
  const found: Element[] = [];
  const roots: (Document | ShadowRoot)[] = [];
  for (const root of rootsOf(document)) {
    roots.push(root);
    if (roots.length > MOST) break;
  }
  // Among thousands of web components, telling what a control is for takes longer than this is worth.
  const isIt = (control: Element) =>
    control.matches(MAIN) || (roots.length <= MOST && isKnown(control, page, recognition));
  for (const root of roots.slice(0, MOST)) {
    for (const selector of CONTROLS) {
      const all = root.querySelectorAll(selector);
      yield;
      // By their place: what is not asked for is never in hand.
      for (let index = 0; index < Math.min(all.length, MOST); index += 1) {
        const control = all.item(index);
        if (isPlain(control) && isIt(control) && isVisible(control)) found.push(control);
        yield;
      }
    }
  }
  return found;
}

function isKnown(control: Element, page: PageKind, recognition: Recognition): boolean {
  const { engage } = recognition;
  if (engage !== null) return invitePressOf(control, engage) !== null;
  return intentOf(control, recognition, page) !== null;
}

/** Whether a part of the window lies over one of these, those that are gone left out. */
export function isOverAny(box: Box, elements: readonly Element[]): boolean {
  return elements.some(
    (element) => element.isConnected && overlaps(box, element.getBoundingClientRect(), 0),
  );
}

/** Whether two parts of the window share anything, or are nearer to each other than so many pixels. */
export function overlaps(a: Box, b: Box, clearance: number): boolean {
  return (
    a.left < b.left + b.width + clearance &&
    b.left < a.left + a.width + clearance &&
    a.top < b.top + b.height + clearance &&
    b.top < a.top + a.height + clearance
  );
}
