/**
 * One driver for both browsers: starts Chromium or Firefox with the extension
 * loaded and every request for the console sent to the practice console.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page, type WebWorker } from 'puppeteer-core';

/** The two families of browser that the extension is built for. */
export type BrowserKind = 'chromium' | 'firefox';

/** How to start a browser. */
export interface LaunchOptions {
  kind: BrowserKind;
  executablePath: string;
  /** The unpacked build to load; without it the browser starts bare. */
  extensionDir?: string;
  /** The ports of the practice console, both on 127.0.0.1. */
  console: { httpsPort: number; proxyPort: number };
  headless: boolean;
  /** Kept after closing when given; otherwise a temporary one is removed. */
  profileDir?: string;
  /** Without it: 1280 × 800 when headless, the window's own size when not. */
  viewport?: { width: number; height: number; deviceScaleFactor?: number };
  colorScheme?: 'light' | 'dark';
  /** The browser's language, e.g. `nl`; Firefox takes it for web content only. */
  lang?: string;
  args?: string[];
  /** Further Firefox preferences, e.g. a shorter life for the background page. */
  firefoxPrefs?: Record<string, string | number | boolean>;
  /** The home directory for Firefox, e.g. one with an organisation's managed storage in it. */
  firefoxHome?: string;
  /** Chromium: let the extension into private windows, as a person can in the browser's settings. */
  privateWindows?: boolean;
  /**
   * What is done with the tab that the extension opens when it is installed: closed unless given, so that it does not
   * come to the front in the middle of a test. A profile that has been used before opens none.
   */
  welcome?: 'close' | 'keep';
  /** Whether Ctrl-C and the like close the browser and end this process; true unless given. */
  handleSignals?: boolean;
}

/** A browser that was started by {@link launchBrowser}. */
export interface RunningBrowser {
  kind: BrowserKind;
  browser: Browser;
  /** `chrome-extension://<id>` or `moz-extension://<uuid>`; null without an extension. */
  extensionOrigin: string | null;
  /**
   * A new tab. What is evaluated in it must not name functions of its own when it
   * runs under tsx, as the tour does: tsx wraps those in a helper that no page has.
   */
  newPage(): Promise<Page>;
  /** A new tab with a page of the extension, e.g. `popup.html`. */
  openExtensionPage(path: string): Promise<Page>;
  /** Chromium: the running service worker, or null when it is stopped. Firefox: always null. */
  extensionWorker(): Promise<WebWorker | null>;
  /** Chromium: stops the service worker, as the browser does after 30 s. False if none ran. */
  stopExtensionWorker(): Promise<boolean>;
  close(): Promise<void>;
}

/** The id that the manifest gives the extension in Firefox. */
export const FIREFOX_EXTENSION_ID = 'sia-guardrails@guardrails.example';

/** Firefox makes up a new address for the extension in each profile; ours is fixed beforehand. */
const FIREFOX_EXTENSION_UUID = '5ba1ee90-7c1d-4a5e-9a3e-51a6a4d7a115';

/** Hosts that must never be reached for real from a practice browser. */
const CONSOLE_HOSTS = ['toutapp.com', '*.toutapp.com', '*.marketo.com'];

const HEADLESS_VIEWPORT = { width: 1280, height: 800 };

/** How long a browser may take to close by itself before it is ended. */
const CLOSE_MS = 8_000;

/** Starts a browser; the caller closes it. */
export async function launchBrowser(o: LaunchOptions): Promise<RunningBrowser> {
  const opensWelcome = o.extensionDir !== undefined && isUnused(o.profileDir);
  const running = await (o.kind === 'chromium' ? launchChromium(o) : launchFirefox(o));
  if (opensWelcome) await awaitWelcome(running.browser, o.welcome ?? 'close');
  return running;
}

