import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handle, type Voice } from '@/entrypoints/background/desk';
import { settleHandoffs } from '@/entrypoints/background/stock';
import { openSteps } from '@/lib/handoff/handoff';
import { MINUTE } from '@/lib/model/clock';
import type { Handoff, Role, StepId } from '@/lib/model/handoff';
import type { Known } from '@/lib/model/known';
import type { Reply, SentRequest } from '@/lib/model/messages';
import type { SeenUser, Snapshot } from '@/lib/model/snapshot';
import { accessBefore, eventsOf, hasOutage, recovery, SiaDb } from '@/lib/store';
import { snapshot, user } from './cases';
import { NOW } from './handoff-data';

const voice: Voice = {
  refusal: (why) => why,
  passSummary: (one) => [`to ${one.adminB}`],
  askB: (people) => [`${people} people`],
};
const A = 'ann@x.io';
const B = 'bo@x.io';
const OTHERS = ['cy@x.io', 'di@x.io', 'ed@x.io'];
const MUNCHKIN = '123-ABC-456';
let made = 0;

/** One person's browser with a database and a clock of its own. */
class Person {
  readonly db = new SiaDb(`handoff-${++made}`);

  constructor(readonly time = { now: NOW }) {}

  ask(message: SentRequest, isTab = true): Promise<Reply> {
    const { time } = this;
    const clock = {
      now: () => time.now,
      read: () => ({ at: time.now, origin: 'only life', steady: time.now - NOW }),
    };
    return handle(this.db, clock, message, { jar: 'default', isTab }, voice);
  }

  async known(message: SentRequest = { kind: 'known' }): Promise<Known> {
    const reply = await this.ask(message);
    if (reply.kind !== 'known') throw new Error(JSON.stringify(reply));
    return reply.known;
  }

  see(parts: Partial<Snapshot>): Promise<Known> {
    return this.known({ kind: 'seen', snapshot: snapshot(parts), guarded: 'yes' });
  }

  setUp(connection: Snapshot['connection']): Promise<Known> {
    return this.see({ page: 'marketo-setup', connection, munchkinId: MUNCHKIN });
  }

  /** Sees the whole table, in which these people have access. */
  table(connected: readonly string[], rows: readonly string[] = [A, B, ...OTHERS]): Promise<Known> {
    const value = rows.map((email): SeenUser => {
      const role = email === A || email === B ? 'admin' : 'user';
      const access = connected.includes(email) ? 'connected' : 'not-connected';
      return user(email, { role, access, workspaces: access === 'connected' ? ['EMEA'] : [] });
    });
    return this.see({ page: 'user-access', users: { coverage: 'whole', value } });
  }

  async start(adminB = B): Promise<Handoff> {
    const { handoffs } = await this.known({
      kind: 'handoff-start',
      adminB,
      adminA: A,
      name: 'Ann',
    });
    const [handoff] = handoffs;
    if (handoff === undefined) throw new Error('no handoff');
    return handoff;
  }

  async pass(handoff: Handoff, withPeople = false): Promise<string> {
    const reply = await this.ask({ kind: 'pass-export', handoff: handoff.id, withPeople });
    if (reply.kind !== 'pass') throw new Error(JSON.stringify(reply));
    expect(reply.withPeople).toBe(withPeople);
    return reply.text;
  }

  take(text: string, role: Role): Promise<Known> {
    return this.known({ kind: 'pass-import', text, role });
  }

  async handoff(): Promise<Handoff> {
    const [handoff] = (await this.known()).handoffs;
    if (handoff === undefined) throw new Error('no handoff');
    return handoff;
  }

  async step(id: StepId) {
    return (await this.handoff()).steps.find((step) => step.id === id) ?? null;
  }

  /** Connects, as B does. */
  async connect(): Promise<void> {
    await this.known({ kind: 'let-through', intent: 'connect' });
    await this.setUp('owner');
  }

  settle(): Promise<void> {
    return settleHandoffs(this.db, this.time.now);
  }
}

