import type { Place } from '@/lib/model/profile';
import { DIALOG, isActivatable, isVisible, plainText, spacedText } from './control';
import type { Lexicon } from './lexicon';
import { isPageIn, showsCredentials } from './page';
import { holdsPeople, recordAround, TABLES } from './records';
import { allBelow, allIn, closestAcross, containsAcross, isBefore, parentOf } from './tree';

/** Menus and lists that are opened by something else. */
const POPUPS = '[role="menu"], [role="listbox"], [role="tooltip"]';

/** Where a control stands, and what it is about. */
export interface Surroundings {
  /** The dialog that asks something; not one in which the console shows a whole page. */
  readonly dialog: Element | null;
  /** The record of the person that it is about; a menu is about the record that it was opened from. */
  readonly record: Element | null;
  /** Stands in a menu, and nobody can tell what that was opened from. */
  readonly isLost: boolean;
}

/** Looks around a control. */
export function surroundingsOf(control: Element, lexicon: Lexicon): Surroundings {
  const popup = closestAcross(control, POPUPS);
  const opener = popup && openerOf(popup);
  const from = opener ?? control;
  return {
    dialog: dialogAround(from, lexicon),
    record: recordAround(from),
    isLost: popup !== null && opener === null,
  };
}

/** The place of a control, as hints know it. */
export function placeOf({ dialog, record }: Surroundings): Place {
  if (record !== null) return 'row';
  return dialog === null ? 'page' : 'dialog';
}

/** Controls that say that they open a menu. */
const OPENERS = '[aria-haspopup="true"], [aria-haspopup="menu"]';

/**
 * What opened a popup: what names it, else the only control that says it has something open, else the only one
 * that stands beside it.
 */
function openerOf(popup: Element): Element | null {
  const ids = [popup, ...allBelow(popup, '[id]').slice(0, 5)].map(({ id }) => id);
  const outer = parentOf(popup);
  if (outer) ids.push(outer.id);
  const open = allIn(
    popup.ownerDocument,
    '[aria-controls], [aria-owns], [aria-expanded="true"]',
  ).filter((element) => !containsAcross(popup, element));
  const naming = open.find((element) =>
    ['aria-controls', 'aria-owns'].some((name) =>
      (element.getAttribute(name) ?? '').split(/\s+/u).some((id) => id !== '' && ids.includes(id)),
    ),
  );
  if (naming) return naming;
  const label = popup.getAttribute('aria-labelledby');
  const labelling = label === null ? null : popup.ownerDocument.getElementById(label);
  if (labelling && isActivatable(labelling)) return labelling;
  const expanded = open.filter((element) =>
    element.matches('[aria-expanded="true"][aria-haspopup]:not([aria-haspopup="false"])'),
  );
  if (expanded.length > 0) return expanded.length === 1 ? (expanded[0] ?? null) : null;
  return openerBeside(popup);
}

/** How far from its opener a menu stands at most, in pixels: a gap for its shadow or its arrow. */
const GAP = 8;

/**
 * The only control beside a popup that says it opens one. Kits that say nothing of which is open still put a
 * popup's edge at its opener's.
 */
function openerBeside(popup: Element): Element | null {
  const box = layerOf(popup).getBoundingClientRect();
  const beside = allIn(popup.ownerDocument, OPENERS).filter((opener) => {
    if (containsAcross(popup, opener) || !isVisible(opener)) return false;
    const { top, bottom, left, right } = opener.getBoundingClientRect();
    const isInLine = left < box.right && right > box.left;
    return isInLine && (Math.abs(box.top - bottom) <= GAP || Math.abs(top - box.bottom) <= GAP);
  });
  return beside.length === 1 ? (beside[0] ?? null) : null;
}

/** The block that was put over the page, in which a popup's items stand. */
function layerOf(popup: Element): Element {
  for (let at: Element | null = popup, far = 0; at && far < 4; at = parentOf(at), far += 1) {
    if (/^(?:absolute|fixed)$/u.test(getComputedStyle(at).position)) return at;
  }
  return popup;
}

/** How far up a layer over the page is looked for. */
const REACH = 14;

/** A dialog as it is marked, or a layer over the page in which something is asked, however it is marked. */
function dialogAround(control: Element, lexicon: Lexicon): Element | null {
  const marked = closestAcross(control, DIALOG);
  if (marked !== null) return isPageIn(marked, lexicon) ? null : marked;
  for (let at = parentOf(control), far = 0; at && far < REACH; at = parentOf(at), far += 1) {
    if (at.localName === 'body') return null;
    if (isLayer(at) && asksSomething(at, lexicon)) return at;
  }
  return null;
}

