import type { Intent, PageKind } from '@/lib/model/console';
import {
  CONTROLS,
  controlsOn,
  DIALOG,
  isActivatable,
  isVisible,
  namesOf,
  plainText,
} from './control';
import type { EngageTerm } from './engage-profile';
import type { EngageWords } from './engage-words';
import type { Press } from './intent';
import { wordsIn } from './leaves';
import { holdsPeople } from './records';
import { allBelow, closestAcross, containsAcross, findAllIn, parentOf } from './tree';

/** Tabs as ARIA and Ext mark them; which is chosen is said by ARIA or by a class. */
const TABS = '[role="tab"], [class*="-tab"]';
const CHOSEN = /(?:^|[-_])(?:active|selected|checked)$/u;

/** How far up from its button the block of the wizard is looked for: bars, boxes, the window. */
const REACH = 20;

/** What gives a window its title. */
const TITLES =
  'h1, h2, h3, h4, legend, [role="heading"], [class*="header-text"], [class*="title" i], [class*="header" i]';

/** As many elements are looked at in one step. */
const STEP = 100;

/** What a control of the wizard would do, as its label says; `null` for any other control. */
function verbOf(control: Element, words: EngageWords): 'invite-next' | 'invite-send' | null {
  const names = namesOf(control);
  if (names.some((name) => words.names('send', name))) return 'invite-send';
  return names.some((name) => words.names('next', name)) ? 'invite-next' : null;
}

/** What activating a control of Marketo Engage would do, or `null` when it is none of the wizard's. */
export function invitePressOf(control: Element, words: EngageWords): Press | null {
  const intent: Intent | null = verbOf(control, words);
  if (intent === null || wizardAround(control, words) === null) return null;
  return { intent, control, about: { kind: 'selection' } };
}

/**
 * The block of the wizard that a control stands in: one that bears its mark, its title, or its Account Insight.
 * Marketo's own wizard for other users looks just the same, and has another title.
 */
function wizardAround(control: Element, words: EngageWords): Element | null {
  for (let at = parentOf(control), far = 0; at && far < REACH; at = parentOf(at), far += 1) {
    if (isMarked(at, words)) return at;
    if (at.localName === 'body') return null;
    const isOwn = isTitled(at, 'invite-sales-user', words) || offersInsight(at, words);
    // The page behind the wizard holds the wizard too, and beside it the people who were invited.
    if (isOwn) return isWindow(at) || !holdsPeople(at) ? frameOf(at) : null;
  }
  return null;
}

/** What is put over the page, by its role, its class, or where it stands. */
function isWindow(block: Element): boolean {
  if (block.matches(`${DIALOG}, [class*="-window"], [class*="wizard" i]`)) return true;
  const { position, zIndex } = getComputedStyle(block);
  return position !== 'static' && zIndex !== 'auto';
}

function isMarked(element: Element, words: EngageWords): boolean {
  // A part of the wizard bears its mark with more behind it, such as `…_header`.
  return [element.id, ...element.classList].some(
    (mark) => words.isWizardMark(mark) && !/[_-](?:header|body|bar|fbar|toolbar)/iu.test(mark),
  );
}

/** A title is no button's and no tab's: those lead to the wizard, and are not it. */
function isTitled(block: Element, term: EngageTerm, words: EngageWords): boolean {
  return allBelow(block, TITLES).some(
    (title) => words.names(term, plainText(title)) && !isOnControl(title),
  );
}

function isOnControl(element: Element): boolean {
  for (let at: Element | null = element, far = 0; at && far < 6; at = parentOf(at), far += 1) {
    if (isActivatable(at)) return true;
  }
  return false;
}

/** Whether there is a box for Account Insight here, as only this wizard has; a column of a table has none. */
function offersInsight(block: Element, words: EngageWords): boolean {
  const boxes = allBelow(block, BOXES);
  return (
    boxes.length > 0 &&
    boxes.some((box) => labelTerm(box, block, ['account-insight'], words) !== null)
  );
}

/** The window that a block is the inside of: the layer over the page, if it is one. */
function frameOf(block: Element): Element {
  const layer = closestAcross(block, '[role="dialog"], dialog, [class*="-window"][style]');
  return layer ?? block;
}

/** Boxes and buttons to tick, as HTML, ARIA and Ext mark them. */
export const BOXES =
  'input[type="checkbox"], input[type="radio"], [role="checkbox"], [role="radio"], [role="switch"], input[class*="checkbox"], input[class*="radio"]';

