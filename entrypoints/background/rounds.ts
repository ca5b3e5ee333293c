import { effective, type Policy } from '@/lib/model/settings';
import {
  forgetOldHistory,
  inTransaction,
  isHistoryDue,
  openAgain,
  type SiaDb,
  Store,
} from '@/lib/store';
import { settleHandoffs } from './stock';
import { settleTeams } from './team';
import { lookAtWaits, type Surroundings } from './ticker';

/** What a round needs of the browser. */
export interface RoundsSurroundings extends Surroundings {
  /** What the organisation prescribes. */
  policy(): Promise<Policy>;
  /** Told of what failed beside the waits: that must not take them with it. */
  shrug(error: unknown): void;
}

/**
 * Looks after all that comes with time: the waits first, then what follows from them, and what is done now and then.
 * Where there is nothing to do, nothing is written and no transaction that could write is opened.
 */
export async function goRound(db: SiaDb, around: RoundsSurroundings): Promise<void> {
  const { clock, shrug } = around;
  await openAgain(db);
  await lookAtWaits(db, around);
  await settleHandoffs(db, clock.now()).catch(shrug);
  await settleTeams(db, clock.now()).catch(shrug);
  await lookAtHistory(db, around).catch(shrug);
}

/** Removes what is older than history is kept, if nobody has looked today. */
async function lookAtHistory(db: SiaDb, { clock, policy }: RoundsSurroundings): Promise<void> {
  const now = clock.now();
  if (!(await isHistoryDue(new Store(db, now, 'read')))) return;
  const prescribed = await policy();
  await inTransaction(db, now, async (store) => {
    const { retentionDays } = effective(await store.settings.get(), prescribed);
    await forgetOldHistory(store, retentionDays);
  });
}
