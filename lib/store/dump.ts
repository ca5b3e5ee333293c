/** The rows of one table as they are stored, and how many of them the browser could not read. */
export interface RawTableRows {
  readonly rows: readonly unknown[];
  readonly lost: number;
}

/** As many rows are read in one piece. */
const PIECE = 1_000;

/** What an open request, or a request within a transaction, comes to. */
function outcome<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** The database in whatever version it is there; `null` where there is none. */
async function openAsItIs(name: string): Promise<IDBDatabase | null> {
  const request = indexedDB.open(name);
  let isMissing = false;
  // Only what is not there is made: then nothing is to be left behind.
  request.onupgradeneeded = () => {
    isMissing = true;
    request.transaction?.abort();
  };
  try {
    const database = await outcome(request);
    database.onversionchange = () => database.close();
    return database;
  } catch (error) {
    if (isMissing) return null;
    throw error;
  }
}

/**
 * Reads every row of a database as it is stored, whatever its version and whatever is in it. It is read as of one
 * moment; only where that fails, row by row, so that one that is broken loses no other.
 *
 * @param name the name of the database
 * @param leftOut tables that are not read
 * @param onProgress told how many rows have been read
 * @returns the rows by table; none where there is no such database
 * @throws what the browser throws when the database cannot be opened at all
 */
export async function dump(
  name: string,
  leftOut: readonly string[],
  onProgress: (rows: number) => void = () => undefined,
): Promise<ReadonlyMap<string, RawTableRows>> {
  const database = await openAsItIs(name);
  if (database === null) return new Map();
  try {
    const tables = [...database.objectStoreNames].filter((table) => !leftOut.includes(table));
    if (tables.length === 0) return new Map();
    return await atOneMoment(database, tables, onProgress).catch(() =>
      rowByRow(database, tables, onProgress),
    );
  } finally {
    database.close();
  }
}

async function atOneMoment(
  database: IDBDatabase,
  tables: readonly string[],
  onProgress: (rows: number) => void,
): Promise<Map<string, RawTableRows>> {
  const transaction = database.transaction(tables, 'readonly');
  const all = new Map<string, RawTableRows>();
  let read = 0;
  for (const table of tables) {
    const store = transaction.objectStore(table);
    const rows: unknown[] = [];
    let after: IDBKeyRange | null = null;
    for (;;) {
      // Nothing else is awaited in here: it would end the transaction.
      const keys: IDBValidKey[] = await outcome(store.getAllKeys(after, PIECE));
      const values: unknown[] = await outcome(store.getAll(after, PIECE));
      rows.push(...values);
      read += values.length;
      onProgress(read);
      const last = keys.at(-1);
      if (keys.length < PIECE || last === undefined) break;
      after = IDBKeyRange.lowerBound(last, true);
    }
    all.set(table, { rows, lost: 0 });
  }
  return all;
}

async function rowByRow(
  database: IDBDatabase,
  tables: readonly string[],
  onProgress: (rows: number) => void,
): Promise<Map<string, RawTableRows>> {
  const all = new Map<string, RawTableRows>();
  let read = 0;
  for (const table of tables) {
    const keys = await keysOf(database, table);
    const rows: unknown[] = [];
    for (const key of keys) {
      const row = await rowAt(database, table, key);
      if (row !== undefined) rows.push(row);
      read += 1;
      onProgress(read);
    }
    all.set(table, { rows, lost: keys.length - rows.length });
  }
  return all;
}

async function keysOf(database: IDBDatabase, table: string): Promise<IDBValidKey[]> {
  try {
    return await outcome(database.transaction(table).objectStore(table).getAllKeys());
  } catch {
    return [];
  }
}

/** A row; `undefined` where the browser cannot read it. */
async function rowAt(database: IDBDatabase, table: string, key: IDBValidKey): Promise<unknown> {
  try {
    return await outcome(database.transaction(table).objectStore(table).get(key));
  } catch {
    return undefined;
  }
}
