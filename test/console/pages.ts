/** The pages the server itself writes: the shell of the app, signing in, and the help page. */
import { existsSync, readFileSync } from 'node:fs';
import { ADMIN_A, ADMIN_B } from './people';
import { SCENARIO_TEXT, SCENARIOS } from './scenarios';
import { type ConsoleState, VALID_CREDENTIALS } from './state';
import type { BootView } from './views';
import { LANGUAGES, type Language, WORDS } from './words';

const read = (name: string) => readFileSync(new URL(`./public/${name}`, import.meta.url), 'utf8');

/** In this order: what a file needs comes before it. */
const CLIENT = [
  'html.js',
  'kit.js',
  'net.js',
  'views/shell.js',
  'views/setup.js',
  'views/people-table.js',
  'views/grant.js',
  'views/access.js',
  'views/users.js',
  'views/other.js',
  'app.js',
];

/**
 * The client as one classic script, as consoles of that age are. A module would run only after
 * the first paint; this way whatever can be pressed can also be handled. The files are small ES
 * modules without default exports or renames, so joining them is a matter of dropping the words.
 */
function joinClient(): string {
  const parts = CLIENT.map((name) =>
    read(name)
      .replace(/^import\b[^;]*;\n/gm, '')
      .replace(/^export /gm, ''),
  );
  return `(() => {\n'use strict';\n${parts.join('\n')}\n})();\n`;
}

/** The files that are served as they are. */
export const ASSETS: ReadonlyMap<string, { type: string; body: string }> = new Map([
  ['/assets/app.js', { type: 'text/javascript; charset=utf-8', body: joinClient() }],
  ['/assets/styles.css', { type: 'text/css; charset=utf-8', body: read('styles.css') }],
  ['/assets/practice.js', { type: 'text/javascript; charset=utf-8', body: read('practice.js') }],
]);

const SHELL = read('index.html');
const PRACTICE = read('practice.html');

/** For text and for attributes in double quotes. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** JSON that can stand in a script element. */
function embed(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}

/** Fills `{{name}}` in; a function, so that `$&` in a value stays what it is. */
function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (whole, key: string) => values[key] ?? whole);
}

/** Where `npm run build:kits` puts the consoles made with UI kits. */
const KITS = new URL('../../.output/kits/', import.meta.url);

/** True if the console has been built with this kit. */
export function isKit(name: string): boolean {
  return /^[a-z]+$/.test(name) && existsSync(new URL(`${name}/main.js`, KITS));
}

/** A file of a kit, or undefined. Read each time: it may have been built since. */
export function kitAsset(path: string): { type: string; body: string } | undefined {
  const [, kit = '', file = ''] = /^\/assets\/kits\/([a-z]+)\/(main\.(?:js|css))$/.exec(path) ?? [];
  const url = new URL(`${kit}/${file}`, KITS);
  if (file === '' || !isKit(kit)) return undefined;
  const type = file === 'main.js' ? 'text/javascript' : 'text/css';
  const body = existsSync(url) ? readFileSync(url, 'utf8') : '';
  return { type: `${type}; charset=utf-8`, body };
}

/** The shell of the single-page app, with our own client or with one made with a kit. */
export function appPage(boot: BootView, csrf: string, kit: string | null): string {
  const shell =
    kit === null
      ? SHELL
      : SHELL.replace('/assets/styles.css', `/assets/kits/${kit}/main.css`).replace(
          '/assets/app.js',
          `/assets/kits/${kit}/main.js`,
        );
  // The data goes in last: whatever stands in it is not a hole to fill.
  return fill(shell, { csrf })
    .replace('<html lang="en">', `<html lang="${boot.lang}">`)
    .replace('"{{boot}}"', () => embed(boot));
}

/** Signing in: the two admins first, then a few others, by a click and without a password. */
export function loginPage(state: ConsoleState, lang: Language, query: string): string {
  const words = WORDS[lang];
  const people = state.users.slice(0, 8);
  const items = people.map((user) => {
    const as = user.email === ADMIN_A.email ? 'a' : user.email === ADMIN_B.email ? 'b' : user.email;
    const href = `/login?as=${encodeURIComponent(as)}${query === '' ? '' : `&${query}`}`;
    const role = user.role === 'admin' ? words.admin : words.member;
    return `<a class="list-group-item" href="${escapeHtml(href)}"><span class="avatar" aria-hidden="true">${escapeHtml([...user.name][0] ?? '?')}</span><span class="who"><bdi>${escapeHtml(user.name)}</bdi><small>${escapeHtml(user.email)}</small></span><span class="label label-default">${escapeHtml(role)}</span></a>`;
  });
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(words.signIn)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/styles.css">
</head>
<body class="login-page">
<main class="login-box">
<h1>${escapeHtml(words.signIn)}</h1>
<p class="text-muted">${escapeHtml(words.chooseSignIn)}</p>
<div class="list-group">${items.join('')}</div>
<p><a href="/practice">${escapeHtml(words.practice)}</a></p>
</main>
</body>
</html>
`;
}

/** The help page for testers. English only: it is about the practice, not part of the console. */
export function practicePage(): string {
  const scenarios = SCENARIOS.map(
    (name) =>
      `<label class="radio"><input type="radio" name="scenario" value="${name}"> <span><code>${name}</code> <small>${escapeHtml(SCENARIO_TEXT[name])}</small></span></label><button type="button" class="btn btn-default btn-sm" data-reset="${name}" aria-label="Reset to ${name}">Reset</button>`,
  );
  const languages = LANGUAGES.map((name) => `<option>${name}</option>`);
  return fill(PRACTICE, {
    nameA: ADMIN_A.name,
    emailA: ADMIN_A.email,
    nameB: ADMIN_B.name,
    emailB: ADMIN_B.email,
    scenarios: scenarios.map((row) => `<li>${row}</li>`).join(''),
    languages: languages.join(''),
    munchkinId: VALID_CREDENTIALS.munchkinId,
    clientId: VALID_CREDENTIALS.clientId,
    clientSecret: VALID_CREDENTIALS.clientSecret,
  });
}
