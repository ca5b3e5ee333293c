import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataDesk } from '@/entrypoints/background/data';
import { AccountId } from '@/lib/model/ids';
import { BACKUP_PART } from '@/lib/model/messages';
import { compareBackup, makeBackup, readBackup, SiaDb, takeBackup } from '@/lib/store';
import { rowInBackup, SAVED_TABLES, TABLES, UNSAVED_TABLES } from '@/lib/store/tables';

const OURS = AccountId.parse('11111111-1111-4111-8111-111111111111');
const THEIRS = AccountId.parse('22222222-2222-4222-8222-222222222222');
const MAKING = { madeAt: 1_700_000_000_000, extension: '1.2.3' };
const HANDOFF = '33333333-3333-4333-8333-333333333333';

const account = fc.constantFrom(OURS, THEIRS);
const email = fc.integer({ min: 0, max: 30 }).map((number) => `person${number}@example.com`);
const at = fc.integer({ min: 0, max: 2_000_000_000_000 });
const words = fc.string({ unit: 'grapheme', maxLength: 20 });
const workspaces = fc.option(fc.array(words, { maxLength: 3 }));

const user = fc.record({
  account,
  email,
  name: fc.option(words),
  role: fc.constantFrom('user', 'admin', 'unknown'),
  access: fc.constantFrom('connected', 'not-connected', 'unknown'),
  workspaces,
  team: fc.option(words),
  firstSeenAt: at,
  seenAt: at,
  goneAt: fc.option(at),
});
const line = fc.record({
  entry: fc.oneof(
    fc.record({
      account,
      at,
      kind: fc.constant('asked'),
      intent: fc.constant('grant'),
      guards: fc.constant(['wait']),
      decision: fc.constant('went-on'),
      people: fc.option(fc.nat()),
      reason: fc.option(words.filter((text) => text.trim() !== '').map((text) => text.trim())),
    }),
    fc.record({
      ...{ account, at, email, from: workspaces, to: workspaces },
      kind: fc.constant('access-changed'),
      change: fc.constantFrom('granted', 'removed'),
    }),
  ),
});
const entry = fc.record({
  account,
  email,
  name: fc.option(words),
  team: fc.option(words),
  workspaces: fc.constant(['EMEA']),
});
const settings = fc.record({
  id: fc.constant('settings'),
  settings: fc.record({
    waitMinutes: fc.option(fc.integer({ min: 1, max: 60 })),
    inviteExpiryDays: fc.constant(null),
    retentionDays: fc.option(fc.integer({ min: 30, max: 3_650 })),
    role: fc.constantFrom(null, 'a', 'b', 'lead'),
  }),
});

const content = fc.record({
  users: fc.array(user, { maxLength: 12 }),
  ledger: fc.array(line, { maxLength: 12 }),
  roster: fc.array(entry, { maxLength: 6 }),
  settings: fc.array(settings, { maxLength: 1 }),
});

let here: SiaDb;
let there: SiaDb;
let made = 0;
beforeEach(() => {
  made += 1;
  here = new SiaDb(`backup-here-${made}`);
  there = new SiaDb(`backup-there-${made}`);
});
afterEach(async () => {
  await here.delete();
  await there.delete();
});

async function fill(db: SiaDb, rows: Readonly<Record<string, readonly object[]>>): Promise<void> {
  for (const table of db.tables) await table.clear();
  for (const [table, all] of Object.entries(rows)) await db.table(table).bulkPut([...all]);
}

async function rowsOf(db: SiaDb): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for (const table of db.tables) all[table.name] = await table.toArray();
  return all;
}

const textOf = async (db: SiaDb) => (await makeBackup(MAKING, db.name)).parts.join('');

async function read(text: string) {
  const reading = await readBackup(text);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.backup;
}

