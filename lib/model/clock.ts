/** Where the time comes from. Passed to whatever depends on it, so that tests can bring their own. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
}

/** The wall clock of this machine. */
export const systemClock: Clock = { now: () => Date.now() };

/** Milliseconds in one minute. */
export const MINUTE = 60_000;
