import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Coverage } from '@/components/team/Coverage';
import { Invited } from '@/components/team/Invited';
import { PeopleList } from '@/components/team/PeopleList';
import { type History, PersonCard } from '@/components/team/PersonCard';
import { Picture } from '@/components/team/Picture';
import { TeamSearch } from '@/components/team/TeamSearch';
import { Age } from '@/components/ui/Age';
import { Button, type Tone } from '@/components/ui/Button';
import { nameOf, nextStep, wordsOf } from '@/components/ui/handoff-words';
import { canBePointedOut, MISSING } from '@/components/ui/health-words';
import { Icon, type IconName } from '@/components/ui/Icon';
import { Ring, WaitVoice } from '@/components/ui/Ring';
import { t, tn } from '@/components/ui/say';
import { TroubleCard } from '@/components/ui/TroubleCard';
import type { KeptGuide } from '@/lib/model/guide';
import type { Handoff } from '@/lib/model/handoff';
import { MARKETO_SETTINGS } from '@/lib/model/hosts';
import type { AccountId, Email, HandoffId } from '@/lib/model/ids';
import type { Invited as Invitation } from '@/lib/model/invitation';
import { WAIT_ARTICLE } from '@/lib/model/sources';
import type { Member, TeamState, TeamSummary } from '@/lib/model/team';
import type { MessageKey } from '@/lib/model/text';
import type { Trouble } from '@/lib/model/trouble';
import type { EarlyGrant, Wait } from '@/lib/model/wait';
import type { AccountRecord, LastSeen } from '@/lib/store';
import { isEverybody, type TeamIndex } from '@/lib/team/find';
import { sizeOf } from '@/lib/team/summary';
import { EVERYBODY, toggled } from '@/lib/team/view';
import { hrefOf, ROOMS, type Room } from '../dashboard/route';
import type { CurrentTab, TabHealth } from './current-tab';
import { NO_FACTS, shownOf } from './facts';
import { GuideLine } from './GuideLine';

/** What the popup shows of the database. */
export interface PopupData {
  readonly accounts: readonly Pick<AccountRecord, 'id' | 'name' | 'munchkinId'>[];
  /** The one that is shown; `null` when none has been seen yet. */
  readonly account: Pick<AccountRecord, 'id' | 'name' | 'munchkinId'> | null;
  readonly wait: Wait | null;
  /** The wait that has ended last, while that is news. */
  readonly ended: Wait | null;
  /** Who was granted access while a wait was running, and has not been checked. */
  readonly early: readonly EarlyGrant[];
  /** Who was invited to Account Insight from this browser. */
  readonly invited: readonly Invitation[];
  /** The guide that was begun last, while it is not finished. */
  readonly guide: KeptGuide | null;
  readonly handoff: Handoff | null;
  /** The names of those, as far as they are known. */
  readonly names: ReadonlyMap<Email, string>;
  readonly seen: Pick<LastSeen, 'users'> | null;
  /** What the team comes to; `null` while none is kept. */
  readonly summary: TeamSummary | null;
  /** The team, at first only as far as is seen at once. */
  readonly index: TeamIndex;
  /** Whether that is all of it. */
  readonly isRead: boolean;
}

interface PopupProps {
  now: number;
  /** `null` while the tab is being asked. */
  health: TabHealth | null;
  /** Why it is so, as far as the tab can say. */
  why: CurrentTab['why'];
  /** The pod of Marketo Engage that the tab shows, if it does. */
  pod: CurrentTab['pod'];
  /** What is the matter with the database; `null` when nothing is. */
  trouble: Trouble | null;
  data: PopupData | 'loading' | 'failed';
  /** That is what was shown the last time; what is true now is still being read. */
  isOld: boolean;
  /** How many changes there are since somebody looked; `null` while that is not known. */
  changes: number | null;
  /** Whose history is open. */
  opened: Member | null;
  history: History;
  act: {
    choose(account: AccountId): void;
    open(url: string): void;
    /** Opens a room of the dashboard by its address. */
    room(hash: string): void;
    person(member: Member | null): void;
    allow(): void;
    /** Missing where there is no tab to reload. */
    reload?: () => void;
    /** Lets the person point something out in the tab; resolves to whether it has heard. Missing where there is none. */
    point?: () => Promise<boolean>;
    settings(): void;
    /** Shows what can be done about all that is stored. */
    data(): void;
    retry(): void;
    /** Somebody has checked the access of these people. */
    checked(account: AccountId, people: readonly Email[]): void;
  };
}