async function launchChromium(o: LaunchOptions): Promise<RunningBrowser> {
  const target = `127.0.0.1:${o.console.httpsPort}`;
  const args = [
    `--host-resolver-rules=${CONSOLE_HOSTS.map((host) => `MAP ${host}:443 ${target}`).join(',')}`,
    '--disable-component-update',
    '--no-default-browser-check',
    // A proxy of the machine would be asked for toutapp.com before our rules are.
    '--no-proxy-server',
    ...(o.lang ? [`--lang=${o.lang}`, `--accept-lang=${o.lang}`] : []),
    // Chromium refuses to run its sandbox as root, which is how containers run it.
    ...(isRoot() ? ['--no-sandbox'] : []),
    ...(o.args ?? []),
  ];
  const browser = await puppeteer.launch({
    browser: 'chrome',
    executablePath: o.executablePath,
    headless: o.headless,
    // The pipe is what allows loading an unpacked extension into branded Chrome and Edge.
    pipe: true,
    enableExtensions: true,
    acceptInsecureCerts: true,
    defaultViewport: viewportOf(o),
    ...(o.profileDir ? { userDataDir: o.profileDir } : {}),
    ...(o.lang ? { env: { ...process.env, LANGUAGE: o.lang } } : {}),
    args,
    ...signals(o),
  });
  try {
    const id = o.extensionDir ? await browser.installExtension(o.extensionDir) : null;
    if (o.extensionDir && o.privateWindows) await allowPrivately(browser, o.extensionDir);
    return running(o, browser, id === null ? null : `chrome-extension://${id}`);
  } catch (error) {
    await endBrowser(browser);
    throw error;
  }
}

/** How long the extension may take to open its welcome, in ms. */
const WELCOME_MS = 5_000;

/** Waits for the tab that opens when the extension is installed, and closes it unless it is to stay. */
async function awaitWelcome(browser: Browser, fate: 'close' | 'keep'): Promise<void> {
  const deadline = Date.now() + WELCOME_MS;
  while (Date.now() < deadline) {
    for (const page of await browser.pages()) {
      // Firefox says nothing of the address of such a tab; the document itself does.
      const address = page.url().includes('#welcome') || (await isWelcome(page));
      if (!address) continue;
      if (fate === 'close') await page.close();
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/** Whether a profile is used for the first time. */
function isUnused(profileDir: string | undefined): boolean {
  return (
    profileDir === undefined || !existsSync(profileDir) || readdirSync(profileDir).length === 0
  );
}

async function isWelcome(page: Page): Promise<boolean> {
  const hash = within(
    page.evaluate(() => location.hash),
    500,
    'no answer',
  );
  return (await hash.catch(() => '')) === '#welcome';
}

/** Puppeteer's own way of installing has no such option yet; the protocol has. */
async function allowPrivately(browser: Browser, path: string): Promise<void> {
  const session = await browser.target().createCDPSession();
  await session.send('Extensions.loadUnpacked', { path, enableInIncognito: true });
  await session.detach();
}

async function launchFirefox(o: LaunchOptions): Promise<RunningBrowser> {
  const scratchHome = o.firefoxHome === undefined ? homeForRoot() : null;
  const home = o.firefoxHome ?? scratchHome;
  const port = o.console.proxyPort;
  const browser = await puppeteer
    .launch({
      browser: 'firefox',
      executablePath: o.executablePath,
      headless: o.headless,
      acceptInsecureCerts: true,
      defaultViewport: viewportOf(o),
      ...(o.profileDir ? { userDataDir: o.profileDir } : {}),
      ...(home ? { env: { ...process.env, HOME: home } } : {}),
      // Since Firefox 153 WebDriver goes to http, https, file, blob and about:blank
      // only; this lifts that limit, and nothing else here uses what it permits.
      args: ['--remote-allow-system-access', ...(o.args ?? [])],
      extraPrefsFirefox: {
        'network.proxy.type': 1,
        'network.proxy.ssl': '127.0.0.1',
        'network.proxy.ssl_port': port,
        // Plain http goes there too, so that it fails instead of reaching a real console.
        'network.proxy.http': '127.0.0.1',
        'network.proxy.http_port': port,
        'network.trr.mode': 5,
        // An extension loaded for one run is removed at its end; in a profile that is kept, its data stays.
        'extensions.webextensions.keepStorageOnUninstall': true,
        'extensions.webextensions.uuids': JSON.stringify({
          [FIREFOX_EXTENSION_ID]: FIREFOX_EXTENSION_UUID,
        }),
        ...(o.lang ? { 'intl.accept_languages': o.lang, 'intl.locale.requested': o.lang } : {}),
        ...(o.colorScheme
          ? { 'layout.css.prefers-color-scheme.content-override': o.colorScheme === 'dark' ? 0 : 1 }
          : {}),
        ...o.firefoxPrefs,
      },
      ...signals(o),
    })
    .catch((error: unknown) => {
      removeDir(scratchHome);
      throw error;
    });
  browser.once('disconnected', () => removeDir(scratchHome));
  try {
    if (o.extensionDir) await browser.installExtension(o.extensionDir);
    return running(o, browser, o.extensionDir ? `moz-extension://${FIREFOX_EXTENSION_UUID}` : null);
  } catch (error) {
    await endBrowser(browser);
    throw error;
  }
}

function signals(o: LaunchOptions) {
  const on = o.handleSignals ?? true;
  return { handleSIGINT: on, handleSIGTERM: on, handleSIGHUP: on };
}

function running(o: LaunchOptions, browser: Browser, origin: string | null): RunningBrowser {
  const newPage = async (): Promise<Page> => {
    const page = await browser.newPage();
    // Firefox has it from a preference, for every page; Chromium only takes it page by page.
    if (o.colorScheme && o.kind === 'chromium') {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: o.colorScheme }]);
    }
    return page;
  };
  const workerTarget = () =>
    browser
      .targets()
      .find(
        (t) =>
          o.kind === 'chromium' &&
          origin !== null &&
          t.type() === 'service_worker' &&
          t.url().startsWith(`${origin}/`),
      );
  const extensionWorker = async () => (await workerTarget()?.worker()) ?? null;
  return {
    kind: o.kind,
    browser,
    extensionOrigin: origin,
    newPage,
    async openExtensionPage(path) {
      if (origin === null) throw new Error('This browser was started without an extension.');
      const page = await newPage();
      await visit(page, new URL(path, `${origin}/`).href);
      return page;
    },
    extensionWorker,
    async stopExtensionWorker() {
      const target = workerTarget();
      const worker = await target?.worker();
      if (!target || !worker) return false;
      const gone = new Promise<void>((resolve) => {
        const onGone = (t: unknown) => {
          if (t !== target) return;
          browser.off('targetdestroyed', onGone);
          resolve();
        };
        browser.on('targetdestroyed', onGone);
      });
      await worker.close();
      await within(gone, 5_000, 'The service worker did not stop.');
      return true;
    },
    close: () => endBrowser(browser),
  };
}

