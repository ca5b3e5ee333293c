import type { BatchView, PlanStepView, SelectedView, SelectState } from '@/components/overlay/view';
import { type KnownTable, sampleOf, type Whereabouts, whereaboutsOf } from '@/lib/access/pages';
import type { Listener } from '@/lib/console/listener';
import type { Recognition } from '@/lib/console/recognition';
import { pressOnce } from '@/lib/console/replay';
import { readShownPart, type ShownPart, selectPeople } from '@/lib/console/select';
import type { Clock } from '@/lib/model/clock';
import type { Email } from '@/lib/model/ids';
import type { Known } from '@/lib/model/known';
import type { PlanSummary, Workspaces } from '@/lib/model/plan';
import { inSlices } from '@/lib/model/slices';
import type { SeenUser, Snapshot } from '@/lib/model/snapshot';
import type { BackgroundClient } from './background-client';

interface Surroundings {
  /** What is recognised at the moment; teaching changes it. */
  current(): Recognition;
  readonly listener: Listener;
  readonly background: BackgroundClient;
  readonly clock: Clock;
  /** Something is to be drawn anew. */
  onChange(): void;
}

/** Keeps track of the plan's next steps in this page, and selects their people when a person says so. */
export interface BatchKeeper {
  /** Takes in what was read from the page. */
  note(snapshot: Snapshot): void;
  /** Takes in what is known of the plan by now. */
  follow(known: Known | null): void;
  /** What the dock says of the plan; `null` without one. */
  view(snapshot: Snapshot, known: Known | null): BatchView | null;
  /** What the people who were seen in this page are called. */
  names(): ReadonlyMap<Email, string>;
  /** Selects the people of this step. Only ever for a press that a person has made in our UI. */
  select(step: string): void;
  stop(): void;
}

/** A step of the plan, before anything is said of where its people are. */
interface Step {
  readonly id: string;
  readonly kind: 'disconnect' | 'grant';
  readonly workspaces: Workspaces | null;
  readonly people: readonly Email[];
}

