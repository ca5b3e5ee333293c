import type { Known } from '@/lib/model/known';
import type { KnownPeople, Workspaces } from '@/lib/model/plan';
import type { Snapshot } from '@/lib/model/snapshot';
import { counted, type MessageKey, type Text, text } from '@/lib/model/text';
import type { Ask, Change, Fact, Gesture, Guard, Plain, Severity } from '@/lib/model/verdict';
import { meantBy } from '@/lib/model/workspaces';
import {
  comparedWithPlan,
  type Finding,
  type FindingKind,
  findingsIn,
  type Granted,
  grantedBy,
  hadOther,
} from './granted';
import { gesturesForPeople, MANY } from './people';

/**
 * Holds the final press of a grant: a workspace can be assigned once, and none chosen means Default
 * (CONSOLE.md rules 3 and 4). Leads with what is wrong; what the roster asks for is let go with Enter.
 */
export const workspaceLockGuard: Guard = {
  id: 'workspace-lock',

  couldAsk: (intent) => intent === 'grant',

  judge(press) {
    if (press.intent !== 'grant') return null;
    const granted = grantedBy(press);
    const findings = findingsIn(granted, press.people);
    return press.snapshot.workspacesOffered === 'no'
      ? withoutWorkspaces(press.snapshot, granted, findings)
      : aboutLock({ ...press, granted, groups: groupByChoice(granted), findings });
  },
};

/** All that the question about a lock is made from. */
interface Lock {
  readonly snapshot: Snapshot;
  readonly known: Known | null;
  readonly people: KnownPeople | null;
  readonly granted: readonly Granted[];
  /** `null` where the choices could not be read. */
  readonly groups: readonly ChoiceGroup[] | null;
  readonly findings: readonly Finding[];
}

/** People who get the same workspaces. An empty list of names means Default, by omission. */
interface ChoiceGroup {
  readonly workspaces: Workspaces;
  readonly people: readonly Granted[];
}

function aboutLock(lock: Lock): Ask {
  return {
    guard: 'workspace-lock',
    severity: severityOf(lock),
    headline: headline(lock),
    facts: [
      ...lock.findings.flatMap((finding) => factsOf(finding, lock)),
      ...pastFacts(lock),
      ...whoFacts(lock),
      howFact(lock),
      ...rosterFacts(lock),
    ],
    undo: text('guard.lock.undo'),
    gestures: gestures(lock),
    enterIsEnough: lock.granted.length === 1 && isAsPlanned(lock),
    proceed: proceed(lock),
    alternatives: [{ besides: null, label: text('guard.lock.back') }],
  };
}

function groupByChoice(granted: readonly Granted[]): readonly ChoiceGroup[] | null {
  const groups = new Map<string, { workspaces: Workspaces; people: Granted[] }>();
  for (const person of granted) {
    if (person.chosen === null) return null;
    const key = JSON.stringify(person.chosen);
    const group = groups.get(key) ?? { workspaces: person.chosen, people: [] };
    group.people.push(person);
    groups.set(key, group);
  }
  return groups.size === 0 ? null : [...groups.values()];
}

/** Whether it is certain who gets what. */
function isReadForSure({ snapshot, groups }: Lock): boolean {
  const { selected, assignments, selectsMore } = snapshot;
  const isWhole = selected.coverage === 'whole' && assignments.coverage === 'whole';
  return isWhole && !selectsMore && groups !== null;
}

/** Whether everybody gets just what the roster asks for, and nothing else is odd about them. */
function isAsPlanned(lock: Lock): boolean {
  const { granted, findings } = lock;
  const isSame = granted.every((person) => comparedWithPlan(person) === 'same');
  return isReadForSure(lock) && isSame && findings.length === 0;
}

/** What is locked for good against what somebody wanted, or may have wanted. */
const GRAVE: readonly FindingKind[] = ['against-plan', 'by-omission', 'had-other', 'not-in-roster'];

function severityOf(lock: Lock): Severity {
  const { granted, findings } = lock;
  if (isAsPlanned(lock)) return 'notice';
  if (findings.some(({ kind }) => GRAVE.includes(kind))) return 'danger';
  const isInRoster = granted.every(({ known }) => known !== null && known.planned !== null);
  return isInRoster && isReadForSure(lock) ? 'caution' : 'danger';
}