function isLayer(element: Element): boolean {
  return getComputedStyle(element).position === 'fixed' || element.matches(':popover-open');
}

/** A bar of buttons at the edge of the window asks nothing; what has choices or a title in it does. */
function asksSomething(layer: Element, lexicon: Lexicon): boolean {
  const choices = allBelow(
    layer,
    'select, input[type="checkbox"], input[type="radio"], [role="combobox"], [role="listbox"], [role="option"], h1, h2, h3, h4, [role="heading"]',
  );
  const isWholePage = allBelow(layer, 'nav, main, [role="main"], [role="tab"]').length > 0;
  return !isWholePage && (choices.length > 0 || lexicon.mentions('workspace', plainText(layer)));
}

/** Services that the console connects to as well, in settings of their own; products are called the same everywhere. */
const PRODUCTS =
  'salesforce|gmail|google|outlook|office ?365|microsoft|exchange|dynamics|linkedin|zoom|slack|twilio|hubspot|smtp';

// A calendar and a phone are such services too, and have a name in each language. Guesses, as for column heads.
const CALENDARS = 'calendar|kalender|agenda|calendrier|calendario|calendário';
const PHONES = 'phone|telefoon|téléphone|telefon|teléfono|telefono|telefone';
const UNSPACED = 'カレンダー|電話|캘린더|달력|전화|日历|电话|行事曆|日曆';

const OTHER_SERVICES = new RegExp(
  `(?:^|[^\\p{L}])(?:${PRODUCTS}|${CALENDARS}|${PHONES})(?:[^\\p{L}]|$)|${UNSPACED}`,
  'iu',
);

/** Whether a title names another service that the console connects to, in any language. */
export function namesOtherService(title: string): boolean {
  return OTHER_SERVICES.test(title.normalize('NFC'));
}

/** What titles a block, the surest first. What stands in a table or a list is about one line of it. */
const TITLES = ['h1, h2, h3, h4, h5, h6, [role="heading"], legend', '[class*="title" i]', 'header'];
const LINES = `${TABLES}, li, [role="listitem"]`;

/**
 * Whether a control stands in a block that is titled with another service's name, such as a card about Salesforce
 * on the Set Up page. What holds our credentials or a person is never such a block.
 */
export function isOfOtherService(
  control: Element,
  { record }: Surroundings,
  lexicon: Lexicon,
): boolean {
  if (record !== null) return false;
  for (let at = parentOf(control), far = 0; at && far < REACH; at = parentOf(at), far += 1) {
    if (at.matches('body, main, [role="main"], [role="tabpanel"], form')) return false;
    const title = titleOf(at, control);
    if (title === null) continue;
    const isOther = namesOtherService(title) && !lexicon.mentions('marketo', title);
    if (!isOther || holdsPeople(at)) return false;
    return !showsCredentials(at, lexicon, 1);
  }
  return false;
}

function titleOf(block: Element, control: Element): string | null {
  const label = block.matches('section, article, aside, fieldset, [role="region"], [role="group"]')
    ? block.getAttribute('aria-label')
    : null;
  if (label) return label;
  for (const titles of TITLES) {
    // Where not even the first one stands before the control, none does.
    const first = block.querySelector(titles);
    const isComparable = first?.getRootNode() === control.getRootNode();
    if (first && isComparable && !isBefore(first, control)) continue;
    const title = allBelow(block, titles).find(
      (element) => closestAcross(element, LINES) === null && isBefore(element, control),
    );
    if (title) return spacedText(title, 200);
  }
  return null;
}

/** As many characters around a link make it a word in a sentence. */
const SENTENCE = 20;

/** Whether a control is a link in a sentence that leads to another page: help, not a control of this one. */
export function isLinkInProse(control: Element): boolean {
  const link = closestAcross(control, 'a[href]');
  if (!(link instanceof HTMLAnchorElement)) return false;
  // A link of the console's own may well do something: some applications disconnect by one.
  if (link.origin === link.ownerDocument.location.origin) return false;
  if (!/^https?:$/u.test(link.protocol) || recordAround(control) !== null) return false;
  const sentence = link.parentElement;
  const around = lengthOf(sentence?.textContent ?? '') - lengthOf(link.textContent ?? '');
  return around >= SENTENCE;
}

/** How long a text is in the letters of an alphabet; a character of Chinese or Japanese says as much as several. */
function lengthOf(text: string): number {
  const dense = text.match(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu,
  );
  return text.trim().length + 2 * (dense?.length ?? 0);
}
