import type { Email } from '@/lib/model/ids';
import { inSlices } from '@/lib/model/slices';
import type { Access, SeenUser } from '@/lib/model/snapshot';
import { isDisabled, isVisible, namesOf, spacedText } from './control';
import { isPaged, rangeBeside, type ShownRange } from './coverage';
import { pressOn } from './intent';
import { tidy } from './leaves';
import type { Lexicon } from './lexicon';
import { hasModalOver } from './modal';
import { findPage } from './page';
import { findPeople, readPeople } from './people';
import type { Recognition } from './recognition';
import { cellsOf, emailIn, emailOf, HEADS, type PersonList, type PersonRecord } from './records';
import { findSelectedCounts, isMarked, saysItsState, selectionOf } from './selection';
import { allBelow, closestAcross, containsAcross, findRoots, parentOf, textsBelow } from './tree';

/**
 * Why people were not all selected: there is no list of people here, a dialog lies over it, nothing shows how
 * people are selected in it, it became another list meanwhile, somebody else got selected meanwhile, or the
 * person stopped it.
 */
export type SelectTrouble = 'no-list' | 'dialog' | 'no-controls' | 'changed' | 'others' | 'stopped';

/** What selecting people came to. */
export interface Selecting {
  /** Those of them who are selected, and can be seen to be. */
  readonly selected: readonly Email[];
  /** Those who are not among the people who are shown. */
  readonly notShown: readonly Email[];
  /** Those who are shown and could not be selected. */
  readonly notTicked: readonly Email[];
  /** Others who were selected and are not any more. */
  readonly takenBack: readonly Email[];
  /** Others who are selected. */
  readonly others: readonly Email[];
  readonly trouble: SelectTrouble | null;
}

/** What selecting needs of its surroundings. */
export interface SelectHooks {
  readonly document: Document;
  current(): Recognition;
  /** Makes one press, let through by our own listener, as if the key for adding were held if that is wanted. */
  press(control: Element, isAdding: boolean): void;
  /** Says after each press who of them is selected by now. */
  onStep(selected: readonly Email[]): void;
  readonly signal: AbortSignal;
}

/** How often it is tried with one person: a table may first have to be shown that a key is held. */
const TRIES = 3;

/** How long a page may take to show what a press has done, in milliseconds: looks in between. */
const LOOKS = [0, 30, 60, 120, 240, 480, 480];

/**
 * Selects exactly these people in the visible part of the page's table, with its own check boxes or rows, one
 * after the other. Who else is selected there is no longer selected afterwards. After each press the page is read
 * again; where it has become another list, or somebody else was selected meanwhile, it stops. It presses nothing
 * but what selects, and only what is told from everything else for sure.
 *
 * To be called for a press that a person has made in our UI, and for no other reason.
 *
 * @returns who is selected by now, and who is not, for what reason
 */
