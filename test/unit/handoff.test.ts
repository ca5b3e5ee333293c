import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HeldEvent, merge, nextEventId } from '@/lib/handoff/events';
import { fold, openSteps, proofOfOwnership } from '@/lib/handoff/handoff';
import { STEPS } from '@/lib/handoff/steps';
import type { EventId, Handoff, HandoffEvent, Role, StepId, StepState } from '@/lib/model/handoff';
import { Email } from '@/lib/model/ids';
import {
  beside,
  done,
  event,
  handoffOf,
  held,
  heldEvents,
  keyOf,
  NOW,
  randomDigits,
  started,
  undone,
} from './handoff-data';

/** The tests on random histories, as many as that. */
const HISTORIES = { numRuns: 1_000, seed: 6 };

/** They take a while where the machine is busy. */
const LONG = 30_000;

/** Compares as text, which is quick. */
const expectSame = (one: unknown, other: unknown) =>
  expect(JSON.stringify(one)).toBe(JSON.stringify(other));
const own = (...events: HandoffEvent[]): HeldEvent[] => events.map((one) => held(one));
const stepOf = (handoff: Handoff | null, id: StepId) =>
  handoff?.steps.find((step) => step.id === id) ?? null;
const states = (handoff: Handoff): Partial<Record<StepId, StepState>> =>
  Object.fromEntries(handoff.steps.map(({ id, state }) => [id, state]));

describe('merge', () => {
  it(
    'is commutative, associative and idempotent, same ids with other content included',
    () => {
      fc.assert(
        fc.property(heldEvents, heldEvents, heldEvents, (a, b, c) => {
          expectSame(merge(a, b), merge(b, a));
          expectSame(merge(merge(a, b), c), merge(a, merge(b, c)));
          expectSame(merge(a, a), merge(a, []));
          expectSame(merge(merge(a, b), b), merge(a, b));
        }),
        HISTORIES,
      );
    },
    LONG,
  );

  it('keeps an event this browser made as its own when it comes back in a pass', () => {
    const mine = own(started());
    const back = mine.map((one) => ({ ...one, imported: true }));
    expect(merge(back, mine)).toEqual(mine);
  });

  it('takes an event signed once it is, whichever comes first', () => {
    const [signed] = own(started());
    if (signed === undefined) throw new Error('one was made');
    const unsigned = { ...signed, signature: null };
    expect(merge([unsigned], [signed])).toEqual([signed]);
    expect(merge([signed], [unsigned])).toEqual([signed]);
  });
});