const HEALTH = {
  guarded: {
    icon: 'rail',
    tone: 'ok',
    word: 'ui.health.guarded',
    sentence: 'popup.health.guarded',
  },
  'not-guarded': {
    icon: 'none',
    tone: 'neutral',
    word: 'ui.health.notGuarded',
    sentence: 'popup.health.notGuarded',
  },
  'not-recognised': {
    icon: 'unknown',
    tone: 'caution',
    word: 'ui.health.notRecognised',
    sentence: 'popup.health.notRecognised',
  },
  'left-alone': {
    icon: 'unknown',
    tone: 'caution',
    word: 'ui.health.leftAlone',
    sentence: 'popup.health.leftAlone',
  },
  reload: {
    icon: 'reload',
    tone: 'danger',
    word: 'ui.health.reload',
    sentence: 'popup.health.reload',
  },
  'not-allowed': {
    icon: 'blocked',
    tone: 'danger',
    word: 'ui.health.notAllowed',
    sentence: 'popup.health.notAllowed',
  },
  'engage-off': {
    icon: 'none',
    tone: 'neutral',
    word: 'ui.health.engageOff',
    sentence: 'popup.health.engageOff',
  },
  elsewhere: {
    icon: 'none',
    tone: 'neutral',
    word: 'ui.health.elsewhere',
    sentence: 'popup.health.elsewhere',
  },
} satisfies Record<
  TabHealth,
  { icon: IconName; tone: Tone; word: MessageKey; sentence: MessageKey }
>;

function HealthPart({ health, why, pod, act }: Pick<PopupProps, 'health' | 'why' | 'pod' | 'act'>) {
  if (health === null) return <p class="health muted">{t('ui.health.checking')}</p>;
  const { icon, tone, word, sentence } = HEALTH[health];
  return (
    <div class="health" data-health={health} data-tone={tone} role="status">
      <Icon name={icon} large />
      <div class="grow">
        <p class="health-word">{t(word)}</p>
        <p class="small muted">{t(sentence)}</p>
        {why !== null && <Reasons why={why} />}
        {why !== null && act.point !== undefined && canBePointedOut(why.missing) && (
          <ShowMe point={act.point} />
        )}
      </div>
      {health === 'reload' && act.reload !== undefined && (
        <Button data-action="tab-reload" icon="reload" onClick={act.reload}>
          {t('popup.reloadTab')}
        </Button>
      )}
      {health === 'engage-off' && pod !== null && (
        <Button data-action="pod-allow" onClick={act.allow}>
          {t('popup.allowPod', { pod })}
        </Button>
      )}
      {health === 'not-allowed' && (
        <Button data-action="allow" onClick={act.allow}>
          {t('popup.allow')}
        </Button>
      )}
    </div>
  );
}

/** For where the dock cannot be pressed, such as behind a dialog of the page. */
function ShowMe({ point }: { point: () => Promise<boolean> }) {
  const [failed, setFailed] = useState(false);
  return (
    <div class="show-me">
      <Button
        data-action="teach-point"
        onClick={() => void point().then((went) => setFailed(!went))}
      >
        {t('popup.show')}
      </Button>
      <p class="small muted" role={failed ? 'alert' : undefined}>
        {t(failed ? 'popup.showFailed' : 'popup.showHow')}
      </p>
    </div>
  );
}

