import { openSteps, proofOfOwnership } from '@/lib/handoff/handoff';
import type { Handoff, StepId, StepProof } from '@/lib/model/handoff';
import type { Figures, Known } from '@/lib/model/known';
import type { SeenUser, Snapshot } from '@/lib/model/snapshot';
import { counted, type MessageKey, type Text, text } from '@/lib/model/text';
import type { Alternative, Ask, Case, Fact, Gesture, Guard } from '@/lib/model/verdict';
import { withNames } from './people';

/** What is typed where no number of people is known. */
const WORD = 'DISCONNECT';

/** What is still open, in words. */
const STEPS = {
  'b-admin': 'guard.disconnect.step.bAdmin',
  'remove-access': 'guard.disconnect.step.removeAccess',
  'b-connects': 'guard.disconnect.step.bConnects',
  'b-owner': 'guard.disconnect.step.bOwner',
  wait: 'guard.disconnect.step.wait',
  'others-keep': 'guard.disconnect.step.othersKeep',
  'a-disconnects': 'guard.disconnect.step.aDisconnects',
  'a-removed': 'guard.disconnect.step.aRemoved',
} as const satisfies Record<StepId, MessageKey>;

/**
 * Holds whatever ends the connection of an owner: Disconnect on Set Up, and taking the only known owner's role or
 * account away. Without another owner everybody loses access (CONSOLE.md rule 6).
 */
export const disconnectOrderGuard: Guard = {
  id: 'disconnect-order',

  couldAsk: (intent) => intent === 'disconnect' || intent === 'demote' || intent === 'delete-user',

  judge(press) {
    switch (press.intent) {
      case 'disconnect':
        return aboutDisconnect(press);
      case 'demote':
      case 'delete-user':
        return aboutAdmin(press);
      default:
        return null;
    }
  },
};

function aboutDisconnect({ known }: Case): Ask {
  const handoffs = known?.handoffs ?? [];
  for (const handoff of handoffs) {
    const proof = proofOfOtherOwner(handoff);
    if (proof !== null) return confirmation(handoff, proof);
  }
  return fullQuestion(known);
}

/** What shows that B owns the connection: B's pass, or a person's word. Never what A's console shows. */
function proofOfOtherOwner(handoff: Handoff): StepProof | null {
  // In B's own browser "B is an owner" is no reason why B could disconnect.
  if (handoff.outcome !== 'open' || handoff.role !== 'a') return null;
  const proof = proofOfOwnership(handoff);
  // In Admin A's own browser a sight of B's ownership is impossible, whatever an event may claim.
  return proof === null || proof.source === 'observed' ? null : proof;
}

/** Another owner is known. Steps that are still open make it worth a second look, no more. */
function confirmation(handoff: Handoff, proof: StepProof): Ask {
  const open = openSteps(handoff, 'a-disconnects');
  const key = handoff.keys.find(({ fingerprint }) => fingerprint === proof.author.key);
  return {
    guard: 'disconnect-order',
    severity: open.length === 0 ? 'notice' : 'caution',
    headline: text('guard.disconnect.headline.safe'),
    facts: [
      { label: text('fact.newOwner'), value: { kind: 'names', names: [handoff.adminB] } },
      {
        label: text('fact.proof'),
        value: {
          kind: 'text',
          text: text(`guard.disconnect.proof.${proof.source}`, { by: proof.by ?? handoff.adminB }),
        },
        seenAt: proof.at,
      },
      ...(key?.trust === 'new' ? [plainFact('fact.key', text('guard.disconnect.newKey'))] : []),
      ...openFacts(open),
    ],
    undo: text('guard.disconnect.undo.safe'),
    gestures: [],
    proceed: text('guard.disconnect.proceed.safe'),
    alternatives: [{ besides: null, label: text('guard.disconnect.back') }],
  };
}

/** Everybody may lose access. */
function fullQuestion(known: Known | null, more: readonly Fact[] = []): Ask {
  const figures = known?.figures ?? null;
  const handoff = known?.handoffs.find(({ role }) => role === 'a') ?? null;
  const whole = figures?.coverage === 'whole' ? figures : null;
  return {
    guard: 'disconnect-order',
    severity: 'danger',
    headline: whole
      ? counted('guard.disconnect.headline.people', whole.connected)
      : text('guard.disconnect.headline.unknown'),
    facts: [
      ...more,
      peopleFact(figures),
      ownerFact(handoff),
      ...(handoff === null ? [] : openFacts(openSteps(handoff, 'a-disconnects'))),
    ],
    undo: text('guard.disconnect.undo.full'),
    gestures: [typing(whole)],
    proceed: whole
      ? counted('guard.disconnect.proceed.people', whole.connected)
      : text('guard.disconnect.proceed.unknown'),
    alternatives: WAYS_OUT,
  };
}

