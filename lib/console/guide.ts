import type { DialogSight, GrantSight, GuideStep, Inviting } from '@/lib/model/guide';
import type { Email } from '@/lib/model/ids';
import type { Term } from '@/lib/model/profile';
import type { SeenUser, Snapshot } from '@/lib/model/snapshot';
import { DIALOG, isVisible, namesOf } from './control';
import { FIELDS, OPENERS, OPTIONS, readGrantDialog, workspaceGroups } from './grant';
import { findCandidates, innermost, intentOf, mentionsVerb } from './intent';
import { tabFor } from './page';
import { surroundingsOf } from './place';
import type { Recognition } from './recognition';
import { findSelector } from './select';
import { allBelow, allIn, closestAcross, findAllIn, findRoots } from './tree';

/** What opens the settings where nothing says so in words: the gear. */
const GEAR = '[class*="gear" i], [class*="cog" i], [data-icon*="gear" i], [data-icon*="cog" i]';

/** Where something is written or chosen for an invitation. */
const ENTRIES =
  'textarea, input:not([type="hidden"], [type="checkbox"], [type="radio"], [type="button"], [type="submit"]), [contenteditable="true"]';

/** As many controls are looked at in one step. */
const STEP = 50;

/** Reads what a page of the settings console shows that matters to granting, a little at each step. */
export function* readGrantSight(
  document: Document,
  snapshot: Snapshot,
  recognition: Recognition,
): Generator<void, GrantSight> {
  const { page, users, total } = snapshot;
  const seen = users.coverage === 'unknown' ? null : users.value;
  const whole = users.coverage === 'whole' ? users.value.length : null;
  return {
    page,
    isAdmin: yield* readAdmin(document, snapshot, recognition),
    listed: seen?.map(({ email }) => email) ?? null,
    connected: emailsOf(seen ?? [], 'connected'),
    selected: snapshot.selected.coverage === 'unknown' ? [] : snapshot.selected.value,
    count: total ?? whole,
    dialog: yield* readDialog(document, snapshot, recognition),
  };
}

function emailsOf(users: readonly SeenUser[], wanted: SeenUser['access']): Email[] {
  return users.flatMap(({ email, access }) => (access === wanted ? [email] : []));
}

/** Whoever sees other settings and no way to the admin's has none. */
function* readAdmin(
  document: Document,
  { page }: Snapshot,
  recognition: Recognition,
): Generator<void, boolean | null> {
  if (page === 'elsewhere') return null;
  if (page !== 'settings' && page !== 'marketo') return true;
  const links = (yield* findAllIn(document, 'a[href]')).filter(isVisible);
  const routes = links.map((link) => routeOf(link, recognition));
  if (routes.some((route) => route === 'marketo' || route === 'user-management')) return true;
  for (const text of yield* findAllIn(
    document,
    'h1, h2, h3, h4, h5, h6, nav *, [role="heading"]',
  )) {
    if (isNamed(text, 'admin-settings', recognition) && isVisible(text)) return true;
  }
  return routes.includes('settings') ? false : null;
}

function routeOf(link: Element, recognition: Recognition): string {
  return link instanceof HTMLAnchorElement ? recognition.pageOfHash(link.hash) : 'elsewhere';
}

function isNamed(element: Element, term: Term, { lexicon }: Recognition): boolean {
  return namesOf(element).some((name) => lexicon.names(term, name));
}

function* readDialog(
  document: Document,
  snapshot: Snapshot,
  recognition: Recognition,
): Generator<void, DialogSight | null> {
  if (snapshot.page === 'user-management') {
    const dialog = inviteDialog(document, recognition);
    return dialog && { kind: 'invite', isFilled: entriesIn(dialog).some(isFilled) };
  }
  if (snapshot.page !== 'user-access') return null;
  const control = yield* findIntent('grant', document, snapshot, recognition);
  if (control === null) return null;
  const users = snapshot.users.coverage === 'unknown' ? [] : snapshot.users.value;
  const known = {
    people: new Set(users.map(({ email }) => email)),
    workspaces: new Set(users.flatMap(({ workspaces }) => workspaces ?? [])),
  };
  const scope = grantScope(control, recognition);
  const read = yield* readGrantDialog(scope, snapshot.selected, known, recognition.lexicon);
  const people = read.selected.coverage === 'unknown' ? [] : read.selected.value;
  return { kind: 'grant', people, workspaces: workspacesOf(read) };
}

