import {
  allWithin,
  ancestorOf,
  firstChildOf,
  hasWithin,
  isPlain,
  lastChildOf,
  listWithin,
  siblingAfter,
  siblingBefore,
} from './plain';

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
  return one !== undefined && other !== undefined && follows(other, one);
}

/** The open shadow roots of a document, as of the last time they were looked for. */
interface Shadows {
  readonly all: readonly ShadowRoot[];
  /** Those below an element, however deep; a page of web components has thousands of them. */
  readonly below: WeakMap<Element, ShadowRoot[]>;
  /** Roots with so much in them that they are searched for one thing at a step. */
  readonly large: WeakSet<Node>;
}

const known = new WeakMap<Document, Shadows>();

/** As many elements are looked at in one step of {@link findRoots}. */
const STEP = 100;

/** A tree with more elements than these is searched for one thing at a step. */
const LARGE = 500;

/** So many of the children of one element show what the others are like. */
const ALIKE = 100;

/** Web components: only they, and a few plain elements, can have a shadow root. */
const COMPONENTS = './/*[contains(local-name(), "-")]';

/**
 * Looks for the open shadow roots in a document, a hundred elements at a step. In a list of thousands, what has
 * none in its first hundred is taken to have none in its plain elements at all: every element that a script so much
 * as looks at costs the browser memory, and time when that is given back.
 */
export function* findRoots(document: Document): Generator<void, void> {
  const all: ShadowRoot[] = [];
  const below = new WeakMap<Element, ShadowRoot[]>();
  const large = new WeakSet<Node>([document]);
  const open: (Document | ShadowRoot)[] = [document];
  const components = new XPathEvaluator().createExpression(COMPONENTS);
  const isAlike = createCensus();
  let seen = 0;
  const note = (node: Node) => {
    const shadow = shadowOf(node);
    if (shadow === null) return false;
    all.push(shadow);
    noteAbove(shadow, below);
    open.push(shadow);
    return true;
  };
  // Grows while it is gone through.
  for (const root of open) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
    const before = seen;
    let node = walker.nextNode();
    while (node) {
      const isHost = note(node);
      seen += 1;
      if (seen % STEP === 0) yield;
      if (isAlike(node, isHost)) {
        for (const component of snapshotOf(components, node)) note(component);
        node = afterAllOf(walker);
        yield;
      } else {
        node = walker.nextNode();
      }
    }
    if (seen - before > LARGE) large.add(root);
  }
  known.set(document, { all, below, large });
}

/** Says of each element whether so many of its siblings were seen, without a plain host in them, that it is like them. */
function createCensus(): (node: Node, isHost: boolean) => boolean {
  const counts = new Map<Node, number>();
  return (node, isHost) => {
    const { parentNode } = node;
    if (isHost && node instanceof Element && !node.localName.includes('-')) {
      // Nothing around a plain host is like what was seen so far.
      for (let at = parentNode; at; at = at.parentNode) counts.set(at, Number.NEGATIVE_INFINITY);
    }
    // What stands in the body itself is no list: layers of every kind end up there.
    if (parentNode === null || parentNode.nodeName === 'BODY') return false;
    const count = (counts.get(parentNode) ?? 0) + 1;
    counts.set(parentNode, count);
    return count > ALIKE;
  };
}

function snapshotOf(expression: XPathExpression, node: Node): Node[] {
  const found = expression.evaluate(node, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE);
  return Array.from({ length: found.snapshotLength }, (_, index) =>
    found.snapshotItem(index),
  ).filter((one) => one !== null);
}

/** What comes after an element and everything in it. */
function afterAllOf(walker: TreeWalker): Node | null {
  for (;;) {
    const next = walker.nextSibling();
    if (next) return next;
    if (walker.parentNode() === null) return null;
  }
}

/** The open shadow root of an element that is not ours. */
function shadowOf(node: Node): ShadowRoot | null {
  if (!(node instanceof Element) || !isPlain(node)) return null;
  const { shadowRoot } = node;
  return shadowRoot !== null && node.localName !== OURS ? shadowRoot : null;
}

function noteAbove(shadow: ShadowRoot, below: Shadows['below']): void {
  for (let at: Element | null = shadow.host; at; at = parentOf(at)) {
    const there = below.get(at);
    if (there) there.push(shadow);
    else below.set(at, [shadow]);
  }
}