/**
 * Goes to an address and waits until it has loaded, also when it is a page of
 * the extension in Firefox. Firefox reports no navigation to such a page over
 * WebDriver BiDi, so that `page.goto` and `page.reload` never end there and
 * `page.url()` stays at the former address; evaluating, input, waiting for
 * selectors and screenshots work as usual.
 */
export async function visit(page: Page, url: string): Promise<void> {
  if (!url.startsWith('moz-extension://')) {
    await page.goto(url);
    return;
  }
  const before = await timeOrigin(page);
  // Ends, with an error, when the page closes or after puppeteer's own time limit.
  page.goto(url).catch(() => {});
  await newDocument(page, before, url);
}

/** Reloads a page; like {@link visit} it can do so for a page of the extension in Firefox. */
export async function reload(page: Page): Promise<void> {
  const url = await page.evaluate(() => location.href);
  if (!url.startsWith('moz-extension://')) {
    await page.reload();
    return;
  }
  const before = await timeOrigin(page);
  await page.evaluate(() => {
    // Afterwards, so that the answer to this call is not lost with the document.
    setTimeout(() => location.reload(), 0);
  });
  await newDocument(page, before, url);
}

const timeOrigin = (page: Page) => page.evaluate(() => performance.timeOrigin);

async function newDocument(page: Page, before: number, url: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    // A call that falls into the change of process is never answered, or fails.
    const seen = await within(
      page.evaluate(() => ({
        href: location.href,
        ready: document.readyState === 'complete',
        origin: performance.timeOrigin,
      })),
      1_000,
      'no answer',
    ).catch(() => null);
    if (seen?.ready && seen.origin !== before && sameDocument(seen.href, url)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} did not load.`);
}

/** Whether two addresses differ at most in the hash, which a page may set by itself. */
function sameDocument(a: string, b: string): boolean {
  return a.split('#')[0] === b.split('#')[0];
}

async function endBrowser(browser: Browser): Promise<void> {
  const child = browser.process();
  try {
    await within(browser.close(), CLOSE_MS, 'The browser did not close.');
  } catch {
    child?.kill('SIGKILL');
  }
}

async function within<T>(promise: Promise<T>, ms: number, message: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(message)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function viewportOf(o: LaunchOptions) {
  return o.viewport ?? (o.headless ? HEADLESS_VIEWPORT : null);
}

function isRoot(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0;
}

/** Firefox does not start as root in another user's home, which is what some CI services have. */
function homeForRoot(): string | null {
  if (!isRoot()) return null;
  try {
    if (statSync(homedir()).uid === 0) return null;
  } catch {
    // No home at all: Firefox needs one just as well.
  }
  return mkdtempSync(join(tmpdir(), 'sia-home-'));
}

function removeDir(dir: string | null): void {
  if (dir) rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
}
