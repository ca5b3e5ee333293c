import {
  type CompleteProfile,
  type Hint,
  Profile,
  type ProfileProblem,
  type ProfileReason,
  type Route,
  Term,
} from '@/lib/model/profile';
import type { z } from '@/lib/model/zod';
import { compileLexicon, type Lexicon, normaliseLabel, rivalsOf } from './lexicon';
import { pageOfHash } from './recognition';

/** A profile that may be used, or everything that speaks against it. */
export type Acceptance =
  | { readonly ok: true; readonly profile: Profile }
  | { readonly ok: false; readonly problems: readonly ProfileProblem[] };

/** More is no profile that a person wrote. */
export const LONGEST_PROFILE = 500_000;

/** As many problems as a person wants to read at once. */
const MOST_PROBLEMS = 20;

/** The longest path that is shown; its keys come from the text. */
const LONGEST_FIELD = 200;

/** An address anywhere in a text: a profile is handed on, and so must speak of nobody. */
const ADDRESS = /[^\s@]@[^\s@]+\.[^\s@]/u;

/** The word on a control that does this. */
const VERB = {
  connect: 'connect',
  'grant-open': 'connect',
  grant: 'connect',
  disconnect: 'disconnect',
  revoke: 'disconnect',
} as const satisfies Record<Hint['intent'], Term>;

const OTHER_VERB = { connect: 'disconnect', disconnect: 'connect' } as const;

/**
 * Judges a profile that is to add to the built-in one, from its JSON text. It may only add: what would turn the
 * meaning of a built-in word around, hide one, or take a page away is refused, and so is what names a person.
 */
export function acceptProfile(text: string, builtIn: CompleteProfile): Acceptance {
  if (text.length > LONGEST_PROFILE) return refused(problem([], 'file-too-long', LONGEST_PROFILE));
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refused(problem([], 'not-json'));
  }
  // First of all, as everything else that is odd about it may be what is new.
  if (isNewer(json)) return refused(problem(['version'], 'newer-version'));
  const parsed = Profile.safeParse(json);
  if (!parsed.success) return refused(...parsed.error.issues.flatMap((one) => ofIssue(one, json)));
  const problems = meaningProblems(parsed.data, builtIn);
  return problems.length > 0 ? refused(...problems) : { ok: true, profile: parsed.data };
}

/**
 * What of a person's own teaching may be handed on, and how many of their hints may not: those that name
 * somebody, and those that the browser of a colleague would refuse.
 *
 * @param isSomebody whether a label or a selector names a person known here
 */
export function handOn(
  own: Profile,
  builtIn: CompleteProfile,
  isSomebody: (label: string) => boolean,
): { readonly profile: Profile; readonly leftOut: number } {
  const lexicon = compileLexicon(builtIn);
  const speaksOf = ({ label, selector }: Hint) =>
    [label, selector].some((part) => part !== null && isSomebody(part));
  const hints = own.hints.filter(
    (hint) => hintProblems(hint, 0, lexicon).length === 0 && !speaksOf(hint),
  );
  return { profile: { ...own, hints }, leftOut: own.hints.length - hints.length };
}

/** One problem for each field: a second one often only says the first again. */
function refused(...problems: ProfileProblem[]): Acceptance {
  const byField = new Map(problems.toReversed().map((one) => [one.field, one]));
  const first = problems.filter((one) => byField.get(one.field) === one);
  return { ok: false, problems: first.slice(0, MOST_PROBLEMS) };
}

function problem(
  path: readonly PropertyKey[],
  reason: ProfileReason,
  about: ProfileProblem['about'] = null,
): ProfileProblem {
  const field = path.map(String).join('.');
  const shown = field.length > LONGEST_FIELD ? `${field.slice(0, LONGEST_FIELD - 1)}…` : field;
  return { field: shown, reason, about };
}

function isNewer(json: unknown): boolean {
  const version = typeof json === 'object' && json !== null && 'version' in json && json.version;
  return typeof version === 'number' && version > 1;
}

/** What the schema has found, in our words. */
function ofIssue(issue: z.core.$ZodIssue, json: unknown): ProfileProblem[] {
  const { path } = issue;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => problem([...path, key], 'unknown-key'));
    case 'invalid_key':
      return [problem(path, 'unknown-key')];
    case 'invalid_type':
      return [problem(path, isThere(json, path) ? 'wrong-kind' : 'missing')];
    case 'invalid_value':
      return [problem(path, isThere(json, path) ? 'not-offered' : 'missing')];
    case 'too_small':
      return [problem(path, 'empty')];
    case 'too_big':
      return [
        problem(path, issue.origin === 'array' ? 'too-many' : 'too-long', Number(issue.maximum)),
      ];
    case 'invalid_format':
      return [problem(path, issue.format === 'starts_with' ? 'no-hash' : 'bad-selector')];
    default:
      return [problem(path, path.at(-1) === 'selector' ? 'bad-selector' : 'names-nothing')];
  }
}

