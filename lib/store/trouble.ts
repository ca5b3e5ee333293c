import type { Trouble } from '@/lib/model/trouble';
import { db as ours, type SiaDb } from './db';

/** Deeper is no error wrapped. */
const DEEPEST = 5;

/** With less room than this, in bytes, a database can be neither written nor opened: its files grow in pieces. */
const LEAST_ROOM = 5_000_000;

/**
 * What an error of the database comes from; whatever is none that we know means that it cannot be read. Where the disk
 * is full, Chromium says only that something went wrong inside, when it writes and, from then on, when it opens; so
 * it is asked for its room.
 */
export async function troubleOf(error: unknown): Promise<Trouble> {
  return troubleSaidBy(error) ?? ((await hasRoom()) ? 'unreadable' : 'full');
}

/** The same as far as the error itself says it; `null` where it does not. */
function troubleSaidBy(error: unknown, depth = 0): Trouble | null {
  if (typeof error !== 'object' || error === null || depth === DEEPEST) return null;
  const name = 'name' in error ? error.name : null;
  if (name === 'QuotaExceededError') return 'full';
  if (name === 'NewerDatabaseError' || name === 'VersionError') return 'newer';
  // Of many rows, one that failed speaks for all.
  const [failed] = 'failures' in error && Array.isArray(error.failures) ? error.failures : [];
  const inside = 'inner' in error ? error.inner : 'cause' in error ? error.cause : failed;
  return troubleSaidBy(inside, depth + 1);
}

/** Whether the browser has room left; also where it does not say. Chromium counts what is free on the disk. */
async function hasRoom(): Promise<boolean> {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined || quota - (usage ?? 0) >= LEAST_ROOM;
  } catch {
    return true;
  }
}

/**
 * Opens a database again that could not be opened when it was last tried: Dexie does so only where it is told.
 *
 * @throws what Dexie throws where it still cannot be opened
 */
export async function openAgain(db: SiaDb): Promise<void> {
  if (db.hasFailed()) await db.open();
}

/**
 * Tells whether another page holds the opening of the database up, and when it does not any more.
 *
 * @returns ends it
 */
export function watchBlocked(onChange: (isBlocked: boolean) => void, db: SiaDb = ours): () => void {
  const blocked = () => onChange(true);
  const ready = () => onChange(false);
  db.on('blocked', blocked);
  db.on('ready', ready, true);
  return () => {
    db.on.blocked.unsubscribe(blocked);
    db.on.ready.unsubscribe(ready);
  };
}

/**
 * Whether anything can be stored: tried with a row that is gone at once, where there is room for more than that. Never
 * throws.
 */
export async function canWrite(db: SiaDb = ours): Promise<boolean> {
  try {
    await openAgain(db);
    await db.transaction('rw', db.chores, async () => {
      await db.chores.put({ id: 'probe' });
      await db.chores.delete('probe');
    });
    return await hasRoom();
  } catch {
    return false;
  }
}
