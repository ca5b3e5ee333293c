/** `npm test`: every check there is, and one line with the sum of them. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserKind } from '../browsers/launch';
import { testArguments } from './arguments';
import { obtainBrowsers } from './obtain-browsers';
import { runMain } from './refusal';
import { ROOT } from './setup.mjs';
import { add, NOTHING, readReport, summary, type Tally } from './tally';
import { build, runTool, type ToolResult } from './tools';

const KINDS = ['chromium', 'firefox'] as const satisfies readonly BrowserKind[];

const MINUTE = 60_000;

/** How long one run of Vitest may take, in milliseconds. */
const RUN_LIMIT = 10 * MINUTE;
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

  for (const kind of KINDS) {
    const name = `End to end in ${kind}`;
    const browser = found.find((b) => b.kind === kind);
    if (!browser) {
      sum = add(sum, failure(`${name}: there is no such browser on this machine.`));
    } else if (!built.has(kind)) {
      sum = add(sum, failure(`${name}: there is no build to test.`));
    } else {
      sum = add(
        sum,
        await vitest('e2e', name, {
          SIA_E2E_BROWSER: kind,
          [kind === 'firefox' ? 'SIA_FIREFOX' : 'SIA_CHROMIUM']: browser.path,
        }),
      );
    }
  }

  console.log('');
  for (const line of sum.failures) console.log(`Failed: ${line}`);
  if (problem) console.log(problem);
  const leftOut = [...new Set(sum.skippedNames)];
  for (const name of leftOut) console.log(`Left out: ${name}`);
  console.log(`It took ${Math.ceil((Date.now() - started) / MINUTE)} min.`);
  console.log(summary(sum));
  return sum.failed > 0 ? 1 : 0;
}

async function step(name: string, action: () => Promise<ToolResult>): Promise<ToolResult> {
  console.log(`\n── ${name}`);
  return action();
}

function one(name: string, { ok }: ToolResult): Tally {
  return ok ? { ...NOTHING, passed: 1 } : failure(name);
}

function failure(what: string): Tally {
  console.log(what);
  return { ...NOTHING, failed: 1, failures: [what] };
}

async function vitest(
  project: 'unit' | 'e2e',
  name: string,
  env: Record<string, string>,
): Promise<Tally> {
  const file = join(REPORTS, `${name.replaceAll(' ', '-').toLowerCase()}.json`);
  const { ok } = await step(name, () =>
    runTool(
      'vitest',
      [
        'run',
        `--project=${project}`,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
      ],
      { env, limitMs: RUN_LIMIT },
    ),
  );
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
