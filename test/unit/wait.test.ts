import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINUTE } from '@/lib/model/clock';
import { AccountId, WaitId } from '@/lib/model/ids';
import { type PageDocument, PageDocumentId } from '@/lib/model/page-document';
import type { Connection } from '@/lib/model/snapshot';
import type { Wait } from '@/lib/model/wait';
import type { Sight } from '@/lib/wait/absence';
import {
  beginWait,
  CLOCK_TOLERANCE,
  CONNECT_MEMORY,
  CONNECT_PATIENCE,
  checkWait,
  connectState,
  correctBy,
  declareWait,
  FUTURE_LIMIT,
  followConnect,
  followConnection,
  followWait,
  isDue,
  isNews,
  isRunning,
  keepTime,
  LONGEST_WAIT,
  minutesLeft,
  momentOfToday,
  nextDeadline,
  type OpenConnect,
  remaining,
  startsWait,
} from '@/lib/wait/wait';
import { FakeMachine } from './cases';

const NOW = 1_800_000_000_000;
const LENGTH = 10 * MINUTE;
const account = AccountId.parse('7b0e9f4e-3c55-4a3c-9a51-0c2f8a1f6f11');
const id = WaitId.parse('5d8a9c2e-58c5-4b60-8f08-6f7f0d1f2a22');
const otherId = WaitId.parse('6d8a9c2e-58c5-4b60-8f08-6f7f0d1f2a22');
const own = PageDocumentId.parse('7d8a9c2e-58c5-4b60-8f08-6f7f0d1f2a22');
const pending: OpenConnect = { account, at: NOW, document: own, free: [], failedAt: null };
const setUp = (connection: Connection) => ({ page: 'marketo-setup' as const, connection });

/** A document that was loaded just after {@link NOW}, with some of it replaced. */
const page = (part: Partial<PageDocument> = {}): PageDocument => ({
  id: own,
  loadedAt: NOW + 1,
  ownerUntil: null,
  ...part,
});
const other = page({ id: PageDocumentId.parse('8d8a9c2e-58c5-4b60-8f08-6f7f0d1f2a22') });
/** A tab that was left open since before the connect. */
const stale: PageDocument = { ...other, loadedAt: NOW - MINUTE };
const sight = (connection: Connection, document: PageDocument | null = page()): Sight => ({
  snapshot: setUp(connection),
  document,
});
const onUserAccess: Sight = {
  snapshot: { page: 'user-access', connection: 'unknown' },
  document: page(),
};

/** What a wait that starts now on this machine is made from. */
function beginning(machine: FakeMachine, part: { id?: WaitId; length?: number } = {}) {
  return {
    account,
    id,
    startedAt: machine.now(),
    length: LENGTH,
    source: 'observed' as const,
    reading: machine.read(),
    ...part,
  };
}

const begin = (machine = new FakeMachine(NOW), running: readonly Wait[] = []) =>
  beginWait(beginning(machine), running);

