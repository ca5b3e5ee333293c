import {
  type AccessCount,
  accessChanges,
  countAccess,
  figures,
  isWhole,
  mergeUsers,
  peopleIn,
  type StoredUser,
  sightOfUsers,
} from '@/lib/access/access';
import type { Signer } from '@/lib/handoff/events';
import { type ConnectionSight, observe } from '@/lib/handoff/observe';
import type { AccountId, Timestamp } from '@/lib/model/ids';
import type { PageDocument } from '@/lib/model/page-document';
import type { Snapshot } from '@/lib/model/snapshot';
import { nextWorkspaceUse } from '@/lib/plan/use';
import type { AccountRecord, SightRecord, Store } from '@/lib/store';
import { isUpToDate } from '@/lib/wait/absence';
import { followGrants } from './grants';
import { statementOf, write } from './handoffs';
import { followOutage } from './outages';
import { followPlan, type UsersLooked } from './roster';
import { followAccess, followWait } from './stock';
import { countTeam, followUsers, remakeTeam } from './team';
import { follow, forgetRevoked, type WaitRules } from './waits';

/**
 * Takes in what a tab has read: who the users are, what became of grants, whether a connect has come through, what
 * it proves of a handoff.
 *
 * @param account whose console it is
 * @param snapshot what was read
 * @param document what it was read in
 * @param rules how a wait that this starts is to be
 * @param signer who writes in the handoffs; `null` where there are none
 */
export async function takeIn(
  store: Store,
  account: AccountRecord,
  snapshot: Snapshot,
  document: PageDocument | null,
  rules: WaitRules,
  signer: Signer | null,
): Promise<void> {
  // Marketo Engage shows neither the connection nor its users.
  if (snapshot.invitation !== undefined) return;
  const { id } = account;
  const before = await store.sights.get(id);
  if (signer !== null) {
    const previous = before?.connection ?? null;
    await observeHandoffs(store, id, { snapshot, document, previous }, signer);
  }
  const learned = await learnWorkspaces(store, account, snapshot);
  const seen = await lookAt(store, id, snapshot, before);
  await store.sights.put(seen.sight);
  const isSettled = await followGrants(store, learned, snapshot, document);
  const isOther = isSettled || learned !== account;
  if (isOther || seen.look !== null) await followPlan(store, learned, seen.look, isOther);
  await follow(store, id, { snapshot, document }, rules);
  await forgetRevoked(store, id, snapshot);
  await followOutage(store, id, snapshot, { ...seen, seenBefore: before?.users?.at ?? null });
  if (signer === null) return;
  await followWait(store, id, signer);
  if (seen.look !== null) await followAccess(store, id, seen.sight.figures, signer);
}

/** Learns from a look whether the account has workspaces at all. */
async function learnWorkspaces(
  store: Store,
  account: AccountRecord,
  snapshot: Snapshot,
): Promise<AccountRecord> {
  const workspaces = nextWorkspaceUse(account.workspaces, snapshot);
  if (workspaces === account.workspaces) return account;
  const learned = { ...account, workspaces };
  await store.accounts.put(learned);
  return learned;
}

/** What a look comes to. */
interface Looked {
  readonly sight: SightRecord;
  /** `null` when the page showed nobody. */
  readonly look: UsersLooked | null;
}

/** Merges the users, and notes what has changed about them, what was seen and when. */
async function lookAt(
  store: Store,
  account: AccountId,
  snapshot: Snapshot,
  before: SightRecord | null,
): Promise<Looked> {
  const at = store.now;
  const { page, connection } = snapshot;
  const isCertain = page === 'marketo-setup' && connection !== 'unknown';
  const sight = {
    account,
    page,
    at,
    connection: isCertain ? { connection, at } : (before?.connection ?? null),
  };
  const users = sightOfUsers(before?.users ?? null, snapshot, at);
  const isNew = users !== null && users !== before?.users;
  if (!isNew) {
    return { sight: { ...sight, users, figures: before?.figures ?? null }, look: null };
  }
  const known = await whoIsConcerned(store, account, snapshot);
  const writes = mergeUsers(account, known, snapshot, at);
  await store.users.put(...writes);
  await followUsers(store, account, known, writes);
  await store.ledger.add(...accessChanges(known, writes, before?.figures ?? null, at));
  const counted = await countUsers(store, account, snapshot, { before: known, after: writes });
  return {
    sight: { ...sight, users, figures: figures(counted, users) },
    look: { before: known, after: writes },
  };
}

/**
 * The users whom a look can change: those whom it shows; everybody where it shows everybody, as those who are missing
 * have gone. So a look at one page of a table costs the same however many people there are.
 */
function whoIsConcerned(
  store: Store,
  account: AccountId,
  snapshot: Snapshot,
): Promise<StoredUser[]> {
  if (isWhole(snapshot)) return store.users.of(account);
  // By address, as all of them would be.
  const emails = [...new Set(peopleIn(snapshot))].sort();
  return store.users.some(emails.map((email): [string, string] => [account, email]));
}

/** Counts everybody after a look. Where all were read for it, the team that is kept has to agree, or is made anew. */
async function countUsers(
  store: Store,
  account: AccountId,
  snapshot: Snapshot,
  { before, after }: UsersLooked,
): Promise<AccessCount> {
  const kept = await countTeam(store, account);
  if (!isWhole(snapshot)) return kept;
  const all = new Map([...before, ...after].map((user) => [user.email, user]));
  const counted = countAccess([...all.values()]);
  const agrees = counted.listed === kept.listed && counted.connected === kept.connected;
  if (!agrees || counted.oldest !== kept.oldest) await remakeTeam(store, account);
  return counted;
}

/** A sight, the document that it was seen in, and the connection as it was seen before. */
interface Seen {
  readonly snapshot: Snapshot;
  readonly document: PageDocument | null;
  readonly previous: ConnectionSight | null;
}

/** Writes down what the snapshot proves of the open handoffs. */
async function observeHandoffs(
  store: Store,
  account: AccountId,
  { snapshot, document, previous }: Seen,
  signer: Signer,
): Promise<void> {
  for (const handoff of await store.openHandoffs(account)) {
    const row = await store.users.get([account, handoff.adminB]);
    const hadAccess = row?.access === 'connected';
    const canKnow = (since: Timestamp) => document === null || isUpToDate(document, since);
    const found = observe(handoff, { snapshot, previous, hadAccess, canKnow });
    await write(store, account, handoff, found.map(statementOf), signer);
  }
}
