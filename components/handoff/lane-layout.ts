import type { LaneId, Lanes, Mark } from '@/lib/handoff/lanes';
import { MINUTE } from '@/lib/model/clock';
import type { Timestamp } from '@/lib/model/ids';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Heights and distances in CSS pixels; type and hairlines are the style sheet's. */
const SIZE = {
  /** From the top of a lane to the line on which it is called by its name, and to its track. */
  name: 14,
  track: 30,
  /** From a track to the first of its labels, and from one to the next. */
  firstLabel: 24,
  label: 18,
  /** Below the last label of a lane. */
  gap: 16,
  /** What is drawn for a mark, from its centre. */
  mark: 6,
  /** From the pole of a label to its words. */
  flag: 8,
  /** Between two labels beside each other, and two moments on the axis. */
  apart: 12,
  axis: 22,
} as const;

/** Marks that are closer than this, in pixels, stand on one pole. */
const ONE_POLE = 10;

/** How far apart moments on the axis are at least, in pixels. */
const TICKS_APART = 110;

/** How far apart moments on the axis can be. */
const TICK_STEPS: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 28, 91, 364].map((days) => days * DAY),
];

/** A mark where it is drawn, with its label. */
export interface PlacedMark {
  readonly mark: Mark;
  readonly x: number;
  readonly label: {
    readonly words: string;
    /** Where its words begin, and how wide they are, about. */
    readonly x: number;
    readonly width: number;
    readonly y: number;
  };
}

/** A stretch of waiting where it is drawn. */
export interface PlacedTurn {
  readonly x: number;
  readonly width: number;
  /** It goes on. */
  readonly isOpen: boolean;
}

/** A lane where it is drawn. */
export interface PlacedLane {
  readonly id: LaneId;
  readonly nameY: number;
  readonly trackY: number;
  readonly turns: readonly PlacedTurn[];
  readonly marks: readonly PlacedMark[];
}

/** Everything of the picture with its place. */
export interface LaneChart {
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly PlacedLane[];
  readonly axisY: number;
  readonly ticks: readonly { readonly at: Timestamp; readonly x: number }[];
  /** How far apart the ticks are, in ms. */
  readonly tickStep: number;
}

/** How the picture is to be made. */
export interface LaneDrawing {
  /** How much room there is, in pixels. */
  readonly width: number;
  /** What stands at a mark. */
  wordsOf(mark: Mark): string;
  /** How wide a text is, about. */
  widthOf(words: string): number;
  /** How far the clocks of the place are ahead of UTC at a moment, in ms. */
  aheadOfUtc(at: Timestamp): number;
}

/** The share of its room that one letter of the label's size takes, in pixels: about half for most scripts. */
export function estimatedWidth(words: string): number {
  let width = 0;
  for (const letter of words) width += (letter.codePointAt(0) ?? 0) > 0x2e7f ? 13 : 6.8;
  return width;
}

/** A label that has no place yet. */
interface Flag {
  readonly mark: Mark;
  readonly x: number;
  readonly words: string;
  readonly width: number;
}

/** Marks close to each other share a pole, so that their labels stand below each other and in order. */
function polesOf(flags: readonly Flag[]): Flag[][] {
  const poles: Flag[][] = [];
  for (const flag of flags) {
    const first = poles.at(-1)?.[0];
    if (first !== undefined && flag.x - first.x < ONE_POLE) poles.at(-1)?.push(flag);
    else poles.push([flag]);
  }
  return poles;
}

/**
 * Gives each label the highest line on which it lies on no other. Labels stand to the right of their poles, the last
 * pole's first, so that the poles before it lead past them; where there is no room on the right, to the left, and the
 * first pole's first.
 *
 * @returns the labels with their lines, and how many lines they take
 */