/** What the tab lacks to be called guarded, and what it was told to leave alone. */
function Reasons({ why }: { why: NonNullable<CurrentTab['why']> }) {
  return (
    <>
      {why.missing.map((one) => (
        <p key={one} class="small wrap" data-missing={one}>
          {t(MISSING[one])}
        </p>
      ))}
      {why.leftAlone > 0 && <p class="small">{tn('health.leftAlone', why.leftAlone)}</p>}
    </>
  );
}

function AccountPart({ data, act }: { data: PopupData; act: PopupProps['act'] }) {
  const { account } = data;
  const name = account?.name.trim() || t('popup.unnamed');
  return (
    <header class="head">
      <span class="brand">
        <Icon name="rail" large />
      </span>
      <div class="grow">
        {data.accounts.length > 1 && account !== null ? (
          <select
            class="input"
            data-field="account"
            aria-label={t('popup.account')}
            onInput={(event) => {
              const { value } = event.currentTarget;
              const chosen = data.accounts.find(({ id }) => id === value);
              if (chosen !== undefined) act.choose(chosen.id);
            }}
          >
            {data.accounts.map((one) => (
              <option key={one.id} value={one.id} selected={one.id === account.id}>
                {one.name.trim() || t('popup.unnamed')}
              </option>
            ))}
          </select>
        ) : (
          <h1 class="ellipsis" title={name}>
            <bdi>{name}</bdi>
          </h1>
        )}
        {account?.munchkinId != null && (
          <p class="small muted tabular">{t('popup.munchkin', { id: account.munchkinId })}</p>
        )}
      </div>
      <Button kind="plain" data-action="settings" icon="settings" onClick={act.settings}>
        {t('popup.settings')}
      </Button>
    </header>
  );
}

interface WaitPartProps {
  wait: Wait;
  now: number;
  /** Whether it is a wait of the account that is shown. */
  isOwn: boolean;
  act: PopupProps['act'];
}

function WaitPart({ wait, now, isOwn, act }: WaitPartProps) {
  return (
    <div class="strip">
      <Ring wait={wait} now={now} />
      <div class="grow">
        <p class="strong">{t('ui.wait.title')}</p>
        <p class="small muted">
          {t('ui.wait.why')} <OutLink href={WAIT_ARTICLE} label="source.article" act={act} />
        </p>
        {wait.reminder !== null && <p class="small muted">{t('ui.wait.reminder')}</p>}
        {!isOwn && <p class="small muted">{t('guard.wait.whose')}</p>}
        {wait.doubtful && <p class="small muted">{t('guard.wait.doubtful')}</p>}
      </div>
    </div>
  );
}

interface OutLinkProps {
  href: string;
  label: MessageKey;
  act: PopupProps['act'];
}

/** A link that closes the popup behind itself. */
function OutLink({ href, label, act }: OutLinkProps) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      onClick={(event) => {
        event.preventDefault();
        act.open(href);
      }}
    >
      {t(label)}
    </a>
  );
}

/** The calm sign of an end. */
function OverPart() {
  return (
    <div class="strip" data-wait-over="">
      <span class="strip-mark" data-tone="ok">
        <Icon name="check" large />
      </span>
      <p class="grow">{t('ui.wait.over')}</p>
    </div>
  );
}

/** How many of those who were granted access early are named. */
const EARLY_SHOWN = 5;

interface EarlyPartProps {
  early: readonly EarlyGrant[];
  names: ReadonlyMap<Email, string>;
  now: number;
  act: PopupProps['act'];
}

