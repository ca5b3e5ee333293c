import { Dexie } from 'dexie';
import type { AccessChanged, StoredUser } from '@/lib/access/access';
import type { HeldEvent } from '@/lib/handoff/events';
import { fold, proofOfOwnership } from '@/lib/handoff/handoff';
import { outageOf } from '@/lib/handoff/outage';
import { ownersOf } from '@/lib/handoff/owners';
import { DAY } from '@/lib/model/clock';
import type { Handoff, KeyId } from '@/lib/model/handoff';
import type { AccountId, Email, HandoffId } from '@/lib/model/ids';
import { AccountId as AccountIdSchema, Timestamp } from '@/lib/model/ids';
import type { Known, Outage } from '@/lib/model/known';
import type { LedgerEntry } from '@/lib/model/ledger';
import { mustStay } from '@/lib/model/original-user';
import type { Difference } from '@/lib/model/plan';
import type { Exception } from '@/lib/model/profile';
import { Settings } from '@/lib/model/settings';
import type { LookRecord, SavedView, TeamPage, TeamRecord } from '@/lib/model/team';
import type { EarlyGrant, Wait } from '@/lib/model/wait';
import { meantBy } from '@/lib/model/workspaces';
import { z } from '@/lib/model/zod';
import { isGrantOpen, type PendingGrant } from '@/lib/plan/grants';
import type { PlanInput } from '@/lib/plan/plan';
import { checkWait, connectState, isNews, isRunning, type OpenConnect } from '@/lib/wait/wait';
import type { SiaDb } from './db';
import {
  type AccountRecord,
  type ChoreRecord,
  type ComparedKeyRecord,
  type DifferenceRecord,
  type GuideRecord,
  type HandoffAccessRecord,
  type HandoffEventRecord,
  type HandoffRecord,
  type InvitationRecord,
  type Jar,
  LedgerRecord,
  type OutageRecord,
  type PlanRecord,
  type ProfileRecord,
  type RosterInfo,
  type RosterRecord,
  type SettingsRecord,
  type SightRecord,
} from './records';
import { bySchema, leaveBadRows, type OnBadRow, PeopleRepository, Repository } from './repository';
import { TABLES } from './tables';

/** As many differences a tab is told at once; the rest when these have been seen. */
const MOST_DIFFERENCES = 50;

/** So many owners are told of at most. */
const MOST_OWNERS = 100;

/** Stands in the ledger for the account of a row that does not even say whose it was. */
export const NOBODY = AccountIdSchema.parse('00000000-0000-0000-0000-000000000000');

/** The accounts, by id. */
export class Accounts extends Repository<AccountRecord, string> {
  constructor(db: SiaDb, onBadRow: OnBadRow) {
    super(db.accounts, (account) => account.id, bySchema(TABLES.accounts.row), onBadRow);
  }

  /** The accounts seen in a jar, the one that is signed in first. */
  async ofJar(jar: Jar): Promise<AccountRecord[]> {
    const found = await this.list('jar', jar);
    return found.sort((a, b) => b.currentSince - a.currentSince || b.createdAt - a.createdAt);
  }
}

/** The users, by account and address, those who are gone included. */
export class Users extends PeopleRepository<StoredUser> {
  constructor(db: SiaDb, onBadRow: OnBadRow) {
    super(db.users, TABLES.users.row, onBadRow);
  }

  /** Those of all accounts who have been gone since before this moment. */
  async goneBefore(at: Timestamp): Promise<StoredUser[]> {
    const rows = await this.table.where('goneAt').below(at).toArray();
    return rows.flatMap((row) => {
      const checked = this.check(row);
      return checked.ok ? [checked.value] : [];
    });
  }
}

/** The waits, by id. Those that are malformed, too long, or start too far ahead are bad rows. */
export class Waits extends Repository<Wait, string> {
  constructor(db: SiaDb, onBadRow: OnBadRow, now: Timestamp) {
    const check = (row: unknown) => {
      const checked = checkWait(row, now);
      return checked.ok ? { ok: true as const, value: checked.wait } : checked;
    };
    super(db.waits, (wait) => wait.id, check, onBadRow);
  }

