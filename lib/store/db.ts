import { Dexie, type Table } from 'dexie';

/** The name of the database, and of the program. */
export const DB_NAME = 'sia-guardrails';

/** The version of its layout, as {@link SiaDb} describes it. */
const DB_VERSION = 9;

/** Every table with its key, and after it what its rows can be found by. */
const LAYOUT = {
  accounts: 'id, jar',
  users: '[account+email], account, goneAt',
  waits: 'id, account',
  connects: 'account',
  handoffs: '[account+id], account',
  handoffEvents: '[account+id], [account+handoff], unsigned',
  sights: 'account',
  ledger:
    '++seq, entry.at, entry.account, entry.intent, *entry.guards, [entry.account+entry.email], [entry.account+entry.kind]',
  profiles: 'origin',
  exceptions: 'id',
  settings: 'id',
  early: '[account+email], account',
  roster: '[account+email], account',
  rosterInfo: 'account',
  plans: 'account',
  grants: '[account+email], account',
  differences: '[account+email], account',
  keys: 'id',
  comparedKeys: '[account+key], account',
  handoffAccess: '[account+handoff], account',
  outages: 'account',
  invitations: '[account+who], account',
  guides: '[account+guide], account',
  teams: 'account',
  teamPages: '[account+first], [account+revision]',
  views: 'id, account',
  looks: 'account',
  chores: 'id',
} satisfies Readonly<Record<string, string>>;

/** The database on this machine has the layout of a newer version of the extension, which this one must not touch. */
export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError';
}

/** A table whose rows are anything until a schema has parsed them. */
export type RawTable<Key> = Table<unknown, Key>;

/**
 * The database. Its rows are read through the repositories only, which parse them; only the background
 * writes, and the extension's pages read with `liveQuery`. What changes in `stores` is a new version.
 */
export class SiaDb extends Dexie {
  declare readonly accounts: RawTable<string>;
  declare readonly users: RawTable<[string, string]>;
  declare readonly waits: RawTable<string>;
  declare readonly connects: RawTable<string>;
  declare readonly handoffs: RawTable<[string, string]>;
  declare readonly handoffEvents: RawTable<[string, string]>;
  declare readonly sights: RawTable<string>;
  declare readonly ledger: RawTable<number>;
  declare readonly profiles: RawTable<string>;
  declare readonly exceptions: RawTable<string>;
  declare readonly settings: RawTable<string>;
  declare readonly early: RawTable<[string, string]>;
  declare readonly roster: RawTable<[string, string]>;
  declare readonly rosterInfo: RawTable<string>;
  declare readonly plans: RawTable<string>;
  declare readonly grants: RawTable<[string, string]>;
  declare readonly differences: RawTable<[string, string]>;
  declare readonly keys: RawTable<string>;
  declare readonly comparedKeys: RawTable<[string, string]>;
  declare readonly handoffAccess: RawTable<[string, string]>;
  declare readonly outages: RawTable<string>;
  declare readonly invitations: RawTable<[string, string]>;
  declare readonly guides: RawTable<[string, string]>;
  declare readonly teams: RawTable<string>;
  declare readonly teamPages: RawTable<[string, string]>;
  declare readonly views: RawTable<string>;
  declare readonly looks: RawTable<string>;
  declare readonly chores: RawTable<string>;

  /** @param name another database than the real one, for tests */
  constructor(name: string = DB_NAME) {
    super(name);
    // The layout in one piece: Dexie takes a database of any older version there by comparing the two. A version
    // stands here by itself only where rows had to be changed, as every one costs time whenever a page opens.
    this.version(5)
      .stores(LAYOUT)
      .upgrade(async (change) => {
        // Events from before they were signed are worth nothing to anybody.
        await change.table('handoffs').clear();
        await change.table('handoffEvents').clear();
      });
    this.version(DB_VERSION).stores({});
    // Dexie opens a newer layout without a word. Its rows could lose what this version knows nothing of.
    this.on('ready', () => this.#refuseNewer(), true);
  }

  #refuseNewer(): void {
    // Browsers count in tenths of a version of ours; Dexie adds single ones where it mends a layout.
    if (Math.floor(this.backendDB().version / 10) > DB_VERSION) throw new NewerDatabaseError();
  }
}

/** The database of this browser. Nothing is opened before it is first used. */
export const db = new SiaDb();
