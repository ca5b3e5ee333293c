import type { MessageKey } from '@/lib/model/text';
import type { BackupProblem, BackupTable } from '@/lib/store';

/** What people take for one thing of what is kept. */
export type BackupPart =
  | 'accounts'
  | 'people'
  | 'activity'
  | 'waits'
  | 'handoffs'
  | 'plans'
  | 'invitations'
  | 'seen'
  | 'settings';

/** What the parts are called. */
export const PART_WORDS = {
  accounts: 'data.part.accounts',
  people: 'data.part.people',
  activity: 'data.part.activity',
  waits: 'data.part.waits',
  handoffs: 'data.part.handoffs',
  plans: 'data.part.plans',
  invitations: 'data.part.invitations',
  seen: 'data.part.seen',
  settings: 'data.part.settings',
} as const satisfies Record<BackupPart, MessageKey>;

/** Which part each table belongs to. */
export const PART_OF: Readonly<Record<BackupTable, BackupPart>> = {
  accounts: 'accounts',
  users: 'people',
  ledger: 'activity',
  waits: 'waits',
  connects: 'waits',
  early: 'waits',
  handoffs: 'handoffs',
  handoffEvents: 'handoffs',
  handoffAccess: 'handoffs',
  comparedKeys: 'handoffs',
  roster: 'plans',
  rosterInfo: 'plans',
  plans: 'plans',
  grants: 'plans',
  differences: 'plans',
  invitations: 'invitations',
  guides: 'settings',
  views: 'settings',
  looks: 'settings',
  sights: 'seen',
  outages: 'seen',
  settings: 'settings',
  profiles: 'settings',
  exceptions: 'settings',
};

/** Why a saved file is refused. */
export const BACKUP_PROBLEMS = {
  'not-a-backup': 'data.problem.notABackup',
  'newer-version': 'data.problem.newerVersion',
  'too-long': 'data.problem.tooLong',
  damaged: 'data.problem.damaged',
  'bad-row': 'data.problem.badRow',
  'bad-profile': 'data.problem.badProfile',
} as const satisfies Record<BackupProblem, MessageKey>;