let a: Person;
let b: Person;
let lead: Person;
let people: Person[];

beforeEach(() => {
  const time = { now: NOW };
  people = [new Person(time), new Person(time), new Person(time)];
  [a, b, lead] = people as [Person, Person, Person];
});
afterEach(() => Promise.all(people.map(({ db }) => db.delete())));

/** Time passes for everybody. */
const pass = (milliseconds: number) => {
  a.time.now += milliseconds;
};

describe('two admins and a lead', () => {
  it('go the straight way, each step seen by whom it can be seen', async () => {
    await a.setUp('owner');
    await a.table([A, B, ...OTHERS]);
    const handoff = await a.start();
    expect(openSteps(handoff)[0]).toBe('remove-access');
    expect(handoff.access).toMatchObject({ people: 5, coverage: 'whole', lost: 0 });
    pass(MINUTE);
    await a.table([A, ...OTHERS]);
    expect((await a.step('remove-access'))?.proof).toMatchObject({ notNeeded: false });

    await b.take(await a.pass(handoff), 'b');
    await lead.take(await a.pass(handoff), 'lead');
    pass(MINUTE);
    await b.setUp('free');
    await b.connect();
    expect(openSteps(await b.handoff())).toEqual(['wait', 'others-keep', 'a-disconnects']);

    pass(MINUTE);
    const back = await b.pass(handoff);
    await a.setUp('owner');
    await a.take(back, 'a');
    await lead.take(back, 'lead');
    expect(await a.step('b-owner')).toMatchObject({ proof: { source: 'imported', role: 'b' } });
    await a.table([A, B, ...OTHERS]);
    expect((await a.step('others-keep'))?.proof).toBeNull();

    pass(10 * MINUTE);
    for (const one of people) await one.settle();
    expect((await a.step('wait'))?.proof?.source).toBe('observed');
    expect((await lead.step('wait'))?.proof ?? null).toBeNull();
    await a.table([A, B, ...OTHERS]);
    expect((await a.step('others-keep'))?.proof).not.toBeNull();
    expect((await a.step('a-disconnects'))?.state).toBe('doing');
    await a.setUp('owner');
    pass(MINUTE);
    await a.setUp('free');
    expect(openSteps(await a.handoff())).toEqual([]);

    await b.take(await a.pass(handoff), 'b');
    await lead.take(await b.pass(handoff), 'lead');
    for (const one of people) expect(openSteps(await one.handoff())).toEqual([]);
    const keys = (await lead.handoff()).keys;
    expect(keys.map(({ role, trust, name }) => [role, trust, name])).toEqual([
      ['a', 'new', 'Ann'],
      ['b', 'new', null],
    ]);
  });

  it('say that somebody has lost access, and who', async () => {
    await a.setUp('owner');
    await a.table([A, ...OTHERS]);
    const handoff = await a.start();
    await b.take(await a.pass(handoff), 'b');
    await b.setUp('free');
    await b.connect();
    pass(11 * MINUTE);
    await b.settle();
    await a.take(await b.pass(handoff), 'a');
    await a.table([A, B, ...OTHERS.slice(1)]);
    expect((await a.step('others-keep'))?.proof).toBeNull();
    expect((await a.handoff()).access).toMatchObject({ lost: 1, names: [{ email: OTHERS[0] }] });
  });

  it('show a contradiction to everybody, until it is cleared up', async () => {
    const handoff = await a.start();
    await b.take(await a.pass(handoff), 'b');
    const said = { step: 'b-owner', by: 'Ann', note: 'Bo said so' } as const;
    await a.known({ kind: 'handoff-declare', handoff: handoff.id, ...said });
    await b.take(await a.pass(handoff), 'b');
    await b.setUp('granted');
    await a.take(await b.pass(handoff), 'a');
    for (const one of [a, b]) {
      expect(await one.step('b-owner')).toMatchObject({
        proof: null,
        contradicted: { said: { by: 'Ann', note: 'Bo said so' }, seen: { role: 'b' } },
      });
    }
    await b.connect();
    await a.take(await b.pass(handoff), 'a');
    expect((await a.step('b-owner'))?.contradicted).toBeNull();
  });

  it('are told of going on although steps were open', async () => {
    await a.setUp('owner');
    await a.table([A, ...OTHERS]);
    const handoff = await a.start();
    await a.known({
      kind: 'asked',
      intent: 'disconnect',
      guards: ['disconnect-order'],
      decision: 'went-on',
      people: null,
    });
    await lead.take(await a.pass(handoff), 'lead');
    expect((await lead.handoff()).exceptions).toMatchObject([{ role: 'a', people: 4 }]);
  });

  it('can change who they are, and a lead cannot act', async () => {
    const handoff = await a.start();
    await lead.take(await a.pass(handoff), 'lead');
    const declare: SentRequest = {
      kind: 'handoff-declare',
      handoff: handoff.id,
      step: 'wait',
      by: 'Lee',
      note: 'Counted',
    };
    expect(await lead.ask(declare)).toEqual({ kind: 'refused', reason: 'lead-watches' });
    await lead.known({ kind: 'handoff-me', handoff: handoff.id, role: 'b', name: 'Lee' });
    await lead.known(declare);
    expect((await lead.step('wait'))?.proof?.author.name).toBe('Lee');
  });
});

