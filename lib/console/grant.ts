import type { Email } from '@/lib/model/ids';
import type { Assignment, Reading, Snapshot } from '@/lib/model/snapshot';
import { isVisible, namesOf, plainText } from './control';
import { leavesOf, tidy } from './leaves';
import type { Lexicon } from './lexicon';
import { emailAt, emailOf, findLists } from './records';
import { allBelow, allIn, containsAcross, isWithin, parentOf, textsBelow } from './tree';

/** What a workspace can be chosen with. */
export const OPTIONS =
  'input[type="checkbox"], input[type="radio"], [role="option"], [role="menuitemcheckbox"], [role="checkbox"], select';

/** Fields that show what is chosen in a list which is elsewhere, or not drawn at all. */
export const FIELDS = '[role="combobox"], [aria-haspopup="listbox"]';

/** No part of a dialog is left out. */
const NOTHING: ReadonlySet<Element> = new Set();

/** The open grant dialog, as read. */
export interface GrantReading {
  readonly selected: Reading<Email[]>;
  readonly assignments: Reading<Assignment[]>;
  readonly workspacesOffered: Snapshot['workspacesOffered'];
}

/** Names that are known from the page behind a dialog. */
export interface KnownNames {
  readonly people: ReadonlySet<Email>;
  readonly workspaces: ReadonlySet<string>;
}

/** What is chosen in a part of a dialog; `null` where something is shown that nobody can tell from a placeholder. */
type Choice = string[] | null;

/** What is looked for in a dialog. */
interface Question {
  readonly dialog: Element;
  /** The blocks that are labelled as being about workspaces; empty where none is. */
  readonly groups: ReadonlySet<Element>;
  /** Names of workspaces that people are seen to have. */
  readonly seen: ReadonlySet<string>;
  /** These, and the names of all that can be chosen anywhere in the page. */
  readonly known: ReadonlySet<string>;
  readonly lexicon: Lexicon;
}

/**
 * Reads the grant dialog: who is in it, and which workspaces are chosen for each, either beside the person or
 * for everybody (CONSOLE.md rule 3).
 *
 * @param ticked who is selected in the table behind, for a dialog that does not list people
 * @param known who is in the table behind, and which workspaces they have
 */
export function* readGrantDialog(
  dialog: Element,
  ticked: Reading<Email[]>,
  { people, workspaces }: KnownNames,
  lexicon: Lexicon,
): Generator<void, GrantReading> {
  const question = {
    dialog,
    groups: new Set(workspaceGroups(dialog, lexicon)),
    seen: workspaces,
    known: new Set([...workspaces, ...optionNames(dialog)]),
    lexicon,
  };
  const { blocks, isTable } = yield* personBlocks(dialog);
  const selected = whoIsGranted({ emails: [...blocks.keys()], isTable }, ticked, people);
  const workspacesOffered = offerOf(dialog, question.groups);
  const unread = { selected, assignments: { coverage: 'unknown' }, workspacesOffered } as const;
  if (selected.coverage === 'unknown') return unread;
  const everybody = chosenIn(dialog, new Set([...blocks.values()].flat()), question);
  const assignments: Assignment[] = [];
  for (const email of selected.value) {
    const own = (blocks.get(email) ?? []).flatMap(
      (block) => chosenIn(block, NOTHING, question) ?? [null],
    );
    const chosen = own.length > 0 ? own : everybody;
    if (chosen === null || chosen.includes(null)) return unread;
    assignments.push({ email, workspaces: chosen.filter((name) => name !== null) });
  }
  return {
    selected,
    assignments: { coverage: selected.coverage, value: assignments },
    workspacesOffered,
  };
}

/** The people whose addresses stand in a dialog. */
interface Listed {
  readonly emails: Email[];
  /** They are the rows of a table, and not only mentioned. */
  readonly isTable: boolean;
}

/**
 * Who the dialog is about. Its own list counts when everybody who is ticked behind it is in it, or when it is a
 * table: access may be granted from one person's row while others are ticked. An address in a help text is no
 * list; but where somebody of the table behind is named, and others are ticked, nobody can tell.
 */
function whoIsGranted(
  { emails, isTable }: Listed,
  ticked: Reading<Email[]>,
  people: ReadonlySet<Email>,
): Reading<Email[]> {
  if (emails.length === 0) return ticked;
  if (ticked.coverage === 'unknown') return { coverage: 'partial', value: emails };
  const hasAll = ticked.value.every((email) => emails.includes(email));
  if (hasAll || isTable) return { coverage: 'whole', value: emails };
  return emails.some((email) => people.has(email)) ? { coverage: 'unknown' } : ticked;
}

