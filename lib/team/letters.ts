import type { TeamPage, TeamRole, TeamState } from '@/lib/model/team';

/** The letters of {@link TeamPage}. */
export const STATE_LETTERS = {
  connected: 'c',
  'not-connected': 'n',
  unknown: 'u',
  invited: 'i',
} as const satisfies Record<TeamState, string>;

/** The letters of {@link TeamPage}. */
export const ROLE_LETTERS = {
  admin: 'a',
  user: 'u',
  unknown: '?',
} as const satisfies Record<TeamRole, string>;
