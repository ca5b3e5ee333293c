import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handle } from '@/entrypoints/background/desk';
import type { Reply } from '@/lib/model/messages';
import { Hint, Misread, type Teaching } from '@/lib/model/profile';
import type { Policy } from '@/lib/model/settings';
import { accounts, exceptions, type Jar, profiles, SiaDb, settings } from '@/lib/store';
import { NOBODY } from '@/lib/store/store';
import { FakeMachine, voice } from './cases';
import { NOW, snapshot } from './handoff-data';

let made = 0;

/** A browser with an empty database: a page of the extension asks, a tab of the console, or one in a container. */
function browserWith() {
  const db = new SiaDb(`teaching-${++made}`);
  const time = new FakeMachine(NOW);
  const asker =
    (isTab: boolean, jar: Jar) =>
    (message: unknown, policy: Policy = {}): Promise<Reply> =>
      handle(db, time, message, { jar, isTab }, voice, policy);
  return {
    db,
    time,
    page: asker(false, 'default'),
    tab: asker(true, 'default'),
    other: asker(true, 'other'),
  };
}

let a: ReturnType<typeof browserWith>;
beforeEach(() => {
  a = browserWith();
});
afterEach(() => a.db.delete());

function taught(reply: Reply): Teaching {
  if (reply.kind !== 'teaching') throw new Error(JSON.stringify(reply));
  return reply.teaching;
}

const contents = async () =>
  JSON.stringify(await Promise.all(a.db.tables.map((table) => table.toArray())));

const hint = Hint.parse({
  page: 'user-access',
  place: 'row',
  label: 'Zugang geben',
  selector: '.grant',
  intent: 'grant',
});
const misread = Misread.parse({ ...hint, person: 'Ann.Lee@example.com' });
const GOOD = JSON.stringify({ id: 'emea', version: 1, words: { connect: { tr: ['Bağlan'] } } });

describe('a control that was pointed out', () => {
  it('is kept once, however often it is pointed out', async () => {
    await a.tab({ kind: 'teach', hint });
    const { profiles: used } = taught(await a.tab({ kind: 'teach', hint }));
    expect(used).toEqual([
      { origin: 'own', profile: { id: 'own', version: 1, routes: [], words: {}, hints: [hint] } },
    ]);
    expect(await profiles(a.db)).toMatchObject([{ origin: 'own', at: NOW }]);
  });

  it('takes back what was said against it', async () => {
    await a.tab({ kind: 'unteach', misread });
    expect(taught(await a.tab({ kind: 'teach', hint })).exceptions).toEqual([]);
  });

  it('is forgotten by a page of the extension, and only that one', async () => {
    const other = { ...hint, label: 'Los' };
    await a.tab({ kind: 'teach', hint });
    await a.tab({ kind: 'teach', hint: other });
    const { profiles: used } = taught(await a.page({ kind: 'forget-hint', hint }));
    expect(used[0]?.profile.hints).toEqual([other]);
  });

  it('is one of two hundred, of which the oldest goes', async () => {
    const many = Array.from({ length: 200 }, (_, n) => ({ ...hint, label: `Nr ${n}` }));
    const profile = { id: 'own', version: 1, routes: [], words: {}, hints: many };
    await a.db.profiles.put({ origin: 'own', profile, at: NOW });
    const { profiles: used } = taught(await a.tab({ kind: 'teach', hint }));
    expect(used[0]?.profile.hints).toEqual([...many.slice(1), hint]);
  });

  it('is refused where it is no hint', async () => {
    const before = await contents();
    for (const bad of [
      { ...hint, selector: ':has(*)' },
      { ...hint, label: null, selector: null },
      { ...hint, code: 'x' },
      { ...hint, page: 'elsewhere' },
    ])
      expect(await a.tab({ kind: 'teach', hint: bad })).toEqual({
        kind: 'refused',
        reason: 'not-understood',
      });
    expect(await contents()).toBe(before);
  });
});

