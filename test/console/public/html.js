// @ts-check

/** Markup that may go to `innerHTML`. Only {@link html} makes it. */
export class Html {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
}

/** @typedef {Html | string | number | null | false | undefined | readonly Hole[]} Hole */

/** @param {string} text */
function escapeText(text) {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

/**
 * @param {Hole} value
 * @returns {string}
 */
function fillHole(value) {
  if (value instanceof Html) return value.text;
  if (typeof value === 'string') return escapeText(value);
  if (typeof value === 'number') return String(value);
  if (value === null || value === undefined || value === false) return '';
  return value.map(fillHole).join('');
}

/**
 * A template whose holes are escaped, for text and for attributes in double quotes.
 *
 * @param {TemplateStringsArray} strings
 * @param {...Hole} holes
 */
export function html(strings, ...holes) {
  return new Html(
    strings.map((text, i) => text + (i < holes.length ? fillHole(holes[i]) : '')).join(''),
  );
}
