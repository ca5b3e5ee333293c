import { MINUTE } from '@/lib/model/clock';
import type { Timestamp } from '@/lib/model/ids';
import type { LedgerEntry } from '@/lib/model/ledger';
import type { Workspaces } from '@/lib/model/plan';

/** Something that happened to somebody's access, as far as this browser has seen it. */
export type HistoryEvent =
  | { readonly kind: 'first-seen'; readonly at: Timestamp }
  | {
      readonly kind: 'granted';
      readonly at: Timestamp;
      /** `null` where no table has shown any. */
      readonly workspaces: Workspaces | null;
      /** Whether it was granted from this browser, as far as it has seen. */
      readonly isFromHere: boolean;
    }
  | {
      readonly kind: 'removed' | 'vanished';
      readonly at: Timestamp;
      readonly had: Workspaces | null;
    }
  | { readonly kind: 'appeared'; readonly at: Timestamp; readonly workspaces: Workspaces | null }
  | {
      readonly kind: 'workspaces';
      readonly at: Timestamp;
      readonly from: Workspaces | null;
      readonly to: Workspaces | null;
    }
  /** What was chosen in a grant is not what they were then seen with; `null`: without access. */
  | {
      readonly kind: 'differs';
      readonly at: Timestamp;
      readonly chosen: Workspaces | null;
      readonly seen: Workspaces | null;
    }
  | { readonly kind: 'not-granted'; readonly at: Timestamp; readonly chosen: Workspaces | null }
  | { readonly kind: 'invited'; readonly at: Timestamp; readonly expires: string | null };

type Line<K extends LedgerEntry['kind']> = Extract<LedgerEntry, { kind: K }>;

/** How far apart, in ms, the lines of one and the same grant may stand in the ledger. */
const SAME_GRANT = MINUTE;

const isSameGrant = (a: Timestamp, b: Timestamp) => Math.abs(a - b) <= SAME_GRANT;

function ofChange(
  { change, at, from, to }: Line<'access-changed'>,
  outcomes: readonly Line<'grant-outcome'>[],
): HistoryEvent {
  switch (change) {
    case 'granted': {
      const isFromHere = outcomes.some((one) => isSameGrant(one.at, at));
      return { kind: 'granted', at, workspaces: to, isFromHere };
    }
    case 'appeared':
      return { kind: 'appeared', at, workspaces: to };
    case 'workspaces':
      return { kind: 'workspaces', at, from, to };
    case 'removed':
    case 'vanished':
      return { kind: change, at, had: from };
  }
}

function ofOutcome(
  { outcome, at, chosen, seen }: Line<'grant-outcome'>,
  changes: readonly Line<'access-changed'>[],
): HistoryEvent | null {
  if (outcome === 'differs') return { kind: 'differs', at, chosen, seen };
  if (outcome === 'not-granted') return { kind: 'not-granted', at, chosen };
  const isTold = changes.some((one) => one.change === 'granted' && isSameGrant(one.at, at));
  return isTold ? null : { kind: 'granted', at, workspaces: seen ?? chosen, isFromHere: true };
}

/**
 * The history of one person, the latest first.
 *
 * @param lines theirs in the ledger
 * @param firstSeenAt when they were first seen; `null` where they never were in the console
 */
export function historyOf(
  lines: readonly LedgerEntry[],
  firstSeenAt: Timestamp | null,
): HistoryEvent[] {
  const outcomes = lines.filter((line) => line.kind === 'grant-outcome');
  const changes = lines.filter((line) => line.kind === 'access-changed');
  const events = lines.flatMap((line): HistoryEvent[] => {
    if (line.kind === 'access-changed') return [ofChange(line, outcomes)];
    if (line.kind === 'grant-outcome') {
      const event = ofOutcome(line, changes);
      return event === null ? [] : [event];
    }
    if (line.kind === 'invited') return [{ kind: 'invited', at: line.at, expires: line.expires }];
    return [];
  });
  if (firstSeenAt !== null) events.unshift({ kind: 'first-seen', at: firstSeenAt });
  // Of what was seen at one moment, what came first in the ledger stays first in time.
  return events
    .map((event, place) => ({ event, place }))
    .sort((a, b) => b.event.at - a.event.at || b.place - a.place)
    .map(({ event }) => event);
}
