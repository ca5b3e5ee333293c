import { atOnce, inSlices } from '@/lib/model/slices';
import { rootsOf } from './tree';

/** How long the page may settle before it is read again, in milliseconds. */
const SETTLE = 150;

/** At most this share of the time goes into reading a page that never stops changing. */
const SHARE = 0.2;

/** How often a page outside the settings is looked at for having turned into another one, in milliseconds. */
const GLANCE = 3_000;

/** As many places that were looked at are remembered. */
const MOST_PLACES = 100;

/** What changes in a page can change what it means: its nodes, its texts, and these attributes. */
const OBSERVED: MutationObserverInit = {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: [
    'class',
    'disabled',
    'aria-disabled',
    'aria-selected',
    'aria-checked',
    'checked',
    'active',
    'open',
    'hidden',
    'value',
  ],
};

/** How a page is watched: on every change, or only for becoming another page. */
export type Watch = 'closely' | 'from-afar';

/**
 * Calls `look` soon after the page changes and at every navigation, never twice at a time, and the less often the
 * longer it takes.
 *
 * From afar, a page's own work costs next to nothing: one observer, which switches itself off at the first change
 * for {@link GLANCE} ms, and then only compares the address and the title. A press may open anything, so a look
 * follows presses there.
 *
 * @param watch how the page that was looked at last is to be watched
 * @returns asks for a look soon, whatever the page does
 */
export function watchPage(
  window: Window,
  watch: () => Watch,
  look: () => Promise<void>,
): () => void {
  const { document } = window;
  let due: ReturnType<typeof setTimeout> | null = null;
  let looking = false;
  let again = false;
  let notBefore = 0;
  const places = new Set([placeNow()]);
  const close = new MutationObserver(soon);
  let observed = new WeakSet<Node>();
  const afar = new MutationObserver(rest);

  function placeNow(): string {
    return `${window.location.href} ${document.title.replace(/[\d\s()[\].,+]+/gu, ' ').trim()}`;
  }

  /** A title that counts what is new, or comes and goes, makes no other page. */
  function remember(place: string): void {
    if (places.size >= MOST_PLACES) places.clear();
    places.add(place);
  }

  function soon(): void {
    if (looking) again = true;
    else due ??= setTimeout(lookNow, Math.max(SETTLE, notBefore - performance.now()));
  }

  async function lookNow(): Promise<void> {
    due = null;
    looking = true;
    const started = performance.now();
    remember(placeNow());
    await look().catch((error: unknown) =>
      console.error('Guardrails could not read the page.', error),
    );
    const took = performance.now() - started;
    notBefore = performance.now() + took / SHARE;
    await inSlices(observe());
    looking = false;
    if (again) {
      again = false;
      soon();
    }
  }

  /** Observes what is not observed yet: a page of web components has thousands of roots. */
  function* observe(): Generator<void, void> {
    afar.disconnect();
    if (watch() === 'from-afar') {
      close.disconnect();
      observed = new WeakSet();
      afar.observe(document, { subtree: true, childList: true });
      return;
    }
    for (const root of rootsOf(document)) {
      if (observed.has(root)) continue;
      observed.add(root);
      close.observe(root, OBSERVED);
      yield;
    }
  }

  /** Something has changed in a page that is none of ours: look at it again later, and not at all until then. */
  function rest(): void {
    afar.disconnect();
    setTimeout(() => {
      if (!places.has(placeNow())) soon();
      else if (!looking && due === null) atOnce(observe());
    }, GLANCE);
  }

  function afterPress(event: Event): void {
    if (event.isTrusted && watch() === 'from-afar') {
      notBefore = Math.max(notBefore, performance.now() + SETTLE * 2);
      soon();
    }
  }

  for (const type of ['hashchange', 'popstate', 'pageshow']) window.addEventListener(type, soon);
  for (const type of ['click', 'keyup']) {
    window.addEventListener(type, afterPress, { capture: true, passive: true });
  }
  document.addEventListener('DOMContentLoaded', soon, { once: true });
  atOnce(observe());
  soon();
  return soon;
}
