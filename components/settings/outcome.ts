import type { ProfileProblem } from '@/lib/model/profile';

/** What became of a request of this page: done, or why not in words. */
export type Outcome = { readonly ok: true } | { readonly ok: false; readonly why: string };

/** What became of a profile that was brought in. */
export type ImportResult =
  | Outcome
  | { readonly ok: false; readonly problems: readonly ProfileProblem[] };