describe('a word for a tab', () => {
  const words = (reply: Reply) => taught(reply).profiles[0]?.profile.words;
  const teachTab = (page: string, word: string) => a.tab({ kind: 'teach-tab', page, word });

  it('is kept once, and forgotten by a page of the extension, it alone', async () => {
    await teachTab('set-up', 'Einrichtung');
    await teachTab('set-up', 'Einrichtung');
    await teachTab('set-up', 'Anlegen');
    expect(words(await teachTab('user-access', 'Wer darf'))).toEqual({
      'set-up': { und: ['Einrichtung', 'Anlegen'] },
      'user-access': { und: ['Wer darf'] },
    });
    const forget = { kind: 'forget-tab', page: 'set-up', word: 'Einrichtung' };
    expect(await a.tab(forget)).toEqual({ kind: 'refused', reason: 'not-understood' });
    expect(words(await a.page(forget))).toEqual({
      'set-up': { und: ['Anlegen'] },
      'user-access': { und: ['Wer darf'] },
    });
    await a.page({ ...forget, word: 'Anlegen' });
    // Twice does no harm, and nothing empty is left behind.
    await a.page({ ...forget, word: 'Anlegen' });
    expect(words(await a.page({ ...forget, page: 'user-access', word: 'Wer darf' }))).toEqual({});
  });
});

describe('a control that is left alone', () => {
  it('is kept with whose row it was in and when, the latest first', async () => {
    await a.tab({ kind: 'unteach', misread });
    a.time.wall += 1000;
    const { exceptions: kept } = taught(
      await a.tab({ kind: 'unteach', misread: { ...misread, person: null } }),
    );
    expect(kept.map(({ person, at }) => [person, at])).toEqual([
      [null, NOW + 1000],
      ['ann.lee@example.com', NOW],
    ]);
    expect(await exceptions(a.db)).toEqual(kept);
  });

  it('is not pointed out any more', async () => {
    await a.tab({ kind: 'teach', hint });
    const { profiles: used } = taught(await a.tab({ kind: 'unteach', misread }));
    expect(used[0]?.profile.hints).toEqual([]);
  });

  it('is left alone in its own account only, whichever signs in where', async () => {
    const { exceptions: kept } = taught(await a.tab({ kind: 'unteach', misread }));
    const [account] = await accounts(a.db);
    expect(kept).toMatchObject([{ account: account?.id }]);
    expect(taught(await a.other({ kind: 'teaching' })).exceptions).toEqual([]);
    await a.other({ kind: 'unteach', misread });
    // Pointed out there, it is guarded there.
    expect(taught(await a.other({ kind: 'teach', hint })).exceptions).toEqual([]);
    expect(taught(await a.tab({ kind: 'teaching' })).exceptions).toEqual(kept);

    // Another account signs in in the same browser.
    const seen = (munchkinId: string) =>
      a.tab({
        kind: 'seen',
        guarded: 'yes',
        snapshot: snapshot({ page: 'marketo-setup', connection: 'owner', munchkinId }),
      });
    await seen('123-ABC-456');
    expect(taught(await a.tab({ kind: 'teaching' })).exceptions).toEqual(kept);
    await seen('999-XYZ-999');
    expect(taught(await a.tab({ kind: 'teaching' })).exceptions).toEqual([]);
    expect(await exceptions(a.db)).toEqual(kept);
  });

  it('is left alone in every account where it was said before accounts were told apart', async () => {
    const old = { ...misread, id: '11111111-1111-4111-8111-111111111111', at: NOW };
    await a.db.exceptions.put(old);
    expect(taught(await a.tab({ kind: 'teaching' })).exceptions).toEqual([old]);
    expect(taught(await a.other({ kind: 'teaching' })).exceptions).toEqual([old]);
  });

  it('is guarded again when a page of the extension says so', async () => {
    const { exceptions: kept } = taught(await a.tab({ kind: 'unteach', misread }));
    const id = kept[0]?.id;
    expect(taught(await a.page({ kind: 'forget-exception', exception: id })).exceptions).toEqual(
      [],
    );
    // Twice does no harm.
    expect((await a.page({ kind: 'forget-exception', exception: id })).kind).toBe('teaching');
  });
});

describe('a profile that is brought in', () => {
  it('counts, in the place of the one before, until it is removed', async () => {
    await a.page({ kind: 'profile-import', text: GOOD });
    const second = GOOD.replace('emea', 'apac');
    const { profiles: used } = taught(await a.page({ kind: 'profile-import', text: second }));
    expect(used.map(({ origin, profile }) => [origin, profile.id])).toEqual([['imported', 'apac']]);
    expect(taught(await a.page({ kind: 'profile-remove' })).profiles).toEqual([]);
    expect(taught(await a.page({ kind: 'profile-remove' })).profiles).toEqual([]);
  });

  it('is refused with field and reason when it is bad, and changes nothing', async () => {
    await a.page({ kind: 'profile-import', text: GOOD });
    const before = await contents();
    const bad = GOOD.replace('connect', 'disconnect').replace('Bağlan', 'Verbinden');
    expect(await a.page({ kind: 'profile-import', text: bad })).toEqual({
      kind: 'profile-refused',
      problems: [{ field: 'words.disconnect.tr.0', reason: 'other-meaning', about: 'connect' }],
    });
    expect((await a.page({ kind: 'profile-import', text: 'x'.repeat(600_001) })).kind).toBe(
      'refused',
    );
    expect(await contents()).toBe(before);
  });
});

