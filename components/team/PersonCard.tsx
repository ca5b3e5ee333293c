import type { ComponentChildren } from 'preact';
import { Age } from '@/components/ui/Age';
import type { Tone } from '@/components/ui/Button';
import { Icon, type IconName } from '@/components/ui/Icon';
import { Moment } from '@/components/ui/Moment';
import { t } from '@/components/ui/say';
import type { Member } from '@/lib/model/team';
import type { HistoryEvent } from '@/lib/team/history';
import { dayWords } from './days';
import { StateMark } from './states';

/** A person's history as far as it has been read. */
export type History = readonly HistoryEvent[] | 'loading' | 'failed';

interface PersonCardProps {
  member: Member;
  history: History;
  now: number;
}

/** What is known of one person, and what was seen to happen to their access, the latest first. */
export function PersonCard({ member, history, now }: PersonCardProps) {
  const { email, role, state, workspaces, team, expires, invitedAt } = member;
  return (
    <div class="person-card" data-person={member.key}>
      <dl class="person-facts">
        <Fact name={t('team.column.state')}>
          <StateMark state={state} />
        </Fact>
        {email !== null && <Fact name={t('team.column.email')}>{bare(email)}</Fact>}
        <Fact name={t('team.column.workspaces')}>{namesOr(workspaces)}</Fact>
        {team !== null && <Fact name={t('team.column.team')}>{bare(team)}</Fact>}
        {role === 'admin' && <Fact name={t('team.column.role')}>{t('ui.role.admin')}</Fact>}
        {invitedAt !== null && (
          <Fact name={t('team.column.expires')}>
            {expires === null ? t('popup.invited.open') : dayWords(expires)}
          </Fact>
        )}
        <Fact name={t(state === 'invited' ? 'team.invitedOn' : 'team.column.seen')}>
          <Age at={member.seenAt} now={now} />
        </Fact>
      </dl>
      <h3 class="strong">{t('team.history.title')}</h3>
      <HistoryList history={history} now={now} />
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <>
      <dt class="small muted">{name}</dt>
      <dd class="wrap">{children}</dd>
    </>
  );
}

const bare = (text: string) => <bdi>{text}</bdi>;

/** Names one after the other; a dash where none was seen. */
function namesOr(names: readonly string[] | null) {
  if (names === null || names.length === 0) return <span class="muted">{t('team.noneSeen')}</span>;
  return names.map((name, place) => (
    <span key={name}>
      {place > 0 && ', '}
      <bdi>{name}</bdi>
    </span>
  ));
}

function HistoryList({ history, now }: { history: History; now: number }) {
  if (history === 'loading')
    return (
      <p class="muted" aria-busy="true">
        {t('popup.loading')}
      </p>
    );
  if (history === 'failed') return <p role="alert">{t('team.history.failed')}</p>;
  if (history.length === 0) return <p class="muted">{t('team.history.none')}</p>;
  return (
    <ol class="history">
      {history.map((event, place) => (
        <Event key={`${event.at} ${event.kind} ${place}`} event={event} now={now} />
      ))}
    </ol>
  );
}

/** How each kind of event looks. */
const LOOKS = {
  'first-seen': { icon: 'person', tone: 'neutral' },
  granted: { icon: 'check', tone: 'ok' },
  appeared: { icon: 'person', tone: 'accent' },
  workspaces: { icon: 'arrow', tone: 'accent' },
  removed: { icon: 'none', tone: 'danger' },
  vanished: { icon: 'unknown', tone: 'caution' },
  differs: { icon: 'warning', tone: 'caution' },
  'not-granted': { icon: 'warning', tone: 'caution' },
  invited: { icon: 'clock', tone: 'accent' },
} satisfies Record<HistoryEvent['kind'], { icon: IconName; tone: Tone }>;

function Event({ event, now }: { event: HistoryEvent; now: number }) {
  const { icon, tone } = LOOKS[event.kind];
  return (
    <li class="history-event" data-event={event.kind} data-tone={tone}>
      <Icon name={icon} />
      <div class="grow">
        <p class="wrap">{eventWords(event)}</p>
        <p class="small muted">
          <Moment at={event.at} now={now} /> · <Age at={event.at} now={now} />
          {event.kind === 'granted' &&
            ` · ${t(event.isFromHere ? 'team.history.fromHere' : 'team.history.notFromHere')}`}
        </p>
      </div>
    </li>
  );
}

/** Workspaces in a sentence. */
function listed(names: readonly string[] | null): string {
  if (names === null) return t('team.history.unseen');
  return names.length === 0 ? t('team.history.default') : names.join(', ');
}

function eventWords(event: HistoryEvent): string {
  switch (event.kind) {
    case 'first-seen':
      return t('team.history.firstSeen');
    case 'granted':
      return event.workspaces === null
        ? t('team.history.granted')
        : t('team.history.grantedTo', { workspaces: listed(event.workspaces) });
    case 'appeared':
      return event.workspaces === null
        ? t('team.history.appeared')
        : t('team.history.appearedWith', { workspaces: listed(event.workspaces) });
    case 'removed':
    case 'vanished': {
      const word = event.kind === 'removed' ? 'team.history.removed' : 'team.history.vanished';
      return event.had === null
        ? t(word)
        : `${t(word)} ${t('team.history.had', { workspaces: listed(event.had) })}`;
    }
    case 'workspaces':
      return t('team.history.workspaces', { from: listed(event.from), to: listed(event.to) });
    case 'differs':
      return t('team.history.differs', { chosen: listed(event.chosen), seen: listed(event.seen) });
    case 'not-granted':
      return t('team.history.notGranted', { chosen: listed(event.chosen) });
    case 'invited':
      return event.expires === null
        ? t('team.history.invited')
        : t('team.history.invitedUntil', { day: dayWords(event.expires) });
  }
}
