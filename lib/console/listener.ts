import { type Choice, choiceIn, listOf } from './choice';
import type { Press } from './intent';

/** The side on which a gesture began; it stays there until the gesture's last up or click. */
type Owner = { side: 'page' } | { side: 'ours' } | { side: 'held'; press: Press };

const PAGE: Owner = { side: 'page' };
const OURS: Owner = { side: 'ours' };

/** The keys that activate what has the focus. */
const ACTIVATION_KEYS = ['Enter', 'NumpadEnter', 'Space'];

/** Events that are never cancelled here; saying so keeps the page's scrolling smooth. */
const PASSIVE = new Set(['touchstart', 'touchend', 'touchmove', 'wheel']);

/** A place in the window, in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What the listener needs to know of its surroundings. */
export interface ListenerHooks {
  /** Whether an event's target or related target is our host. */
  isOurs(target: EventTarget | null): boolean;
  /** The dangerous press that an event on this path would be part of, if it is worth holding. */
  pressOn(path: readonly EventTarget[]): Press | null;
  /** The dangerous press that Enter in this field would lead to. */
  submissionOf(target: EventTarget | null): Press | null;
  /** The dangerous press that this form submission is. */
  pressOfSubmit(event: SubmitEvent): Press | null;
  /** The dangerous press that this choice in a native list is, which showed the other one before. */
  pressOfChoice(list: HTMLSelectElement, choice: Choice, before: Choice | null): Press | null;
  /** A held press is complete: a person meant it. Called at most once a gesture. */
  onPress(press: Press): void;
  /** Whether a person is pointing something out: then nothing that they press is pressed. */
  isPicking(): boolean;
  /** What they pointed at, from the inside out, and where if by a pointer; `null` when they gave up. */
  onPick(path: readonly EventTarget[] | null, at: Point | null): void;
  /** Whether a question is open: then every key is ours, wherever the focus is. */
  isAsking(): boolean;
  /** Puts the focus back to where it belongs in the open question; whether it was not there. */
  putFocusBack(): boolean;
  /** Trusted input that began in our UI: hand it to our own components. */
  deliver(event: Event): void;
}

/** What the rest of the extension may do with the listener. */
export interface Listener {
  /** Runs `action` (a replay) with the events that it dispatches at `control` let through. */
  letThrough(control: Element, action: () => void): void;
  /** Listens again after `document.open()`, which takes every listener off the window. No harm otherwise. */
  listenAgain(): void;
  /** Runs `action` (moving the focus to or from our UI) without the page seeing any focus event of it. */
  quietly(action: () => void): void;
}

const ACTIVATIONS = [
  'pointerdown',
  'mousedown',
  'touchstart',
  'pointerup',
  'mouseup',
  'touchend',
  'click',
];
const AFTERMATH = ['pointercancel', 'touchcancel', 'dblclick', 'auxclick', 'contextmenu'];
const KEYS = ['keydown', 'keypress', 'keyup'];
/** What tells a page that something else is chosen in a native list; there is nothing that says so before. */
const CHOICES = ['input', 'change'];
/** What a person does before they choose: then the list still shows what was chosen until now. */
const BEFORE_CHOICES = ['focusin', 'pointerdown', 'keydown'];
const FOCUS = ['focus', 'blur', 'focusin', 'focusout'];
/** Events that are never a press, but that the page must not see when they concern our UI. */
const BYSTANDERS = [
  ...['pointermove', 'pointerover', 'pointerout', 'pointerenter', 'pointerleave'],
  ...[
    'gotpointercapture',
    'lostpointercapture',
    'mousemove',
    'mouseover',
    'mouseout',
    'mouseenter',
  ],
  ...['mouseleave', 'touchmove', 'wheel', 'drag', 'dragstart', 'dragend', 'dragenter', 'dragleave'],
  ...['dragover', 'drop', 'beforeinput', 'select', 'selectstart', 'copy', 'cut', 'paste'],
  ...['compositionstart', 'compositionupdate', 'compositionend', 'animationstart', 'animationend'],
  ...['animationiteration', 'animationcancel', 'transitionrun', 'transitionstart', 'transitionend'],
  ...['transitioncancel', 'reset', 'invalid', 'toggle', 'beforetoggle', 'close', 'cancel'],
];

