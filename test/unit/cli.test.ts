import { describe, expect, test } from 'vitest';
import { startArguments, testArguments } from '../cli/arguments';
import { distributionOf, noDisplay } from '../cli/machine';
import { installCommand } from '../cli/obtain-browsers';
import { Refusal } from '../cli/refusal';
import { installProblem, isInstalled, nodeProblem } from '../cli/setup.mjs';
import { add, NOTHING, readReport, summary } from '../cli/tally';

const choices = { languages: ['en', 'nl'], scenarios: ['fresh', 'handoff'] };

function refusal(action: () => unknown): Refusal {
  try {
    action();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('the Node version', () => {
  test.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('%s will do', (version) => {
    expect(nodeProblem(version)).toBeNull();
  });

  test.each(['14.21.3', '18.20.0', '20.18.9'])(
    '%s will not, and one sentence says so',
    (version) => {
      expect(nodeProblem(version)).toBe(
        `This needs Node 20.19 or newer, and this is Node ${version}.`,
      );
    },
  );
});

describe('the installed dependencies', () => {
  const lock = (packages: Record<string, object>) => JSON.stringify({ packages });
  const wanted = lock({
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/only-elsewhere': { version: '2.0.0', optional: true },
  });

  test('are good when all but the optional ones are there', () => {
    expect(isInstalled(wanted, lock({ 'node_modules/a': { version: '1.0.0' } }))).toBe(true);
  });

  test.each([
    ['missing', {}],
    ['of another version', { 'node_modules/a': { version: '1.0.1' } }],
    [
      'too many',
      { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } },
    ],
  ])('are stale when they are %s', (_what, packages) => {
    expect(isInstalled(wanted, lock(packages))).toBe(false);
  });

  test('a failed install is told in one sentence', () => {
    expect(installProblem('npm error code ECONNREFUSED\nnpm error FetchError: …')).toContain(
      'network connection',
    );
    expect(installProblem('npm error code EUSAGE\nnpm error `npm ci` needs a lock file')).toBe(
      'The dependencies could not be installed: `npm ci` needs a lock file.',
    );
  });
});

describe('the arguments of npm start', () => {
  test('have defaults', () => {
    expect(startArguments([], choices)).toEqual({
      browser: null,
      lang: 'en',
      scenario: null,
      users: null,
      port: null,
      tour: false,
      help: false,
    });
  });

  test('are read in both spellings', () => {
    const given = [
      '--browser',
      'edge',
      '--lang=nl',
      '--scenario=handoff',
      '--users',
      '40',
      '--tour',
    ];
    expect(startArguments(given, choices)).toMatchObject({
      browser: 'edge',
      lang: 'nl',
      scenario: 'handoff',
      users: 40,
      tour: true,
    });
  });

  test.each([
    [['--browser', 'safari'], 'chrome, chromium, edge, firefox'],
    [['--lang', 'xx'], 'en, nl'],
    [['--scenario', 'none'], 'fresh, handoff'],
    [['--users', 'many'], 'whole number'],
    [['--users', '0'], 'whole number'],
    [['--colour'], '--browser, --lang, --scenario'],
    [['--lang'], '--browser, --lang, --scenario'],
    [['handoff'], '--browser, --lang, --scenario'],
  ])('%j is refused in one sentence that names what is valid', (argv, valid) => {
    const { message, exitCode } = refusal(() => startArguments(argv, choices));
    expect(exitCode).toBe(2);
    expect(message).toContain(valid);
    expect(message).not.toContain('\n');
  });
});

test('npm test takes --help and nothing else', () => {
  expect(testArguments(['--help'])).toEqual({ help: true });
  expect(refusal(() => testArguments(['--most'])).exitCode).toBe(2);
});

test.each([
  [{ platform: 'linux', env: {} }, true],
  [{ platform: 'linux', env: { DISPLAY: ':0' } }, false],
  [{ platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' } }, false],
  [{ platform: 'linux', env: { DISPLAY: ':0', CI: 'true' } }, true],
  [{ platform: 'darwin', env: {} }, false],
  [{ platform: 'win32', env: { CI: '1' } }, true],
] as const)('whether %j has no display: %j', (machine, expected) => {
  expect(noDisplay(machine)).toBe(expected);
});

test('systems are told apart by their os-release file', () => {
  expect(distributionOf('NAME="Debian"\nID=debian\n')).toEqual({ id: 'debian', apt: true });
  expect(distributionOf('ID=linuxmint\nID_LIKE="ubuntu debian"')).toEqual({
    id: 'ubuntu',
    apt: true,
  });
  expect(distributionOf('ID="rocky"\nID_LIKE="rhel centos fedora"').id).toBe('fedora');
  expect(distributionOf('').id).toBe('other');
});

test('the command that installs a browser names only what is missing', () => {
  expect(installCommand(['firefox'], { id: 'debian', apt: true })).toBe(
    'sudo apt-get update && sudo apt-get install -y firefox-esr',
  );
  expect(installCommand(['chromium', 'firefox'], { id: 'darwin', apt: false })).toBe(
    'brew install --cask google-chrome firefox',
  );
});

describe('the sum of the checks', () => {
  const report = (files: object[]) => JSON.stringify({ testResults: files });
  const file = (status: string, statuses: string[]) => ({
    name: 'a.test.ts',
    status,
    assertionResults: statuses.map((s, i) => ({ fullName: `test ${i}`, status: s })),
  });

  test('counts each test', () => {
    const text = report([file('failed', ['passed', 'failed', 'skipped', 'todo', 'passed'])]);
    const tally = readReport('unit', false, text);
    expect(summary(tally)).toBe('2 passed, 1 failed, 2 skipped');
    expect(tally.failures).toEqual(['unit: test 1']);
  });

  test('names skipped ones only if there are any', () => {
    expect(summary(add(NOTHING, { ...NOTHING, passed: 1 }))).toBe('1 passed, 0 failed');
  });

  test.each([
    ['no report', true, null],
    ['a report that is none', true, '{}'],
    ['no tests', true, report([])],
    ['a file that could not be loaded', false, report([file('failed', [])])],
  ])('%s is one failure', (_what, ok, text) => {
    expect(readReport('unit', ok, text).failed).toBe(1);
  });

  test('an error outside of any test is one failure', () => {
    const tally = readReport('unit', false, report([file('passed', ['passed'])]));
    expect(summary(tally)).toBe('1 passed, 1 failed');
  });
});
