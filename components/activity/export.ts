import { t } from '@/components/ui/say';
import { groupOf, pageOf } from '@/lib/activity/groups';
import { writeCsv } from '@/lib/table/write';
import type { ListedLine } from './ActivityList';
import { factsOf, GROUP_WORDS, PAGE_WORDS, personOf, sentenceOf } from './words';

/** How the activity is written down. */
export type ActivityFormat = 'csv' | 'json';

/** As many lines are read and written at a step. */
const STEP = 500;

/** Told how many lines of how many have been written. */
type OnProgress = (done: number, all: number) => void;

interface Writing {
  /** The places of the lines that are to be written, in their order. */
  readonly places: readonly number[];
  readonly format: ActivityFormat;
  fetch(places: readonly number[]): Promise<readonly ListedLine[]>;
  readonly onProgress: OnProgress;
  /** Ends it before its end. */
  readonly signal: AbortSignal;
}

/**
 * Writes lines down, some at a time, so that a hundred thousand hold no page up.
 *
 * @returns the parts of the text, to be put one behind the other
 * @throws what reading throws, and the signal's reason once it is given
 */
export async function writeActivity({
  places,
  format,
  fetch,
  onProgress,
  signal,
}: Writing): Promise<string[]> {
  const parts = [format === 'csv' ? writeCsv([columns()]) : '[\n'];
  for (let from = 0; from < places.length; from += STEP) {
    const lines = await fetch(places.slice(from, from + STEP));
    signal.throwIfAborted();
    const isFirst = from === 0;
    parts.push(format === 'csv' ? csvOf(lines) : jsonOf(lines, isFirst));
    onProgress(Math.min(from + STEP, places.length), places.length);
  }
  if (format === 'json') parts.push('\n]\n');
  return parts;
}

function columns(): string[] {
  return [
    t('activity.detail.place'),
    t('activity.detail.when'),
    t('activity.detail.kind'),
    t('activity.detail.page'),
    t('activity.detail.what'),
    t('activity.detail.person'),
    t('activity.detail.show'),
  ];
}

/** Lines as rows of a table. The mark at the beginning of a table is the first part's. */
function csvOf(lines: readonly ListedLine[]): string {
  return writeCsv(lines.map(rowOf)).slice(1);
}

function rowOf({ seq, entry }: ListedLine): string[] {
  if (entry === null) return [String(seq), '', '', '', t('activity.unreadable'), '', ''];
  const page = pageOf(entry);
  const facts = factsOf(entry).filter(({ label }) => !IN_COLUMNS.has(label));
  return [
    String(seq),
    new Date(entry.at).toISOString(),
    t(GROUP_WORDS[groupOf(entry)]),
    page === null ? '' : t(PAGE_WORDS[page]),
    sentenceOf(entry),
    personOf(entry) ?? '',
    facts.map(({ label, value }) => `${t(label)}: ${value}`).join('; '),
  ];
}

/** What has a column of its own. */
const IN_COLUMNS: ReadonlySet<string> = new Set([
  'activity.detail.kind',
  'activity.detail.page',
  'activity.detail.person',
]);

/** Lines as they are stored, with a moment that people and programs can read. */
function jsonOf(lines: readonly ListedLine[], isFirst: boolean): string {
  const written = lines.map(({ seq, entry }) =>
    JSON.stringify(
      entry === null ? { seq, entry } : { seq, ...entry, at: new Date(entry.at).toISOString() },
    ),
  );
  return written.length === 0 ? '' : `${isFirst ? '' : ',\n'}${written.join(',\n')}`;
}
