import type { Whereabouts } from '@/lib/access/pages';
import type { SelectTrouble } from '@/lib/console/select';
import type { Guarded, PageKind } from '@/lib/model/console';
import type { Email } from '@/lib/model/ids';
import type { Known } from '@/lib/model/known';
import type { Place, TaughtIntent } from '@/lib/model/profile';
import type { Connection, Missing, SeenUser } from '@/lib/model/snapshot';
import type { GuideActions, GuideView } from './guide/view';
import type { DockHandoffActions } from './handoff/actions';

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

/**
 * Where somebody of the plan's next step is by now: selected in what is shown, selected before on another page of
 * the table, shown and not selected, or not shown.
 */
export type SelectState = 'selected' | 'elsewhere' | 'here' | 'away';

/** What the plan says to do next under User Access. */
export interface PlanStepView {
  /** The same for the same people. */
  readonly id: string;
  readonly kind: 'disconnect' | 'grant';
  /** Which workspaces to choose; `null` where the roster does not say, or where they are disconnected. */
  readonly workspaces: readonly string[] | null;
  readonly people: readonly {
    readonly email: Email;
    readonly name: string | null;
    readonly state: SelectState;
  }[];
  /** Where those may be who are not shown; `null` until it is known. */
  readonly whereabouts: Whereabouts | null;
  /** Who is selected besides them, as far as it can be seen. */
  readonly strangers: readonly Email[];
  /** How many the console counts as selected who can neither be seen nor were selected from here. */
  readonly more: number;
}

/** What selecting people came to, to be said once. */
export interface SelectedView {
  readonly step: string;
  readonly trouble: SelectTrouble | null;
  readonly notTicked: readonly Email[];
  readonly takenBack: readonly Email[];
}

/** What the dock says of the plan. */
export interface BatchView {
  /** The steps that can be done now, the one to do first in front. */
  readonly steps: readonly PlanStepView[];
  /** How many people of the step with this id are selected by now, while they are being selected. */
  readonly working: { readonly step: string; readonly done: number; readonly of: number } | null;
  readonly selected: SelectedView | null;
  /** The step that was seen done last, in this page's life. */
  readonly done: (Pick<PlanStepView, 'kind' | 'workspaces'> & { readonly people: number }) | null;
  /** Nothing of the plan is left, and this page saw the last of it being done. */
  readonly isFinished: boolean;
}

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
  /** The console has a dialog open, which the dock must not lie over. */
  readonly hasDialog: boolean;
  /** What is left of the plan on this page; `null` where there is nothing to say of it. */
  readonly batch: BatchView | null;
  readonly guide: GuideView;
  /** What people who were seen here are called. */
  readonly names: ReadonlyMap<Email, string>;
  /** What Admin A wants to send to Admin B before disconnecting, with the pass in it; `null` when nothing. */
  readonly message: string | null;
  /** Milliseconds since the epoch; the dock draws again when it changes. */
  readonly now: number;
}

/** Why a time does not start a wait: it is none or still to come, a wait was seen starting, or nobody answered. */
export type DeclareTrouble = 'still-to-come' | 'refused' | 'silent';

/** What a person can do from the dock. Each resolves when the background has stored it. */
export interface DockActions extends DockHandoffActions, GuideActions {
  /** Takes `hh:mm` of today for when they connected; resolves to what is wrong with it, `null` when it is stored. */
  declareConnect(time: string): Promise<DeclareTrouble | null>;
  /** Nothing came of the connect press. */
  forgetConnect(): Promise<void>;
  /** The message to Admin B has been sent, or is not wanted any more. */
  forgetMessage(): void;
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
  /** Selects the people of a step of the plan, and nobody else, in what the page shows of its table. */
  selectStep(step: string): void;
  stopSelecting(): void;
  /** The person has seen that these people's access is not what was chosen for them. Resolves to whether it is stored. */
  differencesSeen(people: readonly Email[]): Promise<boolean>;
  /** The person has understood that there are no workspaces here. */
  workspacesUnderstood(): Promise<void>;
}
