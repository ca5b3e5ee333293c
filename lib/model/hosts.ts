/** Match patterns of the Sales Insight Actions console (hosts: CONSOLE.md, "Sales Insight Actions"). */
export const CONSOLE_MATCHES = ['https://toutapp.com/*', 'https://www.toutapp.com/*'] as const;

/** Where the console has Set Up and User Access as tabs (CONSOLE.md: Admin Settings > Marketo). */
export const MARKETO_SETTINGS = 'https://toutapp.com/next#settings/marketo-admin';

/**
 * Where Marketo Engage may be. No match pattern can hold `app-*`, so a whole domain has to be named as optional;
 * nothing but the pods that a person has allowed is ever asked for.
 */
export const ENGAGE_MATCHES = ['https://*.marketo.com/*'] as const;

/** A pod of Marketo Engage as its hosts name it, such as `sj01` of `app-sj01.marketo.com`. */
const POD = /^[a-z0-9]{2,12}$/u;

const HOST = /^(?:app|engage)-([a-z0-9]{2,12})\.marketo\.com$/u;

/** The pod of a host, an address, or what a person has typed for either; `null` when it is none. */
export function podOf(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  if (POD.test(text)) return text;
  const host = /^(?:https:\/\/)?([^/:?#]+)/u.exec(text)?.[1] ?? '';
  return HOST.exec(host)?.[1] ?? null;
}

/** The two hosts of a pod, as match patterns: all that is asked for it (CONSOLE.md, "Marketo Engage"). */
export function matchesOfPod(pod: string): string[] {
  return [`https://app-${pod}.marketo.com/*`, `https://engage-${pod}.marketo.com/*`];
}

/** The pods that origins which were granted name exactly. The whole domain names none. */
export function podsIn(origins: readonly string[]): string[] {
  const pods = origins.flatMap((origin) => {
    const host = /^https:\/\/([^/*]+)\/\*$/u.exec(origin)?.[1];
    return host === undefined ? [] : (HOST.exec(host)?.[1] ?? []);
  });
  return [...new Set(pods)].sort();
}