/** Who was granted access while the wait was running, and what to check. */
function EarlyPart({ early, names, now, act }: EarlyPartProps) {
  const [all, setAll] = useState(false);
  const shown = all ? early : early.slice(0, EARLY_SHOWN);
  const [first] = early;
  if (first === undefined) return null;
  return (
    <section class="strip early" data-early="">
      <span class="strip-mark" data-tone="caution">
        <Icon name="warning" large />
      </span>
      <div class="grow early-body">
        <h2 class="strong">{tn('popup.early.title', early.length)}</h2>
        <p class="small muted">{t('popup.early.check')}</p>
        <ul class="early-people">
          {shown.map(({ email, at }) => (
            <li key={email} data-early-user={email} class="small">
              {names.has(email) && <bdi>{names.get(email)} </bdi>}
              <bdi class="muted">{email}</bdi>
              <span class="muted">
                {' · '}
                {t('popup.early.at')} <Age at={at} now={now} />
              </span>
            </li>
          ))}
        </ul>
        <div class="early-actions">
          {shown.length < early.length && (
            <Button kind="plain" data-action="early-all" onClick={() => setAll(true)}>
              {tn('question.more', early.length - shown.length)}
            </Button>
          )}
          <Button
            data-action="early-checked"
            onClick={() =>
              act.checked(
                first.account,
                early.map(({ email }) => email),
              )
            }
          >
            {t('popup.early.done')}
          </Button>
        </div>
      </div>
    </section>
  );
}

interface HandoffPartProps {
  handoff: Handoff;
  /** Where all of it is shown. */
  href: string;
}

function HandoffPart({ handoff, href }: HandoffPartProps) {
  const next = nextStep(handoff);
  return (
    <div class="strip" data-next-step={next?.step.id ?? 'finish'}>
      <span class="strip-mark">
        <Icon name={next?.mine === false ? 'clock' : 'person'} large />
      </span>
      <div class="grow">
        {next === null ? (
          <p class="strong">{t('popup.handoffDone')}</p>
        ) : (
          <>
            <p class="small muted">
              {next.mine ? t('popup.next') : t('popup.waiting', { who: nameOf(next.step.actor) })}
            </p>
            <p class="strong clamp">{wordsOf(next.step.id, handoff).title}</p>
          </>
        )}
        <p class="small">
          <a href={href} target="_blank" rel="noreferrer" data-action="open-handoff">
            {t('popup.handoffOpen')}
          </a>
        </p>
      </div>
    </div>
  );
}

interface TeamProps {
  data: PopupData;
  summary: TeamSummary;
  now: number;
  /** Something above needs the room. */
  folded: boolean;
  open(member: Member): void;
}

function TeamPart({ data, summary, now, folded, open }: TeamProps) {
  const [search, setSearch] = useState('');
  const [states, setStates] = useState<readonly TeamState[]>([]);
  const [workspaces, setWorkspaces] = useState<readonly string[]>([]);
  const { index, isRead } = data;
  const query = { ...EVERYBODY, search, states, workspaces };
  const found = useMemo(() => index.find(query), [index, search, states, workspaces]);
  const everybody = isEverybody(query);
  // What is still being read has its place already.
  const size = everybody ? Math.max(found.size, sizeOf(summary)) : found.size;
  return (
    <>
      <Picture
        summary={summary}
        folded={folded}
        bare={search.trim() !== ''}
        states={states}
        workspaces={workspaces}
        toggleState={(state) => setStates(toggled(states, state))}
        toggleWorkspace={(name) => setWorkspaces(toggled(workspaces, name))}
      />
      <TeamSearch class="search" value={search} onValue={setSearch} />
      <div class="list-head">
        <Coverage summary={summary} users={data.seen?.users ?? null} now={now} />
        <p class="small muted tabular found" role="status" aria-busy={!isRead}>
          {!everybody && (isRead ? tn('popup.found', found.size) : t('popup.searching'))}
        </p>
      </div>
      {size > 0 || !isRead ? (
        <PeopleList
          key={JSON.stringify([search, states, workspaces])}
          size={size}
          at={(place) => found.at(place)}
          now={now}
          open={open}
        />
      ) : (
        <div class="nobody">
          <p class="strong wrap">
            {search.trim() === ''
              ? t('popup.nobodyFiltered')
              : t('popup.nobody', { query: search })}
          </p>
          <p class="small muted">{t('popup.nobodyHint')}</p>
        </div>
      )}
    </>
  );
}

