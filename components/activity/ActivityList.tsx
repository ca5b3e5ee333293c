import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t, tn } from '@/components/ui/say';
import type { LedgerEntry } from '@/lib/model/ledger';
import { Line } from './Line';

/** A line of the ledger with its place in it; `entry` is `null` where what is stored cannot be read. */
export interface ListedLine {
  readonly seq: number;
  readonly entry: LedgerEntry | null;
}

interface ActivityListProps {
  /** The places of all lines, the first to be shown first. */
  places: readonly number[];
  /** Reads lines by their places. */
  fetch(places: readonly number[]): Promise<readonly ListedLine[]>;
  now: number;
  /** Where a link to everything about somebody leads. */
  hrefOf(person: string): string;
}

/** As many lines are drawn, measured and read together. */
const BLOCK = 50;

/** How high a line is before anybody has measured it, in pixels. */
const ROW = 41;

/** As many lines are kept in memory once they have been read: they never change. */
const MOST_KEPT = 4_000;

/** Which blocks are drawn: from the first one on, up to and without the second. */
type Range = readonly [number, number];

/**
 * A list as long as it likes to be. Only the lines around those that can be seen are read and drawn; above and below
 * them stands room as high as the others are.
 */
export function ActivityList({ places, fetch, now, hrefOf }: ActivityListProps) {
  const blocks = Math.ceil(places.length / BLOCK);
  const list = useRef<HTMLDivElement>(null);
  const heights = useRef(new Map<number, number>());
  const kept = useRef(new Map<number, ListedLine>());
  const [[first, end], setRange] = useState<Range>([0, 2]);

  const heightOf = (block: number) =>
    heights.current.get(block) ?? linesIn(block, places.length) * ROW;
  const heightOfAll = (from: number, to: number) => {
    let sum = 0;
    for (let block = from; block < to; block++) sum += heightOf(block);
    return sum;
  };

  useLayoutEffect(() => {
    const look = () => {
      const box = list.current?.getBoundingClientRect();
      if (box === undefined) return;
      const next = blocksBetween(
        -box.top - innerHeight,
        -box.top + 2 * innerHeight,
        blocks,
        heightOf,
      );
      setRange((range) => (range[0] === next[0] && range[1] === next[1] ? range : next));
    };
    look();
    addEventListener('scroll', look, { passive: true });
    addEventListener('resize', look);
    return () => {
      removeEventListener('scroll', look);
      removeEventListener('resize', look);
    };
  }, [places, blocks]);

  const drawn: number[] = [];
  for (let block = first; block < Math.min(end, blocks); block++) drawn.push(block);
  return (
    <div ref={list} class="card activity-list" data-list="activity">
      <p class="sr-only">{tn('activity.count', places.length)}</p>
      <div aria-hidden="true" style={{ height: `${heightOfAll(0, Math.min(first, blocks))}px` }} />
      {drawn.map((block) => (
        <Block
          key={block}
          at={block * BLOCK}
          of={places.length}
          places={places.slice(block * BLOCK, (block + 1) * BLOCK)}
          kept={kept.current}
          fetch={fetch}
          now={now}
          hrefOf={hrefOf}
          onHeight={(height) => heights.current.set(block, height)}
        />
      ))}
      <div
        aria-hidden="true"
        style={{ height: `${heightOfAll(Math.min(end, blocks), blocks)}px` }}
      />
    </div>
  );
}

function linesIn(block: number, all: number): number {
  return Math.min(BLOCK, all - block * BLOCK);
}

/** The blocks that lie between two heights of the list, one at least. */
function blocksBetween(
  top: number,
  bottom: number,
  blocks: number,
  heightOf: (block: number) => number,
): Range {
  let first = 0;
  let height = 0;
  while (first < blocks - 1 && height + heightOf(first) < top) {
    height += heightOf(first);
    first += 1;
  }
  let end = first;
  while (end < blocks && height < bottom) {
    height += heightOf(end);
    end += 1;
  }
  return [first, Math.max(end, first + 1)];
}

interface BlockProps extends Omit<ActivityListProps, 'places'> {
  /** How many lines stand above it, and how many there are. */
  at: number;
  of: number;
  places: readonly number[];
  kept: Map<number, ListedLine>;
  onHeight(height: number): void;
}

function Block({ at, of, places, kept, fetch, now, hrefOf, onHeight }: BlockProps) {
  const [, setRead] = useState(0);
  const [failed, setFailed] = useState(false);
  const block = useRef<HTMLUListElement>(null);
  const key = places.join();

  useEffect(() => {
    const missing = places.filter((place) => !kept.has(place));
    if (missing.length === 0) return;
    let isCurrent = true;
    fetch(missing).then(
      (lines) => {
        if (kept.size > MOST_KEPT) kept.clear();
        for (const line of lines) kept.set(line.seq, line);
        if (isCurrent) setRead((times) => times + 1);
      },
      () => {
        if (isCurrent) setFailed(true);
      },
    );
    return () => {
      isCurrent = false;
    };
    // `places` is a new list at every drawing; its key says which lines it has.
  }, [key]);

  useLayoutEffect(() => {
    const element = block.current;
    if (element === null) return;
    const measure = () => onHeight(element.getBoundingClientRect().height);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [onHeight]);

  if (failed) return <p class="activity-unread">{t('activity.failed')}</p>;
  return (
    <ul ref={block} class="activity-block">
      {places.map((place, index) => {
        const line = kept.get(place);
        return line === undefined ? (
          <li key={place} class="activity-line" data-state="loading" aria-hidden="true" />
        ) : (
          <Line key={place} line={line} at={at + index + 1} of={of} now={now} hrefOf={hrefOf} />
        );
      })}
    </ul>
  );
}
