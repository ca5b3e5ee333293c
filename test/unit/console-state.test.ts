import { describe, expect, it } from 'vitest';
import { ADMIN_A, ADMIN_B, makePeople } from '../console/people';
import { makeState, SCENARIOS, type Scenario } from '../console/scenarios';
import {
  apply,
  type Command,
  type ConsoleState,
  findUser,
  isConnected,
  SECRET_MASK,
  VALID_CREDENTIALS,
  WAIT_MS,
} from '../console/state';

const NOW = Date.UTC(2026, 0, 15, 12);
const A = ADMIN_A.email;
const B = ADMIN_B.email;
const CONNECT: Command = { action: 'connect', credentials: VALID_CREDENTIALS };

const start = (scenario: Scenario, users = 24) => makeState(scenario, users, NOW);

function must(state: ConsoleState, who: string, command: Command, at = NOW): ConsoleState {
  const result = apply(state, who, command, at);
  if (result.outcome === 'refused') throw new Error(`Refused: ${result.reason}`);
  return result.state;
}

function reason(state: ConsoleState, who: string, command: Command): string {
  const result = apply(state, who, command, NOW);
  return result.outcome === 'refused' ? result.reason : 'done';
}

const connectedCount = (state: ConsoleState) =>
  state.users.filter((user) => isConnected(state, user)).length;

function grant(email: string, ...workspaces: string[]): Command {
  return { action: 'grant', people: [{ email, workspaces }] };
}

function somebodyWithout(state: ConsoleState): string {
  const user = state.users.find((one) => one.role === 'member' && !isConnected(state, one));
  if (!user) throw new Error('Everybody is connected.');
  return user.email;
}

describe('people', () => {
  it('gives everybody an address of their own, also ten thousand of them', () => {
    const people = makePeople(10_000, NOW);
    expect(people).toHaveLength(10_002);
    expect(new Set(people.map((person) => person.email)).size).toBe(10_002);
    expect(makePeople(10_000, NOW)).toEqual(people);
  });

  it('has the two admins even when there is nobody else', () => {
    expect(makePeople(0, NOW).map((person) => person.email)).toEqual([A, B]);
  });
});

describe('scenarios', () => {
  it.each(SCENARIOS)('%s has both admins', (scenario) => {
    const state = start(scenario);
    expect(state.users).toHaveLength(26);
    for (const email of [A, B]) expect(findUser(state, email)?.role).toBe('admin');
  });

  it('begin where they say', () => {
    expect(connectedCount(start('fresh'))).toBe(0);
    expect(start('fresh').credentials).toBeNull();
    expect(connectedCount(start('just-connected'))).toBe(1);
    expect(findUser(start('connected'), B)?.access).toBeNull();
    expect(findUser(start('granted-b'), B)?.access).not.toBeNull();
    expect(start('mid-handoff').owners.map((owner) => owner.email)).toEqual([A, B]);
    const without = start('no-workspaces');
    expect(without.users.every((user) => (user.access?.workspaces ?? []).length === 0)).toBe(true);
    const share = connectedCount(start('connected', 1000)) / 1000;
    expect(share).toBeGreaterThan(0.55);
    expect(share).toBeLessThan(0.65);
  });
});

describe('connecting on Set Up', () => {
  it('makes an owner', () => {
    const state = must(start('fresh'), A, CONNECT);
    expect(state.owners).toEqual([{ email: A, since: NOW }]);
    expect(connectedCount(state)).toBe(1);
  });

  it('fails for a space that came in with the paste', () => {
    const credentials = { ...VALID_CREDENTIALS, clientId: `${VALID_CREDENTIALS.clientId} ` };
    expect(reason(start('fresh'), A, { action: 'connect', credentials })).toBe('bad-credentials');
  });

  it('takes the masked secret for the stored one, where there is one', () => {
    const command: Command = {
      action: 'connect',
      credentials: { ...VALID_CREDENTIALS, clientSecret: SECRET_MASK },
    };
    expect(must(start('connected'), B, command).credentials).toEqual(VALID_CREDENTIALS);
    expect(reason(start('fresh'), A, command)).toBe('bad-credentials');
  });

  it('refuses whoever was granted access, until it is removed', () => {
    const state = start('granted-b');
    expect(reason(state, B, CONNECT)).toBe('has-access');
    const freed = must(state, A, { action: 'revoke', emails: [B] });
    expect(must(freed, B, CONNECT).owners).toHaveLength(2);
  });

  it('refuses members and owners', () => {
    const state = start('connected');
    expect(reason(state, 'ann.lee@example.com', CONNECT)).toBe('not-an-admin');
    expect(reason(state, A, CONNECT)).toBe('already-connected');
  });
});

