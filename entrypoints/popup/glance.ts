import { browser } from 'wxt/browser';
import type { Facts } from './facts';

// What the popup showed last. Pages can read it at once, while a database has to be opened first: whoever opens the
// popup sees something true as of then, with its age, until what is true now has been read a moment later.

const KEY = 'popup-glance';

/** Facts are kept for this version only: another one may not understand them. */
const version = () => browser.runtime.getManifest().version;

/** The facts that were kept last; `null` where there are none, or another version has kept them. */
export function lastGlance(): Facts | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (typeof kept !== 'object' || kept === null || !('version' in kept) || !('facts' in kept)) {
      return null;
    }
    // Nobody but this version's `keepGlance` can have written it, so it is what it was then.
    return kept.version === version() ? (kept.facts as Facts) : null;
  } catch {
    return null;
  }
}

/** Keeps facts for the next time the popup is opened; forgets them where no account is known. */
export function keepGlance(facts: Facts): void {
  if (facts.account === null) {
    forgetGlance();
    return;
  }
  try {
    localStorage.setItem(KEY, JSON.stringify({ version: version(), facts }));
  } catch {
    // The disk is full, or the browser keeps nothing: then the popup opens without.
    forgetGlance();
  }
}

/** Forgets what the popup showed last: for whoever deletes or replaces what is stored. */
export function forgetGlance(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Where nothing can be kept, there is nothing to forget.
  }
}
