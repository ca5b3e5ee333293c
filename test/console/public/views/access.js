// @ts-check
/** @import { PeopleView, RowView } from '../../views' */
import { html } from '../html.js';
import { notice, on, render, spinner } from '../kit.js';
import { save, t } from '../net.js';
import { openGrant } from './grant.js';
import { cell, number, PeopleTable, pager, roleName, tableFrame } from './people-table.js';

const access = new PeopleTable(drawAccess);
let revoking = false;

/**
 * @param {RowView} row
 * @param {number} i
 * @param {boolean} workspaces
 */
function rowHtml(row, i, workspaces) {
  const chosen = access.selected.has(row.email);
  return html`
    <tr data-cid="c${i}"${chosen && html` class="active"`}>
      <td class="col-check"><input type="checkbox" class="js-select" data-key="select-${row.email}" aria-label="${t('selectOne', { name: row.name })}"${chosen && html` checked`}></td>
      <td>${cell(row.name)}</td>
      <td>${cell(row.email)}</td>
      <td>${roleName(row)}</td>
      <td><span class="status-dot${row.connected ? ' on' : ''}" aria-hidden="true"></span> ${t(row.connected ? 'connected' : 'notConnected')}</td>
      ${workspaces && html`<td>${row.workspaces.map((name) => html`<span class="label label-default">${name}</span> `)}</td>`}
    </tr>`;
}

/** @param {PeopleView} view */
function accessTable(view) {
  const workspaces = view.workspaces !== null;
  return html`
    <table class="table table-hover">
      <thead><tr>
        <th scope="col" class="col-check"><input type="checkbox" class="js-select-page" data-key="select-page" aria-label="${t('selectPage')}"${access.allSelected() && html` checked`}></th>
        <th scope="col">${t('name')}</th><th scope="col">${t('emailColumn')}</th><th scope="col" class="col-role">${t('role')}</th><th scope="col" class="col-status">${t('status')}</th>${workspaces && html`<th scope="col" class="col-workspace">${t('workspace')}</th>`}
      </tr></thead>
      <tbody>${view.rows.map((row, i) => rowHtml(row, i, workspaces))}</tbody>
    </table>
    ${view.rows.length === 0 && html`<p class="empty">${t('noUsers')}</p>`}
    ${pager(view)}`;
}

function accessTools() {
  const count = access.selected.size;
  const off = (count === 0 || revoking) && html` disabled`;
  return html`
    <button type="button" class="btn btn-primary js-grant" data-key="grant"${off}>${t('connect')}</button>
    <button type="button" class="btn btn-default js-revoke" data-key="revoke"${off}>${t('disconnect')}</button>
    ${count > 0 && html`<span class="selected-count" aria-live="polite">${t('selected', { count: number(count) })}</span>`}`;
}

/** @param {PeopleTable} table */
function drawAccess({ place, view }) {
  const tools = place?.querySelector('.toolbar-actions');
  const area = place?.querySelector('.js-table');
  if (!tools || !area) return;
  render(tools, accessTools());
  render(area, view ? accessTable(view) : spinner());
}

/** @param {Element} place */
export function showAccess(place) {
  render(place, tableFrame(t('userAccessIntro'), accessTools()));
  access.start(place);
}

/** The tab is left. */
export function hideAccess() {
  access.stop();
}

async function revokeSelected() {
  const rows = [...access.selected.values()];
  if (rows.length === 0 || revoking) return;
  revoking = true;
  drawAccess(access);
  const error = await save('revoke', { emails: rows.map((row) => row.email) });
  revoking = false;
  const count = rows.filter((row) => row.connected).length;
  notice(error ? 'danger' : 'success', error ?? t('revokedMessage', { count: number(count) }));
  if (!error) access.selected.clear();
  await access.reload();
}

on('change', '.js-select', (box) => {
  const row = access.rowOf(box);
  if (row && box instanceof HTMLInputElement) access.select(row, box.checked);
});

on('change', '.js-select-page', (box) => {
  if (box instanceof HTMLInputElement) access.selectPage(box.checked);
});

on('click', '.js-grant', () => {
  openGrant([...access.selected.values()], access.view?.workspaces ?? null, () => {
    access.selected.clear();
    void access.reload();
  });
  return false;
});

on('click', '.js-revoke', () => {
  void revokeSelected();
  return false;
});

on('input', '.js-access .js-filter', (box) => {
  if (box instanceof HTMLInputElement) access.search(box.value);
});

on('click', '.js-access .js-previous', () => access.turn(-1));
on('click', '.js-access .js-next', () => access.turn(1));
