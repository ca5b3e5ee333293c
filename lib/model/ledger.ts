import { GuardId, Intent } from './console';
import { AccountId, Timestamp } from './ids';
import { z } from './zod';

/** What a person did with a question. */
export const Decision = z.enum(['went-on', 'cancelled', 'remind', 'trim']);
export type Decision = z.infer<typeof Decision>;

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
  }),
  z.object({ ...base, kind: z.literal('let-through'), intent: Intent }),
  z.object({ ...base, kind: z.literal('wait-started') }),
  z.object({ ...base, kind: z.literal('wait-ended') }),
  z.object({ ...base, kind: z.literal('connect-failed') }),
  z.object({ ...base, kind: z.literal('handoff'), event: z.string() }),
  z.object({ ...base, kind: z.literal('record-dropped'), table: z.string(), reason: z.string() }),
]);
export type LedgerEntry = z.infer<typeof LedgerEntry>;
