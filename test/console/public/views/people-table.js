// @ts-check
/** @import { PeopleView, RowView } from '../../views' */
/** @import { Html } from '../html.js' */
import { html } from '../html.js';
import { isBusy, openModalElement } from '../kit.js';
import { boot, load, t } from '../net.js';

const REFRESH_MS = 2000;
const TYPING_MS = 200;

/** A table of people: the page that is shown, the filter, and who is selected. */
export class PeopleTable {
  page = 0;
  filter = '';
  /** @type {PeopleView | null} */
  view = null;
  /** By address, over all pages and filters: the selection outlives what is on the screen. */
  /** @type {Map<string, RowView>} */
  selected = new Map();
  /** @type {Element | null} */
  place = null;
  #asked = 0;
  #typing = 0;
  #refreshing = 0;

  /** @param {(table: PeopleTable) => void} draw */
  constructor(draw) {
    this.draw = draw;
  }

  /** @param {Element} place */
  start(place) {
    this.place = place;
    this.page = 0;
    this.filter = '';
    this.selected.clear();
    this.#refreshing = window.setInterval(() => this.refresh(), REFRESH_MS);
    void this.reload();
  }

  stop() {
    this.place = null;
    clearInterval(this.#refreshing);
    clearTimeout(this.#typing);
  }

  /** Loads with a spinner. */
  async reload() {
    this.view = null;
    this.draw(this);
    await this.#fetch({});
  }

  /** Loads without anybody noticing, unless somebody is in the middle of something. */
  refresh() {
    if (this.view && this.place && !isBusy(this.place) && !openModalElement()) {
      void this.#fetch({ silent: 1 });
    }
  }

  /** @param {Record<string, number>} extra */
  async #fetch(extra) {
    const ask = ++this.#asked;
    /** @type {PeopleView | null} */
    const view = await load('people', { page: this.page, q: this.filter, ...extra });
    if (ask !== this.#asked || !this.place || !view) return;
    if (extra.silent && isBusy(this.place)) return;
    this.view = view;
    this.page = view.page;
    for (const row of view.rows)
      if (this.selected.has(row.email)) this.selected.set(row.email, row);
    this.draw(this);
  }

  /** @param {string} text */
  search(text) {
    clearTimeout(this.#typing);
    this.#typing = window.setTimeout(() => {
      this.filter = text;
      this.page = 0;
      void this.reload();
    }, TYPING_MS);
  }

  /** @param {number} step */
  turn(step) {
    this.page += step;
    void this.reload();
  }

  /**
   * The row that an element in the table belongs to.
   *
   * @param {Element} element
   */
  rowOf(element) {
    const cid = element.closest('[data-cid]')?.getAttribute('data-cid') ?? '';
    return this.view?.rows[Number(cid.slice(1))];
  }

  /**
   * @param {RowView} row
   * @param {boolean} on
   */
  select(row, on) {
    if (on) this.selected.set(row.email, row);
    else this.selected.delete(row.email);
    this.draw(this);
  }

  /** @param {boolean} on */
  selectPage(on) {
    for (const row of this.view?.rows ?? []) {
      if (on) this.selected.set(row.email, row);
      else this.selected.delete(row.email);
    }
    this.draw(this);
  }

  allSelected() {
    const rows = this.view?.rows ?? [];
    return rows.length > 0 && rows.every((row) => this.selected.has(row.email));
  }
}

/** @param {number} value */
export const number = (value) => value.toLocaleString(boot.lang);

/**
 * "1–250 of 312", and the way to the rest.
 *
 * @param {PeopleView} view
 */
export function pager({ page, pageSize, total }) {
  const from = total === 0 ? 0 : page * pageSize + 1;
  const to = Math.min(total, (page + 1) * pageSize);
  return html`
    <div class="pager">
      <span class="pager-range">${t('range', { from: number(from), to: number(to), total: number(total) })}</span>
      <button type="button" class="btn btn-default btn-sm js-previous" data-key="previous"${page === 0 && html` disabled`}>${t('previous')}</button>
      <button type="button" class="btn btn-default btn-sm js-next" data-key="next"${to >= total && html` disabled`}>${t('next')}</button>
    </div>`;
}

/**
 * A name whose own direction does not turn the table around.
 *
 * @param {string} text
 */
export function cell(text) {
  return html`<span class="clip" title="${text}"><bdi>${text}</bdi></span>`;
}

/** @param {RowView} row */
export const roleName = (row) => t(row.role === 'admin' ? 'admin' : 'member');

/**
 * The frame around a table of people: the tools stay, so that the filter keeps its cursor; the
 * rest is drawn again and again.
 *
 * @param {string} intro
 * @param {Html} tools
 */
export function tableFrame(intro, tools) {
  return html`
    <p class="text-muted">${intro}</p>
    <div class="toolbar">
      <div class="toolbar-actions">${tools}</div>
      <input type="search" class="form-control input-sm js-filter" placeholder="${t('filter')}" aria-label="${t('filter')}">
    </div>
    <div class="js-table"></div>`;
}

const dates = new Intl.DateTimeFormat(boot.lang, { dateStyle: 'medium', timeStyle: 'short' });

/** @param {number | null} time */
export const when = (time) => (time === null ? t('never') : dates.format(time));
