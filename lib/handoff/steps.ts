import type { PageKind } from '@/lib/model/console';
import type { Role, StepActor, StepId } from '@/lib/model/handoff';

/** What there is to know of a step before anything has happened. */
export interface StepRule {
  readonly id: StepId;
  /** Who does it; `null` where time does. */
  readonly actor: StepActor;
  /** Where in the console it is done, or seen. */
  readonly page: PageKind;
  /** Whose console can show it. What any other browser claims to have seen of it counts for nothing. */
  readonly seenBy: readonly Role[];
  /** What must be done before it is its turn. */
  readonly after: readonly StepId[];
  /** The handoff can be finished without it. */
  readonly optional: boolean;
  /** There may be nothing to do. */
  readonly skippable: boolean;
}

/**
 * The steps in their order (CONSOLE.md rules 2 and 5 to 7). Where Adobe's list for Admin B says *Disconnect*, this
 * one has B connect, as the first list of the same article does.
 */
export const STEPS: readonly StepRule[] = [
  {
    id: 'b-admin',
    actor: 'a',
    page: 'user-management',
    seenBy: ['a', 'b'],
    after: [],
    optional: false,
    skippable: false,
  },
  {
    id: 'remove-access',
    actor: 'a',
    page: 'user-access',
    seenBy: ['a', 'b'],
    after: [],
    optional: false,
    skippable: true,
  },
  {
    id: 'b-connects',
    actor: 'b',
    page: 'marketo-setup',
    seenBy: ['b'],
    after: ['b-admin', 'remove-access'],
    optional: false,
    skippable: false,
  },
  {
    id: 'b-owner',
    actor: 'b',
    page: 'marketo-setup',
    seenBy: ['b'],
    after: ['b-connects'],
    optional: false,
    skippable: false,
  },
  {
    id: 'wait',
    actor: null,
    page: 'user-access',
    seenBy: ['a', 'b'],
    after: ['b-owner'],
    optional: false,
    skippable: false,
  },
  {
    id: 'others-keep',
    actor: 'a',
    page: 'user-access',
    seenBy: ['a', 'b'],
    after: ['wait'],
    optional: false,
    skippable: false,
  },
  {
    id: 'a-disconnects',
    actor: 'a',
    page: 'marketo-setup',
    seenBy: ['a'],
    after: ['b-owner', 'wait', 'others-keep'],
    optional: false,
    skippable: false,
  },
  {
    id: 'a-removed',
    actor: 'b',
    page: 'user-management',
    seenBy: ['b'],
    after: ['a-disconnects'],
    optional: true,
    skippable: true,
  },
];

const BY_ID = new Map(STEPS.map((rule) => [rule.id, rule]));

/** The rule of a step. */
export function ruleOf(step: StepId): StepRule {
  const rule = BY_ID.get(step);
  if (rule === undefined) throw new Error(`no such step: ${step}`);
  return rule;
}

/** Whether this role's console can show that a step is done, or is not. */
export function canSee(role: Role, step: StepId): boolean {
  return ruleOf(step).seenBy.includes(role);
}
