import { useMemo } from 'preact/hooks';
import { momentFormat } from '@/components/ui/language';
import { momentWords } from '@/components/ui/Moment';
import { PictureOrTable } from '@/components/ui/PictureOrTable';
import { t } from '@/components/ui/say';
import { useWidth } from '@/components/ui/width';
import type { HeldEvent } from '@/lib/handoff/events';
import { type Lanes as LanesOf, lanesOf, type MarkKind } from '@/lib/handoff/lanes';
import { DAY, MINUTE } from '@/lib/model/clock';
import type { Handoff } from '@/lib/model/handoff';
import type { Timestamp } from '@/lib/model/ids';
import { History } from './History';
import {
  estimatedWidth,
  type LaneChart,
  layOutLanes,
  type PlacedLane,
  type PlacedMark,
} from './lane-layout';
import { laneName, markWords, turnWords } from './lane-words';

const TIME = momentFormat({ timeStyle: 'short' });
const DATE = momentFormat({ day: 'numeric', month: 'short' });

interface LanesProps {
  handoff: Handoff;
  events: readonly HeldEvent[];
  now: number;
}

/** A handoff over time: two lanes, each for one of the admins, or as a table of all that happened. */
export function Lanes({ handoff, events, now }: LanesProps) {
  return (
    <div class="lanes">
      <PictureOrTable
        picture={<Picture handoff={handoff} events={events} now={now} />}
        table={<History handoff={handoff} events={events} now={now} />}
        toTable={t('handoffs.lanes.asTable')}
        toPicture={t('handoffs.lanes.asLanes')}
      />
    </div>
  );
}

function aheadOfUtc(at: Timestamp): number {
  return -new Date(at).getTimezoneOffset() * MINUTE;
}

function Picture({ handoff, events, now }: LanesProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const lanes = useMemo(() => lanesOf(handoff, events, now), [handoff, events, now]);
  const chart = useMemo(
    () => layOutLanes(lanes, { width, wordsOf: markWords, widthOf: estimatedWidth, aheadOfUtc }),
    [lanes, width],
  );
  return (
    <div ref={ref} class="lanes-room">
      {width > 0 && (
        <svg
          class="lanes-picture tabular"
          role="img"
          aria-label={t('handoffs.lanes.name', { email: handoff.adminB })}
          width={chart.width}
          height={chart.height}
          data-lanes={lanes.isOpen ? 'open' : 'closed'}
        >
          <Axis chart={chart} lanes={lanes} now={now} />
          {chart.lanes.map((lane) => (
            <Lane
              key={lane.id}
              lane={lane}
              chart={chart}
              lanes={lanes}
              handoff={handoff}
              now={now}
            />
          ))}
        </svg>
      )}
    </div>
  );
}

interface AxisProps {
  chart: LaneChart;
  lanes: LanesOf;
  now: number;
}

/** The moments below the lanes: both ends by name, and round ones where there is room between them. */
function Axis({ chart, lanes, now }: AxisProps) {
  const { width, axisY, ticks, tickStep } = chart;
  const start = momentWords(lanes.from, now);
  const end = lanes.isOpen ? t('handoffs.lanes.now') : momentWords(lanes.to, now);
  const y = axisY + 16;
  const free = ticks.filter(({ at, x }) => {
    const half = estimatedWidth(tickWords(at, tickStep)) / 2 + 16;
    return x - half > estimatedWidth(start) && x + half < width - estimatedWidth(end);
  });
  return (
    <g class="lanes-axis">
      <line x1={0} x2={width} y1={axisY} y2={axisY} />
      {free.map(({ at, x }) => (
        <g key={at}>
          <line x1={x} x2={x} y1={0} y2={axisY + 4} class="lanes-tick" />
          <text x={x} y={y} text-anchor="middle">
            {tickWords(at, tickStep)}
          </text>
        </g>
      ))}
      <text x={0} y={y}>
        {start}
      </text>
      <text x={width} y={y} text-anchor="end">
        {end}
      </text>
    </g>
  );
}

function tickWords(at: Timestamp, step: number): string {
  const isMidnight = (at + aheadOfUtc(at)) % DAY === 0;
  return (step >= DAY || isMidnight ? DATE : TIME).format(at);
}

interface LaneProps extends AxisProps {
  lane: PlacedLane;
  handoff: Handoff;
}

function Lane({ lane, chart, lanes, handoff, now }: LaneProps) {
  const { id, nameY, trackY, turns, marks } = lane;
  const name = laneName(id, handoff);
  const turn = turnWords(lanes, id, now);
  // Where there is no room for it, the bar says it, and the line above the lanes.
  const fits = estimatedWidth(`${name} · ${turn ?? ''}`) < chart.width;
  return (
    <g data-lane={id} data-waited={turn === null ? 'no' : 'yes'}>
      <text x={0} y={nameY}>
        <tspan class="strong">{name}</tspan>
        {turn !== null && fits && <tspan class="lanes-turn-words">{` · ${turn}`}</tspan>}
      </text>
      <line class="lanes-track" x1={0} x2={chart.width} y1={trackY} y2={trackY} />
      {turns.map(({ x, width, isOpen }) => (
        <rect
          key={x}
          class="lanes-turn"
          data-open={isOpen ? 'yes' : 'no'}
          x={x}
          y={trackY - 4}
          width={width}
          height={8}
          rx={2}
        />
      ))}
      {marks.map((placed) => (
        <Pole key={placed.mark.event} placed={placed} trackY={trackY} />
      ))}
      {marks.map((placed) => (
        <MarkWithLabel key={placed.mark.event} placed={placed} trackY={trackY} />
      ))}
    </g>
  );
}

function Pole({ placed: { x, label }, trackY }: { placed: PlacedMark; trackY: number }) {
  const reach = label.x > x ? x + 6 : x - 6;
  return <path class="lanes-pole" d={`M${x} ${trackY}V${label.y - 4}H${reach}`} />;
}

function MarkWithLabel({ placed, trackY }: { placed: PlacedMark; trackY: number }) {
  const { mark, x, label } = placed;
  return (
    <g
      class="lanes-mark"
      data-mark={mark.step ?? mark.kind}
      data-kind={mark.kind}
      data-tone={toneOf(mark.kind, mark.isContradicted)}
    >
      <Shape kind={mark.kind} x={x} y={trackY} />
      {/* How wide the words are is not known exactly: those on the left end where their pole is. */}
      <text
        x={label.x > x ? label.x : label.x + label.width}
        y={label.y}
        text-anchor={label.x > x ? 'start' : 'end'}
      >
        {label.words}
      </text>
    </g>
  );
}

function toneOf(kind: MarkKind, isContradicted: boolean): 'ok' | 'accent' | 'caution' | 'danger' {
  if (isContradicted) return 'danger';
  if (kind === 'seen') return 'ok';
  return kind === 'said' ? 'accent' : 'caution';
}

/** What was seen is filled, what was said is hollow, what is not so is crossed out. */
function Shape({ kind, x, y }: { kind: MarkKind; x: number; y: number }) {
  switch (kind) {
    case 'seen':
      return <circle class="lanes-full" cx={x} cy={y} r={5} />;
    case 'said':
      return <circle class="lanes-hollow" cx={x} cy={y} r={5} />;
    case 'not-so':
    case 'taken-back':
      return (
        <g class="lanes-hollow">
          <circle cx={x} cy={y} r={5} />
          <path d={`M${x - 3} ${y - 3}l6 6m0-6-6 6`} />
        </g>
      );
    case 'went-on':
      return <path class="lanes-hollow" d={`M${x} ${y - 6}l6 11h-12Z`} />;
  }
}
