import type { Trouble } from '@/lib/model/trouble';
import { db as ours, type SiaDb } from './db';

/** Deeper is no error wrapped. */
const DEEPEST = 5;

/** What an error of the database comes from; whatever is none that we know means that it cannot be read. */
export function troubleOf(error: unknown): Trouble {
  let inside: unknown = error;
  for (let depth = 0; depth < DEEPEST; depth++) {
    if (typeof inside !== 'object' || inside === null) break;
    const name = 'name' in inside ? inside.name : null;
    if (name === 'QuotaExceededError') return 'full';
    if (name === 'NewerDatabaseError' || name === 'VersionError') return 'newer';
    inside = 'inner' in inside ? inside.inner : 'cause' in inside ? inside.cause : null;
  }
  return 'unreadable';
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

/** Whether anything can be stored: tried with a row that is gone at once. Never throws. */
export async function canWrite(db: SiaDb = ours): Promise<boolean> {
  try {
    await db.transaction('rw', db.chores, async () => {
      await db.chores.put({ id: 'probe' });
      await db.chores.delete('probe');
    });
    return true;
  } catch {
    return false;
  }
}
