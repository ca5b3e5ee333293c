export { type ActivityLine, activityOf, linesAt } from './activity';
export { DB_NAME, db, SiaDb } from './db';
export { ownKey } from './own-key';
export {
  accessBefore,
  accounts,
  adminsOf,
  allHandoffs,
  currentAccount,
  differencesOf,
  earlyGrants,
  endedWait,
  eventsOf,
  everybody,
  exceptions,
  invitations,
  jarOf,
  type LastSeen,
  lastSeen,
  openHandoffs,
  outcomesOf,
  planInputOf,
  profiles,
  recovery,
  rosterInfoOf,
  rosterOf,
  runningWait,
  settings,
  usersOf,
  waitFor,
  workspacesOf,
} from './queries';
export type { AccountRecord, Jar, ProfileRecord, RosterInfo, SightRecord } from './records';
export { invitationKey } from './records';
export { inTransaction, Store } from './store';
