import { allWithin, elementsOf, isPlain } from './plain';
import { closestAcross, parentOf, textsNow } from './tree';

/** Roles that a person activates, and whose activation may therefore be a press. */
const ACTIVE_ROLES = new Set([
  'button',
  'link',
  'menuitem',
  'menuitemcheckbox',
  'menuitemradio',
  'option',
  'switch',
]);

/** Roles whose activation chooses what is shown: a tab called "Connect" connects nothing. */
const VIEW_ROLES = new Set(['tab', 'columnheader', 'treeitem']);

/** Dialogs as ARIA, HTML and Bootstrap mark them. */
export const DIALOG = 'dialog, [role="dialog"], [role="alertdialog"], [aria-modal="true"], .modal';

/** Input types that are buttons. */
const BUTTON_INPUTS = new Set(['button', 'submit', 'image', 'reset']);

/** How far up from where a press lands its control is looked for: icon, span, slot, wrapper, button, host. */
const REACH = 25;

/** How far around the innermost control another one is looked for: the host of a web component, its slots. */
const AROUND = 3;

/** The longest text that is read of a control; labels are far shorter. */
const LONGEST_NAME = 400;

/** Elements that say what a control is called in a picture's language only. */
const DECORATION = 'svg, i, [aria-hidden="true"]';

/** Attributes in which kits and libraries keep what a control is called, or what its tooltip will say. */
const NAMING = [
  'aria-label',
  'title',
  'label',
  'data-tooltip',
  'data-title',
  'data-original-title',
  'data-bs-original-title',
  'data-bs-title',
  'data-pr-tooltip',
  'tooltip',
];

/** Whether the element is of a kind of its own, as web components are. */
function isCustom(element: Element): boolean {
  return element.localName.includes('-');
}

/**
 * Whether the element is what a dialog is made of, or holds several things to activate: then it is called what is
 * asked in it, and pressing it does nothing.
 */
function isFrame(element: Element): boolean {
  const roots = [element, ...(element.shadowRoot ? [element.shadowRoot] : [])];
  const inside = roots
    .filter((root) => root.querySelector(INSIDE_FRAMES) !== null)
    .flatMap((root) => [...root.querySelectorAll(INSIDE_FRAMES)]);
  return inside.length > 1 || inside.some((one) => one.matches(DIALOG));
}

/** Whether the element is made to be activated: by its tag, its role, or a handler in its markup. */
export function isActivatable(element: Element): boolean {
  const role = element.getAttribute('role');
  if (role) return ACTIVE_ROLES.has(role);
  if (element instanceof HTMLInputElement) return BUTTON_INPUTS.has(element.type);
  return element.matches('button, a, summary, [onclick]');
}

/** What can be a control, for finding those that are there; each part is looked for in a step of its own. */
export const CONTROLS = [
  'button, a, input[type="button"], input[type="submit"], input[type="image"], summary',
  '[role="button"], [role="link"], [role="menuitem"], [role="option"]',
  '[onclick], [tabindex]',
] as const;

const INSIDE_FRAMES = `${CONTROLS}, ${DIALOG}`;

/** Whether a person can see the element. A slot has no box of its own, and is seen where what holds it is. */
export function isVisible(element: Element): boolean {
  if (element.checkVisibility({ visibilityProperty: true })) return true;
  if (getComputedStyle(element).display !== 'contents') return false;
  const outer = parentOf(element);
  return outer !== null && isVisible(outer);
}

/** Whether no press can reach the control: what merely looks switched off may act all the same. */
export function isInert(element: Element): boolean {
  return element.matches(':disabled, [inert], [inert] *');
}

/** Whether the control looks switched off: it, or the web component that it is the inside of, is switched off. */
export function isDisabled(element: Element): boolean {
  if (element.matches(':disabled, [aria-disabled="true"], .disabled, [inert] *')) return true;
  const root = element.getRootNode();
  const host = isCustom(element) ? element : root instanceof ShadowRoot ? root.host : null;
  return host?.matches('[disabled], [aria-disabled="true"]') ?? false;
}

/** The text of an element without its decoration, at most {@link LONGEST_NAME} characters of it. */
export function plainText(element: Element): string {
  return textOf(element, (inner) => inner.matches(DECORATION));
}

function textOf(element: Element, leaveOut: (inner: Element) => boolean): string {
  const words: string[] = [];
  let length = 0;
  for (const { data } of textsNow(element, leaveOut)) {
    words.push(data);
    length += data.length;
    if (length > LONGEST_NAME) break;
  }
  return words.join('').slice(0, LONGEST_NAME);
}

/** The text of an element with its parts kept apart, however closely they stand, at most `limit` characters. */
export function spacedText(element: Element, limit: number): string {
  const words: string[] = [];
  let length = 0;
  for (const { data } of textsNow(element)) {
    words.push(data.slice(0, limit));
    length += data.length + 1;
    if (length > limit) break;
  }
  return words.join(' ').slice(0, limit);
}

