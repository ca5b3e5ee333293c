import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handle } from '@/entrypoints/background/desk';
import { type Ended, lookAtWaits, type Surroundings } from '@/entrypoints/background/ticker';
import { MINUTE } from '@/lib/model/clock';
import type { WaitId } from '@/lib/model/ids';
import type { Known } from '@/lib/model/known';
import type { LedgerEntry } from '@/lib/model/ledger';
import type { Reply } from '@/lib/model/messages';
import { type PageDocument, PageDocumentId } from '@/lib/model/page-document';
import type { Policy } from '@/lib/model/settings';
import type { Connection, Snapshot } from '@/lib/model/snapshot';
import type { Wait } from '@/lib/model/wait';
import { earlyGrants, runningWait, SiaDb } from '@/lib/store';
import { NOBODY } from '@/lib/store/store';
import { followWait, remaining } from '@/lib/wait/wait';
import { FakeMachine, people, snapshot, user, voice } from './cases';

const NOW = 1_800_000_000_000;
const LENGTH = 10 * MINUTE;
let made = 0;

/** A document that is loaded at a moment. */
function aDocument(loadedAt: number): PageDocument {
  return { id: PageDocumentId.parse(crypto.randomUUID()), loadedAt, ownerUntil: null };
}

/** A browser with an empty database, clocks of its own, and everything that is seen of the waits. */
class FakeBrowser {
  readonly db = new SiaDb(`waits-${++made}`);
  readonly machine = new FakeMachine(NOW);
  /** The notifications that can be seen, and how often each was shown anew. */
  readonly notifications = new Map<string, number>();
  readonly told: Ended[] = [];
  badge: number | null = null;
  /** When the alarm rings; after that again and again, until it is set anew. */
  alarm: number | null = null;
  /** How many more steps the worker lives; it dies before or after the effect of the last one. */
  stepsToLive = Number.POSITIVE_INFINITY;
  diesAfterEffect = false;
  notificationsWork = true;
  document = aDocument(NOW - 1);
  tabs: { jar: string; count(wait: WaitId): number | null }[] = [];

  readonly around: Surroundings = {
    clock: this.machine,
    countsOf: (jar, wait) =>
      this.#step(() =>
        this.tabs.filter((tab) => tab.jar === jar).flatMap((tab) => tab.count(wait) ?? []),
      ),
    notify: (ended) =>
      this.#step(() => {
        if (!this.notificationsWork) throw new Error('notifications are blocked');
        // The browser replaces one with the same id: there is never more than one of a wait.
        this.notifications.set(ended.wait, (this.notifications.get(ended.wait) ?? 0) + 1);
        this.told.push(ended);
      }),
    isNotified: (wait) => this.#step(() => this.notifications.has(wait)),
    setAlarm: (at) =>
      this.#step(() => {
        this.alarm = at;
      }),
    setBadge: (minutes) =>
      this.#step(() => {
        this.badge = minutes;
      }),
  };

  #die: () => void = () => undefined;

  /** One thing that the worker does. Where it dies, nothing comes back: neither an answer nor an error. */
  async #step<T>(effect: () => T): Promise<T> {
    this.stepsToLive -= 1;
    if (this.stepsToLive > 0) return effect();
    if (this.stepsToLive === 0 && this.diesAfterEffect) effect();
    this.#die();
    return new Promise(() => undefined);
  }

  /** The document that speaks from now on: a page that is loaded now. */
  load(): PageDocument {
    this.document = aDocument(this.machine.now());
    return this.document;
  }

  ask(message: object, jar = 'default', policy: Policy = {}, isTab = true): Promise<Reply> {
    const signed = isTab ? { document: this.document, ...message } : message;
    return handle(this.db, this.machine, signed, { jar, isTab }, voice, policy, () => {
      this.alarm = this.machine.now() + 30_000;
    });
  }

  /** Time goes on until the alarm rings, and the worker looks, for as long as it lives. */
  async ring(): Promise<void> {
    if (this.alarm === null) throw new Error('nothing is going to wake anybody');
    this.machine.pass(Math.max(0, this.alarm - this.machine.now()));
    this.alarm += 30_000;
    await this.look();
  }

  async known(message: object, jar = 'default', policy: Policy = {}): Promise<Known> {
    const reply = await this.ask(message, jar, policy);
    if (reply.kind !== 'known') throw new Error(JSON.stringify(reply));
    return reply.known;
  }

  see(parts: Partial<Snapshot>, jar?: string, policy?: Policy): Promise<Known> {
    return this.known({ kind: 'seen', snapshot: snapshot(parts), guarded: 'yes' }, jar, policy);
  }

  setUp(connection: Connection, munchkinId: string | null = null, jar?: string, policy?: Policy) {
    return this.see({ page: 'marketo-setup', connection, munchkinId }, jar, policy);
  }

  /** A connect that goes through; resolves to its wait. */
  async connect(munchkinId: string | null = '123-ABC-456', jar?: string, policy?: Policy) {
    await this.known({ kind: 'let-through', intent: 'connect' }, jar, policy);
    const { wait } = await this.setUp('owner', munchkinId, jar, policy);
    if (wait === null) throw new Error('no wait');
    return wait;
  }

  /** Looks at the waits until it is done, or dead. */
  async look(): Promise<void> {
    const dead = new Promise<void>((resolve) => {
      this.#die = resolve;
    });
    await Promise.race([lookAtWaits(this.db, this.around), dead]);
  }

  async ledger(): Promise<LedgerEntry[]> {
    const rows = await this.db.ledger.toArray();
    // Written through the schema by the code under test.
    return rows.map((row) => (row as { entry: LedgerEntry }).entry);
  }

  async lines(kind: LedgerEntry['kind']): Promise<number> {
    return (await this.ledger()).filter((entry) => entry.kind === kind).length;
  }
}

