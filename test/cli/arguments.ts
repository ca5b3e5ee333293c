/** Reads the command lines of `npm start` and `npm test`. */
import { parseArgs } from 'node:util';
import { BROWSER_NAMES, type BrowserName } from './find-browsers';
import { firstLine, Refusal } from './refusal';

/** What `npm start` was asked for. */
export interface StartArguments {
  browser: BrowserName | null;
  lang: string;
  scenario: string | null;
  users: number | null;
  port: number | null;
  tour: boolean;
  help: boolean;
}

/** What the practice console can do. */
export interface Choices {
  languages: readonly string[];
  scenarios: readonly string[];
}

/** The most users that the practice console is asked to make up. */
const MOST_USERS = 10_000;

/** Reads the arguments of `npm start`; what is wrong is refused with the valid values. */
export function startArguments(argv: string[], choices: Choices): StartArguments {
  const values = parse(argv, {
    browser: { type: 'string' },
    lang: { type: 'string' },
    scenario: { type: 'string' },
    users: { type: 'string' },
    port: { type: 'string' },
    tour: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  });
  return {
    browser: oneOf('browser', text(values.browser), BROWSER_NAMES),
    lang: oneOf('lang', text(values.lang), choices.languages) ?? 'en',
    scenario: oneOf('scenario', text(values.scenario), choices.scenarios),
    users: whole('users', text(values.users), MOST_USERS),
    port: whole('port', text(values.port), 65_535),
    tour: values.tour === true,
    help: values.help === true,
  };
}

/** What `npm start -- --help` prints. */
export function startHelp(choices: Choices): string {
  return [
    'npm start -- [options]',
    '',
    `  --browser <name>   ${BROWSER_NAMES.join(', ')}; the first one found unless given`,
    `  --lang <language>  ${choices.languages.join(', ')}; en unless given`,
    `  --scenario <name>  ${choices.scenarios.join(', ')}`,
    '  --users <number>   how many users the practice console has',
    '  --port <number>    the port of the practice console; a free one unless given',
    '  --tour             the tour: headless, with a screenshot of each scenario in .output/tour/',
  ].join('\n');
}

/** What `npm test` was asked for. */
export interface TestArguments {
  help: boolean;
}

/** Reads the arguments of `npm test`. */
export function testArguments(argv: string[]): TestArguments {
  const values = parse(argv, { help: { type: 'boolean', short: 'h' } });
  return { help: values.help === true };
}

type Options = Record<string, { type: 'string' | 'boolean'; short?: string }>;

function parse(argv: string[], options: Options) {
  try {
    return parseArgs({ args: argv, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const names = Object.keys(options).map((name) => `--${name}`);
    const said = firstLine(error).split('. ')[0]?.replace(/\.$/, '');
    throw new Refusal(`${said}; the options are ${names.join(', ')}.`, 2);
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** The given one of the values, null if none was given; anything else is refused. */
export function oneOf<T extends string>(
  name: string,
  given: string | null,
  values: readonly T[],
): T | null {
  if (given === null) return null;
  const found = values.find((value) => value === given);
  if (found === undefined) {
    throw new Refusal(`There is no ${name} "${given}"; choose one of ${values.join(', ')}.`, 2);
  }
  return found;
}

function whole(name: string, given: string | null, most: number): number | null {
  if (given === null) return null;
  const number = Number(given);
  if (!/^\d+$/.test(given) || number < 1 || number > most) {
    throw new Refusal(`--${name} takes a whole number from 1 to ${most}, not "${given}".`, 2);
  }
  return number;
}
