import type { Email } from '@/lib/model/ids';
import type { Assignment, Reading, Snapshot } from '@/lib/model/snapshot';
import { plainText } from './control';
import type { Lexicon } from './lexicon';
import { emailIn, personRows } from './people';

const OPTIONS =
  'input[type="checkbox"], input[type="radio"], [role="option"], [role="menuitemcheckbox"], select';

/** The open grant dialog, as read. */
export interface GrantReading {
  readonly selected: Reading<Email[]>;
  readonly assignments: Reading<Assignment[]>;
  readonly workspacesOffered: Snapshot['workspacesOffered'];
}

/**
 * Reads the grant dialog: who is in it, and which workspaces are chosen for each, either beside the person or
 * for everybody (CONSOLE.md rule 3). `selected` is who is ticked in the table behind, for a dialog that does
 * not list people.
 */
export function readGrantDialog(
  dialog: Element,
  selected: Reading<Email[]>,
  lexicon: Lexicon,
): GrantReading {
  const rows = personBlocks(dialog);
  const listed = whoIsGranted([...rows.keys()], selected);
  const workspacesOffered = offerOf(dialog, lexicon);
  if (listed.coverage === 'unknown') {
    return { selected: listed, assignments: { coverage: 'unknown' }, workspacesOffered };
  }
  const everybody = chosenIn(dialog, [...rows.values()]);
  const assignments = listed.value.map((email) => {
    const row = rows.get(email);
    const own = row ? chosenIn(row, []) : [];
    return { email, workspaces: own.length > 0 ? own : everybody };
  });
  return {
    selected: listed,
    assignments: { coverage: listed.coverage, value: assignments },
    workspacesOffered,
  };
}

/**
 * Who the dialog is about. Its own list counts when everybody who is ticked behind it is in it: an address in a
 * help text is no list.
 */
function whoIsGranted(listed: Email[], ticked: Reading<Email[]>): Reading<Email[]> {
  if (listed.length === 0) return ticked;
  if (ticked.coverage === 'unknown') return { coverage: 'partial', value: listed };
  const isList = ticked.value.every((email) => listed.includes(email));
  return isList ? { coverage: 'whole', value: listed } : ticked;
}

/** For each person in the dialog, the block that is about that person alone: a table's row, or what is there. */
function personBlocks(dialog: Element): Map<Email, Element> {
  const tables = [...dialog.querySelectorAll('table, [role="grid"], [role="table"]')];
  const rows = tables.flatMap(personRows);
  if (rows.length > 0) return new Map(rows.map(({ email, row }) => [email, row]));
  const blocks = new Map<Email, Element>();
  const walker = document.createTreeWalker(dialog, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (parent === null || parent.closest('textarea, script, style')) continue;
    const email = emailIn(walker.currentNode.nodeValue ?? '');
    if (email !== null && !blocks.has(email)) blocks.set(email, blockAround(parent, dialog));
  }
  return blocks;
}

function blockAround(element: Element, dialog: Element): Element {
  const row = element.closest('li, [role="listitem"]');
  return row && dialog.contains(row) && row !== dialog ? row : element;
}

function chosenIn(scope: Element, except: readonly Element[]): string[] {
  const chosen: string[] = [];
  for (const option of scope.querySelectorAll(OPTIONS)) {
    if (except.some((element) => element.contains(option))) continue;
    if (option instanceof HTMLSelectElement) {
      for (const picked of option.selectedOptions)
        if (picked.value !== '') chosen.push(plainText(picked).trim());
    } else if (isChosen(option)) {
      chosen.push(labelOf(option));
    }
  }
  return [...new Set(chosen.filter((label) => label !== ''))];
}

function isChosen(option: Element): boolean {
  if (option instanceof HTMLInputElement) return option.checked;
  return (
    option.getAttribute('aria-selected') === 'true' ||
    option.getAttribute('aria-checked') === 'true'
  );
}

function labelOf(option: Element): string {
  const label =
    option instanceof HTMLInputElement
      ? (option.getAttribute('aria-label') ?? option.labels?.[0]?.textContent ?? option.value)
      : plainText(option);
  return label.replace(/\s+/gu, ' ').trim().slice(0, 500);
}

/** A dialog with nothing to choose from offers none; with choices that are not named so, nobody can tell. */
function offerOf(dialog: Element, lexicon: Lexicon): Snapshot['workspacesOffered'] {
  if (namesWorkspaces(dialog, lexicon)) return 'yes';
  return dialog.querySelector(`${OPTIONS}, [aria-haspopup], [role="combobox"], [role="listbox"]`)
    ? 'unknown'
    : 'no';
}

function namesWorkspaces(dialog: Element, lexicon: Lexicon): boolean {
  return [
    ...dialog.querySelectorAll(
      'label, legend, th, dt, button, [role="button"], [aria-label], span, strong',
    ),
  ].some((element) =>
    [element.getAttribute('aria-label') ?? '', plainText(element)].some((name) =>
      lexicon.names('workspace', name),
    ),
  );
}
