/** Walks through a practice console made with a UI kit, and compares what is recognised with what is true. */
import type { Page } from 'puppeteer-core';
import type { Snapshot } from '../../../lib/model/snapshot';
import { press, waitFor } from '../../browsers/input';
import { LANGUAGES, type Language } from '../../console/server';
import { type ConsoleState, isConnected, type User, workspacesOf } from '../../console/state';
import { WORDS } from '../../console/words';
import type { Scene } from '../fixture';
import { noQuestion } from '../scene';
import type { ProbedControl } from './entry';
import { readControls, readPage } from './probe';

/** A kit, and which of its layouts; '' is the one it has by itself. */
export interface KitView {
  readonly kit: string;
  readonly view: string;
}

/** Every console there is that nobody here wrote the markup of, those that take longest first. */
export const KITS: readonly KitView[] = [
  { kit: 'carbon', view: '' },
  { kit: 'primereact', view: '' },
  { kit: 'fluent', view: '' },
  { kit: 'shoelace', view: '' },
  { kit: 'mantine', view: '' },
  { kit: 'mantine', view: 'cards' },
  { kit: 'bootstrap', view: '' },
  { kit: 'bootstrap', view: 'rows' },
  { kit: 'aggrid', view: '' },
];

/** So many of so many. */
export interface Part {
  right: number;
  of: number;
}

/** How well a kit's console was recognised. */
export interface Score {
  readonly pages: Part;
  readonly connections: Part;
  /** Controls that matter, told by the recogniser. */
  readonly intents: Part;
  /** Controls that matter, pressed, and held by the extension. */
  readonly held: Part;
  /** Controls that do not matter, and are taken for none that does. */
  readonly decoys: Part;
  readonly emails: Part;
  readonly states: Part;
  readonly fields: Part;
}

const part = (): Part => ({ right: 0, of: 0 });

function emptyScore(): Score {
  return {
    pages: part(),
    connections: part(),
    intents: part(),
    held: part(),
    decoys: part(),
    emails: part(),
    states: part(),
    fields: part(),
  };
}

/** What a kit's console is called. */
export function nameOf({ kit, view }: KitView): string {
  return view === '' ? kit : `${kit} (${view})`;
}

/** The scores as a table for people. */
export function scoreTable(outcomes: ReadonlyMap<string, Outcome>): string {
  const columns = Object.keys(emptyScore()) as (keyof Score)[];
  const lines = [...outcomes].map(([kit, { score }]) =>
    [
      kit.padEnd(18),
      ...columns.map((name) => `${score[name].right}/${score[name].of}`.padStart(12)),
    ].join(''),
  );
  const head = [''.padEnd(18), ...columns.map((name) => name.padStart(12))].join('');
  return ['', head, ...lines, ''].join('\n');
}

/** What was not as it should be, and the score. */
export interface Outcome {
  readonly score: Score;
  readonly problems: string[];
}

/** Walks through all pages of a kit's console in all languages. */
export async function problemsOf(
  kit: KitView,
  scene: Scene,
  probe: string,
  languages: readonly Language[] = LANGUAGES,
): Promise<Outcome> {
  const walk = new Walk(kit, scene, probe);
  for (const lang of languages) await walk.through(lang);
  return walk.outcome();
}

const INTENTS = ['connect', 'disconnect', 'grant-open', 'grant', 'revoke'];

class Walk {
  readonly #score = emptyScore();
  readonly #problems: string[] = [];
  #where = '';

  constructor(
    private readonly kit: KitView,
    private readonly scene: Scene,
    private readonly probe: string,
  ) {}

