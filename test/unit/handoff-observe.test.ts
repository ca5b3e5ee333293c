import { describe, expect, it } from 'vitest';
import { conclude, type Finding, type Look, observe, recall } from '@/lib/handoff/observe';
import type { Handoff, HandoffEvent } from '@/lib/model/handoff';
import { Email } from '@/lib/model/ids';
import type { Connection, SeenUser } from '@/lib/model/snapshot';
import { user } from './cases';
import { done, event, handoffOf, NOW, snapshot, started } from './handoff-data';

const B = 'bo@example.com';

const named = (findings: readonly Finding[]) =>
  findings.map((one) => {
    const isIdle = one.kind === 'step-done' && one.notNeeded;
    return `${isIdle ? 'not-needed' : one.kind.slice(5)} ${one.step}`;
  });

function look(part: Partial<Look> & Pick<Look, 'snapshot'>): Look {
  return { previous: null, hadAccess: false, canKnow: () => true, ...part };
}

/** What a Set Up page proves. */
function setUp(handoff: Handoff, connection: Connection, part: Partial<Look> = {}): string[] {
  const seen = snapshot({ page: 'marketo-setup', connection });
  return named(observe(handoff, look({ snapshot: seen, ...part })));
}

const previously = (connection: Connection, at = NOW): Partial<Look> => ({
  previous: { connection, at },
});

/** What a table of users proves. */
function table(
  handoff: Handoff,
  page: 'user-access' | 'user-management',
  rows: readonly SeenUser[],
  part: Partial<Look> & { coverage?: 'whole' | 'partial' } = {},
): string[] {
  const { coverage = 'partial', ...rest } = part;
  const seen = snapshot({ page, users: { coverage, value: [...rows] } });
  return named(observe(handoff, look({ snapshot: seen, ...rest })));
}

describe("what A's table says of B", () => {
  const row = (part: Partial<SeenUser>) => [
    user(B, { role: 'unknown', access: 'unknown', ...part }),
  ];

  it('is whether B is an Admin, on both pages', () => {
    for (const page of ['user-access', 'user-management'] as const) {
      expect(table(handoffOf('a'), page, row({ role: 'admin' }))).toEqual(['done b-admin']);
      expect(table(handoffOf('a'), page, row({ role: 'user' }))).toEqual([]);
      expect(table(handoffOf('a'), page, row({}))).toEqual([]);
    }
  });

  it('takes back that B is an Admin when B is none, or not even there', () => {
    const said = handoffOf('a', done(1, 'b-admin', 'a', 'declared'));
    expect(table(said, 'user-management', row({ role: 'user' }))).toEqual(['undone b-admin']);
    const others = [user('cy@example.com')];
    expect(table(said, 'user-management', others)).toEqual([]);
    expect(table(said, 'user-management', others, { coverage: 'whole' })).toEqual([
      'undone b-admin',
    ]);
    // Under User Access nobody has to be listed.
    expect(table(said, 'user-access', others, { coverage: 'whole' })).toEqual([]);
  });

  it('is that B has no access: removed if B had any, else not needed', () => {
    const without = row({ access: 'not-connected' });
    expect(table(handoffOf('a'), 'user-access', without)).toEqual(['not-needed remove-access']);
    expect(table(handoffOf('a'), 'user-access', without, { hadAccess: true })).toEqual([
      'done remove-access',
    ]);
    expect(table(handoffOf('a'), 'user-management', without)).toEqual([]);
  });

  it('is nothing when B is connected there, which may be access or the connection', () => {
    const connected = row({ access: 'connected' });
    expect(table(handoffOf('a'), 'user-access', connected)).toEqual([]);
    const removed = handoffOf('a', done(1, 'remove-access', 'a'));
    expect(table(removed, 'user-access', connected)).toEqual([]);
    const said = handoffOf('a', done(1, 'remove-access', 'a', 'declared'));
    expect(table(said, 'user-access', connected)).toEqual([]);
  });

  it('is remembered from a moment ago, and takes nothing back', () => {
    const both = user(B, { role: 'admin', access: 'not-connected' });
    expect(named(recall(handoffOf('a'), both))).toEqual([
      'done b-admin',
      'not-needed remove-access',
    ]);
    expect(named(recall(handoffOf('a'), user(B, { access: 'connected' })))).toEqual([]);
  });
});

describe("A's Set Up", () => {
  it("shows A's disconnect only after A was seen to own the connection during the handoff", () => {
    const a = handoffOf('a');
    expect(setUp(a, 'free', previously('owner'))).toEqual(['done a-disconnects']);
    expect(setUp(a, 'granted', previously('owner'))).toEqual(['done a-disconnects']);
    expect(setUp(a, 'free', previously('owner', NOW - 1))).toEqual([]);
    expect(setUp(a, 'free', previously('free'))).toEqual([]);
    expect(setUp(a, 'free')).toEqual([]);
    expect(setUp(a, 'unknown', previously('owner'))).toEqual([]);
  });

  it("takes A's disconnect back when A still owns the connection", () => {
    const ended = handoffOf('a', done(1, 'a-disconnects', 'a', 'declared'));
    expect(setUp(ended, 'owner')).toEqual(['undone a-disconnects']);
    expect(setUp(handoffOf('a'), 'owner')).toEqual([]);
  });

  it("never shows B's ownership", () => {
    for (const connection of ['owner', 'granted', 'free', 'unknown'] as const) {
      for (const before of ['owner', 'granted', 'free'] as const) {
        const found = setUp(handoffOf('a'), connection, previously(before)).join();
        expect(found).not.toMatch(/b-connects|b-owner/);
      }
    }
  });
});

