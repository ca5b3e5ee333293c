import { atOnce } from '@/lib/model/slices';
import { DIALOG, isVisible } from './control';
import { closestAcross, containsAcross, findAllIn } from './tree';

/** Dialogs that put what is behind them out of reach. */
const MODALS = 'dialog:modal, [aria-modal="true"]';

/** Whether the page has a modal dialog open that an element is no part of; any at all, where none is given. */
export function hasModalOver(document: Document, element: Element | null): boolean {
  return atOnce(findModalOver(document, element));
}

/** {@link hasModalOver}, a little at a step. */
export function* findModalOver(
  document: Document,
  element: Element | null,
): Generator<void, boolean> {
  return (yield* findAllIn(document, MODALS)).some((modal) => {
    const dialog = closestAcross(modal, DIALOG) ?? modal;
    return isVisible(modal) && (element === null || !containsAcross(dialog, element));
  });
}
