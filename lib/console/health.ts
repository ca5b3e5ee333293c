import type { Guarded, Intent, PageKind } from '@/lib/model/console';
import type { Connection, Missing, Snapshot } from '@/lib/model/snapshot';
import { DIALOG, isActivatable, isVisible, namesOf, plainText } from './control';
import { taughtPage } from './hints';
import { findCandidates, innermost, intentOf, isLeftToItself, mentionsVerb } from './intent';
import { isRoleList, mayManage } from './management';
import { isPageIn, showsCredentials } from './page';
import type { PeopleReading } from './people';
import type { Recognition } from './recognition';
import { recordAround } from './records';
import { allBelow, containsAcross, findAllIn } from './tree';

/** As many controls of a page are looked at one by one; a settings page has far fewer outside its rows. */
const MOST_CONTROLS = 400;

/** What a page should have and what we make of it. */
export interface PageHealth {
  readonly missing: Missing[];
  /** How many controls of ours are not held, because the person has said that they are something else. */
  readonly leftAlone: number;
}

/**
 * What one of our pages should have, and what we cannot find on it. As long as something is missing, the page is
 * not called guarded.
 */
export function* healthOf(
  document: Document,
  page: PageKind,
  connection: Connection,
  people: PeopleReading,
  recognition: Recognition,
): Generator<void, PageHealth> {
  if (page === 'marketo') return { missing: ['tab'], leftAlone: 0 };
  if (page === 'user-management') {
    return { missing: yield* missingFromManagement(document, people, recognition), leftAlone: 0 };
  }
  if (page !== 'marketo-setup' && page !== 'user-access') return { missing: [], leftAlone: 0 };
  if (page === 'user-access') {
    const found = yield* controlsOf(document, page, recognition);
    const missing = yield* missingFromAccess(document, people, found, recognition);
    return { missing, leftAlone: found.leftAlone };
  }
  // Reading the connection has looked at the controls; they are looked at again for exceptions only.
  const hasExceptions = recognition.exceptions.length > 0;
  const leftAlone = hasExceptions ? (yield* controlsOf(document, page, recognition)).leftAlone : 0;
  const isFound = connection !== 'unknown' || leftAlone > 0;
  return { missing: isFound ? [] : ['connection'], leftAlone };
}

function* missingFromAccess(
  document: Document,
  people: PeopleReading,
  { intents, leftAlone }: FoundControls,
  recognition: Recognition,
): Generator<void, Missing[]> {
  const missing: Missing[] = [];
  if (people.users.coverage === 'unknown') missing.push('people');
  else if (people.users.value.every(({ access }) => access === 'unknown')) missing.push('status');
  // Once its dialog is open, the control that opens it has done its work, and may be in a menu that is closed.
  const isGranting = intents.has('grant');
  if (!isGranting && !intents.has('grant-open') && leftAlone === 0) missing.push('grant-open');
  const hasConnected =
    people.users.coverage !== 'unknown' &&
    people.users.value.some(({ access }) => access === 'connected');
  if (hasConnected && !isGranting && !intents.has('revoke') && leftAlone === 0) {
    missing.push('revoke');
  }
  if (!isGranting && (yield* hasGrantDialog(document, people, recognition))) missing.push('grant');
  return missing;
}

/** Of what is dangerous on User Management, some can be in menus that are closed; so one thing found is enough. */
function* missingFromManagement(
  document: Document,
  people: PeopleReading,
  recognition: Recognition,
): Generator<void, Missing[]> {
  if (people.users.coverage === 'unknown') return ['people'];
  for (const list of yield* findAllIn(document, 'select')) {
    yield;
    if (isRoleList(list, recognition.lexicon) && isVisible(list) && recordAround(list)) return [];
  }
  let looked = 0;
  for (const control of yield* findCandidates(document)) {
    yield;
    if (!mayManage(namesOf(control), recognition.lexicon) || !isVisible(control)) continue;
    looked += 1;
    if (looked > MOST_CONTROLS) break;
    if (intentOf(control, recognition, 'user-management') !== null) return [];
  }
  return ['management'];
}

/** What the visible controls of a page would do, and how many are left alone. */
interface FoundControls {
  readonly intents: ReadonlySet<Intent>;
  readonly leftAlone: number;
}

/** Switched off ones count too: they are recognised when they are switched on. */
function* controlsOf(
  document: Document,
  page: PageKind,
  recognition: Recognition,
): Generator<void, FoundControls> {
  const intents = new Set<Intent>();
  const alone: Element[] = [];
  let looked = 0;
  for (const control of yield* findCandidates(document)) {
    yield;
    if (!mayMean(control, recognition) || !isVisible(control)) continue;
    looked += 1;
    if (looked > MOST_CONTROLS) break;
    const intent = intentOf(control, recognition, page);
    if (intent) intents.add(intent);
    else if (isLeftToItself(control, recognition, page)) alone.push(control);
  }
  return { intents, leftAlone: innermost(alone).length };
}

function mayMean(control: Element, { lexicon, hints }: Recognition): boolean {
  if (!isActivatable(control) && !control.localName.includes('-')) return false;
  return hints.length > 0 || mentionsVerb(namesOf(control), lexicon);
}

/** Whether a dialog is open that is about granting: it speaks of workspaces, or of somebody who is selected. */
function* hasGrantDialog(
  document: Document,
  { selected }: PeopleReading,
  { lexicon }: Recognition,
): Generator<void, boolean> {
  const emails = selected.coverage === 'unknown' ? [] : selected.value;
  return (yield* findAllIn(document, DIALOG)).some((dialog) => {
    if (!isVisible(dialog) || isPageIn(dialog, lexicon) || showsCredentials(dialog, lexicon, 1))
      return false;
    const text = plainText(dialog);
    const isAbout = lexicon.mentions('workspace', text) || emails.some((one) => text.includes(one));
    const hasButtons = allBelow(dialog, 'button, [role="button"]').some(
      (button) => containsAcross(dialog, button) && recordAround(button) === null,
    );
    return isAbout && hasButtons;
  });
}

/**
 * Whether the dangerous presses of what was read are held. On our pages that is claimed only when all that is
 * dangerous there was found and nothing of it is left alone; a page that is still loading, or not understood, is
 * `unknown`.
 */
export function guardedOf({ page, missing, leftAlone, invitation }: Snapshot): Guarded {
  const isInvitations = page === 'sales-users' && invitation !== undefined;
  const isOurs = taughtPage(page) !== null || page === 'user-management' || isInvitations;
  if (!isOurs) return 'no';
  return missing.length === 0 && leftAlone === 0 ? 'yes' : 'unknown';
}
