/** The browser that the end-to-end tests run in, as `SIA_E2E_BROWSER` says. */
import { findBrowsers } from '../cli/find-browsers';
import { thisMachine } from '../cli/machine';
import { buildDir } from '../cli/tools';
import type { BrowserKind } from './launch';

/** What {@link browserUnderTest} says; it fits into the options of `launchBrowser`. */
export interface BrowserUnderTest {
  kind: BrowserKind;
  executablePath: string;
  extensionDir: string;
}

/** The browser to test in; Chromium unless `SIA_E2E_BROWSER` is `firefox`. */
export function browserUnderTest(): BrowserUnderTest {
  const kind = process.env.SIA_E2E_BROWSER === 'firefox' ? 'firefox' : 'chromium';
  const browser = findBrowsers(thisMachine()).found.find((b) => b.kind === kind);
  if (!browser) throw new Error(`There is no ${kind} on this machine.`);
  return { kind, executablePath: browser.path, extensionDir: buildDir(kind) };
}