describe('a connect', () => {
  it('starts a wait when the Set Up page then shows an owner', () => {
    expect(startsWait(pending, setUp('owner'), NOW + 3_000)).toBe(true);
    expect(startsWait(pending, setUp('owner'), NOW + CONNECT_PATIENCE)).toBe(true);
  });

  it('starts nothing without a press, too late, or on another sight', () => {
    expect(startsWait(null, setUp('owner'), NOW)).toBe(false);
    expect(startsWait(pending, setUp('owner'), NOW + CONNECT_PATIENCE + 1)).toBe(false);
    for (const connection of ['free', 'granted', 'unknown'] as const) {
      expect(startsWait(pending, setUp(connection), NOW + 1)).toBe(false);
    }
    expect(startsWait(pending, { page: 'user-access', connection: 'owner' }, NOW + 1)).toBe(false);
  });

  it('fails only when the page stays free for more than twenty seconds, and only once', () => {
    const first = followConnect(pending, sight('free'), NOW + 1_000);
    if (first.kind !== 'open') throw new Error(first.kind);
    expect(followConnect(first.pending, sight('free'), NOW + 21_000).kind).toBe('open');
    const failed = followConnect(first.pending, sight('free'), NOW + 21_001);
    if (failed.kind !== 'failed') throw new Error(failed.kind);
    expect(failed.pending.failedAt).toBe(NOW + 21_001);
    expect(followConnect(failed.pending, sight('free'), NOW + 40_000).kind).toBe('open');
  });

  it('has succeeded all the same when a Disconnect shows within the fifteen minutes', () => {
    const failed = { ...pending, failedAt: NOW + 21_001 };
    expect(followConnect(failed, sight('owner'), NOW + 30_000).kind).toBe('succeeded');
  });

  it('fails by no two short looks of a page that loads, whatever lies between them', () => {
    for (const between of [sight('unknown'), onUserAccess, sight('granted', other)]) {
      const first = followConnect(pending, sight('free'), NOW + 1_000);
      if (first.kind !== 'open') throw new Error(first.kind);
      const second = followConnect(first.pending, between, NOW + 2_000);
      expect(second).toEqual({ kind: 'open', pending });
      if (second.kind !== 'open') throw new Error(second.kind);
      const third = followConnect(second.pending, sight('free'), NOW + 3 * MINUTE);
      expect(third.kind).toBe('open');
    }
  });

  it('fails by one document alone: where it was pressed, or which was loaded since', () => {
    const fails = (...documents: PageDocument[]) => {
      let followed = pending;
      for (const [place, document] of documents.entries()) {
        const out = followConnect(followed, sight('free', document), NOW + 2 + place * 21_000);
        if (out.kind === 'failed') return true;
        if (out.kind !== 'open') throw new Error(out.kind);
        followed = out.pending;
      }
      return false;
    };
    const pressed = page({ loadedAt: NOW - MINUTE });
    expect(fails(pressed, pressed)).toBe(true);
    expect(fails(other, other)).toBe(true);
    expect(fails(pressed, other)).toBe(false);
    expect(fails(stale, stale, stale, stale)).toBe(false);
  });

  it('expires, and is asked about for a day', () => {
    const late = NOW + CONNECT_PATIENCE + 1;
    expect(followConnect(pending, sight('owner'), late).kind).toBe('expired');
    expect(followConnect(null, sight('owner'), NOW).kind).toBe('none');
    expect(connectState(pending, late - 1)).toBe('open');
    expect(connectState(pending, late)).toBe('silent');
    expect(connectState({ ...pending, failedAt: NOW + 1 }, NOW + 2)).toBe('failed');
    expect(connectState(pending, NOW + CONNECT_MEMORY + 1)).toBeNull();
  });
});

