import type { GuardId, Intent } from '@/lib/model/console';
import type { Timestamp } from '@/lib/model/ids';
import type { Known } from '@/lib/model/known';
import { type MessageKey, text } from '@/lib/model/text';
import {
  type Alternative,
  type Ask,
  type Case,
  type Gesture,
  type Guard,
  SEVERITIES,
  type Verdict,
} from '@/lib/model/verdict';
import { credentialSpacesGuard } from './credential-spaces';
import { disconnectOrderGuard } from './disconnect-order';
import { inviteReviewGuard } from './invite-review';
import { originalUserGuard } from './original-user';
import { revokeGuard } from './revoke';
import { waitGuard } from './wait';
import { workspaceLockGuard } from './workspace-lock';

/** Which guard a press that cannot be judged would most likely have met. */
const NEAREST = {
  connect: 'credential-spaces',
  disconnect: 'disconnect-order',
  'grant-open': 'wait',
  grant: 'workspace-lock',
  revoke: 'revoke',
  demote: 'disconnect-order',
  'delete-user': 'original-user',
  'invite-next': 'invite-review',
  'invite-send': 'invite-review',
} as const satisfies Record<Intent, GuardId>;

/** Every message of {@link unchecked}, to be rehearsed while the messages can be reached. */
export const UNCHECKED_MESSAGES = [
  'guard.unchecked.headline',
  'guard.unchecked.why',
  'guard.unchecked.undo',
  'guard.unchecked.proceed',
  'guard.unchecked.back',
  'fact.why',
] as const satisfies readonly MessageKey[];

/** A message of {@link unchecked}; the compiler refuses one that would not be rehearsed. */
const plain = (key: (typeof UNCHECKED_MESSAGES)[number]) => text(key);

/**
 * The question about a press that cannot be judged, because the extension was updated under the page or failed:
 * the person is asked in plain words and may go on.
 */
export function unchecked(intent: Intent): Extract<Verdict, { kind: 'ask' }> {
  const lead: Ask = {
    guard: NEAREST[intent],
    severity: 'caution',
    headline: plain('guard.unchecked.headline'),
    facts: [
      { label: plain('fact.why'), value: { kind: 'text', text: plain('guard.unchecked.why') } },
    ],
    undo: plain('guard.unchecked.undo'),
    gestures: [],
    proceed: plain('guard.unchecked.proceed'),
    alternatives: [{ besides: null, label: plain('guard.unchecked.back') }],
  };
  return { kind: 'ask', lead, parts: [], gestures: [], enterIsEnough: false };
}

/** Every guard there is. A new one is a file of its own and a line here. */
const GUARDS: readonly Guard[] = [
  disconnectOrderGuard,
  workspaceLockGuard,
  waitGuard,
  revokeGuard,
  credentialSpacesGuard,
  inviteReviewGuard,
  originalUserGuard,
];

/** Whether any guard could question this press. What none could is not held at all. */
export function couldAsk(intent: Intent, known: Known | null, now: Timestamp): boolean {
  return GUARDS.some((guard) => guard.couldAsk(intent, known, now));
}

/**
 * What all guards together make of a press. The severest leads (the earlier in the list among equals); whatever
 * any of them wants typed, going on takes. A way out that does something for the person, of whichever guard, comes
 * before one that only goes back. What is known of another account counts for nothing.
 */
export function judge(press: Case): Verdict {
  const judged = isAboutAnother(press) ? { ...press, known: null, people: null } : press;
  const asks = GUARDS.map((guard) => guard.judge(judged)).filter((ask): ask is Ask => ask !== null);
  const [severest, ...parts] = asks.toSorted((a, b) => rank(b) - rank(a));
  if (!severest) return { kind: 'pass' };
  const lead = { ...severest, alternatives: waysOut(severest, parts) };
  return {
    kind: 'ask',
    lead,
    parts,
    gestures: gesturesFor([lead, ...parts]),
    enterIsEnough: asks.every(({ enterIsEnough }) => enterIsEnough === true),
  };
}

/** The page shows another Munchkin ID than the account has that the background took it for. */
function isAboutAnother({ snapshot, known }: Case): boolean {
  const shown = snapshot.munchkinId;
  const ours = known?.account.munchkinId ?? null;
  return shown !== null && ours !== null && shown !== ours;
}

function rank(ask: Ask): number {
  return SEVERITIES.indexOf(ask.severity);
}

function waysOut(lead: Ask, parts: readonly Ask[]): Ask['alternatives'] {
  const helps = ({ besides }: Alternative) => besides !== null;
  const helpful = parts.flatMap((part) => part.alternatives).filter(helps);
  const [main, ...rest] = lead.alternatives;
  // What the leading guard has as its main action stays the main action, unless it only goes back.
  if (helps(main)) return [main, ...helpful, ...rest];
  const [first, ...others] = helpful;
  return first === undefined ? lead.alternatives : [first, ...others, ...lead.alternatives];
}

/** What is to be done, in the order of the severity; one reason is enough for all who ask for one. */
function gesturesFor(asks: readonly Ask[]): readonly Gesture[] {
  const gestures = asks.flatMap((ask) => ask.gestures);
  const reasons = gestures.filter(({ kind }) => kind === 'reason');
  return [...gestures.filter(({ kind }) => kind !== 'reason'), ...reasons.slice(0, 1)];
}
