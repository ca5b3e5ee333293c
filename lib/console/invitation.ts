import type { Invitation, Invitee, Ticked } from '@/lib/model/invitation';
import { isVisible } from './control';
import type { EngageTerm } from './engage-profile';
import type { EngageWords } from './engage-words';
import { BOXES, fieldsIn, findWizard, labelTerm } from './invite';
import { expiryIn, inviteeIn, inviteesIn, placeholdersIn } from './invite-texts';
import { allBelow, allIn, parentOf } from './tree';

/** What the fields of the wizard are labelled with. */
const FIELD_TERMS = [
  'from-crm',
  'by-email',
  'crm-user',
  'first-name',
  'last-name',
  'email',
  'expiry',
  'account-insight',
  'subject',
  'message',
] as const satisfies readonly EngageTerm[];

/** What a field of the wizard is for. */
export type FieldTerm = (typeof FIELD_TERMS)[number];

/** The fields of one step, by what they are for. */
type Fields = ReadonlyMap<FieldTerm, Element>;

/** The open invitation of each document, with the steps that are not shown any more. */
const drafts = new WeakMap<Document, Invitation>();

/** What was read of the wizard. */
export interface InvitationReading {
  /** The open invitation; `null` while the wizard is closed. */
  readonly invitation: Invitation | null;
  /** The wizard is open, and neither its Next nor its Send is recognised. */
  readonly isStuck: boolean;
}

/**
 * Reads the open invitation: what its step shows now, and what the steps before it showed, which may be gone from
 * the page by now. It is forgotten with the wizard.
 */
export function* readInvitation(
  document: Document,
  words: EngageWords,
): Generator<void, InvitationReading> {
  const wizard = yield* findWizard(document, words);
  if (wizard === null) return noInvitation(document);
  const fields = wizardFields(wizard.block, words);
  yield;
  const invitation = merged(drafts.get(document) ?? null, stepOf(wizard.block, fields, words));
  drafts.set(document, invitation);
  return { invitation, isStuck: !wizard.hasVerb };
}

/** What is read where no wizard is open; what was read of one before is forgotten. */
export function noInvitation(document: Document): InvitationReading {
  drafts.delete(document);
  return { invitation: null, isStuck: false };
}

/** The fields that the wizard's step shows, by what they are for. */
export function wizardFields(block: Element, words: EngageWords): Fields {
  const fields = new Map<FieldTerm, Element>();
  for (const field of fieldsIn(block).filter(isThere)) {
    const term = FIELD_TERMS.find((one) => labelTerm(field, block, [one], words) !== null);
    if (term !== undefined && !fields.has(term)) fields.set(term, field);
  }
  return fields;
}

/** A box may be drawn by its label alone; a field in a step that is hidden is not there. */
function isThere(field: Element): boolean {
  if (isVisible(field)) return true;
  const outer = field.matches(BOXES) ? parentOf(field) : null;
  return outer !== null && isVisible(outer);
}

/** What one step of the wizard says; what is not on it is left out. */
type StepReading = Partial<Invitation> & Pick<Invitation, 'step'>;

function stepOf(block: Element, fields: Fields, words: EngageWords): StepReading {
  const expiry = fields.get('expiry');
  const insight = fields.get('account-insight');
  const message = messageOf(block, fields);
  const asksWho = fields.has('crm-user') || fields.has('email');
  const step = asksWho ? 'who' : insight ? 'access' : message === null ? 'unknown' : 'message';
  return {
    step,
    ...(asksWho && whoOf(block, fields)),
    ...(expiry && { expiry: expiryOf(expiry, words) }),
    ...(insight && { accountInsight: tickedOf(insight) }),
    ...(step === 'message' && message !== null && { placeholders: placeholdersIn(message) }),
  };
}

function whoOf(block: Element, fields: Fields): Pick<Invitation, 'how' | 'people'> {
  const how = howOf(fields);
  if (how === 'email') return { how, people: byEmail(fields) };
  const list = fields.get('crm-user');
  const chosen = list === undefined ? [] : inviteesIn(shownIn(list), pickedNear(block));
  return { how: list === undefined ? 'unknown' : 'crm', people: chosen };
}