describe("B's Set Up", () => {
  it('shows whether B may connect, and whether B owns the connection', () => {
    const b = handoffOf('b');
    expect(setUp(b, 'granted')).toEqual([]);
    expect(setUp(b, 'free')).toEqual(['done b-admin', 'not-needed remove-access']);
    expect(setUp(b, 'free', previously('granted'))).toEqual(['done remove-access', 'done b-admin']);
    expect(setUp(b, 'owner')).toEqual([
      'done b-admin',
      'done remove-access',
      'done b-connects',
      'done b-owner',
    ]);
  });

  it('says nothing twice, but replaces a word by what is seen', () => {
    const known = (['b-admin', 'remove-access', 'b-connects', 'b-owner'] as const).map((step, at) =>
      done(at + 1, step, 'b'),
    );
    expect(setUp(handoffOf('b', ...known), 'owner')).toEqual([]);
    const said = handoffOf('b', ...known.slice(0, 3), done(9, 'b-owner', 'a', 'declared'));
    expect(setUp(said, 'owner')).toEqual(['done b-owner']);
  });

  const connected: HandoffEvent[] = [
    done(1, 'b-admin', 'b'),
    done(2, 'remove-access', 'b'),
    done(3, 'b-connects', 'b'),
    done(4, 'b-owner', 'b'),
    done(5, 'wait', 'b'),
  ];

  it('takes back what goes with a connection that B no longer has', () => {
    expect(setUp(handoffOf('b', ...connected), 'free')).toEqual([
      'undone b-connects',
      'undone b-owner',
      'undone wait',
    ]);
  });

  it('contradicts what was declared of B', () => {
    const said = handoffOf('b', done(1, 'b-owner', 'a', 'declared'));
    expect(setUp(said, 'granted')).toEqual(['undone b-owner']);
  });

  it('takes back that access was removed when B still has it, and nothing in a stale page', () => {
    const removed = handoffOf('b', done(1, 'remove-access', 'a'));
    expect(setUp(removed, 'granted')).toEqual(['undone remove-access']);
    const stale = { canKnow: () => false };
    expect(setUp(removed, 'granted', stale)).toEqual([]);
    expect(setUp(handoffOf('b', ...connected), 'free', stale)).toEqual([]);
  });
});

describe('that A is removed', () => {
  const ann = Email.parse('ann@example.com');
  const started = (...events: HandoffEvent[]) => ({ ...handoffOf('b', ...events), adminA: ann });
  const management = (handoff: Handoff, rows: SeenUser[], coverage: 'whole' | 'partial') =>
    table(handoff, 'user-management', rows, { coverage });
  const bea = user(B, { role: 'admin' });

  it('is seen in the whole table after A has disconnected', () => {
    const over = started(done(1, 'b-admin', 'b'), done(2, 'a-disconnects', 'a'));
    expect(management(over, [bea], 'whole')).toEqual(['done a-removed']);
    expect(management(over, [bea], 'partial')).toEqual([]);
    expect(management(over, [bea, user(ann)], 'whole')).toEqual([]);
    expect(management(started(done(1, 'b-admin', 'b')), [bea], 'whole')).toEqual([]);
  });
});

describe('what follows from the wait and the others', () => {
  const open = [done(1, 'b-owner', 'b')];
  const following = (role: 'a' | 'b' | 'lead', events: HandoffEvent[], others: 'kept' | 'lost') =>
    named(conclude(handoffOf(role, ...events), { isWaitOver: true, others }));

  it('is nothing before B owns the connection, once A has disconnected, and for the lead', () => {
    expect(following('a', [], 'kept')).toEqual([]);
    expect(following('lead', open, 'kept')).toEqual([]);
    expect(following('a', [...open, done(2, 'a-disconnects', 'a')], 'kept')).toEqual([]);
  });

  it('is that the wait is over and everyone has kept their access, once', () => {
    expect(following('a', open, 'kept')).toEqual(['done wait', 'done others-keep']);
    const both = [...open, done(2, 'wait', 'b'), done(3, 'others-keep', 'b')];
    expect(following('a', both, 'kept')).toEqual([]);
  });

  it('takes back that everyone has kept it, when somebody has not', () => {
    const said = [...open, done(2, 'wait', 'b'), done(3, 'others-keep', 'a', 'declared')];
    expect(following('a', said, 'lost')).toEqual(['undone others-keep']);
  });
});

describe('nothing is seen', () => {
  it('as the lead, in a closed handoff, or in another account', () => {
    expect(setUp(handoffOf('lead'), 'owner')).toEqual([]);
    const closed = event(1, 'a', { kind: 'closed', outcome: 'abandoned' });
    expect(setUp(handoffOf('b', closed), 'owner')).toEqual([]);
    expect(handoffOf('b').munchkinId).toBe('123-ABC-456');
    const elsewhere = snapshot({
      page: 'marketo-setup',
      connection: 'owner',
      munchkinId: '999-ZZZ-999',
    });
    expect(observe(handoffOf('b'), look({ snapshot: elsewhere }))).toEqual([]);
    expect(started().handoff).toBe(handoffOf('b').id);
  });
});
