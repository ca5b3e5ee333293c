import { GuardId, Intent } from './console';
import { AccountId, Email, Timestamp } from './ids';
import { Invited } from './invitation';
import { Workspaces } from './plan';
import { Source } from './wait';
import { z } from './zod';

/** A person's own words on why they went on: shown in the extension's pages only. */
export const Reason = z.string().trim().min(1).max(200);
export type Reason = z.infer<typeof Reason>;

/** What a person did with a question; `misread` is that it was about something else than they pressed. */
export const Decision = z.enum([
  'went-on',
  'cancelled',
  'remind',
  'trim',
  'misread',
  'ask-b',
  'not-original',
  'no-sync',
]);
export type Decision = z.infer<typeof Decision>;

/** What can be seen to change: access given or removed, the workspaces, somebody new or not listed any more. */
export const AccessChange = z.enum(['granted', 'removed', 'workspaces', 'appeared', 'vanished']);
export type AccessChange = z.infer<typeof AccessChange>;

/**
 * What became of a grant: as it was chosen, otherwise, nothing, or access with workspaces that no table shows or
 * a choice that could not be read.
 */
export const GrantOutcome = z.enum(['as-chosen', 'differs', 'not-granted', 'unseen']);
export type GrantOutcome = z.infer<typeof GrantOutcome>;

const base = { account: AccountId, at: Timestamp };

/** One line of the ledger: what was seen, asked, decided. Never changed once written. */
export const LedgerEntry = z.discriminatedUnion('kind', [
  z.object({
    ...base,
    kind: z.literal('asked'),
    intent: Intent,
    guards: z.array(GuardId).min(1),
    decision: Decision,
    people: z.int().min(0).nullable(),
    /** Why they went on, where they were asked; `null` where they were not. */
    reason: Reason.nullable().default(null),
  }),
  z.object({ ...base, kind: z.literal('let-through'), intent: Intent }),
  z.object({
    ...base,
    kind: z.literal('wait-started'),
    source: Source.default('observed'),
  }),
  z.object({
    ...base,
    kind: z.literal('wait-ended'),
    /** Whether the browser took the notification. */
    notified: z.boolean().default(true),
  }),
  /** The connection was gone before the wait was over. */
  z.object({ ...base, kind: z.literal('wait-cancelled') }),
  /** The clocks disagreed by so many milliseconds; the wait went on as the one that cannot be set says. */
  z.object({ ...base, kind: z.literal('clock-jumped'), by: z.int() }),
  z.object({ ...base, kind: z.literal('connect-failed') }),
  z.object({ ...base, kind: z.literal('handoff'), event: z.string() }),
  /** What was seen to change about somebody's access. Workspaces are `null` where no table has shown any. */
  z.object({
    ...base,
    kind: z.literal('access-changed'),
    email: Email,
    change: AccessChange,
    from: Workspaces.nullable(),
    to: Workspaces.nullable(),
  }),
  /** What became of a grant, for one person of it: what was chosen, and what they were then seen with. */
  z.object({
    ...base,
    kind: z.literal('grant-outcome'),
    email: Email,
    outcome: GrantOutcome,
    chosen: Workspaces.nullable(),
    seen: Workspaces.nullable(),
  }),
  z.object({
    ...base,
    kind: z.literal('roster-taken'),
    people: z.int().min(0),
    file: z.string().max(200).nullable(),
  }),
  z.object({ ...base, kind: z.literal('roster-removed') }),
  /** Somebody was invited to Account Insight: the wizard has closed by itself after its Send. */
  z.object({ ...base, kind: z.literal('invited'), ...Invited.shape }),
  z.object({ ...base, kind: z.literal('record-dropped'), table: z.string(), reason: z.string() }),
]);
export type LedgerEntry = z.infer<typeof LedgerEntry>;
