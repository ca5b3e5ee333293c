import type { Email } from '@/lib/model/ids';
import type { TeamPage } from '@/lib/model/team';
import { TeamIndex } from '@/lib/team/find';
import type { PopupData } from './Popup';

/** What the first look of the popup needs, as plain data: the team's figures, and its first page. */
export interface Facts extends Omit<PopupData, 'names' | 'index' | 'isRead'> {
  readonly names: readonly (readonly [Email, string])[];
  readonly page: TeamPage | null;
}

/** What there is to show before any account has been seen. */
export const NO_FACTS: Facts = {
  accounts: [],
  account: null,
  wait: null,
  ended: null,
  early: [],
  invited: [],
  guide: null,
  handoff: null,
  names: [],
  seen: null,
  summary: null,
  page: null,
};

/** What the popup shows of these facts: of the team, as much as is seen at once. */
export function shownOf({ names, page, ...facts }: Facts): PopupData {
  const index = new TeamIndex(page === null ? [] : [page]);
  return { ...facts, names: new Map(names), index, isRead: false };
}
