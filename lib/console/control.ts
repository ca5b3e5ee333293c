/** Roles that a person activates, and whose activation may therefore be a press. */
const ACTIVE_ROLES = new Set([
  'button',
  'link',
  'menuitem',
  'menuitemcheckbox',
  'option',
  'switch',
]);

/** Dialogs as ARIA, HTML and Bootstrap mark them. */
export const DIALOG = 'dialog, [role="dialog"], [role="alertdialog"], [aria-modal="true"], .modal';

/** Input types that are buttons. */
const BUTTON_INPUTS = new Set(['button', 'submit', 'image', 'reset']);

/** How far up from where a press lands its control is looked for: icon, span, wrapper, button. */
const REACH = 8;

/** Elements that say what a control is called in a picture's language only. */
const DECORATION = 'svg, i, [aria-hidden="true"], style, script';

/** The parent across shadow boundaries. */
export function parentOf(element: Element): Element | null {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/** `closest` across shadow boundaries. */
export function closestAcross(element: Element, selector: string): Element | null {
  for (let at: Element | null = element; at; at = parentOf(at)) {
    if (at.matches(selector)) return at;
  }
  return null;
}

/** Whether the element is made to be activated: by its tag, its role, or a handler in its markup. */
export function isActivatable(element: Element): boolean {
  const role = element.getAttribute('role');
  if (role) return ACTIVE_ROLES.has(role);
  if (element instanceof HTMLInputElement) return BUTTON_INPUTS.has(element.type);
  return element.matches('button, a, summary, [onclick]');
}

/** Whether a person can see the element. */
export function isVisible(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}

/** Whether pressing the control can do nothing. */
export function isDisabled(element: Element): boolean {
  return element.matches(':disabled, [aria-disabled="true"], .disabled');
}

/** The text of an element without its decoration, at most 400 characters of it. */
export function plainText(element: Element): string {
  if (!element.querySelector(DECORATION)) return (element.textContent ?? '').slice(0, 400);
  const words: string[] = [];
  const walker = document.createTreeWalker(
    element,
    NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT,
    {
      acceptNode: (node) =>
        node instanceof Element
          ? node.matches(DECORATION)
            ? NodeFilter.FILTER_REJECT
            : NodeFilter.FILTER_SKIP
          : NodeFilter.FILTER_ACCEPT,
    },
  );
  for (let length = 0; length < 400 && walker.nextNode(); length += words.at(-1)?.length ?? 0) {
    words.push(walker.currentNode.nodeValue ?? '');
  }
  return words.join('').slice(0, 400);
}

/** The text of an element with its parts kept apart, however closely they stand, at most `limit` characters. */
export function spacedText(element: Element, limit: number): string {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let text = '';
  while (text.length < limit && walker.nextNode()) text += `${walker.currentNode.nodeValue ?? ''} `;
  return text.slice(0, limit);
}

/** Every text by which a control could be called: its label by ARIA, its words, its value, its tooltip. */
export function namesOf(element: Element): string[] {
  const names = [
    element.getAttribute('aria-label'),
    plainText(element),
    element.getAttribute('title'),
  ];
  const labelledBy = element.getAttribute('aria-labelledby');
  if (labelledBy) {
    const root = element.getRootNode();
    if (root instanceof Document || root instanceof ShadowRoot) {
      const texts = labelledBy
        .split(/\s+/u)
        .map((id) => root.getElementById(id)?.textContent ?? '');
      names.push(texts.join(' '));
    }
  }
  if (element instanceof HTMLInputElement && BUTTON_INPUTS.has(element.type)) {
    names.push(element.value, element.alt);
  }
  for (const image of element.querySelectorAll('img[alt], svg[aria-label]')) {
    names.push(image.getAttribute('alt'), image.getAttribute('aria-label'));
  }
  return names.filter((name): name is string => name !== null && name.trim() !== '');
}

/**
 * What an event on this path may activate, from the inside out: activatable elements, and those that look like
 * a control to the eye (the pointing hand), as hand-made ones inside rows and menu items do.
 */
export function controlsOn(path: readonly EventTarget[]): Element[] {
  return path
    .filter((target): target is Element => target instanceof Element)
    .slice(0, REACH)
    .filter((element) => isActivatable(element) || getComputedStyle(element).cursor === 'pointer');
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
  for (const element of form.elements) {
    if (element.matches('button:not([type]), [type="submit"], [type="image"]')) return element;
  }
  return null;
}
