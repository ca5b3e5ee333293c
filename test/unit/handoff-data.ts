import fc from 'fast-check';
import type { HeldEvent } from '@/lib/handoff/events';
import { type Beside, fold } from '@/lib/handoff/handoff';
import {
  EventId,
  type Handoff,
  HandoffEvent,
  KeyId,
  PublicKey,
  Role,
  Signature,
  StepId,
} from '@/lib/model/handoff';
import { HandoffId } from '@/lib/model/ids';
import type { Snapshot } from '@/lib/model/snapshot';
import { snapshot as anySnapshot } from './cases';

/** When all these handoffs begin. */
export const NOW = 1_800_000_000_000;

/** The handoff that all these events belong to. */
export const HANDOFF = HandoffId.parse('0f6f2f9a-6d0c-4f6e-9d6a-1d1b1c1e1f10');

/** Sixteen hexadecimal digits that look like nothing else. */
export function randomDigits(seed: number): string {
  return seed.toString(16).padStart(16, '0').slice(-16);
}

/** The key of whoever this letter stands for. */
export function keyOf(letter: string): KeyId {
  return KeyId.parse(letter.charCodeAt(0).toString(16).repeat(12).slice(0, 24));
}

/** An event's own fields, before a schema has looked at them. */
type Loose = { readonly kind: HandoffEvent['kind'] } & Readonly<Record<string, unknown>>;

/** An event so many milliseconds after the start, by the browser of that role's own key unless it says otherwise. */
export function event(at: number, role: Role, body: Loose): HandoffEvent {
  const id = EventId.parse(`${NOW + at}-${randomDigits(at)}`);
  const author = { key: keyOf(role), name: null };
  return HandoffEvent.parse({ id, handoff: HANDOFF, at: NOW + at, role, author, ...body });
}

/** The start. */
export function started(munchkinId: string | null = '123-ABC-456'): HandoffEvent {
  return event(0, 'a', { kind: 'started', adminB: 'bo@example.com', munchkinId });
}

/** That a step is done: seen, or said by Bo who was on the phone. */
export function done(
  at: number,
  step: StepId,
  role: Role,
  source: 'observed' | 'declared' = 'observed',
): HandoffEvent {
  const words = source === 'declared' ? { by: 'Bo', note: 'On the phone' } : {};
  return event(at, role, { kind: 'step-done', step, source, ...words });
}

/** That a step is not done, as a person says unless it was seen. */
export function undone(
  at: number,
  step: StepId,
  role: Role = 'a',
  source: 'observed' | 'declared' = 'declared',
): HandoffEvent {
  return event(at, role, { kind: 'step-undone', step, source });
}

/** An event as a browser holds it; the signature says nothing. */
export function held(one: HandoffEvent, imported = false): HeldEvent {
  const publicKey = PublicKey.parse(one.author.key.repeat(4).slice(0, 87));
  return { event: one, publicKey, signature: Signature.parse('s'.repeat(86)), imported };
}

/** What a browser in this role knows beside the events, which is nothing. */
export function beside(role: Role = 'a', part: Partial<Beside> = {}): Beside {
  return {
    role,
    name: null,
    compared: new Set(),
    access: null,
    mustStay: () => false,
    ...part,
  };
}

/** A handoff in which this has happened; what others wrote came by a pass. */
export function handoffOf(role: Role, ...events: readonly HandoffEvent[]): Handoff {
  const all = [started(), ...events].map((one) => held(one, one.role !== role));
  const folded = fold(all, beside(role));
  if (folded === null) throw new Error('no handoff');
  return folded;
}

const role = fc.constantFrom(...Role.options);
const step = fc.constantFrom(...StepId.options);
const source = fc.constantFrom('observed', 'declared');
const words = fc.option(fc.constantFrom('Bo', 'Zoë 〈b〉', 'a>b~c?'), { nil: null });
const author = fc.record({
  key: fc.constantFrom('a', 'b', 'lead', 'm').map(keyOf),
  name: words,
});

const body = fc.oneof(
  fc.record({
    kind: fc.constant('step-done' as const),
    author,
    step,
    source,
    by: words,
    note: words,
    notNeeded: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('step-undone' as const), author, step, source, by: words }),
  fc.record({
    kind: fc.constant('went-on' as const),
    author,
    open: fc.array(step, { maxLength: 3 }),
    people: fc.option(fc.nat(500), { nil: null }),
  }),
  fc.record({
    kind: fc.constant('closed' as const),
    author,
    outcome: fc.constantFrom('finished', 'abandoned'),
  }),
);

/** Any event but a start. Few ids, so that equal ones with different content turn up. */
export const anyEvent = fc
  .record({ at: fc.integer({ min: 1, max: 12 }), role, body })
  .map(({ at, role: by, body: said }) => event(at, by, said));

/** Events as a browser may hold them. */
export const heldEvents: fc.Arbitrary<HeldEvent[]> = fc.array(
  fc.record({ one: anyEvent, imported: fc.boolean() }).map(({ one, imported }) => {
    return held(one, imported);
  }),
  { maxLength: 10 },
);

/** A snapshot of a page that is none of ours, but for what is given. */
export function snapshot(parts: Partial<Snapshot> = {}): Snapshot {
  return anySnapshot({ page: 'elsewhere', at: NOW, ...parts });
}
