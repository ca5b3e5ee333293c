import { ENGAGE_TERMS, type EngageProfile, type EngageTerm } from './engage-profile';
import { normaliseLabel } from './lexicon';

/** The longest text that can be a label here. */
const LONGEST = 200;

/** Marketo Engage's profile, made ready for comparison. */
export interface EngageWords {
  /** Whether the text is a name of the term, in any language, apart from case, spacing and punctuation around it. */
  names(term: EngageTerm, text: string): boolean;
  /** Whether an id or a class is the wizard's own. */
  isWizardMark(mark: string): boolean;
  /** Whether a hash leads to the admin pages. */
  isAdminHash(hash: string): boolean;
}

/** Makes Marketo Engage's profile ready for use. */
export function compileEngageWords(profile: EngageProfile): EngageWords {
  const labels = new Map(
    ENGAGE_TERMS.map((term) => [
      term,
      new Set(Object.values(profile.words[term]).flat().map(normaliseLabel)),
    ]),
  );
  return {
    names: (term, text) =>
      text.length <= LONGEST && (labels.get(term)?.has(normaliseLabel(text)) ?? false),
    isWizardMark: (mark) => profile.wizard.test(mark),
    isAdminHash: (hash) => hash.startsWith(profile.adminHash),
  };
}