  outcome(): Outcome {
    return { score: this.#score, problems: this.#problems };
  }

  async through(lang: Language): Promise<void> {
    this.scene.console.reset({ scenario: 'connected', users: 24 });
    try {
      await this.setUpAsOwner(lang);
      await this.userAccess(lang);
      await this.otherPages(lang);
      await this.setUpAsOther(lang);
    } catch (error) {
      this.#problems.push(`${this.#where}: ${error instanceof Error ? error.message : error}`);
    }
  }

  private get page(): Page {
    return this.scene.admin.page;
  }

  private get state(): ConsoleState {
    return this.scene.console.state();
  }

  private count(name: keyof Score, isRight: boolean, problem: string): void {
    this.#score[name].of += 1;
    if (isRight) this.#score[name].right += 1;
    else this.#problems.push(`${this.#where}: ${problem}`);
  }

  private at(lang: Language, page: string): void {
    this.#where = `${nameOf(this.kit)} ${lang} ${page}`;
  }

  private async enter(as: 'a' | 'b', lang: Language): Promise<void> {
    const { kit, view } = this.kit;
    this.at(lang, `Set Up as ${as}`);
    const layout = view === '' ? '' : `&view=${view}`;
    await this.page.goto(`https://toutapp.com/login?as=${as}&kit=${kit}&lang=${lang}${layout}`);
    await this.settled();
  }

  /** Opens what hides all of these controls: a menu, or the dialog of the credentials. */
  private async reveal(...marks: string[]): Promise<void> {
    const wanted = marks.map((mark) => `[data-practice="${mark}"]`).join(', ');
    const isThere = () => this.visible(wanted);
    if (await waitBriefly(isThere)) return;
    const openers = await this.page.$$('main [data-practice="none"], [data-practice="none"]');
    for (const opener of openers) {
      const opens = await opener.evaluate(
        (element) =>
          element.getAttribute('aria-haspopup') !== null ||
          element.querySelector('[aria-haspopup]') !== null ||
          element.textContent?.trim() === 'Marketo',
      );
      if (!opens || !(await opener.isVisible())) continue;
      if (await opener.evaluate((element) => element.matches('[role="combobox"], nav *'))) continue;
      await opener.click();
      if (await waitBriefly(isThere)) return;
      await this.page.keyboard.press('Escape');
    }
    throw new Error(`there is no ${marks.join(' or ')}`);
  }

  private async visible(selector: string): Promise<boolean> {
    for (const found of await this.page.$$(selector)) if (await found.isVisible()) return true;
    return false;
  }

  /** Waits until the page has stopped changing. */
  private async settled(): Promise<void> {
    let before = '';
    await waitFor(async () => {
      const now = await this.page.evaluate(() => document.body.innerHTML.length.toString());
      const isSame = now === before && Number(now) > 600;
      before = now;
      await pause(60);
      return isSame;
    }, `${this.#where} to settle`);
  }

  private async look(expected: Snapshot['page']): Promise<Snapshot> {
    const snapshot = await readPage(this.page, this.probe);
    this.count('pages', snapshot.page === expected, `the page is ${snapshot.page}`);
    for (const control of await readControls(this.page, this.probe)) this.judge(control);
    return snapshot;
  }

  private judge(control: ProbedControl): void {
    const { says, found, label, person, about } = control;
    if (INTENTS.includes(says)) {
      const isAbout = person === null || about === person;
      this.count('intents', found === says && isAbout, `${says} "${label}" is ${found} (${about})`);
    } else if (says === 'none') {
      this.count('decoys', found === null, `"${label}" is taken for ${found}`);
    }
  }

  /** Presses a control as a person would, and sees whether the extension holds it. */
  private async isHeld(selector: string): Promise<void> {
    await press(this.page, selector);
    const held = await waitBriefly(() => this.page.evaluate(hasQuestion), 10_000);
    this.count('held', held, `${selector} was not held`);
    if (!held) return;
    await this.page.keyboard.press('Escape');
    await noQuestion(this.page);
  }

  private async setUpAsOwner(lang: Language): Promise<void> {
    await this.enter('a', lang);
    await this.reveal('disconnect');
    const snapshot = await this.look('marketo-setup');
    const isOwner = snapshot.connection === 'owner' && snapshot.munchkinId === '482-KQX-917';
    this.count('connections', isOwner, `owner is ${snapshot.connection} ${snapshot.munchkinId}`);
    await this.isHeld('[data-practice="disconnect"]');
  }

  private async setUpAsOther(lang: Language): Promise<void> {
    await this.enter('b', lang);
    await this.reveal('connect');
    const free = await this.look('marketo-setup');
    this.count('connections', free.connection === 'free', `free is ${free.connection}`);
    await this.typeSpace();
    await this.isHeld('[data-practice="connect"]');
    this.scene.console.reset({ scenario: 'granted-b' });
    await this.enter('b', lang);
    await this.reveal('connect');
    const granted = await this.look('marketo-setup');
    this.count('connections', granted.connection === 'granted', `granted is ${granted.connection}`);
  }

  /** A space in the first credential makes every Connect worth a question. */
  private async typeSpace(): Promise<void> {
    const field = await waitFor(async () => {
      for (const one of await this.page.$$(
        'main :is(input:not([type]), input[type="text"]), [role="dialog"] input, >>> input[type="text"]',
      )) {
        if (await one.isVisible()) return one;
      }
      return null;
    }, 'a field for the Munchkin ID');
    await field.click();
    await this.page.keyboard.press('End');
    await this.page.keyboard.type(' x');
  }

  private async userAccess(lang: Language): Promise<void> {
    this.at(lang, 'User Access');
    await this.openTab(WORDS[lang].userAccess);
    await waitFor(async () => (await this.shown()).includes('@example.com'), 'the people');
    await this.settled();
    const snapshot = await this.look('user-access');
    await this.comparePeople(snapshot, lang);
    await this.select(true);
    await this.reveal('revoke');
    await this.look('user-access');
    await this.isHeld('[data-practice="revoke"]:not([data-practice-person])');
    await this.select(false);
    await this.reveal('grant-open');
    await press(this.page, '[data-practice="grant-open"]:not([data-practice-person])');
    await this.reveal('grant');
    await this.look('user-access');
    await this.isHeld('[data-practice="grant"]');
  }

  private async openTab(label: string): Promise<void> {
    const tab = await waitFor(async () => {
      for (const one of await this.page.$$('[role="tab"], sl-tab')) {
        // Some kits draw the label twice, once for its place.
        const text = await one.evaluate((element) => element.textContent?.trim() ?? '');
        if (text === label || text === label + label) return one;
      }
      return null;
    }, `the tab ${label}`);
    await waitFor(async () => {
      // A dialog that was left open lies over the tabs, and takes a moment to go.
      await this.page.keyboard.press('Escape');
      await tab.evaluate((element) => element.scrollIntoView({ block: 'center' }));
      await tab.click();
      return tab.evaluate(
        (element) => element.matches('[aria-selected="true"]') || element.hasAttribute('active'),
      );
    }, `the tab ${label} to open`);
  }

  /** Selects two people who are connected, or who are not, in whatever way the kit has for it. */
  private async select(connected: boolean): Promise<void> {
    const chosen = this.state.users
      .filter((user) => user.role === 'member' && isConnected(this.state, user) === connected)
      .map(({ email }) => email);
    let left = 2;
    for (const email of chosen) {
      const box = `[data-practice="none"][data-practice-person="${email}"]:not([aria-haspopup])`;
      if (left === 0 || !(await this.visible(box))) continue;
      await press(this.page, box);
      left -= 1;
    }
    if (left > 0) await this.selectRows(chosen.slice(0, 2));
    await pause(100);
  }

  private async selectRows(emails: readonly string[]): Promise<void> {
    for (const email of emails) {
      const rows = await this.page.$$('tr, [role="row"]');
      for (const row of rows) {
        if (!(await row.evaluate((element, text) => element.textContent?.includes(text), email)))
          continue;
        const [cell] = await row.$$('td, [role="gridcell"]');
        await (cell ?? row).click();
        break;
      }
    }
  }

  /** What a person can read on the page. */
  private shown(): Promise<string> {
    // biome-ignore lint/performance/useDomNodeTextContent: without what is hidden
    return this.page.evaluate(() => document.body.innerText);
  }

  private async comparePeople(snapshot: Snapshot, lang: Language): Promise<void> {
    const shown = await this.shown();
    const visible = this.state.users.filter(({ email }) => isIn(shown, email));
    const seen = new Map(
      (snapshot.users.coverage === 'unknown' ? [] : snapshot.users.value).map((user) => [
        String(user.email),
        user,
      ]),
    );
    this.count(
      'emails',
      snapshot.users.coverage === (visible.length < this.state.users.length ? 'partial' : 'whole'),
      `the list is ${snapshot.users.coverage} with ${visible.length} of ${this.state.users.length}`,
    );
    const hasTeam = await this.page.evaluate(
      (team) =>
        [...document.querySelectorAll('th, [role="columnheader"]')].some(
          (head) => head.textContent?.trim() === team,
        ),
      WORDS[lang].team,
    );
    for (const user of visible) {
      const found = seen.get(user.email);
      this.count('emails', found !== undefined, `${user.email} was not read`);
      if (!found) continue;
      const access = isConnected(this.state, user) ? 'connected' : 'not-connected';
      this.count('states', found.access === access, `${user.email} is ${found.access}`);
      for (const [name, isRight] of Object.entries(this.fieldsOf(user, found, hasTeam))) {
        this.count('fields', isRight, `${name} of ${user.email} is ${JSON.stringify(found)}`);
      }
    }
    for (const email of seen.keys()) {
      const isUser = this.state.users.some((user) => user.email === email);
      this.count('emails', isUser, `${email} is nobody's address`);
    }
  }

  private fieldsOf(user: User, found: SeenOne, hasTeam: boolean): Record<string, boolean> {
    const workspaces = [...workspacesOf(user)].sort().join();
    return {
      name: found.name === user.name.replace(/\s+/gu, ' '),
      role: found.role === (user.role === 'admin' ? 'admin' : 'user'),
      workspaces: [...(found.workspaces ?? ['?'])].sort().join() === workspaces,
      ...(hasTeam ? { team: found.team === user.team } : {}),
    };
  }

  private async otherPages(lang: Language): Promise<void> {
    const pages = [
      ['settings/admin/user-management', 'user-management'],
      ['settings/crm/salesforce/configure', 'settings'],
      ['settings/exchange_settings', 'settings'],
      ['command_center', 'elsewhere'],
    ] as const;
    for (const [hash, page] of pages) {
      this.at(lang, `#${hash}`);
      await this.page.evaluate((to) => {
        location.hash = to;
      }, hash);
      await this.settled();
      await this.look(page);
    }
  }
}

type SeenOne = Extract<Snapshot['users'], { value: unknown }>['value'][number];

/** Whether an address stands in a text by itself, and not as a part of a longer one. */
function isIn(text: string, email: string): boolean {
  const escaped = email.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
  return new RegExp(`(?<![\\w.+-])${escaped}(?![\\w-])`, 'u').test(text);
}

async function waitBriefly(check: () => Promise<boolean>, milliseconds = 1_500): Promise<boolean> {
  const until = Date.now() + milliseconds;
  do {
    if (await check().catch(() => false)) return true;
    await pause(40);
  } while (Date.now() < until);
  return false;
}

/** Runs in the page. */
function hasQuestion(): boolean {
  const overlay = document.querySelector('sia-guardrails')?.shadowRoot;
  return overlay?.querySelector('dialog[open]') != null;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
