import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { HandoffActions } from '@/components/handoff/actions';
import { createHandoffActions } from '@/components/handoff/asking';
import { HandoffCard } from '@/components/handoff/HandoffCard';
import { OneHandoff } from '@/components/handoff/OneHandoff';
import { PassIn } from '@/components/handoff/PassIn';
import { StartForm } from '@/components/handoff/StartForm';
import type { TracedHandoff } from '@/components/handoff/traced';
import { EmptyPlan } from '@/components/plan/EmptyPlan';
import { AccountBar } from '@/components/ui/AccountBar';
import { Button } from '@/components/ui/Button';
import { type Live, useLive } from '@/components/ui/live';
import { Note } from '@/components/ui/Note';
import { useNow } from '@/components/ui/now';
import { Section } from '@/components/ui/Section';
import { t } from '@/components/ui/say';
import { MINUTE } from '@/lib/model/clock';
import type { Role } from '@/lib/model/handoff';
import type { AccountId, HandoffId } from '@/lib/model/ids';
import { type AccountRecord, accessBefore, adminsOf } from '@/lib/store';
import { Failed } from './Failed';
import { HandoffReport, NoReport } from './HandoffReport';
import type { HandoffFacts } from './handoffs-state';
import { ask, saveAsFile } from './requests';
import { hrefOf, type Route } from './route';

interface HandoffsProps {
  route: Route;
  accounts: readonly AccountRecord[];
  /** The one that is shown; `null` when none has been seen yet. */
  account: AccountRecord | null;
  handoffs: Live<HandoffFacts>;
  /** Who the person at this browser usually is. */
  usualRole: Role | null;
}

/** How long the background may take to read a pass with thousands of people in it, in ms. */
const PATIENCE = 60_000;

/** What people do about the handoffs of an account, or of the one that comes to be by a first pass. */
function useActions(account: AccountId | null, usualRole: Role | null): HandoffActions {
  return useMemo(
    () => ({
      usualRole,
      ...createHandoffActions({
        ask: (request) => ask(account === null ? request : { ...request, account }, PATIENCE),
        saveFile: saveAsFile,
      }),
    }),
    [account, usualRole],
  );
}

/** The room of the handoffs, of one account at a time: all of them, one, or the report of one. */
export function Handoffs({ route, accounts, account, handoffs, usualRole }: HandoffsProps) {
  const act = useActions(account?.id ?? null, usualRole);
  const now = useNow(MINUTE);
  /** Counts how often another account was chosen. The one that a first pass brings into being is no other one. */
  const [turn, setTurn] = useState(0);
  const choose = (id: AccountId) => {
    setTurn(turn + 1);
    location.hash = hrefOf('handoffs', route.section, { account: id });
  };
  const isOverview = route.section === 'overview' && route.handoff === null;
  const known = handoffs.state === 'ready' ? handoffs.value.handoffs.length : null;
  const isEmpty = account === null ? true : known === null ? null : known === 0;
  return (
    <>
      {account !== null && (
        <div class="handoffs-account no-print">
          <AccountBar accounts={accounts} account={account} choose={choose} />
        </div>
      )}
      {isOverview && <Beginnings key={turn} {...{ account, act, now, isEmpty }} />}
      {account === null ? (
        !isOverview && <NoReport />
      ) : handoffs.state === 'failed' ? (
        <Failed title={t('handoffs.unreadable')} />
      ) : handoffs.state === 'loading' ? (
        <p class="muted" aria-busy="true">
          {t('dashboard.loading')}
        </p>
      ) : (
        <Shown key={account.id} {...{ route, account, act, now }} facts={handoffs.value} />
      )}
    </>
  );
}

interface ShownProps {
  route: Route;
  account: AccountRecord;
  facts: HandoffFacts;
  act: HandoffActions;
  now: number;
}

function Shown({ route, account, facts, act, now }: ShownProps) {
  const { handoffs } = facts;
  const chosen = handoffs.find(({ handoff }) => handoff.id === route.handoff) ?? null;
  if (route.handoff !== null && chosen === null) return <Gone account={account.id} />;
  if (route.section === 'report') {
    return (
      <HandoffReport account={account.id} facts={facts} chosen={chosen ?? handoffs[0] ?? null} />
    );
  }
  if (chosen === null) return <Overview account={account.id} traced={handoffs} now={now} />;
  return <One key={chosen.handoff.id} {...{ account, facts, act, now, chosen }} />;
}

/** Where the overview of an account's handoffs is. */
function AllLink({ account }: { account: AccountId }) {
  return (
    <p class="no-print">
      <a href={hrefOf('handoffs', 'overview', { account })} data-action="all-handoffs">
        {t('handoffs.all')}
      </a>
    </p>
  );
}

function Gone({ account }: { account: AccountId }) {
  return (
    <>
      <Note tone="caution" name="handoff-gone">
        <p>{t('handoffs.gone')}</p>
      </Note>
      <AllLink account={account} />
    </>
  );
}

/** Goes to a handoff's own address. */
function goTo(account: AccountId, handoff: HandoffId): void {
  location.hash = hrefOf('handoffs', 'overview', { account, handoff });
}

interface OneProps extends Pick<ShownProps, 'account' | 'facts' | 'act' | 'now'> {
  chosen: TracedHandoff;
}

function One({ account, facts: { figures, wait }, act, now, chosen }: OneProps) {
  const { id } = chosen.handoff;
  const before = useLive(() => accessBefore(account.id, id), [account.id, id]);
  return (
    <>
      <AllLink account={account.id} />
      <OneHandoff
        traced={chosen}
        figures={figures}
        before={before.state === 'ready' ? before.value : null}
        wait={wait}
        original={account.original}
        now={now}
        act={act}
        reportHref={hrefOf('handoffs', 'report', { account: account.id, handoff: id })}
        onTaken={(taken) => taken !== id && goTo(account.id, taken)}
      />
    </>
  );
}

