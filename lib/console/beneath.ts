import type { PageKind } from '@/lib/model/console';
import { controlsOn } from './control';
import type { Box } from './follow';
import { intentOf } from './intent';
import { invitePressOf } from './invite';
import type { Recognition } from './recognition';

/** How far apart the points are at which it is looked what lies there, in pixels: less than a button is high. */
const STEP = 22;

/** What sends a form, however it is called, and what kits draw as the one thing to press. */
const MAIN =
  'button[type="submit"], input[type="submit"], [class*="primary" i], [class*="btn-success"]';

/**
 * Whether one of the console's own main controls lies in a part of the window, wholly or with its edge: one that the
 * guards know, or one that sends or is drawn as the main one.
 */
export function hasMainControlIn(
  box: Box,
  document: Document,
  page: PageKind,
  recognition: Recognition,
): boolean {
  const seen = new Set<Element>();
  for (const [x, y] of pointsIn(box)) {
    for (const element of document.elementsFromPoint(x, y)) {
      if (seen.has(element)) continue;
      seen.add(element);
      if (isMain(element, page, recognition)) return true;
    }
  }
  return false;
}

function isMain(element: Element, page: PageKind, recognition: Recognition): boolean {
  // What is around an element was found at the same point.
  const [control] = controlsOn([element]);
  if (control === undefined) return false;
  if (control.matches(MAIN)) return true;
  const { engage } = recognition;
  if (engage !== null) return invitePressOf(control, engage) !== null;
  return intentOf(control, recognition, page) !== null;
}

function* pointsIn({ left, top, width, height }: Box): Generator<[number, number], void> {
  for (const y of along(top, height)) for (const x of along(left, width)) yield [x, y];
}

/** From one edge to the other, both included. */
function along(from: number, length: number): number[] {
  const steps = Math.max(1, Math.ceil(length / STEP));
  return Array.from({ length: steps + 1 }, (_, step) => from + (length * step) / steps);
}
