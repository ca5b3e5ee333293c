import { afterAll, beforeAll, it } from 'vitest';
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

/** A kit's other layouts, and the other browser, are new; the words in them are not. */
function languagesOf({ view }: KitView): readonly Language[] {
  if (browserUnderTest().kind === 'firefox') return [view === '' ? 'ja' : 'en'];
  return view === '' ? LANGUAGES : ['en', 'ja'];
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
