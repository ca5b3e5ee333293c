import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, type HeldEvent, merge, nextEventId, observe } from '@/lib/handoff/handoff';
import type { EventId, Handoff, HandoffEvent, Role, StepId } from '@/lib/model/handoff';
import type { Connection, SeenUser } from '@/lib/model/snapshot';
import { event, HANDOFF, heldEvents, NOW, randomDigits, snapshot, started } from './handoff-data';

const ids = (handoff: Handoff | null) => handoff?.steps.map((step) => step.state);
const own = (...events: HandoffEvent[]): HeldEvent[] =>
  events.map((one) => ({ event: one, imported: false }));
const proof = (held: HeldEvent[], step: StepId, role: Role = 'a') =>
  fold(held, role)?.steps.find(({ id }) => id === step)?.proof ?? null;
const open = (role: Role, ...events: HandoffEvent[]): Handoff => {
  const handoff = fold(own(started(), ...events), role);
  if (handoff === null) throw new Error('no handoff');
  return handoff;
};
const done = (at: number, step: StepId, role: Role, source: 'observed' | 'declared') =>
  event(at, role, {
    kind: 'step-done',
    step,
    source,
    by: source === 'declared' ? 'Bo' : null,
    note: null,
  });
const undone = (at: number, step: StepId) =>
  event(at, 'a', { kind: 'step-undone', step, source: 'declared' });

describe('merge', () => {
  it('is commutative, associative and idempotent, same ids with other content included', () => {
    fc.assert(
      fc.property(heldEvents, heldEvents, heldEvents, (a, b, c) => {
        expect(merge(a, b)).toEqual(merge(b, a));
        expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
        expect(merge(a, a)).toEqual(merge(a, []));
        expect(merge(merge(a, b), b)).toEqual(merge(a, b));
      }),
    );
  });

  it('keeps an event this browser made as its own when it comes back in a pass', () => {
    const mine = own(started());
    const back = mine.map((held) => ({ ...held, imported: true }));
    expect(merge(back, mine)).toEqual(mine);
  });
});

describe('fold', () => {
  it('depends neither on order nor on duplicates', () => {
    fc.assert(
      fc.property(heldEvents, fc.infiniteStream(fc.nat()), (held, random) => {
        const events = [...own(started()), ...held];
        const shuffled = [...events, ...events]
          .map((one) => ({ one, key: random.next().value }))
          .sort((x, y) => x.key - y.key)
          .map(({ one }) => one);
        expect(fold(shuffled, 'a')).toEqual(fold(events, 'a'));
      }),
    );
  });

  it('knows no handoff without its start', () => {
    expect(fold([], 'a')).toBeNull();
    expect(fold(own(done(1, 'b-owner', 'b', 'observed')), 'a')).toBeNull();
  });

  it('gives each step its turn, and blocks the disconnect until B owns the connection', () => {
    const events = [started()];
    const states = () => ids(fold(own(...events), 'a'));
    expect(states()).toEqual(['doing', 'todo', 'todo', 'blocked']);
    events.push(done(1, 'remove-access', 'a', 'observed'));
    expect(states()).toEqual(['done', 'doing', 'todo', 'blocked']);
    events.push(done(2, 'b-connects', 'b', 'observed'));
    expect(states()).toEqual(['done', 'done', 'doing', 'blocked']);
    events.push(done(3, 'b-owner', 'b', 'observed'));
    expect(states()).toEqual(['done', 'done', 'done', 'doing']);
    events.push(done(4, 'a-disconnects', 'a', 'observed'));
    expect(states()).toEqual(['done', 'done', 'done', 'done']);
  });

  it('lets the order of the events decide what was taken back', () => {
    const said = done(1, 'b-owner', 'a', 'declared');
    expect(proof(own(started(), said, undone(2, 'b-owner')), 'b-owner')).toBeNull();
    const again = done(3, 'b-owner', 'a', 'declared');
    const held = own(again, undone(2, 'b-owner'), said, started());
    expect(proof(held, 'b-owner')).toMatchObject({ source: 'declared', by: 'Bo', at: NOW + 3 });
  });

  it('never takes B owning the connection as seen from A, nor a word without a name', () => {
    expect(proof(own(started(), done(1, 'b-owner', 'a', 'observed')), 'b-owner')).toBeNull();
    expect(
      proof(own(started(), done(1, 'b-connects', 'lead', 'observed')), 'b-connects'),
    ).toBeNull();
    expect(
      proof(own(started(), done(1, 'a-disconnects', 'b', 'observed')), 'a-disconnects'),
    ).toBeNull();
    const nameless = event(1, 'a', {
      kind: 'step-done',
      step: 'b-owner',
      source: 'declared',
      by: null,
      note: null,
    });
    expect(proof(own(started(), nameless), 'b-owner')).toBeNull();
  });

  it('says how it knows, and prefers what was seen', () => {
    const said = done(1, 'b-owner', 'a', 'declared');
    const seen = { event: done(2, 'b-owner', 'b', 'observed'), imported: true };
    expect(proof([...own(started(), said), seen], 'b-owner')).toMatchObject({
      source: 'imported',
      role: 'b',
      by: null,
    });
    expect(proof(own(started(), said, seen.event), 'b-owner', 'b')?.source).toBe('observed');
  });

  it('is closed by the last word on it', () => {
    const finished = event(5, 'a', { kind: 'closed', outcome: 'finished' });
    expect(fold(own(finished, started()), 'a')?.outcome).toBe('finished');
  });
});

