import { proofOfOwnership } from '@/lib/handoff/handoff';
import type { Handoff, StepProof } from '@/lib/model/handoff';
import type { Figures } from '@/lib/model/known';
import { counted, text } from '@/lib/model/text';
import type { Ask, Fact, Guard } from '@/lib/model/verdict';

/** What is typed where no number of people is known. */
const WORD = 'DISCONNECT';

/** Holds an owner's Disconnect: without another owner everybody loses access (CONSOLE.md rule 6). */
export const disconnectOrderGuard: Guard = {
  id: 'disconnect-order',

  couldAsk: (intent) => intent === 'disconnect',

  judge({ intent, known }) {
    if (intent !== 'disconnect') return null;
    const handoffs = known?.handoffs ?? [];
    for (const handoff of handoffs) {
      const proof = proofOfOtherOwner(handoff);
      if (proof !== null) return plainConfirmation(handoff, proof);
    }
    return fullQuestion(known?.figures ?? null, handoffs[0] ?? null);
  },
};

/** What shows that B owns the connection: B's pass, or a person's word. Never what A's console shows. */
function proofOfOtherOwner(handoff: Handoff): StepProof | null {
  // In B's own browser "B is an owner" is no reason why B could disconnect.
  if (handoff.outcome !== 'open' || handoff.role !== 'a') return null;
  const proof = proofOfOwnership(handoff);
  // In Admin A's own browser a sight of B's ownership is impossible, whatever an event may claim.
  return proof === null || proof.source === 'observed' ? null : proof;
}

function plainConfirmation(handoff: Handoff, proof: StepProof): Ask {
  return {
    guard: 'disconnect-order',
    severity: 'notice',
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
    ],
    undo: text('guard.disconnect.undo.safe'),
    gestures: [],
    proceed: text('guard.disconnect.proceed.safe'),
    alternatives: [{ besides: null, label: text('guard.disconnect.back') }],
  };
}

function fullQuestion(figures: Figures | null, handoff: Handoff | null): Ask {
  const whole = figures?.coverage === 'whole' ? figures : null;
  return {
    guard: 'disconnect-order',
    severity: 'danger',
    headline: whole
      ? counted('guard.disconnect.headline.people', whole.connected)
      : text('guard.disconnect.headline.unknown'),
    facts: [peopleFact(figures), ownerFact(handoff)],
    undo: text('guard.disconnect.undo.full'),
    gestures: [
      whole
        ? {
            kind: 'type',
            expected: String(whole.connected),
            prompt: text('guard.disconnect.typeNumber'),
          }
        : {
            kind: 'type',
            expected: WORD,
            prompt: text('guard.disconnect.typeWord', { word: WORD }),
          },
    ],
    proceed: whole
      ? counted('guard.disconnect.proceed.people', whole.connected)
      : text('guard.disconnect.proceed.unknown'),
    alternatives: [{ besides: null, label: text('guard.disconnect.back') }],
  };
}

function peopleFact(figures: Figures | null): Fact {
  const label = text('fact.who');
  if (figures === null) {
    return { label, value: { kind: 'text', text: text('guard.disconnect.people.never') } };
  }
  const { connected, total, coverage, seenAt } = figures;
  const key =
    coverage === 'whole' ? 'guard.disconnect.people.whole' : 'guard.disconnect.people.partial';
  return { label, value: { kind: 'text', text: counted(key, connected, { total }) }, seenAt };
}

function ownerFact(handoff: Handoff | null): Fact {
  return {
    label: text('fact.newOwner'),
    value: {
      kind: 'text',
      text: handoff
        ? text('guard.disconnect.owner.waiting', { admin: handoff.adminB })
        : text('guard.disconnect.owner.none'),
    },
  };
}
