import type { Handoff } from '@/lib/model/handoff';
import type { Email } from '@/lib/model/ids';
import { proofOfOwnership } from './handoff';

/**
 * Who is known by name to own a connection, by all that handoffs tell: whoever began to hand it over and has not let
 * go, and whoever is known to have taken it. No page names its owner, so there may be others.
 *
 * @param handoffs all of an account, closed ones included
 */
export function ownersOf(handoffs: readonly Handoff[]): Email[] {
  const owners = new Set<Email>();
  for (const handoff of handoffs.toSorted((a, b) => a.startedAt - b.startedAt)) {
    const { adminA, adminB, steps } = handoff;
    const hasLetGo = steps.some(({ id, proof }) => id === 'a-disconnects' && proof !== null);
    if (adminA !== null && hasLetGo) owners.delete(adminA);
    else if (adminA !== null) owners.add(adminA);
    if (proofOfOwnership(handoff) !== null) owners.add(adminB);
  }
  return [...owners];
}
