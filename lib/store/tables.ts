import type { Dexie } from 'dexie';
import { StoredUser } from '@/lib/access/access';
import { Exception } from '@/lib/model/profile';
import { LookRecord, SavedView, TeamPage, TeamRecord } from '@/lib/model/team';
import { EarlyGrant, Wait } from '@/lib/model/wait';
import { z } from '@/lib/model/zod';
import { PendingGrant } from '@/lib/plan/grants';
import { OpenConnect } from '@/lib/wait/wait';
import type { SiaDb } from './db';
import {
  AccountRecord,
  ChoreRecord,
  ComparedKeyRecord,
  DifferenceRecord,
  GuideRecord,
  HandoffAccessRecord,
  HandoffEventRecord,
  HandoffRecord,
  InvitationRecord,
  LedgerRecord,
  OutageRecord,
  OwnKeyRecord,
  PlanRecord,
  ProfileRecord,
  RosterInfo,
  RosterRecord,
  SettingsRecord,
  SightRecord,
} from './records';

/** A table of the database. */
export type TableName = Exclude<keyof SiaDb, keyof Dexie>;

/**
 * What becomes of a table in a backup: its rows are `saved` in it; it is `left` alone, as what is in it says something
 * of this browser only; or it is `made` from the other tables, and made anew from those of a backup.
 */
type Fate = 'saved' | 'left' | 'made';

/** What the rows of a table must be when they are read, and what becomes of them in a backup. */
interface TableRule {
  readonly row: z.ZodType;
  /** What they must be there, where more is stored than is read. */
  readonly inBackup?: z.ZodType;
  readonly backup: Fate;
}

const saved = <S extends z.ZodType>(row: S) => ({ row, backup: 'saved' }) as const;

/** Every table there is: the repositories read by it, and so does a backup. */
export const TABLES = {
  accounts: saved(AccountRecord),
  users: saved(StoredUser),
  waits: saved(Wait),
  connects: saved(OpenConnect),
  early: saved(EarlyGrant),
  handoffs: saved(HandoffRecord),
  handoffEvents: {
    ...saved(HandoffEventRecord),
    // Its index of those that still have to be signed is part of what is stored.
    inBackup: HandoffEventRecord.extend({ unsigned: z.literal(1).optional() }),
  },
  handoffAccess: saved(HandoffAccessRecord),
  comparedKeys: saved(ComparedKeyRecord),
  outages: saved(OutageRecord),
  sights: saved(SightRecord),
  ledger: saved(LedgerRecord),
  roster: saved(RosterRecord),
  rosterInfo: saved(RosterInfo),
  plans: saved(PlanRecord),
  grants: saved(PendingGrant),
  differences: saved(DifferenceRecord),
  invitations: saved(InvitationRecord),
  guides: saved(GuideRecord),
  views: saved(SavedView),
  looks: saved(LookRecord),
  profiles: saved(ProfileRecord),
  exceptions: saved(Exception),
  settings: saved(SettingsRecord),
  // The private key cannot be read out, not even by us.
  keys: { row: OwnKeyRecord, backup: 'left' },
  // When something was last done in this browser says nothing about another.
  chores: { row: ChoreRecord, backup: 'left' },
  teams: { row: TeamRecord, backup: 'made' },
  teamPages: { row: TeamPage, backup: 'made' },
} as const satisfies Record<TableName, TableRule>;

/** A table of a backup. */
export type BackupTable = {
  [K in TableName]: (typeof TABLES)[K]['backup'] extends 'saved' ? K : never;
}[TableName];

// The keys of an object are strings to the compiler; these are the tables.
const NAMES = Object.keys(TABLES) as TableName[];

const ofFate = (fate: Fate) => NAMES.filter((name) => TABLES[name].backup === fate);

/** The tables of a backup. */
export const SAVED_TABLES = ofFate('saved') as BackupTable[];

/** The tables that are made from others. */
export const MADE_TABLES: readonly TableName[] = ofFate('made');

/** The tables that are in no backup. */
export const UNSAVED_TABLES: readonly TableName[] = [...ofFate('left'), ...MADE_TABLES];

/** What a row of a table must be in a backup. */
export function rowInBackup(table: BackupTable): z.ZodType<object> {
  const rule: TableRule = TABLES[table];
  return (rule.inBackup ?? rule.row) as z.ZodType<object>;
}
