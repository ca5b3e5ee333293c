export { DB_NAME, db, SiaDb } from './db';
export {
  accounts,
  adminsOf,
  currentAccount,
  jarOf,
  type LastSeen,
  lastSeen,
  openHandoff,
  runningWait,
  usersOf,
} from './queries';
export type { AccountRecord, Jar, SightRecord } from './records';
export { inTransaction, Store } from './store';
