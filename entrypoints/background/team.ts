import type { AccessCount } from '@/lib/access/access';
import type { AccountId, Email, Timestamp } from '@/lib/model/ids';
import type { Invited, Invitee } from '@/lib/model/invitation';
import type { Request } from '@/lib/model/messages';
import type { RosterEntry } from '@/lib/model/plan';
import { type SavedView, type TeamRecord, ViewId } from '@/lib/model/team';
import { inTransaction, invitationKey, lookFirst, type SiaDb, type Store } from '@/lib/store';
import { memberOf, type TeamUser } from '@/lib/team/member';
import {
  ageOf,
  changePage,
  dealPages,
  membersOf,
  type OpenPage,
  type PageChanges,
  packPage,
  touched,
} from '@/lib/team/pages';
import { changeSummary, type MemberChange, NOBODY } from '@/lib/team/summary';

type RequestOf<K extends Request['kind']> = Extract<Request, { kind: K }>;

/** What is known of some people besides what the console shows. */
interface Besides {
  readonly planned: ReadonlyMap<string, Pick<RosterEntry, 'name' | 'team'>>;
  readonly invited: ReadonlyMap<string, Invited>;
}

async function besides(
  store: Store,
  account: AccountId,
  keys: readonly string[],
): Promise<Besides> {
  const wanted = keys.map((key): [string, string] => [account, key]);
  const planned = await store.roster.some(wanted);
  const invited = await store.invitations.some(wanted);
  return {
    planned: new Map(planned.map((one) => [one.email, one])),
    invited: new Map(invited.map((one) => [one.who, one])),
  };
}

/**
 * Follows users who are known otherwise than before: keeps the team's pages and figures as if everybody had been
 * counted anew.
 *
 * @param known the users as they were before, at least those who have changed
 * @param writes those who have changed, as they are now
 */
export async function followUsers(
  store: Store,
  account: AccountId,
  known: readonly (TeamUser & { readonly email: Email })[],
  writes: readonly (TeamUser & { readonly email: Email })[],
): Promise<void> {
  if (writes.length === 0) return;
  const before = new Map(known.map((user) => [user.email, user]));
  const { planned, invited } = await besides(
    store,
    account,
    writes.map(({ email }) => email),
  );
  const changes = writes.map((user) => {
    const key = user.email;
    const rest = { key, planned: planned.get(key), invited: invited.get(key) };
    return {
      before: memberOf({ ...rest, user: before.get(key) }),
      after: memberOf({ ...rest, user }),
    };
  });
  await changeTeam(store, account, changes);
}

/** Follows invitations, which `note` writes down. */
export async function followInvitations(
  store: Store,
  account: AccountId,
  people: readonly Invitee[],
  note: () => Promise<void>,
): Promise<void> {
  const keys = [...new Set(people.map(invitationKey))];
  const users = await store.users.some(keys.map((key): [string, string] => [account, key]));
  const userOf = new Map<string, TeamUser>(users.map((user) => [user.email, user]));
  const before = await besides(store, account, keys);
  await note();
  const after = await besides(store, account, keys);
  const member = (key: string, { planned, invited }: Besides) =>
    memberOf({
      ...{ key, user: userOf.get(key) },
      ...{ planned: planned.get(key), invited: invited.get(key) },
    });
  await changeTeam(
    store,
    account,
    keys.map((key) => ({ before: member(key, before), after: member(key, after) })),
  );
}

/** Makes changes to the pages and the figures of a team; makes them anew where there are none, or not this team's. */
async function changeTeam(
  store: Store,
  account: AccountId,
  all: readonly MemberChange[],
): Promise<void> {
  const record = await store.teams.get(account);
  const changes = all.filter(({ before, after }) => before !== null || after !== null);
  const isWhole = record?.ages !== undefined;
  const changed = isWhole ? await changedPages(store, account, changes) : null;
  if (record?.ages === undefined || changed === null) {
    await remakeTeam(store, account);
    return;
  }
  const revision = record.revision + 1;
  await store.teamPages.removeAt(account, changed.remove);
  await store.teamPages.put(...changed.put.map((page) => packPage(account, page, revision)));
  const summary = changeSummary(record.summary, changes);
  const ages = new Map(record.ages);
  for (const first of [...changed.remove, ...changed.put.map((page) => page.first)]) {
    ages.delete(first);
  }
  for (const [first, age] of agesOf(changed.put)) ages.set(first, age);
  await store.teams.put({ account, revision, summary, ages: [...ages] });
}

function agesOf(pages: readonly OpenPage[]): [string, Timestamp][] {
  return pages.flatMap((page) => {
    const age = ageOf(page);
    return age === null ? [] : [[page.first, age] as [string, Timestamp]];
  });
}