export async function selectPeople(
  wanted: readonly Email[],
  { document, current, press, onStep, signal }: SelectHooks,
): Promise<Selecting> {
  const wants = new Set(wanted);
  const tries = new Map<Email, number>();
  const takenBack = new Set<Email>();
  let isAdding = false;
  const access = await inSlices(readAccess(document, current()));
  let seen = await lookNow();

  function lookNow(): Promise<Look | SelectTrouble> {
    return inSlices(lookAt(document, current()));
  }

  function finish(look: Look | null, trouble: SelectTrouble | null): Selecting {
    const isSelected = (email: Email) => look?.selected.has(email) ?? false;
    const isShown = (email: Email) => look?.records.has(email) ?? false;
    return {
      selected: wanted.filter(isSelected),
      notShown: wanted.filter((email) => !isShown(email)),
      notTicked: wanted.filter((email) => isShown(email) && !isSelected(email)),
      takenBack: [...takenBack].filter((email) => !isSelected(email)),
      others: [...(look?.selected ?? [])].filter((email) => !wants.has(email)),
      trouble,
    };
  }

  /** Who is selected and should not be, or the other way round, in the order of the list. */
  function nextIn({ records, selected }: Look): PersonRecord | null {
    const next = [...records.values()].find(
      ({ email }) => selected.has(email) !== wants.has(email) && (tries.get(email) ?? 0) < TRIES,
    );
    return next ?? null;
  }

  /** Reads the page until it shows what the press was to do; what it shows in the end in any case. */
  async function settled(email: Email): Promise<Look | SelectTrouble> {
    let look = await lookNow();
    for (const pause of LOOKS) {
      if (typeof look === 'string' || look.selected.has(email) === wants.has(email)) return look;
      await new Promise((resolve) => setTimeout(resolve, pause));
      look = await lookNow();
    }
    return look;
  }

  for (;;) {
    if (typeof seen === 'string') return finish(null, seen);
    const next = nextIn(seen);
    if (next === null) return finish(seen, hasNoControls(seen) ? 'no-controls' : null);
    if (signal.aborted) return finish(seen, 'stopped');
    const { email } = next;
    const control = isStillOf(next) ? selectorOf(next, seen, access, current()) : null;
    tries.set(email, control === null ? TRIES : (tries.get(email) ?? 0) + 1);
    if (control === null) continue;
    press(control, isAdding);
    const before = seen;
    const after = await settled(email);
    if (typeof after === 'string') return finish(null, after);
    if (!isSameList(before, after)) return finish(after, 'changed');
    if (hasOthers(before, after, wants)) return finish(after, 'others');
    // A table in which each press selects one person alone takes another with a key held.
    isAdding ||= after.selected.has(email) !== wants.has(email) || hasLost(before, after, email);
    if (!wants.has(email)) takenBack.add(email);
    seen = after;
    onStep(wanted.filter((one) => after.selected.has(one)));
  }

  /** Whether there are people to select, and none of them has anything to select them with. */
  function hasNoControls(look: Look): boolean {
    const open = [...look.records.values()].filter(
      ({ email }) => wants.has(email) && !look.selected.has(email),
    );
    const isBare = (record: PersonRecord) =>
      selectorOf(record, look, access, current()) === null && !hasDisabledBox(record);
    return open.length > 0 && open.every(isBare);
  }
}

/** Which part of all the people a list shows, for telling where those are who are not in it. */
export interface ShownPart {
  /** Who is shown, in their order. */
  readonly emails: readonly Email[];
  readonly range: ShownRange | null;
  /** Whether the list has pages to turn. */
  readonly isPaged: boolean;
  /** Who of them is selected. */
  readonly selected: readonly Email[];
  /** How many people the console says are selected; `null` where it does not say it. */
  readonly saidSelected: number | null;
}

/** Reads which part of the people is shown; `null` where there is no list of them. */
export function* readShownPart(
  document: Document,
  { lexicon }: Recognition,
): Generator<void, ShownPart | null> {
  yield* findRoots(document);
  const found = yield* findPeople(document);
  if (found === null) return null;
  const counts = yield* findSelectedCounts(found.list, null, lexicon);
  return {
    emails: [...new Set(found.list.records.map(({ email }) => email))],
    selected: (yield* selectionOf(found.list, false, null, lexicon)).emails,
    range: yield* rangeBeside(found.list),
    isPaged: yield* isPaged(found.list),
    saidSelected: counts[0] ?? null,
  };
}

/**
 * What a person would press next to select people in what is shown: in the record of the first who is wanted and not
 * selected, or, where it does not matter who, of the first without access who is no admin. `null` where nobody is left to select,
 * or it cannot be told what selects.
 */
export function* findSelector(
  document: Document,
  recognition: Recognition,
  wanted: ReadonlySet<Email> | null,
): Generator<void, Element | null> {
  const look = yield* lookAt(document, recognition);
  if (typeof look === 'string') return null;
  const { users } = yield* readPeople(document, recognition.lexicon);
  const seen = users.coverage === 'unknown' ? [] : users.value;
  // An admin with access can no longer connect themselves, so nobody is led to one.
  const fitting = seen.filter(({ role, access }) => access !== 'connected' && role !== 'admin');
  const people = wanted ?? new Set(fitting.map(({ email }) => email));
  const next = [...look.records.values()].find(
    ({ email }) => people.has(email) && !look.selected.has(email),
  );
  return next === undefined ? null : selectorOf(next, look, accessOf(seen), recognition);
}

/** The list of people at one moment, and who is selected in it. */
interface Look {
  readonly list: PersonList;
  readonly records: ReadonlyMap<Email, PersonRecord>;
  readonly selected: ReadonlySet<Email>;
}

