// @ts-check
/** @import { Change } from '../server' */

// The help page: resetting, and the log as it grows.

export {};

const form = document.querySelector('#reset');
const result = document.querySelector('#result');
const body = document.querySelector('#log');

/** @param {string} name */
function field(name) {
  const found = form?.querySelector(`[name="${name}"]`);
  return found instanceof HTMLInputElement || found instanceof HTMLSelectElement ? found : null;
}

/** @param {string} name */
function radio(name) {
  const found = form?.querySelector(`[name="scenario"][value="${CSS.escape(name)}"]`);
  return found instanceof HTMLInputElement ? found : null;
}

async function showSettings() {
  /** @type {Record<string, string | number>} */
  const settings = await (await fetch('/practice/settings')).json();
  for (const name of ['users', 'lang', 'delayMs']) {
    const input = field(name);
    if (input) input.value = String(settings[name]);
  }
  const chosen = radio(String(settings.scenario));
  if (chosen) chosen.checked = true;
}

/** @param {string} scenario */
async function reset(scenario) {
  const response = await fetch('/practice/reset', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      scenario,
      users: Number(field('users')?.value ?? 24),
      lang: field('lang')?.value ?? 'en',
      delayMs: Number(field('delayMs')?.value ?? 150),
    }),
  });
  /** @type {{ reason?: string }} */
  const answer = await response.json();
  if (result) result.textContent = response.ok ? `Now at “${scenario}”.` : (answer.reason ?? '');
  await showSettings();
  await showLog();
}

/** @param {string} text */
function cell(text) {
  const td = document.createElement('td');
  td.textContent = text;
  return td;
}

async function showLog() {
  /** @type {Change[]} */
  const changes = await (await fetch('/practice/log')).json();
  const rows = changes
    .reverse()
    .slice(0, 200)
    .map((change) => {
      const row = document.createElement('tr');
      row.className = change.outcome;
      row.append(
        cell(String(change.id)),
        cell(new Date(change.at).toLocaleTimeString()),
        cell(change.who),
        cell(change.action),
        cell(change.outcome),
        cell(JSON.stringify(change.detail)),
      );
      return row;
    });
  const empty = document.createElement('tr');
  const note = cell('Nothing yet.');
  note.colSpan = 6;
  empty.append(note);
  body?.replaceChildren(...(rows.length > 0 ? rows : [empty]));
}

form?.addEventListener('submit', (event) => {
  event.preventDefault();
  const chosen = form.querySelector('[name="scenario"]:checked');
  void reset(chosen instanceof HTMLInputElement ? chosen.value : 'connected');
});

form?.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('[data-reset]') : null;
  if (button) void reset(button.getAttribute('data-reset') ?? 'connected');
});

await showSettings();
await showLog();
setInterval(() => void showLog(), 1500);
