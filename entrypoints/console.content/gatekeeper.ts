import type { Overlay } from '@/components/overlay/overlay';
import type { AskVerdict } from '@/components/overlay/Question';
import type { Press } from '@/lib/console/intent';
import type { Listener } from '@/lib/console/listener';
import type { Recognition } from '@/lib/console/page';
import { readSnapshot } from '@/lib/console/read';
import { findAgain, replay } from '@/lib/console/replay';
import { removeStraySpaces } from '@/lib/console/setup';
import { couldAsk, judge, unchecked } from '@/lib/guards';
import type { Clock } from '@/lib/model/clock';
import type { Known } from '@/lib/model/known';
import type { Decision } from '@/lib/model/ledger';
import type { Snapshot } from '@/lib/model/snapshot';
import { type Text, text } from '@/lib/model/text';
import type { Verdict } from '@/lib/model/verdict';
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

/** How often a press is judged anew, on a page that changes each time, before it is dropped. */
const ROUNDS = 20;

/** Holds presses one at a time: while one is being judged, whatever else is pressed is dropped. */
export function createGatekeeper(surroundings: Surroundings): Gatekeeper {
  const { recognition, listener, overlay, background, clock } = surroundings;
  let busy = false;

  async function decide(press: Press): Promise<void> {
    const known = await background.freshKnown();
    let notice: Text | null = null;
    for (let round = 0; round < ROUNDS; round += 1) {
      const snapshot = look(press);
      const verdict = verdictOn(press, snapshot, known);
      const goesOn =
        verdict.kind === 'pass'
          ? await noteUnasked(press)
          : await ask(press, verdict, snapshot, notice);
      if (!goesOn) return;
      // Storing took a moment, in which the page may have become another one.
      const outcome = release(press, snapshot);
      // What was not asked about and is gone needs no words: the page has moved on.
      if (outcome === 'made' || (outcome === 'gone' && verdict.kind === 'pass')) return;
      notice = text(`question.${outcome}`);
    }
  }

  async function noteUnasked({ intent }: Press): Promise<boolean> {
    await background.send({ kind: 'let-through', intent }, STORING_PATIENCE);
    return true;
  }

  /** Asks, and stores the answer. Resolves to whether the press is to be made. */
  async function ask(
    press: Press,
    verdict: AskVerdict,
    snapshot: Snapshot | null,
    notice: Text | null,
  ): Promise<boolean> {
    const focusAfter = () => findAgain(press, document, recognition);
    const answer = await overlay.ask({ verdict, notice, focusAfter });
    const decision = answer.go ? 'went-on' : (answer.besides ?? 'cancelled');
    await record(press, verdict, snapshot, decision);
    if (decision === 'trim') removeStraySpaces(document, recognition.lexicon);
    return decision === 'went-on' || decision === 'trim';
  }

  /** Reads what the press would act on; `null` when the page is such that reading it fails. */
  function look(press: Press): Snapshot | null {
    try {
      return readSnapshot(document, recognition, clock.now(), press);
    } catch (error) {
      console.error('Guardrails could not read the page.', error);
      return null;
    }
  }

  function verdictOn(press: Press, snapshot: Snapshot | null, known: Known | null): Verdict {
    if (snapshot === null || background.isOrphaned()) return unchecked(press.intent);
    return judge({ intent: press.intent, snapshot, known, now: clock.now() });
  }

  async function record(
    press: Press,
    verdict: AskVerdict,
    snapshot: Snapshot | null,
    decision: Decision,
  ): Promise<void> {
    const selected = snapshot?.selected ?? { coverage: 'unknown' };
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

  /** Makes the press if it would still do what was judged; else says why it was not made. */
  function release(press: Press, judged: Snapshot | null): 'made' | 'gone' | 'changed' {
    const control = findAgain(press, document, recognition);
    if (control === null) return 'gone';
    const now = look({ ...press, control });
    if (judged && now && !isSameTarget(judged, now)) return 'changed';
    replay(control, listener);
    return 'made';
  }

  return {
    worthHolding(press) {
      if (press === null) return null;
      return couldAsk(press.intent, background.lastKnown(), clock.now()) ? press : null;
    },
    take(press) {
      if (busy) return overlay.recover();
      busy = true;
      overlay.markHeld(press.intent);
      decide(press)
        .catch((error: unknown) => {
          console.error('Guardrails could not ask about a press, and so did not make it.', error);
        })
        .finally(() => {
          busy = false;
          overlay.markHeld(null);
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
