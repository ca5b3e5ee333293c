import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isDeep } from '../browsers/depth';
import { buildProbe } from '../e2e/kits/probe';
import { MUTATIONS, parameters } from './arbitrary';
import type { Verdict } from './entry';
import type { Mutation } from './mutations';
import { type KeptPage, kitPages, openLaboratory, practicePages } from './scenes';

const RUNS = isDeep ? 400 : 80;

/** At least so many of the changed pages must be recognised: a recogniser that always gives up proves nothing. */
const RECOGNISED = 0.9;

it('lets no dangerous press through, and takes nothing for something else, on a changed page that it calls guarded', async () => {
  const probe = await buildProbe('../../fuzz/entry.ts');
  const { practice, browser } = await openLaboratory();
  const pages = [
    ...(await practicePages(browser, practice, probe)),
    ...(await kitPages(browser, practice, probe, 'mantine')),
    ...(await kitPages(browser, practice, probe, 'bootstrap')),
  ];
  for (const kept of pages) {
    const verdict = await judge(kept, []);
    expect([kept.name, problemsOf(verdict), verdict.guarded]).toEqual([kept.name, [], 'yes']);
    expect(verdict.controls).toBeGreaterThan(0);
  }
  const tally = { pages: 0, recognised: 0, controls: 0 };
  await fc.assert(
    fc.asyncProperty(fc.nat(pages.length - 1), MUTATIONS, async (index, mutations) => {
      const kept = pages[index];
      if (!kept) return;
      const verdict = await judge(kept, mutations);
      tally.pages += 1;
      tally.controls += verdict.controls;
      if (verdict.guarded === 'yes') tally.recognised += 1;
      expect({ on: kept.name, problems: problemsOf(verdict) }).toEqual({
        on: kept.name,
        problems: [],
      });
    }),
    parameters(RUNS),
  );
  console.log(
    `${tally.pages} changed pages with ${tally.controls} dangerous controls: ${tally.recognised} recognised, the others reported as not recognised.`,
  );
  expect(tally.recognised / tally.pages).toBeGreaterThan(RECOGNISED);
}, 300_000);

function judge({ page, truth }: KeptPage, mutations: readonly Mutation[]): Promise<Verdict> {
  return page.evaluate(
    (changes, known) => {
      window.siaFuzz.change(changes);
      return window.siaFuzz.judge(known);
    },
    mutations,
    truth,
  );
}

/** A page that says of itself that it is not recognised may be taken for anything. */
function problemsOf({ guarded, letThrough, mistaken }: Verdict): readonly string[] {
  if (guarded === 'unknown') return [];
  if (guarded === 'no') return ['the page is called one without dangerous presses'];
  return [...letThrough, ...mistaken];
}
