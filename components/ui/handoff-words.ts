import type { Handoff, Role, Step, StepId, StepProof } from '@/lib/model/handoff';
import type { MessageKey } from '@/lib/model/text';
import { t } from './say';

const KEYS = {
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

/** Somebody by their part in the handoff. */
export function nameOf(role: Role): string {
  return t(ROLE_NAMES[role]);
}

/** A step in words: what, where and why. */
export function wordsOf(step: StepId, handoff: Pick<Handoff, 'adminB'>) {
  const { title, where, why } = KEYS[step];
  return { title: t(title, { email: handoff.adminB }), where: t(where), why: t(why) };
}

/** What this step's being done rests on, without its age. */
export function proofWords(proof: StepProof): string {
  if (proof.source === 'observed') return t('checklist.observedHere');
  if (proof.by === null) return t('checklist.observedOther', { who: nameOf(proof.role) });
  const key = proof.source === 'imported' ? 'checklist.importedDeclared' : 'checklist.declared';
  return t(key, { name: proof.by });
}

/** The first step that is still open, and whether it is for me to do; `null` when all are done. */
export function nextStep(handoff: Handoff): { step: Step; mine: boolean } | null {
  const step = handoff.steps.find(({ state }) => state !== 'done');
  return step === undefined ? null : { step, mine: step.actor === handoff.role };
}

/** Whether this browser's console can show that the step is done (DESIGN: known is not assumed). */
export function seenHere(step: StepId, role: Role): boolean {
  if (role === 'lead') return false;
  if (step === 'remove-access') return true;
  return role === (step === 'a-disconnects' ? 'a' : 'b');
}
