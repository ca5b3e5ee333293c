import { Dexie, type Table } from 'dexie';

/** The name of the database, and of the program. */
export const DB_NAME = 'sia-guardrails';

/** The version of its layout, as {@link SiaDb} describes it. */
const DB_VERSION = 9;

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
    this.version(1).stores({
      accounts: 'id, jar',
      users: '[account+email], account',
      waits: 'id, account',
      connects: 'account',
      handoffs: '[account+id], account',
      handoffEvents: '[account+id], [account+handoff]',
      sights: 'account',
      ledger: '++seq, entry.account',
    });
    this.version(2).stores({
      profiles: 'origin',
      exceptions: 'id',
      settings: 'id',
    });
    this.version(3).stores({ early: '[account+email], account' });
    this.version(4).stores({
      roster: '[account+email], account',
      rosterInfo: 'account',
      plans: 'account',
      grants: '[account+email], account',
      differences: '[account+email], account',
      ledger: '++seq, entry.account, [entry.account+entry.email], [entry.account+entry.kind]',
    });
    this.version(5)
      .stores({
        handoffEvents: '[account+id], [account+handoff], unsigned',
        keys: 'id',
        comparedKeys: '[account+key], account',
        handoffAccess: '[account+handoff], account',
        outages: 'account',
      })
      .upgrade(async (change) => {
        // Events from before they were signed are worth nothing to anybody.
        await change.table('handoffs').clear();
        await change.table('handoffEvents').clear();
      });
    this.version(6).stores({ invitations: '[account+who], account' });
    this.version(7).stores({ guides: '[account+guide], account' });
    this.version(8).stores({
      teams: 'account',
      teamPages: '[account+first], [account+revision]',
      views: 'id, account',
      looks: 'account',
    });
    this.version(DB_VERSION).stores({
      ledger:
        '++seq, entry.at, entry.account, entry.intent, *entry.guards, [entry.account+entry.email], [entry.account+entry.kind]',
      users: '[account+email], account, goneAt',
      chores: 'id',
    });
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
