import { foldWorkspace } from '@/lib/model/workspaces';

/**
 * The workspaces that a cell names. Between them stand semicolons, bars, line breaks or commas; a known name may
 * have any of these in it.
 *
 * @param known the known names, as {@link foldWorkspace} leaves them
 */
export function splitWorkspaces(cell: string, known: ReadonlySet<string>): string[] {
  return splitAt(cell, known, [/[;；|\n]/u, /[,，、]/u]);
}

function splitAt(text: string, known: ReadonlySet<string>, marks: readonly RegExp[]): string[] {
  const name = text.replace(/\s+/gu, ' ').trim();
  if (name === '') return [];
  const [mark, ...finer] = marks;
  if (mark === undefined || known.has(foldWorkspace(name))) return [name];
  return text.split(mark).flatMap((part) => splitAt(part, known, finer));
}