  /** The waits of an account, those that are over included. */
  of(account: AccountId): Promise<Wait[]> {
    return this.list('account', account);
  }
}

/** Connect presses whose outcome has not been seen, one per account at most. */
export class Connects extends Repository<OpenConnect, string> {
  constructor(db: SiaDb, onBadRow: OnBadRow) {
    super(db.connects, (connect) => connect.account, bySchema(TABLES.connects.row), onBadRow);
  }
}

/** Those who were granted access while a wait was running and are worth a check, by account and address. */
export class EarlyGrants extends PeopleRepository<EarlyGrant> {
  constructor(db: SiaDb, onBadRow: OnBadRow) {
    super(db.early, TABLES.early.row, onBadRow);
  }
}

/** The rosters, by account and address. */
export class Roster extends PeopleRepository<RosterRecord> {
  constructor(db: SiaDb, onBadRow: OnBadRow) {
    super(db.roster, TABLES.roster.row, onBadRow);
  }
}

/** The rosters as a whole, one record per account. */
export class RosterInfos extends Repository<RosterInfo, string> {
  constructor(db: SiaDb, onBadRow: OnBadRow) {
    super(db.rosterInfo, (one) => one.account, bySchema(TABLES.rosterInfo.row), onBadRow);
  }
}

/** What follows from rosters and users, one record per account. */
export class Plans extends Repository<PlanRecord, string> {
  constructor(db: SiaDb, onBadRow: OnBadRow) {
    super(db.plans, (one) => one.account, bySchema(TABLES.plans.row), onBadRow);
  }

  /** Changes what is stored of an account, or what there would be without anything known. */
  async change(account: AccountId, part: Partial<Omit<PlanRecord, 'account'>>): Promise<void> {
    const nothing = { account, summary: null, workspaces: [], grantedAt: null };
    await this.put({ ...((await this.get(account)) ?? nothing), ...part });
  }
}

/** Grants of which nobody has seen what became of them, by account and address. */
export class Grants extends PeopleRepository<PendingGrant> {
  constructor(db: SiaDb, onBadRow: OnBadRow) {
    super(db.grants, TABLES.grants.row, onBadRow);
  }
}

/** Who turned out otherwise than was chosen, by account and address. */
export class Differences extends PeopleRepository<DifferenceRecord> {
  constructor(db: SiaDb, onBadRow: OnBadRow) {
    super(db.differences, TABLES.differences.row, onBadRow);
  }

  /** Those of an account, the latest first. */
  override async of(account: AccountId): Promise<DifferenceRecord[]> {
    const all = await super.of(account);
    return all.sort((a, b) => b.at - a.at || (a.email < b.email ? -1 : 1));
  }
}

/** Whose access has gone, one record per account. */
export class Outages extends Repository<OutageRecord, string> {
  constructor(db: SiaDb, onBadRow: OnBadRow) {
    super(db.outages, (one) => one.account, bySchema(TABLES.outages.row), onBadRow);
  }
}

/** In which handoffs this browser takes part, by account and id. */
export class Handoffs extends Repository<HandoffRecord, [string, string]> {
  constructor(db: SiaDb, onBadRow: OnBadRow) {
    super(db.handoffs, (one) => [one.account, one.id], bySchema(TABLES.handoffs.row), onBadRow);
  }

  /** The handoffs of an account, closed ones included. */
  of(account: AccountId): Promise<HandoffRecord[]> {
    return this.list('account', account);
  }
}

/** The events of the handoffs, by account and id. */
export class HandoffEvents extends Repository<HandoffEventRecord, [string, string]> {
  constructor(db: SiaDb, onBadRow: OnBadRow) {
    super(
      db.handoffEvents,
      (one) => [one.account, one.id],
      bySchema(TABLES.handoffEvents.row),
      onBadRow,
    );
  }

  /** Removes whatever this browser holds of a handoff. */
  async clear(account: AccountId, handoff: HandoffId): Promise<void> {
    await this.table.where('[account+handoff]').equals([account, handoff]).delete();
  }

  /** What this browser holds of a handoff. */
  of(account: AccountId, handoff: HandoffId): Promise<HandoffEventRecord[]> {
    return this.list('[account+handoff]', [account, handoff]);
  }

