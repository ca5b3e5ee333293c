export { type ActivityLine, activityOf, linesAt, newestOf } from './activity';
export {
  type Backup,
  BackupProblem,
  type BackupReading,
  compareBackup,
  forgetEverything,
  LONGEST_BACKUP,
  type MadeBackup,
  makeBackup,
  readBackup,
  startAnew,
  type TableChange,
  takeBackup,
} from './backup';
export { DB_NAME, db, SiaDb } from './db';
export { ownKey } from './own-key';
export {
  accessBefore,
  accounts,
  adminsOf,
  allHandoffs,
  atOneMoment,
  changesSince,
  currentAccount,
  differencesOf,
  earlyGrants,
  endedWait,
  eventsOf,
  everybody,
  exceptions,
  firstTeamPage,
  guidesOf,
  hasOutage,
  invitations,
  jarOf,
  type LastSeen,
  lastSeen,
  linesAbout,
  lookedAt,
  namesOf,
  openHandoffs,
  outcomesOf,
  planInputOf,
  profiles,
  type Recovery,
  recovery,
  rosterInfoOf,
  rosterOf,
  runningWait,
  settings,
  teamOf,
  teamPages,
  usersOf,
  viewsOf,
  waitFor,
  workspacesOf,
} from './queries';
export type { AccountRecord, Jar, RosterInfo, SightRecord } from './records';
export { invitationKey, ProfileRecord } from './records';
export { forgetOldHistory, isHistoryDue } from './retention';
export { inTransaction, lookFirst, Store } from './store';
export type { BackupTable } from './tables';
export { canWrite, openAgain, troubleOf, watchBlocked } from './trouble';