/** Counts the people of a team from what is kept of it; nobody is read for that, unless it has to be made first. */
export async function countTeam(store: Store, account: AccountId): Promise<AccessCount> {
  const kept = await store.teams.get(account);
  const record = kept?.ages === undefined ? await remakeTeam(store, account) : kept;
  const { connected, 'not-connected': without } = record.summary.counts;
  const ages = (record.ages ?? []).map(([, age]) => age);
  const oldest = ages.length === 0 ? null : Math.min(...ages);
  return { listed: connected + without, connected, oldest };
}

/** What becomes of the pages; `null` where they cannot take the changes. */
async function changedPages(
  store: Store,
  account: AccountId,
  changes: readonly MemberChange[],
): Promise<PageChanges | null> {
  const firsts = await store.teamPages.firsts(account);
  const parts = touched(firsts, changes);
  const pages = await store.teamPages.some([...parts.keys()].map((first) => [account, first]));
  if (firsts.length === 0 || pages.length !== parts.size) return null;
  const made = pages.map((page) => {
    const part = parts.get(page.first) ?? { leave: [], come: [] };
    return changePage({ first: page.first, members: membersOf(page) }, part);
  });
  const sound = made.flatMap((one) => one ?? []);
  if (sound.length !== made.length) return null;
  return {
    put: sound.flatMap(({ put }) => put),
    remove: sound.flatMap(({ remove }) => remove),
  };
}

/** Makes the pages and the figures of a team from everything that is known of its people. */
export async function remakeTeam(store: Store, account: AccountId): Promise<TeamRecord> {
  const before = await store.teams.get(account);
  const users = new Map(
    (await store.users.of(account)).map((user) => [user.email as string, user]),
  );
  const roster = await store.roster.of(account);
  const planned = new Map(roster.map((entry) => [entry.email as string, entry]));
  const invited = new Map((await store.invitations.of(account)).map((one) => [one.who, one]));
  const members = [...new Set([...users.keys(), ...invited.keys()])].flatMap((key) => {
    const user = users.get(key);
    return memberOf({ key, user, planned: planned.get(key), invited: invited.get(key) }) ?? [];
  });
  const revision = (before?.revision ?? 0) + 1;
  const pages = members.length === 0 ? [{ first: '', members }] : dealPages(members);
  await store.teamPages.clear(account);
  await store.teamPages.put(...pages.map((page) => packPage(account, page, revision)));
  const arrivals = members.map((after) => ({ before: null, after }));
  const summary = changeSummary(NOBODY, arrivals);
  const record = { account, revision, summary, ages: agesOf(pages) };
  await store.teams.put(record);
  return record;
}

/**
 * Makes the teams that are missing: of accounts that are new or came with a backup, and of those whose team cannot
 * be read, which is looked at once a day.
 */
export async function settleTeams(db: SiaDb, now: Timestamp): Promise<void> {
  for (const account of await lookFirst(db, now, accountsWithoutTeam)) {
    await inTransaction(db, now, async (store) => {
      if ((await store.accounts.get(account)) !== null) await remakeTeam(store, account);
    });
  }
}

/** The accounts of which no team is kept. */
async function accountsWithoutTeam(store: Store): Promise<AccountId[]> {
  if (await store.chores.isDue('teams', store.now)) {
    await store.chores.put({ id: 'teams', at: store.now });
    // Those that cannot be read are dropped on the way.
    await store.teams.list();
  }
  const kept = new Set(await store.teams.keys());
  return (await store.accounts.list()).flatMap(({ id }) => (kept.has(id) ? [] : [id]));
}

/** Keeps a view of the team under a name; one of the same name is replaced. */
export async function saveView(
  store: Store,
  { account, name, query }: RequestOf<'view-save'>,
): Promise<void> {
  const same = (await store.views.of(account)).find((one) => one.name === name);
  const id = same?.id ?? ViewId.parse(crypto.randomUUID());
  await store.views.put({ account, id, name, query, at: same?.at ?? store.now });
}

/** Forgets a view of this account; another account's stays. */
export async function removeView(
  store: Store,
  { account, view }: RequestOf<'view-remove'>,
): Promise<void> {
  const found: SavedView | null = await store.views.get(view);
  if (found?.account === account) await store.views.remove(found);
}

/** Notes until when somebody has looked at the changes; never back before what was looked at already. */
export async function noteLook(
  store: Store,
  { account, until }: RequestOf<'changes-seen'>,
): Promise<void> {
  const before = await store.looks.get(account);
  const at = Math.max(before?.at ?? 0, Math.min(until, store.now));
  await store.looks.put({ account, at });
}
