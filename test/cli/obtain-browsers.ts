/** Finds the browsers that are needed, and installs them or says how when they are missing. */
import { createInterface } from 'node:readline/promises';
import type { BrowserKind } from '../browsers/launch';
import { findBrowsers, type Lookup } from './find-browsers';
import { type Distribution, distribution, thisMachine } from './machine';
import { runProgram } from './tools';

const TITLE: Record<BrowserKind, string> = {
  chromium: 'Chrome, Chromium or Edge',
  firefox: 'Firefox',
};
const APT_PACKAGE: Record<BrowserKind, string> = { chromium: 'chromium', firefox: 'firefox-esr' };

/** The browsers there are, and one sentence if any that are needed are still missing. */
export interface Obtained extends Lookup {
  problem: string | null;
}

/**
 * Looks for browsers of these kinds.
 * @param enough `any`: one of them will do; `all`: each of them is needed
 */
export async function obtainBrowsers(
  kinds: readonly BrowserKind[],
  enough: 'any' | 'all',
): Promise<Obtained> {
  const before = findBrowsers(thisMachine());
  const missing = missingOf(kinds, enough, before);
  if (missing.length === 0) return { ...before, problem: null };

  const where = distribution();
  const isRoot = process.getuid?.() === 0;
  const packages = missing.map((kind) => APT_PACKAGE[kind]);
  if (where.apt && isRoot && (await agreed(packages))) {
    console.log(`Installing ${packages.join(' and ')} with apt-get, because none was found …`);
    await aptInstall(packages);
    const after = findBrowsers(thisMachine());
    const still = missingOf(kinds, enough, after);
    if (still.length === 0) return { ...after, problem: null };
    return {
      ...after,
      problem: `apt-get could not install ${titles(still, enough)}; please try: ${installCommand(still, where)}`,
    };
  }
  const because = before.rejected
    .filter((b) => missing.includes(b.name === 'firefox' ? 'firefox' : 'chromium'))
    .map((b) => ` (${b.path} does not count: ${b.reason})`)
    .slice(0, 2)
    .join('');
  return {
    ...before,
    problem: `${titles(missing, enough)} was not found${because}; please install it with: ${installCommand(missing, where)}`,
  };
}

/** The command that installs browsers on this kind of machine. */
export function installCommand(kinds: readonly BrowserKind[], where: Distribution): string {
  const pick = (names: Record<BrowserKind, string>) => kinds.map((kind) => names[kind]).join(' ');
  switch (where.id) {
    case 'darwin':
      return `brew install --cask ${pick({ chromium: 'google-chrome', firefox: 'firefox' })}`;
    case 'win32':
      return `winget install ${pick({ chromium: 'Google.Chrome', firefox: 'Mozilla.Firefox' })}`;
    case 'fedora':
      return `sudo dnf install -y ${pick({ chromium: 'chromium', firefox: 'firefox' })}`;
    case 'arch':
      return `sudo pacman -S --noconfirm ${pick({ chromium: 'chromium', firefox: 'firefox' })}`;
    case 'ubuntu':
      // Ubuntu's own packages of these browsers are Snaps.
      return kinds
        .map((kind) =>
          kind === 'firefox'
            ? 'sudo add-apt-repository -y ppa:mozillateam/ppa && sudo apt-get install -y firefox-esr'
            : 'wget -O /tmp/chrome.deb https://dl.google.com/linux/direct/google-chrome-stable_current_amd64.deb && sudo apt-get install -y /tmp/chrome.deb',
        )
        .join(' && ');
    case 'debian':
      return `sudo apt-get update && sudo apt-get install -y ${pick(APT_PACKAGE)}`;
    default:
      return `this system's package manager (${pick({ chromium: 'chromium', firefox: 'firefox' })})`;
  }
}

function missingOf(
  kinds: readonly BrowserKind[],
  enough: 'any' | 'all',
  { found }: Lookup,
): BrowserKind[] {
  const missing = kinds.filter((kind) => !found.some((b) => b.kind === kind));
  return enough === 'any' && missing.length < kinds.length ? [] : missing;
}

function titles(kinds: readonly BrowserKind[], enough: 'any' | 'all'): string {
  if (enough === 'any') return 'Chrome, Chromium, Edge or Firefox';
  return kinds.map((kind) => TITLE[kind]).join(' and ');
}

async function agreed(packages: string[]): Promise<boolean> {
  if (!process.stdin.isTTY) return true;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const question = `No browser was found. Install ${packages.join(' and ')} with apt-get? [y/N] `;
  const answer = await terminal.question(question);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

async function aptInstall(packages: string[]): Promise<void> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runProgram('apt-get', ['update', '-q'], { env, quiet: true });
  // One by one: a package that this release does not have must not keep the other away.
  for (const name of packages) {
    const result = await runProgram('apt-get', ['install', '-y', '-q', name], { env, quiet: true });
    const said = result.output.split('\n').find((line) => line.startsWith('E: '));
    if (!result.ok) console.log(`apt-get did not install ${name}: ${said ?? 'it did not say why'}`);
  }
}