describe('a wait', () => {
  it('lasts as long as it is set to and is over at its very end', () => {
    for (const minutes of [1, 10, 60]) {
      const machine = new FakeMachine(NOW);
      const wait = beginWait(beginning(machine, { length: minutes * MINUTE }), []);
      expect(wait.endsAt - wait.startedAt).toBe(minutes * MINUTE);
      expect(isRunning(wait, wait.endsAt - 1)).toBe(true);
      expect(isDue(wait, wait.endsAt - 1)).toBe(false);
      expect(isRunning(wait, wait.endsAt)).toBe(false);
      expect(isDue(wait, wait.endsAt)).toBe(true);
      expect(isDue({ ...wait, toldAt: NOW }, wait.endsAt)).toBe(false);
    }
  });

  it('never ends earlier than the one it replaces, and still reminds who wanted it', () => {
    const machine = new FakeMachine(NOW);
    const long = beginWait(beginning(machine, { length: 20 * MINUTE }), []);
    const running = { ...long, reminder: { people: 3 } };
    expect(begin(machine, [running])).toMatchObject({
      endsAt: running.endsAt,
      reminder: { people: 3 },
    });
    const over = { ...running, endsAt: NOW - 1, startedAt: NOW - 2 };
    expect(begin(machine, [over])).toMatchObject({ endsAt: NOW + LENGTH, reminder: null });
  });

  it('has a remainder that is never negative, never more than all of it, and always a number', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), fc.double(), (startedAt, endsAt, now) => {
        const left = remaining({ startedAt, endsAt }, now);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(isRunning({ startedAt, endsAt, toldAt: null }, now)).toBe(left > 0);
        if (endsAt >= startedAt) expect(left).toBeLessThanOrEqual(endsAt - startedAt);
      }),
    );
  });

  it('stays over once it was told, whatever becomes of the clock', () => {
    const told = { ...begin(), toldAt: NOW + LENGTH };
    expect(isRunning(told, NOW)).toBe(false);
    expect(isNews(told, NOW + LENGTH + 1)).toBe(true);
    expect(isNews(told, NOW + 3 * LENGTH)).toBe(false);
    expect(isNews({ ...told, toldAt: null }, NOW + 9 * LENGTH)).toBe(true);
  });

  it('needs one alarm: at its end, or when its whole minutes change', () => {
    const wait = (left: number) => ({
      startedAt: NOW + left - LENGTH,
      endsAt: NOW + left,
      toldAt: null,
    });
    expect(nextDeadline([], NOW)).toBeNull();
    expect(nextDeadline([wait(0), wait(-5)], NOW)).toBeNull();
    expect(nextDeadline([wait(600_000)], NOW)).toBe(NOW + 60_000);
    expect(nextDeadline([wait(599_999)], NOW)).toBe(NOW + 59_999);
    expect(nextDeadline([wait(60_000)], NOW)).toBe(NOW + 60_000);
    expect(nextDeadline([wait(600_000), wait(90_000)], NOW)).toBe(NOW + 30_000);
    expect(nextDeadline([{ ...wait(600_000), toldAt: NOW }], NOW)).toBeNull();
  });

  it('shows the same minutes until its deadline and others at it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_600_000 }), (left) => {
        const wait = { startedAt: NOW, endsAt: NOW + left, toldAt: null };
        const next = nextDeadline([wait], NOW);
        if (next === null) throw new Error('no deadline');
        expect(next).toBeGreaterThan(NOW);
        expect(minutesLeft(wait, next - 1)).toBe(minutesLeft(wait, NOW));
        expect(minutesLeft(wait, next)).toBe(minutesLeft(wait, NOW) - 1);
      }),
    );
  });

  it('is refused when it is malformed, longer than any wait, or starts days ahead', () => {
    const wait = begin();
    expect(checkWait(wait, NOW)).toEqual({ ok: true, wait });
    expect(checkWait({ ...wait, endsAt: NOW + LONGEST_WAIT + 1 }, NOW).ok).toBe(false);
    expect(checkWait({ ...wait, endsAt: NOW - 1 }, NOW).ok).toBe(false);
    expect(checkWait({ ...wait, endsAt: Number.NaN }, NOW).ok).toBe(false);
    expect(checkWait(wait, NOW - FUTURE_LIMIT).ok).toBe(true);
    expect(checkWait(wait, NOW - FUTURE_LIMIT - 1).ok).toBe(false);
    fc.assert(fc.property(fc.anything(), (value) => !checkWait(value, NOW).ok));
  });

  it('is read as it was stored before it knew of clocks and reminders', () => {
    const { account, id, startedAt, endsAt, source, toldAt } = begin();
    const old = { account, id, startedAt, endsAt, source, toldAt };
    expect(checkWait(old, NOW)).toMatchObject({ ok: true, wait: { ...old, reading: null } });
  });

  it('is called off when Set Up shows for more than twenty seconds that the connection is gone', () => {
    const wait = begin();
    const gone = followConnection(wait, sight('free'), NOW + 1_000);
    if (gone === null) throw new Error('called off at once');
    expect(followConnection(gone, sight('free'), NOW + 21_000)).toBe(gone);
    expect(followConnection(gone, sight('free'), NOW + 21_001)).toBeNull();
    for (const against of [sight('owner'), sight('unknown'), onUserAccess, sight('owner', other)]) {
      expect(followConnection(gone, against, NOW + 5_000)?.gone).toEqual([]);
    }
  });

  it('is called off by no page that was left open since before the connect', () => {
    let wait: Wait | null = begin();
    for (const second of [7, 14, 21, 28, 35]) {
      for (const document of [stale, null]) {
        wait = wait && followConnection(wait, sight('free', document), NOW + second * 1_000);
      }
    }
    expect(wait?.gone).toEqual([]);
  });

  it('is called off by the page that was there before, once it has shown the connection since', () => {
    const before = page({ loadedAt: NOW - MINUTE, ownerUntil: NOW + 5_000 });
    const gone = followConnection(begin(), sight('free', before), NOW + 5_000);
    if (gone === null) throw new Error('called off at once');
    // The stale one beside it neither hurries nor hinders it.
    expect(followConnection(gone, sight('free', stale), NOW + 26_000)).toBe(gone);
    expect(followConnection(gone, sight('free', before), NOW + 26_000)).toBeNull();
    const earlier = { ...before, ownerUntil: NOW - 1 };
    expect(followConnection(begin(), sight('free', earlier), NOW + 5_000)?.gone).toEqual([]);
  });

  it("is not called off by the admin's own page when it is of a colleague's connect", () => {
    const wait: Wait = { ...begin(), source: 'imported' };
    expect(followConnection(wait, sight('free'), NOW + 1_000)).toBe(wait);
  });
});

