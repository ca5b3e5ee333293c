import { allWithin, ancestorOf, isPlain, lastChildOf, siblingBefore } from './plain';

/** The element that holds everything we draw over the console; none of the page's business, and no part of it. */
const OURS = 'sia-guardrails';

/** The parent as a person sees it: across shadow boundaries, and through the slot that an element stands in. */
export function parentOf(element: Element): Element | null {
  return element.assignedSlot ?? plainParentOf(element) ?? hostOf(element);
}

/** The nearest element around a node in its own tree, but for forms that cannot be asked anything. */
function plainParentOf(node: Node): Element | null {
  let parent: Element | null = node.parentElement;
  while (parent && !isPlain(parent)) parent = ancestorOf(parent);
  return parent;
}

function hostOf(element: Element): Element | null {
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

/** `contains` across shadow boundaries. */
export function containsAcross(outer: Element, inner: Element): boolean {
  for (let at: Element | null = inner; at; at = parentOf(at)) if (at === outer) return true;
  return false;
}

/** Whether an element is one of these or stands in one, across shadow boundaries. */
export function isWithin(element: Element, outer: ReadonlySet<Element>): boolean {
  for (let at: Element | null = element; at; at = parentOf(at)) if (outer.has(at)) return true;
  return false;
}

/** An element and everything around it as {@link parentOf} says, from the outside in. */
export function pathTo(element: Element): Element[] {
  const path: Element[] = [];
  for (let at: Element | null = element; at; at = parentOf(at)) path.push(at);
  return path.reverse();
}

/** Whether an element stands before another as a person reads; of two in each other neither does. */
export function isBefore(first: Element, second: Element): boolean {
  const others = pathTo(second);
  const path = pathTo(first);
  const at = path.findIndex((element, depth) => element !== others[depth]);
  const [one, other] = [path[at], others[at]];
  // Only where the two part, they stand in one tree and can be compared.
  return (
    one !== undefined &&
    other !== undefined &&
    (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
  );
}

/** The open shadow roots of a document, as of the last time they were looked for. */
interface Shadows {
  readonly all: readonly ShadowRoot[];
  /** Those below an element, however deep; a page of web components has thousands of them. */
  readonly below: WeakMap<Element, ShadowRoot[]>;
}

const known = new WeakMap<Document, Shadows>();

/** As many elements are looked at in one step of {@link findRoots}. */
const STEP = 500;

/** Looks for the open shadow roots in a document, a few hundred elements at a step. */
export function* findRoots(document: Document): Generator<void, void> {
  const all: ShadowRoot[] = [];
  const below = new WeakMap<Element, ShadowRoot[]>();
  const open: (Document | ShadowRoot)[] = [document];
  for (let root = open.shift(); root; root = open.shift()) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
    for (let seen = 1; walker.nextNode(); seen += 1) {
      const { currentNode } = walker;
      const shadow =
        currentNode instanceof Element && isPlain(currentNode) ? currentNode.shadowRoot : null;
      if (shadow !== null && shadow.host.localName !== OURS) {
        all.push(shadow);
        noteAbove(shadow, below);
        open.push(shadow);
      }
      if (seen % STEP === 0) yield;
    }
  }
  known.set(document, { all, below });
}

function noteAbove(shadow: ShadowRoot, below: Shadows['below']): void {
  for (let at: Element | null = shadow.host; at; at = parentOf(at)) {
    const there = below.get(at);
    if (there) there.push(shadow);
    else below.set(at, [shadow]);
  }
}

/** The roots to look in: the document, and its open shadow roots. Looks for them if nobody has yet. */
export function rootsOf(document: Document): (Document | ShadowRoot)[] {
  if (!known.has(document)) for (const _ of findRoots(document));
  const shadows = known.get(document)?.all ?? [];
  return [document, ...shadows.filter((root) => root.isConnected)];
}

/** Everything in the document that fits, inside open shadow roots too. Nothing of ours is among it. */
export function allIn(document: Document, selector: string): Element[] {
  return rootsOf(document).flatMap((root) => [...root.querySelectorAll(selector)].filter(isPlain));
}

/** As many shadow roots are searched in one step. */
const ROOTS_STEP = 200;

/** {@link allIn}, some of the roots at a step: a page of web components has thousands of them. */
export function* findAllIn(document: Document, selector: string): Generator<void, Element[]> {
  const found: Element[] = [];
  // Searching a long document is a step of its own.
  yield;
  for (const [index, root] of rootsOf(document).entries()) {
    for (const element of root.querySelectorAll(selector))
      if (isPlain(element)) found.push(element);
    if (index % ROOTS_STEP === 0) yield;
  }
  return found;
}

/**
 * Everything below an element that fits: inside the open shadow roots below it too, and in what stands in the
 * slots below it. It costs what the element holds, whatever else is in the page.
 */
export function allBelow(element: Element, selector: string): Element[] {
  const found = allWithin(element, selector).filter(isPlain);
  for (const root of known.get(element.ownerDocument)?.below.get(element) ?? []) {
    if (root.isConnected) found.push(...[...root.querySelectorAll(selector)].filter(isPlain));
  }
  for (const slotted of slottedBelow(element)) {
    if (slotted.matches(selector)) found.push(slotted);
    found.push(...allBelow(slotted, selector));
  }
  return found;
}

/** What stands in the slots below an element that is itself in a shadow root. */
function slottedBelow(element: Element): Element[] {
  if (!(element.getRootNode() instanceof ShadowRoot)) return [];
  const slots = [element, ...element.querySelectorAll('slot')];
  return slots.flatMap((slot) => (slot instanceof HTMLSlotElement ? slot.assignedElements() : []));
}

/** {@link allBelow}, some of the roots at a step. */
export function* findAllBelow(element: Element, selector: string): Generator<void, Element[]> {
  yield;
  const found = allWithin(element, selector).filter(isPlain);
  yield;
  const below = known.get(element.ownerDocument)?.below.get(element) ?? [];
  for (const [index, root] of below.entries()) {
    if (!root.isConnected) continue;
    for (const one of root.querySelectorAll(selector)) if (isPlain(one)) found.push(one);
    if (index % ROOTS_STEP === 0) yield;
  }
  for (const slotted of slottedBelow(element)) {
    if (slotted.matches(selector)) found.push(slotted);
    found.push(...allBelow(slotted, selector));
  }
  return found;
}

/** Elements whose text is no part of what a page says to people. */
const SILENT = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT', 'OPTION', 'TEXTAREA']);

/** A text as it stands in the page, however many nodes it is made of. */
export interface TextRun {
  readonly data: string;
  readonly parentElement: Element | null;
}

/**
 * The texts below a node as a person reads them: through slots and open shadow roots, in their order; not those of
 * scripts, of choices that are not made, of ours, and of what `leaveOut` names. Text nodes with nothing but
 * comments between them are one text: frameworks split a text where a value is filled in.
 */
export function* textsBelow(
  node: Node,
  leaveOut: (element: Element) => boolean = () => false,
): Generator<TextRun, void> {
  const stack: Node[] = [node];
  for (let at = stack.pop(); at; at = stack.pop()) {
    if (at instanceof Text) {
      if (textBeside(at, 'previousSibling') === null) yield runFrom(at);
    } else if (!(at instanceof Element) || !isPlain(at) || !(isSilent(at) || leaveOut(at))) {
      pushChildren(at, stack);
    }
  }
}

/** What has more elements in it than these is no short text, however few its words are. */
const MOST_ELEMENTS = 60;

/** The text of an element where it is short; `null` where it has more than `most` characters, or much in it. */
export function briefText(element: Element, most: number): string | null {
  let text = '';
  let seen = 0;
  const isTooMuch = () => {
    seen += 1;
    return seen > MOST_ELEMENTS;
  };
  for (const { data } of textsBelow(element, isTooMuch)) {
    text += data;
    if (text.length > most) return null;
  }
  return seen > MOST_ELEMENTS ? null : text;
}

function runFrom(first: Text): TextRun {
  let { data } = first;
  for (let next = textBeside(first, 'nextSibling'); next; next = textBeside(next, 'nextSibling')) {
    data += next.data;
  }
  return { data, parentElement: plainParentOf(first) };
}

function textBeside(text: Text, side: 'previousSibling' | 'nextSibling'): Text | null {
  let beside = text[side];
  while (beside instanceof Comment) beside = beside[side];
  return beside instanceof Text ? beside : null;
}

function isSilent(element: Element): boolean {
  return SILENT.has(element.nodeName) || element.localName === OURS;
}

/** Puts the children of a node on the stack, the first on top. */
function pushChildren(node: Node, stack: Node[]): void {
  const assigned = node instanceof HTMLSlotElement ? node.assignedNodes() : [];
  if (assigned.length > 0) {
    stack.push(...assigned.toReversed());
    return;
  }
  const parent = (node instanceof Element && isPlain(node) ? node.shadowRoot : null) ?? node;
  for (let child = lastChildOf(parent); child; child = siblingBefore(child)) stack.push(child);
}
