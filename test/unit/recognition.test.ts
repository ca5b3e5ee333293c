import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { totalAmong, totalIn } from '@/lib/console/coverage';
import { compileLexicon, normaliseLabel } from '@/lib/console/lexicon';
import { namesOtherService } from '@/lib/console/place';
import { BUILT_IN_PROFILE } from '@/lib/console/profile';
import { pageOfHash } from '@/lib/console/recognition';
import { emailIn } from '@/lib/console/records';
import { Profile, Term } from '@/lib/model/profile';

const lexicon = compileLexicon(BUILT_IN_PROFILE);

describe('the built-in profile', () => {
  it('is a valid profile', () => {
    expect(Profile.parse(BUILT_IN_PROFILE)).toEqual(BUILT_IN_PROFILE);
  });

  it('recognises each of its own words', () => {
    for (const term of Term.options) {
      for (const word of Object.values(BUILT_IN_PROFILE.words[term]).flat()) {
        expect(lexicon.names(term, word), `${term}: ${word}`).toBe(true);
      }
    }
  });

  it('never takes a word for both connecting and disconnecting, or for both states', () => {
    const words = (term: Term) => Object.values(BUILT_IN_PROFILE.words[term]).flat();
    expect(words('connect').filter((word) => lexicon.names('disconnect', word))).toEqual([]);
    expect(words('connected').filter((word) => lexicon.names('not-connected', word))).toEqual([]);
  });
});

describe('labels', () => {
  it.each([
    'Connect',
    ' connect ',
    'CONNECT',
    'Ｃｏｎｎｅｃｔ',
    'Connect (3)',
    'Connect 3',
    'Connect…',
    'Connect\u00a0',
  ])('reads %j as connect', (label) => expect(lexicon.names('connect', label)).toBe(true));

  it.each(['Connect with people', 'Reconnect', 'Connected', 'Disconnect call', '', '3'])(
    'does not read %j as connect or disconnect',
    (label) => {
      expect(lexicon.names('connect', label)).toBe(false);
      expect(lexicon.names('disconnect', label)).toBe(false);
    },
  );

  it('are normal after being normalised once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (label) => {
        const once = normaliseLabel(label);
        fc.pre(!/\d|[(（[]/u.test(once));
        expect(normaliseLabel(once)).toBe(once);
      }),
    );
  });

  it('cost no more when they are enormous', () => {
    expect(lexicon.names('connect', 'Connect '.repeat(100_000))).toBe(false);
  });
});

describe('routes', () => {
  it.each([
    ['#settings/marketo-admin', 'marketo'],
    ['#settings/marketo-admin/users', 'marketo'],
    ['#settings/marketo-admin?tab=2', 'marketo'],
    ['#settings/marketo-admin-old', 'settings'],
    ['#settings/crm/salesforce/configure', 'settings'],
    ['#settings/admin/user-management', 'user-management'],
    ['#settings', 'settings'],
    ['#settings-of-mine', 'elsewhere'],
    ['#command_center', 'elsewhere'],
    ['', 'elsewhere'],
  ])('%j is %s', (hash, page) => expect(pageOfHash(hash, BUILT_IN_PROFILE)).toBe(page));
});

describe('pagers', () => {
  it.each([
    ['1–250 of 312', 312],
    ['1-25 von 1.024', 1024],
    ['312 件中 1～250 件', 312],
    ['251 – 312 of 312', 312],
    ['1 – 10 / 10,000', 10_000],
  ])('%j says %d', (text, total) => expect(totalIn(text)).toBe(total));

  it.each(['Page 1', '2024-01-15', '1–250', 'Alex 1-800 call', ''])('%j says nothing', (text) =>
    expect(totalIn(text)).toBeNull(),
  );

  it.each([
    ['Showing 1 to 10 of 57 entries', 57],
    ['57 件中 1 から 10 まで', null],
    ['Call 1 800 555', null],
    ['Updated 3 May 2024 at 12', null],
  ])('%j beside ten rows says %s', (text, total) => expect(totalAmong(text, 10)).toBe(total));

  it('never says less than what is shown', () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.nat(5_000), fc.nat(20_000), (from, to, total) => {
        const said = totalIn(`${from}–${to} of ${total}`);
        if (said !== null) expect(said).toBeGreaterThanOrEqual(to);
      }),
    );
  });
});

describe('titles', () => {
  it.each([
    'Salesforce',
    'LinkedIn Sales Navigator',
    'Kalender',
    'Calendário',
    'カレンダー',
    '行事曆',
  ])('%j is of another service', (title) => expect(namesOtherService(title)).toBe(true));

  it.each(['Marketo', 'Set Up', 'Konfiguration', '接続', 'Megaphone', ''])(
    '%j is of no other service',
    (title) => expect(namesOtherService(title)).toBe(false),
  );
});

describe('email addresses', () => {
  it('are found in what stands around them, lower-cased', () => {
    expect(emailIn('Ann Lee <Ann.Lee@Example.com>')).toBe('ann.lee@example.com');
    expect(emailIn('joann.lee@example.com')).toBe('joann.lee@example.com');
    expect(emailIn('no address @ all')).toBeNull();
  });

  it('are found without a throw in any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const email = emailIn(text);
        if (email !== null) expect(text.toLowerCase()).toContain(email);
      }),
    );
  });
});
