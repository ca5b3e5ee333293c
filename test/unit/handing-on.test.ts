import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { routeOf } from '@/entrypoints/dashboard/route';
import { Profile } from '@/lib/model/profile';
import {
  contentsOf,
  isBlank,
  mergeProfiles,
  namesOneOf,
  tabWordsOf,
  withoutNames,
} from '@/lib/profile/handing-on';

const profile = (parts: object) => Profile.parse({ id: 'a', version: 1, ...parts });

const word = fc.constantFrom('Bağlan', 'Połącz', 'Anslut nu', 'Los');
const any = fc
  .record({
    id: fc.constantFrom('a', 'b'),
    version: fc.constant(1),
    words: fc.dictionary(
      fc.constantFrom('connect', 'object', 'team'),
      fc.dictionary(fc.constantFrom('en', 'tr'), fc.array(word, { maxLength: 50 })),
    ),
    routes: fc.array(
      fc.record({
        hash: fc.nat({ max: 150 }).map((at) => `#r${at}`),
        page: fc.constantFrom('marketo', 'settings'),
      }),
      { maxLength: 100 },
    ),
    hints: fc.array(
      fc.record({
        page: fc.constant('marketo'),
        place: fc.constant('row'),
        label: word,
        selector: fc.nat({ max: 300 }).map((at) => `.c${at}`),
        intent: fc.constant('grant'),
      }),
      { maxLength: 200 },
    ),
  })
  .map((parts) => Profile.parse(parts));

describe('two profiles as one', () => {
  it('are a profile again, hold all of the first, and say nothing twice', () => {
    fc.assert(
      fc.property(any, any, (first, second) => {
        const merged = mergeProfiles(first, second);
        expect(Profile.parse(merged)).toEqual(merged);
        expect(merged.id).toBe(first.id);
        for (const hint of first.hints) expect(merged.hints).toContainEqual(hint);
        const hashes = merged.routes.map(({ hash }) => hash);
        expect(new Set(hashes).size).toBe(hashes.length);
        expect(mergeProfiles(merged, second)).toEqual(merged);
      }),
      { numRuns: 30 },
    );
  });

  it('are counted', () => {
    const first = profile({ words: { connect: { tr: ['Bağlan'] } } });
    const second = profile({
      words: { connect: { tr: ['Bağlan', 'Los'], pl: ['Połącz'] } },
      routes: [{ hash: '#x', page: 'marketo' }],
    });
    expect(contentsOf(mergeProfiles(first, second))).toEqual({ words: 3, routes: 1, hints: 0 });
  });
});

describe('whether a text names somebody', () => {
  const names = namesOneOf([
    { name: 'Ann Lee', email: 'ann.lee@example.com' },
    { name: 'Zoë Weiß-Ölz', email: 'z@example.com' },
    { name: '田中太郎', email: 't@example.jp' },
    { name: 'Grant', email: 'grant@example.com' },
    { name: null, email: 'x@example.com' },
    { name: ' ', email: 'y@example.com' },
  ]);

  it.each([
    'Grant ANN LEE access',
    '#row-ann-lee > button.grant',
    '.user_ann_lee_example_com',
    'Remove zoe weiß ölz',
    '田中太郎を接続',
    'Grant',
  ])('%s does', (text) => {
    expect(names(text)).toBe(true);
  });

  it.each(['Grant access', 'Connect', '', '.btn > .grant-access', 'Annleeth'])(
    '%s does not',
    (text) => {
      expect(names(text)).toBe(false);
    },
  );
});

describe('an address of the dashboard', () => {
  it.each([
    ['#settings', 'wait', null],
    ['#/settings/recognition', 'recognition', null],
    ['#settings/recognition/left-alone', 'recognition', 'left-alone'],
    ['#settings/recognition/', 'recognition', null],
    ['#settings/nonsense/left-alone', 'wait', null],
    ['#settings/recognition?x=1', 'recognition', null],
  ])('%s leads to %s', (hash, section, part) => {
    expect(routeOf(hash)).toMatchObject({ room: 'settings', section, part, account: null });
  });

  it.each(['', '#', '#constructor', '#nowhere/at-all'])('%s leads to the team', (hash) => {
    expect(routeOf(hash)).toMatchObject({ room: 'team', section: 'people', part: null });
  });
});

describe('the words of a profile', () => {
  const taught = profile({
    words: { 'set-up': { und: ['Einrichtung', 'Ann Lee'] }, 'user-access': { und: ['Ann Lee'] } },
  });

  it('are handed on without those that name somebody', () => {
    const isSomebody = namesOneOf([{ name: 'Ann Lee', email: 'ann.lee@example.com' }]);
    expect(withoutNames(taught, isSomebody)).toEqual({
      words: { 'set-up': { und: ['Einrichtung'] } },
      leftOut: 2,
    });
  });

  it('are listed by tab, and make a profile that is not blank', () => {
    expect(tabWordsOf(taught)).toEqual([
      { page: 'set-up', word: 'Einrichtung' },
      { page: 'set-up', word: 'Ann Lee' },
      { page: 'user-access', word: 'Ann Lee' },
    ]);
    expect(isBlank(taught)).toBe(false);
    expect(isBlank(profile({}))).toBe(true);
  });
});