/** What contradicts the roster. */
const CONTRADICTIONS: readonly FindingKind[] = ['against-plan', 'not-in-roster'];

function gestures({ snapshot, granted, groups, findings }: Lock): Gesture[] {
  const unchosen = findings.find(({ kind }) => kind === 'by-omission')?.people.length ?? 0;
  const isAgainst = findings.some(({ kind }) => CONTRADICTIONS.includes(kind));
  const tick: Gesture[] =
    unchosen > 0 ? [{ kind: 'choose', prompt: counted('gesture.default', unchosen) }] : [];
  if (snapshot.selected.coverage === 'unknown') return tick;
  const names = nameToType(groups);
  if (snapshot.selectsMore || names === null) {
    return [...tick, ...gesturesForPeople(snapshot, granted.length, isAgainst ? 1 : MANY + 1)];
  }
  if (granted.length <= MANY && !isAgainst) return tick;
  const prompt = text('gesture.workspaces', { workspaces: names });
  return [...tick, { kind: 'type', expected: names, prompt }];
}

/** Nobody types more than this without copying it. */
const LONGEST_TYPED = 60;

/** What everybody gets, as it is typed; `null` where people get different things, or where it cannot be typed. */
function nameToType(groups: readonly ChoiceGroup[] | null): string | null {
  const [only, ...others] = groups ?? [];
  if (only === undefined || others.length > 0) return null;
  const names = meantBy(only.workspaces).join(', ');
  return names.length <= LONGEST_TYPED && /[\p{L}\p{N}]/u.test(names) ? names : null;
}

const FINDING_HEADLINES = {
  'against-plan': { all: 'guard.lock.found.plan.all', some: 'guard.lock.found.plan.some' },
  'by-omission': { all: 'guard.lock.found.omission.all', some: 'guard.lock.found.omission.some' },
  'had-other': { all: 'guard.lock.found.had.all', some: 'guard.lock.found.had.some' },
  connected: { all: 'guard.lock.found.connected.all', some: 'guard.lock.found.connected.some' },
  'not-in-roster': { all: 'guard.lock.found.roster.all', some: 'guard.lock.found.roster.some' },
} as const satisfies Record<FindingKind, Record<'all' | 'some', MessageKey>>;

function headlineOf({ kind, people }: Finding, total: number): Text {
  const keys = FINDING_HEADLINES[kind];
  return people.length === total
    ? counted(keys.all, people.length)
    : counted(keys.some, people.length, { total });
}

function headline(lock: Lock): Text {
  const { snapshot, granted, groups, findings } = lock;
  const [worst] = findings;
  if (worst !== undefined) return headlineOf(worst, granted.length);
  if (snapshot.selected.coverage === 'unknown') return text('guard.lock.headline.unread');
  if (groups === null) return counted('guard.lock.headline.workspaces', granted.length);
  if (snapshot.selectsMore) return counted('guard.lock.headline.more', granted.length);
  if (!isReadForSure(lock)) return counted('guard.lock.headline.partial', granted.length);
  const keys = CALM_HEADLINES[isAsPlanned(lock) ? 'planned' : 'chosen'];
  const [first, ...others] = groups;
  if (first === undefined || others.length > 0) {
    return counted(keys.sets, granted.length, { sets: groups.length });
  }
  const workspaces = briefly(groups);
  return workspaces === null
    ? counted(keys.many, granted.length, { workspaces: first.workspaces.length })
    : counted(keys.named, granted.length, { workspaces });
}

/** Where nothing is wrong: everybody gets the same one or two, the same many, or each their own. */
const CALM_HEADLINES = {
  planned: {
    named: 'guard.lock.planned.named',
    many: 'guard.lock.planned.many',
    sets: 'guard.lock.planned.sets',
  },
  chosen: {
    named: 'guard.lock.chosen.named',
    many: 'guard.lock.chosen.many',
    sets: 'guard.lock.chosen.sets',
  },
} as const satisfies Record<string, Record<string, MessageKey>>;

