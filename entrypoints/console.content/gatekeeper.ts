import type { Overlay } from '@/components/overlay/overlay';
import type { Answer, AskVerdict, MisreadOffer } from '@/components/overlay/Question';
import { DIALOG } from '@/lib/console/control';
import { isLeftToItself, isSamePress, misreadOf, type Press } from '@/lib/console/intent';
import type { Listener } from '@/lib/console/listener';
import { readSnapshot } from '@/lib/console/read';
import type { Recognition } from '@/lib/console/recognition';
import { findAgain, isStill, replay } from '@/lib/console/replay';
import { removeStraySpaces } from '@/lib/console/setup';
import { closestAcross } from '@/lib/console/tree';
import { couldAsk, judge, unchecked } from '@/lib/guards';
import { grantedIn } from '@/lib/guards/people';
import type { Clock } from '@/lib/model/clock';
import type { Intent } from '@/lib/model/console';
import type { KnownInvitees } from '@/lib/model/invitation';
import type { Known } from '@/lib/model/known';
import type { Decision } from '@/lib/model/ledger';
import type { KnownPeople } from '@/lib/model/plan';
import { atOnce, inSlices } from '@/lib/model/slices';
import type { Assignment, Snapshot } from '@/lib/model/snapshot';
import { type Text, text } from '@/lib/model/text';
import type { Case, Verdict } from '@/lib/model/verdict';
import type { BackgroundClient } from './background-client';

