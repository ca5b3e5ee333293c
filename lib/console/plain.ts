/**
 * A form's fields stand before its own properties: with `<input name="matches">` in it, `form.matches` is that
 * field, in Chromium for content scripts too. Such a form can be asked nothing, and is passed over as if what is in
 * it stood directly in what is around it.
 */

/** What this room asks of elements. */
const ASKED = [
  'assignedSlot',
  'checkVisibility',
  'childElementCount',
  'childNodes',
  'children',
  'classList',
  'closest',
  'compareDocumentPosition',
  'contains',
  'firstChild',
  'getAttribute',
  'getBoundingClientRect',
  'getRootNode',
  'hasAttribute',
  'id',
  'isConnected',
  'lastChild',
  'localName',
  'matches',
  'nextElementSibling',
  'nextSibling',
  'nodeName',
  'ownerDocument',
  'parentElement',
  'parentNode',
  'previousElementSibling',
  'previousSibling',
  'querySelector',
  'querySelectorAll',
  'shadowRoot',
] as const satisfies readonly (keyof HTMLFormElement)[];

/** Reads a property of a form as it is defined for all of them. */
function read(element: Element, name: string): unknown {
  for (let proto: object | null = HTMLFormElement.prototype; proto; ) {
    const own = Object.getOwnPropertyDescriptor(proto, name);
    if (own) return own.get ? own.get.call(element) : own.value;
    proto = Object.getPrototypeOf(proto);
  }
  return undefined;
}

/** Whether a node is itself to all who ask: anything but a form whose fields hide what it is asked. */
export function isPlain(element: Element): boolean {
  if (!mayBeForm(element) || !(element instanceof HTMLFormElement)) return true;
  return ASKED.every((name) => element[name] === read(element, name));
}

/** Asked of every node there is, so it is what is cheap; a form may hide even this. */
function mayBeForm({ nodeName }: Node): boolean {
  return typeof nodeName !== 'string' || nodeName === 'FORM';
}

/** What is around an element, plain or not. */
export function ancestorOf(element: Element): Element | null {
  const parent = read(element, 'parentElement');
  return parent instanceof Element ? parent : null;
}

/** The last node in another, plain or not. */
export function lastChildOf(node: Node): Node | null {
  if (!mayBeForm(node)) return node.lastChild;
  return nodeOrNull(node instanceof HTMLFormElement ? read(node, 'lastChild') : node.lastChild);
}

/** The first node in another, plain or not. */
export function firstChildOf(node: Node): Node | null {
  if (!mayBeForm(node)) return node.firstChild;
  return nodeOrNull(node instanceof HTMLFormElement ? read(node, 'firstChild') : node.firstChild);
}

/** The node behind another, plain or not. */
export function siblingAfter(node: Node): Node | null {
  if (!mayBeForm(node)) return node.nextSibling;
  return nodeOrNull(node instanceof HTMLFormElement ? read(node, 'nextSibling') : node.nextSibling);
}

/** The node before another, plain or not. */
export function siblingBefore(node: Node): Node | null {
  if (!mayBeForm(node)) return node.previousSibling;
  return nodeOrNull(
    node instanceof HTMLFormElement ? read(node, 'previousSibling') : node.previousSibling,
  );
}

/** The fields and buttons of a form, plain or not. */
export function elementsOf(form: HTMLFormElement): Element[] {
  const elements = read(form, 'elements');
  return elements instanceof HTMLCollection ? [...elements] : [];
}

/** Everything in an element that fits, plain or not. */
export function allWithin(element: Element, selector: string): Element[] {
  return [...listWithin(element, selector)];
}

/** {@link allWithin} as the browser lists it: of thousands, none is in hand before it is asked for. */
export function listWithin(element: Element, selector: string): NodeListOf<Element> {
  return Element.prototype.querySelectorAll.call(element, selector);
}

/** Whether there is anything in an element that fits, plain or not. */
export function hasWithin(element: Element, selector: string): boolean {
  return Element.prototype.querySelector.call(element, selector) !== null;
}

/** The elements directly in another, plain or not. */
export function childrenOf(element: Element): Element[] {
  return allWithin(element, ':scope > *').filter(isPlain);
}

function nodeOrNull(value: unknown): Node | null {
  return value instanceof Node ? value : null;
}
