// @ts-check
import { html } from './html.js';
import { closeModal, notice, on, render } from './kit.js';
import { boot, t } from './net.js';
import { hideAccess, showAccess } from './views/access.js';
import {
  generalHtml,
  greeting,
  hideOther,
  mailHtml,
  salesforceHtml,
  showCommandCenter,
  showOther,
} from './views/other.js';
import { hideSetup, showSetup } from './views/setup.js';
import { shell } from './views/shell.js';
import { hideUsers, showUsers } from './views/users.js';

/**
 * @typedef {object} Page
 * @property {string} title
 * @property {boolean} [admin] Only for admins.
 * @property {(place: Element) => void} show
 */

/** The data that came with the page is good for the first look only. */
let ready = boot.setup;

/** @type {'setup' | 'access'} */
let tab = 'setup';

/**
 * @param {'setup' | 'access'} name
 * @param {string} label
 */
const tabHtml = (name, label) =>
  html`<li role="presentation"${tab === name && html` class="active"`}><a href="#settings/marketo-admin" role="tab" id="tab-${name}" data-tab="${name}" data-key="tab-${name}" aria-controls="tab-panel" aria-selected="${String(tab === name)}"${tab !== name && html` tabindex="-1"`}>${label}</a></li>`;

function leave() {
  hideSetup();
  hideAccess();
  hideUsers();
  hideOther();
}

/** @param {Element} place */
function showMarketo(place) {
  leave();
  render(
    place,
    html`
      <ul class="nav nav-tabs" role="tablist">${tabHtml('setup', t('setUp'))}${tabHtml('access', t('userAccess'))}</ul>
      <div class="tab-content"><div class="tab-pane active${tab === 'access' && ' js-access'}" id="tab-panel" role="tabpanel" aria-labelledby="tab-${tab}"></div></div>`,
  );
  const panel = place.querySelector('#tab-panel');
  if (!panel) return;
  if (tab === 'access') return showAccess(panel);
  showSetup(panel, ready);
  ready = null;
}

/** @param {string} name */
function openTab(name) {
  const view = document.getElementById('view');
  if (!view || (name !== 'setup' && name !== 'access')) return;
  tab = name;
  notice('success', null);
  showMarketo(view);
}

on('click', '[data-tab]', (link) => {
  openTab(link.getAttribute('data-tab') ?? '');
  return false;
});

on('keydown', '[data-tab]', (link, event) => {
  const key = event instanceof KeyboardEvent ? event.key : '';
  if (key === ' ') openTab(link.getAttribute('data-tab') ?? '');
  else if (key === 'ArrowRight' || key === 'ArrowLeft') {
    openTab(tab === 'setup' ? 'access' : 'setup');
    document.getElementById(`tab-${tab}`)?.focus();
  } else return true;
  return false;
});

/**
 * @param {string} hash
 * @returns {Page}
 */
function pageOf(hash) {
  switch (hash) {
    case 'settings':
    case 'settings/general':
      return { title: t('general'), show: (place) => showOther(place, generalHtml) };
    case 'settings/exchange_settings':
    case 'settings/email-servers/smtp/configure':
      return { title: t('emailConnection'), show: (place) => showOther(place, mailHtml) };
    case 'settings/marketo-admin':
      return { title: 'Marketo', admin: true, show: showMarketo };
    case 'settings/admin/user-management':
      return { title: t('userManagement'), admin: true, show: showUsers };
    case 'settings/crm/salesforce/configure':
      return {
        title: 'Salesforce',
        admin: true,
        show: (place) => showOther(place, salesforceHtml),
      };
    case 'relationships':
    case 'identities':
      return { title: t('people'), show: showCommandCenter };
    default:
      return { title: greeting(), show: showCommandCenter };
  }
}

function route() {
  const app = document.getElementById('app');
  if (!app) return;
  const hash = location.hash.slice(1);
  // A control that is a link to nowhere must not turn the page over when its handler is not asked.
  if (hash === '' && app.childElementCount > 0) return;
  leave();
  closeModal();
  tab = 'setup';
  const page = pageOf(hash);
  render(app, shell(hash === '' ? 'command_center' : hash, page.title));
  document.title = `${page.title} – Sales Actions`;
  const view = document.getElementById('view');
  if (!view) return;
  if (page.admin && !boot.me.admin) {
    render(view, html`<div class="alert alert-warning">${t('notAllowed')}</div>`);
  } else {
    page.show(view);
  }
}

window.addEventListener('hashchange', route);
route();
