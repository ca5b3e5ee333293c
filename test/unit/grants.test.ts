import { describe, expect, it } from 'vitest';
import { PageDocumentId } from '@/lib/model/page-document';
import type { SeenUser } from '@/lib/model/snapshot';
import {
  differenceOf,
  GIVEN_UP_AFTER,
  GRANT_SHOWS_AFTER,
  type GrantSight,
  PendingGrant,
  settleGrants,
} from '@/lib/plan/grants';
import { known, NOW, user } from './cases';

const PRESSED_IN = PageDocumentId.parse('33333333-3333-4333-8333-333333333333');
const ANOTHER = PageDocumentId.parse('44444444-4444-4444-8444-444444444444');
const LATE = GRANT_SHOWS_AFTER;

function grant(part: Partial<PendingGrant> = {}): PendingGrant {
  return {
    account: known().account.id,
    email: user('a@x.io').email,
    at: NOW,
    chosen: ['EMEA'],
    before: 'not-connected',
    document: PRESSED_IN,
    isUnseen: false,
    ...part,
  };
}

const has = (...workspaces: string[]) => user('a@x.io', { access: 'connected', workspaces });
const hasNone = user('a@x.io');

/** What one look at these people says of a grant, so many milliseconds after it. */
function look(
  people: SeenUser[],
  after: number,
  part: Partial<PendingGrant> = {},
  sight: Partial<GrantSight> = {},
) {
  const { settled, pending } = settleGrants(
    [grant(part)],
    {
      snapshot: { page: 'user-access', users: { coverage: 'partial', value: people } },
      document: { id: PRESSED_IN, loadedAt: NOW - 1, ownerUntil: null },
      offered: 'yes',
      workspaces: ['EMEA', 'APAC', 'Default'],
      ...sight,
    },
    NOW + after,
  );
  const said = settled.map(({ outcome, seen }) => `${outcome} ${seen?.join('+') ?? '-'}`);
  return [...said, ...pending.map(({ isUnseen }) => (isUnseen ? 'unseen so far' : 'open'))].join(
    ', ',
  );
}

describe('what became of a grant', () => {
  it('is seen at once when the people have what was chosen, or something else', () => {
    expect(look([has('emea')], 1)).toBe('as-chosen emea');
    expect(look([has('EMEA', 'APAC')], 1)).toBe('differs EMEA+APAC');
    expect(look([has('EMEA', 'APAC')], 1, { chosen: ['APAC', 'EMEA'] })).toBe(
      'as-chosen EMEA+APAC',
    );
    expect(look([user('other@x.io')], LATE)).toBe('open');
  });

  it('takes nothing chosen for Default, or for the only workspace there is', () => {
    const chosen: string[] = [];
    expect(look([has('Default')], 1, { chosen })).toBe('as-chosen Default');
    expect(look([has('EMEA')], 1, { chosen })).toBe('differs EMEA');
    expect(look([has('Standard')], 1, { chosen }, { workspaces: ['Standard'] })).toBe(
      'as-chosen Standard',
    );
    expect(look([has('Standard')], 1, { chosen }, { workspaces: [] })).toBe('as-chosen Standard');
  });

  it('is not that nothing was granted, before the table had the time to show it', () => {
    expect(look([hasNone], LATE - 1)).toBe('open');
    expect(look([hasNone], LATE)).toBe('not-granted -');
    expect(look([user('a@x.io', { access: 'unknown' })], LATE)).toBe('open');
  });

  it('is not spoken against by a page that is older than the grant', () => {
    const old = { document: { id: ANOTHER, loadedAt: NOW - 1, ownerUntil: null } };
    expect(look([hasNone], LATE, {}, old)).toBe('open');
    expect(look([has()], LATE, {}, old)).toBe('open');
    expect(look([has('EMEA')], LATE, {}, old)).toBe('as-chosen EMEA');
    const since = { document: { id: ANOTHER, loadedAt: NOW + 1, ownerUntil: null } };
    expect(look([hasNone], LATE, {}, since)).toBe('not-granted -');
    expect(look([hasNone], LATE, {}, { document: null })).toBe('not-granted -');
  });

  it('may still be what there was before, for those who had access already', () => {
    expect(look([has('APAC')], LATE - 1, { before: 'connected' })).toBe('open');
    expect(look([has('APAC')], LATE, { before: 'connected' })).toBe('differs APAC');
    expect(look([has('EMEA')], 1, { before: 'connected' })).toBe('as-chosen EMEA');
  });

  it('is unseen where no table shows workspaces, said once, and found out later', () => {
    const bare = { ...has(), workspaces: null };
    expect(look([bare], 1)).toBe('unseen -, unseen so far');
    expect(look([bare], LATE, { isUnseen: true })).toBe('unseen so far');
    expect(look([has()], LATE - 1)).toBe('open');
    expect(look([has()], LATE)).toBe('unseen -, unseen so far');
    expect(look([has('APAC')], LATE, { isUnseen: true })).toBe('differs APAC');
    expect(look([hasNone], LATE, { isUnseen: true })).toBe('');
    expect(look([bare], 1, {}, { offered: 'no' })).toBe('as-chosen -');
  });

  it('is not looked out for longer than a day, unless access was seen', () => {
    expect(look([], GIVEN_UP_AFTER - 1)).toBe('open');
    expect(look([], GIVEN_UP_AFTER)).toBe('unseen -');
    expect(look([], GIVEN_UP_AFTER, { isUnseen: true })).toBe('unseen so far');
    const users = { coverage: 'whole' as const, value: [hasNone] };
    const elsewhere = { snapshot: { page: 'sales-users' as const, users } };
    expect(look([], LATE, {}, elsewhere)).toBe('open');
  });

  it('is told to a person only when it is not what they chose', () => {
    const settled = (outcome: 'as-chosen' | 'unseen' | 'differs' | 'not-granted') =>
      differenceOf({ grant: grant(), outcome, seen: null });
    expect(settled('as-chosen')).toBeNull();
    expect(settled('unseen')).toBeNull();
    expect(settled('differs')).toEqual({ email: 'a@x.io', at: NOW, chosen: ['EMEA'], seen: null });
    expect(settled('not-granted')).not.toBeNull();
    expect(PendingGrant.parse(grant())).toEqual(grant());
  });
});
