import type { PageKind } from '@/lib/model/console';

/** Where the pages of a handoff are in the console (CONSOLE.md); User Access and Set Up share an address. */
const HASHES: Partial<Record<PageKind, string>> = {
  'marketo-setup': '#settings/marketo-admin',
  'user-access': '#settings/marketo-admin',
  'user-management': '#settings/admin/user-management',
};

/** The address of a page within the console, for a link that stands in the console. */
export function hashOf(page: PageKind): string {
  return HASHES[page] ?? '#settings/marketo-admin';
}

/** The address of a page of the console, for a link that stands elsewhere. */
export function consoleHref(page: PageKind): string {
  return `https://toutapp.com/next${hashOf(page)}`;
}