/** Keeps the plan's next steps. */
export function createBatchKeeper(surroundings: Surroundings): BatchKeeper {
  const { current, listener, background, clock, onChange } = surroundings;
  const names = new Map<Email, string>();
  /** Who was seen under User Access in this page's life, and how. */
  const seen = new Map<Email, SeenUser>();
  /** Who was selected when they were last shown. */
  const selected = new Set<Email>();
  const whereabouts = new Map<string, Whereabouts>();
  let steps: readonly Step[] = [];
  /** User Access is shown. */
  let isHere = false;
  let isOpen = false;
  let isFinished = false;
  let done: BatchView['done'] = null;
  let outcome: SelectedView | null = null;
  let working: BatchView['working'] = null;
  let stopping = new AbortController();
  /** When what was selected from here was all selected: what was read before that is old. */
  let selectedAt = 0;
  let more = 0;
  let table: KnownTable = { size: null, order: null };
  let looked = '';

  function note(snapshot: Snapshot): void {
    if (snapshot.users.coverage !== 'unknown') {
      for (const user of snapshot.users.value) {
        if (user.name) names.set(user.email, user.name);
        if (snapshot.page === 'user-access') seen.set(user.email, user);
      }
    }
    isHere = snapshot.page === 'user-access';
    if (!isHere) return;
    noteSelected(snapshot);
    void lookAround();
  }

  /** Of those who are shown the page says whether they are selected; the others are as they were. */
  function noteSelected({ at, users, selected: now }: Snapshot): void {
    if (users.coverage === 'unknown' || working !== null || at < selectedAt) return;
    const isSelected = new Set(now.coverage === 'unknown' ? [] : now.value);
    for (const { email } of users.value) {
      if (isSelected.has(email)) selected.add(email);
      else selected.delete(email);
    }
  }

  /** A step that is not there any more, and whose people were seen as it wants them, is done. */
  function follow(known: Known | null): void {
    const plan = known?.plan ?? null;
    const now = plan === null ? [] : stepsOf(plan);
    for (const before of steps) {
      if (now.some(({ id }) => id === before.id)) continue;
      const people = before.people.filter((email) => isAsWanted(before, seen.get(email)));
      if (people.length > 0) {
        const { kind, workspaces } = before;
        done = { kind, workspaces, people: people.length };
      }
      // What was selected for it was granted or disconnected.
      for (const email of before.people) selected.delete(email);
      if (outcome?.step === before.id) outcome = null;
      whereabouts.delete(before.id);
    }
    const isNew = now.some(({ id }) => !steps.some((before) => before.id === id));
    steps = now;
    if (isNew && isHere) void lookAround();
    const isOver = plan !== null && isDone(plan);
    isFinished = isOver && (isFinished || isOpen);
    isOpen = plan !== null && !isOver;
  }

  /** Where those are who are not shown, as soon as what is shown changes; and what the console counts. */
  async function lookAround(): Promise<void> {
    if (steps.length === 0 || working !== null) return;
    const part = await inSlices(readShownPart(document, current()));
    if (part === null) return;
    noteCount(part);
    const key = JSON.stringify([part.emails, part.range, steps.map(({ id }) => id)]);
    if (key !== looked) {
      looked = key;
      if (part.range?.first === 1) table = { ...table, size: part.emails.length };
      for (const step of steps) await find(step, part, key);
    }
    onChange();
  }

  /** Asks the background for the places of those who are not shown, and of some who are. */
  async function find(step: Step, part: ShownPart, key: string): Promise<void> {
    const shown = new Set(part.emails);
    const missing = step.people.filter((email) => !shown.has(email));
    const asked = [...missing, ...sampleOf(part.emails)];
    const reply =
      missing.length > 0 && (await background.send({ kind: 'places-of', people: asked }));
    if (key !== looked || !reply || reply.kind !== 'places') return;
    for (const { email, name } of reply.people) {
      if (name && !names.has(email)) names.set(email, name);
    }
    const found = whereaboutsOf(missing, part, reply.people, reply.total, table);
    if (found.kind === 'pages') table = { ...table, order: found.order };
    whereabouts.set(step.id, found);
  }

  /** The console's own count says whether those on other pages are still selected, and whether others are. */
  function noteCount({ emails, selected: ticked, saidSelected }: ShownPart): void {
    const shown = new Set(emails);
    const away = [...selected].filter((email) => !shown.has(email));
    const known = ticked.length + away.length;
    more = saidSelected === null ? 0 : Math.max(0, saidSelected - known);
    if (saidSelected !== null && saidSelected < known) for (const one of away) selected.delete(one);
  }

  function viewOf(step: Step, snapshot: Snapshot): PlanStepView {
    const { users, selected: now } = snapshot;
    const shown = new Set(users.coverage === 'unknown' ? [] : users.value.map((one) => one.email));
    const people = new Set(step.people);
    return {
      ...step,
      people: step.people.map((email) => ({
        email,
        name: names.get(email) ?? null,
        state: stateOf(shown.has(email), selected.has(email)),
      })),
      whereabouts: whereabouts.get(step.id) ?? null,
      strangers: now.coverage === 'unknown' ? [] : now.value.filter((email) => !people.has(email)),
      more,
    };
  }

  async function selectNow(step: Step): Promise<void> {
    stopping = new AbortController();
    outcome = null;
    working = { step: step.id, done: 0, of: step.people.length };
    onChange();
    const found = await selectPeople(step.people, {
      document,
      current,
      press: (control, isAdding) => pressOnce(control, listener, isAdding),
      onStep(people) {
        working = { step: step.id, done: people.length, of: step.people.length };
        onChange();
      },
      signal: stopping.signal,
    });
    for (const email of found.selected) selected.add(email);
    for (const email of found.takenBack) selected.delete(email);
    selectedAt = clock.now();
    const { trouble, notTicked, takenBack } = found;
    outcome = { step: step.id, trouble, notTicked, takenBack };
  }

  return {
    note,
    follow,
    view(snapshot, known) {
      const plan = known?.plan ?? null;
      if (plan === null) return null;
      return {
        steps: snapshot.page === 'user-access' ? steps.map((step) => viewOf(step, snapshot)) : [],
        working,
        selected: outcome,
        done,
        isFinished,
      };
    },
    names: () => names,
    select(id) {
      const step = steps.find((one) => one.id === id);
      if (step === undefined || working !== null) return;
      selectNow(step)
        .catch((error: unknown) => {
          console.error('Guardrails could not select what it was asked to.', error);
          outcome = { step: id, trouble: 'no-list', notTicked: [], takenBack: [] };
        })
        .finally(() => {
          working = null;
          onChange();
          void lookAround();
        });
    },
    stop: () => stopping.abort(),
  };
}

/** What can be done now: first whoever is in the wrong workspace, as they are to be granted again. */
function stepsOf({ disconnect, next }: PlanSummary): Step[] {
  const steps: Step[] = [];
  if (disconnect.length > 0) {
    const id = `disconnect ${disconnect.join(' ')}`;
    steps.push({ id, kind: 'disconnect', workspaces: null, people: disconnect });
  }
  if (next !== null) steps.push({ ...next, kind: 'grant' });
  return steps;
}

function isAsWanted({ kind, workspaces }: Step, user: SeenUser | undefined): boolean {
  if (user === undefined) return false;
  if (kind === 'disconnect') return user.access === 'not-connected';
  if (user.access !== 'connected') return false;
  return workspaces === null || user.workspaces === null || isSame(workspaces, user.workspaces);
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name) => b.includes(name));
}

/** Whether nothing of a plan is left to do, and nobody in it is still to be seen. */
function isDone({ counts, next, disconnect }: PlanSummary): boolean {
  const left = counts.invite + counts.grant + counts['wrong-workspace'] + counts.unknown;
  return left === 0 && next === null && disconnect.length === 0;
}

function stateOf(isShown: boolean, isSelected: boolean): SelectState {
  if (isShown) return isSelected ? 'selected' : 'here';
  return isSelected ? 'elsewhere' : 'away';
}
