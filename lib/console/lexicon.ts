import { type CompleteProfile, type Profile, Term } from '@/lib/model/profile';

/** The longest text that can be a label; what is longer is prose and matches nothing. */
const LONGEST_LABEL = 80;

/** Says which terms of a profile a text names. */
export interface Lexicon {
  /** Whether the text is a name of the term, in any language, apart from case, spacing and a count. */
  names(term: Term, text: string): boolean;
  /** The first of some terms that a text names; one look at the text for all of them. */
  firstNamed<T extends Term>(terms: readonly T[], text: string): T | undefined;
  /** The same for a verb on a control, which may say besides what it is done to ("Connect 3 users"). */
  acts(term: Term, text: string): boolean;
  /** Whether the text could be the name of a credential at all; cheap enough to be asked of every text of a page. */
  mayName(text: string): boolean;
  /** Whether a name of the term stands somewhere in the text. */
  mentions(term: Term, text: string): boolean;
}

/** What nobody sees in a text: soft hyphens, joiners, places to break a line at, marks of direction and style. */
const INVISIBLE =
  /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|[\u034f\ufe00-\ufe0f]/gu;

/** A text without what nobody sees of it. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, '');
}

/**
 * A label as it is compared: compatibility forms folded (full-width and ligatures), lower case, single
 * spaces, nothing invisible, one kind of apostrophe, no trailing colon, asterisk, ellipsis or count ("Connect (3)").
 */
export function normaliseLabel(text: string): string {
  return visibleText(text.slice(0, LONGEST_LABEL * 4))
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’ʼ`]/gu, "'")
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/\s*(?:[(（[]\s*\d+\s*[)）\]]|\d+)$/u, '')
    .replace(/[\s:：*…._-]+$/u, '')
    .trim();
}

const CREDENTIALS = ['munchkin-id', 'client-id', 'client-secret'] as const;

/** Terms that exclude each other: what is the one cannot be the other. */
const RIVALS: readonly (readonly Term[])[] = [
  ['connect', 'disconnect', 'delete'],
  ['connected', 'not-connected'],
  ['admin', 'user'],
  ['set-up', 'user-access', 'user-management'],
  CREDENTIALS,
  ['name', 'email', 'role', 'status', 'workspace', 'team'],
];

/** The terms that a word of this term must not also be a name of. */
export function rivalsOf(term: Term): Term[] {
  return RIVALS.filter((group) => group.includes(term))
    .flat()
    .filter((other) => other !== term);
}

/**
 * Makes the words of a profile ready for comparison, and those of others that add to it. Where an added word is
 * already the built-in name of a rival, it is left out: what a word means cannot be turned around.
 */
export function compileLexicon(
  builtIn: CompleteProfile,
  additions: readonly Profile[] = [],
): Lexicon {
  const base = new Map(Term.options.map((term) => [term, labelsOf(builtIn, term)]));
  const labels = new Map<Term, ReadonlySet<string>>();
  for (const term of Term.options) {
    const taken = rivalsOf(term).map((rival) => base.get(rival));
    const added = additions
      .flatMap((profile) => [...labelsOf(profile, term)])
      .filter((label) => !taken.some((rival) => rival?.has(label)));
    labels.set(term, new Set([...(base.get(term) ?? []), ...added]));
  }
  // The longest first, so that "selected users" goes before "selected" does.
  const objects = [...(labels.get('object') ?? [])].sort((a, b) => b.length - a.length);

  const credentialInitials = new Set(
    CREDENTIALS.flatMap((term) => [...(labels.get(term) ?? [])].map((label) => [...label][0])),
  );

  function isNamed(term: Term, label: string): boolean {
    return label !== '' && (labels.get(term)?.has(label) ?? false);
  }

  return {
    names: (term, text) => text.length <= LONGEST_LABEL * 4 && isNamed(term, normaliseLabel(text)),
    firstNamed(terms, text) {
      if (text.length > LONGEST_LABEL * 4) return undefined;
      const label = normaliseLabel(text);
      return terms.find((term) => isNamed(term, label));
    },
    acts(term, text) {
      if (text.length > LONGEST_LABEL * 4) return false;
      const label = normaliseLabel(text);
      return [...(labels.get(term) ?? [])].some((verb) => {
        const around = aroundVerb(label, verb);
        return around !== null && isOnlyObjects(around, objects);
      });
    },
    mayName(text) {
      const first = /\S/u.exec(visibleText(text))?.[0];
      return first !== undefined && credentialInitials.has(first.normalize('NFKC').toLowerCase());
    },
    mentions(term, text) {
      const label = ` ${normaliseLabel(text.slice(0, LONGEST_LABEL * 4))} `;
      return [...(labels.get(term) ?? [])].some((word) =>
        label.includes(isSpaced(word) ? ` ${word} ` : word),
      );
    },
  };
}

function labelsOf(profile: Profile, term: Term): ReadonlySet<string> {
  return new Set(
    Object.values(profile.words[term] ?? {})
      .flat()
      .map(normaliseLabel),
  );
}

/** Whether a word stands between spaces, as in most scripts. */
function isSpaced(word: string): boolean {
  return /\p{Script=Latin}/u.test(word);
}

/** Whether nothing is left of a text but numbers and what a verb may be done to. */
function isOnlyObjects(text: string, objects: readonly string[]): boolean {
  let rest = ` ${text.replace(/\d+/gu, ' ')} `.replace(/\s+/gu, ' ');
  for (const object of objects) {
    rest = rest.replaceAll(isSpaced(object) ? ` ${object} ` : object, ' ');
  }
  return normaliseLabel(rest) === '';
}

/** What stands around a verb in a label; `null` where it does not stand there as a word. */
function aroundVerb(label: string, verb: string): string | null {
  const padded = ` ${label} `;
  const word = isSpaced(verb) ? ` ${verb} ` : verb;
  return padded.includes(word) ? padded.replace(word, ' ') : null;
}
