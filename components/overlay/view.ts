import type { Guarded, PageKind } from '@/lib/model/console';
import type { Role, StepId } from '@/lib/model/handoff';
import type { HandoffId } from '@/lib/model/ids';
import type { Known } from '@/lib/model/known';
import type { PassProblem } from '@/lib/model/messages';
import type { Connection, SeenUser } from '@/lib/model/snapshot';

/** Everything the dock draws, as plain data. It draws nothing else and remembers only what is folded open. */
export interface DockView {
  readonly page: PageKind;
  readonly guarded: Guarded;
  readonly connection: Connection;
  /** `null` while the background has not answered. */
  readonly known: Known | null;
  /** The extension was updated or removed under this tab: only a reload helps. */
  readonly orphaned: boolean;
  /** Admins that were seen, offered as Admin B. */
  readonly admins: readonly Pick<SeenUser, 'email' | 'name'>[];
  /** Milliseconds since the epoch; the dock draws again when it changes. */
  readonly now: number;
}

/** What a person can do from the dock. Each resolves when the background has stored it. */
export interface DockActions {
  /** Starts a handoff to this address. Resolves to false when it is not an email address. */
  startHandoff(adminB: string): Promise<boolean>;
  declareStep(handoff: HandoffId, step: StepId, by: string): Promise<void>;
  undoStep(handoff: HandoffId, step: StepId): Promise<void>;
  closeHandoff(handoff: HandoffId, outcome: 'finished' | 'abandoned'): Promise<void>;
  /** The pass as text, or `null` when the background did not answer. */
  exportPass(handoff: HandoffId): Promise<string | null>;
  /**
   * Takes a pass in; resolves to why it was refused, `null` when it was taken. Rejects when the background does
   * not answer.
   */
  importPass(text: string, role: Role): Promise<PassProblem | null>;
}
