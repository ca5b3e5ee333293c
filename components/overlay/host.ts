import handoffStyles from '../handoff/handoff.css?inline';
import baseStyles from '../ui/base.css?inline';
import tokenStyles from '../ui/tokens.css?inline';
import dockStyles from './dock.css?inline';
import hostStyles from './host.css?inline';
import dialogStyles from './question.css?inline';

/** Name of the element that holds everything we draw over the console. */
const HOST_NAME = 'sia-guardrails';

/** How long a press of Enter after our own input may lead to a form's submission, in milliseconds. */
const SUBMISSION_GRACE = 250;

/** How long after a key or a paste the text it brings may arrive, in milliseconds. */
const TYPING_GRACE = 1_000;

/** Events that our components listen for and that a page could forge inside the open shadow root. */
const GATED = [
  ...['click', 'keydown', 'keyup', 'beforeinput', 'input', 'change', 'submit', 'paste'],
  ...['dragover', 'drop'],
];

/** Events with which text begins to arrive from a person. */
const TYPING = ['keydown', 'paste', 'drop', 'compositionstart', 'compositionend'];

/** The last click, or Enter, that began in our UI. */
interface Activation {
  readonly at: number;
  readonly type: 'click' | 'Enter';
  readonly target: Element | null;
}

/** Attributes with which a page's modal can put its surroundings, and us with them, out of action. */
const PAGE_ATTRIBUTES = ['inert', 'hidden', 'aria-hidden', 'style', 'class'];

/** The element over the console, and the only way for input to reach what is drawn in it. */
export interface OverlayHost {
  readonly element: HTMLElement;
  /** Where components are drawn. */
  readonly root: ShadowRoot;
  /** Puts the element into the document if it is not there, as a child of `<html>`. */
  attach(): void;
  /** Whether this event target is our host (or, seen from inside, in it). */
  isOurs(target: EventTarget | null): boolean;
  /** Hands a trusted event that began in our UI to our components. */
  deliver(event: Event): void;
  /** Whether this is what {@link deliver} is handing on at the moment. */
  isGenuine(event: Event): boolean;
  /** Moves the focus to an element of ours. Keys count there from then on. */
  focus(element: HTMLElement): void;
  /**
   * Puts the focus back to where we, or a person with the pointer, have put it: the page can move it in our root
   * as it likes. Where that is gone, it goes to `otherwise`.
   *
   * @returns whether it was not there
   */
  putFocusBack(otherwise: HTMLElement): boolean;
  /** Called when the page took the element out of the document, after it was put back. */
  onRestored(listener: () => void): void;
}

/**
 * Makes the host. The page may look at it and cannot answer it: events of the page never get past the gate,
 * and genuine ones arrive as clones that only we can make. The clones do not leave the shadow root, so no
 * listener of the page sees them.
 */
