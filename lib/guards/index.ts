import type { Intent } from '@/lib/model/console';
import type { Timestamp } from '@/lib/model/ids';
import type { Known } from '@/lib/model/known';
import {
  type Ask,
  type Case,
  type Gesture,
  type Guard,
  SEVERITIES,
  type Verdict,
} from '@/lib/model/verdict';
import { credentialSpacesGuard } from './credential-spaces';
import { disconnectOrderGuard } from './disconnect-order';
import { revokeGuard } from './revoke';
import { waitGuard } from './wait';
import { workspaceLockGuard } from './workspace-lock';

/** Every guard there is. A new one is a file of its own and a line here. */
const GUARDS: readonly Guard[] = [
  disconnectOrderGuard,
  workspaceLockGuard,
  waitGuard,
  revokeGuard,
  credentialSpacesGuard,
];

/** Whether any guard could question this press. What none could is not held at all. */
export function couldAsk(intent: Intent, known: Known | null, now: Timestamp): boolean {
  return GUARDS.some((guard) => guard.couldAsk(intent, known, now));
}

/**
 * What all guards together make of a press. The severest leads (the earlier in the list among equals); the
 * heaviest gesture is what going on takes.
 */
export function judge(press: Case): Verdict {
  const asks = GUARDS.map((guard) => guard.judge(press)).filter((ask): ask is Ask => ask !== null);
  const [lead, ...parts] = asks.toSorted((a, b) => rank(b) - rank(a));
  if (!lead) return { kind: 'pass' };
  return { kind: 'ask', lead, parts, gesture: heaviest([lead, ...parts]) };
}

function rank(ask: Ask): number {
  return SEVERITIES.indexOf(ask.severity);
}

function heaviest(asks: readonly [Ask, ...Ask[]]): Gesture {
  return asks.find((ask) => ask.gesture.kind === 'type')?.gesture ?? asks[0].gesture;
}