describe("a person's word on when they connected", () => {
  it('starts a wait from then on, over already if that was long ago', () => {
    const machine = new FakeMachine(NOW);
    const said = (ago: number) => declareWait({ ...beginning(machine), startedAt: NOW - ago }, []);
    expect(said(4 * MINUTE)).toMatchObject({
      ok: true,
      wait: { source: 'declared', endsAt: NOW + 6 * MINUTE, toldAt: null },
    });
    expect(said(11 * MINUTE)).toMatchObject({ ok: true, wait: { toldAt: NOW } });
    expect(said(-1)).toEqual({ ok: false, why: 'still-to-come' });
  });

  it('replaces what somebody said before, or what is in doubt, and nothing that was seen', () => {
    const machine = new FakeMachine(NOW);
    const seen = begin(machine);
    const again = (running: Wait) =>
      declareWait({ ...beginning(machine, { id: otherId }), startedAt: NOW - 9 * MINUTE }, [
        running,
      ]);
    expect(again(seen)).toEqual({ ok: false, why: 'seen-already' });
    expect(again({ ...seen, source: 'declared' })).toMatchObject({
      ok: true,
      wait: { endsAt: NOW + MINUTE },
    });
    expect(again({ ...seen, doubtful: true, reminder: { people: 2 } })).toMatchObject({
      ok: true,
      wait: { endsAt: NOW + MINUTE, doubtful: false, reminder: { people: 2 } },
    });
  });

  it('is a time of today: the end of its minute, and never one that is still to come', () => {
    const noon = new Date(2026, 5, 15, 12, 0, 30).getTime();
    const at = (hours: number, minutes: number) =>
      new Date(2026, 5, 15, hours, minutes, 59, 999).getTime();
    expect(momentOfToday('12:00', noon)).toBe(noon);
    expect(momentOfToday('11:58', noon)).toBe(at(11, 58));
    expect(momentOfToday('00:00', noon)).toBe(at(0, 0));
    for (const odd of ['12:01', '23:59', '', '24:00', '11:60', 'now', '1:00']) {
      expect(momentOfToday(odd, noon)).toBeNull();
    }
    const midnight = new Date(2026, 5, 15, 0, 3).getTime();
    expect(momentOfToday('23:55', midnight)).toBe(new Date(2026, 5, 14, 23, 55, 59, 999).getTime());
    expect(momentOfToday('22:00', midnight)).toBeNull();
  });
});

