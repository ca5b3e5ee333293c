import type { AccessSnapshot, Handoff, HandoffEvent, PassPreview } from '@/lib/model/handoff';

/**
 * What a pass would change.
 *
 * @param before the handoff as it stands; `null` where this browser takes no part in it
 * @param after the handoff as it would stand
 * @param news the events that are not held yet
 * @param access who had access at the start, if the pass says so
 */
export function previewOf(
  before: Handoff | null,
  after: Handoff,
  news: readonly HandoffEvent[],
  access: AccessSnapshot | null,
): PassPreview {
  const { id, adminA, adminB, startedAt } = after;
  const stood = new Map(before?.steps.map((step) => [step.id, step]));
  const trusted = new Map(before?.keys.map(({ fingerprint, trust }) => [fingerprint, trust]));
  const changed = after.steps.filter((step) => {
    const was = stood.get(step.id);
    return was === undefined
      ? step.proof !== null
      : was.state !== step.state || JSON.stringify(was.proof) !== JSON.stringify(step.proof);
  });
  return {
    handoff: id,
    adminA,
    adminB,
    startedAt,
    isNew: before === null,
    events: [...news],
    steps: changed.map((step) => ({
      id: step.id,
      before: stood.get(step.id)?.state ?? null,
      after: step.state,
      proof: step.proof,
    })),
    keys: after.keys.filter(({ fingerprint, trust }) => trusted.get(fingerprint) !== trust),
    contradictions: after.steps
      .filter((step) => step.contradicted !== null && !stood.get(step.id)?.contradicted)
      .map((step) => step.id),
    outcome: (before?.outcome ?? 'open') === after.outcome ? null : after.outcome,
    withPeople: access === null ? null : { people: access.people.length, at: access.at },
  };
}