/** How far around a field its label is looked for. */
const LABEL_REACH = 6;

/**
 * Which of some terms a field is labelled with: by ARIA, by its label, or by the words nearest around it that are not
 * around another field.
 */
export function labelTerm(
  field: Element,
  block: Element,
  terms: readonly EngageTerm[],
  words: EngageWords,
): EngageTerm | null {
  const said = [
    field.getAttribute('aria-label') ?? '',
    ...(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement
      ? [...(field.labels ?? [])].map(plainText)
      : []),
  ];
  const named = (texts: readonly string[]) =>
    terms.find((term) => texts.some((text) => words.names(term, text))) ?? null;
  const own = named(said);
  if (own !== null) return own;
  for (let at = parentOf(field), far = 0; at && far < LABEL_REACH; at = parentOf(at), far += 1) {
    if (at === block || fieldsIn(at).length > 1) return null;
    const found = named(wordsIn(at).map(({ text }) => text));
    if (found !== null) return found;
  }
  return null;
}

/** Everything in a block that can be filled in or ticked. */
export function fieldsIn(block: Element): Element[] {
  return allBelow(
    block,
    `input:not([type="hidden"]), textarea, select, [role="combobox"]:not(input), [contenteditable="true"], ${BOXES}`,
  );
}

/** Every control in the document that might be one of the wizard's, a hundred at a step. */
function* verbsIn(document: Document, words: EngageWords): Generator<void, Element[]> {
  const found: Element[] = [];
  let seen = 0;
  for (const selector of CONTROLS) {
    for (const element of yield* findAllIn(document, selector)) {
      seen += 1;
      if (seen % STEP === 0) yield;
      if (controlsOn([element]).length === 0 || verbOf(element, words) === null) continue;
      if (isVisible(element)) found.push(element);
    }
  }
  return found;
}

/** The wizard as it stands open: its block, and whether its way on was found. */
export interface OpenWizard {
  readonly block: Element;
  readonly hasVerb: boolean;
}

/** Looks for the open wizard. Without a Next or Send, its mark or its title in a window is enough to be missed. */
export function* findWizard(
  document: Document,
  words: EngageWords,
): Generator<void, OpenWizard | null> {
  for (const control of yield* verbsIn(document, words)) {
    const block = wizardAround(control, words);
    if (block !== null) return { block, hasVerb: true };
    yield;
  }
  const windows = yield* findAllIn(document, '[role="dialog"], dialog, [class*="-window"], [id]');
  for (const [index, element] of windows.entries()) {
    if (index % STEP === 0) yield;
    if (isMarked(element, words) && isVisible(element)) return { block: element, hasVerb: false };
  }
  return null;
}

/** The wizard's own control for going on, or for sending, as it stands open; `null` where there is none. */
export function* findVerb(
  document: Document,
  block: Element,
  intent: 'invite-next' | 'invite-send',
  words: EngageWords,
): Generator<void, Element | null> {
  const found = (yield* verbsIn(document, words)).filter(
    (control) => containsAcross(block, control) && verbOf(control, words) === intent,
  );
  return found.find((one) => !found.some((other) => other !== one && one.contains(other))) ?? null;
}

/**
 * What Marketo Engage is showing: the sales users, when their tab is chosen, the wizard stands open or the button
 * that opens it is there; else an admin page by its hash, or none of ours.
 */
export function* findEngagePage(
  document: Document,
  words: EngageWords,
): Generator<void, Extract<PageKind, 'sales-users' | 'settings' | 'elsewhere'>> {
  const tabs = (yield* findAllIn(document, TABS)).filter(
    (tab) => isChosen(tab) && namesOf(tab).some((name) => words.names('sales-users', name)),
  );
  if (tabs.some(isVisible)) return 'sales-users';
  const candidates = yield* findAllIn(document, CONTROLS.join(', '));
  for (const [index, control] of candidates.entries()) {
    if (index % STEP === 0) yield;
    const opens = namesOf(control).some((name) => words.names('invite-sales-user', name));
    if (opens && isVisible(control)) return 'sales-users';
  }
  if ((yield* findWizard(document, words)) !== null) return 'sales-users';
  return words.isAdminHash(document.location.hash) ? 'settings' : 'elsewhere';
}

function isChosen(tab: Element): boolean {
  if (tab.getAttribute('aria-selected') === 'true') return true;
  return [...tab.classList].some((name) => CHOSEN.test(name));
}
