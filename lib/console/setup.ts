import type { Connection, CredentialField, Snapshot } from '@/lib/model/snapshot';
import {
  DIALOG,
  isActivatable,
  isDisabled,
  isVisible,
  namesOf,
  plainText,
  spacedText,
} from './control';
import type { Lexicon } from './lexicon';

/** Whitespace as a person pastes it in: spaces of every width, line ends, tabs, and invisible ones. */
const STRAY = /[\s\u00ad\u180e\u200b-\u200f\u2060\ufeff]+/gu;

const MUNCHKIN_ID = /\b[A-Za-z0-9]{3}-[A-Za-z0-9]{3}-[A-Za-z0-9]{3}\b/u;

const FIELDS = [
  ['munchkinId', 'munchkin-id'],
  ['clientId', 'client-id'],
  ['clientSecret', 'client-secret'],
] as const;

/** The state of the connection, from which control of it there is and whether it can be pressed. */
export function readConnection(document: Document, lexicon: Lexicon): Connection {
  const controls = [
    ...document.querySelectorAll('button, a, input, [role="button"], [role="link"]'),
  ].filter((element) => isActivatable(element) && !element.closest(`${DIALOG}, tr, [role="row"]`));
  const called = (term: 'connect' | 'disconnect') =>
    controls.filter(
      (control) => namesOf(control).some((name) => lexicon.names(term, name)) && isVisible(control),
    );
  const disconnects = called('disconnect');
  const connects = called('connect');
  if (disconnects.some((control) => !isDisabled(control))) return 'owner';
  if (connects.some((control) => !isDisabled(control))) return 'free';
  return connects.length > 0 ? 'granted' : 'unknown';
}

/** The Munchkin ID that a connected Set Up page shows; public, unlike what stands beside it. */
export function readMunchkinId(document: Document, lexicon: Lexicon): Snapshot['munchkinId'] {
  const field = credentialInputs(document, lexicon).get('munchkinId');
  if (field) return MUNCHKIN_ID.exec(field.value)?.[0] ?? null;
  for (const label of document.querySelectorAll('label, dt, th, strong, span, div')) {
    if (!lexicon.names('munchkin-id', plainText(label))) continue;
    const found = MUNCHKIN_ID.exec(label.parentElement ? spacedText(label.parentElement, 300) : '');
    if (found) return found[0];
  }
  return null;
}

/**
 * Which credential fields hold stray whitespace (CONSOLE.md rule 8). Their values are looked at and forgotten:
 * only the names of the fields leave this function.
 */
export function readStraySpaces(document: Document, lexicon: Lexicon): CredentialField[] {
  return [...credentialInputs(document, lexicon)]
    .filter(([, input]) => input.value.search(STRAY) >= 0)
    .map(([field]) => field);
}

/** Takes the whitespace out of the credential fields, telling the page as if a person had typed it. */
export function removeStraySpaces(document: Document, lexicon: Lexicon): void {
  for (const input of credentialInputs(document, lexicon).values()) {
    const clean = input.value.replace(STRAY, '');
    if (clean === input.value) continue;
    // Frameworks that shadow `value` on the element notice only what goes through the prototype's setter.
    const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    if (setter) setter.call(input, clean);
    else input.value = clean;
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

function credentialInputs(
  document: Document,
  lexicon: Lexicon,
): Map<CredentialField, HTMLInputElement> {
  const found = new Map<CredentialField, HTMLInputElement>();
  for (const input of document.querySelectorAll('input')) {
    if (!['text', 'password', 'search', ''].includes(input.type)) continue;
    const names = fieldNames(input);
    for (const [field, term] of FIELDS) {
      if (!found.has(field) && names.some((name) => lexicon.names(term, name)))
        found.set(field, input);
    }
  }
  return found;
}

function fieldNames(input: HTMLInputElement): string[] {
  const labels = [...(input.labels ?? [])].map((label) => plainText(label));
  const beside = input.previousElementSibling;
  return [
    ...labels,
    ...namesOf(input),
    input.placeholder,
    ...(labels.length === 0 && beside ? [plainText(beside)] : []),
  ];
}