function workspacesOf({
  assignments,
  workspacesOffered,
}: Pick<Snapshot, 'assignments' | 'workspacesOffered'>): Extract<
  DialogSight,
  { kind: 'grant' }
>['workspaces'] {
  if (workspacesOffered === 'no') return 'not-offered';
  const isWhole = assignments.coverage === 'whole' && assignments.value.length > 0;
  const areChosen = isWhole && assignments.value.every(({ workspaces }) => workspaces.length > 0);
  return areChosen ? 'chosen' : 'open';
}

function grantScope(control: Element, { lexicon }: Recognition): Element {
  return surroundingsOf(control, lexicon).dialog ?? control.ownerDocument.body;
}

/** The dialog in which addresses are given for an invitation, if it is open: it sends, and something goes into it. */
function inviteDialog(document: Document, recognition: Recognition): Element | null {
  const dialogs = allIn(document, DIALOG).filter(
    (dialog) =>
      isVisible(dialog) &&
      entriesIn(dialog).length > 0 &&
      buttonsIn(dialog).some((button) => isSending(button, recognition)),
  );
  return innermost(dialogs)[0] ?? null;
}

function buttonsIn(dialog: Element): Element[] {
  return allBelow(dialog, 'button, input[type="submit"], [role="button"]').filter(isVisible);
}

function isSending(button: Element, recognition: Recognition): boolean {
  return (['send', 'invite-users', 'invite-csv'] as const).some((term) =>
    isNamed(button, term, recognition),
  );
}

function entriesIn(dialog: Element): Element[] {
  return allBelow(dialog, ENTRIES).filter(isVisible);
}

/** Whether anything is in a field; what it is stays there. */
function isFilled(entry: Element): boolean {
  if (entry instanceof HTMLInputElement || entry instanceof HTMLTextAreaElement) {
    return entry.value.trim() !== '';
  }
  return (entry.textContent ?? '').trim() !== '';
}

/** What finding a step's control depends on besides the page. */
export interface StepWishes {
  /** Who is to be selected; `null` where it does not matter who. */
  readonly people: ReadonlySet<Email> | null;
  readonly inviting: Inviting;
}

/**
 * The control that a step of granting is about, by what the guards recognise things by; `null` for a step without
 * one, or where it cannot be found.
 */
export function* findGrantControl(
  step: GuideStep,
  document: Document,
  snapshot: Snapshot,
  recognition: Recognition,
  wishes: StepWishes,
): Generator<void, Element | null> {
  yield* findRoots(document);
  switch (step) {
    case 'settings':
      return yield* findSettings(document, recognition);
    case 'users-page':
      return yield* findLink('user-management', document, recognition);
    case 'marketo':
      return yield* findLink('marketo', document, recognition);
    case 'invite-menu':
      return yield* findInvite(document, recognition, wishes.inviting);
    case 'invite-send':
      return nextOfInvite(document, recognition);
    case 'tab':
      return tabFor(document, recognition, 'user-access');
    case 'select':
      return yield* findSelector(document, recognition, wishes.people);
    case 'connect':
      return yield* findIntent('grant-open', document, snapshot, recognition);
    case 'workspace': {
      const control = yield* findIntent('grant', document, snapshot, recognition);
      return control && workspaceChoice(grantScope(control, recognition), recognition);
    }
    case 'grant':
      return yield* findIntent('grant', document, snapshot, recognition);
    default:
      return null;
  }
}

