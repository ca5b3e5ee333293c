import type { Assignment, Snapshot } from '@/lib/model/snapshot';
import { counted, text } from '@/lib/model/text';
import type { Ask, Fact, Gesture, Guard } from '@/lib/model/verdict';
import { gesturesForPeople, MANY, withNames } from './people';

/**
 * Holds the final press of a grant: a workspace can be assigned once, and none chosen means Default
 * (CONSOLE.md rules 3 and 4).
 */
export const workspaceLockGuard: Guard = {
  id: 'workspace-lock',

  couldAsk: (intent) => intent === 'grant',

  judge({ intent, snapshot }) {
    if (intent !== 'grant') return null;
    if (snapshot.workspacesOffered === 'no') return withoutWorkspaces(snapshot);
    const groups =
      snapshot.assignments.coverage === 'unknown'
        ? null
        : groupByChoice(snapshot.assignments.value);
    return {
      guard: 'workspace-lock',
      severity: 'danger',
      headline: headline(groups, snapshot.selectsMore),
      facts: [whoFact(snapshot), ...choiceFacts(groups), howFact(snapshot, groups)],
      undo: text('guard.lock.undo'),
      gestures: gestures(snapshot),
      proceed: proceed(groups),
      alternatives: [{ besides: null, label: text('guard.lock.back') }],
    };
  },
};

/** People who get the same workspaces. An empty list of names means Default, by omission. */
interface ChoiceGroup {
  readonly workspaces: readonly string[];
  readonly emails: readonly string[];
}

function groupByChoice(assignments: readonly Assignment[]): ChoiceGroup[] {
  const groups = new Map<string, { workspaces: string[]; emails: string[] }>();
  for (const { email, workspaces } of assignments) {
    const sorted = workspaces.toSorted();
    const key = JSON.stringify(sorted);
    const group = groups.get(key) ?? { workspaces: sorted, emails: [] };
    group.emails.push(email);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function headline(groups: readonly ChoiceGroup[] | null, selectsMore: boolean): Ask['headline'] {
  if (groups === null) return text('guard.lock.headline.unread');
  const people = countPeople(groups);
  if (selectsMore) return counted('guard.lock.headline.more', people);
  const only = groups.length === 1 ? groups[0] : undefined;
  if (!only) return counted('guard.lock.headline.several', people, { groups: groups.length });
  if (only.workspaces.length === 0) return counted('guard.lock.headline.default', people);
  return counted('guard.lock.headline.chosen', people, { workspaces: only.workspaces.join(', ') });
}

function whoFact(snapshot: Snapshot): Fact {
  const label = text('fact.who');
  if (snapshot.selected.coverage === 'unknown') {
    return { label, value: { kind: 'text', text: text('guard.unread.who') } };
  }
  return { label, value: { kind: 'people', people: withNames(snapshot, snapshot.selected.value) } };
}

function choiceFacts(groups: readonly ChoiceGroup[] | null): Fact[] {
  const label = text('fact.workspaces');
  if (groups === null) return [{ label, value: { kind: 'text', text: text('guard.lock.unread') } }];
  return groups.map((group) => ({
    label: groups.length === 1 ? label : counted('fact.workspacesFor', group.emails.length),
    value:
      group.workspaces.length === 0
        ? { kind: 'text', text: text('guard.lock.default') }
        : { kind: 'names', names: group.workspaces },
  }));
}

function howFact(snapshot: Snapshot, groups: readonly ChoiceGroup[] | null): Fact {
  const key =
    groups === null
      ? 'guard.lock.how.unread'
      : snapshot.selectsMore
        ? 'guard.more'
        : snapshot.selected.coverage === 'partial'
          ? 'guard.lock.how.partial'
          : groups.some((group) => group.workspaces.length === 0)
            ? 'guard.lock.how.none'
            : 'guard.lock.how.chosen';
  return { label: text('fact.how'), value: { kind: 'text', text: text(key) } };
}

function gestures(snapshot: Snapshot): Gesture[] {
  if (snapshot.selected.coverage === 'unknown') return [];
  return gesturesForPeople(snapshot, snapshot.selected.value.length, MANY + 1);
}

function proceed(groups: readonly ChoiceGroup[] | null): Ask['proceed'] {
  if (groups === null) return text('guard.lock.proceed.unread');
  const people = countPeople(groups);
  const byOmission = groups.length === 1 && groups[0]?.workspaces.length === 0;
  return counted(byOmission ? 'guard.lock.proceed.default' : 'guard.lock.proceed.chosen', people);
}

function countPeople(groups: readonly ChoiceGroup[]): number {
  return groups.reduce((sum, group) => sum + group.emails.length, 0);
}

/** Without workspaces nothing gets locked; the question only remains when it is unclear who is granted. */
function withoutWorkspaces(snapshot: Snapshot): Ask | null {
  if (snapshot.selected.coverage !== 'unknown') return null;
  return {
    guard: 'workspace-lock',
    severity: 'notice',
    headline: text('guard.lock.headline.unread'),
    facts: [whoFact(snapshot)],
    undo: text('guard.lock.undoWithoutWorkspaces'),
    gestures: [],
    proceed: text('guard.lock.proceed.unread'),
    alternatives: [{ besides: null, label: text('guard.lock.back') }],
  };
}
