/**
 * The rules of the product, as a pure model: a state, a command, who gives it, and when.
 * No http, no clock, no randomness. What the product accepts although it hurts (granting too
 * early, cutting everybody off) is accepted here too: it is what people come to practise.
 */
import { nameFromEmail, type Person, type Role } from './people';

/** Somebody's access to the connection, granted under User Access. */
export interface Access {
  readonly since: number;
  readonly by: string;
  /** Empty when the subscription has no workspaces. Fixed until the access is removed. */
  readonly workspaces: readonly string[];
  /** Granted within ten minutes after a connect: accepted, and the trap. */
  readonly early: boolean;
}

/** A person as the console's tables show them. */
export interface User extends Person {
  readonly access: Access | null;
}

/** An admin who clicked Connect on Set Up. The connection lives as long as one of them is left. */
export interface Owner {
  readonly email: string;
  readonly since: number;
}

/** What Set Up asks for. */
export interface Credentials {
  readonly munchkinId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A connection that has nothing to do with Marketo and looks just like it. */
export interface OtherConnection {
  readonly connected: boolean;
}

/** Everything the console knows. */
export interface ConsoleState {
  readonly users: readonly User[];
  readonly owners: readonly Owner[];
  /** When somebody last clicked Connect on Set Up with success. */
  readonly lastConnectAt: number | null;
  /** The credentials that worked last; they stay prefilled after a disconnect. */
  readonly credentials: Credentials | null;
  readonly workspacesEnabled: boolean;
  /** What there is to choose from where they are enabled; the first is Default. */
  readonly workspaces: readonly [string, ...string[]];
  /** How the tables list people: as they were invited, or by name. */
  readonly order: 'invited' | 'name';
  /** The person the very first invitation went to. */
  readonly originalUser: string;
  readonly salesforce: OtherConnection;
  readonly mail: OtherConnection;
  readonly general: { readonly company: string; readonly timeZone: string };
}

/** A request that changes something. */
export type Command =
  | { readonly action: 'connect'; readonly credentials: Credentials }
  | { readonly action: 'disconnect' }
  | {
      readonly action: 'grant';
      readonly people: readonly {
        readonly email: string;
        readonly workspaces: readonly string[];
      }[];
    }
  | { readonly action: 'revoke'; readonly emails: readonly string[] }
  | {
      readonly action: 'invite';
      readonly emails: readonly string[];
      readonly role: Role;
      readonly via: 'form' | 'csv';
    }
  | { readonly action: 'role'; readonly email: string; readonly role: Role }
  | { readonly action: 'delete-user'; readonly email: string }
  | { readonly action: 'salesforce-connect' }
  | { readonly action: 'salesforce-disconnect' }
  | { readonly action: 'mail-connect' }
  | { readonly action: 'mail-disconnect' }
  | { readonly action: 'general'; readonly company: string; readonly timeZone: string };

/** Why a command was refused. */
export type Refusal =
  | 'not-an-admin'
  | 'incomplete'
  | 'bad-credentials'
  | 'has-access'
  | 'already-connected'
  | 'not-an-owner'
  | 'no-connection'
  | 'nobody'
  | 'unknown-user'
  | 'unknown-workspace'
  | 'invalid-email'
  | 'already-invited'
  | 'yourself';

/** What became of a command. */
export type Result =
  | { readonly outcome: 'done'; readonly state: ConsoleState; readonly detail: unknown }
  | { readonly outcome: 'refused'; readonly reason: Refusal };

/** The workspaces of the practice subscription. */
export const WORKSPACES = ['Default', 'EMEA', 'North America', 'APAC'] as const;

/** Granting within this time after a connect is marked `early`. */
export const WAIT_MS = 10 * 60_000;

/** The only credentials that connect. */
export const VALID_CREDENTIALS: Credentials = {
  munchkinId: '482-KQX-917',
  clientId: '5f0c1d7e-93ab-4c2e-8d16-2b7a90e4c3f8',
  clientSecret: 'Vd82kLmQ0zTt4RyB7nXwC1sJpE6aHg9U',
};

/** What a prefilled secret looks like on the page; sent back untouched it means "the stored one". */
export const SECRET_MASK = '••••••••••••••••';

/** True if this person clicked Connect on Set Up and the connection still hangs on them. */
export function isOwner(state: ConsoleState, email: string): boolean {
  return state.owners.some((owner) => owner.email === email);
}

/** What the Status column says: connected through an own connection or through granted access. */
export function isConnected(state: ConsoleState, user: User): boolean {
  return user.access !== null || isOwner(state, user.email);
}

/** What the Workspace column says. An owner who was not granted anything has no workspace. */
export function workspacesOf(user: User): readonly string[] {
  return user.access?.workspaces ?? [];
}

/** The user with this address, or undefined. */
export function findUser(state: ConsoleState, email: string): User | undefined {
  return state.users.find((user) => user.email === email);
}

const refused = (reason: Refusal): Result => ({ outcome: 'refused', reason });

const done = (state: ConsoleState, detail: unknown = {}): Result => ({
  outcome: 'done',
  state,
  detail,
});

/**
 * Takes an owner off. When it was the last one, everybody's access goes with the connection.
 * Says who lost their access.
 */
function dropOwner(state: ConsoleState, email: string): { state: ConsoleState; lost: string[] } {
  const owners = state.owners.filter((owner) => owner.email !== email);
  if (owners.length === state.owners.length || owners.length > 0) {
    return { state: { ...state, owners }, lost: [] };
  }
  const lost = state.users.filter((user) => user.access !== null).map((user) => user.email);
  const users = state.users.map((user) => (user.access ? { ...user, access: null } : user));
  return { state: { ...state, owners, users }, lost };
}

function connect(state: ConsoleState, actor: User, typed: Credentials, now: number): Result {
  if (isOwner(state, actor.email)) return refused('already-connected');
  if (actor.access) return refused('has-access');
  const stored = state.credentials;
  const credentials =
    stored && typed.clientSecret === SECRET_MASK
      ? { ...typed, clientSecret: stored.clientSecret }
      : typed;
  const { munchkinId, clientId, clientSecret } = credentials;
  if (munchkinId === '' || clientId === '' || clientSecret === '') return refused('incomplete');
  // Compared as they are: a space that came in with the paste is enough to fail.
  if (
    munchkinId !== VALID_CREDENTIALS.munchkinId ||
    clientId !== VALID_CREDENTIALS.clientId ||
    clientSecret !== VALID_CREDENTIALS.clientSecret
  ) {
    return refused('bad-credentials');
  }
  const first = state.owners.length === 0;
  const owners = [...state.owners, { email: actor.email, since: now }];
  return done({ ...state, owners, credentials, lastConnectAt: now }, { munchkinId, first });
}

function disconnect(state: ConsoleState, actor: User): Result {
  if (!isOwner(state, actor.email)) return refused('not-an-owner');
  const { state: next, lost } = dropOwner(state, actor.email);
  return done(next, { lost, ownersLeft: next.owners.map((owner) => owner.email) });
}

function grant(
  state: ConsoleState,
  actor: User,
  people: readonly { readonly email: string; readonly workspaces: readonly string[] }[],
  now: number,
): Result {
  if (state.owners.length === 0) return refused('no-connection');
  if (people.length === 0) return refused('nobody');
  const early = state.lastConnectAt !== null && now - state.lastConnectAt < WAIT_MS;
  const byEmail = new Map(state.users.map((user) => [user.email, user]));
  const accesses = new Map<string, Access>();
  for (const { email, workspaces } of people) {
    const user = byEmail.get(email);
    if (!user) return refused('unknown-user');
    if (isConnected(state, user)) return refused('already-connected');
    if (workspaces.some((name) => !state.workspaces.includes(name))) {
      return refused('unknown-workspace');
    }
    const chosen = workspaces.length === 0 ? [state.workspaces[0]] : [...new Set(workspaces)];
    accesses.set(email, {
      since: now,
      by: actor.email,
      workspaces: state.workspacesEnabled ? chosen : [],
      early,
    });
  }
  const users = state.users.map((user) => {
    const access = accesses.get(user.email);
    return access ? { ...user, access } : user;
  });
  const granted = [...accesses].map(([email, { workspaces }]) => ({ email, workspaces }));
  return done({ ...state, users }, { early, people: granted });
}

function revoke(state: ConsoleState, emails: readonly string[]): Result {
  if (emails.length === 0) return refused('nobody');
  const chosen = new Set(emails);
  // Whoever has nothing to lose is passed over. So is an owner: theirs hangs on Set Up.
  const lost = state.users.filter((user) => chosen.has(user.email) && user.access !== null);
  if (lost.length === 0) return refused('nobody');
  const gone = new Set(lost.map((user) => user.email));
  const users = state.users.map((user) =>
    gone.has(user.email) ? { ...user, access: null } : user,
  );
  const skipped = emails.filter((email) => !gone.has(email));
  return done({ ...state, users }, { emails: [...gone], skipped });
}

function invite(
  state: ConsoleState,
  emails: readonly string[],
  role: Role,
  via: 'form' | 'csv',
): Result {
  if (emails.length === 0) return refused('nobody');
  if (emails.some((email) => !/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(email))) {
    return refused('invalid-email');
  }
  const known = new Set(state.users.map((user) => user.email));
  const fresh = [...new Set(emails)].filter((email) => !known.has(email));
  if (fresh.length === 0) return refused('already-invited');
  const users = fresh.map((email) => ({
    email,
    name: nameFromEmail(email),
    role,
    team: '',
    lastSignIn: null,
    access: null,
  }));
  return done({ ...state, users: [...state.users, ...users] }, { emails: fresh, role, via });
}

function setRole(state: ConsoleState, actor: User, email: string, role: Role): Result {
  const user = findUser(state, email);
  if (!user) return refused('unknown-user');
  if (email === actor.email) return refused('yourself');
  const users = state.users.map((one) => (one.email === email ? { ...one, role } : one));
  const changed = { ...state, users };
  if (role === 'admin') return done(changed, { email, from: user.role, role, lost: [] });
  // The connection is an admin's: it ends with the role.
  const { state: next, lost } = dropOwner(changed, email);
  return done(next, { email, from: user.role, role, lost });
}

function deleteUser(state: ConsoleState, actor: User, email: string): Result {
  if (!findUser(state, email)) return refused('unknown-user');
  if (email === actor.email) return refused('yourself');
  const { state: next, lost } = dropOwner(state, email);
  const users = next.users.filter((user) => user.email !== email);
  const originalUser = email === state.originalUser;
  return done({ ...next, users }, { email, originalUser, lost: lost.filter((x) => x !== email) });
}

/** What a person may change without being an admin: their own settings. */
const MINE: readonly Command['action'][] = ['mail-connect', 'mail-disconnect', 'general'];

/** Carries out one command, or says why not. The state handed in is never touched. */
export function apply(
  state: ConsoleState,
  actorEmail: string,
  command: Command,
  now: number,
): Result {
  const actor = findUser(state, actorEmail);
  if (!actor) return refused('unknown-user');
  if (actor.role !== 'admin' && !MINE.includes(command.action)) return refused('not-an-admin');
  switch (command.action) {
    case 'connect':
      return connect(state, actor, command.credentials, now);
    case 'disconnect':
      return disconnect(state, actor);
    case 'grant':
      return grant(state, actor, command.people, now);
    case 'revoke':
      return revoke(state, command.emails);
    case 'invite':
      return invite(state, command.emails, command.role, command.via);
    case 'role':
      return setRole(state, actor, command.email, command.role);
    case 'delete-user':
      return deleteUser(state, actor, command.email);
    case 'salesforce-connect':
      return done({ ...state, salesforce: { connected: true } });
    case 'salesforce-disconnect':
      return done({ ...state, salesforce: { connected: false } });
    case 'mail-connect':
      return done({ ...state, mail: { connected: true } });
    case 'mail-disconnect':
      return done({ ...state, mail: { connected: false } });
    case 'general':
      return done({
        ...state,
        general: { company: command.company, timeZone: command.timeZone },
      });
  }
}
