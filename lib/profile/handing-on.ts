import { type Profile, type Route, type TabWord, TaughtTab, Term } from '@/lib/model/profile';

/** As many words for a term in one language, and as many hints and routes, as a profile can hold. */
const MOST = { words: 50, hints: 200, routes: 100 } as const;

/** Two profiles as one, under the first one's name. What both say is said once; what is too much is left out. */
export function mergeProfiles(first: Profile, second: Profile): Profile {
  return {
    id: first.id,
    version: 1,
    routes: mergeRoutes([...first.routes, ...second.routes]),
    words: mergeWords(first.words, second.words),
    hints: once([...first.hints, ...second.hints], (hint) => JSON.stringify(hint)).slice(
      0,
      MOST.hints,
    ),
  };
}

function mergeRoutes(routes: readonly Route[]): Route[] {
  return once(routes, ({ hash }) => hash).slice(0, MOST.routes);
}

type Words = Profile['words'];

function mergeWords(first: Words, second: Words): Words {
  const merged: Words = { ...first };
  for (const term of Term.options) {
    const added = second[term];
    if (added === undefined) continue;
    const byLanguage = { ...merged[term] };
    for (const [language, words] of Object.entries(added)) {
      const all = once([...(byLanguage[language] ?? []), ...words], (word) => word);
      byLanguage[language] = all.slice(0, MOST.words);
    }
    merged[term] = byLanguage;
  }
  return merged;
}

/** The first of each kind. */
function once<T>(all: readonly T[], kindOf: (one: T) => string): T[] {
  return [...new Map(all.toReversed().map((one) => [kindOf(one), one])).values()].toReversed();
}

/** How much a profile holds. */
export interface Contents {
  readonly words: number;
  readonly routes: number;
  readonly hints: number;
}

/** Counts what a profile holds. */
export function contentsOf({ words, routes, hints }: Profile): Contents {
  const lists = Object.values(words).flatMap((byLanguage) => Object.values(byLanguage ?? {}));
  const count = lists.reduce((sum, list) => sum + list.length, 0);
  return { words: count, routes: routes.length, hints: hints.length };
}

/** Whether a profile adds nothing: teaching that was all taken back leaves one behind. */
export function isBlank(profile: Profile): boolean {
  return Object.values(contentsOf(profile)).every((count) => count === 0);
}

/** The words of a profile without those that name somebody, and how many those are. */
export function withoutNames(
  { words }: Profile,
  isSomebody: (word: string) => boolean,
): { readonly words: Words; readonly leftOut: number } {
  const left: Words = {};
  let leftOut = 0;
  for (const term of Term.options) {
    for (const [language, all] of Object.entries(words[term] ?? {})) {
      const kept = all.filter((word) => !isSomebody(word));
      leftOut += all.length - kept.length;
      if (kept.length > 0) left[term] = { ...left[term], [language]: kept };
    }
  }
  return { words: left, leftOut };
}

/** The words that a person has said for the tabs of the Marketo page. */
export function tabWordsOf({ words }: Profile): TabWord[] {
  return TaughtTab.options.flatMap((page) =>
    Object.values(words[page] ?? {}).flatMap((all) => all.map((word) => ({ page, word }))),
  );
}

/** Somebody who could be named. */
interface Named {
  readonly name: string | null;
  readonly email: string;
}

/** Letters and digits only, as words. Ids and classes write a name with other signs in between. */
function bare(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * Makes a test of whether a label or a selector names one of these people. A name of a single Latin word counts
 * only when it is all there is: "Grant" is a name as well.
 */
export function namesOneOf(people: readonly Named[]): (text: string) => boolean {
  const named = people.flatMap(({ name, email }) => [bare(email), bare(name ?? '')]);
  const names = new Set(named.filter((one) => one !== ''));
  const inside = [...names].filter((one) => one.includes(' ') || !/\p{Script=Latin}/u.test(one));
  return (text) => {
    const said = bare(text);
    return names.has(said) || inside.some((name) => said.includes(name));
  };
}
