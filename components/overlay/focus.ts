import { createContext } from 'preact';

/** Moves the focus to an element of ours, without the page noticing. */
export const FocusContext = createContext<(element: HTMLElement | null) => void>((element) =>
  element?.focus(),
);

/**
 * Whether an event is one of a person's, as the host has handed it on. A page can take a control of ours out of the
 * document, where nothing stands between it and the control's own listeners.
 */
export const GenuineContext = createContext<(event: Event) => boolean>(() => false);

/** What can have the focus by Tab in what we draw. */
const CONTROLS = 'button, input, textarea, select, a[href]';

/** The controls in an element that Tab comes to, in their order. */
export function controlsIn(element: Element): HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>(CONTROLS)].filter(
    (control) => !control.matches(':disabled') && control.closest('[hidden]') === null,
  );
}

/**
 * Where the focus goes when what had it is gone: to what stands in its place, in the nearest of its surroundings
 * that are still there.
 *
 * @param path the element that had the focus and its ancestors, from the inside out
 */
function successorOf(path: readonly Element[]): HTMLElement | null {
  for (const around of path.filter((one) => one.isConnected)) {
    if (around instanceof HTMLElement && around.matches('[tabindex]')) return around;
    const found = controlsIn(around)[0];
    if (found !== undefined) return found;
  }
  return null;
}

/**
 * Keeps the focus in a layer of ours when the control that had it is drawn no more: it would fall to the page's
 * body, and the next key with it.
 */
export function keepFocusIn(layer: HTMLElement, give: (element: HTMLElement) => void): void {
  let path: Element[] = [];
  layer.addEventListener('focusin', (event) => {
    path = pathTo(layer, event.target);
  });
  layer.addEventListener('focusout', () => {
    // Some browsers tell of it while they take the element away; only where it stays has the focus moved on.
    const [left] = path;
    queueMicrotask(() => {
      if (left?.isConnected && left === path[0] && !left.matches(':focus')) path = [];
    });
  });
  new MutationObserver(() => {
    if (path[0] === undefined || path[0].isConnected) return;
    const successor = isLost(layer.ownerDocument) ? successorOf(path) : null;
    path = [];
    if (successor !== null) give(successor);
  }).observe(layer, { childList: true, subtree: true });
}

function isLost({ activeElement, body }: Document): boolean {
  return activeElement === null || activeElement === body;
}

function pathTo(layer: Element, target: EventTarget | null): Element[] {
  const path: Element[] = [];
  let at = target instanceof Element ? target : null;
  while (at !== null && at !== layer) {
    path.push(at);
    at = at.parentElement;
  }
  return [...path, layer];
}
