/** `npm test`: every check there is, and one line with the sum of them. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDeep } from '../browsers/depth';
import type { BrowserKind } from '../browsers/launch';
import { testArguments } from './arguments';
import { obtainBrowsers } from './obtain-browsers';
import { runMain } from './refusal';
import { ROOT } from './setup.mjs';
import { add, NOTHING, readReport, summary, type Tally } from './tally';
import { build, runProgram, runTool, type ToolResult } from './tools';

const KINDS = ['chromium', 'firefox'] as const satisfies readonly BrowserKind[];

/** What runs in browsers, and what it is called. */
const NAMES = {
  e2e: 'End to end',
  kits: 'The kits',
  waits: 'The waits',
  fuzz: 'Changed and bad pages',
  bench: 'The cost',
} as const;

type BrowserProject = keyof typeof NAMES;

/**
 * Where only a part is run, unless everything is asked for with `SIA_ALL=1`. In Firefox: the presses, the shadow root,
 * focus, storage, notifications; the rest is the same code on the same data. Of what is measured: what a page of the
 * console pays for.
 */
const PARTS: Record<BrowserKind, Partial<Record<BrowserProject, readonly string[]>>> = {
  chromium: { bench: ['elsewhere', 'plans', 'reading'].map((name) => `test/bench/${name}`) },
  firefox: {
    e2e: ['connect', 'disconnect', 'hostile', 'popup', 'revoke'].map((name) => `test/e2e/${name}`),
    waits: ['test/e2e/waits/end'],
  },
};

const MINUTE = 60_000;

/** How long one run of Vitest may take, in milliseconds. */
const RUN_LIMIT = (isDeep ? 60 : 14) * MINUTE;

/**
 * A browser on a busy machine is sometimes slower than a test has patience. What fails is tried once more, and
 * named at the end if it then passes.
 */
const RETRIES = 1;

const REPORTS = join(ROOT, '.output', 'test');

async function main(): Promise<number> {
  const { help } = testArguments(process.argv.slice(2));
  if (help) {
    console.log('npm test   every check there is, in Chromium and in Firefox');
    return 0;
  }
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  const started = Date.now();
  const { found, problem } = await obtainBrowsers(KINDS, 'all');

  // Mostly downloads.
  const kitsBuilding = stepBeside('The kits', buildKits);
  let sum: Tally = NOTHING;
  sum = add(
    sum,
    one(
      'Biome',
      await step('Biome', () => runTool('biome', ['check', '--error-on-warnings', '.'])),
    ),
  );
  sum = add(sum, one('tsc', await step('tsc', () => runTool('tsc', ['--noEmit']))));
  sum = add(sum, await vitest('unit', 'Vitest', {}));

  const built = new Set<BrowserKind>();
  for (const kind of KINDS) {
    const name = `The build for ${kind}`;
    const result = await step(name, () => build(kind));
    if (result.ok) built.add(kind);
    sum = add(sum, one(name, result));
  }

  const kits = one('The kits', await kitsBuilding);
  sum = add(sum, kits);

  function runIn({ kind, project, shard }: Run): Promise<Tally> | Tally {
    const name = `${NAMES[project]}${shard === undefined ? '' : `, part ${shard},`} in ${kind}`;
    const browser = found.find((b) => b.kind === kind);
    if (!browser) return failure(`${name}: there is no such browser on this machine.`);
    if (!built.has(kind)) return failure(`${name}: there is no build to test.`);
    const env = {
      SIA_E2E_BROWSER: kind,
      [kind === 'firefox' ? 'SIA_FIREFOX' : 'SIA_CHROMIUM']: browser.path,
    };
    const files = (isDeep ? undefined : PARTS[kind][project]) ?? [];
    return vitest(project, name, env, shard === undefined ? files : [...files, `--shard=${shard}`]);
  }

  /** One run after the other. */
  async function lane(...runs: readonly Run[]): Promise<Tally> {
    let tally = NOTHING;
    for (const run of runs) tally = add(tally, await runIn(run));
    return tally;
  }

  // Driving a browser is mostly waiting for it, so several are driven side by side; what tests the wait itself waits
  // for minutes, and runs beside the others. Each lane takes about as long as the others.
  const isBuilt = kits.failed === 0;
  const lanes = await Promise.all([
    lane(
      { kind: 'chromium', project: 'e2e', shard: '1/2' },
      ...onlyIf(isBuilt, { kind: 'chromium', project: 'kits' }),
    ),
    lane(
      { kind: 'chromium', project: 'e2e', shard: '2/2' },
      ...onlyIf(isBuilt, { kind: 'chromium', project: 'fuzz' }),
      { kind: 'firefox', project: 'waits' },
    ),
    lane(
      { kind: 'chromium', project: 'waits' },
      { kind: 'firefox', project: 'e2e' },
      ...onlyIf(
        isDeep && isBuilt,
        { kind: 'firefox', project: 'kits' },
        { kind: 'firefox', project: 'fuzz' },
      ),
    ),
  ]);
  for (const tally of lanes) sum = add(sum, tally);
  // Measured by itself, and only where the browser writes down which script a task was for.
  sum = add(sum, await runIn({ kind: 'chromium', project: 'bench' }));

  console.log('');
  for (const line of sum.failures) console.log(`Failed: ${line}`);
  if (problem) console.log(problem);
  for (const line of sum.retriedNames) console.log(`Passed only at the second try: ${line}`);
  const leftOut = [...new Set(sum.skippedNames)];
  for (const name of leftOut) console.log(`Left out: ${name}`);
  if (!isDeep) {
    console.log(
      'A part was run in Firefox, and of what is measured. SIA_ALL=1 runs everything in both.',
    );
  }
  console.log(`It took ${Math.ceil((Date.now() - started) / MINUTE)} min.`);
  console.log(summary(sum));
  return sum.failed > 0 ? 1 : 0;
}

