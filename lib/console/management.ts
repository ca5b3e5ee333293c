import type { Intent } from '@/lib/model/console';
import { wordsIn } from './leaves';
import type { Lexicon } from './lexicon';
import type { Surroundings } from './place';
import { closestAcross } from './tree';

/** No console has more roles. */
const MOST_ROLES = 30;

/** What can be chosen from: the items of menus and lists. */
const ITEMS =
  '[role="menuitem"], [role="menuitemradio"], [role="option"], [role="menu"] *, [role="listbox"] *';

/** Whether a label could be one of User Management's, before it is known which page this is. */
export function mayManage(names: readonly string[], lexicon: Lexicon): boolean {
  return names.some((name) => lexicon.mentions('delete', name) || lexicon.names('user', name));
}

/**
 * What a control of User Management does to people (CONSOLE.md, "User Management"): it deletes them, or makes an
 * admin something less.
 */
export function managementIntent(
  control: Element,
  labels: readonly string[],
  { record }: Surroundings,
  lexicon: Lexicon,
): Intent | null {
  if (labels.some((label) => takesAdminAway(label, lexicon))) return 'demote';
  if (labels.some((label) => lexicon.acts('delete', label))) return 'delete-user';
  const isLess = labels.some((label) => lexicon.names('user', label));
  const isChoice = closestAcross(control, ITEMS) !== null;
  return isLess && isChoice && record !== null && isAdminIn(record, lexicon) ? 'demote' : null;
}

/** Whether a native list is one of roles: an admin's is among them, and another one. */
export function isRoleList(list: Element, lexicon: Lexicon): boolean {
  if (!(list instanceof HTMLSelectElement) || list.multiple) return false;
  const roles = [...list.options].slice(0, MOST_ROLES).map(({ text }) => text);
  const isAdmin = (role: string) => lexicon.mentions('admin', role);
  return roles.some(isAdmin) && !roles.every(isAdmin);
}

/** What a choice in a person's list of roles does; `null` for what takes nothing away. */
export function roleIntent(before: string, chosen: string, lexicon: Lexicon): Intent | null {
  const isAdmin = (role: string) => lexicon.mentions('admin', role);
  return isAdmin(before) && !isAdmin(chosen) && chosen.trim() !== '' ? 'demote' : null;
}

/** "Remove admin": a verb that takes away, and the role beside it. */
function takesAdminAway(label: string, lexicon: Lexicon): boolean {
  return lexicon.mentions('admin', label) && lexicon.mentions('delete', label);
}

/** Whether a record says that its person is an admin. */
function isAdminIn(record: Element, lexicon: Lexicon): boolean {
  return wordsIn(record).some(({ text }) => lexicon.names('admin', text));
}