describe('the clocks', () => {
  const hour = 60 * MINUTE;

  it('move a wait with a wall clock that is set back or forward while the steady one runs', () => {
    for (const by of [-hour, hour, -26 * hour, 26 * hour]) {
      const machine = new FakeMachine(NOW);
      const wait = begin(machine);
      machine.pass(2 * MINUTE);
      machine.set(by);
      const kept = keepTime(wait, machine.read());
      expect(remaining(kept, machine.now())).toBe(8 * MINUTE);
      // Set back is certain; forward could have been sleep.
      expect(kept.doubtful).toBe(by > 0);
      machine.pass(8 * MINUTE - 1);
      expect(isRunning(keepTime(kept, machine.read()), machine.now())).toBe(true);
      machine.pass(1);
      expect(isRunning(keepTime(kept, machine.read()), machine.now())).toBe(false);
    }
  });

  it('err on the long side after sleep that the steady clock slept through, and say so', () => {
    const machine = new FakeMachine(NOW);
    const wait = begin(machine);
    machine.pass(2 * MINUTE);
    machine.sleep(hour);
    const kept = keepTime(wait, machine.read());
    expect(remaining(kept, machine.now())).toBe(8 * MINUTE);
    expect(kept.doubtful).toBe(true);
  });

  it('count sleep that the steady clock lived through', () => {
    const machine = new FakeMachine(NOW);
    const wait = begin(machine);
    machine.pass(hour);
    expect(isRunning(keepTime(wait, machine.read()), machine.now())).toBe(false);
  });

  it('between two lives, believe the wall clock forward and count nothing where it went back', () => {
    const machine = new FakeMachine(NOW);
    const wait = begin(machine);
    machine.pass(3 * MINUTE);
    machine.restart();
    const later = keepTime(wait, machine.read());
    expect(remaining(later, machine.now())).toBe(7 * MINUTE);
    expect(later.doubtful).toBe(false);
    machine.pass(MINUTE);
    machine.set(-hour);
    machine.restart();
    const back = keepTime(later, machine.read());
    expect(remaining(back, machine.now())).toBe(7 * MINUTE);
    expect(back.doubtful).toBe(true);
  });

  it('are not disturbed by small differences, which do not add up', () => {
    const machine = new FakeMachine(NOW);
    let wait = begin(machine);
    for (let step = 0; step < 100; step += 1) {
      machine.pass(1_000);
      machine.set(step % 2 === 0 ? 900 : -900);
      wait = keepTime(wait, machine.read());
    }
    expect(wait.endsAt).toBe(NOW + LENGTH);
    for (let step = 0; step < 100; step += 1) {
      machine.set(500);
      wait = keepTime(wait, machine.read());
    }
    expect(wait.endsAt - NOW - LENGTH).toBeGreaterThan(50_000 - CLOCK_TOLERANCE);
  });

  it('are corrected by what a tab has counted, the longest count first', () => {
    const machine = new FakeMachine(NOW);
    const wait = begin(machine);
    machine.pass(2 * MINUTE);
    machine.set(hour);
    machine.restart();
    const misled = keepTime(wait, machine.read());
    expect(isRunning(misled, machine.now())).toBe(false);
    const corrected = correctBy(misled, [5 * MINUTE, 8 * MINUTE, 0], machine.read());
    expect(remaining(corrected, machine.now())).toBe(8 * MINUTE);
    expect(corrected.doubtful).toBe(true);
    expect(correctBy(misled, [], machine.read())).toBe(misled);
    expect(remaining(correctBy(misled, [9 * hour], machine.read()), machine.now())).toBe(LENGTH);
  });

  type Happening =
    | { kind: 'pass' | 'sleep'; by: number }
    | { kind: 'set'; by: number }
    | { kind: 'restart' };
  const happening: fc.Arbitrary<Happening> = fc.oneof(
    fc.record({ kind: fc.constant('pass' as const), by: fc.nat(2 * MINUTE) }),
    fc.record({ kind: fc.constant('sleep' as const), by: fc.nat(3 * hour) }),
    fc.record({
      kind: fc.constant('set' as const),
      by: fc.integer({ min: -3 * hour, max: 3 * hour }),
    }),
    fc.constant({ kind: 'restart' as const }),
  );

  it('never shorten a wait that one life has seen all of, and never keep it for ever', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 40 }), (happenings) => {
        const machine = new FakeMachine(NOW);
        let wait = begin(machine);
        let passed = 0;
        for (const one of happenings) {
          if (one.kind === 'restart') continue;
          machine[one.kind](one.by);
          if (one.kind === 'pass') passed += one.by;
          wait = keepTime(wait, machine.read());
          const left = remaining(wait, machine.now());
          expect(Math.abs(left - Math.max(0, LENGTH - passed))).toBeLessThanOrEqual(
            CLOCK_TOLERANCE,
          );
        }
      }),
    );
  });

  it('never lengthen a wait beyond what nobody saw pass, through lives, sleep and setting', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
        const machine = new FakeMachine(NOW);
        let wait = begin(machine);
        let unseen = 0;
        let passed = 0;
        for (const one of happenings) {
          if (one.kind === 'restart') machine.restart();
          else machine[one.kind](one.by);
          if (one.kind === 'pass') passed += one.by;
          wait = keepTime(wait, machine.read());
          // What passed just before a life ended is lost where the clock then went back.
          if (one.kind === 'restart') unseen += CLOCK_TOLERANCE;
          const left = remaining(wait, machine.now());
          expect(left).toBeLessThanOrEqual(Math.max(0, LENGTH - passed) + unseen + CLOCK_TOLERANCE);
          expect(Number.isFinite(left)).toBe(true);
        }
        machine.pass(LENGTH + CLOCK_TOLERANCE);
        expect(isRunning(keepTime(wait, machine.read()), machine.now())).toBe(false);
      }),
    );
  });
});