  /** Writes events; one that is there under the same id is replaced. */
  hold(account: AccountId, events: readonly HeldEvent[]): Promise<void> {
    const rows = events.map((held) => {
      const { handoff, id } = held.event;
      // In the index are those alone that still have to be signed.
      return { account, handoff, id, ...held, ...(held.signature === null && { unsigned: 1 }) };
    });
    return this.put(...rows);
  }

  /** This browser's own events of all accounts that have not been signed yet. */
  unsigned(): Promise<HandoffEventRecord[]> {
    return this.list('unsigned', 1);
  }
}

/** The keys that people say they have compared by voice, by account and key. */
export class ComparedKeys extends Repository<ComparedKeyRecord, [string, string]> {
  constructor(db: SiaDb, onBadRow: OnBadRow) {
    super(
      db.comparedKeys,
      (one) => [one.account, one.key],
      bySchema(TABLES.comparedKeys.row),
      onBadRow,
    );
  }

  /** Those of an account. */
  async of(account: AccountId): Promise<ReadonlySet<KeyId>> {
    return new Set((await this.list('account', account)).map(({ key }) => key));
  }
}

/** Who had access when the handoffs began, by account and handoff. */
export class HandoffAccess extends Repository<HandoffAccessRecord, [string, string]> {
  constructor(db: SiaDb, onBadRow: OnBadRow) {
    const check = bySchema(TABLES.handoffAccess.row);
    super(db.handoffAccess, (one) => [one.account, one.handoff], check, onBadRow);
  }
}

/** What was last seen, one record per account. */
export class Sights extends Repository<SightRecord, string> {
  constructor(db: SiaDb, onBadRow: OnBadRow) {
    super(db.sights, (sight) => sight.account, bySchema(TABLES.sights.row), onBadRow);
  }
}

/** The profiles that add to the built-in one, by where they come from. */
export class Profiles extends Repository<ProfileRecord, string> {
  constructor(db: SiaDb, onBadRow: OnBadRow) {
    super(db.profiles, (one) => one.origin, bySchema(TABLES.profiles.row), onBadRow);
  }
}

/** Those who were invited to Account Insight from this browser, by account and by who they are. */
export class Invitations extends Repository<InvitationRecord, [string, string]> {
  constructor(db: SiaDb, onBadRow: OnBadRow) {
    super(
      db.invitations,
      (one) => [one.account, one.who],
      bySchema(TABLES.invitations.row),
      onBadRow,
    );
  }

  /** The last invitation of everybody who was invited in an account. */
  of(account: AccountId): Promise<InvitationRecord[]> {
    return this.list('account', account);
  }
}

/** The guides that were begun, by account and by which guide it is. */
export class Guides extends Repository<GuideRecord, [string, string]> {
  constructor(db: SiaDb, onBadRow: OnBadRow) {
    super(db.guides, (one) => [one.account, one.guide], bySchema(TABLES.guides.row), onBadRow);
  }

  /** The guides of an account, the one changed last first. */
  async of(account: AccountId): Promise<GuideRecord[]> {
    return (await this.list('account', account)).sort((a, b) => b.changedAt - a.changedAt);
  }
}

/** What the teams come to, one record per account. */
export class Teams extends Repository<TeamRecord, string> {
  constructor(db: SiaDb, onBadRow: OnBadRow) {
    super(db.teams, (one) => one.account, bySchema(TABLES.teams.row), onBadRow);
  }
}

/** The teams, some hundreds of people at a time, by account and how a page begins. */
export class TeamPages extends Repository<TeamPage, [string, string]> {
  constructor(db: SiaDb, onBadRow: OnBadRow) {
    super(
      db.teamPages,
      (one) => [one.account, one.first],
      bySchema(TABLES.teamPages.row),
      onBadRow,
    );
  }

  /** How the pages of a team begin, in their order. */
  async firsts(account: AccountId): Promise<string[]> {
    const all = this.table.where('[account+first]').between(...wholeRange(account));
    return (await all.primaryKeys()).map(([, first]) => first);
  }

