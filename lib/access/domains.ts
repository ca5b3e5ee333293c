import { distance } from 'fastest-levenshtein';

/** The domain of an address. */
export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}

/** Domains as short as this are near each other by chance. */
const SHORT = 7;

/**
 * The domain that somebody may have meant: of those seen so far the nearest that differs by a slip or two, such as
 * two letters that changed places. `null` when the domain itself was seen, or nothing is near.
 */
export function nearMiss(domain: string, seen: readonly string[]): string | null {
  if (seen.includes(domain)) return null;
  const most = domain.length <= SHORT ? 1 : 2;
  const near = seen
    .map((one) => ({ one, far: distance(one, domain) }))
    .filter(({ far }) => far <= most)
    .sort((a, b) => a.far - b.far);
  return near[0]?.one ?? null;
}

/** The domains of many addresses, the most frequent first, at most `most` of them. */
export function domainsOf(emails: readonly string[], most: number): string[] {
  const counts = new Map<string, number>();
  for (const email of emails) {
    const domain = domainOf(email);
    counts.set(domain, (counts.get(domain) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([domain]) => domain);
}
