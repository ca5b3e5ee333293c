import type { Guarded, PageKind } from '@/lib/model/console';
import type { Role, StepId } from '@/lib/model/handoff';
import type { HandoffId } from '@/lib/model/ids';
import type { Known } from '@/lib/model/known';
import type { PassProblem } from '@/lib/model/messages';
import type { Place, TaughtIntent } from '@/lib/model/profile';
import type { Connection, Missing, SeenUser } from '@/lib/model/snapshot';

/** Where a person is in pointing out a control that was not recognised. */
export type TeachView =
  | { readonly step: 'idle'; readonly remembered: boolean }
  /** The next press points something out, and is not made. */
  | { readonly step: 'pointing' }
  /** That was no control that could be told from others, or it was in a document of its own. */
  | { readonly step: 'nothing'; readonly isInside: boolean }
  /** That one is recognised already. */
  | { readonly step: 'known'; readonly intent: TaughtIntent }
  | {
      readonly step: 'found';
      /** What it is called, `null` when it has no words. */
      readonly label: string | null;
      readonly place: Place;
      /** What it can be for. */
      readonly choices: readonly TaughtIntent[];
      readonly chosen: TaughtIntent | null;
      /** How many controls would then be recognised that are not now; they are framed. */
      readonly count: number;
    };

/** A frame around something in the page, in CSS pixels of the window. */
export type Frame = Pick<DOMRect, 'left' | 'top' | 'width' | 'height'>;

/** Everything the dock draws, as plain data. It draws nothing else and remembers only what is folded open. */
export interface DockView {
  readonly page: PageKind;
  readonly guarded: Guarded;
  readonly connection: Connection;
  /** What this page should show and was not found. */
  readonly missing: readonly Missing[];
  readonly leftAlone: number;
  /** What the selected tab is called, where it is not known which one it is. */
  readonly tab: string | null;
  readonly teach: TeachView;
  /** While something is being taught: a modal dialog of the page lies over everything, and only it can be pressed. */
  readonly covered: boolean;
  /** `null` while the background has not answered. */
  readonly known: Known | null;
  /** The extension was updated or removed under this tab: only a reload helps. */
  readonly orphaned: boolean;
  /** Admins that were seen, offered as Admin B. */
  readonly admins: readonly Pick<SeenUser, 'email' | 'name'>[];
  /** Milliseconds since the epoch; the dock draws again when it changes. */
  readonly now: number;
}

/** Why a time does not start a wait: it is none or still to come, a wait was seen starting, or nobody answered. */
export type DeclareTrouble = 'still-to-come' | 'refused' | 'silent';

/** What a person can do from the dock. Each resolves when the background has stored it. */
export interface DockActions {
  /** Takes `hh:mm` of today for when they connected; resolves to what is wrong with it, `null` when it is stored. */
  declareConnect(time: string): Promise<DeclareTrouble | null>;
  /** Nothing came of the connect press. */
  forgetConnect(): Promise<void>;
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
  /** Lets the person point at a control; their next press is not made. */
  teachPoint(): void;
  teachStop(): void;
  /** They pressed on an embedded document, into which nobody can point. */
  teachInside(): void;
  /** Says what the control is for. */
  teachChoose(intent: TaughtIntent): void;
  teachRemember(): Promise<void>;
  /** Says which page the selected tab shows. Resolves to whether it was taken. */
  teachTab(page: 'set-up' | 'user-access'): Promise<boolean>;
}
