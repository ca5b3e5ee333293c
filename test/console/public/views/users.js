// @ts-check
/** @import { PeopleView, RowView } from '../../views' */
import { html } from '../html.js';
import {
  closeDropdowns,
  closeModal,
  notice,
  on,
  openModal,
  openModalElement,
  render,
  spinner,
} from '../kit.js';
import { boot, save, t } from '../net.js';
import { cell, number, PeopleTable, pager, tableFrame, when } from './people-table.js';

const users = new PeopleTable(drawUsers);

/** @param {string} role */
function roleOptions(role) {
  return html`<option value="member"${role === 'member' && html` selected`}>${t('member')}</option><option value="admin"${role === 'admin' && html` selected`}>${t('admin')}</option>`;
}

/**
 * @param {RowView} row
 * @param {number} i
 */
function userRow(row, i) {
  const me = row.email === boot.me.email;
  return html`
    <tr data-cid="c${i}">
      <td>${cell(row.name)}</td>
      <td>${cell(row.email)}</td>
      <td><select class="form-control input-sm js-role" data-key="role-${row.email}" aria-label="${t('role')} – ${row.name}" data-practice-person="${row.email}"${row.role === 'admin' && html` data-practice="demote"`}${me && html` disabled`}>${roleOptions(row.role)}</select></td>
      <td>${row.team}</td>
      <td class="nowrap">${when(row.lastSignIn)}</td>
      <td class="col-menu">
        <div class="dropdown">
          <button type="button" class="btn btn-link btn-sm dropdown-toggle" data-toggle="dropdown" data-key="menu-${row.email}" aria-haspopup="true" aria-expanded="false" aria-label="${t('moreActions', { name: row.name })}"><span aria-hidden="true">•••</span></button>
          <ul class="dropdown-menu pull-right"><li${me && html` class="disabled"`}><a href="#" class="js-delete" data-practice="delete-user" data-practice-person="${row.email}"${me && html` aria-disabled="true"`}>${t('delete')}</a></li></ul>
        </div>
      </td>
    </tr>`;
}

/** @param {PeopleView} view */
function usersTable(view) {
  return html`
    <table class="table table-hover">
      <thead><tr><th scope="col">${t('name')}</th><th scope="col">${t('emailColumn')}</th><th scope="col" class="col-select">${t('role')}</th><th scope="col" class="col-team">${t('team')}</th><th scope="col" class="col-when">${t('lastSignIn')}</th><th class="col-menu"></th></tr></thead>
      <tbody>${view.rows.map(userRow)}</tbody>
    </table>
    ${view.rows.length === 0 && html`<p class="empty">${t('noUsers')}</p>`}
    ${pager(view)}`;
}

/** @param {PeopleTable} table */
function drawUsers({ place, view }) {
  const area = place?.querySelector('.js-table');
  if (area) render(area, view ? usersTable(view) : spinner());
}

/** @param {Element} place */
export function showUsers(place) {
  const tools = html`
    <div class="dropdown">
      <button type="button" class="btn btn-primary dropdown-toggle" data-toggle="dropdown" data-key="actions" aria-haspopup="true" aria-expanded="false">${t('actions')} <span class="caret" aria-hidden="true"></span></button>
      <ul class="dropdown-menu">
        <li><a href="#" class="js-invite">${t('inviteUsers')}</a></li>
        <li><a href="#" class="js-invite-csv">${t('inviteCsv')}</a></li>
      </ul>
    </div>`;
  render(place, html`<div class="js-users">${tableFrame(t('userManagementIntro'), tools)}</div>`);
  users.start(place);
}

/** The page is left. */
export function hideUsers() {
  users.stop();
}

/**
 * Sends the form of a modal, and closes it when that went well.
 *
 * @param {string} action
 * @param {object} body
 * @param {string} message
 */
async function sendModal(action, body, message) {
  const button = openModalElement()?.querySelector('button[type="submit"]');
  if (button?.hasAttribute('disabled')) return;
  button?.setAttribute('disabled', '');
  const error = await save(action, body);
  closeModal();
  notice(error ? 'danger' : 'success', error ?? message);
  await users.reload();
}

/** @param {string} text */
const splitEmails = (text) => text.split(/[\s,;"]+/).filter((part) => part !== '');

/** @param {'form' | 'csv'} via */
function openInvite(via) {
  closeDropdowns();
  const input =
    via === 'form'
      ? html`<label class="control-label" for="invite-emails">${t('emailAddresses')}</label><textarea class="form-control" id="invite-emails" name="emails" rows="4" autofocus></textarea>`
      : html`<label class="control-label" for="invite-csv">${t('csvFile')}</label><input type="file" class="form-control" id="invite-csv" name="csv" accept=".csv,text/csv">`;
  openModal({
    name: 'modal-invite',
    title: t(via === 'form' ? 'inviteUsers' : 'inviteCsv'),
    body: html`
      <div class="form-group">${input}</div>
      <div class="form-group"><label class="control-label" for="invite-role">${t('role')}</label><select class="form-control" id="invite-role" name="role">${roleOptions('member')}</select></div>`,
    footer: html`
      <button type="button" class="btn btn-default" data-dismiss="modal">${t('cancel')}</button>
      <button type="submit" class="save btn btn-success">${t('send')}</button>`,
    onSubmit: async (form) => {
      const data = new FormData(form);
      const csv = data.get('csv');
      const text = csv instanceof File ? await csv.text() : String(data.get('emails') ?? '');
      // Of a table with other columns only the addresses count.
      const all = splitEmails(text);
      const emails = via === 'csv' ? all.filter((part) => part.includes('@')) : all;
      const body = { emails, role: String(data.get('role')), via };
      await sendModal('invite', body, t('invitedMessage', { count: number(emails.length) }));
    },
  });
}

/** @param {RowView} row */
function openDelete(row) {
  closeDropdowns();
  openModal({
    name: 'modal-delete',
    title: t('deleteTitle', { name: row.name }),
    body: html`<p>${t('deleteText')}</p><p><strong><bdi>${row.name}</bdi></strong><br>${row.email}</p>`,
    footer: html`
      <button type="button" class="btn btn-default" data-dismiss="modal">${t('cancel')}</button>
      <button type="submit" class="btn btn-danger" data-practice="delete-user" data-practice-person="${row.email}">${t('delete')}</button>`,
    onSubmit: () =>
      void sendModal('delete-user', { email: row.email }, t('deletedMessage', { name: row.name })),
  });
}

on('click', '.js-invite', () => {
  openInvite('form');
  return false;
});

on('click', '.js-invite-csv', () => {
  openInvite('csv');
  return false;
});

on('click', '.js-delete', (item) => {
  const row = users.rowOf(item);
  if (row && row.email !== boot.me.email) openDelete(row);
  return false;
});

on('change', '.js-role', (select) => {
  const row = users.rowOf(select);
  if (!row || !(select instanceof HTMLSelectElement)) return;
  void changeRole(row, select.value);
});

/**
 * @param {RowView} row
 * @param {string} role
 */
async function changeRole(row, role) {
  const error = await save('role', { email: row.email, role });
  notice(error ? 'danger' : 'success', error ?? t('savedMessage'));
  await users.reload();
}

on('input', '.js-users .js-filter', (box) => {
  if (box instanceof HTMLInputElement) users.search(box.value);
});

on('click', '.js-users .js-previous', () => users.turn(-1));
on('click', '.js-users .js-next', () => users.turn(1));
