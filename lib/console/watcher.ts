/** How long the page may settle before it is read again, in milliseconds. */
const SETTLE = 150;

/** What changes in a page can change what it means: its nodes, its texts, and these attributes. */
const OBSERVED: MutationObserverInit = {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: ['class', 'disabled', 'aria-disabled', 'aria-selected', 'hidden', 'value'],
};

/**
 * Calls `look` soon after the page changes, at most once every {@link SETTLE} ms, and at every navigation.
 * While `isWorthWatching` says no, only navigations are listened for, and the page's changes cost nothing.
 */
export function watchPage(window: Window, isWorthWatching: () => boolean, look: () => void): void {
  let isLookDue = false;
  let observing = false;
  const observer = new MutationObserver(soon);

  function soon(): void {
    if (isLookDue) return;
    isLookDue = true;
    setTimeout(() => {
      isLookDue = false;
      adjust();
      look();
    }, SETTLE);
  }

  function adjust(): void {
    const worth = isWorthWatching();
    if (worth === observing) return;
    observing = worth;
    if (worth) observer.observe(window.document, OBSERVED);
    else observer.disconnect();
  }

  for (const type of ['hashchange', 'popstate', 'pageshow']) window.addEventListener(type, soon);
  window.document.addEventListener('DOMContentLoaded', soon, { once: true });
  adjust();
  soon();
}
