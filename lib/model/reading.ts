import { Timestamp } from './ids';
import { z } from './zod';

/**
 * Where two clocks stood at one moment: the wall clock, which people and time servers set, and one that only
 * ever runs forward, at its own pace and from a beginning of its own.
 */
export const Reading = z.object({
  at: Timestamp,
  /** Names the beginning that `steady` counts from. Readings with different ones cannot be compared. */
  origin: z.string().min(1).max(64),
  /** Milliseconds since that beginning. Whether they run on while the machine sleeps is the platform's choice. */
  steady: z.int().min(0),
});
export type Reading = z.infer<typeof Reading>;