/**
 * For screen readers only (cut down to a pixel or clipped away, as the kits' own helper classes do), or there to
 * keep a place (a bold copy of a tab's label that nobody sees).
 */
function isVisuallyHidden(element: Element): boolean {
  const { clip, clipPath, position, width, overflow, visibility } = getComputedStyle(element);
  if (visibility === 'hidden') return true;
  if (position !== 'absolute' && position !== 'fixed') return false;
  const isTiny = Number.parseFloat(width) <= 1 && overflow === 'hidden';
  return isTiny || clip.startsWith('rect(0') || clipPath.startsWith('inset(');
}

/**
 * Every text by which a control could be called: its label by ARIA, its words, its value, its tooltip. What kits
 * hide in a label for screen readers ("danger") may be part of a name, or not.
 */
export function namesOf(element: Element): string[] {
  const shown = plainText(element);
  const names = [
    shown,
    ...(element.childElementCount > 0 ? [spacedText(element, LONGEST_NAME)] : []),
    ...(element.childElementCount > 0 ? textsWithin(element, shown) : []),
    ...attributesOf(element, NAMING),
    labelledBy(element),
    wrapperTooltip(element),
  ];
  if (element instanceof HTMLInputElement && BUTTON_INPUTS.has(element.type)) {
    names.push(element.value, element.alt);
  }
  return names.filter((name): name is string => name !== null && name.trim() !== '');
}

/** Further readings of a control with elements in it: without what is hidden, or by what its pictures say. */
function textsWithin(element: Element, shown: string): (string | null)[] {
  const names: (string | null)[] = [];
  if (shown.trim() === '') names.push(textOf(element, (inner) => inner.matches('svg')));
  else if ([...element.children].length > 1 || element.childNodes.length > 1)
    names.push(textOf(element, (inner) => inner.matches(DECORATION) || isVisuallyHidden(inner)));
  for (const picture of element.querySelectorAll('img, svg, i, span, sl-icon, [role="img"]')) {
    names.push(...attributesOf(picture, ['alt', 'aria-label', 'title']));
    if (picture.localName === 'svg')
      names.push(picture.querySelector('title')?.textContent ?? null);
  }
  return names;
}

function attributesOf(element: Element, attributes: readonly string[]): (string | null)[] {
  return attributes.map((name) => element.getAttribute(name));
}

function labelledBy(element: Element): string | null {
  const ids = element.getAttribute('aria-labelledby');
  const root = element.getRootNode();
  if (!ids || !(root instanceof Document || root instanceof ShadowRoot)) return null;
  const texts = ids.split(/\s+/u).map((id) => {
    const label = root.getElementById(id);
    return label === null ? '' : plainText(label);
  });
  return texts.join(' ');
}

/** A tooltip component around a single control says what that is called. */
function wrapperTooltip(element: Element): string | null {
  const host = element.getRootNode();
  const outer = parentOf(host instanceof ShadowRoot ? host.host : element);
  const wrapper = outer instanceof HTMLSlotElement ? parentOf(outer) : outer;
  const tip = wrapper && closestTooltip(wrapper);
  return tip?.getAttribute('content') ?? null;
}

function closestTooltip(element: Element): Element | null {
  const tip = closestAcross(element, '[content]');
  return tip !== null && isCustom(tip) && tip.childElementCount === 1 ? tip : null;
}

/**
 * What an event on this path may activate, from the inside out: activatable elements, web components, and those
 * that look like a control to the eye (the pointing hand), as hand-made ones inside rows and menu items do.
 */
export function controlsOn(path: readonly EventTarget[]): Element[] {
  const elements = path.filter(
    (target): target is Element => target instanceof Element && isPlain(target),
  );
  // However deep inside a control a press lands, it is that control's.
  const innermost = elements.findIndex(isActivatable);
  const reached = elements.slice(0, Math.max(REACH, innermost + 1 + AROUND));
  const view = reached.findIndex((element) => VIEW_ROLES.has(element.getAttribute('role') ?? ''));
  return (view < 0 ? reached : reached.slice(0, view)).filter(
    (element) =>
      isActivatable(element) ||
      (isCustom(element) && !isFrame(element)) ||
      getComputedStyle(element).cursor === 'pointer',
  );
}

/** The button that Enter in this element would press: the default button of its form. */
export function defaultButtonOf(target: EventTarget | null): Element | null {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return null;
  if (target instanceof HTMLInputElement && BUTTON_INPUTS.has(target.type)) return null;
  // There Enter picks from a list; should the form be submitted all the same, its click is held.
  if (target.matches('[role="combobox"], [aria-expanded="true"], [aria-activedescendant]'))
    return null;
  return target.form ? submitButtonOf(target.form) : null;
}

/** The first submit button of a form: what its implicit submission activates. */
export function submitButtonOf(form: HTMLFormElement): Element | null {
  for (const element of elementsOf(form)) {
    if (element.matches('button:not([type]), [type="submit"], [type="image"]')) return element;
  }
  // Web components that submit a form by themselves are not among its elements.
  return allWithin(form, '[type="submit"]').find(isCustom) ?? null;
}
