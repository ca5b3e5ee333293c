import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atOnce } from '@/lib/model/slices';
import { readInviteList } from '@/lib/plan/invite-list';
import { readTable } from '@/lib/table/read';

function listOf(text: string, known: readonly string[] = []) {
  const read = atOnce(readTable(text));
  if (!read.ok) throw new Error(read.problem.kind);
  return atOnce(readInviteList(read.table, new Set(known)));
}

describe('a list of people to invite', () => {
  it('is compared with who is there, whatever the case', () => {
    const list = listOf('Name,Email\nAnn Lee,Ann.Lee@Example.com\nBo,bo@example.com\n', [
      'ann.lee@example.com',
    ]);
    expect(list).toEqual({
      toInvite: ['bo@example.com'],
      known: ['ann.lee@example.com'],
      doubled: [],
      bad: [],
    });
  });

  it.each([
    'a@x.org\nb@x.org\nc@x.org',
    'a@x.org, b@x.org, c@x.org',
    'a@x.org; b@x.org; c@x.org',
    'a@x.org b@x.org c@x.org',
    'Ann Lee <a@x.org>; Bo <b@x.org>; <c@x.org>',
    'Team\ta@x.org\tb@x.org\nOther\tc@x.org\t',
    '\u200ba@x.org\n mailto:b@x.org \nc@x.org',
  ])('is read from %j', (text) => {
    expect(listOf(text).toInvite).toEqual(['a@x.org', 'b@x.org', 'c@x.org']);
  });

  it('names what is no address by its line, and who stands there twice', () => {
    const list = listOf('Email\na@x.org\nnot@home\nA@x.org\n@x.org\n');
    expect(list.toInvite).toEqual(['a@x.org']);
    expect(list.doubled).toEqual(['a@x.org']);
    expect(list.bad).toEqual([
      { line: 3, text: 'not@home' },
      { line: 5, text: '@x.org' },
    ]);
  });

  it('has everybody in one part only, once, whatever comes in what order', () => {
    const address = fc.constantFrom('a@x.org', 'b@x.org', 'c@y.org', 'D@y.org', 'no@dot', 'word');
    fc.assert(
      fc.property(
        fc.array(address, { minLength: 1 }),
        fc.subarray(['a@x.org', 'd@y.org']),
        (all, known) => {
          const { toInvite, known: there, bad } = listOf(all.join('\n'), known);
          const emails = new Set(
            all.map((one) => one.toLowerCase()).filter((one) => /@.+\./u.test(one)),
          );
          expect(new Set([...toInvite, ...there])).toEqual(emails);
          expect(toInvite.length + there.length).toBe(emails.size);
          expect(toInvite.some((one) => known.includes(one))).toBe(false);
          expect(bad).toHaveLength(all.filter((one) => one === 'no@dot').length);
        },
      ),
    );
  });
});