describe('fold', () => {
  it(
    'depends neither on order nor on duplicates',
    () => {
      const order = fc.infiniteStream(fc.nat());
      fc.assert(
        fc.property(heldEvents, order, (history, random) => {
          const events = [...own(started()), ...history];
          const shuffled = [...events, ...events]
            .map((one) => ({ one, key: random.next().value }))
            .sort((x, y) => x.key - y.key)
            .map(({ one }) => one);
          expectSame(fold(shuffled, beside()), fold(events, beside()));
        }),
        HISTORIES,
      );
    },
    LONG,
  );

  it(
    'is the same on all sides once all passes have gone round, whatever the order',
    () => {
      const three = fc.tuple(heldEvents, heldEvents, heldEvents);
      fc.assert(
        fc.property(three, ([a, b, c]) => {
          const start = own(started());
          const abc = merge(merge(merge(start, a), b), c);
          const cba = merge(merge(merge(merge(c, b), c), a), start);
          const cab = merge(merge(c, merge(a, merge(start, b))), merge(a, b));
          expectSame(fold(cba, beside()), fold(abc, beside()));
          expectSame(fold(cab, beside()), fold(abc, beside()));
        }),
        HISTORIES,
      );
    },
    LONG,
  );

  it('knows no handoff without its start', () => {
    expect(fold([], beside())).toBeNull();
    expect(fold(own(done(1, 'b-owner', 'b')), beside())).toBeNull();
  });

  it('gives each step its turn, and blocks the disconnect until B owns the connection', () => {
    const events: HandoffEvent[] = [];
    const now = () => states(handoffOf('a', ...events));
    expect(now()).toMatchObject({
      'b-admin': 'doing',
      'remove-access': 'doing',
      'b-connects': 'todo',
      'a-disconnects': 'blocked',
      'a-removed': 'todo',
    });
    events.push(done(1, 'b-admin', 'a'), done(2, 'remove-access', 'a'));
    expect(now()).toMatchObject({ 'remove-access': 'done', 'b-connects': 'doing' });
    events.push(done(3, 'b-connects', 'b'), done(4, 'b-owner', 'b'));
    expect(now()).toMatchObject({
      'b-owner': 'done',
      wait: 'doing',
      'others-keep': 'todo',
      'a-disconnects': 'todo',
    });
    events.push(done(5, 'wait', 'a'), done(6, 'others-keep', 'a'));
    expect(now()).toMatchObject({ 'a-disconnects': 'doing' });
    events.push(done(7, 'a-disconnects', 'a'));
    expect(now()).toMatchObject({ 'a-disconnects': 'done', 'a-removed': 'doing' });
    expect(openSteps(handoffOf('a', ...events))).toEqual([]);
  });

  it('says since when it is a step’s turn: since the last of those before it', () => {
    const events = [done(20, 'b-admin', 'a'), done(10, 'remove-access', 'a')];
    const handoff = handoffOf('a', ...events);
    expect(stepOf(handoff, 'b-connects')?.since).toBe(NOW + 20);
    expect(stepOf(handoff, 'b-owner')?.since).toBeNull();
    expect(stepOf(handoffOf('a'), 'b-admin')?.since).toBe(NOW);
  });

  it('blocks removing A where A is the original user and must stay', () => {
    const a = Email.parse('ann@example.com');
    const start = { ...started(), adminA: a } as HandoffEvent;
    const stays = beside('b', { mustStay: (adminA) => adminA === a });
    expect(stepOf(fold(own(start), stays), 'a-removed')?.state).toBe('blocked');
    expect(stepOf(fold(own(start), beside('b')), 'a-removed')?.state).toBe('todo');
  });

  it('lets the order of the events decide what was taken back', () => {
    const said = done(1, 'b-owner', 'a', 'declared');
    expect(stepOf(handoffOf('a', said, undone(2, 'b-owner')), 'b-owner')?.proof).toBeNull();
    const again = done(3, 'b-owner', 'a', 'declared');
    const handoff = handoffOf('a', again, undone(2, 'b-owner'), said);
    expect(stepOf(handoff, 'b-owner')?.proof).toMatchObject({
      source: 'declared',
      by: 'Bo',
      note: 'On the phone',
      at: NOW + 3,
    });
  });

  it('takes what was seen only from whose console can show it, for every step and role', () => {
    for (const { id, seenBy } of STEPS) {
      for (const role of ['a', 'b', 'lead'] as const) {
        const proof = stepOf(handoffOf('lead', done(1, id, role)), id)?.proof ?? null;
        expect([id, role, proof !== null]).toEqual([id, role, seenBy.includes(role)]);
      }
    }
  });

  it("never takes B's ownership as seen from A", () => {
    expect(stepOf(handoffOf('a', done(1, 'b-owner', 'a')), 'b-owner')?.proof).toBeNull();
    expect(stepOf(handoffOf('a', done(1, 'b-connects', 'a')), 'b-connects')?.proof).toBeNull();
  });

  it.each([
    { by: null, note: 'I saw it' },
    { by: 'Bo', note: null },
  ])('takes no word without a name and a note: %j', (words) => {
    const said = event(1, 'a', {
      kind: 'step-done',
      step: 'b-owner',
      source: 'declared',
      ...words,
    });
    expect(stepOf(handoffOf('a', said), 'b-owner')?.proof).toBeNull();
  });

  it('takes nothing from a lead, who watches', () => {
    const said = done(1, 'b-owner', 'lead', 'declared');
    const ended = event(2, 'lead', { kind: 'closed', outcome: 'abandoned' });
    const handoff = handoffOf('lead', said, ended);
    expect(stepOf(handoff, 'b-owner')?.proof).toBeNull();
    expect(handoff.outcome).toBe('open');
    const before = done(1, 'b-owner', 'b');
    expect(
      stepOf(handoffOf('a', before, undone(2, 'b-owner', 'lead')), 'b-owner')?.proof,
    ).not.toBeNull();
  });

  it('lets only what can be idle be not needed', () => {
    const idle = (step: StepId) =>
      event(1, 'a', { kind: 'step-done', step, source: 'observed', notNeeded: true });
    expect(stepOf(handoffOf('a', idle('remove-access')), 'remove-access')?.proof?.notNeeded).toBe(
      true,
    );
    expect(stepOf(handoffOf('a', idle('a-disconnects')), 'a-disconnects')?.proof).toBeNull();
  });

  it('says how it knows, and prefers what was seen', () => {
    const said = done(1, 'b-owner', 'a', 'declared');
    const seen = done(2, 'b-owner', 'b');
    expect(stepOf(handoffOf('a', said, seen), 'b-owner')?.proof).toMatchObject({
      source: 'imported',
      role: 'b',
      by: null,
    });
    expect(stepOf(handoffOf('b', said, seen), 'b-owner')?.proof?.source).toBe('observed');
  });

  it('is closed by the last word on it', () => {
    const finished = event(5, 'a', { kind: 'closed', outcome: 'finished' });
    expect(handoffOf('a', finished)).toMatchObject({ outcome: 'finished', closedAt: NOW + 5 });
  });

  it('remembers who went on although steps were open', () => {
    const went = event(5, 'a', { kind: 'went-on', open: ['b-owner', 'wait'], people: 14 });
    expect(handoffOf('b', went).exceptions).toMatchObject([
      { role: 'a', open: ['b-owner', 'wait'], people: 14, reason: null },
    ]);
  });
});

