/** What the page of the test for bad input is made into. */
export const BAD_PAGES = [
  '10 MB of text in a table',
  'a name of 100,000 characters',
  'names with markup',
  'right-to-left overrides',
  'an address that stands there twice',
  'addresses inside longer ones',
  'an @ every second character',
  'a row that is replaced every 5 ms',
  '3,000 levels of elements',
  '200,000 nodes',
  'references that go round in circles',
  'ids that are no CSS',
  'methods that the page has taken away',
  'frames of nowhere',
] as const;

/** One of {@link BAD_PAGES}. */
export type BadPage = (typeof BAD_PAGES)[number];
