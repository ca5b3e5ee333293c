/** `npm test`: every check there is, and one line with the sum of them. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
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

const MINUTE = 60_000;

/** How long one run of Vitest may take, in milliseconds. */
const RUN_LIMIT = 12 * MINUTE;
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

  const kits = one('The kits', await step('The kits', buildKits));
  sum = add(sum, kits);

  /** The runs of one project, in one browser after the other. */
  async function inBrowsers(...projects: BrowserProject[]): Promise<Tally> {
    let tally = NOTHING;
    for (const kind of KINDS) {
      for (const project of projects) tally = add(tally, await inBrowser(project, kind));
    }
    return tally;
  }

  function inBrowser(project: BrowserProject, kind: BrowserKind): Promise<Tally> | Tally {
    const name = `${NAMES[project]} in ${kind}`;
    const browser = found.find((b) => b.kind === kind);
    if (!browser) return failure(`${name}: there is no such browser on this machine.`);
    if (!built.has(kind)) return failure(`${name}: there is no build to test.`);
    return vitest(project, name, {
      SIA_E2E_BROWSER: kind,
      [kind === 'firefox' ? 'SIA_FIREFOX' : 'SIA_CHROMIUM']: browser.path,
    });
  }

  // What tests the wait mostly waits, so it runs beside what keeps the processors busy.
  const beside = inBrowsers('waits');
  const others: BrowserProject[] = kits.failed === 0 ? ['e2e', 'kits', 'fuzz'] : ['e2e'];
  sum = add(sum, await inBrowsers(...others));
  sum = add(sum, await beside);
  // Measured by itself, and only where the browser writes down which script a task was for.
  sum = add(sum, await inBrowser('bench', 'chromium'));

  console.log('');
  for (const line of sum.failures) console.log(`Failed: ${line}`);
  if (problem) console.log(problem);
  const leftOut = [...new Set(sum.skippedNames)];
  for (const name of leftOut) console.log(`Left out: ${name}`);
  console.log(`It took ${Math.ceil((Date.now() - started) / MINUTE)} min.`);
  console.log(summary(sum));
  return sum.failed > 0 ? 1 : 0;
}

/** The practice consoles made with UI kits, whose dependencies are their own. */
function buildKits(): Promise<ToolResult> {
  return runProgram(process.execPath, [join(ROOT, 'test', 'kits', 'build.mjs')]);
}

async function step(name: string, action: () => Promise<ToolResult>): Promise<ToolResult> {
  console.log(`\n── ${name}`);
  return action();
}

/** A step that runs beside others: what it has to say comes in one piece at its end. */
async function stepBeside(name: string, action: () => Promise<ToolResult>): Promise<ToolResult> {
  const result = await action();
  console.log(`\n── ${name} (meanwhile)\n${result.output}`);
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
): Promise<Tally> {
  const file = join(REPORTS, `${name.replaceAll(' ', '-').toLowerCase()}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const run = (quiet: boolean) =>
    runTool('vitest', ['run', `--project=${project}`, ...reporters], {
      env,
      limitMs: RUN_LIMIT,
      quiet,
    });
  const { ok } =
    project === 'waits'
      ? await stepBeside(name, () => run(true))
      : await step(name, () => run(false));
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
