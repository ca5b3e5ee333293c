/** Accounts, people and rosters for the tests of the plan, written into the database as the background writes them. */
import type { Page } from 'puppeteer-core';
import { StoredUser } from '@/lib/access/access';
import { AccountRecord, PlanRecord, SightRecord } from '@/lib/store/records';
import { makePeople } from '../console/people';

const WORKSPACES = ['Default', 'EMEA', 'Asia Pacific', 'North America'] as const;

/** Somebody of an account that is put into the database. */
export interface Seeded {
  readonly email: string;
  readonly name: string;
  readonly team: string;
  readonly workspace: string;
}

/** People, always the same for the same count, each with the workspace that a roster asks for. */
export function people(count: number): Seeded[] {
  return makePeople(count, 0).map(({ email, name, team }, at) => ({
    email,
    name,
    team,
    workspace: WORKSPACES[at % WORKSPACES.length] ?? 'Default',
  }));
}

/** How an account is put into the database. */
export interface SeedOptions {
  readonly id: string;
  readonly name: string;
  /** Those who were seen under User Access: two of five connected as planned, one in another workspace, two not connected. */
  readonly seen: readonly Seeded[];
  /** How many there are, as the console says; nobody was seen where `null`. */
  readonly total: number | null;
  /** How long ago they were seen, in ms. */
  readonly age?: number;
}

/** Rows by the tables that they belong to. */
export type Rows = Readonly<Record<string, readonly object[]>>;

/** Writes an account and those who were seen in it into the database. A page that is open is not told of it. */
export function seed(page: Page, options: SeedOptions): Promise<void> {
  return write(page, rowsOf(options));
}

/** An account and those who were seen in it, as the database has them. */
export function rowsOf({ id, name, seen, total, age = 0 }: SeedOptions): Rows {
  const at = Date.now() - age;
  const users = seen.map((person, index) => {
    const stand = index % 5;
    const isElsewhere = stand === 2;
    const has = isElsewhere ? 'Default' : person.workspace;
    const isConnected = stand < 3;
    return StoredUser.parse({
      account: id,
      email: person.email,
      name: person.name,
      role: 'user',
      access: isConnected ? 'connected' : 'not-connected',
      workspaces: isConnected ? [has] : [],
      team: person.team,
      firstSeenAt: at,
      seenAt: at,
      goneAt: null,
    });
  });
  const account = AccountRecord.parse({
    id,
    jar: 'default',
    name,
    munchkinId: null,
    createdAt: at,
    currentSince: at,
    workspaces: { offered: 'yes', told: false },
  });
  const coverage = total !== null && seen.length >= total ? 'whole' : 'partial';
  const connected = users.filter(({ access }) => access === 'connected').length;
  const wholeAt = coverage === 'whole' ? at : null;
  const sight = SightRecord.parse({
    account: id,
    page: 'user-access',
    at,
    connection: null,
    users: { page: 'user-access', at, total, wholeAt },
    figures: { connected, total: total ?? 0, coverage, seenAt: at },
  });
  const plan = PlanRecord.parse({
    account: id,
    summary: null,
    workspaces: [...WORKSPACES],
    grantedAt: null,
  });
  const sights = total === null ? [] : [sight];
  return { accounts: [account], users, sights, plans: [plan] };
}

/** Puts rows into tables of the database. */
export async function write(page: Page, tables: Rows): Promise<void> {
  if (Object.keys(tables).length === 0) return;
  await page.evaluate(async (all) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('sia-guardrails');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const transaction = database.transaction(Object.keys(all), 'readwrite');
    for (const [table, rows] of Object.entries(all)) {
      for (const row of rows) transaction.objectStore(table).put(row);
    }
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onerror = () => reject(transaction.error);
    });
    database.close();
  }, tables);
}

/** Empties the database. A page that is open is not told of it. */
export async function clear(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('sia-guardrails');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const tables = [...database.objectStoreNames];
    const transaction = database.transaction(tables, 'readwrite');
    for (const table of tables) transaction.objectStore(table).clear();
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onerror = () => reject(transaction.error);
    });
    database.close();
  });
}

/** Keeps writing to tables, so that nobody can read them, until {@link letGo}, or the page closes. */
export function hold(backstage: Page, tables: readonly string[]): Promise<void> {
  return backstage.evaluate(
    async (names) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('sia-guardrails');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const transaction = database.transaction(names, 'readwrite');
      const store = transaction.objectStore(names[0] ?? '');
      const held = {
        isWanted: true,
        again() {
          if (held.isWanted) store.get('nobody').onsuccess = () => held.again();
          else database.close();
        },
      };
      Reflect.set(globalThis, 'held', held);
      await new Promise<void>((resolve) => {
        store.get('nobody').onsuccess = () => {
          held.again();
          resolve();
        };
      });
    },
    [...tables],
  );
}

/** Ends {@link hold}. */
export function letGo(backstage: Page): Promise<void> {
  return backstage.evaluate(() => {
    Reflect.get(globalThis, 'held').isWanted = false;
  });
}

/** A cell of a CSV file. */
function cell(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** A roster as CSV, with a column that nobody needs. */
export function rosterCsv(all: readonly Seeded[]): string {
  const lines = all.map(({ email, name, team, workspace }) =>
    [cell(name), email, workspace, cell(team), '+49 30 1234'].join(','),
  );
  return ['Full name,E-mail address,Workspace,Team,Phone', ...lines, ''].join('\r\n');
}

/** What is wrong with the lines that {@link withFaults} adds, in their order. */
export const FAULTS = [
  'bad-address',
  'no-address',
  'unknown-workspace',
  'no-workspace',
  'same-again',
  'other-workspaces',
] as const;

/** The same roster with a line for each of {@link FAULTS} at its end; the last one takes the first person out, too. */
export function withFaults(csv: string, [first, second]: readonly Seeded[]): string {
  const other = first?.workspace === 'EMEA' ? 'Default' : 'EMEA';
  return [
    csv.trimEnd(),
    'Bad Address,not-an-address,EMEA,Field Sales,',
    'Nobody,,EMEA,Field Sales,',
    'Slip Up,slip.up@example.com,EMAE,Field Sales,',
    'No Workspace,no.workspace@example.com,,Field Sales,',
    `Again,${second?.email ?? ''},${second?.workspace ?? ''},Field Sales,`,
    `Other,${first?.email ?? ''},${other},Field Sales,`,
    '',
  ].join('\r\n');
}
