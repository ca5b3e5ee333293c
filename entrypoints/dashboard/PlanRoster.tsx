import { useEffect, useRef, useState } from 'preact/hooks';
import { BringInRoster } from '@/components/plan/BringInRoster';
import { ReadingRoster } from '@/components/plan/ReadingRoster';
import { RosterCard } from '@/components/plan/RosterCard';
import { RosterSummary } from '@/components/plan/RosterSummary';
import type {
  GivenRoster,
  ReadingShare,
  RosterCorrections,
  RosterSummary as Summary,
} from '@/components/plan/view';
import { nameOfGiven, problemWords } from '@/components/plan/words';
import { Note } from '@/components/ui/Note';
import { t, tn } from '@/components/ui/say';
import type { Timestamp } from '@/lib/model/ids';
import { planClient } from './plan-client';
import type { RosterRead, WatchedPlan } from './plan-protocol';
import { fetchFaults, fetchPeople, saveFaults, takeRoster } from './plan-requests';
import { request } from './requests';
import { hrefOf } from './route';

interface PlanRosterProps {
  plan: WatchedPlan;
  now: number;
}

/** How far the bringing in of a roster is. */
type Stage =
  | { readonly kind: 'idle' }
  /** One is there, and another one is wanted in its place. */
  | { readonly kind: 'replacing' }
  | { readonly kind: 'reading'; readonly given: GivenRoster; readonly share: ReadingShare }
  | {
      readonly kind: 'read';
      readonly given: GivenRoster;
      readonly summary: Summary;
      readonly corrections: RosterCorrections;
      readonly isTaking: boolean;
      readonly failure: string | null;
    };

/** What has just come of something. */
type Said =
  | { readonly kind: 'taken'; readonly people: number; readonly before: Timestamp | null }
  | { readonly kind: 'removed'; readonly before: Timestamp | null }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'refused'; readonly name: string; readonly why: string };

/** Whether what the background has done is still to be seen; `before` is when the roster before was taken in. */
function isAwaited(said: Said | null, roster: WatchedPlan['roster']): boolean {
  if (said?.kind !== 'taken' && said?.kind !== 'removed') return false;
  return (roster?.takenAt ?? null) === said.before;
}

const UNCORRECTED: RosterCorrections = { layout: null, workspaces: [] };

