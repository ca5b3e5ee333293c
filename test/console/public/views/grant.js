// @ts-check
/** @import { RowView } from '../../views' */
import { html } from '../html.js';
import { closeModal, notice, on, openModal, openModalElement, render } from '../kit.js';
import { save, t } from '../net.js';
import { cell } from './people-table.js';

/**
 * @typedef {object} Granting
 * @property {{ row: RowView, workspaces: Set<string> }[]} people
 * @property {readonly string[] | null} workspaces What there is to choose from, if anything.
 * @property {Set<string>} bulk
 * @property {boolean} saving
 * @property {() => void} onDone
 */

/** @type {Granting | null} */
let granting = null;

/**
 * A dropdown of checkboxes.
 *
 * @param {string} cid
 * @param {Set<string>} chosen
 * @param {readonly string[]} choices
 * @param {string} label
 */
function picker(cid, chosen, choices, label) {
  const shown = choices.filter((name) => chosen.has(name)).join(', ');
  return html`
    <div class="dropdown workspace-picker" data-picker="${cid}">
      <button type="button" class="btn btn-default btn-sm dropdown-toggle" data-toggle="dropdown" aria-haspopup="true" aria-expanded="false" aria-label="${label}${shown && `: ${shown}`}"><span class="picker-text${shown === '' ? ' text-muted' : ''}">${shown === '' ? t('workspace') : shown}</span> <span class="caret" aria-hidden="true"></span></button>
      <ul class="dropdown-menu dropdown-menu-form">
        ${choices.map((name) => html`<li><label class="checkbox"><input type="checkbox" class="js-workspace" value="${name}"${chosen.has(name) && html` checked`}> ${name}</label></li>`)}
      </ul>
    </div>`;
}

/** @param {Granting} model */
function peopleHtml({ people, workspaces }) {
  return html`
    <table class="table table-condensed grant-people">
      <thead><tr><th scope="col">${t('name')}</th><th scope="col">${t('emailColumn')}</th>${workspaces && html`<th scope="col">${t('workspace')}</th>`}</tr></thead>
      <tbody>
        ${people.map(
          ({ row, workspaces: chosen }, i) =>
            html`<tr><td>${cell(row.name)}</td><td>${cell(row.email)}</td>${workspaces && html`<td>${picker(`p${i}`, chosen, workspaces, `${t('workspace')} – ${row.name}`)}</td>`}</tr>`,
        )}
      </tbody>
    </table>`;
}

/**
 * Opens the dialog for these people.
 *
 * @param {readonly RowView[]} rows
 * @param {readonly string[] | null} workspaces
 * @param {() => void} onDone
 */
export function openGrant(rows, workspaces, onDone) {
  const model = {
    people: rows.map((row) => ({ row, workspaces: /** @type {Set<string>} */ (new Set()) })),
    workspaces,
    bulk: /** @type {Set<string>} */ (new Set()),
    saving: false,
    onDone,
  };
  granting = model;
  openModal({
    name: 'modal-grant',
    title: t('grantTitle'),
    body: html`
      <p>${t('grantIntro')}</p>
      ${workspaces && html`<div class="bulk"><span class="bulk-label">${t('workspace')} <small>(${t('applyToAll')})</small></span>${picker('all', model.bulk, workspaces, `${t('workspace')} – ${t('applyToAll')}`)}</div>`}
      <div class="js-people">${peopleHtml(model)}</div>
      ${workspaces && html`<p class="help-block">${t('grantWorkspaces')}</p>`}`,
    footer: html`
      <button type="button" class="btn btn-default" data-dismiss="modal">${t('cancel')}</button>
      <button type="submit" class="btn btn-primary">${t('connect')}</button>`,
    onSubmit: () => void submitGrant(),
    onClose: () => {
      if (granting === model) granting = null;
    },
  });
}

async function submitGrant() {
  const model = granting;
  const button = openModalElement()?.querySelector('button[type="submit"]');
  if (!model || model.saving) return;
  model.saving = true;
  button?.setAttribute('disabled', '');
  const people = model.people.map(({ row, workspaces }) => ({
    email: row.email,
    workspaces: [...workspaces],
  }));
  const error = await save('grant', { people });
  if (granting === model) closeModal();
  notice(error ? 'danger' : 'success', error ?? t('grantedMessage', { count: people.length }));
  model.onDone();
}

on('change', '.js-workspace', (box) => {
  const menu = box.closest('.workspace-picker');
  const cid = menu?.getAttribute('data-picker');
  if (!granting || !menu || !cid || !(box instanceof HTMLInputElement)) return;
  const { people, bulk } = granting;
  const one = people[Number(cid.slice(1))];
  const sets = cid === 'all' ? [bulk, ...people.map((person) => person.workspaces)] : [];
  if (cid !== 'all' && one) sets.push(one.workspaces);
  for (const set of sets) {
    if (box.checked) set.add(box.value);
    else set.delete(box.value);
  }
  const own = cid === 'all' ? bulk : one?.workspaces;
  const text = menu.querySelector('.picker-text');
  if (text && own) {
    const shown = [...(granting.workspaces ?? [])].filter((name) => own.has(name)).join(', ');
    text.textContent = shown === '' ? t('workspace') : shown;
    text.classList.toggle('text-muted', shown === '');
  }
  const list = openModalElement()?.querySelector('.js-people');
  if (cid === 'all' && list) render(list, peopleHtml(granting));
});
