import fc from 'fast-check';
import { expect, it } from 'vitest';
import { freeCorner } from '@/components/overlay/place';

const WINDOW = { innerWidth: 640, innerHeight: 400 };
const DOCK = { width: 150, height: 40 };
const HOME = { side: 'end', edge: 'bottom' } as const;

/** Whether a frame covers a point. */
const over =
  (x: number, y: number) => (frame: { left: number; top: number; width: number; height: number }) =>
    x >= frame.left &&
    x < frame.left + frame.width &&
    y >= frame.top &&
    y < frame.top + frame.height;

const place = (isTaken: Parameters<typeof freeCorner>[4]) =>
  freeCorner(DOCK, WINDOW, 16, HOME, isTaken);

it('stays in its corner as long as nothing is there', () => {
  expect(place(() => false)).toEqual(HOME);
  expect(place(over(50, 380))).toEqual(HOME);
});

it('goes to the nearest corner that is free, and says where none is', () => {
  expect(place(over(560, 370))).toEqual({ side: 'start', edge: 'bottom' });
  expect(place((frame) => frame.top > 200)).toEqual({ side: 'end', edge: 'top' });
  expect(place(() => true)).toBeNull();
});

it('covers what must stay free in no corner that it chooses', () => {
  const points = fc.array(fc.tuple(fc.nat(639), fc.nat(399)), { maxLength: 6 });
  fc.assert(
    fc.property(points, (free) => {
      const isTaken = (frame: Parameters<ReturnType<typeof over>>[0]) =>
        free.some(([x, y]) => over(x, y)(frame));
      const corner = place(isTaken);
      if (corner === null) return;
      const left = corner.side === 'start' ? 16 : 640 - 16 - DOCK.width;
      const top = corner.edge === 'top' ? 16 : 400 - 16 - DOCK.height;
      expect(isTaken({ left, top, ...DOCK })).toBe(false);
    }),
  );
});
