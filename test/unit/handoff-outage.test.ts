import { describe, expect, it } from 'vitest';
import { betterAccess, compareAccess, type KnownUser, takeAccess } from '@/lib/handoff/access';
import {
  followLosses,
  followOwner,
  type Losses,
  outageOf,
  recoveryRoster,
} from '@/lib/handoff/outage';
import type { AccessSnapshot } from '@/lib/model/handoff';
import { Email } from '@/lib/model/ids';
import type { Figures } from '@/lib/model/known';
import { NOW } from './handoff-data';

const person = (name: string, access: KnownUser['access'], workspaces = ['EMEA']): KnownUser => ({
  email: Email.parse(`${name}@x.io`),
  name,
  access,
  workspaces,
  goneAt: null,
});
const figures = (connected: number, part: Partial<Figures> = {}): Figures => ({
  connected,
  total: 4,
  coverage: 'whole',
  seenAt: NOW,
  ...part,
});
const holders = (...names: string[]) =>
  names.map((name) => ({ email: Email.parse(`${name}@x.io`), name, workspaces: ['EMEA'] }));
const snapshot = (part: Partial<AccessSnapshot> = {}): AccessSnapshot => ({
  at: NOW,
  coverage: 'whole',
  people: holders('al', 'bo', 'cy', 'di'),
  ...part,
});

describe('who had access at the start', () => {
  it('is everybody who has it and is there, by address', () => {
    const gone = { ...person('ed', 'connected'), goneAt: NOW };
    const users = [person('cy', 'connected'), person('al', 'not-connected'), gone];
    expect(takeAccess([...users, person('bo', 'connected')], figures(2))).toEqual(
      snapshot({ people: holders('bo', 'cy') }),
    );
    expect(takeAccess(users, null)).toBeNull();
  });

  it('is the whole, then the earlier, whichever comes first', () => {
    const [whole, part] = [snapshot({ at: NOW + 9 }), snapshot({ coverage: 'partial' })];
    expect(betterAccess(whole, part)).toBe(whole);
    expect(betterAccess(part, whole)).toBe(whole);
    expect(betterAccess(whole, snapshot())).toEqual(snapshot());
    expect(betterAccess(snapshot(), whole)).toEqual(snapshot());
    const [one, other] = [snapshot({ people: holders('al') }), snapshot({ people: [] })];
    expect(betterAccess(one, other)).toEqual(betterAccess(other, one));
  });
});

describe('whether the others have kept it', () => {
  const admins = { adminA: Email.parse('al@x.io'), adminB: Email.parse('bo@x.io') };
  const all = (access: KnownUser['access']) =>
    ['al', 'bo']
      .map((name) => person(name, 'not-connected'))
      .concat([person('cy', 'connected'), person('di', access)]);
  const compare = (access: KnownUser['access'], late: Figures | null, since: number | null) =>
    compareAccess(snapshot(), all(access), late, admins, since);

  it('takes no account of the two admins', () => {
    expect(compare('connected', figures(2), NOW)).toMatchObject({
      others: 'kept',
      kept: { people: 4, lost: 0, names: [] },
    });
  });

  it('names who has not', () => {
    expect(compare('not-connected', figures(1), NOW)).toMatchObject({
      others: 'lost',
      kept: { lost: 1, names: [{ email: 'di@x.io', name: 'di' }] },
    });
  });

  it('is unknown before it can be compared, by an old or partial table, and by a partial start', () => {
    expect(compare('connected', figures(2), null).others).toBe('unknown');
    expect(compare('connected', figures(2, { seenAt: NOW - 1 }), NOW).others).toBe('unknown');
    expect(compare('connected', figures(2, { coverage: 'partial' }), NOW).others).toBe('unknown');
    expect(compare('connected', null, NOW).others).toBe('unknown');
    const part = snapshot({ coverage: 'partial' });
    expect(compareAccess(part, all('connected'), figures(2), admins, NOW).others).toBe('unknown');
  });
});

