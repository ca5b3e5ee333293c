import { expect, it } from 'vitest';
import { isDeep } from '../browsers/depth';
import { openScene } from '../e2e/fixture';
import { openUserAccess } from '../e2e/scene';
import { type Drawing, drawPeople, keepChanging, stopTimers } from './long-pages';
import { median, type OwnTask, ownTasks } from './trace';

const PEOPLE = 5_000;

/**
 * No task in which we read is to keep the processor longer than a frame, in milliseconds. That is the aim, which is
 * printed beside what was measured. What we do ourselves keeps it; where garbage is collected in a task of ours, a
 * collection alone can take as long.
 */
const FRAME = 16;

/** What is asserted of the best reading with the collection of garbage, the page's own included, in milliseconds. */
const COLLECTED = 20;

/** How long is measured; a page that never stops changing is read about every five seconds. */
const MEASURED = 25_000;

/** The fewest readings that say anything. */
const READINGS = 1;

/** Nothing of ours for so long ends a reading, in milliseconds. */
const PAUSE = 1_000;

/** What takes less is no slice of a reading, in milliseconds. */
const SLICE = 1.5;

const DRAWINGS: readonly Drawing[] = ['table', 'shadow'];

it.each(DRAWINGS)(
  'reads 5,000 people in small tasks; the aim is a frame (%s)',
  async (drawing) => {
    const { admin } = await openScene({ scenario: 'connected', users: 24 });
    const { page, browser } = admin;
    await openUserAccess(page);
    await page.evaluate(stopTimers);
    await page.evaluate(drawPeople, drawing, PEOPLE);
    await page.evaluate(keepChanging);
    const tasks = await ownTasks(
      page,
      browser.extensionOrigin ?? '',
      () => new Promise((resolve) => setTimeout(resolve, MEASURED)),
    );
    const readings = readingsOf(tasks);
    // What collects garbage in our task is counted as ours, the page's own garbage included.
    const longest = readings.map((reading) => Math.max(...reading.map(({ task }) => task)));
    const script = readings.map((reading) => Math.max(...reading.map((task) => task.script)));
    const all = tasks.map(({ task }) => task).toSorted((a, b) => b - a);
    const totals = readings.map((reading) => sumOf(reading));
    console.log(
      `${PEOPLE} people (${drawing}), ${readings.length} readings: longest task ${shown(longest)} ms, without the collection of garbage ${shown(script)} ms; ${all.filter((task) => task >= FRAME).length} of ${all.length} tasks took ${FRAME} ms or more; a reading takes ${shown(totals)} ms in ${median(readings.map(({ length }) => length))} tasks`,
    );
    expect(readings.length).toBeGreaterThanOrEqual(READINGS);
    // A neighbour on the machine may get in the way of a reading; not of all of them.
    const ours = isDeep ? Math.max(...script) : Math.min(...script);
    expect(ours).toBeLessThan(FRAME);
    expect(Math.min(...longest)).toBeLessThan(COLLECTED);
  },
  150_000,
);

/**
 * The tasks of each reading: what follows each other closely, and comes to more than a look at a small page. After
 * a reading the page is left alone for four times as long as it took.
 */
function readingsOf(tasks: readonly OwnTask[]): OwnTask[][] {
  const groups: OwnTask[][] = [];
  // Hearing of a change takes less, and happens between readings as well.
  for (const task of tasks.filter((one) => one.task >= SLICE)) {
    const last = groups.at(-1);
    if (last && task.at - (last.at(-1)?.at ?? 0) < PAUSE) last.push(task);
    else groups.push([task]);
  }
  return groups.filter((group) => sumOf(group) > 100);
}

function sumOf(tasks: readonly OwnTask[]): number {
  return tasks.reduce((sum, { task }) => sum + task, 0);
}

function shown(numbers: readonly number[]): string {
  const one = (number: number) => number.toFixed(1);
  return `${one(median(numbers))} (${numbers.map(one).join(', ')})`;
}
