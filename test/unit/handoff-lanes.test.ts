import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimatedWidth, type LaneDrawing, layOutLanes } from '@/components/handoff/lane-layout';
import { inOrder } from '@/components/handoff/traced';
import { lanesOf } from '@/lib/handoff/lanes';
import { MINUTE } from '@/lib/model/clock';
import type { HandoffEvent, Role } from '@/lib/model/handoff';
import { anyEvent, done, event, handoffOf, held, NOW, started, undone } from './handoff-data';

const HOUR = 60 * MINUTE;

/** The lanes of a handoff in which this has happened, so long after its start. */
function lanes(after: number, role: Role, ...events: readonly HandoffEvent[]) {
  const all = [started(), ...events].map((one) => held(one, one.role !== role));
  return lanesOf(handoffOf(role, ...events), all, NOW + after);
}

const short = ({ marks }: ReturnType<typeof lanes>) =>
  marks.map(({ lane, step, kind }) => `${lane} ${step} ${kind}`);

describe('the lanes of a handoff', () => {
  it('wait on A, then on B, then for time to pass', () => {
    const first = lanes(HOUR, 'a');
    expect(first).toMatchObject({ from: NOW, to: NOW + HOUR, isOpen: true, ids: ['a', 'b'] });
    expect(first.turns).toEqual([
      { lane: 'a', from: NOW, to: null, steps: ['b-admin', 'remove-access'] },
    ]);

    const ready = [done(5, 'b-admin', 'a'), done(7, 'remove-access', 'a')];
    expect(lanes(HOUR, 'a', ...ready).turns).toEqual([
      { lane: 'a', from: NOW, to: NOW + 7, steps: ['b-admin', 'remove-access'] },
      { lane: 'b', from: NOW + 7, to: null, steps: ['b-connects'] },
    ]);

    const connected = [...ready, done(20, 'b-connects', 'b'), done(21, 'b-owner', 'b')];
    const waiting = lanes(HOUR, 'b', ...connected);
    expect(waiting.ids).toEqual(['a', 'b', 'time']);
    expect(waiting.turns.at(-1)).toEqual({
      lane: 'time',
      from: NOW + 21,
      to: null,
      steps: ['wait'],
    });
  });

  it('end where the handoff was closed, and do not wait on for what is optional', () => {
    const all = lanes(
      HOUR,
      'a',
      ...(
        [
          ['b-admin', 'a'],
          ['remove-access', 'a'],
          ['b-connects', 'b'],
          ['b-owner', 'b'],
          ['wait', 'b'],
          ['others-keep', 'a'],
          ['a-disconnects', 'a'],
        ] as const
      ).map(([step, role], at) => done(at + 1, step, role)),
    );
    expect(all.turns.filter(({ to }) => to === null)).toEqual([]);
    const closed = event(9, 'a', { kind: 'closed', outcome: 'abandoned' });
    const abandoned = lanes(HOUR, 'a', closed);
    expect(abandoned).toMatchObject({ to: NOW + 9, isOpen: false });
    expect(abandoned.turns).toEqual([
      { lane: 'a', from: NOW, to: NOW + 9, steps: ['b-admin', 'remove-access'] },
    ]);
  });

  it('say what was seen, said, contradicted and taken back, each once', () => {
    const said = lanes(
      HOUR,
      'a',
      done(1, 'b-admin', 'a'),
      done(2, 'b-admin', 'b'),
      done(3, 'b-owner', 'a', 'declared'),
      undone(4, 'b-owner', 'b', 'observed'),
      undone(5, 'b-owner', 'b', 'observed'),
      event(6, 'a', { kind: 'went-on', open: ['wait'] }),
    );
    expect(short(said)).toEqual([
      'a b-admin seen',
      'b b-owner said',
      'b b-owner not-so',
      'a null went-on',
    ]);
    expect(said.marks.map(({ isContradicted }) => isContradicted)).toEqual([
      ...[false, true, true, false],
    ]);
    expect(
      short(lanes(HOUR, 'a', done(1, 'wait', 'a', 'declared'), undone(2, 'wait', 'a'))),
    ).toEqual(['time wait said', 'time wait taken-back']);
  });

  it('take no notice of what a browser cannot see, nor of a lead', () => {
    expect(
      short(lanes(HOUR, 'lead', done(1, 'b-owner', 'a'), done(2, 'b-admin', 'lead', 'declared'))),
    ).toEqual([]);
  });
});

