import type { WorkspaceUse } from '@/lib/model/plan';
import type { Snapshot } from '@/lib/model/snapshot';

/**
 * Whether an account has workspaces, after one more look. A workspace that was offered, or that anybody has, proves
 * it for good; a grant dialog that offers none says only that none were seen.
 *
 * @returns the same object where nothing is learned
 */
export function nextWorkspaceUse(
  before: WorkspaceUse,
  snapshot: Pick<Snapshot, 'page' | 'users' | 'workspacesOffered'>,
): WorkspaceUse {
  if (before.offered === 'yes' || snapshot.page !== 'user-access') return before;
  const offered = isProven(snapshot) ? 'yes' : snapshot.workspacesOffered;
  if (offered === 'unknown' || offered === before.offered) return before;
  return { offered, told: false };
}

function isProven({ users, workspacesOffered }: Pick<Snapshot, 'users' | 'workspacesOffered'>) {
  if (workspacesOffered === 'yes') return true;
  if (users.coverage === 'unknown') return false;
  return users.value.some(({ workspaces }) => workspaces !== null && workspaces.length > 0);
}
