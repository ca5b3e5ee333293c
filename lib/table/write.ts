import { safeCell } from './safe';

/** The rows of a table, cell by cell. */
export type Rows = readonly (readonly string[])[];

function quoted(cell: string, delimiter: string): string {
  const safe = safeCell(cell);
  const isPlain = safe === cell && safe.trim() === safe && !/["\r\n]/u.test(safe);
  return isPlain && !safe.includes(delimiter) ? safe : `"${safe.replaceAll('"', '""')}"`;
}

function delimited(rows: Rows, delimiter: string): string {
  return rows
    .map((row) => `${row.map((cell) => quoted(cell, delimiter)).join(delimiter)}\r\n`)
    .join('');
}

/**
 * Writes a CSV file: comma, CRLF, quotes where they are needed, and a byte order mark, by which spreadsheets know
 * that it is UTF-8. No cell is ever a formula.
 */
export function writeCsv(rows: Rows): string {
  return `\ufeff${delimited(rows, ',')}`;
}

/** Further lines of a CSV file that {@link writeCsv} has begun. No cell is ever a formula. */
export function csvLines(rows: Rows): string {
  return delimited(rows, ',');
}

/** Writes rows for a spreadsheet's clipboard, with tabs between the cells. No cell is ever a formula. */
export function writeTsv(rows: Rows): string {
  return delimited(rows, '\t');
}

/** What means something to Markdown inside a table, or to HTML inside Markdown. */
const MARKS: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

/** A text as Markdown shows it, on one line: nothing in it is markup. */
export function markdownText(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/[\\`*_[\]|~#!]/gu, '\\$&')
    .replace(/[<>&]/gu, (mark) => MARKS[mark] ?? mark);
}

/** Writes a Markdown table whose cells are text and nothing else. */
export function writeMarkdownTable(head: readonly string[], rows: Rows): string {
  const line = (cells: readonly string[]) => `| ${cells.map(markdownText).join(' | ')} |\n`;
  return [line(head), `|${head.map(() => ' --- |').join('')}\n`, ...rows.map(line)].join('');
}
