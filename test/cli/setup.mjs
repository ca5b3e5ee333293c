/**
 * What both commands do before anything else: look at the Node version, install
 * dependencies, generate types, then run the command itself. It runs before
 * node_modules exists, and under versions of Node that are too old, so it uses
 * nothing but Node and only syntax that those versions read.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The last thing that wxt prepare writes. */
const TYPES = join(ROOT, '.wxt', 'tsconfig.json');

/** The oldest Node that works: major, minor. */
const NEEDED = { major: 20, minor: 19 };

/** What npm says when it cannot reach the registry. */
const NO_NETWORK =
  /ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|network/i;

/** What wxt prepare reads; when one of these is newer than its output, it runs again. */
const TYPE_SOURCES = ['wxt.config.ts', 'package-lock.json', 'lib/locales', 'entrypoints', 'public'];

/**
 * Why this version of Node will not do, or null if it will.
 * @param {string} version as in `process.versions.node`
 * @returns {string | null}
 */
export function nodeProblem(version) {
  const parts = version.split('.').map(Number);
  const major = parts[0] || 0;
  const minor = parts[1] || 0;
  const good = major > NEEDED.major || (major === NEEDED.major && minor >= NEEDED.minor);
  return good
    ? null
    : `This needs Node ${NEEDED.major}.${NEEDED.minor} or newer, and this is Node ${version}.`;
}

/**
 * Whether what npm installed (its own record of it) is what the lock file asks for.
 * @param {string} lockText package-lock.json
 * @param {string} installedText node_modules/.package-lock.json
 * @returns {boolean}
 */
export function isInstalled(lockText, installedText) {
  const wanted = packagesOf(lockText);
  const installed = packagesOf(installedText);
  const missing = Object.entries(wanted).some(([path, asked]) => {
    // The first is the project itself; optional ones are often for another platform.
    if (path === '' || asked.optional || asked.devOptional) return false;
    return !installed[path];
  });
  const wrong = Object.entries(installed).some(([path, got]) => {
    const asked = wanted[path];
    return !asked || asked.version !== got.version;
  });
  return !missing && !wrong;
}

/**
 * @param {string} text
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>}
 */
function packagesOf(text) {
  const parsed = JSON.parse(text);
  return parsed?.packages || {};
}

/**
 * What went wrong in an npm install, as one sentence.
 * @param {string} output everything npm wrote
 * @returns {string}
 */
export function installProblem(output) {
  if (NO_NETWORK.test(output)) {
    return 'The dependencies could not be installed: npm cannot reach its registry, so please check the network connection.';
  }
  const lines = output.split('\n').map((line) => line.replace(/^npm (ERR!|error)\s*/, '').trim());
  const telling = lines.find((line) => line !== '' && !/^(code|errno|syscall|path) /.test(line));
  return `The dependencies could not be installed: ${telling || 'npm did not say why'}.`;
}

function dependenciesReady() {
  try {
    return isInstalled(
      readFileSync(join(ROOT, 'package-lock.json'), 'utf8'),
      readFileSync(join(ROOT, 'node_modules', '.package-lock.json'), 'utf8'),
    );
  } catch {
    return false;
  }
}

function typesReady() {
  try {
    const made = statSync(TYPES).mtimeMs;
    return TYPE_SOURCES.every((source) => newest(join(ROOT, source)) <= made);
  } catch {
    return false;
  }
}

/**
 * When a file, or anything in a folder, was last changed; 0 if it is not there.
 * @param {string} path
 * @returns {number}
 */
export function newest(path) {
  if (!existsSync(path)) return 0;
  const info = statSync(path);
  if (!info.isDirectory()) return info.mtimeMs;
  return readdirSync(path).reduce(
    (latest, name) => Math.max(latest, newest(join(path, name))),
    info.mtimeMs,
  );
}

/**
 * Runs npm with its output kept.
 * @param {string[]} args
 * @returns {{ ok: boolean, output: string }}
 */
function npm(args) {
  const options = { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 };
  const cli = process.env.npm_execpath || '';
  // Under npm its own script is known, which spares a shell on Windows.
  const result = /npm-cli\.js$/.test(cli)
    ? spawnSync(process.execPath, [cli].concat(args), options)
    : spawnSync('npm', args, Object.assign({ shell: process.platform === 'win32' }, options));
  const output = `${result.stdout || ''}${result.stderr || ''}${result.error || ''}`;
  return { ok: result.status === 0, output };
}

/**
 * Says one sentence and ends.
 * @param {string} sentence
 * @returns {never}
 */
function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

/**
 * Sets up, then runs one of the TypeScript programs beside this file.
 * @param {string} program its file name
 */
export function run(program) {
  const problem = nodeProblem(process.versions.node);
  if (problem) stop(problem);

  if (!dependenciesReady()) {
    console.log('Installing the dependencies …');
    const install = npm([
      'ci',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      '--fetch-retries=1',
      '--fetch-retry-mintimeout=1000',
    ]);
    if (!install.ok) stop(installProblem(install.output));
  }

  if (!typesReady()) {
    const types = npm(['run', '--silent', 'prepare:types']);
    if (!types.ok) stop(`wxt prepare failed:\n${types.output.trim()}`);
    // It leaves files alone that would stay the same, their dates included.
    const now = new Date();
    utimesSync(TYPES, now, now);
  }

  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(ROOT, 'test', 'cli', program)].concat(process.argv.slice(2)),
    { cwd: ROOT, stdio: 'inherit' },
  );
  // Ctrl-C reaches the program as well; this one waits until it has cleaned up.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => {
    process.exitCode = signal ? 128 + constants.signals[signal] : code || 0;
  });
}
