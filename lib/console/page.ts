import type { PageKind } from '@/lib/model/console';
import type { Term } from '@/lib/model/profile';
import { atOnce } from '@/lib/model/slices';
import { DIALOG, isVisible, namesOf } from './control';
import { taughtPage } from './hints';
import { findEngagePage } from './invite';
import { tidy } from './leaves';
import type { Lexicon } from './lexicon';
import type { Recognition } from './recognition';
import { findsList } from './records';
import { allBelow, allIn, findAllBelow, findAllIn, textsBelow } from './tree';

/** Tabs as ARIA, Bootstrap and plain lists mark them. */
const TABS = '[role="tab"], .nav-tabs a, .nav-tabs li, .tabs a, .tabs li';
const SELECTED =
  '[aria-selected="true"], [aria-current]:not([aria-current="false"]), [active], .active, .selected';

/** What says where one is, besides tabs. */
const HEADINGS = 'h1, h2, h3, [role="heading"], [aria-current="page"], [aria-current="location"]';

/**
 * What the document is showing. The hash goes first; on the Marketo page the selected tab tells Set Up from User
 * Access, or what is on it does. Where the hash says nothing, or leads to settings that we know nothing of, what
 * is on the page may still be one of ours, as when the console has moved a page or shows it in a dialog.
 */
export function* findPage(document: Document, recognition: Recognition): Generator<void, PageKind> {
  if (recognition.engage !== null) return yield* findEngagePage(document, recognition.engage);
  const page = pageOfPlace(document, recognition);
  if (page === 'marketo') return yield* marketoTab(document, recognition.lexicon);
  if (page !== 'settings' && page !== 'elsewhere') return page;
  return (yield* pageByContent(document, recognition.lexicon)) ?? page;
}

/** {@link findPage} at once, for a press that has to be told from others now. */
export function pageOf(document: Document, recognition: Recognition): PageKind {
  return atOnce(findPage(document, recognition));
}

/** Whether the hash alone names a page with dangerous presses. */
export function isKnownRoute(document: Document, recognition: Recognition): boolean {
  return taughtPage(pageOfPlace(document, recognition)) !== null;
}

/** Whether the hash says that this is one of the console's settings pages. */
export function isInSettings(document: Document, recognition: Recognition): boolean {
  return pageOfPlace(document, recognition) !== 'elsewhere';
}

/** The page by the address. A frame whose own address says nothing is a part of the page around it. */
function pageOfPlace(
  document: Document,
  recognition: Recognition,
): ReturnType<Recognition['pageOfHash']> {
  const page = recognition.pageOfHash(document.location.hash);
  if (page !== 'elsewhere' || document.defaultView === null) return page;
  try {
    const { top } = document.defaultView;
    return top === null ? page : recognition.pageOfHash(top.location.hash);
  } catch {
    // Another origin's page is around it, which is none of ours.
    return page;
  }
}

function* marketoTab(
  document: Document,
  lexicon: Lexicon,
): Generator<void, 'marketo' | 'marketo-setup' | 'user-access'> {
  const tabs = yield* findSelectedTabs(document);
  // What is on the page goes before what a tab is called: "Set up" is also what some languages call the settings.
  if (yield* findsList(document)) return 'user-access';
  if (yield* findCredentials(document, lexicon, 1)) return 'marketo-setup';
  if (isAnyNamed(tabs, 'user-access', lexicon)) return 'user-access';
  const isSetUp = tabs.some((tab) => isBesideUserAccess(tab, lexicon));
  return isSetUp || isAnyNamed(tabs, 'set-up', lexicon) ? 'marketo-setup' : 'marketo';
}

/** Of the page's two tabs (CONSOLE.md), the one that is not User Access is Set Up, whatever it is called. */
function isBesideUserAccess(tab: Element, lexicon: Lexicon): boolean {
  const bar = tab.closest('[role="tablist"], .nav-tabs, .tabs');
  const others = bar ? allBelow(bar, '[role="tab"]').filter((other) => other !== tab) : [];
  return others.length === 1 && isAnyNamed(others, 'user-access', lexicon);
}

/** One of our pages by what is on it, in a place where no route promises one: so more than one sign is asked for. */
function* pageByContent(
  document: Document,
  lexicon: Lexicon,
): Generator<void, 'marketo-setup' | 'user-access' | 'user-management' | null> {
  if (yield* findCredentials(document, lexicon, 2)) return 'marketo-setup';
  const signs = [
    ...(yield* findSelectedTabs(document)),
    ...(yield* findAllIn(document, HEADINGS)).slice(0, 100).filter(isVisible),
  ];
  for (const page of ['user-access', 'user-management'] as const) {
    const isNamed = isAnyNamed(signs, page, lexicon) || isInTitle(document, page, lexicon);
    if (isNamed && (yield* findsList(document))) return page;
  }
  return null;
}

