import type { KeyId, PassPreview, Role, StepId } from '@/lib/model/handoff';
import type { Email, HandoffId } from '@/lib/model/ids';
import type { PassProblem } from '@/lib/model/messages';

/** Who this browser is in a handoff, and what the person at it is called. */
export interface Me {
  readonly role: Role;
  readonly name: string | null;
}

/** What a person says of a step: who says so, and how they know; or that there is nothing to do for it. */
export interface Said {
  readonly by: string;
  readonly note: string;
  readonly notNeeded: boolean;
}

/** What a person says of Admin A and the original user; what they do not know is left out. */
export interface SaidOfOriginal {
  readonly isOriginal: boolean | null;
  readonly isSynced: boolean | null;
}

/**
 * What a person can do about handoffs, in the dock and in the dashboard. What is stored resolves once it is: to what is wrong with it as
 * a sentence, or to `null`. All of them reject when the background does not answer.
 */
export interface HandoffActions {
  /** Who the person at this browser usually is: what a pass that is new here begins with. */
  readonly usualRole?: Role | null;
  /** Starts a handoff in which this browser is Admin A's. */
  startHandoff(of: {
    readonly adminB: Email;
    readonly adminA: Email | null;
    readonly name: string | null;
  }): Promise<string | null>;
  changeMe(handoff: HandoffId, me: Me): Promise<string | null>;
  declareStep(handoff: HandoffId, step: StepId, said: Said): Promise<string | null>;
  undoStep(handoff: HandoffId, step: StepId, by: string | null): Promise<string | null>;
  closeHandoff(handoff: HandoffId, outcome: 'finished' | 'abandoned'): Promise<string | null>;
  /** The pass as text; for a file also with who had access, if anybody knows. */
  exportPass(
    handoff: HandoffId,
    withPeople: boolean,
  ): Promise<{ readonly text: string; readonly withPeople: boolean }>;
  /** Hands a text to the browser as a file to be saved. */
  saveFile(name: string, text: string): void;
  /** What a pass would change, or why it is none. Changes nothing. */
  previewPass(text: string, me: Me): Promise<PassPreview | PassProblem>;
  importPass(text: string, me: Me): Promise<PassProblem | null>;
  compareKey(key: KeyId, compared: boolean): Promise<string | null>;
  /** Remembers for the account what a person says of Admin A and the original user. */
  sayOriginal(adminA: Email, said: SaidOfOriginal): Promise<string | null>;
}
