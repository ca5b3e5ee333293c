import { AccountId, Timestamp, WaitId } from './ids';
import { z } from './zod';

/** Where a fact comes from: seen on a page, said by a person, or taken from a pass. */
export const Source = z.enum(['observed', 'declared', 'imported']);
export type Source = z.infer<typeof Source>;

/** The time after a connect during which nobody should be granted access (CONSOLE.md rule 2). */
export const Wait = z
  .object({
    id: WaitId,
    account: AccountId,
    startedAt: Timestamp,
    endsAt: Timestamp,
    source: Source,
    /** When the person was told that it is over; `null` while they have not been. */
    toldAt: Timestamp.nullable(),
  })
  .refine((wait) => wait.endsAt >= wait.startedAt, 'a wait ends after it starts');
export type Wait = z.infer<typeof Wait>;

/** A connect that was let through and whose outcome has not been seen yet. */
export const PendingConnect = z.object({ account: AccountId, at: Timestamp });
export type PendingConnect = z.infer<typeof PendingConnect>;