describe('disconnecting on Set Up', () => {
  it('cuts everybody off when the last owner leaves', () => {
    const state = must(start('connected'), A, { action: 'disconnect' });
    expect(connectedCount(state)).toBe(0);
    expect(state.users.every((user) => user.access === null)).toBe(true);
  });

  it('keeps everybody else while another owner is left', () => {
    const before = start('mid-handoff');
    const after = must(before, A, { action: 'disconnect' });
    expect(connectedCount(after)).toBe(connectedCount(before) - 1);
    const a = findUser(after, A);
    expect(a && isConnected(after, a)).toBe(false);
  });

  it('is for owners', () => {
    expect(reason(start('connected'), B, { action: 'disconnect' })).toBe('not-an-owner');
    expect(reason(start('granted-b'), B, { action: 'disconnect' })).toBe('not-an-owner');
  });

  it('leaves the state it was given alone', () => {
    const state = start('connected');
    const copy = structuredClone(state);
    must(state, A, { action: 'disconnect' });
    expect(state).toEqual(copy);
  });
});

describe('granting', () => {
  it('falls back to Default', () => {
    const state = start('connected');
    const email = somebodyWithout(state);
    expect(findUser(must(state, A, grant(email)), email)?.access?.workspaces).toEqual(['Default']);
  });

  it('fixes the workspace until the access is removed', () => {
    const state = start('connected');
    const email = somebodyWithout(state);
    const granted = must(state, A, grant(email, 'EMEA'));
    expect(reason(granted, A, grant(email, 'APAC'))).toBe('already-connected');
    const revoked = must(granted, A, { action: 'revoke', emails: [email] });
    const again = must(revoked, A, grant(email, 'APAC'));
    expect(findUser(again, email)?.access?.workspaces).toEqual(['APAC']);
  });

  it('accepts what comes too early, and marks it', () => {
    const state = must(start('fresh'), A, CONNECT);
    const early = must(state, A, grant(B), NOW + WAIT_MS - 1);
    expect(findUser(early, B)?.access?.early).toBe(true);
    const inTime = must(state, A, grant(B), NOW + WAIT_MS);
    expect(findUser(inTime, B)?.access?.early).toBe(false);
  });

  it('is all or nothing', () => {
    const state = start('connected');
    const people = [somebodyWithout(state), 'ann.lee@example.com'].map((email) => ({
      email,
      workspaces: [],
    }));
    expect(reason(state, A, { action: 'grant', people })).toBe('already-connected');
  });

  it('needs a connection and workspaces that exist', () => {
    expect(reason(start('fresh'), A, grant(B))).toBe('no-connection');
    expect(reason(start('connected'), A, grant(B, 'Atlantis'))).toBe('unknown-workspace');
  });

  it('knows no workspaces where they are not enabled', () => {
    const state = must(start('no-workspaces'), A, grant(B, 'EMEA'));
    expect(findUser(state, B)?.access?.workspaces).toEqual([]);
  });
});

describe('revoking', () => {
  it('passes over owners and whoever has no access', () => {
    const before = start('granted-b');
    const state = must(before, B, { action: 'revoke', emails: [A, B] });
    expect(state.owners).toEqual(before.owners);
    expect(findUser(state, B)?.access).toBeNull();
    expect(reason(state, B, { action: 'revoke', emails: [A, B] })).toBe('nobody');
  });
});

describe('user management', () => {
  it('invites whoever is not there yet', () => {
    const emails = ['new.person@example.com', B];
    const state = must(start('fresh'), A, {
      action: 'invite',
      emails,
      role: 'member',
      via: 'form',
    });
    expect(state.users).toHaveLength(27);
    expect(findUser(state, 'new.person@example.com')?.name).toBe('New Person');
    const wrong: Command = { action: 'invite', emails: ['nobody'], role: 'member', via: 'csv' };
    expect(reason(state, A, wrong)).toBe('invalid-email');
  });

  it.each<Command>([
    { action: 'delete-user', email: A },
    { action: 'role', email: A, role: 'member' },
  ])('takes the connection along when the last owner goes: $action', (command) => {
    const state = must(start('connected'), B, command);
    expect(connectedCount(state)).toBe(0);
    expect(reason(start('connected'), A, command)).toBe('yourself');
  });
});
