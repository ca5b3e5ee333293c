// @ts-check
/**
 * Builds the practice consoles of the UI kits: one script and one style sheet per kit, in
 * `.output/kits/<kit>/`. It runs before anything is installed here, so it uses nothing but Node
 * until then. `--force` builds even when nothing has changed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = join(HERE, '..', '..', '.output', 'kits');
const NODE_MODULES = join(HERE, 'node_modules');

/** What a kit's bundle is made of, besides its own folder. */
const SOURCES = [
  'shared',
  'package-lock.json',
  'tsconfig.json',
  'build.mjs',
  '../console/views.ts',
];

/**
 * When a file, or anything in a folder, was last changed; 0 if it is not there.
 * @param {string} path
 * @returns {number}
 */
function newest(path) {
  if (!existsSync(path)) return 0;
  const info = statSync(path);
  if (!info.isDirectory()) return info.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/**
 * Runs a command here and ends with its code when it fails.
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  const windows = process.platform === 'win32' && command === 'npm';
  const { status } = spawnSync(command, args, { cwd: HERE, stdio: 'inherit', shell: windows });
  if (status !== 0) process.exit(status ?? 1);
}

function install() {
  const installed = newest(join(NODE_MODULES, '.package-lock.json'));
  if (installed >= newest(join(HERE, 'package-lock.json'))) return;
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
}

/** The folders with a kit in them. */
const kits = readdirSync(HERE).filter((name) => existsSync(join(HERE, name, 'main.tsx')));

/** @param {string} kit */
const built = (kit) => statSync(join(OUT, kit, 'main.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0;

const shared = Math.max(...SOURCES.map((name) => newest(join(HERE, name))));

const stale = kits.filter(
  (kit) =>
    process.argv.includes('--force') || built(kit) < Math.max(shared, newest(join(HERE, kit))),
);

/**
 * Leaves out the fonts that a style sheet asks other servers for.
 * @type {import('esbuild').Plugin}
 */
const noRemoteFonts = {
  name: 'no-remote-fonts',
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/@font-face\s*\{[^}]*https?:[^}]*\}/g, ''),
      loader: 'css',
    }));
  },
};

/**
 * @param {typeof import('esbuild')} esbuild
 * @param {string} kit
 */
async function bundle(esbuild, kit) {
  const outdir = join(OUT, kit);
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  await esbuild.build({
    entryPoints: [join(HERE, kit, 'main.tsx')],
    outdir,
    bundle: true,
    minify: true,
    format: 'iife',
    jsx: 'automatic',
    target: ['chrome120', 'firefox128'],
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: {
      '.woff2': 'dataurl',
      '.woff': 'empty',
      '.ttf': 'empty',
      '.eot': 'empty',
      '.svg': 'empty',
    },
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [noRemoteFonts],
  });
}

if (stale.length > 0) {
  const start = Date.now();
  install();
  run(process.execPath, [join(NODE_MODULES, 'typescript', 'bin', 'tsc'), '--noEmit']);
  const esbuild = createRequire(import.meta.url)('esbuild');
  await Promise.all(stale.map((kit) => bundle(esbuild, kit)));
  console.log(`Built ${stale.join(', ')} in ${((Date.now() - start) / 1000).toFixed(1)} s.`);
} else {
  console.log('The kits are built already.');
}