  /** How the pages of a team begin, in their order, and with which revision each was written. */
  async revisions(account: AccountId): Promise<Map<string, number>> {
    const firsts = await this.firsts(account);
    const [from, to] = wholeRange(account);
    const kept = new Map<string, number>();
    // The keys of the index have the revisions in them, so that no page has to be read.
    await this.table
      .where('[account+revision]')
      .between(from, to)
      .eachKey((key, cursor) => {
        const [, revision] = RevisionKey.parse(key);
        const [, first] = cursor.primaryKey;
        kept.set(first, revision);
      });
    return new Map(
      firsts.flatMap((first) => {
        const revision = kept.get(first);
        return revision === undefined ? [] : [[first, revision] as const];
      }),
    );
  }

  /** Removes the pages of a team that begin so. */
  async removeAt(account: AccountId, firsts: readonly string[]): Promise<void> {
    const keys = firsts.map((first): [string, string] => [account, first]);
    if (keys.length > 0) await this.table.bulkDelete(keys);
  }

  /** Removes all pages of a team. */
  async clear(account: AccountId): Promise<void> {
    await this.table
      .where('[account+first]')
      .between(...wholeRange(account))
      .delete();
  }
}

/** A key of the index of revisions. */
const RevisionKey = z.tuple([z.string(), z.int()]);

/** Everything of an account in an index that begins with it. */
function wholeRange(account: AccountId): [unknown[], unknown[]] {
  return [
    [account, Dexie.minKey],
    [account, Dexie.maxKey],
  ];
}

/** The views of teams that people have saved, by id. */
export class Views extends Repository<SavedView, string> {
  constructor(db: SiaDb, onBadRow: OnBadRow) {
    super(db.views, (one) => one.id, bySchema(TABLES.views.row), onBadRow);
  }

  /** Those of an account, the oldest first. */
  async of(account: AccountId): Promise<SavedView[]> {
    return (await this.list('account', account)).sort((a, b) => a.at - b.at);
  }
}

/** Until when somebody has looked at the changes, one record per account. */
export class Looks extends Repository<LookRecord, string> {
  constructor(db: SiaDb, onBadRow: OnBadRow) {
    super(db.looks, (one) => one.account, bySchema(TABLES.looks.row), onBadRow);
  }
}

/** When what is done now and then was last done, by what it is. */
export class Chores extends Repository<ChoreRecord, string> {
  constructor(db: SiaDb, onBadRow: OnBadRow) {
    super(db.chores, (one) => one.id, bySchema(TABLES.chores.row), onBadRow);
  }

  /** Whether what is done once a day is due: it never was done, was a day ago, or the clock was set back since. */
  async isDue(id: ChoreRecord['id'], now: Timestamp): Promise<boolean> {
    const last = await this.get(id);
    return last === null || last.at > now || now >= last.at + DAY;
  }
}

/** The controls that people have said are none of ours, by id. */
export class Exceptions extends Repository<Exception, string> {
  constructor(db: SiaDb, onBadRow: OnBadRow) {
    super(db.exceptions, (one) => one.id, bySchema(TABLES.exceptions.row), onBadRow);
  }
}

/** What a person has chosen for this browser. */
export class SettingsStore {
  readonly #rows: Repository<SettingsRecord, string>;

  constructor(db: SiaDb, onBadRow: OnBadRow) {
    this.#rows = new Repository(
      db.settings,
      ({ id }) => id,
      bySchema(TABLES.settings.row),
      onBadRow,
    );
  }

  /** The settings; nothing chosen where there are none. */
  async get(): Promise<Settings> {
    return (await this.#rows.get('settings'))?.settings ?? Settings.parse({});
  }

  /** Replaces them. */
  put(settings: Settings): Promise<void> {
    return this.#rows.put({ id: 'settings', settings });
  }
}

/** When a line was written. */
const LineTime = z.object({ entry: z.object({ at: Timestamp }) });

function isOfKind<K extends LedgerEntry['kind']>(
  entry: LedgerEntry,
  kind: K,
): entry is Extract<LedgerEntry, { kind: K }> {
  return entry.kind === kind;
}

/**
 * The ledger. Lines are added and read, and never changed; they are removed only once they are older than history is
 * kept, and the unreadable ones not even then.
 */
export class Ledger {
  readonly #rows: Repository<LedgerRecord, number>;

