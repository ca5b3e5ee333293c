import { describe, expect, it } from 'vitest';
import {
  type AccessChanged,
  accessChanges,
  countAccess,
  figures,
  hadBefore,
  mergeUsers,
  SEEN_AGAIN_AFTER,
  type StoredUser,
  sightOfUsers,
  type UsersSight,
} from '@/lib/access/access';
import type { PageKind } from '@/lib/model/console';
import { AccountId, Email } from '@/lib/model/ids';
import { LedgerEntry } from '@/lib/model/ledger';
import type { SeenUser } from '@/lib/model/snapshot';

const NOW = 1_800_000_000_000;
const account = AccountId.parse('7b0e9f4e-3c55-4a3c-9a51-0c2f8a1f6f11');

function user(email: string, more: Partial<SeenUser> = {}): SeenUser {
  return {
    email: Email.parse(email),
    name: email,
    role: 'user',
    access: 'connected',
    workspaces: ['Default'],
    team: 'Sales',
    ...more,
  };
}

function page(
  coverage: 'whole' | 'partial',
  value: SeenUser[],
  total: number | null = null,
  kind: PageKind = 'user-access',
) {
  return { page: kind, users: { coverage, value }, total };
}

/** A browser that remembers what it merged. */
function memory() {
  const known = new Map<string, StoredUser>();
  let sight: UsersSight | null = null;
  return {
    see(snapshot: Parameters<typeof mergeUsers>[2], now = NOW) {
      const writes = mergeUsers(account, [...known.values()], snapshot, now);
      for (const one of writes) known.set(one.email, one);
      sight = sightOfUsers(sight, snapshot, now);
      return writes;
    },
    get: (email: string) => known.get(email),
    figures: () => figures(countAccess([...known.values()]), sight),
  };
}

describe('merging users', () => {
  it('never loses anybody to a partial reading', () => {
    const browser = memory();
    browser.see(page('whole', [user('a@x.io'), user('b@x.io')]));
    expect(browser.see(page('partial', [user('a@x.io')]), NOW + 1)).toEqual([]);
    expect(browser.get('b@x.io')?.goneAt).toBeNull();
  });

  it('marks those missing from a whole reading as gone, once, and takes them back', () => {
    const browser = memory();
    browser.see(page('whole', [user('a@x.io'), user('b@x.io')]));
    browser.see(page('whole', [user('a@x.io')]), NOW + 1);
    expect(browser.get('b@x.io')?.goneAt).toBe(NOW + 1);
    expect(browser.see(page('whole', [user('a@x.io')]), NOW + 2)).toEqual([]);
    browser.see(page('partial', [user('b@x.io')]), NOW + 3);
    expect(browser.get('b@x.io')).toMatchObject({ goneAt: null, firstSeenAt: NOW });
  });

  it('does not believe in a whole table that is shorter than its total, or still empty', () => {
    const browser = memory();
    browser.see(page('whole', [user('a@x.io'), user('b@x.io')]));
    expect(browser.see(page('whole', [user('a@x.io')], 2))).toEqual([]);
    expect(browser.see(page('whole', []))).toEqual([]);
    expect(browser.see(page('whole', [], 0), NOW + 1)).toHaveLength(2);
  });

  it('keeps what a table without the column cannot say', () => {
    const browser = memory();
    browser.see(page('whole', [user('a@x.io', { role: 'admin' })]));
    const bare = { name: null, role: 'unknown', access: 'unknown', workspaces: null, team: null };
    expect(browser.see(page('whole', [{ ...user('a@x.io'), ...bare } as SeenUser]))).toEqual([]);
    expect(browser.get('a@x.io')).toMatchObject({ role: 'admin', workspaces: ['Default'] });
    browser.see(page('whole', [user('a@x.io', { workspaces: [] })]));
    expect(browser.get('a@x.io')?.workspaces).toEqual([]);
  });

  it('writes unchanged rows only to keep their age true', () => {
    const browser = memory();
    browser.see(page('whole', [user('a@x.io')]));
    expect(browser.see(page('whole', [user('a@x.io')]), NOW + SEEN_AGAIN_AFTER - 1)).toEqual([]);
    const later = NOW + SEEN_AGAIN_AFTER;
    expect(browser.see(page('whole', [user('a@x.io')]), later)).toMatchObject([{ seenAt: later }]);
  });

  it('leaves people who were only invited out of what User Access decides', () => {
    const browser = memory();
    const invited = user('new@x.io', { access: 'unknown' });
    browser.see(page('whole', [user('a@x.io'), invited], null, 'user-management'));
    browser.see(page('whole', [user('a@x.io')]));
    expect(browser.get('new@x.io')?.goneAt).toBeNull();
    expect(browser.figures()).toMatchObject({ connected: 1, total: 1, coverage: 'whole' });
  });

  it('ignores the tables of other pages', () => {
    expect(memory().see(page('whole', [user('a@x.io')], 1, 'sales-users'))).toEqual([]);
  });
});

