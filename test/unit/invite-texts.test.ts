import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { domainsOf, nearMiss } from '@/lib/access/domains';
import { dayAfter, dayOf, daysBetween, endingSoon } from '@/lib/access/expiry';
import { ENGAGE_PROFILE, ENGAGE_TERMS } from '@/lib/console/engage-profile';
import { compileEngageWords } from '@/lib/console/engage-words';
import { expiryIn, inviteeIn, inviteesIn, placeholdersIn } from '@/lib/console/invite-texts';
import { matchesOfPod, podOf, podsIn } from '@/lib/model/hosts';
import type { Invited } from '@/lib/model/invitation';
import { NOW } from './cases';

describe('people as a list shows them', () => {
  it.each([
    ['ann.lee@example.com', 'ann.lee@example.com', null],
    ['Ann Lee (Ann.Lee@Example.com)', 'ann.lee@example.com', 'Ann Lee'],
    ['Ann Lee <ann.lee@example.com>', 'ann.lee@example.com', 'Ann Lee'],
    ['山田 太郎', null, '山田 太郎'],
    ['<script>alert("hi")</script>', null, 'script>alert("hi")</script'],
  ])('%s', (text, email, name) => {
    expect(inviteeIn(text)).toEqual({ email, name });
  });

  it('are nobody where nothing is shown', () => {
    expect(inviteeIn('  ')).toBeNull();
    expect(inviteesIn('', ['Ann Lee (ann.lee@example.com)'])).toEqual([]);
  });

  it('get their addresses from the list, and only those whom the field names', () => {
    const list = [
      'Ann Lee (ann.lee@example.com)',
      'Sam Taylor (sam@example.com)',
      'Bo (bo@b.test)',
    ];
    expect(inviteesIn('Ann Lee, Sam Taylor', list)).toEqual([
      { email: 'ann.lee@example.com', name: 'Ann Lee' },
      { email: 'sam@example.com', name: 'Sam Taylor' },
    ]);
  });

  it('may have a comma in their names if the list says so', () => {
    const list = ['Lee, Ann (ann.lee@example.com)'];
    expect(inviteesIn('Lee, Ann', list)).toEqual([
      { email: 'ann.lee@example.com', name: 'Lee, Ann' },
    ]);
  });

  it('are those of the field where the list does not cover it', () => {
    expect(inviteesIn('Ann Lee; Sam', ['Ann Lee (ann.lee@example.com)'])).toEqual([
      { email: null, name: 'Ann Lee' },
      { email: null, name: 'Sam' },
    ]);
  });

  it('never make the reader fail', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (shown, picked) => {
        for (const { email, name } of inviteesIn(shown, picked)) expect(email ?? name).toBeTruthy();
        placeholdersIn(shown);
        expiryIn(shown, false, 'en');
      }),
    );
  });
});

describe('the end of an access', () => {
  it.each([
    ['2026-05-04', '', '2026-05-04'],
    ['2026/5/4', 'ja', '2026-05-04'],
    ['05/04/2026', 'en', '2026-05-04'],
    ['05/04/2026', 'nl', '2026-04-05'],
    ['05.04.2026', 'de', '2026-04-05'],
    ['05/04/2026', 'en-GB', '2026-04-05'],
    ['25/04/2026', 'en', '2026-04-25'],
    ['04/25/2026', 'fr', '2026-04-25'],
    ['05/04/2026', '', null],
    ['May 4, 2026', 'en', '2026-05-04'],
    ['4 mei 2026', 'nl', null],
    ['02/30/2026', 'en', null],
    ['5/4/26', 'en', null],
    ['soon', 'en', null],
  ])('%s in "%s" is %s', (shown, language, day) => {
    expect(expiryIn(shown, false, language)).toEqual({ kind: 'on', day, shown });
  });

  it('is never where the field says so, or nothing', () => {
    expect(expiryIn('Never', true, 'en')).toEqual({ kind: 'never' });
    expect(expiryIn('  ', false, 'en')).toEqual({ kind: 'never' });
  });

  it('is counted in days, over the end of a year and of summer time', () => {
    expect(daysBetween('2026-12-30', '2027-01-02')).toBe(3);
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
    expect(dayAfter('2026-02-27', 3)).toBe('2026-03-02');
    expect(dayOf(NOW, 0)).toBe('2026-01-15');
    expect(dayOf(NOW, -13 * 60)).toBe('2026-01-16');
  });

  it('is listed from 14 days before on, the soonest first, and not once it is over', () => {
    const one = (expires: string | null): Invited => {
      return { email: null, name: expires, expires, accountInsight: 'ticked', at: NOW };
    };
    const all = ['2026-01-30', '2026-01-29', '2026-01-15', '2026-01-14', null].map(one);
    const ending = endingSoon(all, '2026-01-15');
    expect(ending.map(({ days }) => days)).toEqual([0, 14]);
  });
});