interface PersonPartProps {
  member: Member;
  history: History;
  now: number;
  back(): void;
}

/** One person in the place of the list. Escape and Back lead back to it. */
function PersonPart({ member, history, now, back }: PersonPartProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [member.key]);
  const name = member.name?.trim() || member.email || member.key;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is a shortcut for the button in it
    <div
      class="person-part"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // The browser would close the popup.
        event.preventDefault();
        back();
      }}
    >
      <div class="person-head">
        <Button kind="plain" data-action="person-back" onClick={back}>
          {t('popup.back')}
        </Button>
        <h2 ref={heading} tabIndex={-1} class="ellipsis" title={name}>
          <bdi>{name}</bdi>
        </h2>
      </div>
      <PersonCard member={member} history={history} now={now} />
    </div>
  );
}

interface RoomsPartProps {
  account: AccountId | null;
  changes: number | null;
  act: PopupProps['act'];
}

/** The settings have a button of their own, and the welcome is read once. */
const NOT_LINKED: ReadonlySet<Room> = new Set<Room>(['settings', 'welcome']);

/** The rooms of the dashboard. */
function RoomsPart({ account, changes, act }: RoomsPartProps) {
  // The keys of an object are strings to the compiler; these are the rooms.
  const rooms = (Object.keys(ROOMS) as Room[]).filter((room) => !NOT_LINKED.has(room));
  const link = (name: string, hash: string, words: string) => (
    <a
      key={name}
      href={`dashboard.html${hash}`}
      data-link={name}
      onClick={(event) => {
        event.preventDefault();
        act.room(hash);
      }}
    >
      {words}
    </a>
  );
  return (
    <nav class="rooms small" aria-label={t('popup.rooms')}>
      {rooms.map((room) =>
        link(room, hrefOf(room, ROOMS[room][0], { account }), t(`dashboard.room.${room}`)),
      )}
      {changes !== null &&
        changes > 0 &&
        link('team/changes', hrefOf('team', 'changes', { account }), tn('popup.changes', changes))}
    </nav>
  );
}

function EmptyPart({ seen, act }: { seen: boolean; act: PopupProps['act'] }) {
  return (
    <div class="empty" data-empty={seen ? 'no-users' : 'nothing-seen'}>
      <EmptyDrawing />
      <h2>{t('popup.empty.title')}</h2>
      <p class="muted">{t(seen ? 'popup.empty.users' : 'popup.empty.why')}</p>
      {seen && <p class="muted">{t('popup.empty.usersHint')}</p>}
      <a
        class="button"
        data-kind="filled"
        data-tone="accent"
        data-action="open-console"
        href={MARKETO_SETTINGS}
        target="_blank"
        rel="noreferrer"
        onClick={(event) => {
          event.preventDefault();
          act.open(MARKETO_SETTINGS);
        }}
      >
        {t('popup.empty.action')}
      </a>
    </div>
  );
}

/** The picture that will stand here, without its figures. */
function EmptyDrawing() {
  return (
    <svg class="empty-drawing" viewBox="0 0 120 48" aria-hidden="true">
      <rect x="0" y="4" width="96" height="8" rx="4" />
      <rect x="0" y="20" width="64" height="8" rx="4" />
      <rect x="0" y="36" width="30" height="8" rx="4" />
    </svg>
  );
}