/** For each person in the dialog, the blocks that are about that person alone. */
function* personBlocks(dialog: Element): Generator<
  void,
  {
    readonly blocks: ReadonlyMap<Email, readonly Element[]>;
    readonly isTable: boolean;
  }
> {
  const [list] = yield* findLists(dialog, (element) => containsAcross(dialog, element));
  if (list) {
    const blocks = new Map(list.records.map(({ email, parts }) => [email, parts]));
    return { blocks, isTable: list.isTable };
  }
  const blocks = new Map<Email, readonly Element[]>();
  for (const run of textsBelow(dialog)) {
    const { parentElement } = run;
    const email = emailAt(run);
    if (email !== null && parentElement && !blocks.has(email)) blocks.set(email, [parentElement]);
  }
  return { blocks, isTable: false };
}

/** The smallest blocks around each word for workspaces in which there is something to choose. */
export function workspaceGroups(dialog: Element, lexicon: Lexicon): Element[] {
  const groups = new Set<Element>();
  for (const label of namedWorkspace(dialog, lexicon)) {
    for (let at: Element | null = label; at && at !== dialog; at = parentOf(at)) {
      if (at.matches(`${OPTIONS}, ${FIELDS}`) || allBelow(at, `${OPTIONS}, ${FIELDS}`).length > 0) {
        groups.add(at);
        break;
      }
    }
  }
  return [...groups];
}

function namedWorkspace(dialog: Element, lexicon: Lexicon): Element[] {
  const named: Element[] = [];
  for (const { data, parentElement } of textsBelow(dialog)) {
    if (data.length <= 80 && parentElement && lexicon.names('workspace', data))
      named.push(parentElement);
  }
  const said = allBelow(dialog, '[aria-label], [label], [placeholder]').filter((element) =>
    [...namesOf(element), element.getAttribute('placeholder') ?? ''].some((name) =>
      lexicon.names('workspace', name),
    ),
  );
  return [...named, ...said];
}

function optionNames(dialog: Element): string[] {
  const options = allIn(dialog.ownerDocument, 'option, [role="option"]').slice(0, 2_000);
  return options.map((option) => tidy(option.textContent ?? '')).filter((name) => name !== '');
}

function chosenIn(scope: Element, except: ReadonlySet<Element>, question: Question): Choice {
  const isAsked = (element: Element) => !isWithin(element, except) && isInGroup(element, question);
  const chosen: string[] = [];
  for (const option of allBelow(scope, OPTIONS).filter(isAsked)) {
    const named = chosenBy(option, question);
    if (named === null) return null;
    // What is chosen where nobody sees it may be sent or not.
    if (named.length > 0 && !isShown(option)) return null;
    chosen.push(...named);
  }
  for (const field of allBelow(scope, FIELDS).filter(isAsked)) {
    if (field.localName === 'select' || !isVisible(field)) continue;
    const shown = shownIn(field, question) ?? chosenInListOf(field);
    if (shown === null) return null;
    chosen.push(...shown);
  }
  return [...new Set(chosen.filter((label) => label !== ''))];
}

function isInGroup(element: Element, { groups }: Question): boolean {
  return groups.size === 0 || isWithin(element, groups);
}

/** What opens a list that is closed. */
export const OPENERS = '[aria-haspopup], [aria-expanded], [role="combobox"]';

/** Whether a choice can be seen: it may be drawn by its label, or stand in a list that was closed again. */
function isShown(option: Element): boolean {
  if (isVisible(option)) return true;
  if (option instanceof HTMLInputElement && [...(option.labels ?? [])].some(isVisible)) return true;
  let shown = parentOf(option);
  while (shown && !isVisible(shown)) shown = parentOf(shown);
  return shown !== null && (shown.matches(OPENERS) || allBelow(shown, OPENERS).some(isVisible));
}

function chosenBy(option: Element, { seen }: Question): Choice {
  if (!(option instanceof HTMLSelectElement)) return isChosen(option) ? [labelOf(option)] : [];
  const picked = [...option.selectedOptions].filter(({ value }) => value !== '');
  const names = picked.map((one) => tidy(one.textContent ?? ''));
  // The first entry of a list may be a workspace, or what asks to choose one.
  const [only] = names;
  const isUnsure = !option.multiple && option.selectedIndex === 0 && option.options.length > 1;
  return isUnsure && only !== undefined && !seen.has(only) ? null : names;
}