describe("a tab's own count", () => {
  it('goes on by its own clocks where the background was misled by the wall clock', () => {
    const tab = new FakeMachine(NOW);
    const wait = begin(tab);
    const own = followWait(null, { wait, ended: null }, tab.read());
    tab.pass(2 * MINUTE);
    tab.set(60 * MINUTE);
    // The background thinks that it is over, and has told nobody yet.
    const still = followWait(own, { wait: null, ended: wait }, tab.read());
    if (still === null) throw new Error('dropped');
    expect(remaining(still, tab.now())).toBe(8 * MINUTE);
    expect(still.doubtful).toBe(true);
    tab.pass(8 * MINUTE);
    expect(isRunning(still, tab.now())).toBe(false);
  });

  it('ends when the person was told, when the wait is called off, and when another takes its place', () => {
    const tab = new FakeMachine(NOW);
    const wait = begin(tab);
    const own = followWait(null, { wait, ended: null }, tab.read());
    const told = { ...wait, toldAt: NOW + 1 };
    const over = followWait(own, { wait: null, ended: told }, tab.read());
    expect(over !== null && isRunning(over, tab.now())).toBe(false);
    expect(followWait(own, { wait: null, ended: null }, tab.read())).toBeNull();
    const other = beginWait({ ...beginning(tab, { id: otherId }), length: MINUTE }, []);
    expect(followWait(own, { wait: other, ended: null }, tab.read())?.endsAt).toBe(NOW + MINUTE);
  });

  it('takes what is said about the wait, and only the time by itself', () => {
    const tab = new FakeMachine(NOW);
    const wait = begin(tab);
    const own = followWait(null, { wait, ended: null }, tab.read());
    tab.pass(MINUTE);
    const news = { ...wait, endsAt: wait.endsAt + 5 * MINUTE, reminder: { people: 2 } };
    const next = followWait(own, { wait: news, ended: null }, tab.read());
    expect(next).toMatchObject({ reminder: { people: 2 }, endsAt: wait.endsAt });
  });
});
