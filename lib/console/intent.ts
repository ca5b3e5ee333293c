import type { Intent, PageKind } from '@/lib/model/console';
import type { Email } from '@/lib/model/ids';
import { type Hint, type Misread, TaughtIntent } from '@/lib/model/profile';
import { atOnce } from '@/lib/model/slices';
import { type Choice, choiceIn, listsWith, placeOfChoice } from './choice';
import { CONTROLS, controlsOn, defaultButtonOf, isInert, namesOf, submitButtonOf } from './control';
import { workspaceGroups } from './grant';
import {
  fits,
  hintFor,
  isLeftAlone,
  type Pointer,
  pointerTo,
  taughtPage,
  withoutPerson,
} from './hints';
import { invitePressOf } from './invite';
import { wordsIn } from './leaves';
import type { Lexicon } from './lexicon';
import { managementIntent, mayManage, roleIntent } from './management';
import { findPage, isKnownRoute, pageOf, showsCredentials } from './page';
import {
  isLinkInProse,
  isOfOtherService,
  placeOf,
  type Surroundings,
  surroundingsOf,
} from './place';
import type { Recognition } from './recognition';
import { emailOfRecord, holdsPeople } from './records';
import { allBelow, containsAcross, findAllIn, parentOf, rootsOf } from './tree';

/** What a press is about. `unclear` is a menu's that nobody can tell where it was opened from. */
export type About =
  | { readonly kind: 'person'; readonly email: Email }
  | { readonly kind: 'selection' }
  | { readonly kind: 'unclear' };

/** A press that would do something of ours. */
export interface Press {
  readonly intent: Intent;
  readonly control: Element;
  readonly about: About;
  /** What was chosen, where the control is a native list. It shows what was chosen before until the press is made. */
  readonly choice?: Choice;
  /** Recognising failed: what it would do is not known, only that nobody may call it harmless. */
  readonly isUnread?: true;
}

/**
 * What is held when recognising fails on one of the console's dangerous pages: whatever it is, the person is asked.
 * Elsewhere a failure lets go, as nothing there is ours to hold.
 */
export function unreadPress(
  path: readonly EventTarget[],
  document: Document,
  recognition: Recognition,
): Press | null {
  const control = path.find((target) => target instanceof Element);
  if (control === undefined || !isKnownRoute(document, recognition)) return null;
  return { intent: 'disconnect', control, about: { kind: 'unclear' }, isUnread: true };
}

/**
 * What activating something on this event path would do. What the built-in profile knows of any of the controls on
 * it goes before what was pointed out: a hint on an icon does not turn around the word on its button.
 */
export function pressOn(path: readonly EventTarget[], recognition: Recognition): Press | null {
  const controls = controlsOn(withActiveDescendant(path));
  const builtIn = { ...recognition, hints: [] };
  for (const known of recognition.hints.length > 0 ? [builtIn, recognition] : [recognition]) {
    for (const control of controls) {
      const press = pressOf(control, known);
      if (press) return press;
    }
  }
  return null;
}

