import type { Handoff, HandoffEvent, Step, StepId } from '@/lib/model/handoff';
import type { Timestamp } from '@/lib/model/ids';
import type { Connection, SeenUser, Snapshot } from '@/lib/model/snapshot';
import { openSteps } from './handoff';
import { canSee } from './steps';

/** The connection as it was last seen for certain on a Set Up page, and when. */
export interface ConnectionSight {
  readonly connection: Connection;
  readonly at: Timestamp;
}

/** One sight of the console, and what was known when it came. */
export interface Look {
  readonly snapshot: Snapshot;
  /** The last certain sight of the connection before this one. */
  readonly previous: ConnectionSight | null;
  /** Whether Admin B was last known to have access. */
  readonly hadAccess: boolean;
  /** Whether the page can know what has happened since a moment; one that was left open may just be stale. */
  canKnow(since: Timestamp): boolean;
}

/** A finding of this browser as it goes into an event. */
export type Finding =
  | (Pick<Extract<HandoffEvent, { kind: 'step-done' }>, 'kind' | 'step' | 'notNeeded'> & {
      readonly source: 'observed';
    })
  | (Pick<Extract<HandoffEvent, { kind: 'step-undone' }>, 'kind' | 'step'> & {
      readonly source: 'observed';
    });

/** What a sight says about the steps: done for certain, nothing to do for certain, or not done for certain. */
interface Findings {
  readonly done?: readonly StepId[];
  readonly notNeeded?: readonly StepId[];
  readonly undone?: readonly StepId[];
}

const NOTHING: Findings = {};

/** Whether two Munchkin IDs are both known and not the same. */
export function contradicts(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a.toLowerCase() !== b.toLowerCase();
}

function together(...parts: readonly Findings[]): Findings {
  return {
    done: parts.flatMap(({ done }) => done ?? []),
    notNeeded: parts.flatMap(({ notNeeded }) => notNeeded ?? []),
    undone: parts.flatMap(({ undone }) => undone ?? []),
  };
}

function proofAt(handoff: Handoff, id: StepId): Timestamp | null {
  return handoff.steps.find((step) => step.id === id)?.proof?.at ?? null;
}

/** Somebody's row on a page that lists users, and whether the page would show it. */
function rowOf(snapshot: Snapshot, email: string): SeenUser | 'absent' | null {
  const { page, users } = snapshot;
  if (page !== 'user-access' && page !== 'user-management') return null;
  if (users.coverage === 'unknown') return null;
  const row = users.value.find((user) => user.email === email);
  if (row !== undefined) return row;
  const isAll = users.coverage === 'whole' && users.value.length >= (snapshot.total ?? 1);
  return isAll && page === 'user-management' ? 'absent' : null;
}

/** Whether somebody is invited and an Admin, as their row says. */
function seenOfAdmin(row: ReturnType<typeof rowOf>): Findings {
  if (row === null) return NOTHING;
  if (row === 'absent' || row.role === 'user') return { undone: ['b-admin'] };
  return row.role === 'admin' ? { done: ['b-admin'] } : NOTHING;
}

/**
 * What A's tables say of B's access. That B is *connected* there proves nothing, not even that B has access: it may
 * be B's own connection.
 */
function seenOfAccess({ snapshot, hadAccess }: Look, row: ReturnType<typeof rowOf>): Findings {
  if (snapshot.page !== 'user-access' || row === null || row === 'absent') return NOTHING;
  if (row.access !== 'not-connected') return NOTHING;
  return hadAccess ? { done: ['remove-access'] } : { notNeeded: ['remove-access'] };
}

/** What A's console can show: B's row, and A's own connection coming to its end. */
function seenByA(handoff: Handoff, look: Look): Findings {
  const { snapshot, previous } = look;
  const row = rowOf(snapshot, handoff.adminB);
  if (row !== null) return together(seenOfAdmin(row), seenOfAccess(look, row));
  if (snapshot.page !== 'marketo-setup') return NOTHING;
  // An owner still, or again: what was seen or said of A's disconnecting does not hold.
  if (snapshot.connection === 'owner') return { undone: ['a-disconnects'] };
  const owned = previous?.connection === 'owner' && previous.at >= handoff.startedAt;
  const letGo = snapshot.connection === 'free' || snapshot.connection === 'granted';
  return owned && letGo ? { done: ['a-disconnects'] } : NOTHING;
}

/** What goes with B's connection when it is gone. */
const OF_THE_CONNECTION = ['b-connects', 'b-owner', 'wait'] as const satisfies readonly StepId[];

