import type { Overlay } from '@/components/overlay/overlay';
import type { Answer, AskVerdict } from '@/components/overlay/Question';
import type { Press } from '@/lib/console/intent';
import type { Listener } from '@/lib/console/listener';
import type { Recognition } from '@/lib/console/page';
import { readSnapshot } from '@/lib/console/read';
import { findAgain, replay } from '@/lib/console/replay';
import { removeStraySpaces } from '@/lib/console/setup';
import { couldAsk, judge } from '@/lib/guards';
import type { Clock } from '@/lib/model/clock';
import type { Snapshot } from '@/lib/model/snapshot';
import { type Text, text } from '@/lib/model/text';
import type { BackgroundClient } from './background-client';

interface Surroundings {
  readonly recognition: Recognition;
  readonly listener: Listener;
  readonly overlay: Overlay;
  readonly background: BackgroundClient;
  readonly clock: Clock;
}

/** What happens to a press between being held and being replayed or dropped. */
export interface Gatekeeper {
  /** The press if a guard could question it, `null` if it can go straight through. */
  worthHolding(press: Press | null): Press | null;
  /** Judges a held press, asks if need be, and replays or drops it. */
  take(press: Press): void;
}

/** Storing a decision may delay the press by this much, in milliseconds; it is made all the same. */
const STORING_PATIENCE = 800;

/** Holds presses one at a time: while one is being judged, whatever else is pressed is dropped. */
export function createGatekeeper(surroundings: Surroundings): Gatekeeper {
  const { recognition, listener, overlay, background, clock } = surroundings;
  let busy = false;

  async function decide(press: Press): Promise<void> {
    const known = await background.freshKnown();
    let notice: Text | null = null;
    for (;;) {
      const snapshot = readSnapshot(document, recognition, clock.now(), press);
      const verdict = judge({ intent: press.intent, snapshot, known, now: clock.now() });
      if (verdict.kind === 'pass') return letThrough(press);
      const answer = await overlay.ask({
        verdict,
        intent: press.intent,
        notice,
        focusAfter: () => findAgain(press, document, recognition),
      });
      if (!answer.go) return turnAway(press, verdict, snapshot, answer);
      const after = readSnapshot(document, recognition, clock.now(), press);
      if (findAgain(press, document, recognition) === null) notice = text('question.gone');
      else if (!isSameTarget(snapshot, after)) notice = text('question.changed');
      else return goOn(press, verdict, snapshot);
    }
  }

  async function letThrough(press: Press): Promise<void> {
    // A connect may navigate away: that it was pressed is stored before it happens.
    await background.send({ kind: 'let-through', intent: press.intent }, STORING_PATIENCE);
    release(press);
  }

  async function goOn(press: Press, verdict: AskVerdict, snapshot: Snapshot): Promise<void> {
    await record(press, verdict, snapshot, 'went-on');
    await letThrough(press);
  }

  async function turnAway(
    press: Press,
    verdict: AskVerdict,
    snapshot: Snapshot,
    { besides }: Extract<Answer, { go: false }>,
  ): Promise<void> {
    await record(press, verdict, snapshot, besides ?? 'cancelled');
    if (besides !== 'trim') return;
    removeStraySpaces(document, recognition.lexicon);
    await letThrough(press);
  }

  async function record(
    press: Press,
    verdict: AskVerdict,
    snapshot: Snapshot,
    decision: 'went-on' | 'cancelled' | 'remind' | 'trim' | 'ask-b',
  ): Promise<void> {
    const { selected } = snapshot;
    await background.send(
      {
        kind: 'asked',
        intent: press.intent,
        guards: [verdict.lead, ...verdict.parts].map((ask) => ask.guard),
        decision,
        people: selected.coverage === 'unknown' ? null : selected.value.length,
      },
      STORING_PATIENCE,
    );
  }

  function release(press: Press): void {
    const control = findAgain(press, document, recognition);
    if (control) replay(control, listener);
  }

  return {
    worthHolding(press) {
      if (press === null) return null;
      return couldAsk(press.intent, background.lastKnown(), clock.now()) ? press : null;
    },
    take(press) {
      if (busy) return overlay.recover();
      busy = true;
      decide(press)
        .catch((error: unknown) => {
          // Never in silence: what failed here was a press that somebody meant.
          console.error('Guardrails could not judge a press; it was not made.', error);
        })
        .finally(() => {
          busy = false;
        });
    },
  };
}

/** Whether a press would still act on the same people and the same choices. */
function isSameTarget(before: Snapshot, after: Snapshot): boolean {
  const target = ({ page, selected, assignments, workspacesOffered }: Snapshot) =>
    JSON.stringify([page, selected, assignments, workspacesOffered]);
  return target(before) === target(after);
}
