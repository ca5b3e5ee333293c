import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handle } from '@/entrypoints/background/desk';
import type { Reply } from '@/lib/model/messages';
import type { Policy } from '@/lib/model/settings';
import { accounts, invitations, type Jar, lastSeen, SiaDb } from '@/lib/store';
import { Store } from '@/lib/store/store';
import { FakeMachine, NOW, snapshot, user, voice } from './cases';

let made = 0;
let db: SiaDb;
let time: FakeMachine;
beforeEach(() => {
  made += 1;
  db = new SiaDb(`invitations-${made}`);
  time = new FakeMachine(NOW);
});
afterEach(() => db.delete());

/** What a tab says, in the default jar or another. */
const tab = (message: unknown, policy: Policy = {}, jar: Jar = 'default'): Promise<Reply> =>
  handle(db, time, message, { jar, isTab: true }, voice, policy);

async function account() {
  const [first] = await accounts(db);
  if (first === undefined) throw new Error('no account');
  return first.id;
}

const ANN = { email: 'ann.lee@example.com', name: 'Ann Lee' };
const invited = (part: object = {}) => ({
  kind: 'invited',
  people: [ANN],
  expires: '2026-03-01',
  accountInsight: 'ticked',
  ...part,
});

describe('invitations that went through', () => {
  it('stand in the ledger each, and in the list of the invited once for each person', async () => {
    await tab(invited());
    time.pass(1_000);
    await tab(invited({ expires: null, people: [ANN, { email: null, name: 'Joann Lee' }] }));
    const id = await account();
    const lines = (await new Store(db, NOW, 'read').ledger.of(id)).map(({ entry }) => entry);
    expect(lines).toMatchObject([
      { kind: 'invited', ...ANN, expires: '2026-03-01', accountInsight: 'ticked', at: NOW },
      { kind: 'invited', ...ANN, expires: null, at: NOW + 1_000 },
      { kind: 'invited', email: null, name: 'Joann Lee' },
    ]);
    expect(await invitations(id, db)).toMatchObject([
      { who: ANN.email, expires: null, at: NOW + 1_000 },
      { who: 'name:joann lee', name: 'Joann Lee' },
    ]);
  });

  it('are refused as a whole where a part is malformed', async () => {
    for (const part of [{ people: [] }, { expires: '1/3/2026' }, { people: [{ email: 'x' }] }])
      expect((await tab(invited(part))).kind).toBe('refused');
    expect(await db.invitations.count()).toBe(0);
    expect(await db.ledger.count()).toBe(0);
  });
});

describe('what is known of those who are to be invited', () => {
  const people = [ANN.email, 'new@example.com'];

  it('is who was invited before, who is a user, which domains were seen, and the rule', async () => {
    const users = [user(ANN.email), user('bo@partner.example'), user('cy@partner.example')];
    await tab({
      kind: 'seen',
      guarded: 'yes',
      snapshot: snapshot({ users: { coverage: 'whole', value: users }, total: 3 }),
    });
    await tab(invited());
    // Nor does a slip become a domain that is known by being made.
    await tab(invited({ people: [{ email: 'eve@exmaple.com', name: null }] }));
    const reply = await tab({ kind: 'invitees', people }, { inviteExpiryDays: 60 });
    expect(reply).toEqual({
      kind: 'invitees',
      about: {
        people: [
          { email: ANN.email, before: { at: NOW, expires: '2026-03-01' }, isUser: true },
          { email: 'new@example.com', before: null, isUser: false },
        ],
        domains: ['partner.example', 'example.com'],
        expiryDays: 60,
      },
    });
  });

  it('is nothing of another jar', async () => {
    await tab(invited());
    const reply = await tab({ kind: 'invitees', people }, {}, 'firefox-container-1');
    expect(reply).toMatchObject({ about: { domains: [], expiryDays: null } });
  });
});

it('takes a look at Marketo Engage for no look at the connection', async () => {
  const page = 'sales-users';
  await tab({ kind: 'seen', guarded: 'yes', snapshot: snapshot({ page, invitation: null }) });
  expect(await lastSeen(await account(), db)).toBeNull();
});