describe('what is to be filled in', () => {
  it.each([
    ['Hello {{First Name}}, see %%link%%', ['{{First Name}}', '%%link%%']],
    ['[Add a note] [Add a note]', ['[Add a note]']],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder as people write it
    ['Dear <first name>, ${x}', ['${x}', '<first name>']],
    ['Yours, ____', ['____']],
    ['see [1] and [our page](https://a.test) <b>now</b> <br>', []],
    ['write to <ann@example.com>', []],
    ['a <3 b, x [ ] y', []],
  ])('%s', (message, found) => {
    expect(placeholdersIn(message).sort()).toEqual(found.toSorted());
  });
});

describe('domains', () => {
  it('are near by a slip or two', () => {
    const seen = ['example.com', 'hp.com'];
    expect(nearMiss('exmaple.com', seen)).toBe('example.com');
    expect(nearMiss('example.co', seen)).toBe('example.com');
    expect(nearMiss('example.com', seen)).toBeNull();
    expect(nearMiss('elsewhere.test', seen)).toBeNull();
    // Short ones differ by two letters without meaning each other.
    expect(nearMiss('ge.com', seen)).toBeNull();
  });

  it('are listed by how many have them', () => {
    expect(domainsOf(['a@x.test', 'b@Y.test', 'c@y.test'], 5)).toEqual(['y.test', 'x.test']);
    expect(domainsOf(['a@x.test', 'b@y.test'], 1)).toHaveLength(1);
  });
});

describe('pods', () => {
  it.each([
    ['sj01', 'sj01'],
    [' App-SJ01.marketo.com ', 'sj01'],
    ['https://engage-ab12.marketo.com/#MM0A1', 'ab12'],
    ['app-sj01.marketo.com.evil.example', null],
    ['https://evil.example/app-sj01.marketo.com', null],
    ['marketo.com', null],
    ['app-*.marketo.com', null],
    ['', null],
  ])('of %s', (typed, pod) => {
    expect(podOf(typed)).toBe(pod);
  });

  it('are those that an origin names exactly', () => {
    expect(podsIn([...matchesOfPod('sj01'), 'https://*.marketo.com/*', '<all_urls>'])).toEqual([
      'sj01',
    ]);
  });
});

describe('the words of Marketo Engage', () => {
  const words = compileEngageWords(ENGAGE_PROFILE);
  const LANGUAGES = 'en nl fr sv de es it pt-BR ja ko zh-Hans zh-Hant'.split(' ');

  it('are there in every language, but for the name of the product', () => {
    for (const term of ENGAGE_TERMS.filter((one) => one !== 'account-insight'))
      expect(Object.keys(ENGAGE_PROFILE.words[term])).toEqual(LANGUAGES);
  });

  it('never mean Next and Send at once', () => {
    for (const word of Object.values(ENGAGE_PROFILE.words.next).flat())
      expect(words.names('send', word)).toBe(false);
  });

  it('are compared as labels are', () => {
    expect(words.names('expiry', ' ACCESS  expiration: ')).toBe(true);
    expect(words.names('invite-sales-user', 'Invite New User')).toBe(false);
  });
});
