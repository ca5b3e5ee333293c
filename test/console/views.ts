/** What each page of the console is told: the model as one signed-in person sees it. */
import {
  type ConsoleState,
  findUser,
  isConnected,
  isOwner,
  SECRET_MASK,
  workspacesOf,
} from './state';

/** As many rows as a page of a table has, unless the session says otherwise. */
export const PAGE_SIZE = 250;

/** The person who is signed in. */
export interface MeView {
  readonly name: string;
  readonly email: string;
  readonly admin: boolean;
}

/** The Set Up tab. */
export interface SetupView {
  /** This person clicked Connect here. Nobody learns from this page who else did. */
  readonly owner: boolean;
  /** This person was granted access under User Access. */
  readonly granted: boolean;
  readonly munchkinId: string;
  readonly clientId: string;
  readonly secret: string;
}

/** A row of User Access and of User Management. */
export interface RowView {
  readonly email: string;
  readonly name: string;
  readonly role: 'admin' | 'member';
  readonly team: string;
  readonly lastSignIn: number | null;
  readonly connected: boolean;
  readonly workspaces: readonly string[];
}

/** One page of the users that fit the filter. */
export interface PeopleView {
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
  readonly rows: readonly RowView[];
  /** Null in a subscription without workspaces. */
  readonly workspaces: readonly string[] | null;
}

/** The pages that are none of a guard's business. */
export interface OtherView {
  readonly salesforce: boolean;
  readonly mail: boolean;
  readonly company: string;
  readonly timeZone: string;
}

/** What stands in the page itself. */
export interface BootView {
  readonly lang: string;
  readonly words: Readonly<Record<string, string>>;
  readonly me: MeView;
  /** With `?instant=1`: the Set Up tab's data, so that it is drawn at once. */
  readonly setup: SetupView | null;
}

/** Who this is, or null when they are no user any more. */
export function meView(state: ConsoleState, email: string): MeView | null {
  const user = findUser(state, email);
  return user ? { name: user.name, email: user.email, admin: user.role === 'admin' } : null;
}

/** Set Up as this person sees it. */
export function setupView(state: ConsoleState, email: string): SetupView {
  const { credentials } = state;
  const owner = isOwner(state, email);
  const clientId = credentials?.clientId ?? '';
  return {
    owner,
    granted: !owner && Boolean(findUser(state, email)?.access),
    munchkinId: credentials?.munchkinId ?? '',
    clientId: owner ? `${clientId.slice(0, 4)}${SECRET_MASK}` : clientId,
    secret: credentials ? SECRET_MASK : '',
  };
}

const byName = new Intl.Collator('en').compare;

/** One page of users whose name or address has the filter in it. */
export function peopleView(
  state: ConsoleState,
  page: number,
  filter: string,
  pageSize = PAGE_SIZE,
): PeopleView {
  const wanted = filter.trim().toLocaleLowerCase();
  const all =
    state.order === 'name' ? [...state.users].sort((a, b) => byName(a.name, b.name)) : state.users;
  const found =
    wanted === ''
      ? all
      : all.filter((user) => `${user.name}\n${user.email}`.toLocaleLowerCase().includes(wanted));
  const last = Math.max(0, Math.ceil(found.length / pageSize) - 1);
  const shown = Math.min(Math.max(0, page), last);
  const rows = found.slice(shown * pageSize, (shown + 1) * pageSize).map(
    (user): RowView => ({
      email: user.email,
      name: user.name,
      role: user.role,
      team: user.team,
      lastSignIn: user.lastSignIn,
      connected: isConnected(state, user),
      workspaces: workspacesOf(user),
    }),
  );
  return {
    page: shown,
    pageSize,
    total: found.length,
    rows,
    workspaces: state.workspacesEnabled ? state.workspaces : null,
  };
}

/** The other settings pages. */
export function otherView(state: ConsoleState): OtherView {
  return {
    salesforce: state.salesforce.connected,
    mail: state.mail.connected,
    company: state.general.company,
    timeZone: state.general.timeZone,
  };
}
