import fc from 'fast-check';
import type { HeldEvent } from '@/lib/handoff/handoff';
import { EventId, HandoffEvent, type Role } from '@/lib/model/handoff';
import { Email, HandoffId } from '@/lib/model/ids';
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

type Body = HandoffEvent extends infer E
  ? E extends HandoffEvent
    ? Omit<E, 'id' | 'handoff' | 'at' | 'role'>
    : never
  : never;

/** An event so many milliseconds after the start. */
export function event(at: number, role: Role, body: Body): HandoffEvent {
  const id = EventId.parse(`${NOW + at}-${randomDigits(at)}`);
  return HandoffEvent.parse({ id, handoff: HANDOFF, at: NOW + at, role, ...body });
}

/** The start. */
export function started(munchkinId: string | null = '123-ABC-456'): HandoffEvent {
  return event(0, 'a', { kind: 'started', adminB: Email.parse('bo@example.com'), munchkinId });
}

const role = fc.constantFrom<Role[]>('a', 'b', 'lead');
const step = fc.constantFrom('remove-access', 'b-connects', 'b-owner', 'a-disconnects');
const source = fc.constantFrom('observed', 'declared');
const by = fc.option(fc.constantFrom('Bo', 'Zoë 〈b〉', 'a>b~c?'), { nil: null });

const body = fc.oneof(
  fc.record({ kind: fc.constant('step-done'), step, source, by, note: by }),
  fc.record({ kind: fc.constant('step-undone'), step, source }),
  fc.record({ kind: fc.constant('closed'), outcome: fc.constantFrom('finished', 'abandoned') }),
);

/** Any event but a start. Few ids, so that equal ones with different content turn up. */
export const anyEvent = fc
  .record({ at: fc.integer({ min: 1, max: 12 }), role, body })
  .map(({ at, role, body }) => event(at, role, body as Body));

/** Events as a browser may hold them. */
export const heldEvents: fc.Arbitrary<HeldEvent[]> = fc.array(
  fc.record({ event: anyEvent, imported: fc.boolean() }),
  { maxLength: 15 },
);

/** A snapshot of a page that is none of ours, but for what is given. */
export function snapshot(parts: Partial<Snapshot> = {}): Snapshot {
  return anySnapshot({ page: 'elsewhere', at: NOW, ...parts });
}
