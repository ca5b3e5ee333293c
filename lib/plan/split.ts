import { foldWorkspace } from '@/lib/model/workspaces';

/** What stands between names, the coarser first. */
const MARKS = [/[;；|\n]/u, /[,，、]/u] as const;

/** Any of it; most cells have none of it, and to split at a pattern takes its time. */
const MARK = /[;；|\n,，、]/u;

/**
 * The workspaces that a cell names. Between them stand semicolons, bars, line breaks or commas; a known name may
 * have any of these in it.
 *
 * @param known the known names, as {@link foldWorkspace} leaves them
 */
export function splitWorkspaces(cell: string, known: ReadonlySet<string>): string[] {
  return splitAt(cell, known, MARKS);
}

function splitAt(text: string, known: ReadonlySet<string>, marks: readonly RegExp[]): string[] {
  const name = text.trim().replace(/\s+/gu, ' ');
  if (name === '') return [];
  const [mark, ...finer] = marks;
  if (mark === undefined || !MARK.test(text) || known.has(foldWorkspace(name))) return [name];
  return text.split(mark).flatMap((part) => splitAt(part, known, finer));
}
