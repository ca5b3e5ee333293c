/** This machine, for the look-up of browsers and for finding out whether there is a screen. */
import {
  accessSync,
  closeSync,
  constants,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import type { Machine } from './find-browsers';

/** The machine this runs on. */
export function thisMachine(): Machine {
  return {
    platform: process.platform,
    env: process.env,
    isProgram: (path) => attempt(() => isProgram(path), false),
    realpath: (path) => attempt(() => realpathSync(path), path),
    head: (path) => attempt(() => readHead(path), ''),
  };
}

/** Whether there is nobody to show a window to: a continuous integration run, or no display. */
export function noDisplay(machine: Pick<Machine, 'platform' | 'env'>): boolean {
  const { platform, env } = machine;
  if (env.CI && env.CI !== 'false') return true;
  return platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY;
}

/** What decides how a browser is installed here. */
export interface Distribution {
  id: 'darwin' | 'win32' | 'debian' | 'ubuntu' | 'fedora' | 'arch' | 'other';
  /** Whether packages come from apt. */
  apt: boolean;
}

/** The kind of system this is. */
export function distribution(): Distribution {
  if (process.platform === 'darwin' || process.platform === 'win32') {
    return { id: process.platform, apt: false };
  }
  return distributionOf(attempt(() => readFileSync('/etc/os-release', 'utf8'), ''));
}

/** Reads a Linux system's kind from its os-release file. */
export function distributionOf(osRelease: string): Distribution {
  const names = [...osRelease.matchAll(/^ID(?:_LIKE)?="?([^"\n]*)"?$/gm)].flatMap(
    ([, value]) => value?.split(' ') ?? [],
  );
  if (names.includes('ubuntu')) return { id: 'ubuntu', apt: true };
  if (names.includes('debian')) return { id: 'debian', apt: true };
  if (names.includes('fedora') || names.includes('rhel')) return { id: 'fedora', apt: false };
  return { id: names.includes('arch') ? 'arch' : 'other', apt: false };
}

function isProgram(path: string): boolean {
  accessSync(path, constants.X_OK);
  return statSync(path).isFile();
}

function readHead(path: string): string {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(4096);
    return buffer.toString('utf8', 0, readSync(file, buffer, 0, buffer.length, 0));
  } finally {
    closeSync(file);
  }
}

function attempt<T>(action: () => T, otherwise: T): T {
  try {
    return action();
  } catch {
    return otherwise;
  }
}