function place(flags: readonly Flag[], width: number) {
  const poles = polesOf(flags).map((pole) => {
    const poleX = pole[0]?.x ?? 0;
    const widest = Math.max(...pole.map((flag) => flag.width));
    return { pole, poleX, isLeft: poleX + SIZE.flag + widest > width };
  });
  const inTurn = [
    ...poles.filter(({ isLeft }) => !isLeft).reverse(),
    ...poles.filter(({ isLeft }) => isLeft),
  ];
  const taken: { line: number; left: number; right: number }[] = [];
  const placed = inTurn.flatMap(({ pole, poleX, isLeft }) =>
    pole.map(({ mark, words, width: wide }) => {
      const left = isLeft ? Math.max(0, poleX - SIZE.flag - wide) : poleX + SIZE.flag;
      const [from, to] = [Math.min(left, poleX), Math.max(left + wide, poleX) + SIZE.apart];
      let line = 0;
      while (taken.some((one) => one.line === line && from < one.right && one.left < to)) line += 1;
      taken.push({ line, left: from, right: to });
      return { mark, x: poleX, words, wide, left, line };
    }),
  );
  return { placed, lines: Math.max(0, ...taken.map(({ line }) => line + 1)) };
}

function stepBetween(span: number, width: number): number {
  const most = Math.max(1, Math.floor(width / TICKS_APART));
  return TICK_STEPS.find((step) => span / step <= most) ?? span;
}

/** Round moments by the clocks of the place, between the ends and not at them. */
function ticksOf(
  { from, to }: Lanes,
  step: number,
  aheadOfUtc: LaneDrawing['aheadOfUtc'],
): Timestamp[] {
  const ahead = aheadOfUtc(from);
  const ticks: Timestamp[] = [];
  for (let at = Math.ceil((from + ahead) / step) * step - ahead; at < to; at += step) {
    if (at > from) ticks.push(at);
  }
  return ticks;
}

/**
 * Gives everything in the lanes its place: time from left to right in one measure, each mark labelled below its track,
 * no label on another one.
 */
export function layOutLanes(lanes: Lanes, drawing: LaneDrawing): LaneChart {
  const { wordsOf, widthOf, aheadOfUtc } = drawing;
  const width = Math.max(1, drawing.width);
  const span = Math.max(MINUTE, lanes.to - lanes.from);
  const room = Math.max(1, width - 2 * SIZE.mark);
  const xOf = (at: Timestamp) => {
    const share = Math.min(1, Math.max(0, (at - lanes.from) / span));
    return SIZE.mark + share * room;
  };
  let top = 0;
  const placedLanes = lanes.ids.map((id): PlacedLane => {
    const flags = lanes.marks
      .filter(({ lane }) => lane === id)
      .map((mark): Flag => {
        const words = wordsOf(mark);
        return { mark, x: xOf(mark.at), words, width: widthOf(words) };
      })
      .toSorted((a, b) => a.x - b.x);
    const { placed, lines } = place(flags, width);
    const trackY = top + SIZE.track;
    const nameY = top + SIZE.name;
    const below = lines === 0 ? SIZE.mark : SIZE.firstLabel + (lines - 1) * SIZE.label;
    top = trackY + below + SIZE.gap;
    return {
      id,
      nameY,
      trackY,
      turns: lanes.turns
        .filter(({ lane }) => lane === id)
        .map(({ from, to }) => {
          const [start, end] = [xOf(from), xOf(to ?? lanes.to)];
          return { x: start, width: Math.max(2, end - start), isOpen: to === null };
        }),
      marks: placed.map(({ mark, x, words, wide, left, line }) => {
        const y = trackY + SIZE.firstLabel + line * SIZE.label;
        return { mark, x, label: { words, x: left, width: wide, y } };
      }),
    };
  });
  const tickStep = stepBetween(span, width);
  return {
    width,
    height: top + SIZE.axis,
    lanes: placedLanes,
    axisY: top,
    ticks: ticksOf(lanes, tickStep, aheadOfUtc).map((at) => ({ at, x: xOf(at) })),
    tickStep,
  };
}
