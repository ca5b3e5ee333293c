import type { Frame } from '../view';

/** Draws the spotlight: one element of ours around something of the page's, which takes no press and no room. */
export interface Spotlight {
  /** Puts it around this part of the window; `null` takes it away. */
  show(frame: Frame | null): void;
}

/**
 * Makes the spotlight. It is a popover, so that it lies over the page's own dialogs as well: what is opened later
 * lies above what was opened before, so it is opened anew whenever something else may have been.
 */
export function createSpotlight(root: ShadowRoot): Spotlight {
  const element = root.ownerDocument.createElement('div');
  element.className = 'sia spotlight';
  element.popover = 'manual';
  element.setAttribute('aria-hidden', 'true');
  root.append(element);

  function raise(): void {
    const { length } = root.ownerDocument.querySelectorAll('dialog:modal, :popover-open');
    const layers = String(length);
    const isOpen = element.matches(':popover-open');
    if (isOpen && element.dataset.layers === layers) return;
    element.dataset.layers = layers;
    if (isOpen) element.hidePopover();
    element.showPopover();
  }

  return {
    show(frame) {
      if (frame === null) {
        if (element.matches(':popover-open')) element.hidePopover();
        return;
      }
      const { left, top, width, height } = frame;
      Object.assign(element.style, {
        left: `${left}px`,
        top: `${top}px`,
        width: `${width}px`,
        height: `${height}px`,
      });
      if (element.isConnected) raise();
    },
  };
}
