import type { Workspaces } from '@/lib/model/plan';
import { meantBy, sameWorkspaces } from '@/lib/model/workspaces';

/**
 * How a choice for somebody agrees with the roster: as planned; as good as any, because the roster says nothing of
 * workspaces; otherwise than planned; or for somebody who is not in the roster.
 *
 * @param planned what the roster asks for; `null` for those who are not in it
 * @param chosen what is chosen in the dialog; empty is Default
 */
export function comparePlan(
  planned: { readonly workspaces: Workspaces | null } | null,
  chosen: Workspaces,
): 'as-planned' | 'any' | 'otherwise' | 'not-in-roster' {
  if (planned === null) return 'not-in-roster';
  if (planned.workspaces === null) return 'any';
  return sameWorkspaces(planned.workspaces, meantBy(chosen)) ? 'as-planned' : 'otherwise';
}