describe('everybody losing their access', () => {
  const names = ['al', 'bo', 'cy', 'di'];
  const users = (connected: readonly string[]) =>
    names.map((name) => person(name, connected.includes(name) ? 'connected' : 'not-connected'));

  /** A page that shows some of the people, after which the background knows these to have access. */
  function page(
    known: Losses | null,
    shown: readonly string[],
    [before, after]: readonly [readonly string[], readonly string[]],
    at: number,
  ): Losses | null {
    const rows = users(after).filter(({ name }) => shown.includes(name ?? ''));
    return followLosses(known, {
      rows,
      before: users(before),
      after: users(after),
      figures: figures(after.length),
      at,
      seenBefore: NOW - 5,
    });
  }

  const owned = { ownerSince: null, isWaiting: false };

  it('is an outage once nobody has it and no owner is seen', () => {
    const gone = page(null, names, [names, []], NOW);
    expect(gone).toMatchObject({ since: NOW, aliveAt: NOW - 5, missing: 4 });
    if (gone === null) throw new Error('four have lost it');
    expect(outageOf(followOwner(gone, true, NOW), owned)).toBeNull();
    expect(outageOf(followOwner(gone, false, NOW), owned)).toEqual({
      since: NOW,
      aliveAt: NOW - 5,
      people: 4,
      missing: 4,
      stage: 'connect',
    });
  });

  it('is put together from the pages of a table', () => {
    const first = page(null, ['al', 'bo'], [names, ['cy', 'di']], NOW);
    expect(first?.since).toBeNull();
    const second = page(first, ['cy', 'di'], [['cy', 'di'], []], NOW + 1);
    expect(second).toMatchObject({ since: NOW + 1, missing: 4 });
    expect(second?.lost.map(({ email }) => email)).toEqual(names.map((name) => `${name}@x.io`));
  });

  it('is none where somebody is seen to have kept it', () => {
    expect(page(null, names, [names, ['di']], NOW)).toBeNull();
    const first = page(null, ['al', 'bo'], [names, ['cy', 'di']], NOW);
    const alive = page(
      first,
      ['cy', 'di'],
      [
        ['cy', 'di'],
        ['cy', 'di'],
      ],
      NOW + 1,
    );
    expect(alive).toMatchObject({ lost: [], since: null, aliveAt: NOW + 1 });
    // Who lost it before that is not counted when the rest go.
    expect(page(alive, names, [['cy', 'di'], []], NOW + 2)?.missing).toBe(2);
  });

  it('goes through connecting, waiting and granting, and ends when all have it again', () => {
    const gone = page(null, names, [names, []], NOW);
    if (gone === null) throw new Error('four have lost it');
    const begun = followOwner(gone, false, NOW);
    const stage = (ownerSince: number | null, isWaiting: boolean) =>
      outageOf(begun, { ownerSince, isWaiting })?.stage;
    expect(stage(NOW - 1, false)).toBe('connect');
    expect(stage(NOW + 1, true)).toBe('wait');
    expect(stage(NOW + 1, false)).toBe('grant');
    const half = page(begun, names, [[], ['al', 'bo']], NOW + 9);
    expect(half).toMatchObject({ missing: 2, begunAt: NOW });
    expect(page(half, names, [['al', 'bo'], names], NOW + 10)).toBeNull();
    expect(outageOf({ ...begun, meantAt: NOW }, owned)).toBeNull();
  });

  it('leaves a roster with the workspaces that everybody had', () => {
    const gone = page(null, names, [names, []], NOW);
    const roster = recoveryRoster(gone, [], users(['al']));
    expect(roster).toEqual(holders('bo', 'cy', 'di'));
  });

  it('leaves one by a file too, where this browser has seen nothing', () => {
    const roster = recoveryRoster(null, [snapshot()], users([]));
    expect(roster).toEqual(holders(...names));
    const blank = holders('al').map((one) => ({ ...one, workspaces: null }));
    const both = recoveryRoster(
      { aliveAt: 0, since: 0, begunAt: 0, meantAt: null, lost: blank, missing: 1 },
      [snapshot()],
      [],
    );
    expect(both[0]?.workspaces).toEqual(['EMEA']);
  });
});