/**
 * The roots to look in, one by one: the document, and its open shadow roots. Looks for them if nobody has yet. There
 * are thousands in a page of web components: who goes through them in slices has no step for all of them.
 */
export function* rootsOf(document: Document): Generator<Document | ShadowRoot, void> {
  if (!known.has(document)) for (const _ of findRoots(document));
  yield document;
  for (const root of known.get(document)?.all ?? []) if (root.isConnected) yield root;
}

/** Everything in the document that fits, inside open shadow roots too. Nothing of ours is among it. */
export function allIn(document: Document, selector: string): Element[] {
  const found: Element[] = [];
  for (const root of rootsOf(document)) addAll(found, allInTree(root, selector));
  return found;
}

/** Everything that fits in one tree. Mostly there is nothing, and an empty list costs the browser more than none. */
function allInTree(root: Document | ShadowRoot, selector: string): Element[] {
  if (root.querySelector(selector) === null) return [];
  return [...root.querySelectorAll(selector)].filter(isPlain);
}

/** As many shadow roots are searched in one step. */
const ROOTS_STEP = 100;

/** {@link allIn}, a little at a step: a page can be long, and one of web components has thousands of roots. */
export function* findAllIn(document: Document, selector: string): Generator<void, Element[]> {
  const found: Element[] = [];
  let searched = 0;
  for (const root of rootsOf(document)) {
    if (known.get(document)?.large.has(root)) addAll(found, yield* findInTree(root, selector));
    else addAll(found, allInTree(root, selector));
    searched += 1;
    if (searched % ROOTS_STEP === 1) yield;
  }
  return found;
}

/** As many elements are taken from a list in one step. */
const LIST_STEP = 200;

/** Everything in one tree that fits, for one kind of thing at a step: searching for a list takes as long as for each of it. */
function* findInTree(
  root: Element | Document | ShadowRoot,
  selector: string,
): Generator<void, Element[]> {
  let found: Element[] = [];
  for (const part of partsOf(selector)) {
    yield;
    const all = root instanceof Element ? listWithin(root, part) : root.querySelectorAll(part);
    const ofKind: Element[] = [];
    for (let index = 0; index < all.length; index += 1) {
      if (index % LIST_STEP === 0) yield;
      const element = all.item(index);
      if (isPlain(element)) ofKind.push(element);
    }
    found = yield* merge(found, ofKind);
  }
  return found;
}

/** The selectors in a list of them. */
function partsOf(selector: string): string[] {
  return selector.split(/,(?![^(]*\))/u);
}

/** Two lists of elements of one tree as one, in the tree's order and without doubles. */
function* merge(first: Element[], second: Element[]): Generator<void, Element[]> {
  if (first.length === 0) return second;
  if (second.length === 0) return first;
  const all: Element[] = [];
  let next = 0;
  for (const [index, element] of first.entries()) {
    if (index % LIST_STEP === 0) yield;
    let other = second[next];
    while (other && other !== element && !follows(other, element)) {
      all.push(other);
      next += 1;
      other = second[next];
    }
    if (other === element) next += 1;
    all.push(element);
  }
  addAll(all, second.slice(next));
  return all;
}