/** So many closed ones are shown at once. */
const CLOSED_AT_ONCE = 3;

interface OverviewProps {
  account: AccountId;
  traced: readonly TracedHandoff[];
  now: number;
}

/** All handoffs of an account, open ones first. */
function Overview({ account, traced, now }: OverviewProps) {
  const [shown, setShown] = useState(CLOSED_AT_ONCE);
  const open = traced.filter(({ handoff }) => handoff.outcome === 'open');
  const closed = traced.filter(({ handoff }) => handoff.outcome !== 'open');
  const cards = (some: readonly TracedHandoff[]) =>
    some.map((one) => (
      <HandoffCard
        key={one.handoff.id}
        traced={one}
        now={now}
        href={hrefOf('handoffs', 'overview', { account, handoff: one.handoff.id })}
      />
    ));
  return (
    <>
      {open.length > 0 && (
        <Section name="open" title={t('handoffs.openOnes')}>
          {cards(open)}
        </Section>
      )}
      {closed.length > 0 && (
        <Section name="closed" title={t('handoffs.closedOnes')}>
          {cards(closed.slice(0, shown))}
          {closed.length > shown && (
            <div class="actions">
              <Button data-action="more-closed" onClick={() => setShown(closed.length)}>
                {t('handoffs.moreClosed')}
              </Button>
            </div>
          )}
        </Section>
      )}
    </>
  );
}

interface BeginningsProps {
  /** `null` while none is known: the first pass, or the first handoff, brings one into being. */
  account: AccountRecord | null;
  act: HandoffActions;
  now: number;
  /** There is no handoff yet; `null` while that is not known. */
  isEmpty: boolean | null;
}

/** The two ways into a handoff: starting one as Admin A, and taking in somebody's pass. */
function Beginnings({ account, act, now, isEmpty }: BeginningsProps) {
  const [way, setWay] = useState<'start' | 'join' | null>(null);
  const [said, setSaid] = useState<'started' | 'taken' | null>(null);
  const notes = useRef<HTMLDivElement>(null);
  const openers = { start: useRef<HTMLButtonElement>(null), join: useRef<HTMLButtonElement>(null) };
  const left = useRef<'start' | 'join' | null>(null);
  // What had the focus is gone with the form: it goes to what came of it, or back to what had opened it.
  useEffect(() => {
    const from = left.current;
    left.current = way;
    if (way !== null || from === null) return;
    (said === null ? openers[from] : notes).current?.focus();
  }, [way, said]);
  const begin = (chosen: 'start' | 'join') => {
    setWay(chosen);
    setSaid(null);
  };
  const finish = (outcome: 'started' | 'taken' | null) => {
    setWay(null);
    setSaid(outcome);
  };
  const buttons = (
    <>
      <Button
        ref={openers.join}
        kind={isEmpty === true ? 'filled' : 'outlined'}
        icon="paste"
        data-action="pass-paste"
        onClick={() => begin('join')}
      >
        {t('handoffs.join')}
      </Button>
      <Button ref={openers.start} data-action="start-open" onClick={() => begin('start')}>
        {t('handoffs.start')}
      </Button>
    </>
  );
  return (
    <>
      <div ref={notes} role="status" class="handoffs-said" tabIndex={-1}>
        {said !== null && (
          <Note tone="ok" name={`handoff-${said}`}>
            <p>{t(`handoffs.${said}`)}</p>
          </Note>
        )}
      </div>
      {way === null && isEmpty === true && (
        <EmptyPlan
          name="handoffs"
          icon="handoff"
          title={t('handoffs.none.title')}
          why={t(account === null ? 'handoffs.noAccountWhy' : 'handoffs.none.why')}
        >
          {buttons}
        </EmptyPlan>
      )}
      {way === null && isEmpty === false && <div class="actions">{buttons}</div>}
      {way === 'join' && (
        <Entry title={t('handoffs.join')} what={t('handoffs.joinWhy')} name="join">
          <PassIn
            act={act}
            now={now}
            notes
            handoff={null}
            onCancel={() => finish(null)}
            onTaken={() => finish('taken')}
          />
        </Entry>
      )}
      {way === 'start' && (
        <Entry title={t('handoffs.start')} name="start">
          <Start account={account?.id ?? null} act={act} onStarted={() => finish('started')} />
          <div class="actions">
            <Button kind="plain" data-action="start-cancel" onClick={() => finish(null)}>
              {t('checklist.cancel')}
            </Button>
          </div>
        </Entry>
      )}
    </>
  );
}

interface EntryProps {
  name: string;
  title: string;
  what?: string;
  children: ComponentChildren;
}

/** A form that a button has led to, and the focus with it. */
function Entry({ name, title, what, children }: EntryProps) {
  const room = useRef<HTMLDivElement>(null);
  useEffect(() => room.current?.querySelector('h2')?.focus(), []);
  return (
    <div ref={room}>
      <Section name={name} title={title} {...(what !== undefined && { what })}>
        <div class="card form handoff-entry">{children}</div>
      </Section>
    </div>
  );
}

interface StartProps {
  account: AccountId | null;
  act: HandoffActions;
  onStarted(): void;
}

/** The form by which a handoff is started, with the admins that were seen. */
function Start({ account, act, onStarted }: StartProps) {
  const admins = useLive(async () => (account === null ? [] : adminsOf(account)), [account]);
  return (
    <StartForm
      admins={admins.state === 'ready' ? admins.value : []}
      act={act}
      onStarted={onStarted}
    />
  );
}