function* findSelectedTabs(document: Document): Generator<void, Element[]> {
  return (yield* findAllIn(document, TABS)).filter(
    (tab) =>
      (tab.matches(SELECTED) || tab.parentElement?.matches(`li:is(${SELECTED})`)) && isVisible(tab),
  );
}

/** What the selected tab is called, for a person to say which page it shows; `null` where no tab is selected. */
export function selectedTabName(document: Document): string | null {
  const names = atOnce(findSelectedTabs(document)).flatMap((tab) => namesOf(tab).slice(0, 1));
  const name = tidy(names.at(-1) ?? '');
  return name !== '' && name.length <= 80 && !name.includes('@') ? name : null;
}

/**
 * Turns the Marketo page to its User Access tab, as a person who came to grant access would: the tab has no
 * address of its own. Does nothing where it is shown already or cannot be found.
 */
export function showUserAccess(document: Document, recognition: Recognition): void {
  showTab(document, recognition, 'user-access');
}

/** The same for its Set Up tab. */
export function showSetUp(document: Document, recognition: Recognition): void {
  showTab(document, recognition, 'marketo-setup');
}

function showTab(
  document: Document,
  recognition: Recognition,
  page: 'user-access' | 'marketo-setup',
): void {
  if (pageOf(document, recognition) === page) return;
  const tab = tabFor(document, recognition, page);
  if (tab instanceof HTMLElement) tab.click();
}

/** What is pressed to turn the Marketo page to one of its tabs; `null` where it cannot be found. */
export function tabFor(
  document: Document,
  { lexicon }: Recognition,
  page: 'user-access' | 'marketo-setup',
): Element | null {
  const isIt = (tab: Element) =>
    page === 'user-access'
      ? isAnyNamed([tab], 'user-access', lexicon)
      : isAnyNamed([tab], 'set-up', lexicon) || isBesideUserAccess(tab, lexicon);
  const tabs = allIn(document, TABS).filter(isIt);
  // A list item has the name of the link in it, which is what can be pressed.
  return tabs.find((one) => !tabs.some((other) => other !== one && one.contains(other))) ?? null;
}

function isAnyNamed(elements: readonly Element[], term: Term, lexicon: Lexicon): boolean {
  return elements.some((element) => namesOf(element).some((name) => lexicon.names(term, name)));
}

function isInTitle(document: Document, term: Term, lexicon: Lexicon): boolean {
  return document.title.split(/[|–—·:]| - /u).some((part) => lexicon.names(term, part));
}

const CREDENTIALS = ['munchkin-id', 'client-id', 'client-secret'] as const;

/** What says what a field is for without being text of its own. */
const SAYING = ['aria-label', 'placeholder', 'label', 'title'] as const;

/**
 * Whether the credentials of the connection are labelled in what can be seen (CONSOLE.md, "Set Up"): the Munchkin
 * ID, a product name that no language translates, and with it as many of the three as asked for.
 */
export function showsCredentials(
  scope: Document | Element,
  lexicon: Lexicon,
  atLeast: number,
): boolean {
  return atOnce(findCredentials(scope, lexicon, atLeast));
}

/** As many texts are looked at in one step. */
const STEP = 200;

function* findCredentials(
  scope: Document | Element,
  lexicon: Lexicon,
  atLeast: number,
): Generator<void, boolean> {
  const found = new Set<Term>();
  const note = (text: string | null, element: Element | null) => {
    if (text === null || text.length > 80 || !lexicon.mayName(text)) return;
    const term = CREDENTIALS.find((one) => !found.has(one) && lexicon.names(one, tidy(text)));
    if (term !== undefined && element !== null && isVisible(element)) found.add(term);
  };
  const selector = SAYING.map((name) => `[${name}]`).join(', ');
  const said =
    scope instanceof Document
      ? yield* findAllIn(scope, selector)
      : yield* findAllBelow(scope, selector);
  let seen = 0;
  for (const element of said.slice(0, 2_000)) {
    for (const name of SAYING) note(element.getAttribute(name), element);
    seen += 1;
    if (seen % STEP === 0) yield;
  }
  for (const text of textsBelow(scope)) {
    note(text.data, text.parentElement);
    seen += 1;
    if (seen % STEP === 0) yield;
  }
  return found.has('munchkin-id') && found.size >= atLeast;
}

/**
 * Whether a dialog is where the console shows one of our pages, and not a question of the page behind it: there
 * are tabs or a heading of ours in it.
 */
export function isPageIn(dialog: Element, lexicon: Lexicon): boolean {
  if (!dialog.matches(DIALOG)) return false;
  const signs = allBelow(dialog, `${TABS}, ${HEADINGS}`).slice(0, 100).filter(isVisible);
  return (['user-access', 'set-up', 'user-management'] as const).some((term) =>
    isAnyNamed(signs, term, lexicon),
  );
}
