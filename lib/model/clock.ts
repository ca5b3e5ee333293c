import type { Reading } from './reading';

/** Where the time comes from. Passed to whatever depends on it, so that tests can bring their own. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
}

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
