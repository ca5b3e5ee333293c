import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserUnderTest } from '../../browsers/under-test';
import { type PracticeConsole, startConsole } from '../../console/server';
import { type Admin, enterConsole } from '../scene';
import { buildProbe, readControls, readGrant, readPage } from './probe';

let practice: PracticeConsole;
let admin: Admin;
let page: Page;
let probe = '';

beforeAll(async () => {
  probe = await buildProbe();
  practice = await startConsole({ port: 0 });
  admin = await enterConsole({ ...browserUnderTest(), console: practice, headless: true }, 'a');
  page = admin.page;
});

afterAll(async () => {
  await admin.browser.close();
  await practice.close();
});

/** Puts a page of this markup in the place of the Marketo page, without any script of the console's. */
async function show(html: string): Promise<void> {
  await page.goto(`https://toutapp.com/practice?${Math.random()}#settings/marketo-admin`);
  await page.evaluate((content) => {
    document.body.innerHTML = content;
  }, html);
}

const row = (name: string, status: string, more = '') =>
  `<tr><td><input type="checkbox"></td><td>${name}</td><td>${name.toLowerCase()}@example.com</td><td>${status}</td>${more}</tr>`;
const PEOPLE = `<table><thead><tr><th></th><th>Name</th><th>Email</th><th>Status</th></tr></thead>
  <tbody>${row('Ann', 'Connected')}${row('Bo', 'Not connected')}${row('Cy', 'Connected')}</tbody></table>`;
const ACCESS = '<ul role="tablist"><li role="tab" aria-selected="true">User Access</li></ul>';
const SET_UP = `<label>Munchkin ID <input value="123-ABC-456"></label>
  <label>Client ID <input></label><label>Client Secret <input type="password"></label>`;

it.each([
  ['in marks', '<mark style="padding:0">ann</mark>@<wbr>example.com'],
  ['half marked', 'an<span>n</span>@example.<b>com</b>'],
  ['below a name', '<b>Ann</b><br>ann@example.com'],
  ['beside a name with a gap', '<span style="margin-right:4px">Ann</span>ann@example.com'],
  ['beside a name in a column of its own', '<span style="display:block">Ann</span>ann@example.com'],
  ['beside another one', 'ann@example.com<br>ann.too@example.com'],
  ['in a link beside a link', '<a>ann@example.com</a>, <a>ann.too@example.com</a>'],
])(
  'reads an address that is drawn in pieces, and nothing that only stands beside it: %s',
  async (_, cell) => {
    await show(`${ACCESS}${PEOPLE.replace('ann@example.com', cell)}`);
    const { users } = await readPage(page, probe);
    const emails = users.coverage === 'unknown' ? [] : users.value.map(({ email }) => email);
    expect(emails).toEqual(['ann@example.com', 'bo@example.com', 'cy@example.com']);
  },
);

describe('a press is told', () => {
  it.each([
    [
      'whose words stand in parts',
      `${ACCESS}${PEOPLE}<button data-practice="revoke"><span>Disconnect</span><span>selected</span></button>`,
    ],
    [
      'with a soft hyphen in it',
      `${SET_UP}<button data-practice="disconnect">Discon&shy;nect</button>`,
    ],
    [
      'that looks switched off and acts',
      `${SET_UP}<a href="#" class="btn disabled" data-practice="disconnect">Disconnect</a>`,
    ],
    [
      'deep inside its button',
      `${SET_UP}<button data-practice="disconnect">${'<span>'.repeat(18)}Disconnect${'</span>'.repeat(18)}</button>`,
    ],
    [
      'by a link of the console in a sentence',
      `${SET_UP}<p>You are connected to Marketo. <a href="/setup/disconnect" data-practice="disconnect">Disconnect</a> whenever you like.</p>`,
    ],
    [
      'in a panel beside the table',
      `${ACCESS}<button data-practice="grant-open">Connect</button>${PEOPLE}<aside style="position:absolute"><fieldset><legend>Workspaces</legend><label><input type="checkbox" checked> West</label></fieldset><button data-practice="grant">Connect</button></aside>`,
    ],
    [
      'beside a filter by workspace',
      `${ACCESS}<div><label>Workspace <select><option>All</option><option>West</option></select></label><button data-practice="grant-open">Connect</button><button data-practice="revoke">Disconnect</button></div>${PEOPLE}`,
    ],
    [
      'below a row that names another service',
      `${ACCESS}<table><tr><td>Ann</td><td>ann@example.com</td><td><span class="job-title">Phone sales</span></td></tr><tr><td>Bo</td><td>bo@example.com</td><td></td></tr></table><button data-practice="revoke">Disconnect</button>`,
    ],
    [
      'under a tab that is called like the settings',
      `<div role="tab" aria-selected="true">設定</div><div role="tab" aria-selected="true">誰か</div>${PEOPLE}<div role="dialog"><fieldset><legend>ワークスペース</legend><label><input type="checkbox"> West</label></fieldset><button data-practice="grant">接続</button></div>`,
    ],
    [
      'with who is signed in at the top',
      `<header>ann@example.com</header>${SET_UP}<button data-practice="disconnect">Disconnect</button>`,
    ],
    [
      'above a list of one',
      `${ACCESS}<div class="card"><button data-practice="revoke">Disconnect</button><table>${row('Ann', 'Connected')}</table></div>`,
    ],
    [
      'that is only an icon with a tooltip',
      `${SET_UP}<button title="Disconnect" data-practice="disconnect"><svg></svg></button>`,
    ],
  ])('%s', async (_, html) => {
    await show(html);
    const controls = await readControls(page, probe);
    expect(controls.map(({ found }) => found)).toEqual(controls.map(({ says }) => says));
    expect(controls.filter(({ about }) => about?.includes('@'))).toEqual([]);
  });

  it('in a row, by whose row it is, as a link too', async () => {
    const link = (id: number, email: string) =>
      `<a href="/users/${id}/disconnect" data-method="delete" data-practice="revoke" data-practice-person="${email}">Disconnect</a>`;
    await show(`${ACCESS}<ul><li>Ann ann@example.com Connected ${link(1, 'ann@example.com')}</li>
      <li>Joann joann@example.com Connected ${link(2, 'joann@example.com')}</li></ul>`);
    const controls = await readControls(page, probe);
    expect(controls.map(({ found, about }) => [found, about])).toEqual([
      ['revoke', 'ann@example.com'],
      ['revoke', 'joann@example.com'],
    ]);
  });

  it('and another one is left alone', async () => {
    await show(`${SET_UP}<button data-practice="connect">Connect</button>
      <section><h3>Salesforce</h3><button data-practice="none">Connect</button></section>
      <p>New here? Read what happens when you <a href="https://help.example.com" data-practice="none">Connect</a>.</p>
      <button data-practice="none">Connect with people</button><button data-practice="none">Disconnect call</button>
      <div role="tab" data-practice="none">Connect</div>`);
    const controls = await readControls(page, probe);
    expect(controls.map(({ found }) => found ?? 'none')).toEqual(controls.map(({ says }) => says));
  });
});

