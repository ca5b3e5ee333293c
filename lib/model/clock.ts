import { Timestamp } from './ids';
import { z } from './zod';

/** Where the time comes from. Passed to whatever depends on it, so that tests can bring their own. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
}

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

/** A clock that can be read together with one that nobody can set. */
export interface SteadyClock extends Clock {
  read(): Reading;
}

/** This context's own beginning: a worker that is started again has another one. */
const ORIGIN = crypto.randomUUID();

/** The clocks of this machine, as this context has them. */
export const systemClock: SteadyClock = {
  now: () => Date.now(),
  read: () => ({ at: Date.now(), origin: ORIGIN, steady: Math.round(performance.now()) }),
};

/** Milliseconds in one minute. */
export const MINUTE = 60_000;

/** Milliseconds in one day. */
export const DAY = 24 * 60 * MINUTE;
