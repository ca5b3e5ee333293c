/** Finds the browsers of this machine. A pure look-up: what it asks of the machine is passed in. */
import type { BrowserKind } from '../browsers/launch';

/** A browser's name, as `--browser` takes it. */
export type BrowserName = 'chrome' | 'chromium' | 'edge' | 'firefox';

/** The names that `--browser` takes, in the order in which `npm start` prefers them. */
export const BROWSER_NAMES = ['chrome', 'chromium', 'edge', 'firefox'] as const;

/** A browser that can be started. */
export interface FoundBrowser {
  name: BrowserName;
  kind: BrowserKind;
  path: string;
}

/** A browser that is installed but cannot be used, and why. */
export interface RejectedBrowser {
  name: BrowserName;
  path: string;
  reason: string;
}

/** What {@link findBrowsers} found. */
export interface Lookup {
  found: FoundBrowser[];
  rejected: RejectedBrowser[];
}

/** The machine, as far as the look-up needs it. */
export interface Machine {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  /** Whether this path is a file, or a link to one, that may be run. */
  isProgram(path: string): boolean;
  /** The path with every link resolved. */
  realpath(path: string): string;
  /** The first few kilobytes of a file as text. */
  head(path: string): string;
}

const COMMANDS: Record<BrowserName, readonly string[]> = {
  chrome: ['google-chrome-stable', 'google-chrome', 'chrome'],
  chromium: ['chromium', 'chromium-browser'],
  edge: ['microsoft-edge-stable', 'microsoft-edge', 'msedge'],
  firefox: ['firefox-esr', 'firefox'],
};

const LINUX: Record<BrowserName, readonly string[]> = {
  chrome: ['/opt/google/chrome/chrome'],
  chromium: ['/usr/lib/chromium/chromium', '/usr/lib64/chromium-browser/chromium-browser'],
  edge: ['/opt/microsoft/msedge/msedge'],
  firefox: ['/usr/lib/firefox/firefox', '/usr/lib64/firefox/firefox', '/opt/firefox/firefox'],
};

const MAC: Record<BrowserName, readonly string[]> = {
  chrome: ['Google Chrome.app/Contents/MacOS/Google Chrome'],
  chromium: ['Chromium.app/Contents/MacOS/Chromium'],
  edge: ['Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
  firefox: [
    'Firefox.app/Contents/MacOS/firefox',
    'Firefox Developer Edition.app/Contents/MacOS/firefox',
  ],
};

const WINDOWS: Record<BrowserName, readonly string[]> = {
  chrome: ['Google\\Chrome\\Application\\chrome.exe'],
  chromium: ['Chromium\\Application\\chrome.exe'],
  edge: ['Microsoft\\Edge\\Application\\msedge.exe'],
  firefox: ['Mozilla Firefox\\firefox.exe', 'Firefox Developer Edition\\firefox.exe'],
};

const SNAP_REASON =
  'it is a Snap, which cannot read the profile and the extension that are prepared for it';
const FLATPAK_REASON =
  'it is a Flatpak, which cannot read the profile and the extension that are prepared for it';

/** The family that a browser belongs to. */
export function kindOf(name: BrowserName): BrowserKind {
  return name === 'firefox' ? 'firefox' : 'chromium';
}

/** Every usable browser, at most one of each name; `SIA_CHROMIUM` and `SIA_FIREFOX` come first. */
export function findBrowsers(machine: Machine): Lookup {
  const found: FoundBrowser[] = [];
  const rejected: RejectedBrowser[] = [];
  const overrides = [
    ['SIA_CHROMIUM', 'chromium'],
    ['SIA_FIREFOX', 'firefox'],
  ] as const;
  for (const [variable, name] of overrides) {
    const path = machine.env[variable];
    if (!path) continue;
    if (machine.isProgram(path)) found.push({ name, kind: kindOf(name), path });
    else rejected.push({ name, path, reason: `${variable} names no program` });
  }
  for (const name of BROWSER_NAMES) {
    if (found.some((b) => b.name === name)) continue;
    for (const path of candidates(name, machine)) {
      if (!machine.isProgram(path)) continue;
      const reason = whyNot(path, machine);
      if (reason === null) {
        found.push({ name, kind: kindOf(name), path });
        break;
      }
      rejected.push({ name, path, reason });
    }
  }
  return { found, rejected };
}

function candidates(name: BrowserName, { platform, env }: Machine): string[] {
  if (platform === 'win32') {
    const roots = [
      env.PROGRAMFILES ?? 'C:\\Program Files',
      env['PROGRAMFILES(X86)'] ?? 'C:\\Program Files (x86)',
      ...(env.LOCALAPPDATA ? [env.LOCALAPPDATA] : []),
    ];
    return roots.flatMap((root) => WINDOWS[name].map((rest) => `${root}\\${rest}`));
  }
  if (platform === 'darwin') {
    const roots = ['/Applications', ...(env.HOME ? [`${env.HOME}/Applications`] : [])];
    return roots.flatMap((root) => MAC[name].map((rest) => `${root}/${rest}`));
  }
  const dirs = (env.PATH ?? '').split(':').filter((dir) => dir.startsWith('/'));
  return [
    ...COMMANDS[name].flatMap((command) => dirs.map((dir) => `${dir}/${command}`)),
    ...LINUX[name],
  ];
}

function whyNot(path: string, machine: Machine): string | null {
  if (machine.platform !== 'linux') return null;
  const real = machine.realpath(path);
  // A snap's command is a link to snap itself. Ubuntu's packages of the same name
  // are scripts that only start the snap, or say how to install it.
  if (path.startsWith('/snap/') || real === '/usr/bin/snap' || real.startsWith('/snap/')) {
    return SNAP_REASON;
  }
  if (path.includes('/flatpak/') || real.includes('/flatpak/')) return FLATPAK_REASON;
  const head = machine.head(real);
  if (!head.startsWith('#!')) return null;
  if (/\/snap\/bin\/|\bsnap install\b/.test(head)) return SNAP_REASON;
  return /\bflatpak run\b/.test(head) ? FLATPAK_REASON : null;
}