describe('a list is a part', () => {
  const head = (cell: string) => PEOPLE.replace('<th>Name</th>', `<th>Name ${cell}</th>`);
  it.each([
    ['with something typed into its head', head('<input value="an">')],
    ['with a number typed beside it', `<input type="search" value="12">${PEOPLE}`],
    [
      'with a team chosen',
      `<select><option>All teams</option><option selected>EMEA</option></select>${PEOPLE}`,
    ],
    ['of which the console names more', `<p>Licences 1–2 of 2</p>${PEOPLE}<p>1–3 of 312</p>`],
    [
      'with more pages',
      `${PEOPLE}<nav class="pagination"><a class="active">1</a><a href="#">2</a></nav>`,
    ],
  ])('%s', async (_, html) => {
    await show(`<main>${ACCESS}${html}</main>`);
    const { users } = await readPage(page, probe);
    expect(users.coverage).toBe('partial');
  });

  it.each([
    ['without any of that', PEOPLE],
    ['with as many as the console names', `${PEOPLE}<p>1–3 of 3</p>`],
    [
      'with a choice of how many to show',
      `${PEOPLE}<select><option>10</option><option selected>25</option></select>`,
    ],
    [
      'with a pager of one page',
      `${PEOPLE}<nav class="pagination"><button disabled>‹</button><a aria-current="page">1</a><button disabled>›</button></nav>`,
    ],
  ])('and it is whole %s', async (_, html) => {
    await show(`<main>${ACCESS}${html}</main>`);
    const { users } = await readPage(page, probe);
    expect(users.coverage).toBe('whole');
  });

  it('and nobody is lost where groups of rows count anew', async () => {
    const grid = (name: string) =>
      `<div role="rowgroup"><div role="row" aria-rowindex="1"><div role="gridcell" aria-colindex="1">${name}</div><div role="gridcell" aria-colindex="2">${name}@example.com</div></div></div>`;
    await show(`${ACCESS}<div role="grid">${grid('ann')}${grid('zed')}</div>`);
    const { users } = await readPage(page, probe);
    const emails = users.coverage === 'unknown' ? [] : users.value.map(({ email }) => email);
    expect(emails).toEqual(['ann@example.com', 'zed@example.com']);
  });

  it('and a switch in a row is no selection', async () => {
    await show(
      `${ACCESS}${PEOPLE.replaceAll('</tr>', '<td><button role="switch" aria-checked="true" data-state="checked"></button></td></tr>')}`,
    );
    const { selected } = await readPage(page, probe);
    expect(selected.coverage).toBe('unknown');
  });
});

describe('what is granted', () => {
  const dialog = (choices: string) =>
    `${ACCESS}<button>Connect</button>${PEOPLE.replace('type="checkbox"', 'type="checkbox" checked')}<div role="dialog">${choices}<button data-practice="grant">Connect</button></div>`;
  const workspaces = async (choices: string) => {
    await show(dialog(choices));
    const { assignments } = await readGrant(page, probe);
    return assignments.coverage === 'unknown' ? null : assignments.value[0]?.workspaces;
  };

  it('is not sure of what is chosen where nobody can see it', async () => {
    const hidden =
      '<fieldset style="display:none"><legend>Workspaces</legend><label><input type="checkbox" checked> West</label></fieldset>';
    const shown =
      '<fieldset><legend>Workspaces</legend><label><input type="checkbox"> East</label></fieldset>';
    expect(await workspaces(hidden + shown)).toBeNull();
  });

  it('takes no placeholder for a workspace', async () => {
    const list =
      '<label>Workspace <select><option value="0">Choose a workspace…</option><option>West</option></select></label>';
    expect(await workspaces(list)).toBeNull();
  });

  it('leaves out boxes that are about something else', async () => {
    const boxes =
      '<fieldset><legend>Workspaces</legend><label><input type="checkbox" checked> West</label></fieldset><label><input type="checkbox" checked> Send a mail</label>';
    expect(await workspaces(boxes)).toEqual(['West']);
  });
});
