import type { Frame } from './view';

/** A corner of the window. */
export interface Corner {
  readonly side: 'start' | 'end';
  readonly edge: 'bottom' | 'top';
}

/** Whether a part of the window must stay free. */
export type IsTaken = (frame: Frame) => boolean;

/** The corners, the one that is wanted first, then what is nearest to it. */
function cornersFrom({ side, edge }: Corner): Corner[] {
  const otherSide = side === 'end' ? 'start' : 'end';
  const otherEdge = edge === 'bottom' ? 'top' : 'bottom';
  return [
    { side, edge },
    { side: otherSide, edge },
    { side, edge: otherEdge },
    { side: otherSide, edge: otherEdge },
  ];
}

/**
 * Where something as large as this goes: the first corner that is not taken. It stays where it is as long as it can,
 * so that it does not wander.
 *
 * @returns `null` where every corner is taken
 */
export function freeCorner(
  { width, height }: Pick<DOMRect, 'width' | 'height'>,
  window: Pick<Window, 'innerWidth' | 'innerHeight'>,
  margin: number,
  wanted: Corner,
  isTaken: IsTaken,
): Corner | null {
  const frameAt = ({ side, edge }: Corner): Frame => ({
    left: side === 'start' ? margin : window.innerWidth - margin - width,
    top: edge === 'top' ? margin : window.innerHeight - margin - height,
    width,
    height,
  });
  return cornersFrom(wanted).find((corner) => !isTaken(frameAt(corner))) ?? null;
}
