import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon, type IconName } from '@/components/ui/Icon';
import { t } from '@/components/ui/say';
import { useLanguage } from '@/components/ui/use-language';
import type { MessageKey } from '@/lib/model/text';
import { hrefOf, ROOMS, type Room, type Route, type Section } from './route';
import { type RoomKey, Shortcuts } from './Shortcuts';

const ROOM_WORDS = {
  team: { icon: 'person', word: 'dashboard.room.team' },
  plan: { icon: 'plan', word: 'dashboard.room.plan' },
  handoffs: { icon: 'handoff', word: 'dashboard.room.handoffs' },
  activity: { icon: 'clock', word: 'dashboard.room.activity' },
  settings: { icon: 'settings', word: 'dashboard.room.settings' },
  welcome: { icon: 'rail', word: 'dashboard.room.welcome' },
} satisfies Record<Room, { icon: IconName; word: MessageKey }>;

/** The letter that leads to a room, behind a `g`. */
const ROOM_KEYS: readonly RoomKey[] = [
  { letter: 't', room: 'team', word: ROOM_WORDS.team.word },
  { letter: 'p', room: 'plan', word: ROOM_WORDS.plan.word },
  { letter: 'a', room: 'activity', word: ROOM_WORDS.activity.word },
  { letter: 'h', room: 'handoffs', word: ROOM_WORDS.handoffs.word },
  { letter: 's', room: 'settings', word: ROOM_WORDS.settings.word },
];

const SECTION_WORDS = {
  people: 'dashboard.section.people',
  changes: 'dashboard.section.changes',
  overview: 'dashboard.section.overview',
  roster: 'dashboard.section.roster',
  invite: 'dashboard.section.invite',
  lines: 'dashboard.section.lines',
  wait: 'dashboard.section.wait',
  recognition: 'dashboard.section.recognition',
  engage: 'dashboard.section.engage',
  role: 'dashboard.section.role',
  accounts: 'dashboard.section.accounts',
  hosts: 'dashboard.section.hosts',
  data: 'dashboard.section.data',
  welcome: 'dashboard.section.welcome',
  report: 'dashboard.section.report',
} satisfies Record<Section, MessageKey>;

/** What a section is called in a room where the same name stands for something else. */
const OWN_WORDS: Partial<Record<`${Room}/${Section}`, MessageKey>> = {
  'handoffs/overview': 'dashboard.section.handoffs',
};

function sectionWord(room: Room, section: Section): string {
  return t(OWN_WORDS[`${room}/${section}`] ?? SECTION_WORDS[section]);
}

interface ShellProps {
  route: Route;
  /** Whether what the route leads to is drawn, so that it can be scrolled to. */
  ready: boolean;
  /** What the page is about, where that is not all of its section. */
  heading?: string | null;
  children: ComponentChildren;
}

/** The frame of the dashboard: the rail of rooms, and what the address leads to. */
export function Shell({ route, ready, heading: about = null, children }: ShellProps) {
  const { room, section, part } = route;
  const main = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef<Route | null>(null);
  const words = { room: t(ROOM_WORDS[room].word), section: about ?? sectionWord(room, section) };

  useLanguage();
  useEffect(() => {
    const title = ROOMS[room].length > 1 ? 'dashboard.title' : 'dashboard.roomTitle';
    document.title = t(title, words);
  }, [words.room, words.section]);

  // Who has followed a link is to be where it leads, eyes, reader and keyboard alike.
  useEffect(() => {
    if (!ready || shown.current === route) return;
    const before = shown.current;
    shown.current = route;
    const target = part === null ? null : partHeading(main.current, part);
    if (target !== null) target.focus();
    else if (before !== null && !isSamePlace(before, route)) {
      heading.current?.focus();
      scrollTo({ top: 0 });
    }
  }, [route, ready]);

  return (
    <div class="dashboard">
      {/* A link to a place on the page would change the address, which is for rooms. */}
      <button
        type="button"
        class="skip button"
        data-kind="filled"
        data-tone="accent"
        onClick={() => main.current?.focus()}
      >
        {t('dashboard.skip')}
      </button>
      <header class="rail">
        <div class="rail-fixed">
          <p class="brand-name">
            <span class="brand">
              <Icon name="rail" large />
            </span>
            <span class="strong">{t('dashboard.name')}</span>
          </p>
          <nav aria-label={t('dashboard.rooms')}>
            <Rooms route={route} />
          </nav>
          <Shortcuts rooms={ROOM_KEYS} />
        </div>
      </header>
      <main ref={main} id="main" class="room" tabIndex={-1} data-room={room} data-section={section}>
        <div class="column">
          <h1 ref={heading} tabIndex={-1} class="wrap">
            {words.section}
          </h1>
          {children}
        </div>
      </main>
    </div>
  );
}

/**
 * Whether only the account is another one, or what is shown of it: whoever has chosen that stays where they are. A
 * link to where one is already leads there once more.
 */
function isSamePlace(before: Route, after: Route): boolean {
  return (
    before.room === after.room &&
    before.section === after.section &&
    before.handoff === after.handoff &&
    before.query !== after.query
  );
}

function partHeading(main: HTMLElement | null, part: string): HTMLElement | null {
  return main?.querySelector<HTMLElement>(`[data-part="${CSS.escape(part)}"] h2`) ?? null;
}

/** The account that a link to this room keeps: the settings belong to none. */
function accountIn(room: Room, route: Route): string | null {
  return room === 'settings' ? null : route.account;
}

/** A room without sections of its own is itself the page that one is on. */
function currentAs(room: Room): 'page' | 'true' {
  return ROOMS[room].length > 1 ? 'true' : 'page';
}

/** The handoff that a link to this section keeps: only its report is about one. */
function handoffIn(section: Section, route: Route): string | null {
  return section === 'report' ? route.handoff : null;
}

/** Whether a section's link leads to what is shown, or to more than that. */
function currentOf(section: Section, route: Route): 'page' | 'true' | null {
  if (route.section !== section) return null;
  return handoffIn(section, route) === route.handoff ? 'page' : 'true';
}

function Rooms({ route }: { route: Route }) {
  // The keys of an object are strings to the compiler; these are the rooms.
  const all = Object.keys(ROOMS) as Room[];
  // The welcome is for once.
  const rooms = all.filter((room) => room !== 'welcome');
  return (
    <ul class="rail-list">
      {rooms.map((room) => (
        <li key={room}>
          <a
            class="rail-link"
            href={hrefOf(room, ROOMS[room][0], { account: accountIn(room, route) })}
            data-link={room}
            {...(route.room === room && { 'aria-current': currentAs(room) })}
          >
            <Icon name={ROOM_WORDS[room].icon} />
            <span>{t(ROOM_WORDS[room].word)}</span>
          </a>
          {route.room === room && ROOMS[room].length > 1 && (
            <ul class="rail-list">
              {ROOMS[room].map((section) => (
                <li key={section}>
                  <a
                    class="rail-link"
                    data-level="2"
                    href={hrefOf(room, section, {
                      account: accountIn(room, route),
                      handoff: handoffIn(section, route),
                    })}
                    data-link={`${room}/${section}`}
                    aria-current={currentOf(section, route) ?? undefined}
                  >
                    {sectionWord(room, section)}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}
