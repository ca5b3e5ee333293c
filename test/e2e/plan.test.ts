import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { deep, overlay, press, typeText, waitFor } from '../browsers/input';
import { type ConsoleState, findUser } from '../console/state';
import { type Backstage, openBackstage } from './extension';
import { openScene } from './fixture';
import {
  answer,
  atPage,
  CONTROLS,
  changes,
  exactly,
  openDock,
  openUserAccess,
  question,
  selectedPeople,
  waitEnds,
} from './scene';

/** A row of the roster, as the background takes it. */
interface Entry {
  readonly email: string;
  readonly name: string | null;
  readonly team: string | null;
  readonly workspaces: readonly string[] | null;
}

/** Two who have not been invited yet. */
const NEW = ['nadia.neu@example.com', 'nils.neu@example.com'];

/**
 * A roster for a roll-out: what most people have is what they should have. Who has no access gets it, the first
 * twelve to EMEA; one person is in the wrong workspace; two are still to be invited.
 */
function rosterFor(state: ConsoleState): { entries: Entry[]; wrong: string } {
  const members = state.users.filter(({ role }) => role === 'member').slice(0, 298);
  const wrong = members.find(({ access }) => access?.workspaces.join() === 'Default')?.email ?? '';
  let without = 0;
  const entries = members.map(({ email, name, team, access }) => {
    without += access === null ? 1 : 0;
    const granted = without <= 12 ? 'EMEA' : 'North America';
    const workspaces = email === wrong ? ['EMEA'] : (access?.workspaces ?? [granted]);
    return { email, name, team, workspaces };
  });
  const invited = NEW.map((email) => ({ email, name: null, team: null, workspaces: ['EMEA'] }));
  return { entries: [...entries, ...invited], wrong };
}

/** Turns the table to a page, counted from one, and gives the extension the time to read it. */
async function turnTo(page: Page, wanted: number): Promise<void> {
  for (;;) {
    const range = await page.$eval('.pager-range', (one) => one.textContent ?? '');
    const now = Math.ceil(Number(/\d+/u.exec(range)?.[0]) / 100);
    if (now === wanted) break;
    await press(page, now < wanted ? '.js-next' : '.js-previous');
    await waitFor(async () => {
      const next = await page.$eval('.pager-range', (one) => one.textContent ?? '');
      return next !== range;
    }, 'the next page of the table');
  }
  await settle();
}

const settle = (ms = 450) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Looks at every page of the table, so that all is seen. */
async function seeAll(page: Page): Promise<void> {
  for (const at of [1, 2, 3, 4]) await turnTo(page, at);
}

/** What a table of the database says of the plan. */
async function planOf(backstage: Backstage): Promise<Summary> {
  const [row] = (await backstage.rows('plans')) as { summary: Summary }[];
  if (row === undefined) throw new Error('There is no plan.');
  return row.summary;
}

interface Summary {
  readonly coverage: string;
  readonly batches: number;
  readonly counts: Readonly<Record<string, number>>;
}

it('leads from a roster to a finished plan, and catches a wrong press at every step', async () => {
  const { console: practice, admin } = await openScene({
    scenario: 'roll-out',
    users: 300,
    pageSize: 100,
  });
  const { page } = admin;
  const backstage = await openBackstage(admin.browser);
  await page.bringToFront();
  await openUserAccess(page);
  await seeAll(page);

  const { entries, wrong } = rosterFor(practice.state());
  const [{ id: account } = { id: '' }] = (await backstage.rows('accounts')) as { id: string }[];
  await backstage.tell({ kind: 'roster-take', account, entries, file: null });
  await waitFor(async () => (await planOf(backstage)).counts.done, 'the plan');
  const first = await planOf(backstage);
  console.log(JSON.stringify(first));
}, 60_000);