/** The longest name that a headline or a button shows in full. */
const LONGEST_SHOWN = 40;

/** The workspaces that everybody gets, in a few words; `null` where people get different ones, or many. */
function briefly(groups: readonly ChoiceGroup[]): string | null {
  const [only, ...others] = groups;
  if (only === undefined || others.length > 0) return null;
  const names = meantBy(only.workspaces);
  return names.length > 2 ? null : names.map(shortened).join(', ');
}

function shortened(name: string): string {
  const letters = [...name];
  return letters.length <= LONGEST_SHOWN
    ? name
    : `${letters.slice(0, LONGEST_SHOWN - 1).join('')}…`;
}

function proceed(lock: Lock): Text {
  const { granted, groups } = lock;
  if (groups === null || !isReadForSure(lock)) return text('guard.lock.proceed.unread');
  const workspaces = briefly(groups);
  return workspaces === null
    ? counted('guard.lock.proceed.several', granted.length)
    : counted('guard.lock.proceed.chosen', granted.length, { workspaces });
}

/** What a finding says: who it is about, and from what to what. */
function factsOf({ kind, people }: Finding, lock: Lock): Fact[] {
  switch (kind) {
    case 'against-plan':
      return [
        changes('fact.planned', ['change.planned', 'change.chosen'], people, ({ known }) =>
          names(known?.planned?.workspaces ?? []),
        ),
      ];
    case 'by-omission':
      return omissionFacts(people, lock);
    case 'had-other':
      return [hadFact(people)];
    case 'connected':
      return [connectedFact(people)];
    case 'not-in-roster':
      return [peopleFact('fact.notInRoster', people)];
  }
}

/** Who has none chosen, where that is not everybody, and what there would be to choose from. */
function omissionFacts(people: readonly Granted[], { granted, people: known }: Lock): Fact[] {
  const workspaces = known?.workspaces ?? [];
  return [
    ...(people.length < granted.length ? [peopleFact('fact.unchosen', people)] : []),
    ...(workspaces.length > 0 ? [{ label: text('fact.offered'), value: names(workspaces) }] : []),
  ];
}

function peopleFact(label: MessageKey, people: readonly Granted[]): Fact {
  const listed = people.map(({ email, name }) => ({ email, name }));
  return { label: text(label), value: { kind: 'people', people: listed } };
}

function hadFact(people: readonly Granted[]): Fact {
  return changes('fact.had', ['change.had', 'change.gets'], people, ({ known }) =>
    names(known?.had ?? []),
  );
}

function connectedFact(people: readonly Granted[]): Fact {
  return changes('fact.hasAccess', ['change.now', 'change.chosen'], people, ({ now }) =>
    now === null ? { kind: 'text', text: text('guard.lock.nowUnseen') } : names(now),
  );
}

/** Whoever is moved as planned: no finding, and still worth knowing. */
function pastFacts({ granted, findings }: Lock): Fact[] {
  const found: readonly Granted[] = findings.find(({ kind }) => kind === 'had-other')?.people ?? [];
  const others = granted.filter((person) => hadOther(person) && !found.includes(person));
  return others.length === 0 ? [] : [hadFact(others)];
}

function changes(
  label: MessageKey,
  [from, to]: readonly [MessageKey, MessageKey],
  people: readonly Granted[],
  before: (person: Granted) => Plain,
): Fact {
  return {
    label: text(label),
    value: {
      kind: 'changes',
      from: text(from),
      to: text(to),
      changes: people.map((person) => changeOf(person, before(person))),
    },
  };
}

function changeOf(person: Granted, from: Plain | null): Change {
  const { email, name, chosen } = person;
  const to: Plain =
    chosen === null
      ? { kind: 'text', text: text('guard.lock.notRead') }
      : chosen.length === 0
        ? { kind: 'text', text: text('guard.lock.defaultUnchosen') }
        : names(chosen);
  return { email, name, from, to };
}

function names(workspaces: Workspaces): Plain {
  return { kind: 'names', names: workspaces };
}

/** More sets than these are shown beside the people only. */
const MOST_SETS = 5;

