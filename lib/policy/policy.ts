import { browser } from 'wxt/browser';
import { Policy } from '@/lib/model/settings';

/** What an organisation prescribes, and what it would prescribe if it were well formed. */
export interface Prescription {
  readonly policy: Policy;
  /** The parts that count for nothing, as they are malformed. */
  readonly malformed: readonly (keyof Policy)[];
}

/** Reads a policy part by part, so that one mistake does not lose the rest. What is none of ours is left out. */
export function prescriptionOf(given: unknown): Prescription {
  const parts = new Map(
    typeof given === 'object' && given !== null ? Object.entries(given) : undefined,
  );
  const set = Policy.keyof().options.filter((name) => parts.has(name));
  const isGood = (name: keyof Policy) =>
    Policy.safeParse({ [name]: parts.get(name) }).success && parts.get(name) !== undefined;
  const good = set.filter(isGood).map((name) => [name, parts.get(name)]);
  return {
    policy: Policy.parse(Object.fromEntries(good)),
    malformed: set.filter((name) => !isGood(name)),
  };
}

/** What the organisation prescribes; nothing where there is no policy or the browser knows of none. */
export async function readPrescription(): Promise<Prescription> {
  // Firefox rejects where no policy is set.
  return prescriptionOf(await browser.storage.managed.get().catch(() => ({})));
}

/** The well-formed part of {@link readPrescription}. */
export async function readPolicy(): Promise<Policy> {
  return (await readPrescription()).policy;
}