/** Says what is the matter with what is saved. What can be done about it takes more room than there is here. */
function TroublePart({ trouble, act }: { trouble: Trouble; act: PopupProps['act'] }) {
  return (
    <div class="popup-trouble">
      <TroubleCard trouble={trouble}>
        <div class="actions">
          <Button kind="filled" data-action="data" onClick={act.data}>
            {t('trouble.popup')}
          </Button>
          {trouble !== 'full' && (
            <Button data-action="retry" onClick={act.retry}>
              {t('trouble.reload')}
            </Button>
          )}
        </div>
      </TroubleCard>
    </div>
  );
}

/** Where the dashboard shows a handoff. */
function addressOf(account: AccountId, handoff: HandoffId): string {
  return `/dashboard.html#handoffs/overview?${new URLSearchParams({ account, handoff })}`;
}

/** What is shown before anything is known. */
const NOTHING = shownOf(NO_FACTS);

/** Whether a team was seen of which the background has not made the figures yet, as after an update. */
function isBeingMade({ summary, seen }: PopupData): boolean {
  return summary === null && seen?.users != null;
}

/** The popup: the account, how this tab is doing, what is running, and who has access. */
export function Popup(props: PopupProps) {
  const { now, health, why, pod, trouble, data, isOld, changes, opened, history, act } = props;
  const shown = typeof data === 'string' ? NOTHING : data;
  const waiting = shown.wait !== null && shown.wait.endsAt > now;
  const isOver = !waiting && (shown.ended !== null || shown.wait !== null);
  const member = opened === null ? null : (shown.index.byKey(opened.key) ?? opened);
  const left = useRef<string | null>(null);
  useEffect(() => {
    // Whoever comes back from a person is where they left.
    if (member === null && left.current !== null) {
      const row = document.querySelector<HTMLElement>(
        `[data-user="${CSS.escape(left.current)}"] button`,
      );
      (row ?? document.querySelector<HTMLElement>('[data-field="search"]'))?.focus();
    }
    left.current = member?.key ?? null;
  }, [member?.key]);
  const isLoading = data === 'loading' || isBeingMade(shown);
  return (
    <main class="popup" aria-busy={isLoading || isOld}>
      <AccountPart data={shown} act={act} />
      <HealthPart health={health} why={why} pod={pod} act={act} />
      {trouble !== null && <TroublePart trouble={trouble} act={act} />}
      <WaitVoice wait={waiting ? shown.wait : null} isOver={isOver} now={now} />
      {waiting && shown.wait !== null && (
        <WaitPart
          wait={shown.wait}
          now={now}
          isOwn={shown.wait.account === shown.account?.id}
          act={act}
        />
      )}
      {isOver && <OverPart />}
      <EarlyPart early={shown.early} names={shown.names} now={now} act={act} />
      <Invited invited={shown.invited} now={now} />
      {shown.account !== null && shown.guide !== null && (
        <GuideLine
          account={shown.account.id}
          kept={shown.guide}
          now={now}
          isThere={(guide) => why !== null && (guide === 'grant') === (pod === null)}
        />
      )}
      {shown.handoff !== null && shown.account !== null && (
        <HandoffPart handoff={shown.handoff} href={addressOf(shown.account.id, shown.handoff.id)} />
      )}
      {isLoading && trouble !== 'blocked' && <p class="empty muted">{t('popup.loading')}</p>}
      {typeof data !== 'string' && member !== null && (
        <PersonPart member={member} history={history} now={now} back={() => act.person(null)} />
      )}
      {typeof data !== 'string' && !isLoading && (
        <div class="team-part" hidden={member !== null}>
          {data.summary !== null && sizeOf(data.summary) > 0 ? (
            <TeamPart
              key={data.account?.id ?? ''}
              data={data}
              summary={data.summary}
              now={now}
              folded={waiting || data.handoff !== null || data.early.length > 0}
              open={act.person}
            />
          ) : (
            <EmptyPart seen={data.account !== null} act={act} />
          )}
        </div>
      )}
      {typeof data !== 'string' && data.account !== null && (
        <RoomsPart account={data.account.id} changes={changes} act={act} />
      )}
    </main>
  );
}
