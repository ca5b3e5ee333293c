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
  'roll-out',
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
  'roll-out':
    'Alex has owned the connection for months, there are three workspaces, the tables are sorted by name, and most of the people have access. Choose many people for this one.',
};

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The workspaces of a subscription that is being rolled out. */
const ROLL_OUT_WORKSPACES = ['Default', 'EMEA', 'North America'] as const;

/** Mostly one workspace, now and then two. */
function workspacesFor(index: number, choices: readonly [string, ...string[]]): string[] {
  const first = choices[index % choices.length] ?? choices[0];
  if (index % 11 !== 3) return [first];
  return [first, choices[(index + 1) % choices.length] ?? choices[0]];
}

/** Whether somebody besides the admins begins with access: in a roll-out most do, else 60 %. */
function beginsWithAccess(scenario: Scenario, index: number): boolean {
  if (scenario === 'fresh' || scenario === 'just-connected') return false;
  return scenario === 'roll-out' ? index % 14 !== 5 : (index * 3) % 5 < 3;
}

/** The state a scenario begins with, with `count` people besides the two admins. */
export function makeState(scenario: Scenario, count: number, now: number): ConsoleState {
  const connectedAt = scenario === 'just-connected' ? now - MINUTE : now - 90 * DAY;
  const workspacesEnabled = scenario !== 'no-workspaces';
  const isRollOut = scenario === 'roll-out';
  const choices = isRollOut ? ROLL_OUT_WORKSPACES : WORKSPACES;
  const users = makePeople(count, now).map((person, index): User => {
    const isB = person.email === ADMIN_B.email;
    const has = isB ? scenario === 'granted-b' : index > 1 && beginsWithAccess(scenario, index);
    if (!has) return { ...person, access: null };
    const workspaces = isB ? [choices[0]] : workspacesFor(index, choices);
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
    workspaces: choices,
    order: isRollOut ? 'name' : 'invited',
    originalUser: ADMIN_A.email,
    salesforce: { connected: true },
    mail: { connected: false },
    general: { company: 'Example Sales Ltd', timeZone: 'Europe/London' },
  };
}