  constructor(private readonly db: SiaDb) {
    this.#rows = new Repository(db.ledger, (l) => l.seq, bySchema(TABLES.ledger.row), leaveBadRows);
  }

  /** Adds lines in their order. */
  async add(...entries: readonly LedgerEntry[]): Promise<void> {
    if (entries.length > 0) await this.db.ledger.bulkAdd(entries.map((entry) => ({ entry })));
  }

  /** Removes the lines from before this moment. */
  async forgetBefore(at: Timestamp): Promise<void> {
    await this.db.ledger.where('entry.at').below(at).delete();
  }

  /** The lines of an account, oldest first. */
  of(account: AccountId): Promise<LedgerRecord[]> {
    return this.#rows.list('entry.account', account);
  }

  /** The lines of an account that are of one kind, oldest first. */
  async ofKind<K extends LedgerEntry['kind']>(
    account: AccountId,
    kind: K,
  ): Promise<Extract<LedgerEntry, { kind: K }>[]> {
    const lines = await this.#rows.list('[entry.account+entry.kind]', [account, kind]);
    return lines.flatMap(({ entry }) => (isOfKind(entry, kind) ? [entry] : []));
  }

  /** Changes of access after a moment, the latest first, and no more than `most`. */
  async changesSince(account: AccountId, after: Timestamp, most: number): Promise<AccessChanged[]> {
    const rows = await this.db.ledger
      .where('[entry.account+entry.kind]')
      .equals([account, 'access-changed'])
      .reverse()
      .limit(most)
      .until((row) => (LineTime.safeParse(row).data?.entry.at ?? after + 1) <= after)
      .toArray();
    return rows.flatMap((row) => {
      const entry = LedgerRecord.safeParse(row).data?.entry;
      return entry !== undefined && isOfKind(entry, 'access-changed') ? [entry] : [];
    });
  }

  /** The lines of an account about one person, oldest first. */
  about(account: AccountId, email: Email): Promise<LedgerRecord[]> {
    return this.#rows.list('[entry.account+entry.email]', [account, email]);
  }
}

/** All repositories over one database, as of one moment. Cheap: make a new one for each piece of work. */
export class Store {
  readonly accounts: Accounts;
  readonly users: Users;
  readonly waits: Waits;
  readonly connects: Connects;
  readonly early: EarlyGrants;
  readonly outages: Outages;
  readonly handoffs: Handoffs;
  readonly handoffEvents: HandoffEvents;
  readonly handoffAccess: HandoffAccess;
  readonly comparedKeys: ComparedKeys;
  readonly sights: Sights;
  readonly ledger: Ledger;
  readonly profiles: Profiles;
  readonly exceptions: Exceptions;
  readonly settings: SettingsStore;
  readonly roster: Roster;
  readonly rosterInfo: RosterInfos;
  readonly plans: Plans;
  readonly grants: Grants;
  readonly differences: Differences;
  readonly invitations: Invitations;
  readonly guides: Guides;
  readonly teams: Teams;
  readonly teamPages: TeamPages;
  readonly views: Views;
  readonly looks: Looks;
  readonly chores: Chores;

  /**
   * @param db the database
   * @param now ms since the epoch
   * @param access `write` drops bad rows with a line in the ledger, and needs a transaction over all
   *   tables; `read` leaves them where they are
   */
  constructor(
    db: SiaDb,
    readonly now: Timestamp,
    access: 'read' | 'write',
  ) {
    const ledger = new Ledger(db);
    const dropBadRow: OnBadRow = async ({ table, reason, account }, remove) => {
      await remove();
      await ledger.add({
        kind: 'record-dropped',
        account: account ?? NOBODY,
        at: now,
        table,
        reason,
      });
    };
    const onBadRow = access === 'write' ? dropBadRow : leaveBadRows;
    this.ledger = ledger;
    this.accounts = new Accounts(db, onBadRow);
    this.users = new Users(db, onBadRow);
    this.waits = new Waits(db, onBadRow, now);
    this.connects = new Connects(db, onBadRow);
    this.early = new EarlyGrants(db, onBadRow);
    this.outages = new Outages(db, onBadRow);
    this.handoffs = new Handoffs(db, onBadRow);
    this.handoffEvents = new HandoffEvents(db, onBadRow);
    this.handoffAccess = new HandoffAccess(db, onBadRow);
    this.comparedKeys = new ComparedKeys(db, onBadRow);
    this.sights = new Sights(db, onBadRow);
    this.profiles = new Profiles(db, onBadRow);
    this.exceptions = new Exceptions(db, onBadRow);
    this.settings = new SettingsStore(db, onBadRow);
    this.roster = new Roster(db, onBadRow);
    this.rosterInfo = new RosterInfos(db, onBadRow);
    this.plans = new Plans(db, onBadRow);
    this.grants = new Grants(db, onBadRow);
    this.differences = new Differences(db, onBadRow);
    this.invitations = new Invitations(db, onBadRow);
    this.guides = new Guides(db, onBadRow);
    this.teams = new Teams(db, onBadRow);
    this.teamPages = new TeamPages(db, onBadRow);
    this.views = new Views(db, onBadRow);
    this.looks = new Looks(db, onBadRow);
    this.chores = new Chores(db, onBadRow);
  }