/** In a menu or list that keeps the focus to itself, a key activates what it says is active. */
function withActiveDescendant(path: readonly EventTarget[]): readonly EventTarget[] {
  const [target] = path;
  const id = target instanceof Element ? target.getAttribute('aria-activedescendant') : null;
  const root = target instanceof Element ? target.getRootNode() : null;
  if (!id || !(root instanceof Document || root instanceof ShadowRoot)) return path;
  const active = root.getElementById(id);
  return active === null ? path : [active, ...path];
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

/**
 * What choosing an entry of a native list would do: on User Management in somebody's list of roles, or wherever the
 * entries are called what buttons are.
 *
 * @param before what was chosen before, as far as anybody knows
 */
export function pressOfChoice(
  list: HTMLSelectElement,
  choice: Choice,
  before: Choice | null,
  recognition: Recognition,
  page?: PageKind,
): Press | null {
  const { lexicon } = recognition;
  if (isInert(list)) return null;
  const names = [choice.label];
  const isRole = before !== null && roleIntent(before.label, choice.label, lexicon) !== null;
  if (!isRole && !mayBeOurs(list, names, { ...recognition, hints: [] })) return null;
  const shown = page ?? pageOf(list.ownerDocument, recognition);
  const found = recogniseBy(list, names, recognition, shown);
  const around = found?.around ?? surroundingsOf(list, lexicon);
  const intent = found?.intent ?? (isRole && shown === 'user-management' ? 'demote' : null);
  return intent && { intent, control: list, about: aboutOf(around, intent), choice };
}

/** What a press would do now, as its control is now. */
export function pressAgain(press: Press, recognition: Recognition, page?: PageKind): Press | null {
  const { control, choice } = press;
  if (choice === undefined) return pressOf(control, recognition, page);
  if (!(control instanceof HTMLSelectElement) || placeOfChoice(control, choice) < 0) return null;
  return pressOfChoice(control, choice, choiceIn(control), recognition, page);
}

/** What activating this control would do, or `null` when it is none of ours, or can do nothing. */
export function pressOf(
  control: Element | null,
  recognition: Recognition,
  page?: PageKind,
): Press | null {
  if (control === null || isInert(control)) return null;
  if (recognition.engage !== null) return invitePressOf(control, recognition.engage);
  const meant = meaningOf(control, recognition, page);
  if (meant === null) return null;
  const { intent, about } = meant;
  return { intent, control, about };
}

/** What a control is for, and what tells it apart. */
export interface Meaning {
  readonly intent: Intent;
  readonly about: About;
  readonly pointer: Pointer | null;
}

/**
 * What a control is for, switched off or not; `null` when it is none of ours, or left alone.
 *
 * @param page what the document shows, for whoever asks about many controls of it
 */
export function meaningOf(
  control: Element,
  recognition: Recognition,
  page?: PageKind,
): Meaning | null {
  const found = meaningBefore(control, recognition, page);
  return found === null || isExcepted(found, recognition) ? null : found;
}

/** What activating a control would do, as {@link meaningOf} says, without asking to whom unless that matters. */
export function intentOf(
  control: Element,
  recognition: Recognition,
  page: PageKind,
): Intent | null {
  const found =
    recognition.exceptions.length > 0
      ? meaningOf(control, recognition, page)
      : recognise(control, recognition, page);
  return found?.intent ?? null;
}

/** Whether a control is recognised, and left alone because the person has said that it is something else. */
export function isLeftToItself(
  control: Element,
  recognition: Recognition,
  page?: PageKind,
): boolean {
  if (recognition.exceptions.length === 0) return false;
  const found = meaningBefore(control, recognition, page);
  return found !== null && isExcepted(found, recognition);
}

function meaningBefore(
  control: Element,
  recognition: Recognition,
  page?: PageKind,
): Meaning | null {
  const found = recognise(control, recognition, page);
  if (found === null) return null;
  const { intent, around, pointer } = found;
  return { intent, about: aboutOf(around, intent), pointer };
}

function isExcepted({ intent, about, pointer }: Meaning, { exceptions }: Recognition): boolean {
  const taught = TaughtIntent.safeParse(intent);
  const person = about.kind === 'person' ? about.email : null;
  return taught.success && isLeftAlone(pointer, taught.data, person, exceptions);
}

/** What a control is for, and where it stands, before anybody's exceptions are asked. */
interface Recognised {
  readonly intent: Intent;
  readonly around: Surroundings;
  readonly pointer: Pointer | null;
}

function recognise(
  control: Element,
  recognition: Recognition,
  shown?: PageKind,
): Recognised | null {
  return recogniseBy(control, namesOf(control), recognition, shown);
}

function recogniseBy(
  control: Element,
  names: readonly string[],
  recognition: Recognition,
  shown?: PageKind,
): Recognised | null {
  // Cheapest first: what has no word of ours, and was not pointed out, is looked at no further.
  const maybe = mayBeOurs(control, names, recognition);
  if (!maybe) return null;
  const page = shown ?? pageOf(control.ownerDocument, recognition);
  if (page === 'user-management') return recogniseManaging(control, names, recognition);
  const here = taughtPage(page);
  if (here === null) return null;
  const around = surroundingsOf(control, recognition.lexicon);
  const said = saidOf(around);
  const labels = names.map((name) => withoutPerson(name, said));
  const word = wordIn([...names, ...labels], recognition);
  const intent =
    (word && !isDecoy(control, around, recognition)
      ? intentOn(page, word, control, around, recognition)
      : null) ??
    hintFor(control, page, placeOf(around), labels, recognition.hints)?.intent ??
    null;
  if (intent === null) return null;
  return { intent, around, pointer: pointerTo(control, here, placeOf(around), said) };
}

/** What a control of User Management is for. Nobody points one out, and none is left alone. */
function recogniseManaging(
  control: Element,
  names: readonly string[],
  { lexicon }: Recognition,
): Recognised | null {
  const around = surroundingsOf(control, lexicon);
  const said = saidOf(around);
  const labels = [...names, ...names.map((name) => withoutPerson(name, said))];
  const intent = managementIntent(control, labels, around, lexicon);
  return intent && { intent, around, pointer: null };
}

/** What a record says of its person; what stands on the buttons in it says what they do. */
function saidOf({ record }: Surroundings): string[] {
  if (record === null) return [];
  return wordsIn(record).flatMap(({ text, onButton }) => (onButton ? [] : [text]));
}

/** A control's label may hold its person's name, so at first a word of ours anywhere in it is enough. */
function mayBeOurs(
  control: Element,
  names: readonly string[],
  { lexicon, hints }: Recognition,
): boolean {
  return (
    mentionsVerb(names, lexicon) ||
    mayManage(names, lexicon) ||
    hints.some((hint) => couldBe(control, names, hint))
  );
}

/** Whether a verb of ours stands anywhere in what a control is called. */
export function mentionsVerb(names: readonly string[], lexicon: Lexicon): boolean {
  return names.some(
    (name) => lexicon.mentions('disconnect', name) || lexicon.mentions('connect', name),
  );
}

function couldBe(control: Element, names: readonly string[], hint: Hint): boolean {
  return hint.label === null
    ? hint.selector !== null && fits(control, hint.selector)
    : names.length > 0;
}

function wordIn(
  labels: readonly string[],
  { lexicon }: Recognition,
): 'connect' | 'disconnect' | null {
  if (labels.some((label) => lexicon.acts('disconnect', label))) return 'disconnect';
  return labels.some((label) => lexicon.acts('connect', label)) ? 'connect' : null;
}

function isDecoy(control: Element, around: Surroundings, { lexicon }: Recognition): boolean {
  return isLinkInProse(control) || isOfOtherService(control, around, lexicon);
}

/**
 * The same word means different things in different places. On the Marketo page before its tab can be told, the
 * label alone is enough to hold: what it sits next to decides, and the graver reading wins.
 */
function intentOn(
  page: PageKind,
  word: 'connect' | 'disconnect',
  control: Element,
  { dialog, record }: Surroundings,
  { lexicon }: Recognition,
): Intent | null {
  // The credentials beside it say that this is the connection itself, whatever is behind the dialog.
  if (dialog && showsCredentials(dialog, lexicon, 1)) return word;
  if (page === 'marketo-setup') return word;
  const isAccess = page === 'user-access' || record !== null || dialog !== null;
  if (word === 'disconnect') return isAccess ? 'revoke' : 'disconnect';
  if (dialog) return 'grant';
  if (isAccess) return isFinal(control, lexicon) ? 'grant' : 'grant-open';
  return showsCredentials(control.ownerDocument, lexicon, 1) ? 'connect' : 'grant-open';
}

/**
 * Without a dialog, granting may go on in the page itself: in a panel beside the table, or in its place. There
 * the block around the control has workspaces to choose and not the people; a filter by workspace above the table
 * is a single list beside buttons like this one.
 */
function isFinal(control: Element, lexicon: Lexicon): boolean {
  for (let at = parentOf(control); at; at = parentOf(at)) {
    if (holdsPeople(at)) return false;
    const choices = workspaceGroups(at, lexicon);
    if (choices.length > 0) return choices.some(hasSeveral) || hasWayOut(at, lexicon);
  }
  return false;
}

/** Several workspaces can be chosen here. */
function hasSeveral(group: Element): boolean {
  return group.matches(SEVERAL) || allBelow(group, SEVERAL).length > 0;
}

const SEVERAL =
  'input[type="checkbox"], input[type="radio"], [role="checkbox"], select[multiple], [aria-multiselectable="true"]';

/** There is a button besides ours: cancel, back, close. */
function hasWayOut(block: Element, lexicon: Lexicon): boolean {
  return allBelow(block, 'button, [role="button"]').some((button) => {
    const names = namesOf(button);
    const isOurs = names.some(
      (name) => lexicon.acts('connect', name) || lexicon.acts('disconnect', name),
    );
    return names.length > 0 && !isOurs && button.getAttribute('aria-haspopup') === null;
  });
}

/** Connecting and disconnecting the account is about nobody's row. A dialog that asks to delete somebody names them. */
function aboutOf({ record, dialog, isLost }: Surroundings, intent: Intent): About {
  if (intent === 'connect' || intent === 'disconnect') return { kind: 'selection' };
  const isAsked = intent === 'delete-user' || intent === 'demote';
  const block = record ?? (isAsked ? dialog : null);
  const email = block === null ? null : emailOfRecord(block);
  if (email !== null) return { kind: 'person', email };
  return record !== null || isLost ? { kind: 'unclear' } : { kind: 'selection' };
}

/** Whether two presses would do the same thing to the same people. */
export function isSamePress(a: Pick<Press, 'intent' | 'about' | 'choice'>, b: typeof a): boolean {
  const what = ({ intent, about, choice }: typeof a) => JSON.stringify([intent, about, choice]);
  return what(a) === what(b);
}

/** Every control in the document that would now do this. For finding a control again after a re-render. */
export function* findControlsFor(
  press: Press,
  document: Document,
  recognition: Recognition,
): Generator<void, Element[]> {
  const page = yield* findPage(document, recognition);
  const found: Element[] = [];
  const candidates = press.choice
    ? listsWith(document, press.choice)
    : yield* findCandidates(document);
  for (const element of candidates) {
    const same = pressAgain({ ...press, control: element }, recognition, page);
    if (same !== null && isSamePress(same, press)) found.push(element);
    yield;
  }
  return innermost(found);
}

/** As many elements are looked at in one step. */
const STEP = 100;

/** What could be a control anywhere in the document. */
export function* findCandidates(document: Document): Generator<void, Element[]> {
  const found: Element[] = [];
  let seen = 0;
  const elements = new Set<Element>();
  for (const selector of CONTROLS) {
    for (const element of yield* findAllIn(document, selector)) elements.add(element);
  }
  for (const root of rootsOf(document)) {
    if (root instanceof ShadowRoot) elements.add(root.host);
    seen += 1;
    if (seen % STEP === 0) yield;
  }
  for (const element of elements) {
    if (controlsOn([element]).length > 0) found.push(element);
    seen += 1;
    if (seen % STEP === 0) yield;
  }
  return found;
}

/** {@link findCandidates} at once. */
export function candidates(document: Document): Element[] {
  return atOnce(findCandidates(document));
}

/** A wrapper is called what its button is called; the button is meant. */
export function innermost(elements: readonly Element[]): Element[] {
  return elements.filter(
    (element) => !elements.some((other) => other !== element && containsAcross(element, other)),
  );
}

/** Describes a control that a person points out as being for this; `null` where it cannot be told from others. */
export function hintTo(
  control: Element,
  intent: Hint['intent'],
  recognition: Recognition,
): Hint | null {
  const page = taughtPage(pageOf(control.ownerDocument, recognition));
  if (page === null) return null;
  const around = surroundingsOf(control, recognition.lexicon);
  const pointer = pointerTo(control, page, placeOf(around), saidOf(around));
  return pointer === null ? null : { ...pointer, intent };
}

/** What is stored when a person says that this is not the control it was taken for; `null` for what is none of ours. */
export function misreadOf(press: Press, recognition: Recognition): Misread | null {
  const intent = TaughtIntent.safeParse(press.intent);
  const pointer = meaningOf(press.control, recognition)?.pointer ?? null;
  if (!intent.success || pointer === null) return null;
  const person = press.about.kind === 'person' ? press.about.email : null;
  return { ...pointer, intent: intent.data, person };
}
