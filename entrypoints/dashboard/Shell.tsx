import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon, type IconName } from '@/components/ui/Icon';
import { t } from '@/components/ui/say';
import type { MessageKey } from '@/lib/model/text';
import { hrefOf, ROOMS, type Room, type Route, type Section } from './route';

const ROOM_WORDS = {
  team: { icon: 'person', word: 'dashboard.room.team' },
  plan: { icon: 'plan', word: 'dashboard.room.plan' },
  handoffs: { icon: 'handoff', word: 'dashboard.room.handoffs' },
  settings: { icon: 'settings', word: 'dashboard.room.settings' },
} satisfies Record<Room, { icon: IconName; word: MessageKey }>;

const SECTION_WORDS = {
  people: 'dashboard.section.people',
  changes: 'dashboard.section.changes',
  overview: 'dashboard.section.overview',
  roster: 'dashboard.section.roster',
  invite: 'dashboard.section.invite',
  wait: 'dashboard.section.wait',
  recognition: 'dashboard.section.recognition',
  engage: 'dashboard.section.engage',
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

  useEffect(() => {
    document.title = t('dashboard.title', words);
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
  const rooms = Object.keys(ROOMS) as Room[];
  return (
    <ul class="rail-list">
      {rooms.map((room) => (
        <li key={room}>
          <a
            class="rail-link"
            href={hrefOf(room, ROOMS[room][0], { account: accountIn(room, route) })}
            data-link={room}
            {...(route.room === room && { 'aria-current': 'true' })}
          >
            <Icon name={ROOM_WORDS[room].icon} />
            <span>{t(ROOM_WORDS[room].word)}</span>
          </a>
          {route.room === room && (
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
