/** Where a practice session begins. */
import { ADMIN_A, ADMIN_B, makePeople } from './people';
import { type ConsoleState, type Owner, type User, VALID_CREDENTIALS, WORKSPACES } from './state';

/** The situations the console can start in. */
export const SCENARIOS = [
  'fresh',
  'just-connected',
  'granted-b',
  'mid-handoff',
  'no-workspaces',
  'connected',
] as const;

/** One of {@link SCENARIOS}. */
export type Scenario = (typeof SCENARIOS)[number];

/** What each scenario is, for the help page. */
export const SCENARIO_TEXT: Record<Scenario, string> = {
  fresh: 'Everybody is invited, nobody is connected, the credentials are empty.',
  'just-connected': 'Alex connected a minute ago; nobody has been granted access yet.',
  'granted-b': 'Like “connected”, and Bea has been granted access: she cannot click Connect.',
  'mid-handoff': 'Alex and Bea both own a connection; Alex has not disconnected yet.',
  'no-workspaces': 'Like “connected”, in a subscription without workspaces.',
  connected: 'Alex has owned the connection for months; about 60 % of the people have access.',
};

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Mostly one workspace, now and then two. */
function workspacesFor(index: number): string[] {
  const first = WORKSPACES[index % WORKSPACES.length] ?? WORKSPACES[0];
  if (index % 11 !== 3) return [first];
  return [first, WORKSPACES[(index + 1) % WORKSPACES.length] ?? WORKSPACES[0]];
}

/** The state a scenario begins with, with `count` people besides the two admins. */
export function makeState(scenario: Scenario, count: number, now: number): ConsoleState {
  const connectedAt = scenario === 'just-connected' ? now - MINUTE : now - 90 * DAY;
  const workspacesEnabled = scenario !== 'no-workspaces';
  const granting = scenario !== 'fresh' && scenario !== 'just-connected';
  const users = makePeople(count, now).map((person, index): User => {
    const isB = person.email === ADMIN_B.email;
    const has = isB ? scenario === 'granted-b' : index > 1 && granting && (index * 3) % 5 < 3;
    if (!has) return { ...person, access: null };
    const workspaces = isB ? [WORKSPACES[0]] : workspacesFor(index);
    return {
      ...person,
      access: {
        since: connectedAt + DAY,
        by: ADMIN_A.email,
        workspaces: workspacesEnabled ? workspaces : [],
        early: false,
      },
    };
  });
  const owners: Owner[] =
    scenario === 'fresh' ? [] : [{ email: ADMIN_A.email, since: connectedAt }];
  const bSince = now - 2 * MINUTE;
  if (scenario === 'mid-handoff') owners.push({ email: ADMIN_B.email, since: bSince });
  return {
    users,
    owners,
    lastConnectAt: scenario === 'fresh' ? null : scenario === 'mid-handoff' ? bSince : connectedAt,
    credentials: scenario === 'fresh' ? null : VALID_CREDENTIALS,
    workspacesEnabled,
    originalUser: ADMIN_A.email,
    salesforce: { connected: true },
    mail: { connected: false },
    general: { company: 'Example Sales Ltd', timeZone: 'Europe/London' },
  };
}