describe('figures', () => {
  it('says nothing before anything was seen', () => {
    expect(memory().figures()).toBeNull();
    expect(
      figures(countAccess([]), { page: 'user-access', at: NOW, total: 3, wholeAt: null }),
    ).toBeNull();
  });

  it('is partial until as many were seen as the console says there are', () => {
    const browser = memory();
    browser.see(page('partial', [user('a@x.io'), user('b@x.io', { access: 'not-connected' })], 3));
    expect(browser.figures()).toEqual({
      connected: 1,
      total: 3,
      coverage: 'partial',
      seenAt: NOW,
    });
    browser.see(page('partial', [user('c@x.io')], 3), NOW + 5);
    expect(browser.figures()).toMatchObject({ connected: 2, total: 3, coverage: 'whole' });
  });

  it('is partial again when fewer are said to be there than were seen', () => {
    const browser = memory();
    browser.see(page('whole', [user('a@x.io'), user('b@x.io')]));
    browser.see(page('partial', [user('a@x.io')], 1), NOW + 1);
    expect(browser.figures()?.coverage).toBe('partial');
  });

  it('is as old as the oldest row it counts, but no older than the last whole table', () => {
    const browser = memory();
    browser.see(page('partial', [user('a@x.io')], 2));
    browser.see(page('partial', [user('b@x.io')], 2), NOW + 9);
    expect(browser.figures()?.seenAt).toBe(NOW);
    browser.see(page('whole', [user('a@x.io'), user('b@x.io')], 2), NOW + 20);
    expect(browser.figures()?.seenAt).toBe(NOW + 20);
  });
});

describe('what the ledger says of access', () => {
  /** What changes by these looks at User Access, in short. */
  function told(...looks: { users: SeenUser[]; partial?: boolean; page?: PageKind }[]): string[] {
    const known = new Map<string, StoredUser>();
    let sight: UsersSight | null = null;
    const lines = looks.flatMap(({ users, partial, page: kind = 'user-access' }, index) => {
      const before = [...known.values()];
      const counted = figures(countAccess(before), sight);
      const snapshot = page(partial ? 'partial' : 'whole', users, null, kind);
      const writes = mergeUsers(account, before, snapshot, NOW + index);
      for (const one of writes) known.set(one.email, one);
      sight = sightOfUsers(sight, snapshot, NOW + index);
      return accessChanges(before, writes, counted, NOW + index);
    });
    for (const line of lines) expect(LedgerEntry.parse(line)).toEqual(line);
    return lines.map(({ at, email, change, from, to }) => {
      const list = (names: string[] | null) => names?.join('+') ?? '-';
      return `${at - NOW} ${email} ${change} ${list(from)} > ${list(to)}`;
    });
  }

  const without = (email: string) => user(email, { access: 'not-connected', workspaces: [] });

  it('is who was given access and who lost it, and what they had', () => {
    const looks = [
      { users: [without('a@x.io')] },
      { users: [user('a@x.io', { workspaces: ['EMEA'] })] },
      { users: [user('a@x.io', { workspaces: ['APAC', 'EMEA'] })] },
      { users: [user('a@x.io', { workspaces: ['EMEA', 'apac'] })] },
      { users: [without('a@x.io')] },
    ];
    expect(told(...looks)).toEqual([
      '1 a@x.io granted - > EMEA',
      '2 a@x.io workspaces EMEA > APAC+EMEA',
      '4 a@x.io removed EMEA+apac > -',
    ]);
  });

  it('is nothing at the first sight of everybody, in one piece or in several', () => {
    expect(told({ users: [user('a@x.io'), user('b@x.io')] })).toEqual([]);
    const pieces = [
      { users: [user('a@x.io')], partial: true },
      { users: [user('b@x.io')], partial: true },
    ];
    expect(told(...pieces)).toEqual([]);
  });

  it('is who has come since everybody was seen, who is gone, and who is back', () => {
    const looks = [
      { users: [user('a@x.io')] },
      { users: [user('a@x.io'), without('b@x.io')], partial: true },
      { users: [without('b@x.io')] },
      { users: [user('a@x.io'), without('b@x.io')] },
    ];
    expect(told(...looks)).toEqual([
      '1 b@x.io appeared - > -',
      '2 a@x.io vanished Default > -',
      '3 a@x.io appeared - > Default',
    ]);
  });

  it('is that somebody who was invited is listed now, and not that they were invited', () => {
    const invited = user('b@x.io', { access: 'unknown', workspaces: null });
    const looks = [
      { users: [user('a@x.io')] },
      { users: [user('a@x.io'), invited], page: 'user-management' as const },
      { users: [user('a@x.io'), without('b@x.io')] },
    ];
    expect(told(...looks)).toEqual(['2 b@x.io appeared - > -']);
  });

  it('is the workspace that a cell shows a moment after the access, and no column that is new', () => {
    const blank = user('a@x.io', { workspaces: [] });
    const filled = user('a@x.io', { workspaces: ['EMEA'] });
    const none = user('a@x.io', { workspaces: null });
    expect(told({ users: [without('a@x.io')] }, { users: [blank] }, { users: [filled] })).toEqual([
      '1 a@x.io granted - > -',
      '2 a@x.io workspaces - > EMEA',
    ]);
    expect(told({ users: [none] }, { users: [filled] })).toEqual([]);
  });

  it('tells what somebody had, the last time they lost it', () => {
    const line = (change: AccessChanged['change'], from: string[] | null): AccessChanged => {
      const email = Email.parse('a@x.io');
      return { kind: 'access-changed', account, at: NOW, email, change, from, to: null };
    };
    expect(hadBefore([])).toBeNull();
    expect(hadBefore([line('granted', null), line('appeared', null)])).toBeNull();
    const lines = [line('removed', ['EMEA']), line('granted', null), line('workspaces', ['APAC'])];
    expect(hadBefore(lines)).toEqual(['APAC']);
    expect(hadBefore([...lines, line('vanished', null)])).toEqual(['APAC']);
  });
});
