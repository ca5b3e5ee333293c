/** What is drawn by lot, and how often. */
import fc from 'fast-check';
import { KINDS, type Mutation } from './mutations';

const ANY = fc.nat(9_999);

/** Changes to a page, at a control that matters more often than not. */
export const MUTATIONS: fc.Arbitrary<Mutation[]> = fc.array(
  fc.record(
    { kind: fc.constantFrom(...KINDS), near: fc.boolean(), at: ANY, how: ANY },
    // What has no prototype cannot be sent to a page over WebDriver BiDi.
    { noNullPrototype: true },
  ),
  { minLength: 1, maxLength: 8 },
);

/**
 * How often a property is tried, from which seed: the same each time, so that a test that passes goes on passing.
 * `SIA_FUZZ_SEED` and `SIA_FUZZ_RUNS` are for finding what that seed does not.
 */
export function parameters(runs: number): { numRuns: number; seed: number } {
  const { SIA_FUZZ_RUNS, SIA_FUZZ_SEED } = process.env;
  return {
    numRuns: Number(SIA_FUZZ_RUNS ?? runs),
    seed: Number(SIA_FUZZ_SEED ?? 20_260_131),
  };
}
