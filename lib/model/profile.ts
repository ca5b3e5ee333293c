import { AccountId, Email, Timestamp } from './ids';
import { z } from './zod';

/** The things whose names the recogniser knows. */
export const Term = z.enum([
  'connect',
  'disconnect',
  'marketo',
  'set-up',
  'user-access',
  'user-management',
  'munchkin-id',
  'client-id',
  'client-secret',
  'workspace',
  'name',
  'email',
  'role',
  'status',
  'team',
  'admin',
  'user',
  'connected',
  'not-connected',
  'selected',
  'object',
  'delete',
  'settings',
  'admin-settings',
  'actions',
  'invite-users',
  'invite-csv',
  'send',
]);
export type Term = z.infer<typeof Term>;

/** A literal text of the console. */
const Literal = z.string().trim().min(1).max(80);

/** Words for one thing, by language tag. All languages are tried at once: the tags only document. */
const Words = z.record(z.string().min(1).max(35), z.array(Literal).max(50));

/** A route of the console: the beginning of the URL's hash, and the page it shows. */
export const Route = z.strictObject({
  hash: z.string().startsWith('#').max(200),
  page: z.enum([
    'marketo',
    'marketo-setup',
    'user-access',
    'user-management',
    'sales-users',
    'settings',
  ]),
});
export type Route = z.infer<typeof Route>;

/** The intents that a person can point a control out for. */
export const TaughtIntent = z.enum(['connect', 'disconnect', 'grant-open', 'grant', 'revoke']);
export type TaughtIntent = z.infer<typeof TaughtIntent>;

/** Where on a page a control stands: in a dialog, in one person's row, or anywhere else. */
export const Place = z.enum(['dialog', 'row', 'page']);
export type Place = z.infer<typeof Place>;

/** One element by its tag, and what marks it out: classes, ids, and attributes that hold nothing about anybody. */
const MARK =
  '(?:[.#][A-Za-z_][\\w-]*|\\[(?:role|type|name|data-testid|data-test|data-action|data-icon)="[\\w -]{1,60}"\\])';
const TAG = '(?:[a-z][a-z0-9-]*|\\*)';
const STEP = `(?:${TAG}${MARK}*|${MARK}+)`;

/**
 * A selector that can do nothing but name an element: up to six steps joined by child combinators, of which the
 * last says more than a tag. No functions and no lists, so no cost to speak of, and nothing that fits everything.
 */
export const HintSelector = z
  .string()
  .max(300)
  .regex(new RegExp(`^(?:${STEP} > ){0,5}${TAG}?${MARK}+$`, 'u'), 'not a plain selector');

/** What tells a control apart, by meaning first: its label, and only without one its place in the markup. */
const pointer = {
  page: z.enum(['marketo', 'marketo-setup', 'user-access']),
  place: Place,
  label: Literal.nullable(),
  selector: HintSelector.nullable(),
};

const isPointing = ({ label, selector }: { label: string | null; selector: string | null }) =>
  label !== null || selector !== null;

/** A control that a person has pointed out: what is so on this page does this. */
export const Hint = z
  .strictObject({ ...pointer, intent: TaughtIntent })
  .refine(isPointing, 'neither a label nor a selector');
export type Hint = z.infer<typeof Hint>;

/** Id of an exception. */
export const ExceptionId = z.uuid().brand<'ExceptionId'>();
export type ExceptionId = z.infer<typeof ExceptionId>;

const misread = { ...pointer, intent: TaughtIntent, person: Email.nullable() };

/**
 * A control that a person has said is not what it was taken for: one control only, whose label, place, markup
 * and person must all be the same.
 */
export const Misread = z.object(misread).refine(isPointing, 'neither a label nor a selector');
export type Misread = z.infer<typeof Misread>;

/** A {@link Misread} as kept: in this browser and in no profile, so that nobody can hand a silence on. */
export const Exception = z
  .object({
    ...misread,
    id: ExceptionId,
    at: Timestamp,
    /** Whose console it stands in; an older one, that does not say so, counts in every account's. */
    account: AccountId.optional(),
  })
  .refine(isPointing, 'neither a label nor a selector');
export type Exception = z.infer<typeof Exception>;

/**
 * How a console's pages and controls are recognised: literal strings and plain selectors, no code, no hosts.
 * Every profile but the built-in one can only add to what is recognised.
 */
export const Profile = z.strictObject({
  id: z.string().trim().min(1).max(80),
  version: z.literal(1),
  /** The longest that fits wins; a hash that fits none is `elsewhere`. */
  routes: z.array(Route).max(100).default([]),
  words: z.partialRecord(Term, Words).default({}),
  hints: z.array(Hint).max(200).default([]),
});
export type Profile = z.infer<typeof Profile>;

/** A profile with words for everything, as the built-in one is. */
export type CompleteProfile = Profile & { readonly words: Readonly<Record<Term, Words>> };
type Words = z.infer<typeof Words>;

/** The tabs of the Marketo page, which a person can say the words for. */
export const TaughtTab = z.enum(['set-up', 'user-access']);
export type TaughtTab = z.infer<typeof TaughtTab>;

/** A person's word for one of the tabs. */
export const TabWord = z.object({ page: TaughtTab, word: Literal });
export type TabWord = z.infer<typeof TabWord>;

/** Where a profile that adds to the built-in one comes from: the organisation, a file, this person's teaching. */
export const ProfileOrigin = z.enum(['managed', 'imported', 'own']);
export type ProfileOrigin = z.infer<typeof ProfileOrigin>;

/** Everything that changes what the built-in profile recognises. */
export const Teaching = z.object({
  profiles: z.array(z.object({ origin: ProfileOrigin, profile: Profile })).max(3),
  exceptions: z.array(Exception).max(500),
});
export type Teaching = z.infer<typeof Teaching>;

/** Why a field of a profile is refused. Each is a sentence of `dashboard.problem` in the messages. */
export const ProfileReason = z.enum([
  'file-too-long',
  'not-json',
  'newer-version',
  'unknown-key',
  'missing',
  'wrong-kind',
  'not-offered',
  'empty',
  'too-long',
  'too-many',
  'no-hash',
  'bad-selector',
  'names-nothing',
  'names-somebody',
  'other-meaning',
  'hides-a-verb',
  'takes-a-page',
]);
export type ProfileReason = z.infer<typeof ProfileReason>;

/** What is wrong with a profile: where, and why. */
export const ProfileProblem = z.object({
  /** The path to the field, as in `words.connect.de.0`; empty for the text as a whole. */
  field: z.string().max(200),
  reason: ProfileReason,
  /** What the reason speaks of, for its sentence: a built-in term or page, or the most that is allowed. */
  about: z.union([Term, Route.shape.page, z.number()]).nullable(),
});
export type ProfileProblem = z.infer<typeof ProfileProblem>;
