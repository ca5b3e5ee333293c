import type { Intent } from '@/lib/model/console';
import type { Connection, CredentialField, Snapshot } from '@/lib/model/snapshot';
import { isDisabled, isVisible, namesOf, plainText, spacedText } from './control';
import { findCandidates, intentOf } from './intent';
import type { Lexicon } from './lexicon';
import type { Recognition } from './recognition';
import { allIn, parentOf, textsBelow } from './tree';

/** Whitespace as a person pastes it in: spaces of every width, line ends, tabs, and invisible ones. */
const STRAY = /[\s\u00ad\u180e\u200b-\u200f\u2060\ufeff]+/gu;

const MUNCHKIN_ID = /\b[A-Za-z0-9]{3}-[A-Za-z0-9]{3}-[A-Za-z0-9]{3}\b/u;

const FIELDS = [
  ['munchkinId', 'munchkin-id'],
  ['clientId', 'client-id'],
  ['clientSecret', 'client-secret'],
] as const;

/** The state of the connection, from which control of it there is and whether it can be pressed. */
export function* readConnection(
  document: Document,
  recognition: Recognition,
): Generator<void, Connection> {
  const controls: { intent: Intent; isOn: boolean }[] = [];
  for (const control of yield* findCandidates(document)) {
    yield;
    const intent = intentOf(control, recognition, 'marketo-setup');
    if (intent !== null && isVisible(control))
      controls.push({ intent, isOn: !isDisabled(control) });
  }
  if (controls.some(({ intent, isOn }) => intent === 'disconnect' && isOn)) return 'owner';
  const connects = controls.filter(({ intent }) => intent === 'connect');
  if (connects.some(({ isOn }) => isOn)) return 'free';
  return connects.length > 0 ? 'granted' : 'unknown';
}

/** The Munchkin ID that a connected Set Up page shows; public, unlike what stands beside it. */
export function readMunchkinId(document: Document, lexicon: Lexicon): Snapshot['munchkinId'] {
  const field = credentialInputs(document, lexicon).get('munchkinId');
  if (field) return MUNCHKIN_ID.exec(field.value)?.[0] ?? null;
  for (const { data, parentElement } of textsBelow(document)) {
    if (data.length > 200 || parentElement === null || !isVisible(parentElement)) continue;
    const [label = '', beside = ''] = data.split(/[:：]/u);
    if (!lexicon.names('munchkin-id', label)) continue;
    const found = MUNCHKIN_ID.exec(beside) ?? MUNCHKIN_ID.exec(textAround(parentElement));
    if (found) return found[0];
  }
  return null;
}

/** What stands beside a label: in its parent, or in its parent's parent where the two are in rows of their own. */
function textAround(label: Element): string {
  const parent = parentOf(label);
  const near = parent ? spacedText(parent, 300) : '';
  if (MUNCHKIN_ID.test(near)) return near;
  const outer = parent && parentOf(parent);
  return outer ? spacedText(outer, 300) : '';
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
    input.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
  }
}

function credentialInputs(
  document: Document,
  lexicon: Lexicon,
): Map<CredentialField, HTMLInputElement> {
  const found = new Map<CredentialField, HTMLInputElement>();
  for (const input of allIn(document, 'input')) {
    if (!(input instanceof HTMLInputElement) || !isVisible(input)) continue;
    if (!['text', 'password', 'search', ''].includes(input.type)) continue;
    const names = fieldNames(input);
    for (const [field, term] of FIELDS) {
      if (!found.has(field) && names.some((name) => lexicon.names(term, name)))
        found.set(field, input);
    }
  }
  return found;
}

/** What a field is called: by its labels, by itself, by the web component that it is the inside of. */
function fieldNames(input: HTMLInputElement): string[] {
  const labels = [...(input.labels ?? [])].map((label) => plainText(label));
  const beside = input.previousElementSibling;
  const root = input.getRootNode();
  const host = root instanceof ShadowRoot ? root.host : null;
  return [
    ...labels,
    ...namesOf(input),
    input.placeholder,
    ...(host ? [host.getAttribute('label') ?? '', host.getAttribute('aria-label') ?? ''] : []),
    ...(labels.length === 0 && beside ? [plainText(beside)] : []),
  ];
}
