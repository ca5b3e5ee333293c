// @ts-check
/** @import { OtherView } from '../../views' */
/** @import { Html } from '../html.js' */
/** @import { WordKey } from '../net.js' */
import { html } from '../html.js';
import { notice, on, render, spinner } from '../kit.js';
import { boot, load, save, t } from '../net.js';

/** The pages on which a Connect or a Disconnect means nothing that matters here. */

/** @typedef {(view: OtherView) => Html} Draw */

/** @type {{ place: Element | null, draw: Draw | null }} */
const other = { place: null, draw: null };

async function loadOther() {
  const { place, draw } = other;
  if (!place || !draw) return;
  /** @type {OtherView | null} */
  const view = await load('other');
  if (other.place === place && other.draw === draw && view) render(place, draw(view));
}

/**
 * @param {Element} place
 * @param {Draw} draw
 */
export function showOther(place, draw) {
  other.place = place;
  other.draw = draw;
  render(place, spinner());
  void loadOther();
}

/** The page is left. */
export function hideOther() {
  other.place = null;
}

/**
 * @param {'salesforce' | 'mail'} what
 * @param {boolean} connected
 */
function connection(what, connected) {
  return html`
    <p class="connection-status"><span class="status-dot${connected ? ' on' : ''}" aria-hidden="true"></span> ${t(connected ? 'connected' : 'notConnected')}</p>
    <div class="form-actions">${
      connected
        ? html`<a href="#" class="tout-action ${what}-connect red standard js-other" role="button" data-action-name="${what}-disconnect">${t('disconnect')}</a>`
        : html`<button type="button" class="btn btn-success js-other" data-action-name="${what}-connect">${t('connect')}</button>`
    }</div>`;
}

/** @type {Draw} */
export const salesforceHtml = (view) => html`
  <p class="text-muted">${t('salesforceIntro')}</p>
  <div class="form-horizontal">${connection('salesforce', view.salesforce)}</div>`;

/** @type {Draw} */
export const mailHtml = (view) => html`
  <p class="text-muted">${t('emailIntro')}</p>
  <div class="form-horizontal">${connection('mail', view.mail)}</div>`;

const ZONES = ['Europe/London', 'Europe/Amsterdam', 'America/New_York', 'Asia/Tokyo'];

/** @type {Draw} */
export const generalHtml = (view) => html`
  <form id="general" class="form-horizontal">
    <div class="form-group"><label class="control-label" for="company">${t('company')}</label><input class="form-control" id="company" name="company" value="${view.company}"></div>
    <div class="form-group"><label class="control-label" for="zone">${t('timeZone')}</label><select class="form-control" id="zone" name="zone">${ZONES.map((zone) => html`<option${zone === view.timeZone && html` selected`}>${zone}</option>`)}</select></div>
    <div class="form-actions"><button type="submit" class="save btn btn-success">${t('save')}</button></div>
  </form>
  <h2 class="section-title">${t('emailConnection')}</h2>
  <p class="text-muted">${t('emailIntro')}</p>
  <div class="form-horizontal">${connection('mail', view.mail)}</div>`;

/** @type {readonly (readonly [text: WordKey, button: WordKey])[]} */
const CARDS = [
  ['cardPeople', 'connectPeople'],
  ['cardCall', 'disconnectCall'],
  ['cardPhone', 'connect'],
  ['cardFeed', 'disconnect'],
];

/** @param {Element} place */
export function showCommandCenter(place) {
  render(
    place,
    html`<div class="cards">${CARDS.map(
      ([text, button]) => html`
        <section class="card">
          <p>${t(text)}</p>
          <p><button type="button" class="btn btn-default js-card">${t(button)}</button> <a href="#relationships">${t('viewAll')}</a></p>
        </section>`,
    )}</div>`,
  );
}

on('click', '.js-card', (button) => {
  notice('success', button.textContent);
  return false;
});

/** @param {HTMLElement} control */
async function changeConnection(control) {
  const action = control.getAttribute('data-action-name') ?? '';
  const error = await save(action);
  notice(error ? 'danger' : 'success', error ?? t('savedMessage'));
  await loadOther();
}

on('click', '.js-other', (control) => {
  void changeConnection(control);
  return false;
});

on('keydown', 'a.js-other', (control, event) => {
  if (!(event instanceof KeyboardEvent) || event.key !== ' ') return true;
  void changeConnection(control);
  return false;
});

/** @param {FormData} data */
async function saveGeneral(data) {
  const error = await save('general', {
    company: String(data.get('company') ?? ''),
    timeZone: String(data.get('zone') ?? ''),
  });
  notice(error ? 'danger' : 'success', error ?? t('savedMessage'));
}

on('submit', '#general', (form) => {
  if (form instanceof HTMLFormElement) void saveGeneral(new FormData(form));
  return false;
});

/** The name of the signed-in person, for a greeting. */
export const greeting = () => t('welcome', { name: boot.me.name });
