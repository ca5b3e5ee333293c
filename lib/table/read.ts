import Papa from 'papaparse';
import { z } from '@/lib/model/zod';
import { plainCell } from './safe';

/** The largest table that is read, in bytes: five megabytes. */
export const LARGEST_TABLE = 5 * 1024 * 1024;

/** The most rows that a table can have: twenty thousand and a header. */
export const MOST_ROWS = 20_001;

/** What stands between the cells of a row. */
const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** How the characters of a table are written; `windows-1252` is what a file that is no UTF-8 is taken for. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** A row of a table that is not blank. */
export interface Row {
  /** The line of the file or text on which it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A table of text. */
export interface TextTable {
  readonly rows: readonly Row[];
  readonly delimiter: Delimiter;
  readonly encoding: Encoding;
}

/**
 * Why a table could not be read: it is too large, it is no text, nothing is in it, it has too many rows, or a quote
 * is opened on some line and not closed where a cell ends.
 */
export type TableProblem =
  | { readonly kind: 'too-large' | 'not-text' | 'empty' | 'too-many-rows' }
  | { readonly kind: 'bad-quotes'; readonly line: number };

/** A table, or why there is none. */
export type TableReading =
  | { readonly ok: true; readonly table: TextTable }
  | { readonly ok: false; readonly problem: TableProblem };

/** How a table is to be read. */
export interface ReadingOptions {
  /** What stands between its cells; guessed where it is not given. */
  readonly delimiter?: Delimiter;
  /** Told again and again how much of how much has been read, in characters. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** As many characters are parsed in one step: a few milliseconds' worth. */
const STEP = 32_768;

/**
 * Reads a table of text in steps: CSV or TSV with any line ends, with or without a byte order mark; bytes in UTF-8
 * or UTF-16, or in Windows-1252 when they can be nothing else. Rows in which all cells are blank are left out.
 *
 * @param source the bytes of a file, or a text that was pasted
 * @returns the table, or why it could not be read; never throws, whatever the source is
 */
export function* readTable(
  source: Uint8Array | string,
  options: ReadingOptions = {},
): Generator<void, TableReading> {
  if (source.length > LARGEST_TABLE) return refused({ kind: 'too-large' });
  const decoded = typeof source === 'string' ? decodedText(source) : decode(source);
  if (decoded === null) return refused({ kind: 'not-text' });
  yield;
  // The parser wants a line end behind a quote that is followed by blanks.
  const lines = `${decoded.text.replace(/\r\n?/gu, '\n')}\n`;
  const { said, text, skipped } = withoutSeparatorLine(lines);
  const delimiter = options.delimiter ?? said ?? guessDelimiter(text);
  const rows: Row[] = [];
  for (const step of parsed(text, delimiter, skipped + 1)) {
    if (step.brokenAt !== null) return refused({ kind: 'bad-quotes', line: step.brokenAt });
    rows.push(...step.rows);
    if (rows.length > MOST_ROWS) return refused({ kind: 'too-many-rows' });
    options.onProgress?.(step.done, text.length);
    yield;
  }
  if (rows.length === 0) return refused({ kind: 'empty' });
  return { ok: true, table: { rows, delimiter, encoding: decoded.encoding } };
}

function refused(problem: TableProblem): TableReading {
  return { ok: false, problem };
}

interface Decoded {
  readonly text: string;
  readonly encoding: Encoding;
}

/** Control characters that are in no text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const NO_TEXT = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/u;

function decodedText(text: string, encoding: Encoding = 'utf-8'): Decoded | null {
  const said = text.startsWith('\ufeff') ? text.slice(1) : text;
  return NO_TEXT.test(said) ? null : { text: said, encoding };
}

/** The bytes as text; `null` when they are none. */
function decode(bytes: Uint8Array): Decoded | null {
  const encoding = encodingOf(bytes);
  const text = decodeAs(bytes, encoding);
  if (text !== null) return decodedText(text, encoding);
  if (encoding !== 'utf-8') return null;
  const old = decodeAs(bytes, 'windows-1252');
  return old === null ? null : decodedText(old, 'windows-1252');
}

function decodeAs(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** By its byte order mark; else by where the zeros are that UTF-16 has in every Latin letter. */
function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 512);
  const zeros = [0, 0];
  for (const [index, byte] of head.entries()) {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  if (Math.max(even, odd) < head.length / 8) return 'utf-8';
  return odd > even ? 'utf-16le' : 'utf-16be';
}

/** Spreadsheets can say in a first line of its own what stands between the cells. */
function withoutSeparatorLine(text: string): {
  said: Delimiter | null;
  text: string;
  skipped: number;
} {
  const [line, character] = /^sep=(.)\n/iu.exec(text) ?? [];
  const said = DELIMITERS.find((delimiter) => delimiter === character);
  if (line === undefined || said === undefined) return { said: null, text, skipped: 0 };
  return { said, text: text.slice(line.length), skipped: 1 };
}

/** By the first rows: what divides them most evenly, and most often. */
function guessDelimiter(text: string): Delimiter {
  const head = text.slice(0, STEP);
  const { meta } = Papa.parse(head, {
    preview: 20,
    newline: '\n',
    skipEmptyLines: 'greedy',
    delimitersToGuess: [...DELIMITERS],
  });
  return DELIMITERS.find((delimiter) => delimiter === meta.delimiter) ?? ',';
}

/** What the parser returns of a piece of text, as far as it is used here. */
const Parsed = z.object({
  data: z.array(z.array(z.string())),
  errors: z.array(z.object({ type: z.string(), row: z.int().optional() })),
  meta: z.object({ cursor: z.int() }),
});

/** The rows of a piece of a table. */
interface Step {
  readonly rows: readonly Row[];
  /** How much of the text has been parsed, in characters. */
  readonly done: number;
  /** The line on which a quote begins that does not end where a cell does; `null` where all do. */
  readonly brokenAt: number | null;
}

/** Parses a text piece by piece. What is left of a row at the end of a piece belongs to the next one. */
function* parsed(text: string, delimiter: Delimiter, firstLine: number): Generator<Step, void> {
  const parser = new Papa.Parser({ delimiter, newline: '\n', quoteChar: '"' });
  let line = firstLine;
  let done = 0;
  let size = STEP;
  while (done < text.length) {
    const isLast = done + size >= text.length;
    const { data, errors, meta } = Parsed.parse(
      parser.parse(text.slice(done, done + size), 0, !isLast),
    );
    const rows: Row[] = [];
    // What is broken in a row that is cut off here is none of the rows.
    const broken = errors.find(({ type }) => type === 'Quotes');
    let brokenAt: number | null = null;
    for (const [index, cells] of data.entries()) {
      if (broken?.row === index) brokenAt = line;
      const plain = cells.map((cell) => plainCell(cell));
      if (plain.some((cell) => cell.trim() !== '')) rows.push({ line, cells: plain });
      line += 1 + cells.reduce((sum, cell) => sum + (cell.split('\n').length - 1), 0);
    }
    done = isLast ? text.length : done + meta.cursor;
    // A cell that is longer than a piece: the next piece is to hold it.
    size = data.length === 0 ? size * 2 : STEP;
    yield { rows, done, brokenAt };
  }
}
