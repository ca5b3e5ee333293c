import type { GuideNote } from '@/lib/guide';
import type { GuideId, GuideProgress, GuideStep, Inviting } from '@/lib/model/guide';
import type { Timestamp } from '@/lib/model/ids';

/** Why the control of a step is not pointed at, or what to know where it is. */
export type Pointing =
  /** The step has no control. */
  | 'nothing'
  /** It is being looked for. */
  | 'looking'
  | 'pointed'
  /** It is there, and not in view. */
  | 'out-of-view'
  /** A dialog of the console lies over it. */
  | 'behind'
  | 'not-found'
  /** Whoever is signed in has no Admin Settings, where it would be. */
  | 'no-admin';

/** The guide that runs in this tab. */
export interface RunningGuide {
  readonly progress: GuideProgress;
  readonly note: GuideNote | null;
  readonly pointing: Pointing;
  /** The control can be pointed out by the person. */
  readonly isTeachable: boolean;
  /** The open dialog that invites has something in it, which is to be sent. */
  readonly isFilled: boolean;
  /** The wizard's invitation is by email, one person at a time. */
  readonly isByEmail: boolean;
  /** How many people are selected, or in the dialog that grants. */
  readonly people: number;
  /** Whom to select; `null` where it does not matter. */
  readonly batch: {
    /** The id of the plan's step, for selecting its people. */
    readonly id: string;
    readonly all: number;
    readonly selected: number;
    readonly workspaces: readonly string[] | null;
  } | null;
  /** How many people were seen to get access; `null` where that was before this page. */
  readonly granted: number | null;
  /** What became of the last grant is still to be seen. */
  readonly isChecking: boolean;
}

/** What the dock says of the guides. */
export interface GuideView {
  /** Which guide this console has. */
  readonly guide: GuideId;
  readonly running: RunningGuide | null;
  /** The guide that was left and can be gone on with. */
  readonly left: { readonly progress: GuideProgress; readonly at: Timestamp } | null;
}

/** What a person can do about a guide from the dock. */
export interface GuideActions {
  /** Begins the guide of this console, or goes on with it. */
  guideStart(): void;
  guideLeave(): void;
  /** How the people come to be there. */
  guideChoose(inviting: Inviting): void;
  /** The step is done, or not wanted. */
  guidePass(step: GuideStep): void;
  /** Once more from the end, for others. */
  guideAgain(inviting: Inviting): void;
  /** Scrolls the control of the step into view. */
  guideScroll(): void;
  /** Opens the page on which addresses are checked. */
  guideCheck(): void;
}
