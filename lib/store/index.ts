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
  runningWait,
  settings,
  usersOf,
  waitFor,
} from './queries';
export type { AccountRecord, Jar, ProfileRecord, SightRecord } from './records';
export { inTransaction, Store } from './store';
