// @ts-check
/** @import { SetupView } from '../../views' */
import { html } from '../html.js';
import { notice, on, render, spinner } from '../kit.js';
import { boot, load, save, t } from '../net.js';

/** @type {{ view: SetupView | null, saving: boolean, place: Element | null, timer: number }} */
const setup = { view: null, saving: false, place: null, timer: 0 };

/** How long after the first paint the view comes again, as views do when a second model syncs. */
const SECOND_RENDER_MS = 300;

/** @param {SetupView} view */
function ownerHtml(view) {
  return html`
    <div class="form-horizontal">
      <p class="connection-status"><span class="status-dot on" aria-hidden="true"></span> ${t('connectedBy', { name: boot.me.name })}</p>
      <div class="form-group"><span class="control-label">Munchkin ID</span><p class="form-control-static">${view.munchkinId}</p></div>
      <div class="form-group"><span class="control-label">Client ID</span><p class="form-control-static">${view.clientId}</p></div>
      <div class="form-actions">
        <a href="#" class="tout-action setup-connect red standard" role="button" data-key="setup-disconnect"${setup.saving && html` aria-disabled="true"`}>${t('disconnect')}</a>
      </div>
    </div>`;
}

/**
 * @param {string} id
 * @param {string} label
 * @param {string} value
 * @param {boolean} off
 */
function field(id, label, value, off, type = 'text') {
  return html`
    <div class="form-group">
      <label class="control-label" for="${id}">${label}</label>
      <input class="form-control" id="${id}" name="${id}" type="${type}" value="${value}" autocomplete="off" spellcheck="false" data-key="${id}"${off && html` disabled`}>
    </div>`;
}

/** @param {SetupView} view */
function connectHtml(view) {
  const off = view.granted || setup.saving;
  return html`
    <form id="marketo-setup" class="form-horizontal" novalidate>
      <p class="text-muted">${view.granted ? '' : t('setUpIntro')} ${!view.granted && view.secret !== '' && t('secretNote')}</p>
      ${field('munchkin_id', 'Munchkin ID', view.munchkinId, view.granted)}
      ${field('client_id', 'Client ID', view.clientId, view.granted)}
      ${field('client_secret', 'Client Secret', view.secret, view.granted, 'password')}
      <div class="form-actions">
        <button type="submit" class="btn btn-success" data-key="setup-connect"${off && html` disabled`}${view.granted && html` aria-describedby="connect-hint"`}>${t('connect')}</button>
        ${setup.saving && html`<span class="spinner" aria-hidden="true"></span>`}
        ${view.granted && html`<p class="help-block" id="connect-hint">${t('hasAccessHint')}</p>`}
      </div>
    </form>`;
}

/** What the fields say now; a re-render must not throw away what somebody typed. */
function typed() {
  const form = setup.place?.querySelector('#marketo-setup');
  if (!(form instanceof HTMLFormElement)) return null;
  const data = new FormData(form);
  /** @param {string} name */
  const text = (name) => String(data.get(name) ?? '');
  return {
    munchkinId: text('munchkin_id'),
    clientId: text('client_id'),
    clientSecret: text('client_secret'),
  };
}

function drawSetup() {
  const { place, view } = setup;
  if (!place) return;
  if (!view) return render(place, spinner());
  render(place, view.owner ? ownerHtml(view) : connectHtml(view));
}

/** Draws again with what has been typed kept, and the cursor where it was. */
function redrawSetup() {
  const now = typed();
  if (!now || setup.view?.granted || !setup.view) return drawSetup();
  const active = document.activeElement;
  const cursor = active instanceof HTMLInputElement ? active.selectionEnd : null;
  setup.view = {
    ...setup.view,
    munchkinId: now.munchkinId,
    clientId: now.clientId,
    secret: now.clientSecret,
  };
  drawSetup();
  const again = document.activeElement;
  if (again instanceof HTMLInputElement && cursor !== null) again.setSelectionRange(cursor, cursor);
}

/** @param {SetupView | null} [ready] */
async function loadSetup(ready = null) {
  const { place } = setup;
  setup.view = ready;
  drawSetup();
  const view = ready ?? (await load('setup'));
  // Another tab has been opened in the meantime.
  if (setup.place !== place || !place) return;
  setup.view = view;
  drawSetup();
  clearTimeout(setup.timer);
  setup.timer = window.setTimeout(redrawSetup, SECOND_RENDER_MS);
}

/**
 * Shows the tab in an element, at once if the data is there already.
 *
 * @param {Element} place
 * @param {SetupView | null} ready
 */
export function showSetup(place, ready) {
  setup.place = place;
  setup.saving = false;
  void loadSetup(ready);
}

/** The tab is left. */
export function hideSetup() {
  setup.place = null;
  clearTimeout(setup.timer);
}

async function disconnect() {
  if (setup.saving) return;
  setup.saving = true;
  drawSetup();
  const error = await save('disconnect');
  setup.saving = false;
  notice(error ? 'danger' : 'success', error ?? t('disconnectedMessage'));
  await loadSetup();
}

async function connect() {
  const credentials = typed();
  if (setup.saving || !credentials) return;
  setup.saving = true;
  redrawSetup();
  const error = await save('connect', { credentials });
  setup.saving = false;
  notice(error ? 'danger' : 'success', error ?? t('connectedMessage'));
  if (error) redrawSetup();
  else await loadSetup();
}

on('submit', '#marketo-setup', () => {
  void connect();
  return false;
});

on('click', '.setup-connect', () => {
  void disconnect();
  return false;
});

// A link that plays a button: Enter comes as a click by itself, Space does not.
on('keydown', '.setup-connect', (_element, event) => {
  if (!(event instanceof KeyboardEvent) || event.key !== ' ') return true;
  void disconnect();
  return false;
});
