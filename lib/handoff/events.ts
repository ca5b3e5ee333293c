import type { EventId, HandoffEvent, KeyId, PublicKey, Signature } from '@/lib/model/handoff';
import { EventId as EventIdSchema } from '@/lib/model/handoff';
import type { Timestamp } from '@/lib/model/ids';

/** An event as one browser has it: its own, or come by a pass. */
export interface HeldEvent {
  readonly event: HandoffEvent;
  readonly publicKey: PublicKey;
  /** `null` only for this browser's own, until it is signed. */
  readonly signature: Signature | null;
  readonly imported: boolean;
}

/** An event that can travel. */
export type SignedEvent = Omit<HeldEvent, 'imported' | 'signature'> & {
  readonly signature: Signature;
};

/** What signs for this browser; the key itself stays where it is. */
export interface Signer {
  readonly key: KeyId;
  readonly publicKey: PublicKey;
  sign(bytes: Uint8Array<ArrayBuffer>): Promise<Signature>;
}

/** What checks signatures. */
export interface Verifier {
  /** The fingerprint of a public key. */
  keyOf(publicKey: PublicKey): Promise<KeyId>;
  /** Whether the signature is this key's over these bytes. Never rejects: what cannot be checked is none. */
  verify(
    publicKey: PublicKey,
    signature: Signature,
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<boolean>;
}

const LAST_MILLISECOND = 9_999_999_999_999;

/**
 * The id of a new event. It sorts after every event known so far, even when this machine's clock is behind
 * the one that wrote them, so that what a person takes back stays taken back.
 *
 * @param known ids of the handoff's events so far
 * @param now ms since the epoch
 * @param random 16 hexadecimal digits
 * @throws when `random` is anything else
 */
export function nextEventId(known: readonly EventId[], now: Timestamp, random: string): EventId {
  const latest = known.reduce((last, id) => Math.max(last, Number(id.slice(0, 13))), -1);
  const time = Math.min(Math.max(Math.trunc(now), latest + 1), LAST_MILLISECOND);
  return EventIdSchema.parse(`${String(time).padStart(13, '0')}-${random}`);
}

/** JSON with the fields of every object in the order of their names: one spelling of one value. */
export function spell(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/**
 * The exact bytes that are signed: what it is, on a line of its own, then its one spelling.
 *
 * @param what keeps a signature under one kind of thing from being taken for one under another
 */
export function bytesOf(what: 'event' | 'access', value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`sia-guardrails handoff ${what} 2\n${spell(value)}`);
}

/** All that makes two held events the same one, however they came here. */
function spellingOf({ event, publicKey, signature }: HeldEvent): string {
  return spell([event, publicKey, signature]);
}

/** Which of two events with one id to keep: a rule that does not depend on which came first. */
function prefer(a: HeldEvent, b: HeldEvent): HeldEvent {
  // One that is not signed yet is this browser's own, and gives way to itself once it is.
  if ((a.signature === null) !== (b.signature === null)) return a.signature === null ? b : a;
  const [left, right] = [spellingOf(a), spellingOf(b)];
  if (left !== right) return left < right ? a : b;
  return a.imported ? b : a;
}

/**
 * All events of two collections, each once, in the order of their ids. Commutative, associative and
 * idempotent, so that passes may arrive in any order, twice, or not at all. Of two events with one id the
 * one with the smaller spelling is kept; of two equal ones, this browser's own.
 */
export function merge(a: readonly HeldEvent[], b: readonly HeldEvent[]): HeldEvent[] {
  const byId = new Map<EventId, HeldEvent>();
  for (const held of [...a, ...b]) {
    const other = byId.get(held.event.id);
    byId.set(held.event.id, other === undefined ? held : prefer(other, held));
  }
  return [...byId.values()].sort((x, y) => (x.event.id < y.event.id ? -1 : 1));
}

/**
 * Whether all these events were written by the owners of the keys that they name.
 *
 * @returns false as soon as one was not
 */
export async function areGenuine(
  events: readonly SignedEvent[],
  verifier: Verifier,
): Promise<boolean> {
  const keys = new Map<PublicKey, KeyId>();
  for (const { event, publicKey, signature } of events) {
    const key = keys.get(publicKey) ?? (await verifier.keyOf(publicKey));
    keys.set(publicKey, key);
    if (key !== event.author.key) return false;
    if (!(await verifier.verify(publicKey, signature, bytesOf('event', event)))) return false;
  }
  return true;
}