function isChosen(option: Element): boolean {
  if (option instanceof HTMLInputElement) return option.checked;
  return (
    option.getAttribute('aria-selected') === 'true' ||
    option.getAttribute('aria-checked') === 'true'
  );
}

/** What a box is called: by its label, or by the web component that it is the inside of. */
function labelOf(option: Element): string {
  if (!(option instanceof HTMLInputElement)) return tidy(plainText(option));
  const root = option.getRootNode();
  const host = root instanceof ShadowRoot ? root.host : null;
  const [label] = option.labels ?? [];
  const said = option.getAttribute('aria-label') ?? (label ? plainText(label) : '');
  return tidy(said.trim() !== '' ? said : host ? plainText(host) : option.value);
}

/** Class names of the small blocks in which kits show each thing that is chosen. */
const CHIP = /(?:^|[-_]|\b)(?:chip|tag|pill|token|multi-?value|badge|selection)/iu;

/**
 * What a field shows as chosen: its chips, or names that are known to be workspaces. A text that is neither may
 * be a placeholder or a choice.
 */
function shownIn(field: Element, question: Question): Choice {
  const box = boxOf(field, question);
  // What explains a field, as it says itself, is no choice.
  const descriptions = namedBy(field, 'aria-describedby');
  const placeholder = tidy(field.getAttribute('placeholder') ?? '');
  const texts = leavesOf(box).filter(
    ({ text, kind, onButton, element }) =>
      kind !== 'label' &&
      !onButton &&
      text !== placeholder &&
      !isPlaceholder(element) &&
      !descriptions.some((description) => containsAcross(description, element)) &&
      element.closest('label') === null &&
      !question.lexicon.names('workspace', text),
  );
  const chosen: string[] = [];
  for (const { text, element } of texts) {
    const parts = text.split(/[,;、，；]/u).map((part) => part.trim());
    if (parts.every((part) => question.known.has(part))) chosen.push(...parts);
    else if (isChip(element, box)) chosen.push(text);
    else return null;
  }
  return chosen;
}

/**
 * What is chosen in the list that belongs to a field, when all of it is in the page. In an open list of which one
 * can be chosen, `aria-selected` may be what the arrow keys have reached, so that says nothing.
 */
function chosenInListOf(field: Element): Choice {
  const [list] = namedBy(field, 'aria-controls');
  const isSaid =
    list?.getAttribute('aria-multiselectable') === 'true' ||
    field.getAttribute('aria-expanded') === 'false';
  const options = list && isSaid ? allBelow(list, '[role="option"]') : [];
  const areAll = options.every(
    (option) =>
      option.hasAttribute('aria-selected') &&
      Number(option.getAttribute('aria-setsize') ?? 0) <= options.length,
  );
  return options.length > 0 && areAll ? options.filter(isChosen).map(labelOf) : null;
}

/** The elements that a field's attribute refers to. */
function namedBy(
  field: Element,
  attribute: 'aria-controls' | 'aria-describedby',
): readonly Element[] {
  const root = field.getRootNode();
  if (!(root instanceof Document || root instanceof ShadowRoot)) return [];
  const ids = (field.getAttribute(attribute) ?? '').split(/\s+/u);
  return ids.flatMap((id) => (id === '' ? [] : (root.getElementById(id) ?? [])));
}

/** The block that shows what a field has chosen: no part of it says who somebody is. */
function boxOf(field: Element, { dialog, groups }: Question): Element {
  const group = [...groups].find((one) => containsAcross(one, field));
  if (group && allBelow(group, FIELDS).length <= 1 && emailOf(group) === null) return group;
  let box = field;
  for (let far = 0; far < 3; far += 1) {
    const outer = parentOf(box);
    if (!outer || outer === dialog || allBelow(outer, `${FIELDS}, ${OPTIONS}`).length > 1) break;
    if (emailOf(outer) !== null) break;
    box = outer;
  }
  return box;
}

function isPlaceholder(element: Element): boolean {
  return element.closest('[class*="placeholder" i]') !== null;
}

function isChip(element: Element, box: Element): boolean {
  for (let at: Element | null = element; at && at !== box; at = parentOf(at)) {
    if ([...at.classList].some((name) => CHIP.test(name))) return true;
  }
  return false;
}

/** A dialog with nothing to choose from offers none; with choices that are not named so, nobody can tell. */
function offerOf(dialog: Element, groups: ReadonlySet<Element>): Snapshot['workspacesOffered'] {
  if (groups.size > 0) return 'yes';
  return allBelow(dialog, `${OPTIONS}, ${FIELDS}, [aria-haspopup]`).length > 0 ? 'unknown' : 'no';
}