export function createOverlayHost(document: Document): OverlayHost {
  const element = document.createElement(HOST_NAME);
  const root = element.attachShadow({ mode: 'open' });
  applyStyles(root, [hostStyles, tokenStyles, baseStyles, handoffStyles, dockStyles, dialogStyles]);

  const genuine = new WeakSet<Event>();
  const typed = new WeakMap<HTMLInputElement, string>();
  const restored: (() => void)[] = [];
  let lastActivation: Activation = { at: Number.NEGATIVE_INFINITY, type: 'click', target: null };
  let lastTyping = { at: Number.NEGATIVE_INFINITY, key: '' };
  /** Where the focus belongs, and what a pointer was pressed on since it was put there. */
  let focused: HTMLElement | null = null;
  let pointed: Element | null = null;

  for (const type of GATED) root.addEventListener(type, gate, true);

  /** What is neither one of our clones nor the browser's own consequence of one stops here. */
  function gate(event: Event): void {
    if (genuine.has(event)) return;
    // Chromium calls `submit` composed, and still keeps it in the shadow root.
    const isConsequence = event.isTrusted && (!event.composed || event.type === 'submit');
    if (isConsequence && isAwaited(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** A page can submit a form of ours; a person does it with its button, or with Enter in one of its fields. */
  function isAwaited(event: Event): boolean {
    if (event.type !== 'submit') return true;
    const { at, target, type } = lastActivation;
    if (performance.now() - at > SUBMISSION_GRACE || !(event.target instanceof HTMLFormElement))
      return false;
    const control = type === 'click' ? target?.closest('button') : target?.closest('input');
    return control?.form === event.target && (type === 'Enter' || control.type === 'submit');
  }

  function deliver(event: Event): void {
    const target = targetOf(event);
    if (target === null) return;
    if (event.type === 'pointerdown' || event.type === 'mousedown') pointed = target;
    if (!noteInput(event, target)) {
      event.preventDefault();
      return;
    }
    const clone = cloneOf(event);
    if (clone === null) return;
    genuine.add(clone);
    if (!target.dispatchEvent(clone)) event.preventDefault();
    // The page can keep a copy that it has seen, and dispatch it again.
    genuine.delete(clone);
  }

  /** A key goes to what has the focus, also where that was put back only now. */
  function targetOf(event: Event): Element | null {
    if (event instanceof KeyboardEvent)
      return root.activeElement ?? root.querySelector('dialog[open]');
    const target = event.composedPath()[0];
    return target instanceof Element ? target : null;
  }

  function focus(target: HTMLElement): void {
    focused = target;
    pointed = null;
    target.focus();
  }

  function putFocusBack(otherwise: HTMLElement): boolean {
    const active = root.activeElement;
    if (active instanceof HTMLElement && isFocusedBy(pointed, active)) focused = active;
    if (active !== null && active === focused) return false;
    const canTakeIt = focused?.isConnected === true && !focused.matches(':disabled');
    focus(focused !== null && canTakeIt ? focused : otherwise);
    return true;
  }

  /** Keeps track of what a person presses and types; `false` for text that came without anybody typing. */
  function noteInput(event: Event, target: Element): boolean {
    const at = performance.now();
    const key = event instanceof KeyboardEvent ? event.key : '';
    if (event.type === 'click') lastActivation = { at, type: 'click', target };
    if (event.type === 'keydown' && key === 'Enter') lastActivation = { at, type: 'Enter', target };
    if (TYPING.includes(event.type)) lastTyping = { at, key };
    if (!(target instanceof HTMLInputElement && target.hasAttribute('data-typed'))) return true;
    // A page can set a field's value, and can make the browser insert text as if it had been typed.
    const before = typed.get(target) ?? '';
    if (event.type === 'beforeinput' && target.value !== before) target.value = before;
    if (event.type !== 'input') return true;
    if (!wasTyped(event, lastTyping, at)) {
      target.value = before;
      return false;
    }
    typed.set(target, target.value);
    return true;
  }

  function attach(): void {
    if (element.parentNode !== document.documentElement) document.documentElement.append(element);
  }

  // The page may rebuild its document around us, or close us off behind a modal of its own.
  function keepAttached(): void {
    const keeper = new MutationObserver(() => {
      if (element.isConnected) return;
      attach();
      observe();
      for (const listener of restored) listener();
    });
    const observe = () => {
      keeper.observe(document, { childList: true });
      keeper.observe(document.documentElement, { childList: true });
    };
    observe();
  }

  new MutationObserver(() => {
    for (const name of PAGE_ATTRIBUTES) element.removeAttribute(name);
  }).observe(element, { attributes: true, attributeFilter: PAGE_ATTRIBUTES });

  return {
    element,
    root,
    attach() {
      if (element.isConnected) return;
      attach();
      keepAttached();
    },
    isOurs: (target) => target === element || (target instanceof Node && root.contains(target)),
    deliver,
    isGenuine: (event) => genuine.has(event),
    focus,
    putFocusBack,
    onRestored: (listener) => restored.push(listener),
  };
}

/**
 * Styles as constructed sheets: no request, no `<style>` that the page's CSP could refuse. Firefox before 153
 * does not let a content script adopt them (Mozilla bug 1751346), and gets elements instead.
 */
function applyStyles(root: ShadowRoot, sources: readonly string[]): void {
  try {
    root.adoptedStyleSheets = sources.map((source) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(source);
      return sheet;
    });
  } catch {
    for (const source of sources) {
      const style = document.createElement('style');
      style.textContent = source;
      root.append(style);
    }
  }
}

/** What input methods and virtual keyboards send in the place of a character. */
const NAMELESS_KEYS = ['', 'Unidentified', 'Process', 'Dead'];

/** Whether text in a field came from the key, paste or composition just before it. */
function wasTyped(event: Event, last: { at: number; key: string }, now: number): boolean {
  if (now - last.at > TYPING_GRACE) return false;
  if (!(event instanceof InputEvent) || event.inputType !== 'insertText') return true;
  return event.data === last.key || NAMELESS_KEYS.includes(last.key);
}

/** Whether a pointer that is pressed on the one element gives the focus to the other. */
function isFocusedBy(pressed: Element | null, focused: Element): boolean {
  if (pressed === null) return false;
  return focused.contains(pressed) || pressed.closest('label')?.control === focused;
}

/** What our components want to know of. */
const CLONED = [
  ...['click', 'keydown', 'keyup', 'beforeinput', 'input', 'focusin', 'focusout'],
  ...['dragover', 'drop'],
];

/** What our components want to know of a key. */
const KEY_PROPERTIES = [
  'key',
  'code',
  'shiftKey',
  'ctrlKey',
  'altKey',
  'metaKey',
  'repeat',
] as const;

/**
 * A copy of an event that stays inside the shadow root; `null` for what no component listens for. It is a plain
 * event on purpose: a synthetic `MouseEvent` would activate the control a second time, and Firefox lets a
 * synthetic `KeyboardEvent` out of the shadow root whatever it is told.
 */
function cloneOf(event: Event): Event | null {
  if (!CLONED.includes(event.type)) return null;
  const clone = new Event(event.type, {
    bubbles: true,
    cancelable: event.cancelable,
    composed: false,
  });
  if (event instanceof DragEvent) {
    Object.defineProperty(clone, 'dataTransfer', { value: event.dataTransfer });
  }
  if (!(event instanceof KeyboardEvent)) return clone;
  for (const name of KEY_PROPERTIES) Object.defineProperty(clone, name, { value: event[name] });
  return clone;
}