describe('a profile that is prescribed', () => {
  it('counts without being kept', async () => {
    const { profiles: used } = taught(await a.tab({ kind: 'teaching' }, { profile: GOOD }));
    expect(used.map(({ origin, profile }) => [origin, profile.id])).toEqual([['managed', 'emea']]);
    expect(await profiles(a.db)).toEqual([]);
  });

  it('counts for nothing when it is bad', async () => {
    const policy = { profile: GOOD.replace('"version":1', '"version":1,"hosts":["x"]') };
    expect(taught(await a.tab({ kind: 'teaching' }, policy)).profiles).toEqual([]);
  });
});

/** What is kept where nobody has chosen anything. */
const UNCHOSEN = { waitMinutes: null, inviteExpiryDays: null, retentionDays: null, role: null };

describe('the settings', () => {
  it('are kept, and out of range refused', async () => {
    const reply = await a.page({ kind: 'settings', settings: { waitMinutes: 25 } });
    expect(reply).toEqual({
      kind: 'settings',
      settings: { ...UNCHOSEN, waitMinutes: 25 },
    });
    for (const waitMinutes of [0, 61, 2.5, '10'])
      expect(await a.page({ kind: 'settings', settings: { waitMinutes } })).toEqual({
        kind: 'refused',
        reason: 'not-understood',
      });
    expect(await settings(a.db)).toEqual({ ...UNCHOSEN, waitMinutes: 25 });
    await a.page({ kind: 'settings', settings: { waitMinutes: null } });
    expect(await settings(a.db)).toEqual(UNCHOSEN);
  });
});

describe('a tab of the console', () => {
  it.each([
    { kind: 'forget-hint', hint },
    { kind: 'forget-tab', page: 'set-up', word: 'Einrichtung' },
    { kind: 'forget-exception', exception: '11111111-1111-4111-8111-111111111111' },
    { kind: 'profile-import', text: GOOD },
    { kind: 'profile-remove' },
    { kind: 'settings', settings: { waitMinutes: 1 } },
  ])('may not ask for $kind', async (request) => {
    await a.tab({ kind: 'teach', hint });
    await a.page({ kind: 'profile-import', text: GOOD.replace('emea', 'apac') });
    const before = await contents();
    expect(await a.tab(request)).toEqual({ kind: 'refused', reason: 'not-understood' });
    expect(await contents()).toBe(before);
  });
});

describe('rows that are malformed', () => {
  it('are left out by readers, and dropped with a line in the ledger by the writer', async () => {
    await a.db.profiles.put({
      origin: 'imported',
      profile: { id: 'x', version: 1, hosts: [] },
      at: NOW,
    });
    await a.db.exceptions.put({ ...misread, id: 'not-an-id', at: NOW });
    await a.db.settings.put({ id: 'settings', settings: { waitMinutes: 900 } });
    expect(await profiles(a.db)).toEqual([]);
    expect(await exceptions(a.db)).toEqual([]);
    expect(await settings(a.db)).toEqual(UNCHOSEN);
    expect(await a.db.profiles.count()).toBe(1);
    expect(taught(await a.tab({ kind: 'teaching' }))).toEqual({ profiles: [], exceptions: [] });
    expect([await a.db.profiles.count(), await a.db.exceptions.count()]).toEqual([0, 0]);
    const lines = (await a.db.ledger.toArray()).map((row) => (row as { entry: unknown }).entry);
    // The settings are read with every message, for the length of the wait.
    expect(lines).toEqual([
      expect.objectContaining({ kind: 'record-dropped', account: NOBODY, table: 'settings' }),
      expect.objectContaining({ kind: 'record-dropped', account: NOBODY, table: 'profiles' }),
      expect.objectContaining({ kind: 'record-dropped', account: NOBODY, table: 'exceptions' }),
    ]);
    // Nothing of what the row said.
    expect(JSON.stringify(lines)).not.toContain('ann.lee');
  });
});
