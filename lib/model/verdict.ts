import type { GuardId, Intent } from './console';
import type { Timestamp } from './ids';
import type { KnownInvitees } from './invitation';
import type { Known } from './known';
import type { KnownPeople } from './plan';
import type { SeenUser, Snapshot } from './snapshot';
import type { Text } from './text';

/** How bad it would be: easily mended, costly, or not to be mended at all. In rising order. */
export const SEVERITIES = ['notice', 'caution', 'danger'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Somebody a press is about, as the console names them. */
export type Person = Pick<SeenUser, 'email' | 'name'>;

/** A sentence of ours, or names from the console. */
export type Plain =
  | { readonly kind: 'text'; readonly text: Text }
  | { readonly kind: 'names'; readonly names: readonly string[] };

/** What becomes of somebody: what it was to be or has been, where that matters, and what it is going to be. */
export interface Change extends Person {
  readonly from: Plain | null;
  readonly to: Plain;
}

/** One line of the facts: a label and what is known, with when it was seen if it can be old. */
export interface Fact {
  readonly label: Text;
  readonly value:
    | Plain
    | { readonly kind: 'people'; readonly people: readonly Person[] }
    /** Several sentences of ours, one below the other. */
    | { readonly kind: 'texts'; readonly texts: readonly Text[] }
    | {
        readonly kind: 'changes';
        /** One word for each side, such as "planned" and "chosen". */
        readonly from: Text;
        readonly to: Text;
        readonly changes: readonly Change[];
      };
  readonly seenAt?: Timestamp;
  /** Where it can be read up. */
  readonly link?: { readonly href: string; readonly label: Text };
}

/** What the person must do to go on, besides pressing its button; the bigger the damage, the more deliberate. */
export type Gesture =
  | { readonly kind: 'type'; readonly expected: string; readonly prompt: Text }
  /** To tick that something nobody has chosen is right. */
  | { readonly kind: 'choose'; readonly prompt: Text }
  | { readonly kind: 'reason'; readonly prompt: Text; readonly hint: Text };

/** What *not going on* may do besides; the values of `data-then`. */
export type Besides = 'remind' | 'trim' | 'ask-b' | 'not-original' | 'no-sync';

/**
 * A way out of the question other than going on. The first one is the main action and has the focus, unless Enter
 * is enough to go on.
 */
export interface Alternative {
  readonly besides: Besides | null;
  readonly label: Text;
}

/** What one guard has to say about a press. */
export interface Ask {
  readonly guard: GuardId;
  readonly severity: Severity;
  /** The consequence, at most twelve words, with the number in it. */
  readonly headline: Text;
  readonly facts: readonly Fact[];
  /** One line on what undoing it takes. */
  readonly undo: Text;
  /** Several may be needed; where there are none, pressing the button is enough. */
  readonly gestures: readonly Gesture[];
  /** Nothing speaks against it: going on is the main action and has the focus, so that Enter does it. */
  readonly enterIsEnough?: boolean;
  readonly proceed: Text;
  readonly alternatives: readonly [Alternative, ...Alternative[]];
}

/** What the guards together make of a press. The severest leads, the others stand below it. */
export type Verdict =
  | { readonly kind: 'pass' }
  | {
      readonly kind: 'ask';
      readonly lead: Ask;
      readonly parts: readonly Ask[];
      /** All that going on takes, besides pressing its button. */
      readonly gestures: readonly Gesture[];
      /** Going on is the main action and has the focus: none of the guards speaks against it. */
      readonly enterIsEnough: boolean;
    };

/** All that a guard may look at. `known` is `null` when the background has not answered. */
export interface Case {
  readonly intent: Intent;
  readonly snapshot: Snapshot;
  readonly known: Known | null;
  /** What is known of those who are about to be granted access; `null` without an answer, and for other intents. */
  readonly people: KnownPeople | null;
  /** What is known of those who are about to be invited; missing or `null` as with `people`. */
  readonly invitees?: KnownInvitees | null;
  readonly now: Timestamp;
}

/** A pure function from a press to what there is to say about it, and the presses it cares for. */
export interface Guard {
  readonly id: GuardId;
  /**
   * Whether this press could be questioned, judged from the cached `known` alone and before the page is
   * read. Errs towards `true`: what it rules out is not held at all.
   */
  couldAsk(intent: Intent, known: Known | null, now: Timestamp): boolean;
  /** What there is to ask, or `null` to let the press through. */
  judge(press: Case): Ask | null;
}
