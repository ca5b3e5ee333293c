import type { Intent, PageKind } from '@/lib/model/console';
import type { Email } from '@/lib/model/ids';
import {
  closestAcross,
  controlsOn,
  DIALOG,
  defaultButtonOf,
  isDisabled,
  namesOf,
  submitButtonOf,
} from './control';
import { hasCredentialLabels, isGuardedPage, pageOf, type Recognition } from './page';
import { personAround } from './people';

/** A press that would do something of ours. */
export interface Press {
  readonly intent: Intent;
  readonly control: Element;
  /** Whose row the control stands in; `null` for one that is not about one person. */
  readonly person: Email | null;
}

/** What activating something on this event path would do. */
export function pressOn(path: readonly EventTarget[], recognition: Recognition): Press | null {
  // Cheapest first: outside the Marketo pages nothing is looked at any further.
  if (!isGuardedPage(document, recognition)) return null;
  for (const control of controlsOn(path)) {
    const press = pressOf(control, recognition);
    if (press) return press;
  }
  return null;
}

/** What Enter in the field where this event began would submit. */
export function submissionOf(target: EventTarget | null, recognition: Recognition): Press | null {
  return pressOf(defaultButtonOf(target), recognition);
}

/** What a `submit` event is about to do. */
export function pressOfSubmit(event: SubmitEvent, recognition: Recognition): Press | null {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return null;
  return pressOf(event.submitter ?? submitButtonOf(form), recognition);
}

/** What activating this control would do, or `null` when it is none of ours. */
export function pressOf(control: Element | null, recognition: Recognition): Press | null {
  if (control === null || isDisabled(control)) return null;
  const word = wordOn(control, recognition);
  if (word === null) return null;
  const person = personAround(control);
  const page = pageOf(control.ownerDocument, recognition);
  const intent = intentOn(page, word, control, person, recognition);
  return intent === null ? null : { intent, control, person };
}

function wordOn(control: Element, { lexicon }: Recognition): 'connect' | 'disconnect' | null {
  const names = namesOf(control);
  if (names.some((name) => lexicon.names('disconnect', name))) return 'disconnect';
  if (names.some((name) => lexicon.names('connect', name))) return 'connect';
  return null;
}

/**
 * The same word means different things in different places. On the Marketo page before its tab can be told,
 * the label alone is enough to hold: what it sits next to decides, and the graver reading wins.
 */
function intentOn(
  page: PageKind,
  word: 'connect' | 'disconnect',
  control: Element,
  person: Email | null,
  { lexicon }: Recognition,
): Intent | null {
  if (page === 'user-access') {
    if (word === 'disconnect') return 'revoke';
    return closestAcross(control, DIALOG) ? 'grant' : 'grant-open';
  }
  if (page === 'marketo-setup') return word;
  if (page !== 'marketo') return null;
  if (word === 'disconnect') return person === null ? 'disconnect' : 'revoke';
  const dialog = closestAcross(control, DIALOG);
  if (dialog) return hasCredentialLabels(dialog, lexicon) ? 'connect' : 'grant';
  return hasCredentialLabels(control.ownerDocument, lexicon) ? 'connect' : 'grant-open';
}

/** Every control in the document that would now do this. For finding a control again after a re-render. */
export function controlsFor(
  { intent, person }: Press,
  document: Document,
  recognition: Recognition,
): Element[] {
  const found = [
    ...document.querySelectorAll('button, a, input, summary, [role], [onclick], [tabindex]'),
  ].filter((element) => {
    const press = controlsOn([element]).length > 0 ? pressOf(element, recognition) : null;
    return press?.intent === intent && press.person === person;
  });
  // A wrapper is called what its button is called.
  return found.filter(
    (element) => !found.some((other) => other !== element && element.contains(other)),
  );
}
