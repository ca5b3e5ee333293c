import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Age } from '@/components/ui/Age';
import { Button } from '@/components/ui/Button';
import { Field } from '@/components/ui/Field';
import { Icon } from '@/components/ui/Icon';
import { Ring } from '@/components/ui/Ring';
import { t } from '@/components/ui/say';
import type { PageKind } from '@/lib/model/console';
import type { Known } from '@/lib/model/known';
import { WAIT_ARTICLE } from '@/lib/model/sources';
import type { MessageKey } from '@/lib/model/text';
import type { Source, Wait } from '@/lib/model/wait';
import type { DeclareTrouble, DockActions, DockView } from './view';

const WAIT_SOURCES = {
  observed: 'ui.wait.observed',
  declared: 'ui.wait.declared',
  imported: 'ui.wait.imported',
} satisfies Record<Source, MessageKey>;

const TROUBLES = {
  'still-to-come': 'dock.connect.stillToCome',
  refused: 'dock.connect.refused',
  silent: 'checklist.error.silent',
} satisfies Record<DeclareTrouble, MessageKey>;

/**
 * Whether a person is to say what became of a connect press: it seems to have failed, nothing was seen of it for
 * too long, or they have left the page that could show it.
 */
export function isAsked({ connect, wait }: Known, page: PageKind): boolean {
  if (connect === null || wait !== null) return false;
  return connect.state !== 'open' || page === 'user-access';
}

interface WaitPartProps {
  view: DockView;
  known: Known;
  act: DockActions;
}

/** What the dock says and asks about the wait: how long it still takes, that it is over, or whether there is one. */
export function WaitPart({ view, known, act }: WaitPartProps) {
  const { wait, ended } = known;
  const { now } = view;
  if (wait !== null && wait.endsAt > now) {
    return (
      <RunningCard wait={wait} now={now} isOwn={wait.account === known.account.id} act={act} />
    );
  }
  return (
    <>
      {ended !== null && <OverCard />}
      {isAsked(known, view.page) && <ConnectCard known={known} now={now} act={act} />}
      {known.connectedBefore && !isAsked(known, view.page) && (
        <BeforeCard now={now} act={act} key={known.account.id} />
      )}
    </>
  );
}

interface RunningCardProps {
  wait: Wait;
  now: number;
  isOwn: boolean;
  act: DockActions;
}

function RunningCard({ wait, now, isOwn, act }: RunningCardProps) {
  return (
    <div class="card stack">
      <div class="wait-card">
        <Ring wait={wait} now={now} size="large" />
        <div class="stack-tight">
          <p class="strong">{t('ui.wait.title')}</p>
          <p class="small muted">
            {t('ui.wait.why')} <ArticleLink />
          </p>
          {isOwn && (
            <p class="small muted">
              {t(WAIT_SOURCES[wait.source])} <Age at={wait.startedAt} now={now} />
            </p>
          )}
          {wait.reminder !== null && <p class="small muted">{t('ui.wait.reminder')}</p>}
        </div>
      </div>
      {!isOwn && <Note mark="whose" message="guard.wait.whose" />}
      {wait.doubtful && (
        <>
          <Note mark="clock" message="guard.wait.doubtful" />
          {isOwn && <TimeEntry now={now} start={now} act={act} />}
        </>
      )}
    </div>
  );
}

function ArticleLink() {
  return (
    <a href={WAIT_ARTICLE} target="_blank" rel="noreferrer noopener">
      {t('source.article')}
    </a>
  );
}

function Note({ mark, message }: { mark: string; message: MessageKey }) {
  return (
    <p class="notice" data-tone="caution" data-wait-note={mark}>
      <Icon name="unknown" />
      <span>{t(message)}</span>
    </p>
  );
}

/** The calm sign of an end. */
function OverCard() {
  return (
    <div class="card" data-wait-over="">
      <p class="notice" data-tone="ok">
        <Icon name="check" />
        <span>{t('ui.wait.over')}</span>
      </p>
    </div>
  );
}

const CONNECT_WORDS = {
  failed: 'dock.connect.failed',
  silent: 'dock.connect.silent',
  open: 'dock.connect.open',
} satisfies Record<NonNullable<Known['connect']>['state'], MessageKey>;

/** “Did it connect?” */
function ConnectCard({ known, now, act }: { known: Known; now: number; act: DockActions }) {
  const { connect } = known;
  if (connect === null) return null;
  return (
    <section class="card stack" data-connect={connect.state} aria-label={t('dock.connect.title')}>
      <div class="stack-tight">
        <h3 class="next-title">{t('dock.connect.title')}</h3>
        <p class="small muted">
          {t(CONNECT_WORDS[connect.state])} <Age at={connect.at} now={now} />
        </p>
      </div>
      <TimeEntry now={now} start={connect.at} act={act}>
        <Button data-action="connect-forget" onClick={() => void act.forgetConnect()}>
          {t('dock.connect.no')}
        </Button>
      </TimeEntry>
    </section>
  );
}

/** A connection of which nobody knows when it was made. */
function BeforeCard({ now, act }: { now: number; act: DockActions }) {
  return (
    <section class="card stack" data-connected-before="" aria-label={t('dock.before.name')}>
      <p class="small muted">{t('dock.before.sentence')}</p>
      <TimeEntry now={now} start={now} act={act} />
    </section>
  );
}

const two = (part: number) => String(part).padStart(2, '0');

/** A moment as a time field shows it. */
function timeOf(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

interface TimeEntryProps {
  now: number;
  /** The time that is offered. */
  start: number;
  act: DockActions;
  /** Another answer, beside the one that opens the field. */
  children?: ComponentChildren;
}

/** “I connected at …”, folded away until it is wanted. */
function TimeEntry({ now, start, act, children }: TimeEntryProps) {
  const [time, setTime] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<DeclareTrouble | null>(null);
  if (time === null) {
    return (
      <div class="actions">
        <Button
          data-action="wait-declare-open"
          onClick={() => setTime(timeOf(Math.min(start, now)))}
        >
          {t('dock.connect.at')}
        </Button>
        {children}
      </div>
    );
  }
  const declare = async () => {
    const problem = await act.declareConnect(time);
    setTrouble(problem);
    if (problem === null) setTime(null);
  };
  return (
    <form
      class="time-row"
      onSubmit={(event) => {
        event.preventDefault();
        void declare();
      }}
    >
      <Field
        type="time"
        field="connected-at"
        label={t('dock.connect.when')}
        hint={t('dock.connect.hint')}
        value={time}
        onValue={setTime}
        error={trouble === null ? null : t(TROUBLES[trouble])}
      />
      <div class="actions">
        <Button type="submit" kind="filled" data-action="wait-declare">
          {t('dock.connect.start')}
        </Button>
        <Button kind="plain" onClick={() => setTime(null)}>
          {t('checklist.cancel')}
        </Button>
      </div>
    </form>
  );
}
