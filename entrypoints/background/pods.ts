import { browser } from 'wxt/browser';
import { matchesOfPod, podsIn } from '@/lib/model/hosts';

/** The name under which the content script of Marketo Engage is registered. */
const SCRIPT = 'engage';

/** Where WXT puts it. */
const FILE = '/content-scripts/engage.js';

/** What is registered for these pods. */
function scriptFor(pods: readonly string[]) {
  return {
    id: SCRIPT,
    js: [FILE],
    // A pod may be allowed for one of its hosts alone; what is not allowed there runs nowhere.
    matches: pods.flatMap(matchesOfPod),
    runAt: 'document_start' as const,
    allFrames: true,
    persistAcrossSessions: true,
  };
}

/**
 * Has the content script of Marketo Engage run on the pods that are allowed, and nowhere else. The browser keeps
 * the registration over its own restarts and drops it with an update, so this is done whenever permissions change
 * and at every start.
 */
export async function registerPods(): Promise<void> {
  const { origins = [] } = await browser.permissions.getAll();
  const pods = podsIn(origins);
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [SCRIPT] });
  if (pods.length === 0) {
    if (registered !== undefined) {
      await browser.scripting.unregisterContentScripts({ ids: [SCRIPT] });
    }
    return;
  }
  const wanted = scriptFor(pods);
  if (registered === undefined) await browser.scripting.registerContentScripts([wanted]);
  else if (String(registered.matches) !== String(wanted.matches)) {
    await browser.scripting.updateContentScripts([wanted]);
  }
}