function* lookAt(
  document: Document,
  recognition: Recognition,
): Generator<void, Look | SelectTrouble> {
  yield* findRoots(document);
  if ((yield* findPage(document, recognition)) !== 'user-access') return 'no-list';
  const found = yield* findPeople(document);
  if (found === null) return 'no-list';
  const { list } = found;
  if (hasModalOver(document, list.container)) return 'dialog';
  const selection = yield* selectionOf(list, false, null, recognition.lexicon);
  const records = new Map<Email, PersonRecord>();
  for (const record of list.records) {
    if (!records.has(record.email)) records.set(record.email, record);
  }
  return { list, records, selected: new Set(selection.emails) };
}

function* readAccess(
  document: Document,
  { lexicon }: Recognition,
): Generator<void, ReadonlyMap<Email, Access>> {
  yield* findRoots(document);
  const { users } = yield* readPeople(document, lexicon);
  return accessOf(users.coverage === 'unknown' ? [] : users.value);
}

function accessOf(users: readonly SeenUser[]): ReadonlyMap<Email, Access> {
  return new Map(users.map(({ email, access }) => [email, access]));
}

/** A page that was turned, or a filter, leaves hardly anybody of those who were shown. */
function isSameList(before: Look, after: Look): boolean {
  const kept = [...before.records.keys()].filter((email) => after.records.has(email));
  return kept.length * 2 >= before.records.size;
}

/** Whether somebody was selected who was to be left alone. */
function hasOthers(before: Look, after: Look, wants: ReadonlySet<Email>): boolean {
  return [...after.selected].some((email) => !wants.has(email) && !before.selected.has(email));
}

/** Whether somebody else than was pressed is selected no more. */
function hasLost(before: Look, after: Look, pressed: Email): boolean {
  return [...before.selected].some(
    (email) => email !== pressed && after.records.has(email) && !after.selected.has(email),
  );
}

/** Whether a record still stands in the page and still shows its person's address. */
function isStillOf({ email, parts }: PersonRecord): boolean {
  if (!parts.every((part) => part.isConnected)) return false;
  return parts.some((part) => {
    for (const { data } of textsBelow(part)) if (emailIn(data) === email) return true;
    return emailOf(part) === email;
  });
}

/** Check boxes, of which several can be ticked; radio buttons choose one, and switches switch something on. */
const BOXES = 'input[type="checkbox"], [role="checkbox"]';
const SWITCHES = '[role="switch"]';

function boxesIn(elements: readonly Element[]): Element[] {
  return elements
    .flatMap((element) => allBelow(element, BOXES))
    .filter((box) => saysItsState(box) && !box.matches(SWITCHES));
}

function hasDisabledBox({ parts }: PersonRecord): boolean {
  return boxesIn(parts).some(isDisabled);
}

/**
 * What is pressed to select a person: the only check box of their record that can be told to select, or, where
 * there is none and rows are what is selected, a place of the row that does nothing else. `null` where neither is.
 */
function selectorOf(
  record: PersonRecord,
  look: Look,
  access: ReadonlyMap<Email, Access>,
  recognition: Recognition,
): Element | null {
  const { lexicon } = recognition;
  const boxes = boxesIn(record.parts);
  const fitting = boxes.filter((box) => {
    const head = headOver(box, record, look.list);
    const isForAll = head !== null && boxesIn([head]).length > 0;
    return isForAll || (saysNothingElse(box, head, record, lexicon) && !showsAccess(look, access));
  });
  const [only] = fitting;
  const control =
    boxes.length > 0 ? only : isSelectedByRow(record, look) ? bareCellOf(record) : null;
  if (!control || fitting.length > 1 || isDisabled(control)) return null;
  return pressOn(pathWithin(control, record), recognition) === null ? control : null;
}

/** The head of the column that a box stands in; `null` where the list has no heads. */
function headOver(box: Element, { parts }: PersonRecord, list: PersonList): Element | null {
  if (!list.isTable) return null;
  const column = cellsOf(parts).findIndex((cell) => containsAcross(cell, box));
  const heads = list.firstRows
    .slice(0, 3)
    .find((row) => row.some((part) => allBelow(part, HEADS).length > 0));
  return (heads && column >= 0 && cellsOf(heads)[column]) || null;
}