describe('a backup', () => {
  it('has every table in it, but for those that are named as left out', () => {
    const tables = here.tables.map(({ name }) => name).sort();
    expect(Object.keys(TABLES).sort()).toEqual(tables);
    expect([...SAVED_TABLES, ...UNSAVED_TABLES].sort()).toEqual(tables);
    expect(UNSAVED_TABLES).toEqual(['keys', 'chores', 'teams', 'teamPages']);
  });

  it('that is taken in where nothing is gives the same rows', async () => {
    await fc.assert(
      fc.asyncProperty(content, async (rows) => {
        await fill(here, rows);
        await fill(there, {});
        await takeBackup(await read(await textOf(here)), there);
        expect(await rowsOf(there)).toEqual(await rowsOf(here));
      }),
      { numRuns: 60 },
    );
  });

  it('says beforehand what it changes, and is then what is kept', async () => {
    await fc.assert(
      fc.asyncProperty(content, content, async (mine, theirs) => {
        await fill(here, mine);
        await fill(there, theirs);
        const backup = await read(await textOf(here));
        const changes = await compareBackup(backup, there.name);
        const before = await rowsOf(there);
        await takeBackup(backup, there);
        const after = await rowsOf(there);
        for (const { table, here: kept, there: given, added, changed, removed } of changes) {
          const [old = [], now = []] = [before[table], after[table]];
          expect([kept, given]).toEqual([old.length, now.length]);
          expect(now.length).toBe(old.length + added - removed);
          const spelled = new Set(old.map((row) => JSON.stringify(row)));
          const same = now.filter((row) => spelled.has(JSON.stringify(row))).length;
          expect(added + changed).toBe(now.length - same);
        }
        const again = await compareBackup(backup, there.name);
        expect(again.every((one) => one.added + one.changed + one.removed === 0)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('with anything changed in it is refused, or says the same, and is never taken in by halves', async () => {
    await fill(here, {
      users: fc.sample(user, { numRuns: 5, seed: 1 }),
      ledger: fc.sample(line, { numRuns: 5, seed: 2 }),
    });
    const text = await textOf(here);
    const honest = await read(text);
    const desk = new DataDesk(there);
    const upload = '44444444-4444-4444-8444-444444444444';
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: text.length - 1 }),
        fc.nat({ max: 12 }),
        fc.string({ unit: 'binary-ascii', maxLength: 4 }),
        async (from, length, other) => {
          const mutated = text.slice(0, from) + other + text.slice(from + length);
          await fill(there, { settings: [{ id: 'settings', settings: {} }] });
          const before = await rowsOf(there);
          const { sum } = honest;
          await desk.handle({ kind: 'backup-part', upload, part: 0, text: mutated });
          const outcome = await desk.handle({ kind: 'backup-take', upload, parts: 1, sum });
          const after = await rowsOf(there);
          if (outcome === 'done') expect(after).toEqual(await rowsOf(here));
          else expect(after).toEqual(before);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    ['', 'not-a-backup'],
    ['{}', 'not-a-backup'],
    ['[1]', 'not-a-backup'],
    ['{"format":"sia-guardrails-backup","version":2,"new":"thing"}', 'newer-version'],
    ['{"format":"sia-guardrails-backup","version":1}', 'damaged'],
    ['{"format":"sia-guardrails-backup","vers', 'damaged'],
  ])('is not made of %s', async (text, problem) => {
    expect(await readBackup(text)).toMatchObject({ ok: false, problem });
  });

  it('saves what no schema takes, and leaves it out when it is taken in', async () => {
    const good = fc.sample(user, { numRuns: 1, seed: 3 });
    await fill(here, { users: good });
    await here.users.put({ account: OURS, email: 'odd@example.com', odd: true });
    const saved = await makeBackup(MAKING, here.name);
    expect(saved).toMatchObject({ rows: 1, unread: 1, lost: 0 });
    expect(saved.parts.join('')).toContain('odd@example.com');
    const backup = await read(saved.parts.join(''));
    expect(backup.unread).toBe(1);
    await takeBackup(backup, there);
    expect(await there.users.toArray()).toEqual(good);
  });

  it('keeps which events of a handoff still have to be signed', async () => {
    // Written as the repository writes it: in the index are those alone that have no signature.
    const event = {
      ...{ id: '0000000000001-0123456789abcdef', handoff: HANDOFF, kind: 'started' },
      ...{ author: { key: 'a'.repeat(24), name: null }, role: 'a', at: 1, source: 'declared' },
      ...{ adminA: null, adminB: 'b@example.com', munchkinId: null },
    };
    const row = { account: OURS, handoff: HANDOFF, id: event.id, event, imported: false };
    const unsigned = { ...row, publicKey: 'A'.repeat(87), signature: null, unsigned: 1 };
    const parsed = rowInBackup('handoffEvents').safeParse(unsigned);
    expect(parsed.error?.issues ?? []).toEqual([]);
    await fill(here, { handoffEvents: [parsed.data ?? {}] });
    await takeBackup(await read(await textOf(here)), there);
    expect(await there.handoffEvents.where('unsigned').equals(1).count()).toBe(1);
  });

  it('has nothing in it that signs for this browser', async () => {
    await here.keys.put({ id: 'own', publicKey: 'A'.repeat(87), privateKey: 'a secret' });
    const text = await textOf(here);
    expect(text).not.toContain('secret');
    expect(text).not.toContain('privateKey');
  });

  it('can be made of a database of a newer version, and of none', async () => {
    const name = `newer-${made}`;
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name, 990);
      request.onupgradeneeded = () => {
        request.result.createObjectStore('ledger', { keyPath: 'seq' });
        request.result.createObjectStore('unheard-of', { keyPath: 'id' }).put({ id: 'kept' });
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    database.close();
    const saved = await makeBackup(MAKING, name);
    expect(saved).toMatchObject({ rows: 0, unread: 1 });
    const db = new SiaDb(name);
    await expect(db.accounts.toArray()).rejects.toThrow();
    await db.delete();
    expect(await makeBackup(MAKING, 'there is none')).toMatchObject({ rows: 0, unread: 0 });
  });
});

describe('taking a backup in', () => {
  const upload = '55555555-5555-4555-8555-555555555555';

  it('works part by part, and only with all of them and the right sum', async () => {
    await fill(here, { users: fc.sample(user, { numRuns: 3, seed: 5 }) });
    const text = await textOf(here);
    const { sum } = await read(text);
    const desk = new DataDesk(there);
    const half = Math.floor(text.length / 2);
    const pieces = [text.slice(0, half), text.slice(half)];
    const give = (part: number) =>
      desk.handle({ kind: 'backup-part', upload, part, text: pieces[part] ?? '' });
    await give(0);
    expect(await desk.handle({ kind: 'backup-take', upload, parts: 2, sum })).toBe('parts-missing');
    await give(0);
    await give(1);
    const wrong = '0'.repeat(64);
    expect(await desk.handle({ kind: 'backup-take', upload, parts: 2, sum: wrong })).toBe(
      'damaged',
    );
    expect(await there.users.count()).toBe(0);
    await give(1);
    await give(0);
    expect(await desk.handle({ kind: 'backup-take', upload, parts: 2, sum })).toBe('done');
    expect(await there.users.toArray()).toEqual(await here.users.toArray());
    expect(BACKUP_PART).toBeLessThan(64 * 1024 * 1024);
  });

  it('changes nothing where a row cannot be stored', async () => {
    await fill(here, { users: fc.sample(user, { numRuns: 3, seed: 6 }) });
    await fill(there, { roster: fc.sample(entry, { numRuns: 2, seed: 7 }) });
    const before = await rowsOf(there);
    const backup = await read(await textOf(here));
    // The last of the tables has a row without a key.
    const rows = new Map([...backup.rows, ['settings' as const, [{ settings: {} }]]]);
    await expect(takeBackup({ ...backup, rows }, there)).rejects.toThrow();
    expect(await rowsOf(there)).toEqual(before);
  });

  it('refuses a profile that would turn around what is recognised', async () => {
    await here.profiles.put({
      origin: 'imported',
      at: 1,
      profile: {
        id: 'x',
        version: 1,
        routes: [],
        words: { connect: { en: ['Disconnect'] } },
        hints: [],
      },
    });
    const text = await textOf(here);
    const { sum } = await read(text);
    const desk = new DataDesk(there);
    await desk.handle({ kind: 'backup-part', upload, part: 0, text });
    expect(await desk.handle({ kind: 'backup-take', upload, parts: 1, sum })).toBe('bad-profile');
    expect(await there.profiles.count()).toBe(0);
  });
});

describe('deleting', () => {
  it('leaves nothing, what signs included', async () => {
    await fill(here, { users: fc.sample(user, { numRuns: 3, seed: 8 }) });
    await here.keys.put({ id: 'own' });
    expect(await new DataDesk(here).handle({ kind: 'data-delete' })).toBe('done');
    expect(Object.values(await rowsOf(here)).flat()).toEqual([]);
  });

  it('begins anew where the database is another one, and can be used at once', async () => {
    await here.users.put({ account: OURS, email: 'a@example.com' });
    expect(await new DataDesk(here).handle({ kind: 'data-anew' })).toBe('done');
    expect(await here.users.count()).toBe(0);
    await here.users.put({ account: OURS, email: 'a@example.com' });
    expect(await here.users.count()).toBe(1);
  });
});
