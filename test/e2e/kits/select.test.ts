import type { Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Selecting } from '../../../lib/console/select';
import { waitFor } from '../../browsers/input';
import { findUser } from '../../console/state';
import { openScene, type Scene } from '../fixture';
import { buildProbe } from './probe';
import { KITS, type KitView, nameOf } from './walk';

let probe = '';

beforeAll(async () => {
  probe = await buildProbe('select-entry.ts');
});

/** Opens User Access of a kit's console, with the probe in it. */
async function openAccess({ kit, view }: KitView, { admin }: Scene): Promise<Page> {
  const { page } = admin;
  const layout = view === '' ? '' : `&view=${view}`;
  await page.goto(`https://toutapp.com/login?as=a&kit=${kit}${layout}`);
  await waitFor(async () => {
    for (const tab of await page.$$('[role="tab"], sl-tab')) {
      const isIt = await tab.evaluate((one) => one.textContent?.trim().startsWith('User Access'));
      if (isIt) await tab.click();
    }
    // biome-ignore lint/performance/useDomNodeTextContent: without what is hidden
    return page.evaluate(() => document.body.innerText.includes('@example.com'));
  }, 'the people');
  await new Promise((resolve) => setTimeout(resolve, 300));
  await page.evaluate(probe);
  return page;
}

function select(page: Page, people: readonly string[]): Promise<Selecting> {
  return page.evaluate((those) => window.siaSelect(those), [...people]);
}

/** The members without access among the people who are shown. */
async function shownWithoutAccess(page: Page, { console: practice }: Scene): Promise<string[]> {
  // biome-ignore lint/performance/useDomNodeTextContent: without what is hidden
  const text = await page.evaluate(() => document.body.innerText);
  return practice
    .state()
    .users.filter(
      ({ email, access, role }) => role === 'member' && access === null && text.includes(email),
    )
    .map(({ email }) => email);
}

const STYLES = KITS.filter(({ view }) => view !== 'rows');

describe.for(STYLES.map((kit) => [nameOf(kit), kit] as const))('in %s', ([, kit]) => {
  it('selects exactly these people with the page’s own controls, and nobody else', async () => {
    const scene = await openScene({ scenario: 'connected', users: 24 });
    const page = await openAccess(kit, scene);
    const [first, second, third, fourth] = await shownWithoutAccess(page, scene);
    const wanted = [first, third].filter((email) => email !== undefined);
    const before = scene.console.log().length;
    const one = await select(
      page,
      [second, fourth].filter((email) => email !== undefined),
    );
    expect(one, JSON.stringify(await page.evaluate(() => window.siaPressed))).toMatchObject({
      selected: [second, fourth].filter((email) => email !== undefined),
      trouble: null,
    });
    const other = await select(page, [...wanted, 'nobody@example.com']);
    expect(other).toMatchObject({
      selected: wanted,
      notShown: ['nobody@example.com'],
      notTicked: [],
      takenBack: [second, fourth].filter((email) => email !== undefined),
      others: [],
      trouble: null,
    });
    expect(scene.console.log().length).toBe(before);
    expect(findUser(scene.console.state(), first ?? '')?.access).toBeNull();
  });
});
