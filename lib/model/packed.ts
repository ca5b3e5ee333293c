import { MOST_IN_ROSTER, RosterEntry } from './plan';
import { Snapshot } from './snapshot';
import { z } from './zod';

/** More is no page's. */
const LONGEST = 50_000_000;

/** What a text unpacks to, which anything may be. */
const Unpacked = z
  .string()
  .max(LONGEST)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.issues.push({ code: 'custom', message: 'not a packed value', input: text });
      return z.NEVER;
    }
  });

/** A snapshot as text; what it unpacks to is parsed like any other. */
export const PackedSnapshot = Unpacked.pipe(Snapshot);

/** The people of a roster, each of them once. */
export const RosterEntries = z
  .array(RosterEntry)
  .min(1)
  .max(MOST_IN_ROSTER)
  .refine((all) => new Set(all.map(({ email }) => email)).size === all.length, 'twice the same');

/** The people of a roster as text: handing ten thousand over as objects holds a page up. */
export const PackedRoster = Unpacked.pipe(RosterEntries);

/** As many people are written down in one step. */
const STEP = 100;

/** Writes a snapshot down, some of its people at a step: handing thousands over as objects holds a page up. */
export function* packSnapshot({ users, ...rest }: Snapshot): Generator<void, string> {
  if (users.coverage === 'unknown') return JSON.stringify({ ...rest, users });
  const { coverage, value } = users;
  const parts: string[] = [];
  for (let from = 0; from < value.length; from += STEP) {
    parts.push(...value.slice(from, from + STEP).map((user) => JSON.stringify(user)));
    yield;
  }
  const people = `{"coverage":"${coverage}","value":[${parts.join(',')}]}`;
  return `${JSON.stringify(rest).slice(0, -1)},"users":${people}}`;
}