/** Whether an element stands behind another of the same tree. */
function follows(element: Element, other: Element): boolean {
  return (other.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

/** Adds a list to another, however long it is. */
function addAll<T>(list: T[], more: readonly T[]): void {
  for (const one of more) list.push(one);
}

/**
 * Everything below an element that fits: inside the open shadow roots below it too, and in what stands in the
 * slots below it. It costs what the element holds, whatever else is in the page.
 */
export function allBelow(element: Element, selector: string): Element[] {
  const found = hasWithin(element, selector) ? allWithin(element, selector).filter(isPlain) : [];
  for (const root of known.get(element.ownerDocument)?.below.get(element) ?? []) {
    if (root.isConnected) addAll(found, allInTree(root, selector));
  }
  for (const slotted of slottedBelow(element)) {
    if (slotted.matches(selector)) found.push(slotted);
    addAll(found, allBelow(slotted, selector));
  }
  return found;
}

/** Whether what an element shows is put together from several trees, as far as is known. */
export function isComposed(element: Element): boolean {
  const shadows = known.get(element.ownerDocument);
  if (shadows === undefined || shadows.all.length === 0) return shadows === undefined;
  return shadows.below.has(element) || element.getRootNode() instanceof ShadowRoot;
}

/** What stands in the slots below an element that is itself in a shadow root. */
function slottedBelow(element: Element): Element[] {
  if (!(element.getRootNode() instanceof ShadowRoot)) return [];
  const slots = [element, ...element.querySelectorAll('slot')];
  return slots.flatMap((slot) => (slot instanceof HTMLSlotElement ? slot.assignedElements() : []));
}

/** {@link allBelow}, some of the roots at a step. */
export function* findAllBelow(element: Element, selector: string): Generator<void, Element[]> {
  const found = yield* findInTree(element, selector);
  const below = known.get(element.ownerDocument)?.below.get(element) ?? [];
  for (const [index, root] of below.entries()) {
    if (index % ROOTS_STEP === 0) yield;
    if (root.isConnected) addAll(found, allInTree(root, selector));
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
    const said = saidBy(at, leaveOut);
    if (said === 'within') pushChildren(at, stack);
    else if (said !== null) yield said;
  }
}

/** A node that is still to be read, and whether all that stands behind it in its parent is too. */
interface Ahead {
  readonly node: Node;
  readonly hasRest: boolean;
}

/**
 * {@link textsBelow} for who reads them at once, with nothing of the page's in between, and may stop early: of a list
 * of thousands, what is not read is never in hand.
 */
export function* textsNow(
  node: Node,
  leaveOut: (element: Element) => boolean = () => false,
): Generator<TextRun, void> {
  const stack: Ahead[] = [{ node, hasRest: false }];
  for (let at = stack.pop(); at; at = stack.pop()) {
    const next = at.hasRest ? siblingAfter(at.node) : null;
    if (next) stack.push({ node: next, hasRest: true });
    const said = saidBy(at.node, leaveOut);
    if (said === 'within') pushFirst(at.node, stack);
    else if (said !== null) yield said;
  }
}

/** What a node says: a text, what is said `within` it, or nothing. */
function saidBy(node: Node, leaveOut: (element: Element) => boolean): TextRun | 'within' | null {
  if (isText(node)) return textBeside(node, 'previousSibling') === null ? runFrom(node) : null;
  if (!(node instanceof Element) || !isPlain(node)) return 'within';
  if (isSilent(node) || leaveOut(node)) return null;
  if (!holdsTextOnly(node)) return 'within';
  return { data: node.textContent ?? '', parentElement: node };
}

/** Whether there is one text in an element, and nothing else that a person could see. */
function holdsTextOnly(element: Element): boolean {
  return (
    element.childElementCount === 0 && element.nodeName !== 'SLOT' && element.shadowRoot === null
  );
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
  for (const { data } of textsNow(element, isTooMuch)) {
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
  while (beside !== null && beside.nodeType === Node.COMMENT_NODE) beside = beside[side];
  return beside !== null && isText(beside) ? beside : null;
}

/** Told by a number: asked of every node there is, and `instanceof` would take several times as long. */
function isText(node: Node): node is Text {
  return node.nodeType === Node.TEXT_NODE;
}

function isSilent(element: Element): boolean {
  return SILENT.has(element.nodeName) || element.localName === OURS;
}

/** Puts the children of a node on the stack, the first on top. */
function pushChildren(node: Node, stack: Node[]): void {
  const assigned = assignedTo(node);
  if (assigned.length > 0) {
    addAll(stack, assigned.toReversed());
    return;
  }
  for (let child = lastChildOf(contentOf(node)); child; child = siblingBefore(child)) {
    stack.push(child);
  }
}

/** Puts the first child of a node on the stack, and with it those that follow; of what stands in a slot, all. */
function pushFirst(node: Node, stack: Ahead[]): void {
  const assigned = assignedTo(node);
  for (const one of assigned.toReversed()) stack.push({ node: one, hasRest: false });
  const first = assigned.length === 0 ? firstChildOf(contentOf(node)) : null;
  if (first) stack.push({ node: first, hasRest: true });
}

const NOTHING: readonly Node[] = [];

/** What stands in a slot. */
function assignedTo(node: Node): readonly Node[] {
  const isSlot = node.nodeName === 'SLOT' && node instanceof HTMLSlotElement;
  return isSlot ? node.assignedNodes() : NOTHING;
}

/** What the children stand in that a person sees of a node: its shadow root, or itself. */
function contentOf(node: Node): Node {
  return (node instanceof Element && isPlain(node) ? node.shadowRoot : null) ?? node;
}
