/** The project's own tools, run from node_modules as programs of their own. */
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserKind } from '../browsers/launch';
import { firstLine, Refusal } from './refusal';
import { newest, ROOT } from './setup.mjs';

const SCRIPTS = {
  biome: '@biomejs/biome/bin/biome',
  tsc: 'typescript/bin/tsc',
  vitest: 'vitest/vitest.mjs',
  wxt: 'wxt/bin/wxt.mjs',
} as const;

/** A tool that {@link runTool} runs. */
export type Tool = keyof typeof SCRIPTS;

/** How a tool ended. */
export interface ToolResult {
  ok: boolean;
  /** What it wrote, when it was told to be quiet. */
  output: string;
}

/** How to run a tool. */
export interface ToolOptions {
  env?: Record<string, string>;
  /** Keep the output instead of showing it. */
  quiet?: boolean;
  /** When to end a tool that hangs. */
  limitMs?: number;
}

/** Runs a tool with Node itself, which needs no shell on any platform. */
export function runTool(tool: Tool, args: string[], o: ToolOptions = {}): Promise<ToolResult> {
  return runProgram(process.execPath, [join(ROOT, 'node_modules', SCRIPTS[tool]), ...args], o);
}

/** Runs any program in the project's root. */
export function runProgram(
  command: string,
  args: string[],
  o: ToolOptions = {},
): Promise<ToolResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...o.env },
      stdio: o.quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    let late = false;
    const timer = setTimeout(
      () => {
        late = true;
        child.kill('SIGTERM');
        // Long enough for browsers to be closed, if it still can.
        setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
      },
      o.limitMs ?? 2 ** 31 - 1,
    );
    const end = (ok: boolean, more = '') => {
      clearTimeout(timer);
      if (late)
        console.log(`It did not end within ${Math.round((o.limitMs ?? 0) / 60_000)} minutes.`);
      resolve({ ok: ok && !late, output: output + more });
    };
    child.on('error', (error) => end(false, firstLine(error)));
    child.on('close', (code) => end(code === 0));
  });
}

const TARGETS = {
  chromium: { wxt: 'chrome', dir: join(ROOT, '.output', 'chrome-mv3') },
  firefox: { wxt: 'firefox', dir: join(ROOT, '.output', 'firefox-mv3') },
} as const;

const BUILD_SOURCES = [
  'entrypoints',
  'components',
  'lib',
  'public',
  'wxt.config.ts',
  'package-lock.json',
];

/** Where the production build for a browser goes. */
export function buildDir(kind: BrowserKind): string {
  return TARGETS[kind].dir;
}

/** Makes the production build for a browser. */
export function build(kind: BrowserKind, o: ToolOptions = {}): Promise<ToolResult> {
  return runTool('wxt', ['build', '-b', TARGETS[kind].wxt], o);
}

/** Makes the production build unless nothing changed since the last one; returns where it is. */
export async function buildIfStale(kind: BrowserKind): Promise<string> {
  if (!isFresh(kind)) {
    console.log('Building the extension …');
    const { ok, output } = await build(kind, { quiet: true });
    if (!ok) throw new Refusal(`The extension could not be built:\n${output.trim()}`);
  }
  return buildDir(kind);
}

function isFresh(kind: BrowserKind): boolean {
  try {
    const built = statSync(join(buildDir(kind), 'manifest.json')).mtimeMs;
    return BUILD_SOURCES.every((source) => newest(join(ROOT, source)) <= built);
  } catch {
    return false;
  }
}
