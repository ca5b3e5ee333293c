// @ts-check
/** @import { Html } from '../html.js' */
/** @import { WordKey } from '../net.js' */
import { html } from '../html.js';
import { boot, t } from '../net.js';

const GEAR = html`<svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true"><path fill="none" stroke="currentColor" stroke-width="3.2" d="M10 1.8v16.4M1.8 10h16.4M4.2 4.2l11.6 11.6M15.8 4.2L4.2 15.8"/><circle cx="10" cy="10" r="4.6" fill="#34475a" stroke="currentColor" stroke-width="3"/></svg>`;

const WINDOW = html`<svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true"><path fill="none" stroke="currentColor" stroke-width="1.8" d="M3 4h14v12H3zM3 7.500h14"/></svg>`;

/** @param {string} hash */
const link = (hash, /** @type {Html | string} */ label, current = '') =>
  html`<li${hash === current ? html` class="active"` : ''}><a href="#${hash}"${hash === current ? html` aria-current="page"` : ''}>${label}</a></li>`;

/** @type {readonly (readonly [hash: string, word: WordKey])[]} */
const MINE = [
  ['settings/general', 'general'],
  ['settings/exchange_settings', 'email'],
];

/** @param {string} current */
function settingsNav(current) {
  const admin = html`
    <h4>${t('adminSettings')}</h4>
    <ul class="nav nav-stacked">
      ${link('settings/marketo-admin', 'Marketo', current)}
      ${link('settings/admin/user-management', t('userManagement'), current)}
      ${link('settings/crm/salesforce/configure', 'Salesforce', current)}
    </ul>`;
  return html`
    <nav class="settings-nav" aria-label="${t('settings')}">
      <h4>${t('mySettings')}</h4>
      <ul class="nav nav-stacked">${MINE.map(([hash, word]) => link(hash, t(word), current))}</ul>
      ${boot.me.admin && admin}
    </nav>`;
}

/** @param {string} current */
function topBar(current) {
  return html`
    <header class="navbar">
      <a class="navbar-brand" href="#command_center"><span class="brand-mark" aria-hidden="true"></span>Sales Actions</a>
      <ul class="nav navbar-nav">
        ${link('command_center', t('commandCenter'), current)}
        ${link('relationships', t('people'), current)}
      </ul>
      <div class="navbar-right">
        <a class="practice-tag" href="/practice">${t('practice')}</a>
        <button type="button" id="nav-win" class="btn btn-link" aria-label="${t('commandCenter')}">${WINDOW}</button>
        <div class="dropdown">
          <button type="button" class="btn btn-link dropdown-toggle" data-toggle="dropdown" data-key="gear" aria-haspopup="true" aria-expanded="false" aria-label="${t('settings')}">${GEAR}</button>
          <ul class="dropdown-menu pull-right">
            <li><a href="#settings/general">${t('settings')}</a></li>
          </ul>
        </div>
        <span class="navbar-user" title="${boot.me.email}"><bdi>${boot.me.name}</bdi></span>
        <a href="/logout">${t('signOut')}</a>
      </div>
    </header>`;
}

/**
 * The whole of the page around what a view draws.
 *
 * @param {string} hash Which page, for the navigation.
 * @param {string} title
 */
export function shell(hash, title) {
  const settings = hash.startsWith('settings');
  return html`
    ${topBar(hash)}
    <div class="page${settings ? ' with-nav' : ''}">
      ${settings && settingsNav(hash)}
      <main class="content">
        <h1 class="page-title">${title}</h1>
        <div id="notice"></div>
        <div id="view"></div>
      </main>
    </div>`;
}
