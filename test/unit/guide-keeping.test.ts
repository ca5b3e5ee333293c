import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { handle } from '@/entrypoints/background/desk';
import type { GuideProgress } from '@/lib/model/guide';
import type { Reply } from '@/lib/model/messages';
import { accounts, guidesOf, SiaDb } from '@/lib/store';
import { FakeMachine, NOW, voice } from './cases';

let made = 0;
let db: SiaDb;
let time: FakeMachine;
beforeEach(() => {
  made += 1;
  db = new SiaDb(`guides-${made}`);
  time = new FakeMachine(NOW);
});
afterEach(() => db.delete());

const say = (message: object, isTab = true, jar = 'default'): Promise<Reply> =>
  handle(db, time, message, { jar, isTab }, voice);

const progress = (part: Partial<GuideProgress> = {}): GuideProgress => ({
  guide: 'grant',
  state: 'running',
  step: 'tab',
  inviting: 'no',
  passed: [],
  ...part,
});

async function account() {
  const [first] = await accounts(db);
  if (first === undefined) throw new Error('no account');
  return first.id;
}

it('is kept as it is left, told to the tabs of its account, and begins anew once it is finished', async () => {
  const begun = await say({ kind: 'guide', progress: progress() });
  expect(begun).toMatchObject({ known: { guides: [{ step: 'tab', startedAt: NOW }] } });
  time.pass(5_000);
  await say({ kind: 'guide', progress: progress({ state: 'left', step: 'select' }) });
  time.pass(5_000);
  // Said once more, it is not newer.
  await say({ kind: 'guide', progress: progress({ state: 'left', step: 'select' }) });
  const kept = { state: 'left', step: 'select', startedAt: NOW, changedAt: NOW + 5_000 };
  expect(await guidesOf(await account(), db)).toMatchObject([kept]);
  expect(await say({ kind: 'known' })).toMatchObject({ known: { guides: [kept] } });
  await say({ kind: 'guide', progress: progress({ state: 'finished' }) });
  await say({ kind: 'guide', progress: progress() });
  expect(await guidesOf(await account(), db)).toMatchObject([{ startedAt: NOW + 10_000 }]);
  expect(await say({ kind: 'known' }, true, 'another-jar')).toMatchObject({
    known: { guides: [] },
  });
});

it('is gone on with from a page of the extension, in the account that it names', async () => {
  await say({ kind: 'guide', progress: progress({ state: 'left' }) });
  const id = await account();
  await say({ kind: 'known' }, true, 'another-jar');
  await say({ kind: 'guide', progress: progress(), account: id }, false, 'another-jar');
  expect(await guidesOf(id, db)).toMatchObject([{ state: 'running' }]);
});

it('is refused with a step that there is none of, and changes nothing', async () => {
  const odd = { ...progress(), step: 'somewhere' };
  expect(await say({ kind: 'guide', progress: odd })).toMatchObject({ kind: 'refused' });
  expect(await db.guides.count()).toBe(0);
});
