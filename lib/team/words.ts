/** Letters without accents and case, so that "zoe" finds "Zoë". Takes any words, returns them for comparing. */
export function plain(words: string): string {
  return words
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}

/** The words of a query, each of which has to be found. */
export function wordsOf(query: string): string[] {
  return plain(query).split(/\s+/u).filter(Boolean);
}
