import { AccountId, Email, Timestamp, WaitId } from './ids';
import { Absence, PageDocumentId } from './page-document';
import { Reading } from './reading';
import { z } from './zod';

/** Where a fact comes from: seen on a page, said by a person, or taken from a pass. */
export const Source = z.enum(['observed', 'declared', 'imported']);
export type Source = z.infer<typeof Source>;

/** What somebody wanted to do when they asked to be reminded. */
export const Reminder = z.object({
  /** How many people were about to be granted access; `null` when that could not be read. */
  people: z.int().min(0).nullable(),
});
export type Reminder = z.infer<typeof Reminder>;

/**
 * The time after a connect during which nobody should be granted access (CONSOLE.md rule 2). Its two ends are
 * moments of the wall clock, and move with it when it is found to have been set.
 */
export const Wait = z
  .object({
    id: WaitId,
    account: AccountId,
    startedAt: Timestamp,
    endsAt: Timestamp,
    source: Source,
    /** When the person was told that it is over; `null` while they have not been. */
    toldAt: Timestamp.nullable(),
    /** When somebody began to tell them, which may have come to nothing; `null` before. */
    tellingAt: Timestamp.nullable().default(null),
    /** The clocks that its ends are right by; `null` before the first look at them. */
    reading: Reading.nullable().default(null),
    /** The clocks have disagreed, so that it may last longer than it must. */
    doubtful: z.boolean().default(false),
    /** Somebody asked to be reminded of its end; `null` when nobody did. */
    reminder: Reminder.nullable().default(null),
    /** Where Set Up shows that there is no connection any more; empty while nothing does. */
    gone: z.array(Absence).readonly().default([]),
  })
  .refine((wait) => wait.endsAt >= wait.startedAt, 'a wait ends after it starts');
export type Wait = z.infer<typeof Wait>;

/** A connect that was let through and whose outcome has not been seen yet. */
export const PendingConnect = z.object({
  account: AccountId,
  at: Timestamp,
  /** The document that it was pressed in; `null` when that is not known. */
  document: PageDocumentId.nullable().default(null),
});
export type PendingConnect = z.infer<typeof PendingConnect>;

/**
 * Where a connect press stands: its outcome may still be seen, Set Up shows that nothing came of it, or nothing
 * was seen for so long that only a person can tell.
 */
export const ConnectState = z.enum(['open', 'failed', 'silent']);
export type ConnectState = z.infer<typeof ConnectState>;

/** Somebody who was granted access while a wait was running, and whose access is worth a check. */
export const EarlyGrant = z.object({
  account: AccountId,
  email: Email,
  at: Timestamp,
  wait: WaitId,
});
export type EarlyGrant = z.infer<typeof EarlyGrant>;