/** What kits call a box that selects; what the console calls it in other languages has the person's name in it. */
const SELECTING = /\bselect/iu;

/** Whether neither its column nor its own name says that a box is for something else than selecting. */
function saysNothingElse(
  box: Element,
  head: Element | null,
  record: PersonRecord,
  lexicon: Lexicon,
): boolean {
  const isSelecting = (text: string) => SELECTING.test(text) || lexicon.mentions('selected', text);
  const over = head === null ? '' : wordsToSee(head);
  if (over !== '' && !isSelecting(over)) return false;
  const said = saidBesides(box, record);
  const isPersons = (name: string) => said.some((text) => text !== '' && name.includes(text));
  const names = [...namesOf(box), ...labelsOf(box)].map(tidy);
  return names.every((name) => name === '' || isSelecting(name) || isPersons(name));
}

/** What stands on the labels of a box. */
function labelsOf(box: Element): string[] {
  const own = box instanceof HTMLInputElement ? [...(box.labels ?? [])] : [];
  const around = closestAcross(box, 'label');
  return [...own, ...(around === null ? [] : [around])].map((label) => spacedText(label, 200));
}

/** What is narrower than this, in pixels, is there for screen readers. */
const SEEN = 4;

/** The words of an element that a person can see. */
function wordsToSee(element: Element): string {
  const words: string[] = [];
  for (const { data, parentElement } of textsBelow(element)) {
    const width = parentElement?.getBoundingClientRect().width ?? 0;
    if (width > SEEN && parentElement && isVisible(parentElement)) words.push(data);
  }
  return tidy(words.join(' '));
}

/** What a record says, apart from what its box is called. */
function saidBesides(box: Element, { parts, email }: PersonRecord): string[] {
  const said: string[] = [email];
  for (const part of parts) {
    for (const { data, parentElement } of textsBelow(part)) {
      const label = parentElement && closestAcross(parentElement, 'label');
      if (!label || !containsAcross(label, box)) said.push(tidy(data));
    }
  }
  return said;
}

/** As many people with and without access show whether a box says just that. */
const ENOUGH = 2;

/** Whether what is ticked is who has access: then ticking is no selecting, but granting. */
function showsAccess({ records, selected }: Look, access: ReadonlyMap<Email, Access>): boolean {
  const known = [...records.keys()].filter((email) => access.get(email) !== 'unknown');
  const having = known.filter((email) => access.get(email) === 'connected');
  if (having.length < ENOUGH || known.length - having.length < ENOUGH) return false;
  return known.every((email) => selected.has(email) === (access.get(email) === 'connected'));
}

/** Whether rows say that they can be selected, or one of them is. */
function isSelectedByRow({ parts }: PersonRecord, { list, records, selected }: Look): boolean {
  const says = [...parts, list.container].some((element) =>
    element.matches('[aria-selected], [aria-multiselectable="true"]'),
  );
  const isByClass = selected.size > 0 && selected.size < records.size;
  return says || (isByClass && [...records.values()].some(isMarked));
}

/** What can be pressed, and would do something of its own in a row. */
const ACTIVE =
  'a, button, input, select, textarea, label, summary, [onclick], [tabindex], [contenteditable], [role="button"], [role="link"], [role="switch"], [role="menuitem"], [role="combobox"]';

/** A cell of the row in which nothing else can be pressed. */
function bareCellOf({ parts }: PersonRecord): Element | null {
  const cells = cellsOf(parts);
  const bare = (cells.length > 0 ? cells : parts).find(
    (cell) => isVisible(cell) && !isAct(cell) && allBelow(cell, ACTIVE).length === 0,
  );
  return bare ?? null;
}

/** A cell that the arrow keys reach has a tab index, and is none the more a control for it. */
function isAct(cell: Element): boolean {
  return cell.matches(ACTIVE) && !cell.matches('td[tabindex], [role="gridcell"][tabindex]');
}

/** The elements from a control out to the record that it stands in. */
function pathWithin(control: Element, { parts }: PersonRecord): Element[] {
  const path: Element[] = [];
  for (let at: Element | null = control; at; at = parentOf(at)) {
    path.push(at);
    if (parts.includes(at)) break;
  }
  return path;
}
