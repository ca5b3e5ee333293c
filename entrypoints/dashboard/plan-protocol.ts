import type { ExportFormat } from '@/components/plan/ExportPlan';
import type { ExportWordData } from '@/components/plan/export-words-data';
import type {
  GivenRoster,
  PeoplePage,
  PeopleSource,
  PlanFigures,
  ReadingShare,
  RosterCorrections,
  RosterSummary,
} from '@/components/plan/view';
import type { AccountId } from '@/lib/model/ids';
import type { RosterFault } from '@/lib/plan/roster';
import type { RosterInfo } from '@/lib/store';
import type { TableProblem } from '@/lib/table/read';

// The dashboard and its worker are one program in two threads, from one build: what passes between them needs no schema.

/** What came of reading a roster. */
export type RosterRead =
  | { readonly kind: 'read'; readonly summary: RosterSummary }
  | { readonly kind: 'refused'; readonly problem: TableProblem | { readonly kind: 'unreadable' } }
  /** Something else was wanted meanwhile. */
  | { readonly kind: 'stopped' };

/** What the page asks of the worker, and what each is answered with. */
export interface PlanAsks {
  /** From now on, tell me of this account's plan; `null` for none. */
  watch: { readonly ask: { readonly account: AccountId | null }; readonly answer: null };
  people: {
    readonly ask: {
      readonly source: PeopleSource;
      readonly query: string;
      readonly count: number;
    };
    readonly answer: PeoplePage;
  };
  /** Read this roster, or the one before once more where nothing is given. */
  read: {
    readonly ask: {
      readonly account: AccountId;
      readonly given: GivenRoster | null;
      readonly corrections: RosterCorrections;
    };
    readonly answer: RosterRead;
  };
  /** Forget what was read, and stop reading. */
  forget: { readonly ask: object; readonly answer: null };
  faults: {
    readonly ask: { readonly count: number };
    readonly answer: readonly RosterFault[];
  };
  /** Who would be taken in, as the background takes them. */
  entries: { readonly ask: object; readonly answer: string };
  /** Write down the plan that is watched, or all faults of what was read, in these words. */
  export: {
    readonly ask: { readonly format: ExportFormat; readonly words: ExportWordData };
    readonly answer: string;
  };
  'export-faults': {
    readonly ask: { readonly words: ExportWordData };
    readonly answer: string;
  };
}

/** A question to the worker. */
export type PlanAsk = {
  [K in keyof PlanAsks]: { readonly kind: K } & PlanAsks[K]['ask'];
}[keyof PlanAsks];

/** A question on its way. */
export interface Numbered {
  readonly id: number;
  readonly ask: PlanAsk;
}

/** The plan of an account, and the roster that it is made from; both `null` without a roster. */
export interface WatchedPlan {
  readonly account: AccountId;
  readonly figures: PlanFigures | null;
  readonly roster: RosterInfo | null;
}

/** What the worker says: answers, and news that nobody asked for one by one. */
export type FromWorker =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number }
  | { readonly kind: 'plan'; readonly plan: WatchedPlan }
  | { readonly kind: 'plan-failed'; readonly account: AccountId }
  | { readonly kind: 'progress'; readonly share: ReadingShare };
