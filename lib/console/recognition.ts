import type {
  CompleteProfile,
  Exception,
  Hint,
  Profile,
  Route,
  Teaching,
} from '@/lib/model/profile';
import type { EngageWords } from './engage-words';
import { compileLexicon, type Lexicon } from './lexicon';

/** All that the recogniser works from: the built-in profile and what was added to it, made ready for use. */
export interface Recognition {
  readonly lexicon: Lexicon;
  /** The page that a URL's hash names, before anything on it is looked at. */
  pageOfHash(hash: string): Route['page'] | 'elsewhere';
  /** Controls that people have pointed out, the most specific source last. */
  readonly hints: readonly Hint[];
  /** Controls that this person has said are none of ours. */
  readonly exceptions: readonly Exception[];
  /** How Marketo Engage is recognised, if this is its console; `null` in Sales Insight Actions. */
  readonly engage: EngageWords | null;
}

/** Nothing is added to the built-in profile. */
export const UNTAUGHT: Teaching = { profiles: [], exceptions: [] };

/** Makes a profile, and what adds to it, ready for use. */
export function compileRecognition(builtIn: CompleteProfile, teaching: Teaching): Recognition {
  const additions = teaching.profiles.map(({ profile }) => profile);
  return {
    lexicon: compileLexicon(builtIn, additions),
    pageOfHash(hash) {
      const page = pageOfHash(hash, builtIn);
      // What is added finds pages; it takes none away.
      if (page !== 'settings' && page !== 'elsewhere') return page;
      const added = additions.map((profile) => pageOfHash(hash, profile));
      return added.find((one) => one !== 'elsewhere') ?? page;
    },
    hints: additions.flatMap(({ hints }) => hints),
    exceptions: teaching.exceptions,
    engage: null,
  };
}

/** Makes the recognition of Marketo Engage: its own words, and nobody's teaching. */
export function compileEngage(builtIn: CompleteProfile, words: EngageWords): Recognition {
  return {
    ...compileRecognition(builtIn, UNTAUGHT),
    pageOfHash: (hash) => (words.isAdminHash(hash) ? 'settings' : 'elsewhere'),
    engage: words,
  };
}

/** The page that a profile alone gives a hash; of several routes that fit, the longest decides. */
export function pageOfHash(
  hash: string,
  { routes }: Pick<Profile, 'routes'>,
): Route['page'] | 'elsewhere' {
  const route = routes
    .filter((candidate) => fits(hash, candidate.hash))
    .sort((a, b) => b.hash.length - a.hash.length)[0];
  return route?.page ?? 'elsewhere';
}

/** A route fits its own hash and what lies below it, but no longer word (`#settings-old`). */
function fits(hash: string, route: string): boolean {
  return hash.startsWith(route) && /^(?:$|[/?&])/u.test(hash.slice(route.length));
}
