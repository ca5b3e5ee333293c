import { choose, placeOfChoice } from './choice';
import { findControlsFor, isSamePress, type Press, pressAgain } from './intent';
import type { Listener } from './listener';
import type { Recognition } from './recognition';

/** Whether the control that was pressed still stands, and still means the same. */
export function isStill(press: Press, recognition: Recognition): boolean {
  const now = press.control.isConnected ? pressAgain(press, recognition) : null;
  return now !== null && isSamePress(now, press);
}

/**
 * The control that a held press was about, as it is now: the same element if it still stands and still means
 * the same, else the only one in the document that does. `null` when it is gone, or when several would do.
 */
export function* findAgain(
  press: Press,
  document: Document,
  recognition: Recognition,
): Generator<void, Element | null> {
  if (press.isUnread) return press.control.isConnected ? press.control : null;
  if (isStill(press, recognition)) return press.control;
  const candidates = yield* findControlsFor(press, document, recognition);
  return candidates.length === 1 ? (candidates[0] ?? null) : null;
}

/** The keys with which a press adds to what is selected, on any system. */
const ADDING = { ctrlKey: true, metaKey: true };

/**
 * Presses a control on a person's behalf, once: the pointer and mouse sequence at its centre, then `click()`.
 * Kits that act on any one of these accept it; `click()` alone would leave out those that act on the way down.
 * In a native list, the entry is chosen instead.
 */
export function replay({ control, choice }: Press, listener: Listener): void {
  if (choice === undefined || !(control instanceof HTMLSelectElement)) {
    pressOnce(control, listener);
    return;
  }
  const index = placeOfChoice(control, choice);
  if (index >= 0) listener.letThrough(control, () => choose(control, index));
}

/**
 * Presses a control once, as {@link replay} does.
 *
 * @param isAdding presses as if the key were held with which a selection is added to
 */
export function pressOnce(control: Element, listener: Listener, isAdding = false): void {
  const { left, top, width, height } = control.getBoundingClientRect();
  const at = {
    bubbles: true,
    cancelable: true,
    composed: true,
    clientX: left + width / 2,
    clientY: top + height / 2,
    button: 0,
    view: null,
    ...(isAdding && ADDING),
  };
  const pointer = { ...at, pointerId: 1, isPrimary: true, pointerType: 'mouse' };
  listener.letThrough(control, () => {
    control.dispatchEvent(new PointerEvent('pointerdown', { ...pointer, buttons: 1 }));
    control.dispatchEvent(new MouseEvent('mousedown', { ...at, buttons: 1, detail: 1 }));
    control.dispatchEvent(new PointerEvent('pointerup', pointer));
    control.dispatchEvent(new MouseEvent('mouseup', { ...at, detail: 1 }));
    // A click of the browser's own has no keys to it.
    if (control instanceof HTMLElement && !isAdding) control.click();
    else control.dispatchEvent(new MouseEvent('click', { ...at, detail: 1 }));
  });
}
