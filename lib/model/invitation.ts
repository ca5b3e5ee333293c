import { Email, Timestamp } from './ids';
import { z } from './zod';

/** Text from the console, as `ConsoleText` of the snapshot. */
const Shown = z.string().max(500);

/** A day in the calendar, as `YYYY-MM-DD`. */
export const Day = z.iso.date();
export type Day = z.infer<typeof Day>;

/** As many people are read of one invitation. */
export const MOST_INVITED = 500;

/** Somebody an invitation is for; a list of the CRM may show names alone. */
export const Invitee = z.object({ email: Email.nullable(), name: Shown.nullable() });
export type Invitee = z.infer<typeof Invitee>;

/** When the access ends: never, on a day (`null` where it cannot be told which the text names), or nobody knows. */
export const Expiry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('never') }),
  z.object({ kind: z.literal('on'), day: Day.nullable(), shown: Shown }),
  z.object({ kind: z.literal('unknown') }),
]);
export type Expiry = z.infer<typeof Expiry>;

/** A box to tick. */
export const Ticked = z.enum(['ticked', 'not-ticked', 'unknown']);
export type Ticked = z.infer<typeof Ticked>;

/**
 * The open invitation of a sales user, of all steps that were shown so far. Of its message only the placeholders
 * are kept, and of those only as many as a person would look at.
 */
export const Invitation = z.object({
  /** What the wizard asks for now. */
  step: z.enum(['who', 'access', 'message', 'unknown']),
  how: z.enum(['crm', 'email', 'unknown']),
  /** Who is invited; `null` when that was never shown. */
  people: z.array(Invitee).max(MOST_INVITED).nullable(),
  expiry: Expiry,
  accountInsight: Ticked,
  /** What is still to be filled in in the message; `null` before it is shown. */
  placeholders: z.array(z.string().max(60)).max(20).nullable(),
});
export type Invitation = z.infer<typeof Invitation>;

/** What is known of somebody who is about to be invited. */
export const KnownInvitee = z.object({
  email: Email,
  /** When they were invited from this browser last, and until when; `null` when they were not. */
  before: z.object({ at: Timestamp, expires: Day.nullable() }).nullable(),
  /** Whether they were seen under User Access. */
  isUser: z.boolean(),
});
export type KnownInvitee = z.infer<typeof KnownInvitee>;

/** What the background knows that matters to an invitation. */
export const KnownInvitees = z.object({
  people: z.array(KnownInvitee).max(MOST_INVITED),
  /** The domains of everybody seen or invited so far in this account, the most frequent first. */
  domains: z.array(z.string().max(320)).max(200),
  /** After how many days access is to end, by the organisation or the person; `null` without such a rule. */
  expiryDays: z.int().nullable(),
});
export type KnownInvitees = z.infer<typeof KnownInvitees>;

/** Somebody who was invited from this browser, as it is kept. */
export const Invited = z.object({
  ...Invitee.shape,
  /** The last day of the access; `null` is never, or a day that could not be read. */
  expires: Day.nullable(),
  accountInsight: Ticked,
  at: Timestamp,
});
export type Invited = z.infer<typeof Invited>;
