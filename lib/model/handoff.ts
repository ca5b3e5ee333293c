import { PageKind } from './console';
import { Email, HandoffId, Timestamp } from './ids';
import { ConsoleText } from './snapshot';
import { Source } from './wait';
import { z } from './zod';

/** The steps of a handoff, in their order (CONSOLE.md rules 2 and 5 to 7). */
export const StepId = z.enum([
  'b-admin',
  'remove-access',
  'b-connects',
  'b-owner',
  'wait',
  'others-keep',
  'a-disconnects',
  'a-removed',
]);
export type StepId = z.infer<typeof StepId>;

/** Who acts in this browser. The lead watches and never acts. */
export const Role = z.enum(['a', 'b', 'lead']);
export type Role = z.infer<typeof Role>;

/** Who carries out a step; `null` where nobody does, and time alone passes. */
export const StepActor = Role.exclude(['lead']).nullable();
export type StepActor = z.infer<typeof StepActor>;

/** Time-ordered, globally unique: 13 digits of milliseconds, a dash, 16 random hex digits. */
export const EventId = z
  .string()
  .regex(/^\d{13}-[0-9a-f]{16}$/)
  .brand<'EventId'>();
export type EventId = z.infer<typeof EventId>;

/** The fingerprint of a public key: the first 24 hexadecimal digits of its SHA-256. */
export const KeyId = z
  .string()
  .regex(/^[0-9a-f]{24}$/)
  .brand<'KeyId'>();
export type KeyId = z.infer<typeof KeyId>;

/** A public P-256 key: its uncompressed point in base64url. */
export const PublicKey = z
  .string()
  .regex(/^[A-Za-z0-9_-]{87}$/)
  .brand<'PublicKey'>();
export type PublicKey = z.infer<typeof PublicKey>;

/** An ECDSA signature with P-256 and SHA-256, in base64url. */
export const Signature = z
  .string()
  .regex(/^[A-Za-z0-9_-]{86}$/)
  .brand<'Signature'>();
export type Signature = z.infer<typeof Signature>;

/** A person's own words: a name or a note. */
export const Words = z.string().trim().min(1).max(200);
export type Words = z.infer<typeof Words>;

/** Whose browser wrote an event, and what the person at it is called if they have said so. */
export const Author = z.object({ key: KeyId, name: Words.nullable().default(null) });
export type Author = z.infer<typeof Author>;

const eventBase = {
  id: EventId,
  handoff: HandoffId,
  at: Timestamp,
  /** The role of the browser in which it came about. */
  role: Role,
  author: Author,
};

/** Seen by the author's browser, or said by a person; `imported` is what the reader makes of it. */
const OwnSource = Source.exclude(['imported']);

const statement = {
  step: StepId,
  source: OwnSource,
  /** Who says so; required where a person declares that a step is done. */
  by: Words.nullable().default(null),
  /** How they know, or why; required where a person declares that a step is done. */
  note: Words.nullable().default(null),
};

/**
 * One thing that happened in a handoff. Immutable; the state of a handoff is a fold over its events, and
 * taking something back is an event too.
 */
export const HandoffEvent = z.discriminatedUnion('kind', [
  z.object({
    ...eventBase,
    kind: z.literal('started'),
    adminA: Email.nullable().default(null),
    adminB: Email,
    munchkinId: z.string().max(20).nullable().default(null),
  }),
  z.object({
    ...eventBase,
    kind: z.literal('step-done'),
    ...statement,
    /** There was nothing to do: B has no access that would have to be removed. */
    notNeeded: z.boolean().default(false),
  }),
  z.object({ ...eventBase, kind: z.literal('step-undone'), ...statement }),
  /** A question about a disconnect was answered with going on although these steps were open. */
  z.object({
    ...eventBase,
    kind: z.literal('went-on'),
    open: z.array(StepId).max(StepId.options.length),
    /** How many people had access, as far as was known. */
    people: z.int().min(0).nullable().default(null),
    reason: Words.nullable().default(null),
  }),
  z.object({ ...eventBase, kind: z.literal('closed'), outcome: z.enum(['finished', 'abandoned']) }),
]);
export type HandoffEvent = z.infer<typeof HandoffEvent>;

/** Where a step stands; the values of `data-state`. `blocked`: doing it now would do harm. */
export const StepState = z.enum(['todo', 'doing', 'done', 'blocked']);
export type StepState = z.infer<typeof StepState>;

/** What makes a step count as done, and how this browser came to know it. */
export const StepProof = z.object({
  source: Source,
  by: Words.nullable(),
  note: Words.nullable(),
  notNeeded: z.boolean(),
  role: Role,
  author: Author,
  at: Timestamp,
});
export type StepProof = z.infer<typeof StepProof>;

