import { DIALOG, isVisible } from './control';
import { allIn, closestAcross, containsAcross } from './tree';

/** Dialogs that put what is behind them out of reach. */
const MODALS = 'dialog:modal, [aria-modal="true"]';

/** Whether the page has a modal dialog open that an element is no part of; any at all, where none is given. */
export function hasModalOver(document: Document, element: Element | null): boolean {
  return allIn(document, MODALS).some((modal) => {
    const dialog = closestAcross(modal, DIALOG) ?? modal;
    return isVisible(modal) && (element === null || !containsAcross(dialog, element));
  });
}