describe('nextEventId', () => {
  it('sorts after all that is known, whatever the clock says', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9_000_000_000_000)), fc.nat(), (times, now) => {
        const known: EventId[] = [];
        for (const time of times) known.push(nextEventId([], time, randomDigits(time)));
        const id = nextEventId(known, now, '0000000000000000');
        expect(known.every((other) => other < id)).toBe(true);
      }),
    );
  });
});

describe('observe', () => {
  const see = (
    handoff: Handoff,
    connection: Connection,
    previous: Connection | null = null,
    previousAt = NOW,
  ) =>
    observe(
      handoff,
      snapshot({ page: 'marketo-setup', connection }),
      previous === null ? null : { connection: previous, at: previousAt },
      NOW + 100,
      () => nextEventId([], NOW + 100, '00000000000000ff'),
    ).map((one) => ('step' in one ? `${one.kind} ${one.step}` : one.kind));
  const rows = (handoff: Handoff, access: SeenUser['access']) =>
    observe(
      handoff,
      snapshot({
        page: 'user-access',
        users: {
          coverage: 'partial',
          value: [
            {
              email: handoff.adminB,
              name: null,
              role: 'admin',
              access,
              workspaces: null,
              team: null,
            },
          ],
        },
      }),
      null,
      NOW + 100,
      () => nextEventId([], NOW, '00000000000000ff'),
    ).map((one) => ('step' in one ? one.step : one.kind));

  it("sees in A's table that B has no access, and nothing else of B", () => {
    expect(rows(open('a'), 'not-connected')).toEqual(['remove-access']);
    expect(rows(open('a'), 'connected')).toEqual([]);
    expect(rows(open('a', done(1, 'remove-access', 'a', 'observed')), 'connected')).toEqual([]);
    expect(rows(open('b'), 'not-connected')).toEqual([]);
  });

  it("sees A's disconnect only after A was seen to own the connection during the handoff", () => {
    expect(see(open('a'), 'free', 'owner')).toEqual(['step-done a-disconnects']);
    expect(see(open('a'), 'granted', 'owner')).toEqual(['step-done a-disconnects']);
    expect(see(open('a'), 'free', 'owner', NOW - 1)).toEqual([]);
    expect(see(open('a'), 'free', 'free')).toEqual([]);
    expect(see(open('a'), 'free')).toEqual([]);
    expect(see(open('a'), 'unknown', 'owner')).toEqual([]);
  });

  it("takes A's disconnect back when A's console shows that A still owns the connection", () => {
    const ended = open('a', done(1, 'a-disconnects', 'a', 'declared'));
    expect(see(ended, 'owner')).toEqual(['step-undone a-disconnects']);
    expect(see(open('a'), 'owner')).toEqual([]);
  });

  it("never takes B's ownership from A's console", () => {
    for (const connection of ['owner', 'granted', 'free', 'unknown'] as const) {
      for (const previous of ['owner', 'granted', 'free', null] as const) {
        const found = see(open('a'), connection, previous).join();
        expect(found).not.toMatch(/b-connects|b-owner/);
      }
    }
  });

  it("sees on B's console whether B may connect, and whether B owns the connection", () => {
    expect(see(open('b'), 'granted')).toEqual([]);
    expect(see(open('b'), 'free')).toEqual(['step-done remove-access']);
    expect(see(open('b'), 'owner')).toEqual([
      'step-done remove-access',
      'step-done b-connects',
      'step-done b-owner',
    ]);
  });

  it('says nothing twice, but replaces a word by what is seen', () => {
    const known = (['remove-access', 'b-connects', 'b-owner'] as const).map((step, at) =>
      done(at + 1, step, 'b', 'observed'),
    );
    expect(see(open('b', ...known), 'owner')).toEqual([]);
    const said = open('b', ...known.slice(0, 2), done(9, 'b-owner', 'b', 'declared'));
    expect(see(said, 'owner')).toEqual(['step-done b-owner']);
  });

  it('takes back that B owns the connection when B no longer does', () => {
    const known = (['b-connects', 'b-owner'] as const).map((step, at) =>
      done(at + 1, step, 'b', 'observed'),
    );
    expect(see(open('b', ...known), 'free')).toEqual([
      'step-done remove-access',
      'step-undone b-connects',
      'step-undone b-owner',
    ]);
  });

  it('sees nothing as the lead, in a closed handoff, or in another account', () => {
    expect(see(open('lead'), 'owner')).toEqual([]);
    const closed = event(1, 'a', { kind: 'closed', outcome: 'abandoned' });
    expect(see(open('b', closed), 'owner')).toEqual([]);
    const elsewhere = snapshot({
      page: 'marketo-setup',
      connection: 'owner',
      munchkinId: '999-ZZZ-999',
    });
    expect(observe(open('b'), elsewhere, null, NOW, () => started().id)).toEqual([]);
    expect(HANDOFF).toBe(open('b').id);
  });
});
