import { parentOf } from './tree';

/** A box in CSS pixels of the window. */
export type Box = Pick<DOMRect, 'left' | 'top' | 'width' | 'height'>;

/** Where an element is, and whether any of it is in view: a list that scrolls may hide it. */
export interface Place {
  readonly box: Box;
  readonly isInView: boolean;
}

/** Follows one element at a time through whatever moves it. */
export interface Follower {
  /** Follows this element from now on; `null` follows none. */
  follow(element: Element | null): void;
}

/** What follows is told. */
export interface FollowerHooks {
  /** The element is here now; `null` when none is followed, or what is followed has no box. */
  onPlace(place: Place | null): void;
  /** The element has left the document, and nothing is followed any more: it is to be found again. */
  onGone(): void;
}

/** So many frames without a movement are the end of one. */
const STILL_FRAMES = 4;

/** A box that is moved by less than this, in pixels, is where it was. */
const NEAR = 0.25;

/** What may move anything anywhere in a page. */
const MOVING = ['scroll', 'resize', 'transitionrun', 'animationstart', 'load', 'toggle'] as const;

/** In which steps it is noticed that less or more of an element is seen. */
const SHARES = Array.from({ length: 51 }, (_, step) => step / 50);

/**
 * Follows an element without looking at it all the time. Scrolling, resizing and animations are heard of; that
 * something above it has pushed it away is noticed by an observer whose view is just as large as the element. Only
 * from the first movement to the last it is looked at in every frame.
 */
export function createFollower(window: Window, { onPlace, onGone }: FollowerHooks): Follower {
  let element: Element | null = null;
  let box: Box | null = null;
  let isInView = false;
  let isAwake = false;
  let still = 0;
  let edges: IntersectionObserver | null = null;
  const sizes = new ResizeObserver(look);
  const views = new IntersectionObserver((entries) => {
    const isNow = entries.at(-1)?.isIntersecting ?? false;
    // What is told of it is told with its box.
    if (isNow !== isInView) box = null;
    isInView = isNow;
    look();
  });

  function look(): void {
    if (element === null) return;
    if (!element.isConnected) {
      release();
      onGone();
      return;
    }
    const now = boxOf(element);
    if (box !== null && isNear(box, now)) return;
    box = now;
    onPlace(now.width > 0 && now.height > 0 ? { box: now, isInView } : null);
    watchEdges(element, now);
    followMovement();
  }

  function followMovement(): void {
    still = 0;
    wake();
  }

  /** Looks once more in the next frame. */
  function wake(): void {
    if (isAwake) return;
    isAwake = true;
    window.requestAnimationFrame(lookOn);
  }

  function lookOn(): void {
    isAwake = false;
    still += 1;
    look();
    if (element !== null && still < STILL_FRAMES) wake();
  }

  /** Its view is the element's own box: whatever moves the element takes a part of it out of view. */
  function watchEdges(target: Element, { left, top, width, height }: Box): void {
    edges?.disconnect();
    const { clientWidth, clientHeight } = target.ownerDocument.documentElement;
    const margins = [top, clientWidth - left - width, clientHeight - top - height, left];
    const rootMargin = margins.map((margin) => `${-Math.floor(margin)}px`).join(' ');
    edges = new IntersectionObserver(look, { rootMargin, threshold: SHARES });
    edges.observe(target);
  }

  function release(): void {
    edges?.disconnect();
    sizes.disconnect();
    views.disconnect();
    element = null;
    box = null;
    isInView = false;
  }

  function follow(next: Element | null): void {
    if (next === element) {
      look();
      return;
    }
    release();
    if (next === null) {
      onPlace(null);
      return;
    }
    element = next;
    isInView = isIn(boxOf(next), next.ownerDocument.documentElement);
    sizes.observe(next);
    sizes.observe(next.ownerDocument.documentElement);
    views.observe(next);
    look();
  }

  for (const type of MOVING) {
    window.addEventListener(type, hear, { capture: true, passive: true });
  }

  function hear(): void {
    if (element === null) return;
    look();
    // A transition has moved nothing yet when it begins.
    followMovement();
  }

  return { follow };
}

function boxOf(element: Element): Box {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { left, top, width, height };
}

function isNear(a: Box, b: Box): boolean {
  const sides = ['left', 'top', 'width', 'height'] as const;
  return sides.every((side) => Math.abs(a[side] - b[side]) < NEAR);
}

function isIn({ left, top, width, height }: Box, { clientWidth, clientHeight }: Element): boolean {
  return left + width > 0 && top + height > 0 && left < clientWidth && top < clientHeight;
}

/** What is smaller than this, in pixels, is drawn by something around it, as kits draw their boxes to tick. */
const SMALL = 8;

/** How far around a control what draws it is looked for. */
const REACH = 4;

/** The element that a person sees a control as. */
export function drawnAs(control: Element): Element {
  let at: Element | null = control;
  for (let far = 0; at && far < REACH; at = parentOf(at), far += 1) {
    const { width, height } = boxOf(at);
    if (width >= SMALL && height >= SMALL) return at;
  }
  return control;
}
