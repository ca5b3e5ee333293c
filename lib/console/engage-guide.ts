import type { GuideStep, InsightSight } from '@/lib/model/guide';
import type { Snapshot } from '@/lib/model/snapshot';
import { CONTROLS, controlsOn, isVisible, namesOf } from './control';
import type { EngageTerm } from './engage-profile';
import type { EngageWords } from './engage-words';
import { innermost } from './intent';
import { type FieldTerm, shownIn, wizardFields } from './invitation';
import { fieldsIn, findVerb, findWizard } from './invite';
import { findAllIn, findRoots, parentOf } from './tree';

/** As many controls are looked at in one step. */
const STEP = 50;

/** Reads what a page of Marketo Engage shows that matters to an invitation, a little at each step. */
export function* readInsightSight(
  document: Document,
  { page, invitation }: Snapshot,
  words: EngageWords,
): Generator<void, InsightSight> {
  const isOnTheWay = page !== 'sales-users';
  const find = (term: EngageTerm) => findNamed(term, document, words);
  return {
    page,
    hasUsersRoles: isOnTheWay && (yield* find('users-roles')) !== null,
    hasSalesUsers: isOnTheWay && (yield* find('sales-users')) !== null,
    invitation: invitation ?? null,
  };
}

/** The control that leads to a step on the way to the wizard, by its name. */
const WAY = {
  admin: 'admin',
  'users-roles': 'users-roles',
  'sales-users': 'sales-users',
  'invite-open': 'invite-sales-user',
} as const satisfies Partial<Record<GuideStep, EngageTerm>>;

function isOnWay(step: GuideStep): step is keyof typeof WAY {
  return Object.hasOwn(WAY, step);
}

/**
 * The control that a step of an invitation is about, by what the guards recognise things by; `null` for a step
 * without one, or where it cannot be found.
 */
export function* findInsightControl(
  step: GuideStep,
  document: Document,
  words: EngageWords,
): Generator<void, Element | null> {
  yield* findRoots(document);
  if (isOnWay(step)) return yield* findNamed(WAY[step], document, words);
  const wizard = yield* findWizard(document, words);
  if (wizard === null) return null;
  const { block } = wizard;
  const fields = wizardFields(block, words);
  const field = (term: FieldTerm) => {
    const found = fields.get(term);
    return found === undefined ? null : aroundField(found, block);
  };
  switch (step) {
    case 'who':
      return field(whoField(fields));
    case 'expiry':
      return field('expiry');
    case 'insight':
      return field('account-insight');
    case 'who-next':
    case 'insight-next':
      return yield* findVerb(document, block, 'invite-next', words);
    case 'send':
      return yield* findVerb(document, block, 'invite-send', words);
    default:
      return null;
  }
}

/** The CRM's list; by email, the first field with nothing in it. */
function whoField(fields: ReadonlyMap<FieldTerm, Element>): FieldTerm {
  if (fields.has('crm-user')) return 'crm-user';
  const asked = ['first-name', 'last-name', 'email'] as const;
  const isEmpty = (term: FieldTerm) => {
    const field = fields.get(term);
    return field !== undefined && shownIn(field).trim() === '';
  };
  return asked.find(isEmpty) ?? 'email';
}

/** How far around a field what belongs to it is looked for, such as the arrow that opens its list. */
const REACH = 5;

/** A field with what stands in one line with it and belongs to no other field. */
function aroundField(field: Element, block: Element): Element {
  const { height } = field.getBoundingClientRect();
  const least = Math.max(height, LINE);
  let around = field;
  for (let at = parentOf(field), far = 0; at && far < REACH; at = parentOf(at), far += 1) {
    const isLine = at.getBoundingClientRect().height <= least * 1.5;
    if (at === block || fieldsIn(at).length > 1 || !isLine) break;
    around = at;
  }
  return around;
}

/** The height of a line, in pixels: a box to tick is less high than its label. */
const LINE = 20;

function* findNamed(
  term: EngageTerm,
  document: Document,
  words: EngageWords,
): Generator<void, Element | null> {
  const found: Element[] = [];
  for (const [index, control] of (yield* findAllIn(document, CONTROLS.join(', '))).entries()) {
    if (index % STEP === 0) yield;
    const isIt = namesOf(control).some((name) => words.names(term, name));
    if (isIt && isVisible(control) && controlsOn([control]).length > 0) found.push(control);
  }
  return innermost(found)[0] ?? null;
}
