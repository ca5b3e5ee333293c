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

describe.for(KITS.map((kit) => [nameOf(kit), kit] as const))('in %s', ([, kit]) => {
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

/** A person of a page that is made up for one test, and what stands in their row. */
interface Row {
  readonly email: string;
  readonly access: 'Connected' | 'Not connected';
  /** Markup of their first cell. */
  readonly first?: string;
  readonly state?: string;
}

const PEOPLE = ['ann', 'bob', 'cleo', 'dora', 'emil', 'fred'];
const emailOf = (name: string) => `${name}@example.com`;

function rows(said: (name: string, index: number) => Partial<Row>): Row[] {
  return PEOPLE.map((name, index) => ({
    email: emailOf(name),
    access: index % 2 === 0 ? 'Connected' : 'Not connected',
    ...said(name, index),
  }));
}

/** Puts a table of people in the place of the console's page, with a script of its own. */
async function showTable(page: Page, head: string, people: readonly Row[], script: string) {
  const body = people
    .map(
      ({ email, access, first = '', state = '' }) =>
        `<tr ${state}><td>${first}</td><td>${email}</td><td>${access}</td></tr>`,
    )
    .join('');
  await page.evaluate(
    (html, code) => {
      document.body.innerHTML = html;
      const own = document.createElement('script');
      own.textContent = code;
      document.body.append(own);
    },
    `<main><table><thead><tr><th>${head}</th><th>Email</th><th>Status</th></tr></thead><tbody>${body}</tbody></table></main>`,
    `{ const rows = [...document.querySelectorAll('tbody tr')];\n${script} }`,
  );
  await page.evaluate(probe);
}

describe('on a page that is hard to select in', () => {
  let page: Page;
  const wanted = [emailOf('bob'), emailOf('dora')];
  const pressed = () => page.evaluate(() => window.siaPressed.length);

  beforeAll(async () => {
    const closers: (() => Promise<void>)[] = [];
    const scene = await openScene({ scenario: 'connected' }, {}, (close) => closers.push(close));
    page = scene.admin.page;
    return async () => {
      for (const close of closers.reverse()) await close();
    };
  });

  const BY_CLASS = `for (const row of rows) row.onclick = () => row.classList.toggle('selected');`;

  it('leaves rows alone that may do something else when they are pressed', async () => {
    await showTable(
      page,
      '',
      rows(() => ({})),
      BY_CLASS,
    );
    expect(await select(page, wanted)).toMatchObject({ selected: [], trouble: 'no-controls' });
    expect(await pressed()).toBe(0);
  });

  it('selects rows that show it by a class, once one of them is', async () => {
    const one = rows((name) => (name === 'bob' ? { state: 'class="selected"' } : {}));
    await showTable(page, '', one, BY_CLASS);
    expect(await select(page, wanted)).toMatchObject({ selected: wanted, trouble: null });
    expect(await pressed()).toBe(1);
  });

  it('adds to the selection where a press alone replaces it', async () => {
    await showTable(
      page,
      '',
      rows(() => ({ state: 'aria-selected="false"' })),
      `for (const row of rows) row.onclick = (event) => {
        const on = row.getAttribute('aria-selected') === 'true';
        if (!event.ctrlKey) for (const other of rows) other.setAttribute('aria-selected', 'false');
        row.setAttribute('aria-selected', String(event.ctrlKey ? !on : true));
      };`,
    );
    expect(await select(page, wanted)).toMatchObject({
      selected: wanted,
      others: [],
      trouble: null,
    });
  });

  it('ticks no box that is for something else', async () => {
    const box = '<input type="checkbox">';
    await showTable(
      page,
      'Notify',
      rows(() => ({ first: box })),
      '',
    );
    expect(await select(page, wanted)).toMatchObject({ selected: [], trouble: 'no-controls' });
    expect(await pressed()).toBe(0);
    const named = '<label><input type="checkbox"> Send an email</label>';
    await showTable(
      page,
      '',
      rows(() => ({ first: named })),
      '',
    );
    expect(await select(page, wanted)).toMatchObject({ selected: [], trouble: 'no-controls' });
    expect(await pressed()).toBe(0);
    // Who is ticked is who has access: ticking would grant it.
    const access = rows((_, index) => ({
      first: `<input type="checkbox"${index % 2 === 0 ? ' checked' : ''}>`,
    }));
    await showTable(page, '', access, '');
    expect(await select(page, wanted)).toMatchObject({ trouble: 'no-controls' });
    expect(await pressed()).toBe(0);
  });

  it('stops when the list becomes another one, and when somebody else gets selected', async () => {
    const boxes = rows(() => ({ first: '<input type="checkbox">' }));
    await showTable(
      page,
      '',
      boxes,
      `rows[1].onchange = () => rows.forEach((row, at) => { row.cells[1].textContent = 'other' + at + '@example.com'; });`,
    );
    expect(await select(page, wanted)).toMatchObject({ trouble: 'changed' });
    expect(await pressed()).toBe(1);
    await showTable(
      page,
      '',
      boxes,
      `rows[1].onchange = () => { rows[2].querySelector('input').checked = true; };`,
    );
    expect(await select(page, wanted)).toMatchObject({
      selected: [emailOf('bob')],
      others: [emailOf('cleo')],
      trouble: 'others',
    });
    expect(await pressed()).toBe(1);
  });

  it('says who could not be selected, because their box is switched off or does nothing', async () => {
    const boxes = rows((name) => ({
      first: `<input type="checkbox"${name === 'bob' ? ' disabled' : ''}>`,
    }));
    await showTable(page, '', boxes, `rows[3].onclick = (event) => event.preventDefault();`);
    expect(await select(page, [...wanted, emailOf('fred')])).toMatchObject({
      selected: [emailOf('fred')],
      notTicked: wanted,
      trouble: null,
    });
  });
});