  /** The running wait of an account, the one that ends last if there are several, or `null`. */
  async runningWait(account: AccountId): Promise<Wait | null> {
    const running = (await this.waits.of(account)).filter((wait) => isRunning(wait, this.now));
    return lastOf(running);
  }

  /** The wait of an account that has ended last, or `null` when that is no news any more. */
  async endedWait(account: AccountId): Promise<Wait | null> {
    return lastOf((await this.waits.of(account)).filter((wait) => isNews(wait, this.now)));
  }

  /**
   * The wait that counts for an account: its own; and while nothing has shown yet whose console it is, any that
   * runs, as it may be the one that this console's connect began.
   */
  async waitFor(account: AccountRecord): Promise<Wait | null> {
    const own = await this.runningWait(account.id);
    if (own !== null || account.munchkinId !== null) return own;
    return lastOf((await this.waits.list()).filter((wait) => isRunning(wait, this.now)));
  }

  /** A handoff as its events tell it, or `null` when this browser takes no part in it. */
  async handoff(account: AccountId, id: HandoffId): Promise<Handoff | null> {
    const record = await this.handoffs.get([account, id]);
    if (record === null) return null;
    return this.foldWith(record, await this.handoffEvents.of(account, id));
  }

  /** A handoff as these events would tell it to whoever takes part in it so. */
  async foldWith(record: HandoffRecord, events: readonly HeldEvent[]): Promise<Handoff | null> {
    const { account, role, name, access } = record;
    const original = (await this.accounts.get(account))?.original;
    return fold(events, {
      role,
      name,
      access,
      compared: await this.comparedKeys.of(account),
      mustStay: (adminA) =>
        original !== undefined && adminA !== null && mustStay(original, adminA) === 'yes',
    });
  }

  /** All handoffs that this browser takes part in in an account, the one started last first. */
  async allHandoffs(account: AccountId): Promise<Handoff[]> {
    const folded: Handoff[] = [];
    // One after the other: two that come across a bad row at once would both note that they dropped it.
    for (const { id } of await this.handoffs.of(account)) {
      const one = await this.handoff(account, id);
      if (one !== null) folded.push(one);
    }
    return folded.sort((a, b) => b.startedAt - a.startedAt || (a.id < b.id ? -1 : 1));
  }

  /** The open handoffs of an account, the one started last first. */
  async openHandoffs(account: AccountId): Promise<Handoff[]> {
    return (await this.allHandoffs(account)).filter(({ outcome }) => outcome === 'open');
  }

