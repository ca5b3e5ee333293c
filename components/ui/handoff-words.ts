import { canSee } from '@/lib/handoff/steps';
import type { Handoff, Role, Step, StepActor, StepId, StepProof } from '@/lib/model/handoff';
import type { MessageKey } from '@/lib/model/text';
import { t } from './say';

const KEYS = {
  'b-admin': {
    title: 'checklist.bAdmin.title',
    where: 'checklist.bAdmin.where',
    why: 'checklist.bAdmin.why',
  },
  wait: {
    title: 'checklist.wait.title',
    where: 'checklist.wait.where',
    why: 'checklist.wait.why',
  },
  'others-keep': {
    title: 'checklist.othersKeep.title',
    where: 'checklist.othersKeep.where',
    why: 'checklist.othersKeep.why',
  },
  'a-removed': {
    title: 'checklist.aRemoved.title',
    where: 'checklist.aRemoved.where',
    why: 'checklist.aRemoved.why',
  },
  'remove-access': {
    title: 'checklist.removeAccess.title',
    where: 'checklist.removeAccess.where',
    why: 'checklist.removeAccess.why',
  },
  'b-connects': {
    title: 'checklist.bConnects.title',
    where: 'checklist.bConnects.where',
    why: 'checklist.bConnects.why',
  },
  'b-owner': {
    title: 'checklist.bOwner.title',
    where: 'checklist.bOwner.where',
    why: 'checklist.bOwner.why',
  },
  'a-disconnects': {
    title: 'checklist.aDisconnects.title',
    where: 'checklist.aDisconnects.where',
    why: 'checklist.aDisconnects.why',
  },
} satisfies Record<StepId, Record<'title' | 'where' | 'why', MessageKey>>;

const ROLE_NAMES = {
  a: 'checklist.a',
  b: 'checklist.b',
  lead: 'checklist.lead',
} satisfies Record<Role, MessageKey>;

/** Somebody by their part in the handoff; a step that nobody does waits for time to pass. */
export function nameOf(role: Role | StepActor): string {
  return t(role === null ? 'checklist.nobody' : ROLE_NAMES[role]);
}

/** A step in words: what, where and why. */
export function wordsOf(step: StepId, handoff: Pick<Handoff, 'adminB'>) {
  const { title, where, why } = KEYS[step];
  return { title: t(title, { email: handoff.adminB }), where: t(where), why: t(why) };
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

/** That somebody's word and a console say the opposite. */
export function contradictionWords({ said, seen }: NonNullable<Step['contradicted']>): string {
  const name = said.by ?? nameOf(said.role);
  return t('checklist.contradicted', { name, who: nameOf(seen.role) });
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
