export { DB_NAME, db, SiaDb } from './db';
export {
  accounts,
  adminsOf,
  currentAccount,
  earlyGrants,
  endedWait,
  everybody,
  exceptions,
  jarOf,
  type LastSeen,
  lastSeen,
  openHandoff,
  profiles,
  rosterInfoOf,
  rosterOf,
  runningWait,
  settings,
  usersOf,
  waitFor,
  workspacesOf,
} from './queries';
export type { AccountRecord, Jar, ProfileRecord, RosterInfo, SightRecord } from './records';
export { inTransaction, Store } from './store';
