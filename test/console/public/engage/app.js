// @ts-check
/** @import { EngageBoot, EngageState } from '../../engage' */

/**
 * A small Ext JS 4: boxes with generated ids, labels in table cells, buttons that are links and act as soon as the
 * mouse goes down, boxes to tick that say so by a class alone. Nothing in it has a role.
 */
(() => {
  /** @type {EngageBoot} */
  const boot = JSON.parse(document.getElementById('boot')?.textContent ?? '{}');
  /** With `?cards=keep` the wizard hides its other steps, as some layouts do, instead of taking them away. */
  const keepsCards = new URLSearchParams(location.search).get('cards') === 'keep';

  /** @type {EngageState} */
  let state = { crmUsers: [], salesUsers: [] };
  let tab = 'users';
  let generated = 1000;

  /**
   * @typedef {object} Wizard
   * @property {'sales' | 'user'} kind
   * @property {number} step
   * @property {'crm' | 'email'} via
   * @property {string[]} chosen Addresses.
   * @property {string} first
   * @property {string} last
   * @property {string} email
   * @property {string} expires `YYYY-MM-DD`, or nothing.
   * @property {boolean} accountInsight
   * @property {boolean} salesInsight
   * @property {string} message
   * @property {'crm' | 'date' | null} open
   * @property {string | null} problem
   */
  /** @type {Wizard | null} */
  let wizard = null;

  /** @param {string} key */
  const t = (key) => boot.words[key] ?? key;
  /** @param {string} text */
  const esc = (text) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
  /** @param {string} kind */
  const id = (kind) => {
    generated += 1;
    return `${kind}-${generated}`;
  };

  /**
   * @param {string} action
   * @param {string} label
   * @param {boolean} [main]
   */
  function button(action, label, main = false) {
    const own = id('button');
    return `<a class="x4-btn x4-unselectable ${main ? 'x4-btn-default-small' : 'x4-btn-default-toolbar-small'}" hidefocus="on" unselectable="on" tabindex="0" id="${own}" data-act="${action}"><span id="${own}-btnWrap" class="x4-btn-wrap"><span id="${own}-btnEl" class="x4-btn-button"><span id="${own}-btnInnerEl" class="x4-btn-inner x4-btn-inner-center" unselectable="on">${esc(label)}</span></span></span></a>`;
  }

  /**
   * @param {string} label
   * @param {string} body
   */
  function field(label, body) {
    const own = id('field');
    return `<table class="x4-field x4-form-item" id="${own}" cellpadding="0" role="presentation"><tbody><tr><td class="x4-field-label-cell"><label id="${own}-labelEl" class="x4-form-item-label" unselectable="on">${esc(label)}:</label></td><td class="x4-form-item-body" id="${own}-bodyEl">${body}</td></tr></tbody></table>`;
  }

  /**
   * @param {string} kind
   * @param {string} action
   * @param {string} label
   * @param {boolean} on
   */
  function box(kind, action, label, on) {
    const own = id(kind);
    return `<table class="x4-field x4-form-item x4-form-type-checkbox${on ? ' x4-form-cb-checked' : ''}" id="${own}" role="presentation"><tbody><tr><td class="x4-form-item-body x4-form-cb-wrap"><input type="button" id="${own}-inputEl" class="x4-form-field x4-form-${kind}" autocomplete="off" hidefocus="true" data-act="${action}"> <label id="${own}-boxLabelEl" for="${own}-inputEl" class="x4-form-cb-label x4-form-cb-label-after">${esc(label)}</label></td></tr></tbody></table>`;
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  const text = (name, value) =>
    `<input type="text" id="${id('textfield')}-inputEl" class="x4-form-field x4-form-text" name="${name}" autocomplete="off" data-field="${name}" value="${esc(value)}">`;

  /**
   * @param {string} kind
   * @param {string} action
   * @param {string} input
   */
  const triggered = (kind, action, input) =>
    `<table class="x4-form-trigger-wrap" role="presentation"><tbody><tr><td class="x4-form-trigger-input-cell">${input}</td><td class="x4-trigger-cell"><div class="x4-trigger-index-0 x4-form-trigger x4-form-${kind}-trigger" id="${id('ext-gen')}" data-act="${action}"></div></td></tr></tbody></table>`;

  /** @param {string} iso */
  function dateText(iso) {
    const [year, month, day] = iso.split('-');
    const order = boot.lang === 'en' ? [month, day, year] : [day, month, year];
    return /^(?:ja|ko|zh)/.test(boot.lang) ? `${year}/${month}/${day}` : order.join('/');
  }

  /** @param {Wizard} w */
  function crmField(w) {
    const names = state.crmUsers.filter(({ email }) => w.chosen.includes(email));
    const value = names.map(({ name }) => name).join(', ');
    const input = `<input type="text" id="${id('combobox')}-inputEl" class="x4-form-field x4-form-text x4-trigger-noedit" readonly name="crmUser" data-field="crmUser" value="${esc(value)}">`;
    const items = state.crmUsers.map(
      ({ name, email }) =>
        `<li class="x4-boundlist-item${w.chosen.includes(email) ? ' x4-boundlist-selected' : ''}" unselectable="on" data-act="choose" data-key="${esc(email)}">${esc(name)} (${esc(email)})</li>`,
    );
    // Once it was opened, the list stays in the page.
    const list = `<div class="x4-boundlist x4-boundlist-floating${w.open === 'crm' ? '' : ' x4-hide-offsets'}" id="${id('boundlist')}"><ul class="x4-list-plain">${items.join('')}</ul></div>`;
    return field(t('crmUser'), triggered('arrow', 'open-crm', input) + list);
  }

  /** @param {Wizard} w */
  function dateField(w) {
    const shown = w.expires === '' ? t('never') : dateText(w.expires);
    const input = `<input type="text" id="${id('datefield')}-inputEl" class="x4-form-field x4-form-text${w.expires === '' ? ' x4-form-empty-field' : ''}" name="expires" readonly data-field="expires" value="${esc(shown)}">`;
    const picker = w.open === 'date' ? datePicker() : '';
    return field(t('expiry'), triggered('date', 'open-date', input) + picker);
  }

  function datePicker() {
    const start = new Date();
    const days = Array.from({ length: 42 }, (_, at) => {
      const day = new Date(Date.UTC(start.getFullYear(), start.getMonth() + 1, at + 1));
      return `<td class="x4-datepicker-cell" data-act="date" data-key="${day.toISOString().slice(0, 10)}">${day.getUTCDate()}</td>`;
    });
    const weeks = Array.from({ length: 6 }, (_, at) => days.slice(at * 7, at * 7 + 7).join(''));
    return `<div class="x4-datepicker" id="${id('datepicker')}"><table class="x4-datepicker-inner"><tbody>${weeks.map((week) => `<tr>${week}</tr>`).join('')}</tbody></table></div>`;
  }

  /** @param {Wizard} w */
  function whoCard(w) {
    const byEmail =
      field(t('firstName'), text('first', w.first)) +
      field(t('lastName'), text('last', w.last)) +
      field(t('email'), text('email', w.email));
    if (w.kind === 'user') return byEmail + dateField(w);
    return (
      box('radio', 'via-crm', t('fromCrm'), w.via === 'crm') +
      box('radio', 'via-email', t('byEmail'), w.via === 'email') +
      (w.via === 'crm' ? crmField(w) : byEmail) +
      dateField(w)
    );
  }

  /** @param {Wizard} w */
  function accessCard(w) {
    const first =
      w.kind === 'sales' ? box('checkbox', 'insight', t('accountInsight'), w.accountInsight) : '';
    return `<p>${esc(t('permissions'))}</p>${first}${box('checkbox', 'sales', t('salesInsight'), w.salesInsight)}`;
  }

  /** @param {Wizard} w */
  function messageCard(w) {
    const area = `<textarea id="${id('textareafield')}-inputEl" class="x4-form-field x4-form-textarea" name="message" data-field="message">${esc(w.message)}</textarea>`;
    return field(t('subject'), text('subject', t('defaultSubject'))) + field(t('message'), area);
  }

  function wizardHtml() {
    if (wizard === null) return '';
    const w = wizard;
    const own = id(w.kind === 'sales' ? 'adminSalesUserInviteWizard' : 'adminUserInviteWizard');
    const cards = [whoCard(w), accessCard(w), messageCard(w)].map((card, at) =>
      at === w.step || keepsCards
        ? `<div class="x4-panel-body${at === w.step ? '' : ' x4-hide-offsets'}">${card}</div>`
        : '',
    );
    const buttons = [
      button('cancel', t('cancel')),
      w.step > 0 ? button('back', t('back')) : '',
      w.step < 2 ? button('next', t('next'), true) : button('send', t('send'), true),
    ];
    return `<div class="x4-mask"></div><div class="x4-window x4-layer x4-window-default x4-closable" id="${own}" style="position:absolute;z-index:19001" tabindex="-1"><div class="x4-window-header x4-header" id="${own}_header"><span id="${own}_header_hd-textEl" class="x4-header-text x4-window-header-text" unselectable="on">${esc(t(w.kind === 'sales' ? 'inviteSalesUser' : 'inviteUser'))}</span><div class="x4-tool" data-act="cancel"><span class="x4-tool-close" title="${esc(t('close'))}">×</span></div></div><div class="x4-window-body" id="${own}-body">${w.problem === null ? '' : `<div class="x4-form-invalid">${esc(w.problem)}</div>`}${cards.join('')}</div><div class="x4-toolbar x4-toolbar-footer" id="${id('toolbar')}">${buttons.join('')}</div></div>`;
  }

  /** @param {string} name */
  const tabHtml = (name) =>
    `<a class="x4-tab${tab === name ? ' x4-tab-active' : ''}" hidefocus="on" tabindex="0" id="${id('tab')}" data-act="tab" data-key="${name}"><span class="x4-tab-wrap"><span class="x4-tab-inner">${esc(t(name))}</span></span></a>`;

  function gridHtml() {
    const heads = ['firstName', 'email', 'accountInsight', 'expiry'].map(
      (key) => `<td class="x4-column-header">${esc(t(key))}</td>`,
    );
    const rows = state.salesUsers.map(
      (one) =>
        `<tr class="x4-grid-row"><td><div class="x4-grid-cell-inner">${esc(one.name)}</div></td><td><div class="x4-grid-cell-inner">${esc(one.email)}</div></td><td>${one.accountInsight ? '✓' : ''}</td><td>${one.expires === null ? esc(t('never')) : dateText(one.expires)}</td></tr>`,
    );
    return `<div class="x4-grid-view"><table class="x4-grid-table"><tbody><tr>${heads.join('')}</tr>${rows.join('')}</tbody></table></div><div class="x4-toolbar">${button('page-back', t('back'))}${button('page-next', t('next'))}</div>`;
  }

  function adminHtml() {
    const tools =
      tab === 'salesUsers'
        ? button('invite-sales', t('inviteSalesUser')) + button('delete', t('deleteUser'))
        : tab === 'users'
          ? button('invite-user', t('inviteUser'))
          : '';
    return `<div class="x4-panel"><div class="x4-tab-bar">${['users', 'roles', 'salesUsers'].map(tabHtml).join('')}</div><div class="x4-toolbar">${tools}</div>${tab === 'salesUsers' ? gridHtml() : ''}</div>`;
  }

  function draw() {
    const place = document.getElementById('viewport');
    if (place === null) return;
    const isAdmin = location.hash === '#EA0A1';
    // The tree has the marketer's nodes, or the admin's.
    const tree = location.hash.startsWith('#EA')
      ? [['EA0A1', 'usersRoles']]
      : [['MM0A1', 'marketing']];
    const nodes = tree.map(
      ([hash, key]) =>
        `<li class="x-tree-node"><div class="x-tree-node-el${location.hash === `#${hash}` ? ' x-tree-selected' : ''}" data-act="node" data-key="${hash}"><a class="x-tree-node-anchor" hidefocus="on"><span unselectable="on">${esc(t(key ?? ''))}</span></a></div></li>`,
    );
    place.innerHTML = `<div class="x4-toolbar mk-head"><b>Marketo</b> <a class="x4-mk-area" tabindex="0" hidefocus="on" data-act="node" data-key="EA0A0">${esc(t('admin'))}</a></div><div class="x-panel"><ul class="x-tree-node-ct">${nodes.join('')}</ul></div><div>${isAdmin ? adminHtml() : ''}</div>${wizardHtml()}`;
  }

  /** @param {'sales' | 'user'} kind */
  function openWizard(kind) {
    const message = t('defaultMessage');
    wizard = {
      ...{ kind, step: 0, via: kind === 'user' ? 'email' : 'crm', chosen: [], first: '', last: '' },
      ...{ email: '', expires: '', accountInsight: false, salesInsight: true, message, open: null },
      problem: null,
    };
  }

  /** @param {Wizard} w */
  async function send(w) {
    const people =
      w.via === 'crm'
        ? state.crmUsers.filter(({ email }) => w.chosen.includes(email))
        : [{ name: `${w.first} ${w.last}`.trim(), email: w.email }];
    const { via, accountInsight, message } = w;
    const expires = w.expires === '' ? null : w.expires;
    const response = await fetch(w.kind === 'sales' ? '/api/sales-invite' : '/api/user-invite', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ people, via, expires, accountInsight, message }),
    });
    if (response.ok) {
      wizard = null;
      await load();
    } else if (wizard !== null) wizard.problem = t('failed');
    draw();
  }

  async function load() {
    const response = await fetch('/api/engage');
    if (response.ok) state = await response.json();
  }

  /**
   * @param {Wizard} w
   * @param {string} action
   * @param {string} key
   */
  function inWizard(w, action, key) {
    w.problem = null;
    if (action === 'via-crm') w.via = 'crm';
    else if (action === 'via-email') w.via = 'email';
    else if (action === 'open-crm') w.open = w.open === 'crm' ? null : 'crm';
    else if (action === 'open-date') w.open = w.open === 'date' ? null : 'date';
    else if (action === 'choose') {
      w.chosen = w.chosen.includes(key)
        ? w.chosen.filter((one) => one !== key)
        : [...w.chosen, key];
    } else if (action === 'date') {
      w.expires = key;
      w.open = null;
    } else if (action === 'insight') w.accountInsight = !w.accountInsight;
    else if (action === 'sales') w.salesInsight = !w.salesInsight;
    else if (action === 'back') w.step -= 1;
    else if (action === 'next') w.step += 1;
    if (action === 'next' || action === 'back') w.open = null;
  }

  /**
   * @param {string} action
   * @param {string} key
   */
  function act(action, key) {
    if (action === 'node') location.hash = `#${key}`;
    else if (action === 'tab') tab = key;
    else if (action === 'invite-sales') openWizard('sales');
    else if (action === 'invite-user') openWizard('user');
    else if (action === 'cancel') wizard = null;
    else if (action === 'send' && wizard !== null) void send(wizard);
    else if (wizard !== null) inWizard(wizard, action, key);
    draw();
  }

  /** @param {Event} event */
  function onDown(event) {
    const target = event.target instanceof Element ? event.target.closest('[data-act]') : null;
    if (target === null) return;
    event.preventDefault();
    act(target.getAttribute('data-act') ?? '', target.getAttribute('data-key') ?? '');
  }

  document.addEventListener('mousedown', onDown);
  document.addEventListener('keydown', (event) => {
    const isField = event.target instanceof HTMLInputElement && event.target.type === 'text';
    if ((event.key === 'Enter' || event.key === ' ') && !isField) onDown(event);
  });
  document.addEventListener('input', (event) => {
    const target = event.target;
    if (wizard === null || !(target instanceof HTMLElement) || !('value' in target)) return;
    const name = target.dataset.field;
    const value = String(target.value);
    if (name === 'first' || name === 'last' || name === 'email' || name === 'message') {
      wizard[name] = value;
    }
  });
  window.addEventListener('hashchange', draw);
  if (location.hash === '') location.hash = '#MM0A1';
  void load().then(draw);
})();
