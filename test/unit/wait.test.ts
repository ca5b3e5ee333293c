import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AccountId, WaitId } from '@/lib/model/ids';
import type { Connection } from '@/lib/model/snapshot';
import {
  beginWait,
  CONNECT_PATIENCE,
  checkWait,
  followConnect,
  isDue,
  isRunning,
  minutesLeft,
  nextDeadline,
  remaining,
  startsWait,
  WAIT_LENGTH,
} from '@/lib/wait/wait';

const NOW = 1_800_000_000_000;
const account = AccountId.parse('7b0e9f4e-3c55-4a3c-9a51-0c2f8a1f6f11');
const id = WaitId.parse('5d8a9c2e-58c5-4b60-8f08-6f7f0d1f2a22');
const pending = { account, at: NOW, freeSince: null };
const setUp = (connection: Connection) => ({ page: 'marketo-setup' as const, connection });

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

  it('fails only when the page stays free for more than twenty seconds', () => {
    const first = followConnect(pending, setUp('free'), NOW + 1_000);
    if (first.kind !== 'open') throw new Error(first.kind);
    expect(followConnect(first.pending, setUp('free'), NOW + 21_000).kind).toBe('open');
    expect(followConnect(first.pending, setUp('free'), NOW + 21_001).kind).toBe('failed');
    expect(followConnect(first.pending, setUp('owner'), NOW + 30_000).kind).toBe('succeeded');
  });

  it('forgets that the page was free once it shows something else', () => {
    const free = { ...pending, freeSince: NOW + 1 };
    const other = followConnect(free, setUp('unknown'), NOW + 10_000);
    expect(other).toEqual({ kind: 'open', pending });
    expect(followConnect(free, { page: 'user-access', connection: 'unknown' }, NOW + 9)).toEqual({
      kind: 'open',
      pending: free,
    });
  });

  it('expires', () => {
    const late = NOW + CONNECT_PATIENCE + 1;
    expect(followConnect(pending, setUp('owner'), late).kind).toBe('expired');
    expect(followConnect(null, setUp('owner'), NOW).kind).toBe('none');
  });
});

describe('a wait', () => {
  it('lasts ten minutes and is over at its very end', () => {
    const wait = beginWait(account, id, NOW, []);
    expect(wait.endsAt - wait.startedAt).toBe(WAIT_LENGTH);
    expect(isRunning(wait, wait.endsAt - 1)).toBe(true);
    expect(isDue(wait, wait.endsAt - 1)).toBe(false);
    expect(isRunning(wait, wait.endsAt)).toBe(false);
    expect(isDue(wait, wait.endsAt)).toBe(true);
    expect(isDue({ ...wait, toldAt: NOW }, wait.endsAt)).toBe(false);
  });

  it('never ends earlier than the one it replaces', () => {
    const running = { ...beginWait(account, id, NOW, []), endsAt: NOW + 20 * 60_000 };
    expect(beginWait(account, id, NOW, [running]).endsAt).toBe(running.endsAt);
    const over = { ...running, endsAt: NOW - 1, startedAt: NOW - 2 };
    expect(beginWait(account, id, NOW, [over]).endsAt).toBe(NOW + WAIT_LENGTH);
  });

  it('has a remainder that is never negative and always a number', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), (endsAt, now) => {
        const left = remaining({ endsAt }, now);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(isRunning({ endsAt }, now)).toBe(left > 0);
      }),
    );
  });

  it('needs one alarm: at its end, or when its whole minutes change', () => {
    const wait = (left: number) => ({ endsAt: NOW + left });
    expect(nextDeadline([], NOW)).toBeNull();
    expect(nextDeadline([wait(0), wait(-5)], NOW)).toBeNull();
    expect(nextDeadline([wait(600_000)], NOW)).toBe(NOW + 60_000);
    expect(nextDeadline([wait(599_999)], NOW)).toBe(NOW + 59_999);
    expect(nextDeadline([wait(60_000)], NOW)).toBe(NOW + 60_000);
    expect(nextDeadline([wait(600_000), wait(90_000)], NOW)).toBe(NOW + 30_000);
  });

  it('shows the same minutes until its deadline and others at it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_600_000 }), (left) => {
        const wait = { endsAt: NOW + left };
        const next = nextDeadline([wait], NOW);
        if (next === null) throw new Error('no deadline');
        expect(next).toBeGreaterThan(NOW);
        expect(minutesLeft(wait, next - 1)).toBe(minutesLeft(wait, NOW));
        expect(minutesLeft(wait, next)).toBe(minutesLeft(wait, NOW) - 1);
      }),
    );
  });

  it('is refused when it is malformed or ends too far ahead', () => {
    const wait = beginWait(account, id, NOW, []);
    expect(checkWait(wait, NOW)).toEqual({ ok: true, wait });
    expect(checkWait({ ...wait, endsAt: NOW + 3_600_001 }, NOW).ok).toBe(false);
    expect(checkWait({ ...wait, endsAt: NOW - 1 }, NOW).ok).toBe(false);
    fc.assert(fc.property(fc.anything(), (value) => !checkWait(value, NOW).ok));
  });
});