/** The roster: bringing one in, the one that is there, replacing and removing it. */
export function PlanRoster({ plan: { account, roster, figures }, now }: PlanRosterProps) {
  const [stage, setStage] = useState<Stage>({ kind: 'idle' });
  const [said, setSaid] = useState<Said | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const notes = useRef<HTMLDivElement>(null);
  const before = roster?.takenAt ?? null;
  // Whoever leaves has taken nothing.
  useEffect(() => () => void planClient.ask('forget', {}).catch(() => {}), []);

  /** Says what has come of it, where the focus goes: what had it is gone. */
  function finish(outcome: Said | null): void {
    setStage({ kind: 'idle' });
    setSaid(outcome);
    notes.current?.focus();
  }

  function settle(given: GivenRoster, corrections: RosterCorrections, read: RosterRead): void {
    if (read.kind === 'stopped') return;
    if (read.kind === 'refused') {
      const { problem } = read;
      const why =
        problem.kind === 'unreadable' ? t('plan.problem.unreadable') : problemWords(problem);
      finish({ kind: 'refused', name: nameOfGiven(given), why });
      return;
    }
    const { summary } = read;
    setStage({ kind: 'read', given, summary, corrections, isTaking: false, failure: null });
  }

  async function read(given: GivenRoster): Promise<void> {
    setSaid(null);
    setStage({ kind: 'reading', given, share: 0 });
    const onProgress = (share: ReadingShare) => setStage({ kind: 'reading', given, share });
    try {
      const ask = { account, given, corrections: UNCORRECTED };
      settle(given, UNCORRECTED, await planClient.read(ask, onProgress));
    } catch {
      finish({ kind: 'refused', name: nameOfGiven(given), why: t('plan.list.failed') });
    }
  }

  async function correct(given: GivenRoster, corrections: RosterCorrections): Promise<void> {
    try {
      const ask = { account, given: null, corrections };
      settle(given, corrections, await planClient.read(ask, () => {}));
    } catch {
      finish({ kind: 'refused', name: nameOfGiven(given), why: t('plan.list.failed') });
    }
  }

  async function take(read: Extract<Stage, { kind: 'read' }>): Promise<void> {
    const { given, summary } = read;
    setStage({ ...read, isTaking: true, failure: null });
    const outcome = await takeRoster(account, given.kind === 'file' ? given.file.name : null);
    if (!outcome.ok) {
      setStage({ ...read, isTaking: false, failure: outcome.why });
      return;
    }
    void planClient.ask('forget', {}).catch(() => {});
    finish({ kind: 'taken', people: summary.people, before });
  }

  function stop(outcome: Said | null): void {
    void planClient.ask('forget', {}).catch(() => {});
    finish(outcome);
  }

  async function remove(): Promise<void> {
    const outcome = await request({ kind: 'roster-remove', account });
    setFailure(outcome.ok ? null : outcome.why);
    if (outcome.ok) finish({ kind: 'removed', before });
  }

  const isBusy = stage.kind === 'reading' || stage.kind === 'read';
  const isLate = stage.kind === 'idle' && isAwaited(said, roster);
  return (
    <>
      <div ref={notes} role="status" class="plan-said" tabIndex={-1}>
        {said !== null && !isBusy && (
          <SaidNote said={said} account={account} hasRoster={roster !== null} />
        )}
      </div>
      {stage.kind === 'reading' && (
        <ReadingRoster
          given={stage.given}
          share={stage.share}
          stop={() => stop({ kind: 'stopped' })}
        />
      )}
      {stage.kind === 'read' && (
        <RosterSummary
          {...stage}
          replaces={roster?.people ?? null}
          fetchFaults={fetchFaults}
          saveFaults={saveFaults}
          correct={(corrections) => void correct(stage.given, corrections)}
          take={() => void take(stage)}
          leave={() => stop(null)}
        />
      )}
      {isLate && (
        <p class="muted" aria-busy="true">
          {t('dashboard.loading')}
        </p>
      )}
      {(stage.kind === 'replacing' || (stage.kind === 'idle' && roster === null && !isLate)) && (
        <BringInRoster
          replaces={roster !== null}
          read={(given) => void read(given)}
          {...(stage.kind === 'replacing' && { cancel: () => finish(null) })}
        />
      )}
      {roster !== null && !isBusy && !isLate && (
        <RosterCard
          roster={roster}
          revision={figures?.revision ?? 0}
          fetch={fetchPeople}
          now={now}
          isReplacing={stage.kind === 'replacing'}
          replace={() => {
            setSaid(null);
            setStage({ kind: 'replacing' });
          }}
          remove={() => void remove()}
          failure={failure}
        />
      )}
    </>
  );
}

interface SaidNoteProps {
  said: Said;
  account: string;
  hasRoster: boolean;
}

function SaidNote({ said, account, hasRoster }: SaidNoteProps) {
  switch (said.kind) {
    case 'taken':
      return (
        <Note tone="ok" name="roster-taken">
          <p>{tn('plan.roster.takenIn', said.people)}</p>
          <p>
            <a href={hrefOf('plan', 'overview', { account })} data-action="to-plan">
              {t('plan.roster.toPlan')}
            </a>
          </p>
        </Note>
      );
    case 'removed':
      return (
        <Note tone="ok" name="roster-removed">
          <p>{t('plan.roster.removed')}</p>
        </Note>
      );
    case 'stopped':
      return (
        <Note tone="neutral" name="reading-stopped">
          <p>{t('plan.reading.stopped')}</p>
        </Note>
      );
    case 'refused':
      return (
        <Note tone="danger" name="roster-refused">
          <p class="strong wrap">{t('plan.refused.title', { name: said.name })}</p>
          <p>{said.why}</p>
          <p>{t(hasRoster ? 'plan.refused.kept' : 'plan.refused.unchanged')}</p>
        </Note>
      );
  }
}
