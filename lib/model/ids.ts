import { z } from './zod';

/** Local random id of an account; never derived from anything in the console. */
export const AccountId = z.uuid().brand<'AccountId'>();
export type AccountId = z.infer<typeof AccountId>;

/** What a person calls an account. */
export const AccountName = z.string().trim().min(1).max(80);
export type AccountName = z.infer<typeof AccountName>;

/** Id of a wait. */
export const WaitId = z.uuid().brand<'WaitId'>();
export type WaitId = z.infer<typeof WaitId>;

/** Id of a handoff, the same in every browser that takes part in it. */
export const HandoffId = z.uuid().brand<'HandoffId'>();
export type HandoffId = z.infer<typeof HandoffId>;

/** An email address as data: trimmed, lower case, at most 320 characters (RFC 5321 limits). */
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(320)
  .regex(/^[^\s@<>]+@[^\s@<>]+$/u)
  .brand<'Email'>();
export type Email = z.infer<typeof Email>;

/** A moment: milliseconds since the Unix epoch, whole and not negative, before the year 10000. */
export const Timestamp = z.int().min(0).max(253_402_300_799_999);
export type Timestamp = z.infer<typeof Timestamp>;