/** What B's Set Up says of B's access: whoever may press Connect has none (CONSOLE.md rule 5). */
function seenOnSetUp(handoff: Handoff, { snapshot, previous, canKnow }: Look): Findings {
  const gone = OF_THE_CONNECTION.filter((step) => {
    const at = proofAt(handoff, step);
    return at !== null && canKnow(at);
  });
  switch (snapshot.connection) {
    case 'owner':
      return { done: ['b-admin', 'remove-access', 'b-connects', 'b-owner'] };
    case 'free': {
      const had = previous?.connection === 'granted' && previous.at >= handoff.startedAt;
      const access = had ? { done: ['remove-access'] as const } : NOTHING;
      return together(access, { done: ['b-admin'], notNeeded: ['remove-access'], undone: gone });
    }
    case 'granted': {
      const at = proofAt(handoff, 'remove-access');
      // A page that B has not reloaded since A removed the access shows the same.
      return { undone: at !== null && canKnow(at) ? ['remove-access', ...gone] : gone };
    }
    case 'unknown':
      return NOTHING;
  }
}

/** What B's console can show: B's own row and connection, and in the end that A is not there any more. */
function seenByB(handoff: Handoff, look: Look): Findings {
  const { snapshot } = look;
  if (snapshot.page === 'marketo-setup') return seenOnSetUp(handoff, look);
  const hasLetGo = proofAt(handoff, 'a-disconnects') !== null;
  const a = handoff.adminA === null ? null : rowOf(snapshot, handoff.adminA);
  const removed: Findings = hasLetGo && a === 'absent' ? { done: ['a-removed'] } : NOTHING;
  return together(seenOfAdmin(rowOf(snapshot, handoff.adminB)), removed);
}

/** What this browser's console shows, by its role. The lead watches and proves nothing. */
function findings(handoff: Handoff, look: Look): Findings {
  if (handoff.role === 'a') return seenByA(handoff, look);
  return handoff.role === 'b' ? seenByB(handoff, look) : NOTHING;
}

/** What of the findings this role can see, and is not known yet. */
function news(handoff: Handoff, { done = [], notNeeded = [], undone = [] }: Findings): Finding[] {
  const mine = (step: StepId) => canSee(handoff.role, step);
  const steps = new Map(handoff.steps.map((step) => [step.id, step]));
  // Something that a person only said is worth replacing by what is seen here.
  const isOpen = (step: Step | undefined) =>
    step === undefined || step.proof === null || step.contradicted !== null || isSaid(step);
  const source = 'observed' as const;
  const found = new Map<StepId, boolean>();
  for (const step of done) found.set(step, false);
  for (const step of notNeeded) if (!found.has(step)) found.set(step, true);
  return [
    ...[...found]
      .filter(([step]) => mine(step) && isOpen(steps.get(step)))
      .map(([step, isIdle]) => ({
        kind: 'step-done' as const,
        step,
        source,
        notNeeded: isIdle,
      })),
    ...undone
      .filter((step) => mine(step) && (steps.get(step)?.proof ?? null) !== null)
      .map((step) => ({ kind: 'step-undone' as const, step, source })),
  ];
}

function isSaid({ proof }: Step): boolean {
  return proof !== null && proof.by !== null;
}

/**
 * What one sight of the console proves and is not known yet. A's browser never takes B's ownership from A's own
 * console, whatever B's row says. What a console contradicts it also takes back: were B's connection lost again, A
 * must not disconnect on the strength of it.
 *
 * @param handoff as it stands; a closed one is never added to
 */
export function observe(handoff: Handoff, look: Look): Finding[] {
  if (handoff.outcome !== 'open') return [];
  if (contradicts(handoff.munchkinId, look.snapshot.munchkinId)) return [];
  return news(handoff, findings(handoff, look));
}

/** What is known beside what a page shows. */
export interface Circumstances {
  /** The wait of B's connect is over, as this browser has counted. */
  readonly isWaitOver: boolean;
  /** Whether everybody who had access at the start has it since B became the owner. */
  readonly others: 'kept' | 'lost' | 'unknown';
}

/**
 * What follows from what this browser has counted and compared, and is not known yet: the end of the wait, and that
 * the others have kept their access. Nothing follows before B owns the connection, or once A has disconnected.
 *
 * @param handoff as it stands; a closed one is never added to
 */
export function conclude(handoff: Handoff, { isWaitOver, others }: Circumstances): Finding[] {
  if (handoff.outcome !== 'open') return [];
  const open = openSteps(handoff);
  if (open.includes('b-owner') || !open.includes('a-disconnects')) return [];
  return news(handoff, {
    done: [...(isWaitOver ? WAIT : []), ...(others === 'kept' ? OTHERS : [])],
    undone: others === 'lost' ? OTHERS : [],
  });
}

const WAIT: readonly StepId[] = ['wait'];
const OTHERS: readonly StepId[] = ['others-keep'];

/**
 * What B's row of a moment ago proves, where a handoff is started on the page that shows it. Nothing more: what was
 * not so then is not worth a word yet.
 */
export function recall(handoff: Handoff, row: Pick<SeenUser, 'role' | 'access'>): Finding[] {
  return news(handoff, {
    done: row.role === 'admin' ? ['b-admin'] : [],
    notNeeded: row.access === 'not-connected' ? ['remove-access'] : [],
  });
}
