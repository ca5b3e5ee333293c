import type { SiaDb } from './db';
import { OwnKeyRecord } from './records';

type Pair = Pick<OwnKeyRecord, 'publicKey' | 'privateKey'>;

/**
 * The key that this browser signs with. Only the background asks for it.
 *
 * @param db the database
 * @param candidate kept, and returned, if there is none yet
 * @returns the key that counts from now on; `null` when there is none and none was offered
 */
export function ownKey(db: SiaDb, candidate: Pair): Promise<Pair>;
export function ownKey(db: SiaDb): Promise<Pair | null>;
export function ownKey(db: SiaDb, candidate?: Pair): Promise<Pair | null> {
  return db.transaction(candidate === undefined ? 'r' : 'rw', db.keys, async () => {
    const known = OwnKeyRecord.safeParse(await db.keys.get('own'));
    if (known.success) return known.data;
    if (candidate === undefined) return null;
    await db.keys.put({ id: 'own', ...candidate });
    return candidate;
  });
}
