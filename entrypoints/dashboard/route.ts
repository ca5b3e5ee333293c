import { useEffect, useState } from 'preact/hooks';

/** The rooms there are, in the order of the rail, each with its sections; a room begins at its first. */
export const ROOMS = {
  team: ['people', 'changes'],
  plan: ['overview', 'roster', 'invite'],
  handoffs: ['overview', 'report'],
  activity: ['lines'],
  settings: ['wait', 'role', 'accounts', 'hosts', 'recognition', 'engage', 'data'],
  welcome: ['welcome'],
} as const;

/** A room of the dashboard. */
export type Room = keyof typeof ROOMS;

/** A section of a room. */
export type Section = (typeof ROOMS)[Room][number];

/** Where in the dashboard somebody is. */
export interface Route {
  readonly room: Room;
  readonly section: Section;
  /** The part of the section that a link leads to, by its `data-part`. */
  readonly part: string | null;
  /** The account that the address names; `null` for the one signed in last. */
  readonly account: string | null;
  /** The handoff that the address names; `null` for all of them. */
  readonly handoff: string | null;
  /** All that stands behind the question mark, the account included; each room has its own use for it. */
  readonly query: string;
}

/**
 * Where the dashboard opens, and where an address leads that names no room. The browser opens it as the
 * extension's options, without an address of ours.
 */
const HOME: Route = {
  room: 'team',
  section: 'people',
  part: null,
  account: null,
  handoff: null,
  query: '',
};

/** What a link can name besides a section. */
interface LinkDetails {
  readonly part?: string | null;
  readonly account?: string | null;
  readonly handoff?: string | null;
  /** More for behind the question mark. */
  readonly query?: string;
}

/** The address of a section, as a link has it. */
export function hrefOf(room: Room, section: Section, details: LinkDetails = {}): string {
  const { part = null, account = null, handoff = null, query = '' } = details;
  const named = new URLSearchParams({
    ...(account !== null && { account }),
    ...(handoff !== null && { handoff }),
  }).toString();
  const behind = [named, query].filter((one) => one !== '').join('&');
  return `#${room}/${section}${part === null ? '' : `/${part}`}${behind === '' ? '' : `?${behind}`}`;
}

function isRoom(name: string): name is Room {
  return Object.hasOwn(ROOMS, name);
}

/**
 * Where a hash leads, as in `#settings/recognition/left-alone` or `#plan/roster?account=…`. What it names and is
 * not there is left out.
 */
export function routeOf(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [room = '', section, part] = path.split('/');
  if (!isRoom(room)) return HOME;
  const named = new URLSearchParams(query);
  const about = { account: named.get('account'), handoff: named.get('handoff'), query };
  const found = ROOMS[room].find((one) => one === section);
  if (found === undefined) return { room, section: ROOMS[room][0], part: null, ...about };
  return { room, section: found, part: part !== undefined && part !== '' ? part : null, ...about };
}

/**
 * Where the address leads, followed as it changes: by a link, by going back, by hand. A link to where one is already
 * leads there once more.
 */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.hash));
  useEffect(() => {
    const follow = () => setRoute(routeOf(location.hash));
    const onClick = ({ target }: MouseEvent) => {
      const link = target instanceof Element ? target.closest('a') : null;
      if (link !== null && link.hash !== '' && link.href === location.href) follow();
    };
    addEventListener('hashchange', follow);
    addEventListener('click', onClick);
    return () => {
      removeEventListener('hashchange', follow);
      removeEventListener('click', onClick);
    };
  }, []);
  return route;
}