/** Somebody has said that a step is done, and a console shows that it is not. Shown until one of them gives way. */
export const Contradiction = z.object({
  said: StepProof,
  /** Whose console shows it, and when it did. */
  seen: z.object({ role: Role, author: Author, at: Timestamp }),
});
export type Contradiction = z.infer<typeof Contradiction>;

/** A step as this browser sees it. */
export const Step = z.object({
  id: StepId,
  /** Who does it. */
  actor: StepActor,
  /** Where in the console. */
  page: PageKind,
  /** The handoff can be finished without it. */
  optional: z.boolean(),
  state: StepState,
  /** Since when it is its turn; `null` unless it is being done. */
  since: Timestamp.nullable(),
  proof: StepProof.nullable(),
  contradicted: Contradiction.nullable(),
});
export type Step = z.infer<typeof Step>;

/**
 * How far a key is to be trusted: this browser's own; not compared yet; compared by voice, as a person said; or one
 * that claims the part or the name of somebody who had another key before.
 */
export const KeyTrust = z.enum(['own', 'new', 'compared', 'changed']);
export type KeyTrust = z.infer<typeof KeyTrust>;

/** A key that has signed events of a handoff. */
export const HandoffKey = z.object({
  fingerprint: KeyId,
  name: Words.nullable(),
  /** The part it has last spoken for. */
  role: Role,
  since: Timestamp,
  trust: KeyTrust,
});
export type HandoffKey = z.infer<typeof HandoffKey>;

/** That somebody went on with a disconnect although steps were open. */
export const HandoffException = z.object({
  at: Timestamp,
  role: Role,
  author: Author,
  open: z.array(StepId),
  people: z.int().min(0).nullable(),
  reason: Words.nullable(),
});
export type HandoffException = z.infer<typeof HandoffException>;

/** Somebody who had access, and to what. */
export const AccessHolder = z.object({
  email: Email,
  name: ConsoleText.nullable(),
  /** `null` where no table has shown any. */
  workspaces: z.array(ConsoleText).max(500).nullable(),
});
export type AccessHolder = z.infer<typeof AccessHolder>;

/** Who had access when a handoff began: what *everyone else still has access* is compared with. */
export const AccessSnapshot = z.object({
  at: Timestamp,
  /** Whether everybody under User Access had been seen. */
  coverage: z.enum(['whole', 'partial']),
  people: z.array(AccessHolder).max(20_000),
});
export type AccessSnapshot = z.infer<typeof AccessSnapshot>;

/** What a tab is to know of that comparison. */
export const AccessKept = z.object({
  /** When the snapshot was taken, and how many had access then. */
  takenAt: Timestamp,
  people: z.int().min(0),
  coverage: AccessSnapshot.shape.coverage,
  /** How many of them have none now, and the first of them by name. */
  lost: z.int().min(0),
  names: z.array(AccessHolder.omit({ workspaces: true })).max(20),
});
export type AccessKept = z.infer<typeof AccessKept>;

/** A handoff as this browser sees it: the fold of its events, and what is known beside them. */
export const Handoff = z.object({
  id: HandoffId,
  /** My role in it, in this browser, and what I am called in it. */
  role: Role,
  name: Words.nullable(),
  adminA: Email.nullable(),
  adminB: Email,
  munchkinId: z.string().max(20).nullable(),
  startedAt: Timestamp,
  outcome: z.enum(['open', 'finished', 'abandoned']),
  closedAt: Timestamp.nullable(),
  steps: z.array(Step),
  keys: z.array(HandoffKey),
  exceptions: z.array(HandoffException),
  /** `null` where no table of users had been seen. */
  access: AccessKept.nullable(),
});
export type Handoff = z.infer<typeof Handoff>;

/** What a pass would change if it were taken in. */
export const PassPreview = z.object({
  handoff: HandoffId,
  adminA: Email.nullable(),
  adminB: Email,
  startedAt: Timestamp,
  /** This browser takes no part in that handoff yet. */
  isNew: z.boolean(),
  /** What it tells that is not known here, in its order. */
  events: z.array(HandoffEvent),
  /** The steps that would stand otherwise, or rest on something else. `before` is `null` in a new handoff. */
  steps: z.array(
    z.object({
      id: StepId,
      before: StepState.nullable(),
      after: StepState,
      proof: StepProof.nullable(),
    }),
  ),
  /** The keys that are unknown here, or that would have to be looked at anew. */
  keys: z.array(HandoffKey),
  /** The steps of which somebody's word and a console would then say the opposite. */
  contradictions: z.array(StepId),
  /** `null` where it stays as it is. */
  outcome: Handoff.shape.outcome.nullable(),
  /** How many people's access comes with it, and of when; `null` where it carries events alone. */
  withPeople: z.object({ people: z.int().min(0), at: Timestamp }).nullable(),
});
export type PassPreview = z.infer<typeof PassPreview>;
