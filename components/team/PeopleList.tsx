import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Age } from '@/components/ui/Age';
import { usePainted } from '@/components/ui/painted';
import { t } from '@/components/ui/say';
import type { Member } from '@/lib/model/team';
import { StateMark } from './states';

/** Height of a row in pixels. Fixed, so that where a row is follows from its number. */
const ROW_HEIGHT = 56;

/** Rows that there is room for where nobody has measured yet. */
const USUAL_ROWS = 4;

/** Rows drawn above and below what can be seen, once that has been painted, so that scrolling shows no gaps. */
const SPARE = 6;

interface PeopleListProps {
  /** How many there are; some may not have been read yet. */
  size: number;
  /** Who stands at a place; `null` where they have not been read yet. */
  at(index: number): Member | null;
  now: number;
  open(member: Member): void;
}

/** A list of people that draws only the rows in sight, however many there are. A new `key` scrolls to the top. */
export function PeopleList({ size, at, now, open }: PeopleListProps) {
  const box = useRef<HTMLElement>(null);
  const [top, setTop] = useState(0);
  const [room, setRoom] = useState(USUAL_ROWS);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = () => setRoom(Math.ceil(element.clientHeight / ROW_HEIGHT));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const spare = usePainted() ? SPARE : 0;
  const from = Math.max(0, Math.floor(top / ROW_HEIGHT) - spare);
  const to = Math.min(size, Math.ceil(top / ROW_HEIGHT) + room + spare);
  const rows = Array.from({ length: Math.max(0, to - from) }, (_, place) => from + place);
  return (
    <section
      ref={box}
      class="people"
      aria-label={t('popup.list')}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <ul class="people-all" style={{ height: `${size * ROW_HEIGHT}px` }}>
        {rows.map((index) => {
          const member = at(index);
          return (
            <li
              key={index}
              class="person"
              {...(member !== null && { 'data-user': member.key })}
              aria-setsize={size}
              aria-posinset={index + 1}
              style={{
                height: `${ROW_HEIGHT}px`,
                transform: `translateY(${index * ROW_HEIGHT}px)`,
              }}
            >
              {member !== null && <Row member={member} now={now} open={open} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Row({ member, now, open }: { member: Member; now: number; open(one: Member): void }) {
  const { key, email, name, role, state, workspaces, team, seenAt } = member;
  const called = name?.trim() || email || key;
  const places = [...new Set([...(workspaces ?? []), team ?? ''])].filter((part) => part !== '');
  return (
    <button type="button" class="person-open" onClick={() => open(member)}>
      <span class="row-line">
        <span class="ellipsis strong" title={called}>
          <bdi>{called}</bdi>
        </span>
        {role === 'admin' && <span class="role small">{t('ui.role.admin')}</span>}
        <StateMark state={state} />
      </span>
      <span class="row-line small muted">
        <span class="ellipsis" title={email ?? called}>
          <bdi>{email ?? t('team.noEmail')}</bdi>
        </span>
        <Age at={seenAt} now={now} />
      </span>
      <span class="row-line small muted">
        <span class="ellipsis" title={places.join(', ')}>
          {places.map((place, number) => (
            <span key={place}>
              {number > 0 && ', '}
              <bdi>{place}</bdi>
            </span>
          ))}
        </span>
      </span>
    </button>
  );
}
