/**
 * `npm start`: the practice console in a browser with the extension loaded, or,
 * where nobody could see a window, the tour.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { launchBrowser, type RunningBrowser } from '../browsers/launch';
import { LANGUAGES, SCENARIOS, startConsole } from '../console/server';
import { oneOf, type StartArguments, startArguments, startHelp } from './arguments';
import { type FoundBrowser, kindOf } from './find-browsers';
import { noDisplay, thisMachine } from './machine';
import { obtainBrowsers } from './obtain-browsers';
import { firstLine, Refusal, runMain } from './refusal';
import { ROOT } from './setup.mjs';
import { buildIfStale } from './tools';

type Console = Awaited<ReturnType<typeof startConsole>>;

/** The two people of the practice console whose browsers can be opened. */
type Admin = 'a' | 'b';

async function main(): Promise<number> {
  const choices = { languages: LANGUAGES, scenarios: SCENARIOS };
  const wanted = startArguments(process.argv.slice(2), choices);
  if (wanted.help) {
    console.log(startHelp(choices));
    return 0;
  }
  const browser = await chooseBrowser(wanted);
  const extensionDir = await buildIfStale(browser.kind);
  return wanted.tour || noDisplay(thisMachine())
    ? tour(wanted, browser, extensionDir)
    : practise(wanted, browser, extensionDir);
}

async function chooseBrowser(wanted: StartArguments): Promise<FoundBrowser> {
  const { found, problem } = wanted.browser
    ? await obtainBrowsers([kindOf(wanted.browser)], 'all')
    : await obtainBrowsers(['chromium', 'firefox'], 'any');
  if (problem) throw new Refusal(problem);
  const browser = found.find((b) => wanted.browser === null || b.name === wanted.browser);
  if (browser) return browser;
  const names = found.map((b) => b.name).join(', ');
  throw new Refusal(`There is no ${wanted.browser} on this machine; it has ${names}.`);
}

async function tour(
  wanted: StartArguments,
  browser: FoundBrowser,
  extensionDir: string,
): Promise<number> {
  const outDir = join(ROOT, '.output', 'tour');
  console.log(`The tour, in ${browser.path}, headless; screenshots go to .output/tour/`);
  const { runTour } = await import('../e2e/tour');
  const good = await runTour({
    kind: browser.kind,
    executablePath: browser.path,
    extensionDir,
    lang: wanted.lang,
    outDir,
    print: (line) => console.log(line),
  }).catch((error: unknown) => {
    throw new Refusal(`The tour could not go on: ${firstLine(error)}`);
  });
  return good ? 0 : 1;
}

async function practise(
  wanted: StartArguments,
  browser: FoundBrowser,
  extensionDir: string,
): Promise<number> {
  const practice = await openConsole(wanted);
  const open = new Map<Admin, RunningBrowser>();
  const stopped = new Stop();
  const profiles = mkdtempSync(join(tmpdir(), 'sia-guardrails-'));
  process.on('SIGINT', () => stopped.now());
  process.on('SIGTERM', () => stopped.now());

  const openAdmin = async (admin: Admin): Promise<void> => {
    const there = open.get(admin);
    if (there) {
      const pages = await there.browser.pages();
      await pages[0]?.bringToFront();
      return;
    }
    const running = await launchBrowser({
      kind: browser.kind,
      executablePath: browser.path,
      extensionDir,
      console: practice,
      headless: false,
      profileDir: join(profiles, admin),
      welcome: 'keep',
      lang: wanted.lang,
      handleSignals: false,
    }).catch((error: unknown) => {
      throw new Refusal(`${browser.path} could not be started: ${firstLine(error)}`);
    });
    open.set(admin, running);
    running.browser.once('disconnected', () => {
      open.delete(admin);
      if (open.size === 0) stopped.now();
    });
    // The tab that the browser opened by itself, so that no empty one is left.
    const page = (await running.browser.pages())[0] ?? (await running.newPage());
    await page.goto(`${practice.origin}/login?as=${admin}`).catch((error: unknown) => {
      if (open.has(admin)) console.error(`The console did not open: ${firstLine(error)}`);
    });
  };

  const startOver = async (scenario: string): Promise<void> => {
    practice.reset(settings(wanted, scenario));
    for (const running of open.values()) {
      for (const page of await running.browser.pages()) {
        if (page.url().startsWith(practice.origin)) await page.reload();
      }
    }
    console.log(`The practice console starts over with ${scenario}.`);
  };

  const obey = async (line: string): Promise<void> => {
    const [word = '', scenario = ''] = line.split(/\s+/);
    switch (word) {
      case '':
        return;
      case 'a':
      case 'b':
        return openAdmin(word);
      case 's':
        return startOver(scenario);
      case 'q':
        return stopped.now();
      default:
        console.log('That is none of: a, b, s <scenario>, q.');
    }
  };

  const terminal = createInterface({ input: process.stdin });
  try {
    await openAdmin('a');
    printHelp(browser, practice);
    terminal.on('line', (line) => {
      obey(line.trim()).catch((error: unknown) => {
        console.error(firstLine(error));
      });
    });
    await stopped.asked;
    return 0;
  } finally {
    terminal.close();
    await Promise.all([...open.values()].map((running) => running.close()));
    await practice.close();
    rmSync(profiles, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function openConsole(wanted: StartArguments): Promise<Console> {
  try {
    return await startConsole({
      ...settings(wanted, wanted.scenario),
      ...(wanted.port === null ? {} : { port: wanted.port }),
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      const port = 'port' in error ? error.port : wanted.port;
      throw new Refusal(`Port ${port} is in use; give another one with --port, or none.`);
    }
    throw error;
  }
}

/** How the console starts, and starts over: what was asked for on the command line still holds. */
function settings(wanted: StartArguments, named: string | null) {
  const scenario = oneOf('scenario', named, SCENARIOS);
  return {
    lang: oneOf('lang', wanted.lang, LANGUAGES) ?? 'en',
    ...(wanted.users === null ? {} : { users: wanted.users }),
    ...(scenario === null ? {} : { scenario }),
  };
}

function printHelp(browser: FoundBrowser, practice: Console): void {
  console.log(
    [
      '',
      `The practice console is open in ${browser.path}, signed in as Admin A, with the extension.`,
      `What can be tried there: ${practice.origin}/practice`,
      '',
      'Type one of these here, then Enter:',
      '  b              open Admin B, in a browser of their own',
      '  a              open Admin A again',
      `  s <scenario>   start over with a scenario: ${SCENARIOS.join(', ')}`,
      '  q              stop (Ctrl-C does too)',
    ].join('\n'),
  );
}

/** Waits for whichever comes first: the person, a signal, or the last window closed. */
class Stop {
  readonly asked: Promise<void>;
  now: () => void = () => {};

  constructor() {
    this.asked = new Promise((resolve) => {
      this.now = resolve;
    });
  }
}

await runMain(main);