interface Surroundings {
  /** What is recognised at the moment; teaching changes it. */
  current(): Recognition;
  readonly listener: Listener;
  readonly overlay: Overlay;
  readonly background: BackgroundClient;
  readonly clock: Clock;
  /** Told of every press that was made, as it was judged. */
  readonly onMade?: (press: Press, judged: Snapshot | null) => void;
  /** Told of a message to Admin B that a person wants to send. */
  onMessage(text: string): void;
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

/** How long after a deletion was asked about the console may ask about it too, in milliseconds. */
const CONFIRMATION = 60_000;
/** Of so many people at once can be said that none of them is the original user. */
const MOST_NAMED = 200;

/** How long a person is kept waiting for what is known of those who are to be granted access, in milliseconds. */
const ASKING_PATIENCE = 800;

/** How often a press is judged anew, on a page that changes each time, before it is dropped. */
const ROUNDS = 20;

/** Holds presses one at a time: while one is being judged, whatever else is pressed is dropped. */
export function createGatekeeper(surroundings: Surroundings): Gatekeeper {
  const { current, listener, overlay, background, clock, onMessage } = surroundings;
  let busy = false;
  /** The held press is being made, or was: whatever fails from then on, it is not made again. */
  let isMade = false;
  /** The last deletion that was let through. */
  let answered: { readonly press: Press; readonly at: number } | null = null;

  async function decide(press: Press): Promise<void> {
    const known = await background.freshKnown();
    // What the person has said of this control may have come only now, with the page's first answer.
    if (!press.isUnread && isLeftToItself(press.control, current())) {
      return makeAsItIs(press, { ...current(), exceptions: [] });
    }
    let notice: Text | null = null;
    for (let round = 0; round < ROUNDS; round += 1) {
      const snapshot = await look(press);
      const people = await askAbout(press, snapshot);
      const invitees = await askAboutInvitees(snapshot);
      const verdict = verdictOn(press, snapshot, known, { people, invitees });
      const goesOn =
        verdict.kind === 'pass'
          ? await noteUnasked(press, snapshot)
          : await askSomehow(press, verdict, snapshot, notice);
      if (!goesOn) return;
      // Storing took a moment, in which the page may have become another one.
      const outcome = await release(press, snapshot);
      if (outcome !== 'made') await takeBack(press, snapshot);
      // What was not asked about and is gone needs no words: the page has moved on.
      if (outcome === 'made' || (outcome === 'gone' && verdict.kind === 'pass')) return;
      notice = text(`question.${outcome}`);
    }
  }

  async function noteUnasked({ intent }: Press, snapshot: Snapshot | null): Promise<true> {
    const granting = grantingBy(intent, snapshot);
    await background.send({ kind: 'let-through', intent, granting }, STORING_PATIENCE);
    return true;
  }

  /** Nobody is to look out for what becomes of a grant that was not made. */
  async function takeBack({ intent }: Press, snapshot: Snapshot | null): Promise<void> {
    const people = grantingBy(intent, snapshot)?.map(({ email }) => email) ?? [];
    if (people.length > 0) await background.send({ kind: 'not-made', people }, STORING_PATIENCE);
  }

  /** What is known of those whom the press would grant access; `null` when nobody says. */
  async function askAbout(press: Press, snapshot: Snapshot | null): Promise<KnownPeople | null> {
    const people = press.intent === 'grant' && snapshot !== null ? grantedIn(snapshot) : [];
    if (people.length === 0) return null;
    const reply = await background.send({ kind: 'people-known', people }, ASKING_PATIENCE);
    return reply?.kind === 'people-known' ? reply.about : null;
  }

  /** What is known of those whom an open invitation is for; `null` where none is, and when nobody says. */
  async function askAboutInvitees(snapshot: Snapshot | null): Promise<KnownInvitees | null> {
    const invited = snapshot?.invitation?.people ?? [];
    if (invited.length === 0) return null;
    const people = invited.flatMap(({ email }) => email ?? []);
    const reply = await background.send({ kind: 'invitees', people }, ASKING_PATIENCE);
    return reply?.kind === 'invitees' ? reply.about : null;
  }

  /**
   * Presses what is none of ours after all, if it is still what was asked about.
   *
   * @param asked by what it was recognised then, as it is not any more
   */
  function makeAsItIs(press: Press, asked: Recognition): void {
    const control = atOnce(findAgain(press, document, asked));
    if (control !== null) make({ ...press, control });
  }

  function make(press: Press): void {
    isMade = true;
    if (press.intent === 'delete-user') answered = { press, at: performance.now() };
    replay(press, listener);
  }

  /** The console's own question after a deletion that the person was asked about here: once is enough. */
  function isConfirmation(press: Press): boolean {
    if (answered === null || performance.now() - answered.at > CONFIRMATION) return false;
    return isSamePress(press, answered.press) && closestAcross(press.control, DIALOG) !== null;
  }

  /** What could not be judged to the end is asked about all the same, by what is certain: that it was pressed. */
  async function decideUnread(press: Press, error: unknown): Promise<void> {
    console.error('Guardrails could not check a press.', error);
    if (!isMade) await decide({ ...press, isUnread: true });
  }

  /** Asks; where that fails, says that the press could not be checked. Nothing has been pressed until then. */
  async function askSomehow(
    press: Press,
    verdict: AskVerdict,
    snapshot: Snapshot | null,
    notice: Text | null,
  ): Promise<boolean> {
    try {
      return await ask(press, verdict, snapshot, notice);
    } catch (error) {
      console.error('Guardrails could not ask what it wanted to.', error);
      return ask({ ...press, isUnread: true }, unchecked(press.intent), null, notice);
    }
  }

  /** Asks, and stores the answer. Resolves to whether the press is still to be made. */
  async function ask(
    press: Press,
    verdict: AskVerdict,
    snapshot: Snapshot | null,
    notice: Text | null,
  ): Promise<boolean> {
    const asked = current();
    const focusAfter = () => atOnce(findAgain(press, document, current()));
    const misread = press.isUnread ? null : misreadOf(press, asked);
    const answer = await overlay.ask({
      verdict,
      notice,
      misread: misread === null ? null : offerOf(press),
      focusAfter,
    });
    const decision = decisionOf(answer);
    await record(press, verdict, snapshot, decision, 'reason' in answer ? answer.reason : null);
    if (decision === 'misread' && misread !== null) {
      if (offerOf(press) === 'kept') {
        await background.send({ kind: 'unteach', misread }, STORING_PATIENCE);
      }
      makeAsItIs(press, asked);
      return false;
    }
    await followUp(decision, snapshot);
    if (decision === 'trim') removeStraySpaces(document, current().lexicon);
    return decision === 'went-on' || decision === 'trim';
  }

  /** Does what not going on was to do besides, where that takes the background. */
  async function followUp(decision: Decision, snapshot: Snapshot | null): Promise<void> {
    if (decision === 'ask-b') {
      const reply = await background.send({ kind: 'ask-b' });
      if (reply?.kind === 'pass') onMessage(reply.text);
    }
    const selected = snapshot?.selected ?? { coverage: 'unknown' };
    if (decision === 'not-original' && selected.coverage !== 'unknown') {
      const said = { others: selected.value.slice(0, MOST_NAMED) };
      await background.send({ kind: 'original-user', said }, STORING_PATIENCE);
    }
    if (decision === 'no-sync') {
      const said = { dataSync: 'not-started' } as const;
      await background.send({ kind: 'original-user', said }, STORING_PATIENCE);
    }
  }

  /** A button that nobody can tell whose it is looks like others; none of them is left alone for it. */
  function offerOf({ about }: Press): MisreadOffer | null {
    if (background.isOrphaned()) return null;
    return about.kind === 'unclear' ? 'once' : 'kept';
  }

  /** Reads what the press would act on; `null` when the page is such that reading it fails. */
  async function look(press: Press): Promise<Snapshot | null> {
    try {
      return await inSlices(readSnapshot(document, current(), clock.now(), press));
    } catch (error) {
      console.error('Guardrails could not read the page.', error);
      return null;
    }
  }

  function verdictOn(
    press: Press,
    snapshot: Snapshot | null,
    known: Known | null,
    about: Pick<Case, 'people' | 'invitees'>,
  ): Verdict {
    if (snapshot === null || press.isUnread || background.isOrphaned())
      return unchecked(press.intent);
    return judge({ intent: press.intent, snapshot, known, ...about, now: clock.now() });
  }

  async function record(
    press: Press,
    verdict: AskVerdict,
    snapshot: Snapshot | null,
    decision: Decision,
    reason: string | null,
  ): Promise<void> {
    const selected = snapshot?.selected ?? { coverage: 'unknown' };
    const guards = [verdict.lead, ...verdict.parts].map((ask) => ask.guard);
    const isEarly = press.intent === 'grant' && decision === 'went-on' && guards.includes('wait');
    await background.send(
      {
        kind: 'asked',
        intent: press.intent,
        guards,
        decision,
        people: selected.coverage === 'unknown' ? null : selected.value.length,
        reason,
        early: isEarly && selected.coverage !== 'unknown' ? selected.value : [],
        granting: decision === 'went-on' ? grantingBy(press.intent, snapshot) : null,
      },
      STORING_PATIENCE,
    );
  }

  /** Makes the press if it would still do what was judged; else says why it was not made. */
  async function release(
    press: Press,
    judged: Snapshot | null,
  ): Promise<'made' | 'gone' | 'changed'> {
    const before = await inSlices(findAgain(press, document, current()));
    if (before === null) return 'gone';
    const same = { ...press, control: before };
    const now = await look(same);
    if (judged && now && !isSameTarget(judged, now)) return 'changed';
    // Reading took a moment too, in which the page may have drawn the control anew.
    const isSame = same.isUnread ? before.isConnected : isStill(same, current());
    const control = isSame ? before : atOnce(findAgain(same, document, current()));
    if (control === null) return 'gone';
    make({ ...press, control });
    surroundings.onMade?.(press, judged);
    return 'made';
  }

  return {
    worthHolding(press) {
      if (press === null || isConfirmation(press)) return null;
      return couldAsk(press.intent, background.lastKnown(), clock.now()) ? press : null;
    },
    take(press) {
      if (busy) return overlay.recover();
      busy = true;
      isMade = false;
      overlay.markHeld(press.intent);
      decide(press)
        .catch((error: unknown) => decideUnread(press, error))
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

function decisionOf(answer: Answer): Decision {
  if (!answer.go) return answer.besides ?? 'cancelled';
  return 'misread' in answer ? 'misread' : 'went-on';
}

/** Whom a grant gives what, as it was judged; the press is made only if that is still so. */
function grantingBy(intent: Intent, snapshot: Snapshot | null): Assignment[] | null {
  const assignments = snapshot?.assignments ?? { coverage: 'unknown' };
  return intent !== 'grant' || assignments.coverage === 'unknown' ? null : assignments.value;
}

/** Whether a press would still act on the same people and the same choices. */
function isSameTarget(before: Snapshot, after: Snapshot): boolean {
  const target = (snapshot: Snapshot) => {
    const { page, selected, selectsMore, assignments, workspacesOffered, invitation } = snapshot;
    return JSON.stringify([
      ...[page, selected, selectsMore, assignments, workspacesOffered, invitation],
    ]);
  };
  return target(before) === target(after);
}
