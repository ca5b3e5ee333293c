import { KeptGuide } from './guide';
import { Handoff, Role } from './handoff';
import { AccountId, Email, Timestamp } from './ids';
import { NOBODY_KNOWS, OriginalUser } from './original-user';
import { Difference, PlanSummary, WorkspaceUse } from './plan';
import { ConnectState, Wait } from './wait';
import { z } from './zod';

/** How many people have access, as last seen under User Access. */
export const Figures = z.object({
  connected: z.int().min(0),
  total: z.int().min(0),
  /** `partial` when the table was never seen whole. */
  coverage: z.enum(['whole', 'partial']),
  seenAt: Timestamp,
});
export type Figures = z.infer<typeof Figures>;

/**
 * Everybody has lost their access, and no owner is seen: what the order of a handoff is there to prevent. It lasts
 * until everybody has access again, or a person says that it was meant.
 */
export const Outage = z.object({
  /** When nobody was first seen to have access any more. */
  since: Timestamp,
  /** When somebody last was. */
  aliveAt: Timestamp,
  /** How many had access before. */
  people: z.int().min(0),
  /** How many of them still have none. */
  missing: z.int().min(0),
  /** Where getting it back stands: somebody connects, the wait, everybody is granted access again. */
  stage: z.enum(['connect', 'wait', 'grant']),
});
export type Outage = z.infer<typeof Outage>;

/** What the background knows about the account of a tab; pushed to the console and cached there. */
export const Known = z.object({
  account: z.object({ id: AccountId, name: z.string(), munchkinId: z.string().nullable() }),
  /**
   * The running wait. It is another account's while nothing has shown yet whose console this is: until then any
   * running wait counts.
   */
  wait: Wait.nullable(),
  /** The wait that has ended last, for as long as its end is news. */
  ended: Wait.nullable().default(null),
  /** A connect press whose outcome nobody knows for sure. */
  connect: z.object({ at: Timestamp, state: ConnectState }).nullable().default(null),
  /** The connection was there before anybody looked, so that nothing is known of when it was made. */
  connectedBefore: z.boolean().default(false),
  figures: Figures.nullable(),
  /** The open handoffs, the one started last first. */
  handoffs: z.array(Handoff).default([]),
  outage: Outage.nullable().default(null),
  /** Who is known by name to own a connection; there may be others. */
  owners: z.array(Email).max(100).default([]),
  /** What a person has said of the original user. */
  original: OriginalUser.default(NOBODY_KNOWS),
  /** What is left of the plan; `null` without a roster. */
  plan: PlanSummary.nullable().default(null),
  /** Who turned out otherwise than was chosen, as long as nobody has said that they have seen it. */
  differences: z.array(Difference).max(50).default([]),
  /** Somebody was granted access a moment ago, and nobody has seen yet what became of it. */
  grantOpen: z.boolean().default(false),
  workspaces: WorkspaceUse.default({ offered: 'unknown', told: false }),
  /** The guides that were begun, the one changed last first. */
  guides: z.array(KeptGuide).max(2).default([]),
  /** Who the person at this browser usually is in a handoff; `null` where they have not said. */
  usualRole: Role.nullable().default(null),
});
export type Known = z.infer<typeof Known>;
