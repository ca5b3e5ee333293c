import type { HeldEvent } from '@/lib/handoff/events';
import type { Handoff } from '@/lib/model/handoff';

/** A handoff with the events that it was folded from. */
export interface TracedHandoff {
  readonly handoff: Handoff;
  readonly events: readonly HeldEvent[];
}

/** Open ones first, the one started last in front; then the closed ones, the one closed last in front. */
export function inOrder(handoffs: readonly TracedHandoff[]): TracedHandoff[] {
  const rank = ({ handoff: { outcome, closedAt, startedAt } }: TracedHandoff) =>
    outcome === 'open' ? ([1, startedAt] as const) : ([0, closedAt ?? startedAt] as const);
  return handoffs.toSorted((a, b) => {
    const [[openA, atA], [openB, atB]] = [rank(a), rank(b)];
    return openB - openA || atB - atA || (a.handoff.id < b.handoff.id ? -1 : 1);
  });
}
