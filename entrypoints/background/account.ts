import type { Timestamp } from '@/lib/model/ids';
import { AccountId } from '@/lib/model/ids';
import { NOBODY_KNOWS } from '@/lib/model/original-user';
import type { Snapshot } from '@/lib/model/snapshot';
import type { AccountRecord, Jar, Store } from '@/lib/store';

/** A new account of a jar, current from now on. */
function newAccount(
  jar: Jar,
  name: string,
  munchkinId: string | null,
  now: Timestamp,
): AccountRecord {
  const id = AccountId.parse(crypto.randomUUID());
  const workspaces = { offered: 'unknown', told: false } as const;
  const at = { createdAt: now, currentSince: now };
  return {
    ...{ id, jar, name, munchkinId, ...at },
    ...{ isNamed: false, workspaces, original: NOBODY_KNOWS },
  };
}

/**
 * The account that is signed in in a jar, as far as was seen. It is created at first use, under a name that
 * only tells it from others.
 */
export async function accountOf(store: Store, jar: Jar): Promise<AccountRecord> {
  const current = (await store.accounts.ofJar(jar))[0];
  if (current !== undefined) return current;
  const others = await store.accounts.list();
  const created = newAccount(jar, `Account ${others.length + 1}`, null, store.now);
  await store.accounts.put(created);
  return created;
}

/** The Munchkin ID of a snapshot, if its page is a connected Set Up page; elsewhere it could be a draft. */
function shownMunchkinId(snapshot: Snapshot): string | null {
  const connected = snapshot.connection === 'owner' || snapshot.connection === 'granted';
  return snapshot.page === 'marketo-setup' && connected ? snapshot.munchkinId : null;
}

/**
 * Learns from a snapshot whose console it is. The first Munchkin ID seen names the current account; another
 * one means that another account has signed in, or that this one was connected anew.
 *
 * @returns the account that the snapshot belongs to
 */
export async function learnAccount(
  store: Store,
  jar: Jar,
  snapshot: Snapshot,
): Promise<AccountRecord> {
  const current = await accountOf(store, jar);
  const shown = shownMunchkinId(snapshot)?.toUpperCase() ?? null;
  if (shown === null || current.munchkinId === shown) return current;
  if (current.munchkinId === null) return rename(store, current, shown);
  return change(store, current, shown);
}

async function rename(
  store: Store,
  account: AccountRecord,
  munchkinId: string,
): Promise<AccountRecord> {
  const named = { ...account, name: account.isNamed ? account.name : munchkinId, munchkinId };
  await store.accounts.put(named);
  return named;
}

/**
 * Calls an account what a person wants it to be called; by what is seen of it, and else by its place among the
 * others, where they take their name back.
 */
export async function nameAccount(
  store: Store,
  account: AccountRecord,
  name: string | null,
): Promise<void> {
  const all = (await store.accounts.list()).sort((a, b) => a.createdAt - b.createdAt);
  const place = all.findIndex(({ id }) => id === account.id) + 1;
  const seen = account.munchkinId ?? `Account ${place}`;
  await store.accounts.put({ ...account, name: name ?? seen, isNamed: name !== null });
}

/** Makes the account with this Munchkin ID the current one of its jar. */
async function change(
  store: Store,
  from: AccountRecord,
  munchkinId: string,
): Promise<AccountRecord> {
  const known = (await store.accounts.ofJar(from.jar)).find((one) => one.munchkinId === munchkinId);
  // Later than the one before it even when the clock was set back in between.
  const currentSince = Math.max(store.now, from.currentSince + 1);
  const account = known ?? newAccount(from.jar, munchkinId, munchkinId, store.now);
  const to = { ...account, currentSince };
  await store.accounts.put(to);
  await moveConnect(store, from, to);
  return to;
}

/** Before a connect its account cannot be told: a press made under the old one belongs to the new one. */
async function moveConnect(store: Store, from: AccountRecord, to: AccountRecord): Promise<void> {
  const pending = await store.connects.get(from.id);
  if (pending === null) return;
  await store.connects.remove(pending);
  await store.connects.put({ ...pending, account: to.id });
}
