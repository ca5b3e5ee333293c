import { Email } from './ids';
import { z } from './zod';

/** Whether data sync between Marketo and Sales Insight Actions has been started, as a person has said. */
export const DataSync = z.enum(['started', 'not-started', 'unknown']);
export type DataSync = z.infer<typeof DataSync>;

/**
 * The user whom the very first invite was sent to. Once data sync has been started, they must not be removed
 * (CONSOLE.md rule 7). No page shows either, so both are what a person has said.
 */
export const OriginalUser = z.object({
  user: z.union([z.literal('unknown'), Email]),
  dataSync: DataSync,
  /** Those of whom it was said that they are not. */
  others: z.array(Email).max(200).default([]),
});
export type OriginalUser = z.infer<typeof OriginalUser>;

/** Nobody has said anything yet. */
export const NOBODY_KNOWS: OriginalUser = { user: 'unknown', dataSync: 'unknown', others: [] };

/** What a person says of the original user: whatever of it they know. */
export const OriginalUserSaid = OriginalUser.partial();
export type OriginalUserSaid = z.infer<typeof OriginalUserSaid>;

/** What is known once a person has said more. Who is named as the original user is none of the others. */
export function learnOriginal(before: OriginalUser, said: OriginalUserSaid): OriginalUser {
  const user = said.user ?? before.user;
  const others = new Set([...before.others, ...(said.others ?? [])]);
  if (user !== 'unknown' && said.user !== undefined) others.delete(user);
  return {
    user: user !== 'unknown' && others.has(user) ? 'unknown' : user,
    dataSync: said.dataSync ?? before.dataSync,
    others: [...others].slice(-200),
  };
}

/**
 * Whether somebody must not be removed: `no` where one of the two reasons is known not to hold, `unknown` while
 * that is not.
 */
export function mustStay(original: OriginalUser, email: Email): 'yes' | 'no' | 'unknown' {
  const { user, dataSync, others } = original;
  if (dataSync === 'not-started' || others.includes(email)) return 'no';
  if (user !== 'unknown' && user !== email) return 'no';
  return user === email && dataSync === 'started' ? 'yes' : 'unknown';
}
