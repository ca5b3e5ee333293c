import { betterAccess, compareAccess, type KnownUser, takeAccess } from '@/lib/handoff/access';
import { type Signer, spell } from '@/lib/handoff/events';
import { type Circumstances, conclude } from '@/lib/handoff/observe';
import type { Handoff } from '@/lib/model/handoff';
import type { AccountId, Timestamp } from '@/lib/model/ids';
import type { Figures } from '@/lib/model/known';
import { lookFirst, type SiaDb, type Store } from '@/lib/store';
import { isRunning } from '@/lib/wait/wait';
import { statementOf, write } from './handoffs';
import { signerOf } from './keys';
import { signPending } from './passes';

/** When a step was done; `null` while it is not. */
function doneAt(handoff: Handoff, id: Handoff['steps'][number]['id']): Timestamp | null {
  return handoff.steps.find((step) => step.id === id)?.proof?.at ?? null;
}

/**
 * Keeps who had access when a handoff began: what is better than before, as long as B has not connected. Later it is
 * no *before* any more.
 */
async function takeStock(
  store: Store,
  account: AccountId,
  handoff: Handoff,
  users: readonly KnownUser[],
  figures: Figures | null,
): Promise<void> {
  if (doneAt(handoff, 'b-connects') !== null) return;
  const taken = takeAccess(users, figures);
  if (taken === null) return;
  const known = await store.handoffAccess.get([account, handoff.id]);
  const access = betterAccess(known?.access ?? null, taken);
  if (access === known?.access) return;
  await store.handoffAccess.put({ account, handoff: handoff.id, access, signed: null });
}

/**
 * The wait of B's connect is over in this browser: B's own, where it was seen or said, and in the others' the one
 * that came with B's pass.
 */
async function isWaitOver(store: Store, account: AccountId, handoff: Handoff): Promise<boolean> {
  const connectedAt = doneAt(handoff, 'b-connects');
  if (connectedAt === null) return false;
  const waits = await store.waits.of(account);
  const ofB = waits.filter(({ source, endsAt }) => {
    const isTheirs = handoff.role === 'b' ? source !== 'imported' : source === 'imported';
    return isTheirs && endsAt > connectedAt;
  });
  return ofB.length > 0 && ofB.every((wait) => !isRunning(wait, store.now));
}

/** Compares the others' access to the start, notes it, and says how it stands. */
async function compare(
  store: Store,
  account: AccountId,
  handoff: Handoff,
  users: readonly KnownUser[],
  figures: Figures | null,
): Promise<Circumstances['others']> {
  const before = await store.handoffAccess.get([account, handoff.id]);
  const record = await store.handoffs.get([account, handoff.id]);
  if (before === null || record === null) return 'unknown';
  // Until the wait is over, nobody can tell whether access lasts.
  const since = doneAt(handoff, 'wait');
  const { others, kept } = compareAccess(before.access, users, figures, handoff, since);
  if (spell(record.access) !== spell(kept)) await store.handoffs.put({ ...record, access: kept });
  return others;
}

/** Follows the open handoffs through a sight of the users, who are read only where there are any. */
export async function followAccess(
  store: Store,
  account: AccountId,
  figures: Figures | null,
  signer: Signer,
): Promise<void> {
  const open = await store.openHandoffs(account);
  if (open.length === 0) return;
  const users = await store.users.of(account);
  for (const handoff of open) {
    await takeStock(store, account, handoff, users, figures);
    const others = await compare(store, account, handoff, users, figures);
    await writeWhatFollows(store, account, handoff, { isWaitOver: false, others }, signer);
  }
}

/** The same with the users as they are known already: a page that was read before is not told of again. */
export async function recallAccess(
  store: Store,
  account: AccountId,
  signer: Signer,
): Promise<void> {
  const figures = (await store.sights.get(account))?.figures ?? null;
  if (figures === null) return;
  await followAccess(store, account, figures, signer);
}

/** Notes in the open handoffs of an account that the wait of B's connect is over. */
export async function followWait(store: Store, account: AccountId, signer: Signer): Promise<void> {
  for (const handoff of await store.openHandoffs(account)) {
    const isOver = await isWaitOver(store, account, handoff);
    const circumstances = { isWaitOver: isOver, others: 'unknown' as const };
    await writeWhatFollows(store, account, handoff, circumstances, signer);
  }
}

async function writeWhatFollows(
  store: Store,
  account: AccountId,
  handoff: Handoff,
  circumstances: Circumstances,
  signer: Signer,
): Promise<void> {
  const found = conclude(handoff, circumstances);
  await write(store, account, handoff, found.map(statementOf), signer);
}

/** Brings the handoffs of all accounts up to date with the waits, after these were looked at. */
export async function settleHandoffs(db: SiaDb, now: Timestamp): Promise<void> {
  if ((await db.handoffs.count()) === 0) return;
  const signer = await signerOf(db);
  await lookFirst(db, now, async (store) => {
    for (const { id } of await store.accounts.list()) await followWait(store, id, signer);
  });
  await signPending(db, now, signer);
}
