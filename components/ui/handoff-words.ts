import { canSee } from '@/lib/handoff/steps';
import type {
  Contradiction,
  Handoff,
  HandoffEvent,
  HandoffKey,
  KeyId,
  Role,
  Step,
  StepActor,
  StepId,
  StepProof,
  StepState,
} from '@/lib/model/handoff';
import type { PassProblem } from '@/lib/model/messages';
import type { MessageKey } from '@/lib/model/text';
import type { IconName } from './Icon';
import { t, tn } from './say';

interface StepKeys {
  readonly title: MessageKey;
  readonly fact: MessageKey;
  readonly where: MessageKey;
  readonly why: MessageKey;
  readonly proves: MessageKey;
  /** Where our list differs from Adobe's at this step, why. */
  readonly footnote: MessageKey | null;
}

const KEYS = {
  'b-admin': {
    title: 'checklist.bAdmin.title',
    fact: 'checklist.bAdmin.fact',
    where: 'checklist.bAdmin.where',
    why: 'checklist.bAdmin.why',
    proves: 'checklist.bAdmin.proves',
    footnote: null,
  },
  'remove-access': {
    title: 'checklist.removeAccess.title',
    fact: 'checklist.removeAccess.fact',
    where: 'checklist.removeAccess.where',
    why: 'checklist.removeAccess.why',
    proves: 'checklist.removeAccess.proves',
    footnote: null,
  },
  'b-connects': {
    title: 'checklist.bConnects.title',
    fact: 'checklist.bConnects.fact',
    where: 'checklist.bConnects.where',
    why: 'checklist.bConnects.why',
    proves: 'checklist.bConnects.proves',
    footnote: 'checklist.bConnects.footnote',
  },
  'b-owner': {
    title: 'checklist.bOwner.title',
    fact: 'checklist.bOwner.fact',
    where: 'checklist.bOwner.where',
    why: 'checklist.bOwner.why',
    proves: 'checklist.bOwner.proves',
    footnote: 'checklist.bOwner.footnote',
  },
  wait: {
    title: 'checklist.wait.title',
    fact: 'checklist.wait.fact',
    where: 'checklist.wait.where',
    why: 'checklist.wait.why',
    proves: 'checklist.wait.proves',
    footnote: 'checklist.wait.footnote',
  },
  'others-keep': {
    title: 'checklist.othersKeep.title',
    fact: 'checklist.othersKeep.fact',
    where: 'checklist.othersKeep.where',
    why: 'checklist.othersKeep.why',
    proves: 'checklist.othersKeep.proves',
    footnote: 'checklist.othersKeep.footnote',
  },
  'a-disconnects': {
    title: 'checklist.aDisconnects.title',
    fact: 'checklist.aDisconnects.fact',
    where: 'checklist.aDisconnects.where',
    why: 'checklist.aDisconnects.why',
    proves: 'checklist.aDisconnects.proves',
    footnote: null,
  },
  'a-removed': {
    title: 'checklist.aRemoved.title',
    fact: 'checklist.aRemoved.fact',
    where: 'checklist.aRemoved.where',
    why: 'checklist.aRemoved.why',
    proves: 'checklist.aRemoved.proves',
    footnote: 'checklist.aRemoved.footnote',
  },
} satisfies Record<StepId, StepKeys>;

const ROLE_NAMES = {
  a: 'checklist.a',
  b: 'checklist.b',
  lead: 'checklist.lead',
} satisfies Record<Role, MessageKey>;

/** Where a step stands, as an icon and a word that say the same. */
export const STATE_WORDS = {
  todo: { icon: 'todo', word: 'checklist.state.todo' },
  doing: { icon: 'doing', word: 'checklist.state.doing' },
  done: { icon: 'check', word: 'checklist.state.done' },
  blocked: { icon: 'blocked', word: 'checklist.state.blocked' },
} satisfies Record<StepState, { icon: IconName; word: MessageKey }>;

const PROBLEMS = {
  'not-a-pass': 'checklist.error.notAPass',
  damaged: 'checklist.error.damaged',
  'too-long': 'checklist.error.tooLong',
  'newer-version': 'checklist.error.newerVersion',
  'other-account': 'checklist.error.otherAccount',
  'bad-signature': 'checklist.error.badSignature',
} satisfies Record<PassProblem, MessageKey>;

/** Why a pass was refused. */
export function problemWords(problem: PassProblem): string {
  return t(PROBLEMS[problem]);
}

/** Somebody by their part in the handoff; a step that nobody does waits for time to pass. */
export function nameOf(role: Role | StepActor): string {
  return t(role === null ? 'checklist.nobody' : ROLE_NAMES[role]);
}