/** The radio buttons say so; without them, the fields that are there do. */
function howOf(fields: Fields): Invitation['how'] {
  const email = fields.get('by-email');
  const crm = fields.get('from-crm');
  if (email && tickedOf(email) === 'ticked') return 'email';
  if (crm && tickedOf(crm) === 'ticked') return 'crm';
  return fields.has('email') && !fields.has('crm-user') ? 'email' : 'crm';
}

function byEmail(fields: Fields): Invitee[] {
  const part = (term: FieldTerm) => {
    const field = fields.get(term);
    return field === undefined ? '' : shownIn(field).trim();
  };
  const name = `${part('first-name')} ${part('last-name')}`.trim();
  const email = inviteeIn(part('email'))?.email ?? null;
  return email === null && name === '' ? [] : [{ email, name: name === '' ? null : name }];
}

/** Everything that is marked as chosen in lists; Ext keeps those in the page, wherever it has put them. */
const PICKED =
  '[role="option"][aria-selected="true"], [class*="boundlist-selected"], [class*="list-item-selected"], [class*="combo-selected"]';

function pickedNear(block: Element): string[] {
  const options = allBelow(block, 'option').filter(
    (option) => option instanceof HTMLOptionElement && option.selected,
  );
  return [...allIn(block.ownerDocument, PICKED), ...options].map((one) => one.textContent ?? '');
}

/** What a field shows as written or chosen in it. */
export function shownIn(field: Element): string {
  if (field instanceof HTMLSelectElement) {
    return [...field.selectedOptions].map((option) => option.textContent ?? '').join('; ');
  }
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) return field.value;
  return field.textContent ?? '';
}

function expiryOf(field: Element, words: EngageWords): Invitation['expiry'] {
  const shown = shownIn(field);
  const language = field.ownerDocument.documentElement.lang;
  return expiryIn(shown, words.names('never', shown), language);
}

/** What says that a box is ticked where no property does: Ext puts it on what is around the box. */
const TICKED = /(?:^|[-_])(?:checked|ticked)$/u;

/** How far around a box that is said. */
const TICK_REACH = 5;

function tickedOf(box: Element): Ticked {
  const said = box.getAttribute('aria-checked');
  if (said !== null) return said === 'true' ? 'ticked' : 'not-ticked';
  if (box instanceof HTMLInputElement && (box.type === 'checkbox' || box.type === 'radio')) {
    return box.checked ? 'ticked' : 'not-ticked';
  }
  for (
    let at: Element | null = box, far = 0;
    at && far < TICK_REACH && fieldsIn(at).length <= 1;
    at = parentOf(at), far += 1
  ) {
    if ([...at.classList].some((name) => TICKED.test(name))) return 'ticked';
  }
  return /checkbox|radio/iu.test(box.className) ? 'not-ticked' : 'unknown';
}

/** The text of the message, read for its placeholders and given to nobody; `null` where there is none. */
function messageOf(block: Element, fields: Fields): string | null {
  const own = ['subject', 'message'] as const;
  const written = own.flatMap((term) => fields.get(term) ?? []).map(shownIn);
  const areas = allBelow(block, 'textarea, [contenteditable="true"]').filter(isVisible);
  const texts = [...written, ...areas.map(shownIn), ...allBelow(block, 'iframe').flatMap(bodyOf)];
  return texts.length === 0 ? null : texts.join('\n');
}

/** What stands in the document of an editor; another origin's is out of reach. */
function bodyOf(frame: Element): string[] {
  if (!(frame instanceof HTMLIFrameElement) || !isVisible(frame)) return [];
  const text = frame.contentDocument?.body?.textContent;
  return text ? [text] : [];
}

const NOTHING: Invitation = {
  step: 'unknown',
  how: 'unknown',
  people: null,
  expiry: { kind: 'unknown' },
  accountInsight: 'unknown',
  placeholders: null,
};

/** What is shown now goes before what was. Where nobody is chosen yet, it is another invitation's beginning. */
function merged(before: Invitation | null, now: StepReading): Invitation {
  const isNew = now.step === 'who' && now.people?.length === 0;
  return { ...NOTHING, ...(isNew ? null : before), ...now };
}
