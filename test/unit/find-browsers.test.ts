import { describe, expect, test } from 'vitest';
import { findBrowsers, type Machine } from '../cli/find-browsers';

interface Setup {
  platform?: NodeJS.Platform;
  env?: Record<string, string>;
  /** Each file's path, and what it begins with. */
  files?: Record<string, string>;
  links?: Record<string, string>;
}

function machine({ platform = 'linux', env = {}, files = {}, links = {} }: Setup): Machine {
  return {
    platform,
    env: { PATH: '/usr/local/bin:/usr/bin:/snap/bin', ...env },
    isProgram: (path) => path in files || path in links,
    realpath: (path) => links[path] ?? path,
    head: (path) => files[path] ?? '',
  };
}

describe('on Linux', () => {
  test('finds what is on the PATH, one of each name, in the order of preference', () => {
    const { found, rejected } = findBrowsers(
      machine({
        files: {
          '/usr/bin/firefox-esr': '#!/bin/sh\nexec /usr/lib/firefox-esr/firefox-esr "$@"',
          '/usr/bin/chromium': '#!/bin/sh\n# Chromium launcher',
          '/usr/bin/chromium-browser': '#!/bin/sh',
          '/usr/bin/google-chrome': '#!/bin/bash',
          '/usr/local/bin/microsoft-edge': '',
        },
      }),
    );
    expect(found).toEqual([
      { name: 'chrome', kind: 'chromium', path: '/usr/bin/google-chrome' },
      { name: 'chromium', kind: 'chromium', path: '/usr/bin/chromium' },
      { name: 'edge', kind: 'chromium', path: '/usr/local/bin/microsoft-edge' },
      { name: 'firefox', kind: 'firefox', path: '/usr/bin/firefox-esr' },
    ]);
    expect(rejected).toEqual([]);
  });

  test('finds what is installed beside the PATH', () => {
    const { found } = findBrowsers(machine({ files: { '/opt/google/chrome/chrome': '' } }));
    expect(found.map((b) => b.path)).toEqual(['/opt/google/chrome/chrome']);
  });

  test.each([
    ['a link to snap', { links: { '/snap/bin/chromium': '/usr/bin/snap' } }, 'chromium'],
    ['a link into a snap', { links: { '/usr/bin/firefox': '/snap/firefox/1/firefox' } }, 'firefox'],
    [
      'a script that starts the snap',
      { files: { '/usr/bin/firefox': '#!/bin/sh\nexec /snap/bin/firefox "$@"' } },
      'firefox',
    ],
  ])('does not use %s, and says why', (_what, setup, name) => {
    const { found, rejected } = findBrowsers(machine(setup));
    expect(found).toEqual([]);
    expect(rejected).toHaveLength(1);
    expect(rejected[0]).toMatchObject({ name, reason: expect.stringContaining('Snap') });
  });

  test('does not use a Flatpak, and says why', () => {
    const { found, rejected } = findBrowsers(
      machine({ files: { '/usr/bin/firefox': '#!/bin/sh\nexec flatpak run org.mozilla.firefox' } }),
    );
    expect(found).toEqual([]);
    expect(rejected[0]?.reason).toContain('Flatpak');
  });

  test('goes on to another place when the first is of no use', () => {
    const { found } = findBrowsers(
      machine({
        files: {
          '/usr/bin/firefox': '#!/bin/sh\nexec /snap/bin/firefox "$@"',
          '/opt/firefox/firefox': '\u007fELF',
        },
      }),
    );
    expect(found.map((b) => b.path)).toEqual(['/opt/firefox/firefox']);
  });

  test('ignores relative places on the PATH', () => {
    const { found } = findBrowsers(machine({ env: { PATH: '.:' }, files: { './chromium': '' } }));
    expect(found).toEqual([]);
  });
});

describe('overrides', () => {
  test('come before what is installed, and stand for their name', () => {
    const { found } = findBrowsers(
      machine({
        env: { SIA_CHROMIUM: '/my/chrome', SIA_FIREFOX: '/my/firefox' },
        files: { '/my/chrome': '', '/my/firefox': '', '/usr/bin/chromium': '' },
      }),
    );
    expect(found).toEqual([
      { name: 'chromium', kind: 'chromium', path: '/my/chrome' },
      { name: 'firefox', kind: 'firefox', path: '/my/firefox' },
    ]);
  });

  test('that name nothing are said to', () => {
    const { found, rejected } = findBrowsers(
      machine({ env: { SIA_FIREFOX: '/nowhere' }, files: { '/usr/bin/firefox': '' } }),
    );
    expect(found.map((b) => b.path)).toEqual(['/usr/bin/firefox']);
    expect(rejected[0]?.reason).toContain('SIA_FIREFOX');
  });
});

test('on macOS, looks in both folders for applications', () => {
  const { found } = findBrowsers(
    machine({
      platform: 'darwin',
      env: { HOME: '/Users/a' },
      files: {
        '/Users/a/Applications/Google Chrome.app/Contents/MacOS/Google Chrome': '',
        '/Applications/Firefox.app/Contents/MacOS/firefox': '',
      },
    }),
  );
  expect(found.map((b) => b.name)).toEqual(['chrome', 'firefox']);
});

test('on Windows, looks in the usual places, the person’s own included', () => {
  const { found } = findBrowsers(
    machine({
      platform: 'win32',
      env: { LOCALAPPDATA: 'C:\\Users\\a\\AppData\\Local', PROGRAMFILES: 'D:\\Programs' },
      files: {
        'C:\\Users\\a\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe': '',
        'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe': '',
        'D:\\Programs\\Mozilla Firefox\\firefox.exe': '',
      },
    }),
  );
  expect(found.map((b) => b.name)).toEqual(['chrome', 'edge', 'firefox']);
});