describe('a pass', () => {
  it('tells what it would change, and changes nothing', async () => {
    const handoff = await a.start();
    const text = await a.pass(handoff);
    const reply = await b.ask({ kind: 'pass-preview', text, role: 'b' });
    if (reply.kind !== 'pass-preview') throw new Error(reply.kind);
    expect(reply.preview).toMatchObject({
      isNew: true,
      adminB: B,
      withPeople: null,
      outcome: null,
    });
    expect(reply.preview.events.map(({ kind }) => kind)).toEqual(['started']);
    expect(reply.preview.keys).toMatchObject([{ role: 'a', trust: 'new' }]);
    expect((await b.known()).handoffs).toEqual([]);

    await b.take(text, 'b');
    await b.setUp('owner');
    const back = await a.ask({ kind: 'pass-preview', text: await b.pass(handoff), role: 'a' });
    if (back.kind !== 'pass-preview') throw new Error(back.kind);
    expect(back.preview.isNew).toBe(false);
    expect(back.preview.steps).toContainEqual(
      expect.objectContaining({ id: 'b-owner', before: 'todo', after: 'done' }),
    );
    expect(back.preview.steps).toContainEqual(
      expect.objectContaining({ id: 'a-disconnects', before: 'blocked', after: 'todo' }),
    );
    const again = await a.ask({ kind: 'pass-preview', text: await a.pass(handoff), role: 'a' });
    expect(again).toMatchObject({ preview: { events: [], steps: [], keys: [] } });
  });

  it('carries who had access in a file only, and says so', async () => {
    await a.setUp('owner');
    await a.table([A, ...OTHERS]);
    const handoff = await a.start();
    expect(await a.pass(handoff)).not.toContain('cy@x.io');
    const file = await a.pass(handoff, true);
    const reply = await b.ask({ kind: 'pass-preview', text: file, role: 'b' });
    expect(reply).toMatchObject({ preview: { withPeople: { people: 4, at: NOW } } });
    const { account } = await b.take(file, 'b');
    expect(await accessBefore(account.id, handoff.id, b.db)).toMatchObject({ coverage: 'whole' });
    const again = await recovery(account.id, b.db);
    expect(again.people.map(({ email }) => email)).toEqual([A, ...OTHERS]);
    expect(again).toMatchObject({
      since: null,
      sources: [{ kind: 'handoff', people: 4, at: NOW }],
    });
    expect(await hasOutage(account.id, b.db)).toBe(false);
    // It can be handed on as it came.
    await lead.take(await b.pass(handoff, true), 'lead');
    const there = await lead.known();
    expect(await accessBefore(there.account.id, handoff.id, lead.db)).not.toBeNull();
  });

  it('is remembered as compared by voice, and that can be taken back', async () => {
    const handoff = await a.start();
    await b.take(await a.pass(handoff), 'b');
    const trust = async () => (await b.handoff()).keys[0]?.trust;
    const [key] = (await b.handoff()).keys;
    if (key === undefined) throw new Error('a key');
    await b.known({ kind: 'key-compared', key: key.fingerprint, compared: true });
    expect(await trust()).toBe('compared');
    await b.known({ kind: 'key-compared', key: key.fingerprint, compared: false });
    expect(await trust()).toBe('new');
  });

  it('asks B first, with the pass in it where there is a handoff', async () => {
    await a.setUp('owner');
    await a.table([A, ...OTHERS]);
    const alone = await a.ask({ kind: 'ask-b' });
    expect(alone).toEqual({ kind: 'pass', text: '4 people', withPeople: false });
    await a.start();
    const reply = await a.ask({ kind: 'ask-b' });
    if (reply.kind !== 'pass') throw new Error(reply.kind);
    expect(reply.text.startsWith('4 people\n\nto bo@x.io\n\nSIA-PASS 2 ')).toBe(true);
    expect((await b.take(reply.text, 'b')).handoffs).toHaveLength(1);
  });

  it('gives the same state on all sides, whatever was passed on late, twice or out of order', async () => {
    const moves = fc.array(
      fc.record({
        who: fc.nat(2),
        what: fc.constantFrom<'see' | 'say' | 'undo' | 'send'>('see', 'say', 'undo', 'send'),
        step: fc.constantFrom<StepId>('b-admin', 'b-owner', 'wait', 'a-disconnects'),
        connection: fc.constantFrom<Snapshot['connection']>('owner', 'free', 'granted'),
        to: fc.nat(2),
      }),
      { minLength: 5, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(moves, async (all) => {
        const time = { now: NOW };
        const three = [new Person(time), new Person(time), new Person(time)] as const;
        const roles = ['a', 'b', 'lead'] as const;
        const handoff = await three[0].start();
        const first = await three[0].pass(handoff);
        for (const place of [1, 2] as const) await three[place].take(first, roles[place]);
        const old: string[] = [first];
        for (const { who, what, step, connection, to } of all) {
          time.now += 1_000;
          const [one, other] = [three[who], three[to]];
          if (one === undefined || other === undefined) throw new Error('there are three');
          const about = { handoff: handoff.id, step };
          if (what === 'see') await one.setUp(connection);
          if (what === 'say') {
            await one.ask({ kind: 'handoff-declare', ...about, by: 'Q', note: 'n' });
          }
          if (what === 'undo') await one.ask({ kind: 'handoff-undo', ...about });
          if (what === 'send') {
            old.push(await one.pass(handoff));
            await other.take(old[old.length >> 1] ?? first, roles[to] ?? 'lead');
          }
        }
        const passes = await Promise.all(three.map((one) => one.pass(handoff)));
        for (const one of three) {
          for (const text of [...passes, ...passes.toReversed()]) await one.take(text, 'lead');
        }
        const states = await Promise.all(
          three.map(async (one) => {
            const { account } = await one.known();
            const held = await eventsOf(account.id, handoff.id, one.db);
            return JSON.stringify(held.map(({ event, signature }) => [event, signature]));
          }),
        );
        expect(states[1]).toBe(states[0]);
        expect(states[2]).toBe(states[0]);
        await Promise.all(three.map(({ db }) => db.delete()));
      }),
      { numRuns: 12, seed: 6 },
    );
  }, 60_000);

  it('that is refused changes nothing', async () => {
    await a.setUp('owner');
    const handoff = await a.start();
    const text = await a.pass(handoff);
    const contents = async () =>
      JSON.stringify(await Promise.all(b.db.tables.map((table) => table.toArray())));
    await b.see({ page: 'marketo-setup', connection: 'owner', munchkinId: '999-ABC-456' });
    const before = await contents();
    for (const [bad, problem] of [
      [text, 'other-account'],
      [text.slice(0, -1), 'damaged'],
      [text.replace('PASS 2', 'PASS 7'), 'newer-version'],
      ['hello', 'not-a-pass'],
    ]) {
      const reply = await b.ask({ kind: 'pass-import', text: bad ?? '', role: 'b' });
      expect(reply).toEqual({ kind: 'pass-refused', problem });
    }
    expect(await contents()).toBe(before);
  });
});

describe('when it went wrong', () => {
  it('is said at once, with what is left to do, until everybody is back or it was meant', async () => {
    await a.setUp('owner');
    await a.table([A, ...OTHERS]);
    pass(MINUTE);
    await a.setUp('free');
    expect((await a.known()).outage).toBeNull();
    const gone = await a.table([]);
    expect(gone.outage).toEqual({
      since: NOW + MINUTE,
      aliveAt: NOW,
      people: 4,
      missing: 4,
      stage: 'connect',
    });
    const roster = await recovery(gone.account.id, a.db);
    expect(roster.since).toBe(gone.outage?.since);
    expect(roster.sources).toMatchObject([{ kind: 'seen', at: gone.outage?.aliveAt, people: 4 }]);
    expect(await hasOutage(gone.account.id, a.db)).toBe(true);
    expect(roster.people).toContainEqual({ email: 'cy@x.io', name: null, workspaces: ['EMEA'] });
    pass(MINUTE);
    await a.connect();
    expect((await a.known()).outage?.stage).toBe('wait');
    pass(10 * MINUTE);
    expect((await a.known()).outage?.stage).toBe('grant');
    expect((await a.table([A, ...OTHERS.slice(1)])).outage?.missing).toBe(1);
    expect((await a.table([A, ...OTHERS])).outage).toBeNull();
  });

  it('is no outage while the owner is one, nor once a person has meant it', async () => {
    await a.setUp('owner');
    await a.table([A, ...OTHERS]);
    expect((await a.table([])).outage).toBeNull();
    pass(MINUTE);
    expect((await a.setUp('free')).outage).not.toBeNull();
    expect((await a.known({ kind: 'outage-meant' })).outage).toBeNull();
  });
});

describe('what is known of the owner and the original user', () => {
  it('comes from handoffs and from what a person said', async () => {
    await a.start();
    expect((await a.known()).owners).toEqual([A]);
    const handoff = await a.handoff();
    await b.take(await a.pass(handoff), 'b');
    await b.setUp('owner');
    await a.take(await b.pass(handoff), 'a');
    expect((await a.known()).owners).toEqual([A, B]);
    await a.setUp('owner');
    await a.setUp('free');
    await a.known({ kind: 'handoff-close', handoff: handoff.id, outcome: 'finished' });
    expect(await a.known()).toMatchObject({ owners: [B], handoffs: [] });
  });

  it('keeps A from being removed where A must stay', async () => {
    const handoff = await a.start();
    const said = { user: handoff.adminA ?? undefined, dataSync: 'started' as const };
    await a.known({ kind: 'original-user', said });
    expect((await a.step('a-removed'))?.state).toBe('blocked');
    await a.known({ kind: 'original-user', said: { dataSync: 'not-started' } });
    expect((await a.step('a-removed'))?.state).toBe('todo');
  });
});

describe('a page of the extension', () => {
  it('may act for the account that it names, and a tab only for its own', async () => {
    const { account } = await a.known();
    const start: SentRequest = { kind: 'handoff-start', adminB: B, account: account.id };
    expect((await a.ask(start, false)).kind).toBe('known');
    const other = { ...start, account: '11111111-1111-4111-8111-111111111111' };
    expect(await a.ask(other as SentRequest, false)).toEqual({
      kind: 'refused',
      reason: 'no-such-account',
    });
  });
});