/** Who somebody is in a handoff: what they are called where that is known, and cannot be two people. */
export function personOf(
  role: Role | StepActor,
  handoff: Pick<Handoff, 'role' | 'name' | 'keys'>,
): string {
  const isMe = role === handoff.role && handoff.name !== null;
  const keys = handoff.keys.filter((key) => key.role === role);
  const names = new Set(isMe ? [handoff.name] : keys.flatMap(({ name }) => name ?? []));
  const [name] = names;
  if (name == null || names.size > 1) return nameOf(role);
  return t('checklist.named', { role: nameOf(role), name });
}

/** A step in words: what, where, why, and what proves that it is done. */
export function wordsOf(step: StepId, handoff: Pick<Handoff, 'adminB'>) {
  const { title, where, why, proves } = KEYS[step];
  return {
    title: t(title, { email: handoff.adminB }),
    where: t(where),
    why: t(why),
    proves: t(proves),
  };
}

/** What holds once a step is done, as a sentence without a full stop. */
export function factOf(step: StepId): string {
  return t(KEYS[step].fact);
}

/** Where this list differs from Adobe's, by step and in order; a note's number is its place, from 1. */
const FOOTNOTES: readonly StepId[] = (Object.keys(KEYS) as StepId[]).filter(
  (step) => KEYS[step].footnote !== null,
);

/** Why this list differs from Adobe's at this step, and the number of that note; `null` where it does not. */
export function footnoteOf(step: StepId): { number: number; words: string } | null {
  const { footnote } = KEYS[step];
  return footnote === null ? null : { number: FOOTNOTES.indexOf(step) + 1, words: t(footnote) };
}

/** What this step's being done rests on, without its age. */
export function proofWords(proof: StepProof): string {
  const how = groundsOf(proof);
  return proof.notNeeded ? `${t('checklist.notNeeded')} · ${how}` : how;
}

function groundsOf({ source, by, role }: StepProof): string {
  if (source === 'observed') return t('checklist.observedHere');
  if (by === null) return t('checklist.observedOther', { who: nameOf(role) });
  return t(source === 'imported' ? 'checklist.importedDeclared' : 'checklist.declared', {
    name: by,
  });
}

/** Both sides where somebody's word and a console say the opposite; each has its own time beside it. */
export function contradictionWords({ said, seen }: Contradiction): { said: string; seen: string } {
  return {
    said: t('checklist.contradicted.said', { name: said.by ?? nameOf(said.role) }),
    seen: t('checklist.contradicted.seen', { who: nameOf(seen.role) }),
  };
}

/** What an event says has happened, and how its author knows that; `null` where that goes without saying. */
export function eventWords(
  event: HandoffEvent,
  { adminB }: Pick<Handoff, 'adminB'>,
): { what: string; how: string | null } {
  switch (event.kind) {
    case 'started':
      return { what: t('checklist.event.started', { email: adminB }), how: null };
    case 'step-done': {
      const fact = factOf(event.step);
      const what = event.notNeeded ? t('checklist.event.notNeeded', { fact }) : fact;
      return { what, how: howWords(event) };
    }
    case 'step-undone': {
      const what = t('checklist.event.undone', { fact: factOf(event.step) });
      return { what, how: howWords(event) };
    }
    case 'went-on': {
      const what = tn('checklist.event.wentOn', event.open.length, { who: nameOf(event.role) });
      return { what, how: null };
    }
    case 'closed': {
      const isFinished = event.outcome === 'finished';
      const what = t(isFinished ? 'checklist.event.finished' : 'checklist.event.abandoned');
      return { what, how: null };
    }
  }
}

function howWords({
  source,
  by,
  role,
}: Extract<HandoffEvent, { kind: 'step-done' | 'step-undone' }>): string {
  if (source === 'observed') return t('checklist.event.seen', { who: nameOf(role) });
  if (by === null) return t('checklist.event.saidUnnamed', { who: nameOf(role) });
  return t('checklist.event.said', { name: by });
}

/** What a key calls itself, or what there is to say of one that does not. */
export function ownerOf({ name, role }: Pick<HandoffKey, 'name' | 'role'>): string {
  return name === null ? nameOf(role) : t('checklist.named', { role: nameOf(role), name });
}

/** A fingerprint in groups of four, to be read out. */
export function groupsOf(key: KeyId): string[] {
  return key.match(/.{1,4}/g) ?? [];
}

/**
 * What is to be done next, and whether it is for me: my own first step whose turn it is, else the first of the
 * others; `null` when all that finishing takes is done.
 */
export function nextStep(handoff: Handoff): { step: Step; mine: boolean } | null {
  const open = handoff.steps.filter(({ state, optional }) => state !== 'done' && !optional);
  const turn = open.filter(({ state }) => state === 'doing');
  const step = turn.find(({ actor }) => actor === handoff.role) ?? turn[0] ?? open[0];
  return step === undefined ? null : { step, mine: step.actor === handoff.role };
}

/** Whether this browser's console can show that the step is done (DESIGN: known is not assumed). */
export function seenHere(step: StepId, role: Role): boolean {
  return canSee(role, step);
}
