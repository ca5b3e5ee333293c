import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { GuardedHost } from '@/components/settings/Hosts';
import { CONSOLE_MATCHES } from '@/lib/model/hosts';

/** The console's hosts, and which of them the browser lets us guard, followed as that changes; `null` meanwhile. */
export function useHosts(): readonly GuardedHost[] | null {
  const [hosts, setHosts] = useState<readonly GuardedHost[] | null>(null);
  useEffect(() => {
    const ask = () => {
      const asked = CONSOLE_MATCHES.map(async (match) => ({
        match,
        host: new URL(match.replace('*', '')).host,
        isAllowed: await browser.permissions.contains({ origins: [match] }).catch(() => false),
      }));
      void Promise.all(asked).then(setHosts);
    };
    ask();
    browser.permissions.onAdded.addListener(ask);
    browser.permissions.onRemoved.addListener(ask);
    return () => {
      browser.permissions.onAdded.removeListener(ask);
      browser.permissions.onRemoved.removeListener(ask);
    };
  }, []);
  return hosts;
}

/** Lets the browser ask the person for a host that it has withdrawn. Must be called from a press. */
export function allowHost(match: string): void {
  browser.permissions.request({ origins: [match] }).catch(() => undefined);
}
