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
});
export type OriginalUser = z.infer<typeof OriginalUser>;

/**
 * Whether somebody must not be removed: `no` where one of the two reasons is known not to hold, `unknown` while
 * that is not.
 */
export function mustStay({ user, dataSync }: OriginalUser, email: Email): 'yes' | 'no' | 'unknown' {
  if (dataSync === 'not-started') return 'no';
  if (user !== 'unknown' && user !== email) return 'no';
  return user === email && dataSync === 'started' ? 'yes' : 'unknown';
}
