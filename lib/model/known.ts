import { Handoff } from './handoff';
import { AccountId, Timestamp } from './ids';
import { Wait } from './wait';
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

/** What the background knows about the account of a tab; pushed to the console and cached there. */
export const Known = z.object({
  account: z.object({ id: AccountId, name: z.string(), munchkinId: z.string().nullable() }),
  wait: Wait.nullable(),
  figures: Figures.nullable(),
  handoff: Handoff.nullable(),
});
export type Known = z.infer<typeof Known>;
