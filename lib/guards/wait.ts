import { MINUTE } from '@/lib/model/clock';
import type { Intent } from '@/lib/model/console';
import type { Known } from '@/lib/model/known';
import { WAIT_ARTICLE } from '@/lib/model/sources';
import { counted, type MessageKey, text } from '@/lib/model/text';
import type { Ask, Fact, Gesture, Guard } from '@/lib/model/verdict';
import { isRunning, remaining } from '@/lib/wait/wait';

const GRANTING: ReadonlySet<Intent> = new Set(['grant-open', 'grant']);

/** Holds granting while the wait after a connect is running (CONSOLE.md rule 2). */
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
    const { wait } = known;
    return {
      guard: 'wait',
      severity: 'caution',
      headline: counted('guard.wait.headline', minutes),
      facts: [
        WHY,
        {
          label: text('fact.connected'),
          value: { kind: 'text', text: text(`source.${wait.source}`) },
          seenAt: wait.startedAt,
        },
        ...(wait.account === known.account.id ? [] : [note('fact.whose', 'guard.wait.whose')]),
        ...(wait.doubtful ? [note('fact.clock', 'guard.wait.doubtful')] : []),
      ],
      undo: text('guard.wait.undo'),
      // Choosing people grants nothing yet: only the press that does takes a reason.
      gestures: intent === 'grant' ? [REASON] : [],
      proceed,
      alternatives: [{ besides: 'remind', label: text('guard.wait.remind') }],
    };
  },
};

/** Adobe's sentence, and where it stands. */
const WHY: Fact = {
  label: text('fact.why'),
  value: { kind: 'text', text: text('guard.wait.why') },
  link: { href: WAIT_ARTICLE, label: text('source.article') },
};

const REASON: Gesture = {
  kind: 'reason',
  prompt: text('guard.wait.reason'),
  hint: text('gesture.reasonHint'),
};

function note(label: MessageKey, key: MessageKey): Fact {
  return { label: text(label), value: { kind: 'text', text: text(key) } };
}

/** The background did not answer: nobody can say whether a wait is running. */
function unknownWait(proceed: Ask['proceed']): Ask {
  return {
    guard: 'wait',
    severity: 'notice',
    headline: text('guard.wait.unknown.headline'),
    facts: [WHY],
    undo: text('guard.wait.unknown.undo'),
    gestures: [],
    proceed,
    alternatives: [{ besides: null, label: text('guard.wait.unknown.back') }],
  };
}

/** Milliseconds left of the account's wait; 0 when none is running. */
function left(known: Known, now: number): number {
  return known.wait !== null && isRunning(known.wait, now) ? remaining(known.wait, now) : 0;
}
