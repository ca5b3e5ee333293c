import { afterAll, beforeAll, it } from 'vitest';
import { isDeep } from '../../browsers/depth';
import { browserUnderTest } from '../../browsers/under-test';
import { LANGUAGES, type Language } from '../../console/server';
import { openScene } from '../fixture';
import { buildProbe } from './probe';
import { KITS, type KitView, nameOf, type Outcome, problemsOf, scoreTable } from './walk';

const outcomes = new Map<string, Outcome>();
let probe = '';

beforeAll(async () => {
  probe = await buildProbe();
});

afterAll(() => console.log(scoreTable(outcomes)));

/**
 * In how many parts the languages are dealt out to the kits. Every kit in every language takes many minutes: by
 * default each language is met in one at least.
 */
const PARTS = 6;

/** A kit's other layouts, and the other browser, are new; the words in them are not. */
function languagesOf(kit: KitView): readonly Language[] {
  const isMain = kit.view === '';
  if (browserUnderTest().kind === 'firefox') return [isMain ? 'ja' : 'en'];
  if (!isMain) return isDeep ? ['en', 'ja'] : ['en'];
  const place = KITS.indexOf(kit);
  return isDeep ? LANGUAGES : LANGUAGES.filter((_, index) => (index + place) % PARTS === 0);
}

// Two at a time, as the project's settings say: a walk mostly waits for its page.
it.concurrent.for(KITS.map((kit) => [nameOf(kit), kit] as const))(
  'recognises every page, press and person in %s',
  { timeout: 400_000 },
  async ([name, kit], { onTestFinished, expect }) => {
    const scene = await openScene({ scenario: 'connected' }, {}, onTestFinished);
    const outcome = await problemsOf(kit, scene, probe, languagesOf(kit));
    outcomes.set(name, outcome);
    expect(outcome.problems).toEqual([]);
  },
);