const drawing: LaneDrawing = {
  width: 800,
  wordsOf: ({ step, kind }) => `${step} ${kind}`,
  widthOf: estimatedWidth,
  aheadOfUtc: () => HOUR,
};

const overlap = (a: readonly [number, number], b: readonly [number, number]) =>
  a[0] < b[1] && b[0] < a[1];

it('has open handoffs first, and the one closed last before those closed earlier', () => {
  const closedAt = (at: number) => event(at, 'a', { kind: 'closed', outcome: 'finished' });
  const named = [[], [closedAt(3)], [closedAt(8)]].map((events) => {
    return { handoff: handoffOf('a', ...events), events: [] };
  });
  expect(inOrder(named.toReversed()).map(({ handoff }) => handoff.closedAt)).toEqual([
    ...[null, NOW + 8, NOW + 3],
  ]);
});

describe('the picture of the lanes', () => {
  it('puts no label on another one, and all of it into its room', () => {
    const histories = fc.array(anyEvent, { maxLength: 14 });
    fc.assert(
      fc.property(histories, fc.integer({ min: 320, max: 1200 }), (events, width) => {
        const chart = layOutLanes(lanes(20, 'a', ...events), { ...drawing, width });
        for (const { marks, turns } of chart.lanes) {
          const labels = marks.map(({ label }) => ({
            y: label.y,
            span: [label.x, label.x + estimatedWidth(label.words)] as const,
          }));
          labels.forEach((one, index) => {
            expect(one.span[0]).toBeGreaterThanOrEqual(0);
            expect(one.span[1]).toBeLessThanOrEqual(width);
            expect(one.y).toBeLessThan(chart.axisY);
            for (const other of labels.slice(index + 1)) {
              expect(one.y === other.y && overlap(one.span, other.span)).toBe(false);
            }
          });
          for (const { x, width: wide } of turns) {
            expect(x).toBeGreaterThanOrEqual(0);
            expect(x + wide).toBeLessThanOrEqual(width);
          }
        }
      }),
    );
  });

  it('keeps the order of what happened at about one moment, from the top', () => {
    const chart = layOutLanes(
      lanes(HOUR, 'a', done(1, 'b-admin', 'a'), done(2, 'remove-access', 'a')),
      drawing,
    );
    const marks = chart.lanes[0]?.marks ?? [];
    expect(marks.map(({ mark }) => mark.step)).toEqual(['b-admin', 'remove-access']);
    const [first, second] = marks;
    expect(first?.x).toBe(second?.x);
    expect(first?.label.y).toBeLessThan(second?.label.y ?? 0);
  });

  it('has one measure for time, and moments that are round by the clock on the wall', () => {
    const chart = layOutLanes(
      lanes(10 * HOUR, 'a', done(5 * HOUR, 'b-admin', 'a'), done(10 * HOUR, 'remove-access', 'a')),
      drawing,
    );
    const xs = chart.lanes[0]?.marks.map(({ x }) => x).toSorted((a, b) => a - b) ?? [];
    expect(xs[0]).toBeCloseTo(400);
    expect(xs[1]).toBeCloseTo(794);
    expect(chart.tickStep).toBe(2 * HOUR);
    expect(chart.ticks.length).toBeGreaterThan(3);
    expect(chart.ticks.every(({ at }) => (at + HOUR) % (2 * HOUR) === 0)).toBe(true);
  });
});
