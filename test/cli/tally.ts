/** Adds up what the checks of `npm test` found. */

/** How many checks passed, failed and were left out, and which. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  failures: readonly string[];
  skippedNames: readonly string[];
  /** What passed only when it was tried again. */
  retriedNames: readonly string[];
}

/** The tally of no checks at all. */
export const NOTHING: Tally = {
  passed: 0,
  failed: 0,
  skipped: 0,
  failures: [],
  skippedNames: [],
  retriedNames: [],
};

/** The sum of two tallies. */
export function add(a: Tally, b: Tally): Tally {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
    skippedNames: [...a.skippedNames, ...b.skippedNames],
    retriedNames: [...a.retriedNames, ...b.retriedNames],
  };
}

/** The one line that `npm test` ends with. */
export function summary({ passed, failed, skipped, retriedNames }: Tally): string {
  const retried = retriedNames.length > 0 ? ` (${retriedNames.length} at the second try)` : '';
  return `${passed} passed${retried}, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * Reads Vitest's JSON report. Whatever else went wrong (no report, a file that
 * could not be loaded, a run that failed although each test passed) counts as
 * one failure, so that it never goes unseen.
 */
export function readReport(name: string, ok: boolean, report: string | null): Tally {
  const tally = report === null ? null : parseReport(name, report);
  if (!tally) return { ...NOTHING, failed: 1, failures: [`${name}: it left no report.`] };
  if (tally.passed + tally.failed + tally.skipped === 0) {
    return { ...NOTHING, failed: 1, failures: [`${name}: there were no tests.`] };
  }
  if (ok || tally.failed > 0) return tally;
  return add(tally, { ...NOTHING, failed: 1, failures: [`${name}: it ended with an error.`] });
}

function parseReport(name: string, text: string): Tally | null {
  const files = field(parseJson(text), 'testResults');
  if (!Array.isArray(files)) return null;
  let tally = NOTHING;
  for (const file of files) {
    const tests = field(file, 'assertionResults');
    if (!Array.isArray(tests)) return null;
    for (const test of tests) tally = add(tally, ofTest(name, test));
    const failedAsWhole = field(file, 'status') === 'failed';
    if (failedAsWhole && !tests.some((test) => field(test, 'status') === 'failed')) {
      const failures = [`${name}: ${field(file, 'name')}`];
      tally = add(tally, { ...NOTHING, failed: 1, failures });
    }
  }
  return tally;
}

function ofTest(name: string, test: unknown): Tally {
  const title = String(field(test, 'fullName'));
  switch (field(test, 'status')) {
    case 'passed':
      return {
        ...NOTHING,
        passed: 1,
        retriedNames: hasFailedBefore(test) ? [`${name}: ${title}`] : [],
      };
    case 'failed':
      return { ...NOTHING, failed: 1, failures: [`${name}: ${title}`] };
    default:
      return { ...NOTHING, skipped: 1, skippedNames: [title] };
  }
}

/** A report keeps what went wrong at the first try of a test that passed at the second. */
function hasFailedBefore(test: unknown): boolean {
  const messages = field(test, 'failureMessages');
  return Array.isArray(messages) && messages.length > 0;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function field(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return new Map(Object.entries(value)).get(key);
}