const WAYS_OUT: readonly [Alternative, Alternative] = [
  { besides: 'ask-b', label: text('guard.disconnect.askB') },
  { besides: null, label: text('guard.disconnect.back') },
];

function typing(whole: Figures | null): Gesture {
  if (whole === null) {
    const prompt = text('guard.disconnect.typeWord', { word: WORD });
    return { kind: 'type', expected: WORD, prompt };
  }
  const prompt = text('guard.disconnect.typeNumber');
  return { kind: 'type', expected: String(whole.connected), prompt };
}

/** Whose role or account the press would take away, as far as that can be read. */
function selectedIn(snapshot: Snapshot): readonly (Pick<SeenUser, 'email'> & Partial<SeenUser>)[] {
  if (snapshot.selected.coverage === 'unknown') return [];
  const users = snapshot.users.coverage === 'unknown' ? [] : snapshot.users.value;
  const rows = new Map(users.map((user) => [user.email, user]));
  return snapshot.selected.value.map((email) => rows.get(email) ?? { email });
}

/**
 * About taking somebody's role or account away. Where the owners are known by name, it matters only if none of them
 * is left; where none is, an admin may be the one.
 */
function aboutAdmin({ snapshot, known }: Case): Ask | null {
  const selected = selectedIn(snapshot);
  const emails = selected.map(({ email }) => email);
  const owners = known?.owners ?? [];
  const who: Fact = {
    label: text('fact.owner'),
    value: { kind: 'people', people: withNames(snapshot, emails) },
  };
  if (owners.length > 0) {
    const goes = owners.filter((owner) => emails.includes(owner));
    return goes.length === owners.length ? fullQuestion(known, [who]) : null;
  }
  // What is nobody's row is not known to be no admin's.
  const mayOwn = selected.length === 0 || selected.some(({ role }) => role !== 'user');
  return mayOwn ? maybeOwner(known, selected.length === 0 ? null : who) : null;
}

/** An admin's role or account goes, and nobody knows whose the connection is. */
function maybeOwner(known: Known | null, who: Fact | null): Ask {
  return {
    guard: 'disconnect-order',
    severity: 'caution',
    headline: text('guard.disconnect.headline.maybe'),
    facts: [
      who ?? plainFact('fact.who', text('guard.unread.who')),
      plainFact('fact.owner', text('guard.disconnect.owner.unknown')),
      peopleFact(known?.figures ?? null),
    ],
    undo: text('guard.disconnect.undo.full'),
    gestures: [],
    proceed: text('guard.disconnect.proceed.maybe'),
    alternatives: [{ besides: null, label: text('guard.disconnect.backAdmin') }],
  };
}

function plainFact(label: MessageKey, value: Text): Fact {
  return { label: text(label), value: { kind: 'text', text: value } };
}

/** The steps that are open, if any. */
function openFacts(open: readonly StepId[]): Fact[] {
  if (open.length === 0) return [];
  const texts = open.map((step) => text(STEPS[step]));
  return [{ label: text('fact.openSteps'), value: { kind: 'texts', texts } }];
}

function peopleFact(figures: Figures | null): Fact {
  if (figures === null) return plainFact('fact.who', text('guard.disconnect.people.never'));
  const { connected, total, coverage, seenAt } = figures;
  const key =
    coverage === 'whole' ? 'guard.disconnect.people.whole' : 'guard.disconnect.people.partial';
  return { ...plainFact('fact.who', counted(key, connected, { total })), seenAt };
}

function ownerFact(handoff: Handoff | null): Fact {
  if (handoff === null) return plainFact('fact.newOwner', text('guard.disconnect.owner.none'));
  const isChanged = handoff.keys.some(({ trust, role }) => trust === 'changed' && role === 'b');
  const key = isChanged ? 'guard.disconnect.owner.changed' : 'guard.disconnect.owner.waiting';
  return plainFact('fact.newOwner', text(key, { admin: handoff.adminB }));
}