/**
 * Listens for presses on a window, in the capture phase. Install it before any script of the page runs, so
 * that it is the first listener there is; it is never removed, as a gap of one event would be one too many.
 *
 * A gesture belongs to the side where it began. A held gesture never reaches the page, not even in parts: some
 * kits act on `pointerdown`, some on `mousedown`, some on `click`. What concerns our host never reaches the
 * page either, and only trusted input that began in our UI is delivered to it.
 */
export function listenForPresses(window: Window, hooks: ListenerHooks): Listener {
  let pointer: Owner | null = null;
  const keys = new Map<string, Owner>();
  let replaying: Element | null = null;
  let quiet = 0;
  /** What native lists showed when a person came to them. */
  const shown = new WeakMap<HTMLSelectElement, number>();
  /** A list whose choice is held, and whose `change` is still to come. */
  let heldList: HTMLSelectElement | null = null;

  function swallow(event: Event): void {
    event.stopImmediatePropagation();
  }

  function block(event: Event): void {
    // Cancelling a touch would cancel the click that tells us the gesture is complete.
    if (event.cancelable && event.type !== 'touchstart' && event.type !== 'touchend') {
      event.preventDefault();
    }
    swallow(event);
  }

  function isReplay(event: Event): boolean {
    if (replaying === null) return false;
    return event.type === 'submit' || event.composedPath().includes(replaying);
  }

  /** Owner of a pointer event. A primary `pointerdown` begins a gesture; everything up to the next is part. */
  function ownerOfPointer(event: Event, begins: Owner): Owner {
    if (event.type === 'pointerdown' && (event as PointerEvent).isPrimary !== false)
      pointer = begins;
    // Assistive technology clicks without a pointer: such a click stands for itself.
    return pointer ?? begins;
  }

  function onActivation(event: Event): void {
    if (isReplay(event)) return;
    if (hooks.isOurs(event.target)) onOurActivation(event);
    else if (hooks.isPicking()) onPickActivation(event);
    else if (!(event instanceof MouseEvent) || event.button === 0) onPageActivation(event);
  }

  function onPickActivation(event: Event): void {
    block(event);
    if (!event.isTrusted) return;
    // A control that is switched off gets no click, so letting go is enough; assistive technology only clicks.
    const isLetGo = event.type === 'pointerup' || (event.type === 'click' && pointer === null);
    // What is left of the gesture is no press of the page's either.
    if (event.type === 'pointerdown' || event.type === 'pointerup') pointer = OURS;
    if (!isLetGo) return;
    const at = event instanceof MouseEvent ? { x: event.clientX, y: event.clientY } : null;
    hooks.onPick(event.composedPath(), at);
  }

  function onPageActivation(event: Event): void {
    const owner = event.isTrusted ? ownerOfPointer(event, PAGE) : PAGE;
    const press = hooks.pressOn(event.composedPath());
    if (isFromKey(event) || owner.side === 'page') {
      if (press) hold(event, press);
    } else {
      block(event);
      // Slid off the control before letting go: the person changed their mind.
      const isMeant = owner.side === 'held' && press?.control === owner.press.control;
      if (event.type === 'click' && isMeant) complete(owner.press);
    }
    if (event.type === 'click') pointer = null;
  }

  function hold(event: Event, press: Press): void {
    block(event);
    if (event.type === 'click') complete(press);
    else if (event.isTrusted) pointer = { side: 'held', press };
  }

  function complete(press: Press): void {
    pointer = null;
    hooks.onPress(press);
  }

  function onOurActivation(event: Event): void {
    const owner = isFromKey(event) ? ownerOfKeyClick() : ownerOfPointer(event, OURS);
    if (!event.isTrusted || owner.side !== 'ours') {
      block(event);
      return;
    }
    swallow(event);
    hooks.deliver(event);
    if (event.type === 'click') pointer = null;
  }

  /** A click made by Enter or Space belongs to whoever got the key; one from assistive technology is ours. */
  function ownerOfKeyClick(): Owner {
    const owners = ACTIVATION_KEYS.map((code) => keys.get(code));
    return owners.find((owner) => owner !== undefined && owner.side !== 'ours') ?? OURS;
  }

  function onAftermath(event: Event): void {
    if (hooks.isOurs(event.target)) swallow(event);
    else if (pointer?.side === 'ours' && event.type !== 'contextmenu') swallow(event);
  }

  function onKey(event: Event): void {
    if (isReplay(event)) return;
    const key = event as KeyboardEvent;
    if (!event.isTrusted) {
      onUntrustedKey(key, hooks.isOurs(event.target));
      return;
    }
    const isAsking = hooks.isAsking();
    const isOurs = isAsking || hooks.isOurs(event.target);
    // Escape gives up from the way out as well.
    const isForPick = !isOurs || (!isAsking && key.key === 'Escape');
    if (hooks.isPicking() && isForPick && onPickKey(key)) return;
    const owner = ownerOfKey(key, isOurs);
    if (key.type === 'keyup') keys.delete(key.code);
    if (isOurs && owner.side === 'ours') {
      onOurKey(key, isAsking && hooks.putFocusBack());
    } else if (isOurs || owner.side !== 'page') {
      block(event);
      if (!isOurs && owner.side === 'held') completeByKey(key, owner.press);
    } else if (pressByKey(key)) {
      // Begun elsewhere in the page, repeated or let go over a dangerous control: no press of a person's.
      block(event);
    }
  }

  /**
   * A key activates nothing where only the page has put the focus, nor does a held Enter activate what came to
   * stand in the place of what it activated.
   *
   * @param hasStrayed whether the focus was not where it belongs; it is by now
   */
  function onOurKey(key: KeyboardEvent, hasStrayed: boolean): void {
    const isHeld = key.repeat && !(key.composedPath()[0] instanceof HTMLTextAreaElement);
    if ((hasStrayed && ACTIVATION_KEYS.includes(key.code)) || (isHeld && key.key === 'Enter')) {
      // What is still to come of this key activates nothing either.
      if (hasStrayed && key.type === 'keydown') keys.set(key.code, PAGE);
      block(key);
      return;
    }
    swallow(key);
    hooks.deliver(key);
  }

  /** Enter and Space point at what has the focus, Escape gives up; with the other keys one gets there. */
  function onPickKey(key: KeyboardEvent): boolean {
    if (!['Enter', ' ', 'Escape'].includes(key.key)) return false;
    block(key);
    if (key.type === 'keydown' && !key.repeat) {
      // What comes up again of this key belongs to the picking too.
      keys.set(key.code, OURS);
      hooks.onPick(key.key === 'Escape' ? null : key.composedPath(), null);
    }
    return true;
  }

  function ownerOfKey(key: KeyboardEvent, isOurs: boolean): Owner {
    const known = keys.get(key.code);
    const begins = key.type === 'keydown' && !key.repeat;
    if (!begins) return known ?? (isOurs ? OURS : PAGE);
    const press = isOurs ? null : pressByKey(key);
    const owner: Owner = isOurs ? OURS : press ? { side: 'held', press } : PAGE;
    keys.set(key.code, owner);
    return owner;
  }

  function pressByKey(key: KeyboardEvent): Press | null {
    if (key.isComposing || (key.key !== 'Enter' && key.key !== ' ')) return null;
    const path = key.composedPath();
    if (isTextField(path[0]))
      return key.key === 'Enter' ? hooks.submissionOf(path[0] ?? null) : null;
    const press = hooks.pressOn(path);
    return press ?? (key.key === 'Enter' ? hooks.submissionOf(path[0] ?? null) : null);
  }

  /** Enter acts when it goes down, Space when it comes up: as native buttons do. */
  function completeByKey(key: KeyboardEvent, press: Press): void {
    if (key.key === 'Enter' ? key.type === 'keydown' && !key.repeat : key.type === 'keyup') {
      hooks.onPress(press);
    }
  }

  function onUntrustedKey(key: KeyboardEvent, isOurs: boolean): void {
    const press = isOurs ? null : pressByKey(key);
    if (isOurs || press) block(key);
    if (press && key.type === 'keydown') hooks.onPress(press);
  }

  function onFocus(event: Event): void {
    if (quiet > 0 || concernsUs(event)) swallow(event);
    if (event.isTrusted && hooks.isOurs(event.target)) hooks.deliver(event);
    // Keys that are let go in another window never come up here.
    if (event.type === 'blur' && event.target === window) keys.clear();
  }

  function concernsUs(event: Event): boolean {
    return (
      hooks.isOurs(event.target) ||
      ('relatedTarget' in event && hooks.isOurs(event.relatedTarget as EventTarget | null))
    );
  }

  function onBystander(event: Event): void {
    if (!concernsUs(event)) return;
    if (!event.isTrusted) {
      block(event);
      return;
    }
    swallow(event);
    if (hooks.isOurs(event.target)) hooks.deliver(event);
  }

  function noteShown(event: Event): void {
    const list = listOf(event);
    if (list !== null) shown.set(list, list.selectedIndex);
  }

  /**
   * A native list shows the choice already when its page hears of it. So it is made to show what it showed before,
   * and neither of the two events reaches the page; the choice is made again when it is let through.
   */
  function onChoice(event: Event): void {
    const list = listOf(event);
    if (list === null || hooks.isOurs(event.target)) {
      onBystander(event);
      return;
    }
    if (isReplay(event)) return;
    if (event.type === 'change' && heldList === list) {
      heldList = null;
      block(event);
      return;
    }
    const before = shown.get(list) ?? firstShownIn(list);
    const choice = choiceIn(list);
    const press = choice && hooks.pressOfChoice(list, choice, choiceIn(list, before));
    if (press === null) return;
    block(event);
    list.selectedIndex = before;
    if (event.type === 'input') {
      heldList = list;
      setTimeout(() => {
        heldList = null;
      });
    }
    hooks.onPress(press);
  }

  function onSubmit(event: Event): void {
    if (isReplay(event) || hooks.isOurs(event.target)) return;
    const press = hooks.pressOfSubmit(event as SubmitEvent);
    if (press === null) return;
    block(event);
    hooks.onPress(press);
  }

  function listen(types: readonly string[], handler: (event: Event) => void): void {
    for (const type of types) {
      window.addEventListener(type, handler, { capture: true, passive: PASSIVE.has(type) });
    }
  }

  function listenToAll(): void {
    listen(ACTIVATIONS, onActivation);
    listen(AFTERMATH, onAftermath);
    listen(KEYS, onKey);
    listen(FOCUS, onFocus);
    listen(BEFORE_CHOICES, noteShown);
    listen(CHOICES, onChoice);
    listen(BYSTANDERS, onBystander);
    listen(['submit'], onSubmit);
  }

  listenToAll();

  return {
    listenAgain: listenToAll,
    letThrough(control, action) {
      replaying = control;
      try {
        action();
      } finally {
        replaying = null;
      }
    },
    quietly(action) {
      quiet += 1;
      try {
        action();
      } finally {
        quiet -= 1;
      }
    },
  };
}

/** What a list showed before anybody came to it: what its markup says, else its first entry. */
function firstShownIn(list: HTMLSelectElement): number {
  return Math.max(
    0,
    [...list.options].findIndex((option) => option.defaultSelected),
  );
}

/** A click that Enter, Space or a script made: no pointer was pressed for it. */
function isFromKey(event: Event): boolean {
  return event instanceof MouseEvent && event.type === 'click' && event.detail === 0;
}

function isTextField(target: EventTarget | undefined): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLElement && target.isContentEditable) return true;
  return (
    target instanceof HTMLInputElement &&
    !['button', 'submit', 'image', 'reset', 'checkbox', 'radio', 'file', 'color'].includes(
      target.type,
    )
  );
}
