import { type Profile, Term } from '@/lib/model/profile';

/** The longest text that can be a label; what is longer is prose and matches nothing. */
const LONGEST_LABEL = 80;

/** Says which terms of a profile a text names. */
export interface Lexicon {
  /** Whether the text is a name of the term, in any language, apart from case, spacing and a count. */
  names(term: Term, text: string): boolean;
}

/**
 * A label as it is compared: compatibility forms folded (full-width and ligatures), lower case, single
 * spaces, one kind of apostrophe, no trailing colon, asterisk, ellipsis or count ("Connect (3)").
 */
export function normaliseLabel(text: string): string {
  return text
    .slice(0, LONGEST_LABEL * 4)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’ʼ`]/gu, "'")
    .replace(/[\s\u200b-\u200f\u2060\ufeff]+/gu, ' ')
    .trim()
    .replace(/\s*(?:[(（[]\s*\d+\s*[)）\]]|\d+)$/u, '')
    .replace(/[\s:：*…._-]+$/u, '')
    .trim();
}

/** Makes a profile's words ready for comparison. */
export function compileLexicon(profile: Profile): Lexicon {
  const labels = new Map<Term, ReadonlySet<string>>(
    Term.options.map((term) => [
      term,
      new Set(Object.values(profile.words[term]).flat().map(normaliseLabel)),
    ]),
  );
  return {
    names(term, text) {
      if (text.length > LONGEST_LABEL * 4) return false;
      const label = normaliseLabel(text);
      return label !== '' && (labels.get(term)?.has(label) ?? false);
    },
  };
}