/** Whether the text says anything at all at this path. */
function isThere(json: unknown, path: readonly PropertyKey[]): boolean {
  let at: unknown = json;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return false;
    // A key of its own was found just now, and what it holds is unknown still.
    at = (at as Record<PropertyKey, unknown>)[key];
  }
  return true;
}

/** What is wrong with a profile that is well formed. */
function meaningProblems(profile: Profile, builtIn: CompleteProfile): ProfileProblem[] {
  const lexicon = compileLexicon(builtIn);
  return [
    ...(ADDRESS.test(profile.id) ? [problem(['id'], 'names-somebody')] : []),
    ...wordProblems(profile, builtIn, lexicon),
    ...profile.routes.flatMap((route, place) => routeProblems(route, place, builtIn)),
    ...profile.hints.flatMap((hint, place) => hintProblems(hint, place, lexicon)),
  ];
}

function wordProblems(
  profile: Profile,
  builtIn: CompleteProfile,
  lexicon: Lexicon,
): ProfileProblem[] {
  const verbs = verbsOf(builtIn);
  return Term.options.flatMap((term) =>
    Object.entries(profile.words[term] ?? {}).flatMap(([language, words]) =>
      words.flatMap((word, place) => {
        const path = ['words', term, language, place];
        if (ADDRESS.test(word) || ADDRESS.test(language)) return [problem(path, 'names-somebody')];
        const rival = rivalsOf(term).find((other) => means(other, word, lexicon));
        if (rival !== undefined) return [problem(path, 'other-meaning', rival)];
        const isNew = term === 'object' && !lexicon.names(term, word);
        const hidden = isNew ? verbs.find(({ label }) => hides(word, label, lexicon)) : undefined;
        return hidden === undefined ? [] : [problem(path, 'hides-a-verb', hidden.term)];
      }),
    ),
  );
}

/** Whether a word is already understood as this, a verb also with what it is done to beside it. */
function means(term: Term, word: string, lexicon: Lexicon): boolean {
  const isVerb = term === 'connect' || term === 'disconnect';
  return isVerb ? lexicon.acts(term, word) : lexicon.names(term, word);
}

function verbsOf(builtIn: CompleteProfile): { term: 'connect' | 'disconnect'; label: string }[] {
  return (['connect', 'disconnect'] as const).flatMap((term) =>
    Object.values(builtIn.words[term])
      .flat()
      .map((word) => ({ term, label: normaliseLabel(word) })),
  );
}

/**
 * What a verb is done to is left out before the verb is looked up. Would that tear a piece off the verb itself?
 * Scripts without spaces have no words to compare, so that there any overlap is one too many.
 */
function hides(object: string, verb: string, lexicon: Lexicon): boolean {
  const left = normaliseLabel(object);
  if (!/\p{Script=Latin}/u.test(left)) return overlap(left, verb);
  const words = new Set(left.split(' '));
  return verb.split(' ').some((word) => words.has(word) && !lexicon.names('object', word));
}

/** Whether one of two texts contains the other, or begins with what the other ends with. */
function overlap(a: string, b: string): boolean {
  if (a.includes(b) || b.includes(a)) return true;
  const shorter = Math.min(a.length, b.length);
  return Array.from({ length: shorter }, (_, length) => length + 1).some(
    (length) => a.endsWith(b.slice(0, length)) || b.endsWith(a.slice(0, length)),
  );
}

function routeProblems(route: Route, place: number, builtIn: CompleteProfile): ProfileProblem[] {
  const path = ['routes', place, 'hash'];
  if (ADDRESS.test(route.hash)) return [problem(path, 'names-somebody')];
  const known = pageOfHash(route.hash, builtIn);
  if (known === 'elsewhere' || known === 'settings' || known === route.page) return [];
  return [problem(path, 'takes-a-page', known)];
}

function hintProblems(
  { label, intent }: Pick<Hint, 'label' | 'intent'>,
  place: number,
  lexicon: Lexicon,
): ProfileProblem[] {
  if (label === null) return [];
  const path = ['hints', place, 'label'];
  if (ADDRESS.test(label)) return [problem(path, 'names-somebody')];
  const other = OTHER_VERB[VERB[intent]];
  return lexicon.acts(other, label) ? [problem(path, 'other-meaning', other)] : [];
}
