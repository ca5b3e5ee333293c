import type { AccountId, Email } from '@/lib/model/ids';
import type { PageDocument } from '@/lib/model/page-document';
import type { Workspaces } from '@/lib/model/plan';
import type { Assignment, Snapshot } from '@/lib/model/snapshot';
import {
  differenceOf,
  isAsChosen,
  lastOpenGrant,
  type SettledGrant,
  settleGrants,
} from '@/lib/plan/grants';
import type { AccountRecord, Store } from '@/lib/store';

/** Notes whom a press that goes on grants what. Whoever was granted something before gets this instead. */
export async function noteGrants(
  store: Store,
  account: AccountId,
  granting: readonly Assignment[],
  document: PageDocument | null,
): Promise<void> {
  const keys = granting.map(({ email }): [string, string] => [account, email]);
  const before = new Map((await store.users.some(keys)).map((user) => [user.email, user.access]));
  const base = { account, at: store.now, document: document?.id ?? null, isUnseen: false };
  await store.grants.put(
    ...granting.map(({ email, workspaces }) => {
      return { ...base, email, chosen: workspaces, before: before.get(email) ?? 'unknown' };
    }),
  );
  if (granting.length > 0) await store.plans.change(account, { grantedAt: store.now });
  await forgetDifferences(
    store,
    account,
    granting.map(({ email }) => email),
  );
}

/** Looks out no more for what becomes of these people's grants: nothing was pressed. */
export async function forgetGrants(
  store: Store,
  account: AccountId,
  people: readonly Email[],
): Promise<void> {
  const keys = people.map((email): [string, string] => [account, email]);
  await store.grants.remove(...(await store.grants.some(keys)));
  await store.plans.change(account, { grantedAt: lastOpenGrant(await store.grants.of(account)) });
}

/**
 * Follows the grants through one more look at the people: what became of them stands in the ledger, and what is
 * otherwise than chosen is kept for a person to see.
 *
 * @param account with its workspaces as they are known after this look
 * @returns whether the outcome of any is known now
 */
export async function followGrants(
  store: Store,
  account: AccountRecord,
  snapshot: Snapshot,
  document: PageDocument | null,
): Promise<boolean> {
  const { id } = account;
  const grants = await store.grants.of(id);
  const known = (await store.plans.get(id))?.workspaces ?? [];
  const workspaces = [...known, ...workspacesIn(snapshot)];
  await forgetMended(store, id, snapshot, workspaces);
  if (grants.length === 0) return false;
  const { offered } = account.workspaces;
  const { settled, pending } = settleGrants(
    grants,
    { snapshot, document, offered, workspaces },
    store.now,
  );
  const isKept = new Set(pending.map(({ email }) => email));
  await store.grants.remove(...grants.filter(({ email }) => !isKept.has(email)));
  await store.grants.put(...pending.filter((grant) => !grants.includes(grant)));
  await store.plans.change(id, { grantedAt: lastOpenGrant(pending) });
  await tell(store, id, settled);
  return settled.length > 0;
}

/** The workspaces that somebody on a page has. */
function workspacesIn({ users }: Snapshot): string[] {
  if (users.coverage === 'unknown') return [];
  return [...new Set(users.value.flatMap(({ workspaces }) => workspaces ?? []))];
}

async function tell(
  store: Store,
  account: AccountId,
  settled: readonly SettledGrant[],
): Promise<void> {
  const base = { kind: 'grant-outcome' as const, account, at: store.now };
  await store.ledger.add(
    ...settled.map(({ grant, outcome, seen }) => {
      return { ...base, email: grant.email, outcome, chosen: grant.chosen, seen };
    }),
  );
  const differences = settled.flatMap((one) => differenceOf(one) ?? []);
  await store.differences.put(...differences.map((one) => ({ ...one, account })));
}

/** A difference that is not one any more need not be told: the access came late. */
async function forgetMended(
  store: Store,
  account: AccountId,
  { page, users }: Snapshot,
  workspaces: Workspaces,
): Promise<void> {
  if (page !== 'user-access' || users.coverage === 'unknown') return;
  const differences = await store.differences.of(account);
  if (differences.length === 0) return;
  const seen = new Map(users.value.map((user) => [user.email, user]));
  const mended = differences.filter(({ email, chosen, seen: wasNothing }) => {
    const user = seen.get(email);
    if (user?.access !== 'connected') return false;
    const shown = user.workspaces ?? [];
    // That nothing was granted is wrong, whatever the workspace is.
    return shown.length === 0 ? wasNothing === null : isAsChosen(chosen, shown, workspaces);
  });
  await store.differences.remove(...mended);
}

/** Takes people off the list of differences: somebody has seen them, or they are granted access anew. */
export async function forgetDifferences(
  store: Store,
  account: AccountId,
  people: readonly Email[],
): Promise<void> {
  const keys = people.map((email): [string, string] => [account, email]);
  await store.differences.remove(...(await store.differences.some(keys)));
}
