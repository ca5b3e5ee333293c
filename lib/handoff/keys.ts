import type { HandoffKey, KeyId, KeyTrust, Role } from '@/lib/model/handoff';
import type { Timestamp } from '@/lib/model/ids';
import type { HeldEvent } from './events';

/** What one key has done in a handoff. */
interface Use {
  readonly since: Timestamp;
  readonly role: Role;
  readonly name: string | null;
  readonly isOwn: boolean;
  /** The parts and names that it has spoken for; the lead is no part that only one can have. */
  readonly claims: ReadonlySet<string>;
}

function claimsOf(role: Role, name: string | null): string[] {
  return [
    ...(role === 'lead' ? [] : [`role ${role}`]),
    ...(name === null ? [] : [`name ${name.toLowerCase()}`]),
  ];
}

function useOf(before: Use | undefined, { event, imported }: HeldEvent): Use {
  const { role, at, author } = event;
  return {
    since: before?.since ?? at,
    role,
    name: author.name ?? before?.name ?? null,
    isOwn: before?.isOwn === true || !imported,
    claims: new Set([...(before?.claims ?? []), ...claimsOf(role, author.name)]),
  };
}

/**
 * The keys that have signed the events of a handoff, by when they were first used. Where two keys claim one part or
 * one name, both are `changed` until a person says that they have compared them: which of the two is the right one
 * cannot be told by what they say themselves, nor by which came first.
 *
 * @param ordered events of one handoff in the order of their ids
 * @param compared keys that the person says they have compared by voice
 */
export function keysOf(
  ordered: readonly HeldEvent[],
  compared: ReadonlySet<KeyId>,
): readonly HandoffKey[] {
  const uses = new Map<KeyId, Use>();
  for (const held of ordered) {
    const { key } = held.event.author;
    uses.set(key, useOf(uses.get(key), held));
  }
  const claimants = new Map<string, number>();
  for (const { claims } of uses.values()) {
    for (const claim of claims) claimants.set(claim, (claimants.get(claim) ?? 0) + 1);
  }
  const trustOf = (key: KeyId, use: Use): KeyTrust => {
    if (use.isOwn) return 'own';
    if (compared.has(key)) return 'compared';
    return [...use.claims].some((claim) => (claimants.get(claim) ?? 0) > 1) ? 'changed' : 'new';
  };
  return [...uses].map(([fingerprint, use]) => {
    const { name, role, since } = use;
    return { fingerprint, name, role, since, trust: trustOf(fingerprint, use) };
  });
}
