import { MINUTE } from '@/lib/model/clock';
import type { Intent } from '@/lib/model/console';
import type { Known } from '@/lib/model/known';
import { counted, text } from '@/lib/model/text';
import type { Ask, Guard } from '@/lib/model/verdict';
import { remaining } from '@/lib/wait/wait';

const GRANTING: ReadonlySet<Intent> = new Set(['grant-open', 'grant']);

/** Holds granting while the ten minutes after a connect are running (CONSOLE.md rule 2). */
export const waitGuard: Guard = {
  id: 'wait',

  couldAsk(intent, known, now) {
    return GRANTING.has(intent) && (known === null || left(known, now) > 0);
  },

  judge({ intent, known, now }) {
    if (!GRANTING.has(intent)) return null;
    const proceed = text(intent === 'grant' ? 'guard.wait.grantAnyway' : 'guard.wait.openAnyway');
    if (known === null) return unknownWait(proceed);
    if (known.wait === null) return null;
    const rest = left(known, now);
    if (rest === 0) return null;
    const minutes = Math.ceil(rest / MINUTE);
    return {
      guard: 'wait',
      severity: 'caution',
      headline: counted('guard.wait.headline', minutes),
      facts: [
        {
          label: text('fact.why'),
          value: { kind: 'text', text: text('guard.wait.why') },
        },
        {
          label: text('fact.connected'),
          value: { kind: 'text', text: text(`source.${known.wait.source}`) },
          seenAt: known.wait.startedAt,
        },
      ],
      undo: text('guard.wait.undo'),
      gesture: { kind: 'press' },
      proceed,
      alternatives: [{ besides: 'remind', label: text('guard.wait.remind') }],
    };
  },
};

/** The background did not answer: nobody can say whether a wait is running. */
function unknownWait(proceed: Ask['proceed']): Ask {
  return {
    guard: 'wait',
    severity: 'notice',
    headline: text('guard.wait.unknown.headline'),
    facts: [{ label: text('fact.why'), value: { kind: 'text', text: text('guard.wait.why') } }],
    undo: text('guard.wait.unknown.undo'),
    gesture: { kind: 'press' },
    proceed,
    alternatives: [{ besides: null, label: text('guard.wait.unknown.back') }],
  };
}

/** Milliseconds left of the account's wait; 0 when none is running. */
function left(known: Known, now: number): number {
  return known.wait === null ? 0 : remaining(known.wait, now);
}