  /** What a tab of this account is to know. */
  async known(account: AccountRecord): Promise<Known> {
    // One after the other: two that come across a bad row at once would both note that they dropped it.
    const wait = await this.waitFor(account);
    const ended = await this.endedWait(account.id);
    const all = await this.allHandoffs(account.id);
    const [sight, pending, plan, differences] = await Promise.all([
      this.sights.get(account.id),
      this.connects.get(account.id),
      this.plans.get(account.id),
      this.differences.of(account.id),
    ]);
    const { id, name, munchkinId, original } = account;
    const state = pending === null ? null : connectState(pending, this.now);
    return {
      account: { id, name, munchkinId },
      // A tab reads its own clocks, and is not told anew because the background has read its.
      wait: wait && { ...wait, reading: null },
      ended: ended && { ...ended, reading: null },
      connect: pending === null || state === null ? null : { at: pending.at, state },
      connectedBefore: await this.isConnectedBefore(account.id, sight),
      figures: sight?.figures ?? null,
      handoffs: all.filter(({ outcome }) => outcome === 'open'),
      outage: await this.outage(account.id, sight, all, wait !== null),
      owners: ownersOf(all).slice(0, MOST_OWNERS),
      original,
      plan: plan?.summary ?? null,
      differences: differences.slice(0, MOST_DIFFERENCES).map(withoutAccount),
      grantOpen: isGrantOpen(plan?.grantedAt ?? null, this.now),
      workspaces: account.workspaces,
      guides: (await this.guides.of(account.id)).map(({ account: _, ...guide }) => guide),
      usualRole: (await this.settings.get()).role,
    };
  }

  /** That everybody has lost their access, as a tab is to know it. */
  private async outage(
    account: AccountId,
    sight: SightRecord | null,
    handoffs: readonly Handoff[],
    isWaiting: boolean,
  ): Promise<Outage | null> {
    const losses = await this.outages.get(account);
    const own = sight?.connection?.connection === 'owner' ? [sight.connection.at] : [];
    const others = handoffs.flatMap((handoff) => proofOfOwnership(handoff)?.at ?? []);
    const seen = [...own, ...others];
    const ownerSince = seen.length === 0 ? null : Math.max(...seen);
    return outageOf(losses, { ownerSince, isWaiting });
  }

  /**
   * What an account's plan is made of, besides the people.
   *
   * @param account with its workspaces as they are known
   */
  async planContext({
    id,
    workspaces,
  }: AccountRecord): Promise<Omit<PlanInput, 'roster' | 'users'>> {
    const figures = (await this.sights.get(id))?.figures ?? null;
    const grants = await this.grants.of(id);
    const granted = new Map(
      grants.flatMap(({ email, chosen, isUnseen }) =>
        isUnseen ? [[email, meantBy(chosen)] as const] : [],
      ),
    );
    const pending = new Set(grants.flatMap(({ email, isUnseen }) => (isUnseen ? [] : [email])));
    return { figures, offered: workspaces.offered, granted, pending };
  }

  /** Whether a connection is there of which nobody saw, or said, when it was made. */
  private async isConnectedBefore(account: AccountId, sight: SightRecord | null): Promise<boolean> {
    if (sight?.connection?.connection !== 'owner') return false;
    return (await this.waits.of(account)).length === 0;
  }
}

function withoutAccount({ email, at, chosen, seen }: DifferenceRecord): Difference {
  return { email, at, chosen, seen };
}

/** The wait that ends last, or `null` when there is none. */
function lastOf(waits: readonly Wait[]): Wait | null {
  return waits.toSorted((a, b) => b.endsAt - a.endsAt)[0] ?? null;
}

/**
 * Does a piece of work as a whole or not at all: everything it writes is in one transaction, so that a
 * worker that is killed in the middle leaves nothing half done.
 *
 * @param db the database
 * @param now ms since the epoch
 * @param work awaits nothing but the store; anything else would end the transaction
 * @throws what `work` throws, after undoing what it wrote
 */
export function inTransaction<T>(
  db: SiaDb,
  now: Timestamp,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  // An `async` function of its own: by that Dexie knows to keep the transaction open over native awaits.
  return db.transaction('rw', db.tables, async () => await work(new Store(db, now, 'write')));
}

/**
 * As {@link inTransaction}, for work that mostly finds nothing to write: it is tried while everybody else can read,
 * and done from its beginning, in a transaction that can write, once it wants to.
 *
 * @param work may be begun twice, so that it changes nothing but the store
 */
export async function lookFirst<T>(
  db: SiaDb,
  now: Timestamp,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  try {
    return await db.transaction(
      'r',
      db.tables,
      async () => await work(new Store(db, now, 'write')),
    );
  } catch (error) {
    if (!(error instanceof Error && error.name === Dexie.errnames.ReadOnly)) throw error;
  }
  return inTransaction(db, now, work);
}
