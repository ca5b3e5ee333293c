import { useEffect, useState } from 'preact/hooks';

/** The rooms there are, each with its sections; the first section is where a room begins. */
export const ROOMS = { settings: ['wait', 'recognition', 'engage'] } as const;

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
}

/** Where the dashboard opens, and where an address leads that names no room. */
const HOME: Route = { room: 'settings', section: 'wait', part: null };

/** The address of a section, as a link has it. */
export function hrefOf(room: Room, section: Section): string {
  return `#${room}/${section}`;
}

function isRoom(name: string): name is Room {
  return Object.hasOwn(ROOMS, name);
}

/** Where a hash leads, as in `#settings/recognition/left-alone`. What it names and is not there is left out. */
export function routeOf(hash: string): Route {
  const [path = ''] = hash.replace(/^#\/?/, '').split('?');
  const [room = '', section, part] = path.split('/');
  if (!isRoom(room)) return HOME;
  const found = ROOMS[room].find((one) => one === section);
  if (found === undefined) return { room, section: ROOMS[room][0], part: null };
  return { room, section: found, part: part !== undefined && part !== '' ? part : null };
}

/** Where the address leads, followed as it changes: by a link, by going back, by hand. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.hash));
  useEffect(() => {
    const follow = () => setRoute(routeOf(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return route;
}