/** Who gets which workspaces: together where all get the same, else each with their own. */
function whoFacts({ snapshot, granted, groups }: Lock): Fact[] {
  const choices = groups === null || groups.length <= MOST_SETS ? choiceFacts(groups) : [];
  if (snapshot.selected.coverage === 'unknown') return [whoUnread(), ...choices];
  const [, ...others] = groups ?? [];
  const who: Fact =
    groups === null || others.length === 0
      ? peopleFact('fact.who', granted)
      : {
          label: text('fact.who'),
          value: {
            kind: 'changes',
            from: text('change.now'),
            to: text('change.gets'),
            changes: groups.flatMap(({ people }) => people.map((one) => changeOf(one, null))),
          },
        };
  return [who, ...choices];
}

function whoUnread(): Fact {
  return { label: text('fact.who'), value: { kind: 'text', text: text('guard.unread.who') } };
}

function choiceFacts(groups: readonly ChoiceGroup[] | null): Fact[] {
  const label = text('fact.workspaces');
  if (groups === null) return [{ label, value: { kind: 'text', text: text('guard.lock.unread') } }];
  return groups.map(({ workspaces, people }) => ({
    label: groups.length === 1 ? label : counted('fact.workspacesFor', people.length),
    value:
      workspaces.length === 0
        ? { kind: 'text', text: text('guard.lock.default') }
        : names(workspaces),
  }));
}

function howFact({ snapshot, groups }: Lock): Fact {
  const isUnchosen = groups?.some(({ workspaces }) => workspaces.length === 0) === true;
  const key =
    groups === null
      ? 'guard.lock.how.unread'
      : snapshot.selectsMore
        ? 'guard.more'
        : snapshot.selected.coverage === 'partial'
          ? 'guard.lock.how.partial'
          : isUnchosen
            ? 'guard.lock.how.none'
            : 'guard.lock.how.chosen';
  return { label: text('fact.how'), value: { kind: 'text', text: text(key) } };
}

/** What the roster says, where it contradicts nothing, with its age; or that nobody could look it up. */
function rosterFacts({ known, people, granted, groups, findings }: Lock): Fact[] {
  const fact = (key: MessageKey): Fact => ({
    label: text('fact.roster'),
    value: { kind: 'text', text: text(key) },
    ...(people !== null && known?.plan && { seenAt: known.plan.takenAt }),
  });
  if (granted.length === 0) return [];
  if (people === null) return [fact('guard.lock.roster.silent')];
  if (groups === null) return [];
  if (!people.hasRoster || findings.some(({ kind }) => CONTRADICTIONS.includes(kind))) return [];
  const isOpen = granted.some((person) => comparedWithPlan(person) === 'unknown');
  return [fact(isOpen ? 'guard.lock.roster.open' : 'guard.lock.roster.same')];
}

/** What is worth saying where nothing gets locked. */
const WITHOUT_LOCK: readonly FindingKind[] = ['connected', 'not-in-roster'];

/**
 * Without workspaces nothing gets locked. What remains is unclear or odd about who is granted access, and that is
 * easily mended.
 */
function withoutWorkspaces(
  snapshot: Snapshot,
  granted: readonly Granted[],
  all: readonly Finding[],
): Ask | null {
  const isUnread = snapshot.selected.coverage === 'unknown';
  const findings = all.filter(({ kind }) => WITHOUT_LOCK.includes(kind));
  const [worst] = findings;
  if (!isUnread && worst === undefined) return null;
  return {
    guard: 'workspace-lock',
    severity: 'notice',
    headline:
      worst === undefined
        ? text('guard.lock.headline.unreadWho')
        : headlineOf(worst, granted.length),
    facts: [
      ...findings.map(({ kind, people }) =>
        peopleFact(kind === 'connected' ? 'fact.hasAccess' : 'fact.notInRoster', people),
      ),
      isUnread ? whoUnread() : peopleFact('fact.who', granted),
    ],
    undo: text('guard.lock.undoWithoutWorkspaces'),
    gestures: [],
    proceed: isUnread
      ? text('guard.lock.proceed.unread')
      : counted('guard.lock.proceed.access', granted.length),
    alternatives: [{ besides: null, label: text('guard.lock.back') }],
  };
}