/** What is run in one go. */
interface Run {
  readonly kind: BrowserKind;
  readonly project: BrowserProject;
  /** Which part of the files, as Vitest deals them out. */
  readonly shard?: string;
}

function onlyIf(isSo: boolean, ...runs: readonly Run[]): readonly Run[] {
  return isSo ? runs : [];
}

/** The practice consoles made with UI kits, whose dependencies are their own. */
function buildKits(): Promise<ToolResult> {
  return runProgram(process.execPath, [join(ROOT, 'test', 'kits', 'build.mjs')], { quiet: true });
}

async function step(name: string, action: () => Promise<ToolResult>): Promise<ToolResult> {
  console.log(`\n── ${name}`);
  return action();
}

/** A step that runs beside others: what it has to say comes in one piece at its end. */
async function stepBeside(name: string, action: () => Promise<ToolResult>): Promise<ToolResult> {
  const started = Date.now();
  const result = await action();
  const seconds = Math.round((Date.now() - started) / 1_000);
  console.log(`\n── ${name} (${seconds} s)\n${result.output}`);
  return result;
}

function one(name: string, { ok }: ToolResult): Tally {
  return ok ? { ...NOTHING, passed: 1 } : failure(name);
}

function failure(what: string): Tally {
  console.log(what);
  return { ...NOTHING, failed: 1, failures: [what] };
}

async function vitest(
  project: 'unit' | BrowserProject,
  name: string,
  env: Record<string, string>,
  more: readonly string[] = [],
): Promise<Tally> {
  const isInBrowser = project !== 'unit';
  const file = join(REPORTS, `${name.replaceAll(/[^a-z0-9]+/giu, '-').toLowerCase()}.json`);
  const args = [
    'run',
    ...more,
    `--project=${project}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ];
  const { ok } = isInBrowser
    ? await stepBeside(name, () =>
        runTool('vitest', [...args, `--retry=${RETRIES}`], {
          env,
          limitMs: RUN_LIMIT,
          quiet: true,
        }),
      )
    : await step(name, () => runTool('vitest', args, { env, limitMs: RUN_LIMIT }));
  return readReport(name, ok, readText(file));
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

await runMain(main);
