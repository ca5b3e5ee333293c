import type { PageKind } from '@/lib/model/console';
import type { Email } from '@/lib/model/ids';
import {
  type Exception,
  type Hint,
  HintSelector,
  type Misread,
  type Place,
} from '@/lib/model/profile';
import { namesOf } from './control';
import { tidy } from './leaves';
import { normaliseLabel } from './lexicon';
import { allBelow, parentOf } from './tree';

/** The pages on which a control can be pointed out. */
export type TaughtPage = Hint['page'];

/** What tells a control apart, apart from what it does. */
export type Pointer = Pick<Hint, 'page' | 'place' | 'label' | 'selector'>;

/** The page as hints know it; `null` where nothing can be pointed out. */
export function taughtPage(page: PageKind): TaughtPage | null {
  return page === 'marketo' || page === 'marketo-setup' || page === 'user-access' ? page : null;
}

/**
 * Describes a control: by its label if it has one, and besides by the markup around it. A person's own name or
 * address, which a label may hold, is left out of it.
 *
 * @param said what the person's record says, if the control stands in one
 */
export function pointerTo(
  control: Element,
  page: TaughtPage,
  place: Place,
  said: readonly string[],
): Pointer | null {
  const label = labelOf(control, said);
  const selector = selectorFor(control);
  return label === null && selector === null ? null : { page, place, label, selector };
}

function labelOf(control: Element, said: readonly string[]): string | null {
  for (const name of namesOf(control)) {
    const label = tidy(withoutPerson(name, said));
    if (label !== '' && label.length <= 80 && !label.includes('@')) return label;
  }
  return null;
}

/** A label without what it says of the person whose row it stands in. */
export function withoutPerson(label: string, said: readonly string[]): string {
  const longest = said.filter((text) => text.length > 1).sort((a, b) => b.length - a.length);
  return longest.reduce((rest, text) => rest.replace(text, ' '), label).trim();
}

/** How many levels of markup describe a control. */
const LEVELS = 3;

/** Attributes that say what an element is for, and hold nothing about anybody. */
const TELLING = ['role', 'type', 'name', 'data-testid', 'data-test', 'data-action', 'data-icon'];

/** The markup around a control in words that are likely to last; `null` where it has none. */
function selectorFor(control: Element): string | null {
  const icon = allBelow(control, '[data-icon], svg[class], i[class], [name]')[0];
  const chain: string[] = icon ? [stepFor(icon)] : [];
  for (
    let at: Element | null = control, level = 0;
    at && level < LEVELS;
    at = parentOf(at), level += 1
  ) {
    if (at.localName === 'body') break;
    chain.unshift(stepFor(at));
    // An icon that stands deeper than its control's child cannot be reached by child steps.
    if (level === 0 && icon && icon.parentElement !== control) chain.splice(1);
  }
  const selector = chain.join(' > ');
  return HintSelector.safeParse(selector).success && /[.#[]/u.test(selector) ? selector : null;
}

function stepFor(element: Element): string {
  const classes = [...element.classList].filter(isLasting).slice(0, 4);
  const attributes = TELLING.flatMap((name) => {
    const value = element.getAttribute(name);
    return value !== null && /^[A-Za-z][\w -]{0,39}$/u.test(value) ? [`[${name}="${value}"]`] : [];
  });
  const tag = /^[a-z][a-z0-9-]*$/u.test(element.localName) ? element.localName : '*';
  return [tag, ...classes.map((name) => `.${name}`), ...attributes].join('');
}

/** A class that a person wrote, and that says what the element is and not how it is at the moment. */
function isLasting(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z-]{1,39}$/u.test(name)) return false;
  return !/(?:^|-)(?:active|hover|focus|focused|disabled|enabled|selected|open|opened|closed|show|shown|hide|hidden|loading)$/iu.test(
    name,
  );
}

/** What the control is by what a person has pointed out, or `null`. */
export function hintFor(
  control: Element,
  page: PageKind,
  place: Place,
  labels: readonly string[],
  hints: readonly Hint[],
): Hint | null {
  const names = labels.map(normaliseLabel);
  const found = hints.filter((hint) => {
    if (!isOn(hint.page, page) || hint.place !== place) return false;
    if (hint.label !== null) return names.includes(normaliseLabel(hint.label));
    return hint.selector !== null && fits(control, hint.selector);
  });
  return found[0] ?? null;
}

/** Set Up and User Access are the Marketo page, before their tab can be told as well as after. */
function isOn(taught: TaughtPage, page: PageKind): boolean {
  return taught === page || (page === 'marketo' && taught !== 'marketo') || taught === 'marketo';
}

/** A selector may describe the control, or the icon in it. One that the browser refuses fits nothing. */
export function fits(control: Element, selector: string): boolean {
  try {
    return control.matches(selector) || allBelow(control, selector).length > 0;
  } catch {
    return false;
  }
}

/** Whether this very control is one that the person has said is none of ours. */
export function isLeftAlone(
  pointer: Pointer | null,
  intent: Misread['intent'],
  person: Email | null,
  exceptions: readonly Exception[],
): boolean {
  return exceptions.some(
    (one) =>
      pointer !== null &&
      one.intent === intent &&
      one.person === person &&
      one.place === pointer.place &&
      isOn(one.page, pointer.page) &&
      one.label === pointer.label &&
      one.selector === pointer.selector,
  );
}