/** What can be seen of the controls that pass; wrappers of a control are left out. */
function* findControls(
  document: Document,
  isIt: (control: Element) => boolean,
): Generator<void, Element[]> {
  const found: Element[] = [];
  for (const [index, control] of (yield* findCandidates(document)).entries()) {
    if (index % STEP === 0) yield;
    if (isIt(control) && isVisible(control)) found.push(control);
  }
  return innermost(found);
}

/** Lines of a table: what leads through the console stands in none, and a table has thousands. */
const LINES = 'tr, [role="row"]';

/** The controls that can be seen and are called one of these, outside the lines of tables. */
function findNamed(
  document: Document,
  terms: readonly Term[],
  recognition: Recognition,
): Generator<void, Element[]> {
  return findControls(
    document,
    (one) =>
      closestAcross(one, LINES) === null && terms.some((term) => isNamed(one, term, recognition)),
  );
}

/** The gear; once its menu is open, Settings in it. */
function* findSettings(
  document: Document,
  recognition: Recognition,
): Generator<void, Element | null> {
  const named = yield* findNamed(document, ['settings'], recognition);
  const leading = named.find((one) => routeOf(one, recognition) === 'settings');
  const item = leading ?? named.find((one) => closestAcross(one, '[role="menu"]') !== null);
  if (item !== undefined) return item;
  if (named[0] !== undefined) return named[0];
  const gears = yield* findControls(
    document,
    (one) => one.matches(GEAR) || allBelow(one, GEAR).length > 0,
  );
  return gears[0] ?? null;
}

/** The way to one of the admin pages: by where a link leads, else by what a control is called. */
function* findLink(
  page: 'marketo' | 'user-management',
  document: Document,
  recognition: Recognition,
): Generator<void, Element | null> {
  const links = (yield* findAllIn(document, 'a[href]')).filter(isVisible);
  const leading = links.find((link) => routeOf(link, recognition) === page);
  if (leading !== undefined) return leading;
  return (yield* findNamed(document, [page], recognition))[0] ?? null;
}

/** The entry of the menu that invites, as the person has chosen to; what opens the menu while it is closed. */
function* findInvite(
  document: Document,
  recognition: Recognition,
  inviting: Inviting,
): Generator<void, Element | null> {
  const wanted = inviting === 'csv' ? 'invite-csv' : 'invite-users';
  const named = yield* findNamed(document, [wanted, 'actions'], recognition);
  return named.find((one) => isNamed(one, wanted, recognition)) ?? named[0] ?? null;
}

/** Where the addresses go; once something is in, what sends them. */
function nextOfInvite(document: Document, recognition: Recognition): Element | null {
  const dialog = inviteDialog(document, recognition);
  if (dialog === null) return null;
  const entries = entriesIn(dialog);
  if (!entries.some(isFilled)) return entries[0] ?? null;
  return buttonsIn(dialog).find((button) => isSending(button, recognition)) ?? null;
}

/** What a workspace is chosen with: what opens the choice, or the first thing to choose. */
function workspaceChoice(scope: Element, { lexicon }: Recognition): Element | null {
  for (const group of workspaceGroups(scope, lexicon)) {
    const all = [group, ...allBelow(group, `${OPENERS}, ${FIELDS}, ${OPTIONS}`)];
    const fitting = all.filter((one) => one.matches(`${OPENERS}, ${FIELDS}, ${OPTIONS}`));
    const control = fitting.find(isVisible);
    if (control !== undefined) return control;
  }
  return null;
}

/** The control that does this, the one above the list before those in people's rows. */
function* findIntent(
  intent: 'grant-open' | 'grant',
  document: Document,
  { page }: Snapshot,
  recognition: Recognition,
): Generator<void, Element | null> {
  const found = yield* findControls(
    document,
    (one) =>
      (recognition.hints.length > 0 || mentionsVerb(namesOf(one), recognition.lexicon)) &&
      intentOf(one, recognition, page) === intent,
  );
  const isAlone = (one: Element) => surroundingsOf(one, recognition.lexicon).record === null;
  return found.find(isAlone) ?? found[0] ?? null;
}
