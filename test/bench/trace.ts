/** What the extension's own script costs in a tab, from Chromium's trace of its tasks. */
import type { Page } from 'puppeteer-core';
import { z } from 'zod';

/** A task of the tab in which the extension's script ran. */
export interface OwnTask {
  /** When it began, in milliseconds. */
  readonly at: number;
  /** Processor time of the whole task in milliseconds, whatever else was done in it. */
  readonly task: number;
  /** The same without collecting garbage, the page's included, which comes when it comes. */
  readonly script: number;
  /** What of it is our script's own; the page's may run in the same task. */
  readonly own: number;
}

const TraceEvent = z.object({
  name: z.string(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  ts: z.number(),
  dur: z.number().optional(),
  /** Time on the processor; without what else the machine was doing. */
  tdur: z.number().optional(),
  args: z.unknown(),
});
type TraceEvent = z.infer<typeof TraceEvent>;

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel', 'v8'];

/** What Chromium calls the world of the extension's script. */
const EXTENSION_NAME = 'Guardrails for Sales Insight Actions';

const COLLECTING = ['MinorGC', 'MajorGC'];

/** Does something while the browser writes down its tasks, and says which of them were the extension's. */
export async function ownTasks(
  page: Page,
  extensionOrigin: string,
  action: () => Promise<void>,
): Promise<OwnTask[]> {
  return tasksOf(await record(page, action), extensionOrigin);
}

/**
 * Does something while the browser writes down its tasks, and says how much processor time each took of the thread in
 * which a page's scripts run, in milliseconds.
 *
 * @param script a part of the address of the page's script, which no worker runs
 */
export async function pageTasks(
  page: Page,
  script: string,
  action: () => Promise<void>,
): Promise<number[]> {
  const spans = (await record(page, action)).filter(({ ph }) => ph === 'X');
  const threads = new Set(
    spans
      .filter(({ args }) => JSON.stringify(args ?? '').includes(script))
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  return spans
    .filter(({ name, pid, tid }) => {
      return name === 'ThreadControllerImpl::RunTask' && threads.has(`${pid} ${tid}`);
    })
    .map(timeOf);
}

async function record(page: Page, action: () => Promise<void>): Promise<TraceEvent[]> {
  const cdp = await page.browser().target().createCDPSession();
  const raw: unknown[] = [];
  cdp.on('Tracing.dataCollected', ({ value }) => raw.push(...value));
  await cdp.send('Tracing.start', {
    traceConfig: { includedCategories: CATEGORIES },
    transferMode: 'ReportEvents',
  });
  await action();
  const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
  await cdp.send('Tracing.end');
  await complete;
  await cdp.detach();
  return raw.flatMap((event) => TraceEvent.safeParse(event).data ?? []);
}

function tasksOf(events: readonly TraceEvent[], extensionOrigin: string): OwnTask[] {
  const spans = events.filter(({ ph }) => ph === 'X').sort((a, b) => a.ts - b.ts);
  // The extension's background has a thread of its own, and holds no page up.
  const worlds = new Set(
    spans
      .filter(({ args }) => JSON.stringify(args ?? '').includes(`"worldName":"${EXTENSION_NAME}"`))
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const own = spans.filter(({ args, pid, tid }) => {
    if (!worlds.has(`${pid} ${tid}`)) return false;
    const about = JSON.stringify(args ?? '');
    return about.includes(extensionOrigin) || about.includes(`"worldName":"${EXTENSION_NAME}"`);
  });
  const collecting = spans.filter(({ name }) => COLLECTING.includes(name));
  const tasks = spans.filter(({ name }) => name === 'ThreadControllerImpl::RunTask');
  return tasks
    .filter((task) => own.some((event) => isWithin(event, task)))
    .map((task) => {
      const collected = collecting
        .filter((event) => isWithin(event, task))
        .reduce((sum, event) => sum + timeOf(event), 0);
      const inside = own.filter((event) => isWithin(event, task));
      return {
        at: task.ts / 1_000,
        task: timeOf(task),
        script: timeOf(task) - collected,
        own: inside
          .filter((event) => !inside.some((other) => isAround(other, event)))
          .reduce((sum, event) => sum + timeOf(event), 0),
      };
    });
}

function isWithin(inner: TraceEvent, outer: TraceEvent): boolean {
  const isSameThread = inner.pid === outer.pid && inner.tid === outer.tid;
  const ends = (event: TraceEvent) => event.ts + (event.dur ?? 0);
  return isSameThread && inner.ts >= outer.ts && ends(inner) <= ends(outer);
}

function isAround(outer: TraceEvent, inner: TraceEvent): boolean {
  return outer !== inner && isWithin(inner, outer);
}

function timeOf({ dur = 0, tdur = dur }: TraceEvent): number {
  return tdur / 1_000;
}

/** The one in the middle. */
export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