describe('a contradiction', () => {
  const said = done(1, 'b-owner', 'a', 'declared');
  const seen = undone(2, 'b-owner', 'b', 'observed');

  it('is kept, and the step is not done', () => {
    const step = stepOf(handoffOf('a', said, seen), 'b-owner');
    expect(step).toMatchObject({
      proof: null,
      contradicted: { said: { by: 'Bo' }, seen: { role: 'b', at: NOW + 2 } },
    });
  });

  it('stays when somebody says it again, and A may still not rely on it', () => {
    const handoff = handoffOf('a', said, seen, done(3, 'b-owner', 'a', 'declared'));
    expect(stepOf(handoff, 'b-owner')).toMatchObject({
      state: 'done',
      contradicted: { seen: { at: NOW + 2 } },
    });
    expect(proofOfOwnership(handoff)).toBeNull();
    expect(stepOf(handoff, 'a-disconnects')?.state).not.toBe('doing');
  });

  it('ends when the word is taken back, or the console shows it', () => {
    const back = stepOf(handoffOf('a', said, seen, undone(3, 'b-owner')), 'b-owner');
    expect(back).toMatchObject({ proof: null, contradicted: null });
    const shown = stepOf(handoffOf('a', said, seen, done(3, 'b-owner', 'b')), 'b-owner');
    expect(shown?.contradicted).toBeNull();
    expect(shown?.proof?.source).toBe('imported');
  });
});

describe('the keys', () => {
  const by = (letter: string, name: string | null = null) => ({
    author: { key: keyOf(letter), name },
  });
  const ofB = (letter: string, at: number, name: string | null = null) =>
    event(at, 'b', { kind: 'step-done', step: 'b-owner', source: 'observed', ...by(letter, name) });
  const trust = (role: Role, events: HandoffEvent[], compared: string[] = []) => {
    const all = [started(), ...events].map((one) => held(one, one.role !== role));
    const folded = fold(all, beside(role, { compared: new Set(compared.map(keyOf)) }));
    return Object.fromEntries(
      (folded?.keys ?? []).map((key) => [key.fingerprint, key.trust] as const),
    );
  };

  it('are new until a person has compared them', () => {
    expect(trust('a', [ofB('b', 1)])).toEqual({ [keyOf('a')]: 'own', [keyOf('b')]: 'new' });
    expect(trust('a', [ofB('b', 1)], ['b'])[keyOf('b')]).toBe('compared');
  });

  it('are all changed where two claim one part, whichever came first', () => {
    const two = [ofB('b', 1), ofB('x', 2)];
    expect(trust('a', two)).toMatchObject({ [keyOf('b')]: 'changed', [keyOf('x')]: 'changed' });
    expect(trust('a', two, ['b'])).toMatchObject({
      [keyOf('b')]: 'compared',
      [keyOf('x')]: 'changed',
    });
  });

  it('are changed where two claim one name, or somebody claims to be me', () => {
    const asLead = event(3, 'lead', {
      kind: 'step-undone',
      step: 'wait',
      source: 'declared',
      ...by('x', 'bea'),
    });
    expect(trust('a', [ofB('b', 1, 'Bea'), asLead])[keyOf('x')]).toBe('changed');
    expect(trust('b', [ofB('b', 1)])[keyOf('a')]).toBe('new');
    const other = [started(), event(2, 'a', { kind: 'closed', outcome: 'finished', ...by('x') })];
    const mine = other.map((one) => held(one, one.author.key === keyOf('x')));
    expect(fold(mine, beside('a'))?.keys.map((key) => key.trust)).toEqual(['own', 'changed']);
  });

  it('do not hide a part that they have claimed once', () => {
    const quiet = event(3, 'lead', {
      kind: 'step-undone',
      step: 'wait',
      source: 'declared',
      ...by('x'),
    });
    expect(trust('a', [ofB('b', 1), ofB('x', 2), quiet])[keyOf('b')]).toBe('changed');
  });

  it('let nobody disconnect on the word of one that has changed', () => {
    expect(proofOfOwnership(handoffOf('a', ofB('b', 1)))).not.toBeNull();
    const handoff = handoffOf('a', ofB('b', 1), ofB('x', 2));
    expect(proofOfOwnership(handoff)).toBeNull();
    expect(stepOf(handoff, 'a-disconnects')?.state).toBe('blocked');
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
