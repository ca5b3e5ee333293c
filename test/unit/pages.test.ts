import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type KnownTable,
  type Ranked,
  sampleOf,
  type TablePart,
  whereaboutsOf,
} from '@/lib/access/pages';
import { Email } from '@/lib/model/ids';

const email = (index: number) => Email.parse(`p${String(index).padStart(4, '0')}@example.com`);

/** So many people; by name they stand in the opposite order of their addresses. */
const everybody = (total: number): (Ranked & { byName: number })[] =>
  Array.from({ length: total }, (_, index) => ({
    email: email(index),
    byEmail: index,
    byName: total - 1 - index,
  })) satisfies Ranked[];

/** A page of the table, counted from one, in one of the orders. */
function pageOf(
  people: ReturnType<typeof everybody>,
  page: number,
  size: number,
  order: 'byName' | 'byEmail',
) {
  const sorted = people.toSorted((a, b) => a[order] - b[order]);
  const shown = sorted.slice((page - 1) * size, page * size);
  const first = (page - 1) * size + 1;
  const part: TablePart = {
    emails: shown.map((one) => one.email),
    range: { first, last: first + shown.length - 1 },
    isPaged: true,
  };
  return { part, sorted };
}

const tables = fc
  .record({
    total: fc.integer({ min: 12, max: 400 }),
    size: fc.integer({ min: 6, max: 60 }),
    order: fc.constantFrom('byName' as const, 'byEmail' as const),
    page: fc.nat(),
  })
  .filter(({ total, size }) => total > size)
  .map((table) => ({
    ...table,
    // Any page but the last one, which may not show how long the others are.
    page: (table.page % (Math.ceil(table.total / table.size) - 1)) + 1,
  }));

/** Nothing was seen of the table before. */
const NEW: KnownTable = { size: null, order: null };

describe('where people are who are not shown', () => {
  it('names the page of everybody, in a table by name or by address', () => {
    fc.assert(
      fc.property(tables, ({ total, size, order, page }) => {
        const people = everybody(total);
        const { part, sorted } = pageOf(people, page, size, order);
        const missing = sorted.map((one) => one.email).filter((one) => !part.emails.includes(one));
        const found = whereaboutsOf(missing, part, people, total, NEW);
        const expected = new Map<number, string[]>();
        for (const [place, one] of sorted.entries()) {
          const on = Math.floor(place / size) + 1;
          if (on !== page) expected.set(on, [...(expected.get(on) ?? []), one.email]);
        }
        if (found.kind !== 'pages') return false;
        expect(found.pages.map(({ page: on }) => on)).toEqual([...expected.keys()]);
        for (const { page: on, people: those } of found.pages) {
          expect(those.toSorted()).toEqual(expected.get(on)?.toSorted());
        }
      }),
    );
  });

  it('finds the page without being told which one is shown', () => {
    const people = everybody(300);
    const { part } = pageOf(people, 3, 50, 'byEmail');
    const found = whereaboutsOf([email(0)], { ...part, range: null }, people, 300, NEW);
    expect(found).toEqual({
      kind: 'pages',
      order: 'byEmail',
      pages: [{ page: 1, people: [email(0)] }],
    });
  });

  it('needs no more than a sample of those who are shown', () => {
    const people = everybody(300);
    const { part } = pageOf(people, 2, 50, 'byEmail');
    const asked = new Set([...sampleOf(part.emails), email(299)]);
    const ranked = people.filter((one) => asked.has(one.email));
    expect(asked.size).toBeLessThan(30);
    expect(whereaboutsOf([email(299)], part, ranked, 300, NEW)).toEqual({
      kind: 'pages',
      order: 'byEmail',
      pages: [{ page: 6, people: [email(299)] }],
    });
  });

  it('cannot tell in a table in another order, and does not guess', () => {
    const people = everybody(300);
    const { part } = pageOf(people, 1, 50, 'byEmail');
    const shuffled = part.emails.toSorted((a, b) =>
      [...a]
        .reverse()
        .join('')
        .localeCompare([...b].reverse().join('')),
    );
    const found = whereaboutsOf([email(299)], { ...part, emails: shuffled }, people, 300, NEW);
    expect(found).toEqual({ kind: 'unknown' });
  });

  it('cannot tell where somebody would be on the page that is shown', () => {
    const people = everybody(100);
    const { part } = pageOf(people, 1, 50, 'byEmail');
    const hidden = email(10);
    const emails = part.emails.map((one) => (one === hidden ? email(900) : one));
    expect(whereaboutsOf([hidden], { ...part, emails }, people, 100, NEW)).toEqual({
      kind: 'unknown',
    });
  });

  it('takes the length of a page from an earlier one where the last is shown', () => {
    const people = everybody(110);
    const { part } = pageOf(people, 3, 50, 'byEmail');
    // Pages of ten, twenty, twenty-five, fifty or a hundred could be before this one.
    expect(whereaboutsOf([email(60)], part, people, 110, NEW)).toEqual({ kind: 'unknown' });
    expect(whereaboutsOf([email(60)], part, people, 110, { ...NEW, size: 50 })).toEqual({
      kind: 'pages',
      order: 'byEmail',
      pages: [{ page: 2, people: [email(60)] }],
    });
  });

  it('takes the order from an earlier page where many of one name are shown', () => {
    const people = everybody(110);
    const { part } = pageOf(people, 3, 50, 'byName');
    const mixed = { ...part, emails: part.emails.toReversed() };
    const known = { size: 50, order: 'byName' } as const;
    expect(whereaboutsOf([email(109)], mixed, people, 110, { ...NEW, size: 50 }).kind).toBe(
      'unknown',
    );
    expect(whereaboutsOf([email(109)], mixed, people, 110, known)).toMatchObject({
      pages: [{ page: 1, people: [email(109)] }],
    });
  });

  it('says to scroll in a list without pages', () => {
    const part: TablePart = { emails: [email(1)], range: null, isPaged: false };
    expect(whereaboutsOf([email(2)], part, everybody(3), 3, NEW)).toEqual({ kind: 'scroll' });
  });
});
