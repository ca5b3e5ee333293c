import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { matchesOfPod, podsIn } from '@/lib/model/hosts';

/**
 * Lets the browser ask the person for a pod of Marketo Engage: for its two hosts and no others. Must be called
 * from a press, and before anything is awaited.
 *
 * @returns whether the person has allowed it
 */
export function allowPod(pod: string): Promise<boolean> {
  return browser.permissions.request({ origins: matchesOfPod(pod) });
}

/** Gives a pod back. Tabs that are open there keep what runs in them until they are reloaded. */
export function forbidPod(pod: string): Promise<boolean> {
  return browser.permissions.remove({ origins: matchesOfPod(pod) });
}

/** The pods that are allowed, followed as that changes; `null` while the browser is being asked. */
export function usePods(): readonly string[] | null {
  const [pods, setPods] = useState<readonly string[] | null>(null);
  useEffect(() => {
    const ask = () => {
      browser.permissions.getAll().then(
        ({ origins = [] }) => setPods(podsIn(origins)),
        () => setPods([]),
      );
    };
    ask();
    browser.permissions.onAdded.addListener(ask);
    browser.permissions.onRemoved.addListener(ask);
    return () => {
      browser.permissions.onAdded.removeListener(ask);
      browser.permissions.onRemoved.removeListener(ask);
    };
  }, []);
  return pods;
}
