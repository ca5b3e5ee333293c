import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Age } from '@/components/ui/Age';
import type { Tone } from '@/components/ui/Button';
import { Icon, type IconName } from '@/components/ui/Icon';
import { t } from '@/components/ui/say';
import type { Access } from '@/lib/model/snapshot';
import type { MessageKey } from '@/lib/model/text';
import type { Person } from './people';

const ACCESS = {
  connected: { icon: 'check', tone: 'ok', word: 'ui.access.connected' },
  'not-connected': { icon: 'none', tone: 'neutral', word: 'ui.access.notConnected' },
  unknown: { icon: 'unknown', tone: 'caution', word: 'ui.access.unknown' },
} satisfies Record<Access, { icon: IconName; tone: Tone; word: MessageKey }>;

/** Height of a row in pixels. Fixed, so that where a row is follows from its number. */
export const ROW_HEIGHT = 60;

/** Rows drawn above and below what can be seen, so that scrolling shows no gaps. */
const SPARE = 6;

/** Whether somebody has access: an icon, a word and a colour. */
export function AccessMark({ access }: { access: Access }) {
  const { icon, tone, word } = ACCESS[access];
  return (
    <span class="access small" data-tone={tone} data-access={access}>
      <Icon name={icon} />
      <span>{t(word)}</span>
    </span>
  );
}

function Row({ person, now }: { person: Person; now: number }) {
  const { email, name, role, access, workspaces, team } = person;
  const places = [team, ...(workspaces ?? [])].filter((part) => part !== null && part !== '');
  return (
    <>
      <div class="row-line">
        <span class="ellipsis strong" title={name ?? email}>
          <bdi>{name?.trim() || email}</bdi>
        </span>
        {role === 'admin' && <span class="role small">{t('ui.role.admin')}</span>}
        <AccessMark access={access} />
      </div>
      <div class="row-line small muted">
        <span class="ellipsis" title={email}>
          <bdi>{email}</bdi>
        </span>
      </div>
      <div class="row-line small muted">
        <span class="ellipsis" title={places.join(', ')}>
          {places.map((place, at) => (
            <span key={place}>
              {at > 0 && ', '}
              <bdi>{place}</bdi>
            </span>
          ))}
        </span>
        <Age at={person.seenAt} now={now} />
      </div>
    </>
  );
}

/** A list of people that draws only the rows in sight, however many there are. A new `key` scrolls to the top. */
export function PeopleList({ people, now }: { people: readonly Person[]; now: number }) {
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(ROW_HEIGHT * 10);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = () => setHeight(element.clientHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const from = Math.max(0, Math.floor(top / ROW_HEIGHT) - SPARE);
  const to = Math.min(people.length, Math.ceil((top + height) / ROW_HEIGHT) + SPARE);
  return (
    <section
      ref={box}
      class="people"
      aria-label={t('popup.list')}
      // Scrollable by keyboard: nothing inside can have the focus.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
      tabIndex={0}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <ul class="people-all" style={{ height: `${people.length * ROW_HEIGHT}px` }}>
        {people.slice(from, to).map((person, at) => (
          <li
            key={person.email}
            class="person"
            data-user={person.email}
            aria-setsize={people.length}
            aria-posinset={from + at + 1}
            style={{
              height: `${ROW_HEIGHT}px`,
              transform: `translateY(${(from + at) * ROW_HEIGHT}px)`,
            }}
          >
            <Row person={person} now={now} />
          </li>
        ))}
      </ul>
    </section>
  );
}