let a: FakeBrowser;

beforeEach(() => {
  a = new FakeBrowser();
});
afterEach(() => a.db.delete());

describe('the background', () => {
  it('shows the minutes, sets one alarm, tells once and clears the badge', async () => {
    const wait = await a.connect();
    await a.look();
    expect([a.badge, a.alarm]).toEqual([10, NOW + MINUTE]);
    a.machine.pass(LENGTH - 1);
    await a.look();
    expect([a.badge, a.alarm, a.told]).toEqual([1, NOW + LENGTH, []]);
    a.machine.pass(1);
    await Promise.all([a.look(), a.look(), a.look()]);
    expect([a.badge, a.alarm]).toEqual([null, null]);
    expect([...a.notifications.keys()]).toEqual([wait.id]);
    expect(await a.lines('wait-ended')).toBe(1);
    expect((await a.known({ kind: 'known' })).ended?.id).toBe(wait.id);
    await a.look();
    expect(a.told).toHaveLength(1);
  });

  it('shows the longest of several waits, and tells of each', async () => {
    await a.connect('123-ABC-456', 'default');
    a.machine.pass(3 * MINUTE);
    await a.connect('999-ABC-456', 'container');
    await a.look();
    expect(a.badge).toBe(10);
    a.machine.pass(7 * MINUTE);
    await a.look();
    expect(a.badge).toBe(3);
    expect(a.told.map(({ account, jar }) => [account, jar])).toEqual([['123-ABC-456', 'default']]);
    a.machine.pass(3 * MINUTE);
    await a.look();
    expect(a.badge).toBeNull();
    expect(a.told.map(({ jar }) => jar)).toEqual(['default', 'container']);
  });

  it('tells exactly once though it is killed a hundred times, on either side of each step', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ steps: fc.nat(8), after: fc.boolean(), pass: fc.nat(6_000) }), {
          minLength: 100,
          maxLength: 100,
        }),
        async (deaths) => {
          const browser = new FakeBrowser();
          const wait = await browser.connect();
          for (const { steps, after, pass } of deaths) {
            browser.machine.pass(
              Math.min(pass, Math.max(0, wait.endsAt - 1 - browser.machine.now())),
            );
            browser.stepsToLive = steps;
            browser.diesAfterEffect = after;
            await browser.look();
            browser.machine.restart();
          }
          expect(browser.told).toEqual([]);
          browser.machine.pass(wait.endsAt - browser.machine.now());
          // Now it is over, and the worker goes on dying wherever it can.
          for (const { steps, after } of deaths.slice(0, 30)) {
            browser.stepsToLive = steps;
            browser.diesAfterEffect = after;
            await browser.look();
            browser.machine.restart();
          }
          browser.stepsToLive = Number.POSITIVE_INFINITY;
          await browser.look();
          expect([...browser.notifications.keys()]).toEqual([wait.id]);
          expect(browser.notifications.get(wait.id)).toBe(1);
          expect(await browser.lines('wait-ended')).toBe(1);
          expect([browser.badge, browser.alarm]).toEqual([null, null]);
          await browser.db.delete();
        },
      ),
      { numRuns: 10 },
    );
  }, 60_000);

  it('has an alarm to come back by wherever it is killed while a wait is not told', async () => {
    await a.connect();
    await a.look();
    a.machine.pass(LENGTH);
    // It asks the tabs, sets the alarm, the badge, and tells.
    for (const steps of [2, 3, 4]) {
      a.stepsToLive = steps;
      a.diesAfterEffect = steps === 2;
      await a.look();
      expect(a.told).toEqual([]);
      expect(a.alarm).toBe(a.machine.now() + 30_000);
      a.machine.restart();
    }
  });

  it('is told by alarms alone, wherever the worker dies after storing it and after being woken', async () => {
    const death = fc.record({ steps: fc.nat(6), after: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(death, { maxLength: 12 }), async (deaths) => {
        const browser = new FakeBrowser();
        // Nobody looks after it was stored: the worker is dead before.
        const wait = await browser.connect();
        browser.machine.restart();
        for (const { steps, after } of deaths) {
          browser.stepsToLive = steps;
          browser.diesAfterEffect = after;
          if (browser.told.length === 0) await browser.ring();
          browser.machine.restart();
        }
        browser.stepsToLive = Number.POSITIVE_INFINITY;
        for (let rung = 0; browser.told.length === 0 && rung < 15; rung += 1) await browser.ring();
        expect(browser.told.map((one) => one.wait)).toEqual([wait.id]);
        expect(browser.machine.now()).toBeGreaterThanOrEqual(wait.endsAt);
        await browser.db.delete();
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('survives notifications that the browser refuses: the badge is cleared and the end is known', async () => {
    const wait = await a.connect();
    a.notificationsWork = false;
    a.machine.pass(LENGTH);
    await a.look();
    expect([a.badge, a.alarm]).toEqual([null, null]);
    expect((await a.known({ kind: 'known' })).ended?.id).toBe(wait.id);
    expect((await a.ledger()).at(-1)).toMatchObject({ kind: 'wait-ended', notified: false });
    a.notificationsWork = true;
    await a.look();
    expect(a.told).toEqual([]);
  });

  it('says that nobody was there when the browser was closed over the end', async () => {
    await a.connect();
    await a.look();
    a.machine.sleep(2 * 60 * MINUTE);
    a.machine.restart();
    await a.look();
    expect(a.told).toMatchObject([{ unseen: true }]);
  });

  it('goes on where it was when the browser is opened again in time', async () => {
    const wait = await a.connect();
    await a.look();
    a.machine.sleep(4 * MINUTE);
    a.machine.restart();
    await a.look();
    expect([a.badge, a.told]).toEqual([6, []]);
    a.machine.pass(6 * MINUTE);
    await a.look();
    expect(a.told).toMatchObject([{ wait: wait.id, unseen: false }]);
  });

  it('believes the count of a tab before a wall clock that was set forward', async () => {
    const wait = await a.connect();
    const tab = new FakeMachine(NOW);
    let own = followWait(null, { wait, ended: null }, tab.read());
    a.tabs = [
      {
        jar: 'default',
        count: (id) => {
          own = followWait(own, { wait, ended: null }, tab.read());
          return own?.id === id ? remaining(own, tab.now()) : null;
        },
      },
    ];
    for (const machine of [a.machine, tab]) {
      machine.pass(2 * MINUTE);
      machine.set(60 * MINUTE);
    }
    a.machine.restart();
    await a.look();
    expect([a.badge, a.told]).toEqual([8, []]);
    expect((await a.known({ kind: 'known' })).wait?.doubtful).toBe(true);
    expect((await a.ledger()).at(-1)).toMatchObject({ kind: 'clock-jumped', by: 60 * MINUTE });
    for (const machine of [a.machine, tab]) machine.pass(8 * MINUTE);
    await a.look();
    expect(a.told).toHaveLength(1);
  });

  it('is not stuck when the wall clock is set back and no tab is open', async () => {
    await a.connect();
    await a.look();
    a.machine.pass(2 * MINUTE);
    a.machine.set(-60 * MINUTE);
    a.machine.restart();
    await a.look();
    // The two minutes since the last look are lost: nobody could vouch for them.
    expect([a.badge, a.alarm]).toEqual([10, a.machine.now() + MINUTE]);
    a.machine.pass(LENGTH);
    await a.look();
    expect(a.told).toHaveLength(1);
  });

  it('does not mind the time zone', async () => {
    const zone = process.env.TZ;
    const wait = await a.connect();
    try {
      for (const other of ['Pacific/Kiritimati', 'America/Adak']) {
        process.env.TZ = other;
        await a.look();
        expect((await a.known({ kind: 'known' })).wait).toMatchObject({ endsAt: wait.endsAt });
      }
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });
});

describe('a wait', () => {
  it('is as long as the settings say, or the organisation; one that runs keeps its length', async () => {
    await a.ask({ kind: 'settings', settings: { waitMinutes: 1 } }, 'default', {}, false);
    const wait = await a.connect();
    expect(wait.endsAt - wait.startedAt).toBe(MINUTE);
    await a.ask({ kind: 'settings', settings: { waitMinutes: 30 } }, 'default', {}, false);
    expect((await a.known({ kind: 'known' })).wait?.endsAt).toBe(wait.endsAt);
    const other = await a.connect('999-ABC-456', 'container', { waitMinutes: 60 });
    expect(other.endsAt - other.startedAt).toBe(60 * MINUTE);
  });

  it('is replaced by a second connect within the ten minutes: the longer end wins, and is told once', async () => {
    const first = await a.connect();
    a.machine.pass(5 * MINUTE);
    const second = await a.connect();
    expect(second.id).not.toBe(first.id);
    expect(second.endsAt).toBe(NOW + 15 * MINUTE);
    a.machine.pass(5 * MINUTE);
    await a.look();
    expect([a.badge, a.told]).toEqual([5, []]);
    a.machine.pass(5 * MINUTE);
    await a.look();
    expect(a.told.map(({ wait }) => wait)).toEqual([second.id]);
  });

  it('is called off by a disconnect that Set Up shows, without a word; a connect after it starts a new one', async () => {
    await a.connect();
    await a.known({ kind: 'let-through', intent: 'disconnect' });
    a.document = { ...a.document, ownerUntil: a.machine.now() + 1 };
    await a.setUp('free', '123-ABC-456');
    a.machine.pass(10_000);
    expect((await a.setUp('free', '123-ABC-456')).wait).not.toBeNull();
    a.machine.pass(10_001);
    expect((await a.setUp('free', '123-ABC-456')).wait).toBeNull();
    await a.look();
    expect([a.badge, a.alarm, a.told]).toEqual([null, null, []]);
    expect(await a.lines('wait-cancelled')).toBe(1);
    const again = await a.connect();
    expect(again.endsAt).toBe(a.machine.now() + LENGTH);
  });

  it('is not called off by a window with the old Set Up, which tells of it again and again', async () => {
    const stale = a.load();
    a.machine.pass(1_000);
    const owner = a.load();
    const wait = await a.connect();
    a.document = stale;
    for (const _ of [7, 14, 21, 28, 35]) {
      a.machine.pass(7_000);
      expect((await a.setUp('free')).wait?.id).toBe(wait.id);
    }
    // The same from a page that is loaded now is true.
    a.load();
    await a.setUp('free');
    a.machine.pass(21_000);
    expect((await a.setUp('free')).wait).toBeNull();
    expect(owner.ownerUntil).toBeNull();
  });

  it('refuses a document that is none', async () => {
    const message = { kind: 'known', document: { id: 'x', loadedAt: -1, ownerUntil: null } };
    expect((await a.ask(message)).kind).toBe('refused');
  });

  it('is dropped with a line when its account is gone, and never told', async () => {
    const wait = await a.connect();
    await a.db.accounts.delete(wait.account);
    await a.look();
    expect([a.badge, await a.db.waits.count()]).toEqual([null, 0]);
    expect((await a.ledger()).at(-1)).toMatchObject({
      kind: 'record-dropped',
      table: 'waits',
      account: wait.account,
    });
  });

  it('that is corrupt or dated in the future is dropped with a line, and never shown', async () => {
    const wait = await a.connect();
    const day = 24 * 60 * MINUTE;
    const odd: unknown[] = [
      { ...wait, endsAt: NOW + 4_000_000 },
      { ...wait, startedAt: NOW + 2 * day, endsAt: NOW + 2 * day + LENGTH },
      { ...wait, endsAt: Number.NaN },
      { ...wait, endsAt: wait.startedAt - 1 },
      { ...wait, reading: { at: 'noon' } },
      { id: wait.id, account: 7, endsAt: 'soon' },
    ];
    for (const row of odd) {
      await a.db.waits.put(row);
      const known = await a.known({ kind: 'known' });
      expect([known.wait, known.ended]).toEqual([null, null]);
      await a.look();
      expect([a.badge, a.told]).toEqual([null, []]);
      expect(await a.db.waits.count()).toBe(0);
    }
    const dropped = (await a.ledger()).filter((entry) => entry.kind === 'record-dropped');
    expect(dropped.map(({ account }) => account)).toEqual([
      ...Array<string>(5).fill(wait.account),
      NOBODY,
    ]);
  });

  it('counts for a console that nobody knows yet, and for no other one', async () => {
    const wait = await a.connect('123-ABC-456', 'default');
    const unknown = await a.known({ kind: 'known' }, 'container');
    expect(unknown.wait?.id).toBe(wait.id);
    expect(unknown.wait?.account).not.toBe(unknown.account.id);
    const shown = await a.setUp('granted', '999-ABC-456', 'container');
    expect(shown.wait).toBeNull();
  });

  it('remembers who wanted to be reminded, and of how many people', async () => {
    const wait = await a.connect();
    const asked = { kind: 'asked', intent: 'grant-open', guards: ['wait'], people: 12 };
    const known = await a.known({ ...asked, decision: 'remind' });
    expect(known.wait?.reminder).toEqual({ people: 12 });
    a.machine.pass(LENGTH);
    await a.look();
    expect(a.told).toMatchObject([{ wait: wait.id, reminder: { people: 12 } }]);
  });
});

describe('a connect', () => {
  it('that failed starts nothing, is said, and can be forgotten', async () => {
    await a.known({ kind: 'let-through', intent: 'connect' });
    await a.setUp('free');
    a.machine.pass(21_000);
    const known = await a.setUp('free');
    expect([known.wait, known.connect]).toEqual([null, { at: NOW, state: 'failed' }]);
    expect(await a.lines('connect-failed')).toBe(1);
    expect((await a.known({ kind: 'connect-forget' })).connect).toBeNull();
  });

  it('of which nothing was seen is asked about after fifteen minutes, and starts what a person says', async () => {
    await a.known({ kind: 'let-through', intent: 'connect' });
    expect((await a.known({ kind: 'known' })).connect?.state).toBe('open');
    a.machine.pass(15 * MINUTE + 1);
    expect((await a.see({ page: 'user-access' })).connect).toEqual({ at: NOW, state: 'silent' });
    const connectedAt = NOW + 10 * MINUTE;
    const known = await a.known({ kind: 'wait-declare', connectedAt });
    expect(known.connect).toBeNull();
    expect(known.wait).toMatchObject({ source: 'declared', endsAt: connectedAt + LENGTH });
  });

  it('from before anybody looked is said to be, until it is known when it was made', async () => {
    expect((await a.setUp('owner', '123-ABC-456')).connectedBefore).toBe(true);
    const refused = await a.ask({ kind: 'wait-declare', connectedAt: NOW + 1 });
    expect(refused).toEqual({ kind: 'refused', reason: 'still-to-come' });
    const known = await a.known({ kind: 'wait-declare', connectedAt: NOW - MINUTE });
    expect(known).toMatchObject({ connectedBefore: false, wait: { endsAt: NOW + 9 * MINUTE } });
    const seen = new FakeBrowser();
    await seen.connect();
    expect((await seen.known({ kind: 'known' })).connectedBefore).toBe(false);
    const again = await seen.ask({ kind: 'wait-declare', connectedAt: NOW });
    expect(again).toEqual({ kind: 'refused', reason: 'seen-already' });
    await seen.db.delete();
  });

  it('of Admin B in a handoff starts a wait of its own', async () => {
    const first = await a.connect('123-ABC-456', 'default');
    a.machine.pass(MINUTE);
    const second = await a.connect('123-ABC-456', 'container');
    expect(second.account).not.toBe(first.account);
    expect(second.endsAt).toBe(first.endsAt + MINUTE);
  });
});

describe("Admin B's connect", () => {
  it('starts a wait in the browser of Admin A, from the moment that the pass tells, once', async () => {
    const b = new FakeBrowser();
    await a.setUp('owner', '123-ABC-456');
    const { handoffs } = await a.known({ kind: 'handoff-start', adminB: 'bo@x.io' });
    const [handoff] = handoffs;
    const out = await a.ask({ kind: 'pass-export', handoff: handoff?.id });
    if (out.kind !== 'pass') throw new Error(out.kind);
    await b.known({ kind: 'pass-import', text: out.text, role: 'b' });
    await b.setUp('free');
    const own = await b.connect('123-ABC-456');
    expect(own.source).toBe('observed');
    const back = await b.ask({ kind: 'pass-export', handoff: handoff?.id });
    if (back.kind !== 'pass') throw new Error(back.kind);
    a.machine.pass(4 * MINUTE);
    const taken = { kind: 'pass-import', text: back.text, role: 'a' };
    const first = await a.known(taken);
    expect(first.wait).toMatchObject({ source: 'imported', startedAt: NOW, endsAt: NOW + LENGTH });
    expect((await a.known(taken)).wait?.id).toBe(first.wait?.id);
    a.machine.pass(6 * MINUTE);
    await a.look();
    expect((await a.known(taken)).wait).toBeNull();
    await b.db.delete();
  });
});

describe('those who are granted access early', () => {
  const granted = (early: readonly string[], reason = 'Demo at noon') => ({
    kind: 'asked',
    intent: 'grant',
    guards: ['workspace-lock', 'wait'],
    decision: 'went-on',
    people: early.length,
    reason,
    early,
  });

  it('are listed with when, and the reason is in the ledger', async () => {
    const wait: Wait = await a.connect();
    await a.known(granted(['bo@x.io', 'ann@x.io']));
    expect(await earlyGrants(wait.account, a.db)).toEqual(
      ['ann@x.io', 'bo@x.io'].map((email) => ({
        account: wait.account,
        email,
        at: NOW,
        wait: wait.id,
      })),
    );
    const line = (await a.ledger()).at(-1);
    expect(line).toMatchObject({ kind: 'asked', reason: 'Demo at noon', people: 2 });
    expect(JSON.stringify(line)).not.toContain('bo@x.io');
  });

  it('are not listed when no wait runs, and a reason that is too long is refused', async () => {
    const { account } = await a.setUp('owner', '123-ABC-456');
    await a.known(granted(['bo@x.io']));
    expect(await earlyGrants(account.id, a.db)).toEqual([]);
    expect((await a.ask(granted([], 'x'.repeat(201)))).kind).toBe('refused');
    expect((await a.ask(granted([], '   '))).kind).toBe('refused');
  });

  it('leave the list when their access is removed, or somebody has checked it', async () => {
    const { account } = await a.connect();
    const emails = people(3);
    await a.known(granted(emails));
    const rows = emails.map((email) => user(email));
    const seen = {
      page: 'user-access' as const,
      users: { coverage: 'whole' as const, value: rows },
    };
    await a.see({ ...seen });
    // Just after the press, the table still shows what was before it.
    expect(await earlyGrants(account, a.db)).toHaveLength(3);
    a.machine.pass(MINUTE + 1);
    const [first, second, third] = emails;
    await a.see({ ...seen, users: { coverage: 'partial', value: rows.slice(0, 1) } });
    expect((await earlyGrants(account, a.db)).map(({ email }) => email)).toEqual([second, third]);
    const checked = { kind: 'early-checked', account, people: [first, second] };
    expect((await a.ask(checked)).kind).toBe('refused');
    expect((await a.ask(checked, 'default', {}, false)).kind).toBe('done');
    expect((await earlyGrants(account, a.db)).map(({ email }) => email)).toEqual([third]);
  });
});

it('finds the running wait of an account in pages of the extension too', async () => {
  const wait = await a.connect();
  expect((await runningWait(wait.account, NOW, a.db))?.id).toBe(wait.id);
});
