import type { PageKind } from '@/lib/model/console';
import type { Profile } from '@/lib/model/profile';
import { isVisible, namesOf, spacedText } from './control';
import type { Lexicon } from './lexicon';

/** Tabs as ARIA, Bootstrap and plain lists mark them. */
const TABS = '[role="tab"], .nav-tabs a, .nav-tabs li, .tabs a, .tabs li';
const SELECTED =
  '[aria-selected="true"], [aria-current]:not([aria-current="false"]), .active, .selected';

/** What looks like an email address; deliberately generous, for finding a table of people. */
export const EMAIL_PATTERN = /[^\s@<>()[\],;:"]+@[^\s@<>()[\],;:"]+\.[^\s@<>()[\],;:"]+/u;

/** A profile with its words compiled; what the recogniser works from. */
export interface Recognition {
  readonly profile: Profile;
  readonly lexicon: Lexicon;
}

/** The page that a URL's hash names, before anything on it is looked at. */
export function pageOfHash(
  hash: string,
  profile: Profile,
): Profile['routes'][number]['page'] | 'elsewhere' {
  const route = profile.routes
    .filter((candidate) => fits(hash, candidate.hash))
    .sort((a, b) => b.hash.length - a.hash.length)[0];
  return route?.page ?? 'elsewhere';
}

/** A route fits its own hash and what lies below it, but no longer word (`#settings-old`). */
function fits(hash: string, route: string): boolean {
  return hash.startsWith(route) && /^(?:$|[/?&])/u.test(hash.slice(route.length));
}

/**
 * What the document is showing: by its hash, and on the Marketo page by the selected tab, or, where no tab
 * can be told, by credential fields (Set Up) or a table of people (User Access).
 */
export function pageOf(document: Document, recognition: Recognition): PageKind {
  const page = pageOfHash(hashOf(document), recognition.profile);
  return page === 'marketo' ? marketoTab(document, recognition.lexicon) : page;
}

/** Whether dangerous presses are to be expected here at all, by the hash alone. */
export function isGuardedPage(document: Document, { profile }: Recognition): boolean {
  return pageOfHash(hashOf(document), profile) === 'marketo';
}

/** A frame without a place of its own (blank, or written by a script) is part of the page around it. */
function hashOf(document: Document): string {
  const { location, defaultView } = document;
  if (location.protocol === 'https:' || defaultView === null) return location.hash;
  try {
    return defaultView.top?.location.hash ?? location.hash;
  } catch {
    // Another origin's page is around it, which is none of ours.
    return location.hash;
  }
}

function marketoTab(
  document: Document,
  lexicon: Lexicon,
): 'marketo' | 'marketo-setup' | 'user-access' {
  const selected = [...document.querySelectorAll(TABS)].filter(
    (tab) => tab.matches(SELECTED) || tab.parentElement?.matches(`li:is(${SELECTED})`),
  );
  for (const tab of selected) {
    const names = namesOf(tab);
    if (names.some((name) => lexicon.names('user-access', name))) return 'user-access';
    if (names.some((name) => lexicon.names('set-up', name))) return 'marketo-setup';
  }
  if (hasCredentialLabels(document, lexicon)) return 'marketo-setup';
  return hasPeople(document) ? 'user-access' : 'marketo';
}

/** What can carry a field's label: real labels, and the plain texts that older consoles put beside a value. */
const LABELS = 'label, legend, th, dt, span, strong, b, p, div, [aria-label], [placeholder]';

/**
 * Whether the credentials of the connection are labelled anywhere (CONSOLE.md, "Set Up"). The Munchkin ID is a
 * product name that no language translates, so it tells Set Up where the tab's own label is not known.
 */
export function hasCredentialLabels(root: ParentNode, lexicon: Lexicon): boolean {
  return [...root.querySelectorAll(LABELS)].some(
    (element) =>
      (element.childElementCount === 0 || element.matches('label, [aria-label]')) &&
      [...namesOf(element), element.getAttribute('placeholder') ?? ''].some((name) =>
        lexicon.names('munchkin-id', name),
      ) &&
      isVisible(element),
  );
}

/** Whether there is a table with at least one email address in it. */
export function hasPeople(root: ParentNode): boolean {
  return [...root.querySelectorAll('table, [role="grid"], [role="table"]')].some(
    (table) => isVisible(table) && EMAIL_PATTERN.test(spacedText(table, 5_000)),
  );
}
