import type { Workspaces } from './plan';

/** What the console assigns where nothing is chosen (CONSOLE.md rule 3). */
export const DEFAULT_WORKSPACE = 'Default';

/** Names as they are compared. An account has few, and each stands beside thousands of people. */
const folded = new Map<string, string>();

/** More names than this are not remembered. */
const MOST_FOLDED = 2_000;

/** A workspace's name as it is compared: case, the form of its characters and blanks make no difference. */
export function foldWorkspace(name: string): string {
  const before = folded.get(name);
  if (before !== undefined) return before;
  const compared = name.normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase();
  if (folded.size >= MOST_FOLDED) folded.clear();
  folded.set(name, compared);
  return compared;
}

/** The same for two lists with the same workspaces, in whatever order and however often. */
export function workspacesKey(names: Workspaces): string {
  return JSON.stringify([...new Set(names.map(foldWorkspace))].sort());
}

/** Whether two lists name the same workspaces. */
export function sameWorkspaces(a: Workspaces, b: Workspaces): boolean {
  return workspacesKey(a) === workspacesKey(b);
}

/** What a choice comes to: nothing chosen means Default. */
export function meantBy(chosen: Workspaces): Workspaces {
  return chosen.length === 0 ? [DEFAULT_WORKSPACE] : chosen;
}
