/** What stands on the pages of every kit besides the controls that matter. */
import type { PageName } from './console';
import { boot, t, type Word } from './server';

/** A link of the navigation. */
export interface NavLink {
  readonly hash: string;
  readonly page: PageName;
  readonly label: string;
}

/** The pages that this person gets to see, in the order of the navigation. */
export const LINKS: readonly NavLink[] = [
  { hash: 'command_center', page: 'command' as const, label: t('commandCenter') },
  { hash: 'settings/exchange_settings', page: 'mail' as const, label: t('email') },
  { hash: 'settings/marketo-admin', page: 'marketo' as const, label: 'Marketo' },
  {
    hash: 'settings/admin/user-management',
    page: 'users' as const,
    label: t('userManagement'),
  },
  {
    hash: 'settings/crm/salesforce/configure',
    page: 'salesforce' as const,
    label: 'Salesforce',
  },
].filter(({ page }) => boot.me.admin || page === 'command' || page === 'mail');

/** The cards of the command center: a text, and a button that only sounds as if it mattered. */
export const CARDS: readonly { readonly text: Word; readonly button: Word }[] = [
  { text: 'cardPeople', button: 'connectPeople' },
  { text: 'cardCall', button: 'disconnectCall' },
  { text: 'cardPhone', button: 'connect' },
  { text: 'cardFeed', button: 'disconnect' },
];

/** Where the links to the help lead. */
export const HELP_URL = 'https://help.example.com/';

/** What comes before and after the link in the sentence about the help. */
export function helpSentence(): readonly [before: string, after: string] {
  const [before = '', after = ''] = t('helpConnect', { link: '\n' }).split('\n');
  return [before, after];
}

/** What a role is called. */
export const roleName = (role: 'admin' | 'member') => t(role);

/** What the Status column says. */
export const statusName = (connected: boolean) => t(connected ? 'connected' : 'notConnected');

/** The first letters of a name, for an avatar. */
export const initials = (name: string) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((part) => [...part][0] ?? '')
    .join('');
