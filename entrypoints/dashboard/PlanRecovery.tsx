import { useEffect, useRef, useState } from 'preact/hooks';
import { RecoveryList } from '@/components/plan/RecoveryList';
import { useLive } from '@/components/ui/live';
import { Note } from '@/components/ui/Note';
import { Empty, Section } from '@/components/ui/Section';
import { t, tn } from '@/components/ui/say';
import type { AccountId } from '@/lib/model/ids';
import { MOST_IN_ROSTER, type RosterEntry } from '@/lib/model/plan';
import { hasOutage, type Recovery, type RosterInfo, recovery } from '@/lib/store';
import { Failed } from './Failed';
import { request } from './requests';
import { hrefOf } from './route';

interface PlanRecoveryProps {
  account: AccountId;
  roster: RosterInfo | null;
  now: number;
  /** An address leads here, so it is shown also where there is nothing to get back. */
  isAsked: boolean;
}

/** How long the background may take to store twenty thousand people, in ms. */
const PATIENCE = 120_000;

/** Everybody as a roster has them. Who was seen without any workspace may get any. */
function entriesOf({ people }: Recovery): RosterEntry[] {
  return people.slice(0, MOST_IN_ROSTER).map(({ email, name, workspaces }) => {
    const had = workspaces !== null && workspaces.length > 0 ? workspaces : null;
    return { email, name, team: null, workspaces: had };
  });
}

/** Getting access back after everybody has lost it: who had which workspaces, offered as the roster. */
export function PlanRecovery({ account, roster, now, isAsked }: PlanRecoveryProps) {
  const outage = useLive(() => hasOutage(account), [account]);
  if (!isAsked && !(outage.state === 'ready' && outage.value)) return null;
  return (
    <Section name="recovery" title={t('plan.recovery.title')} what={t('plan.recovery.what')}>
      <Offer account={account} roster={roster} now={now} />
    </Section>
  );
}

function Offer({ account, roster, now }: Omit<PlanRecoveryProps, 'isAsked'>) {
  const found = useLive(() => recovery(account), [account]);
  const [isTaking, setTaking] = useState(false);
  const [taken, setTaken] = useState<number | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const notes = useRef<HTMLDivElement>(null);

  // The button that had the focus is gone.
  useEffect(() => {
    if (taken !== null) notes.current?.focus();
  }, [taken]);

  async function take(known: Recovery): Promise<void> {
    const entries = entriesOf(known);
    setTaking(true);
    setFailure(null);
    const packed = JSON.stringify(entries);
    const outcome = await request(
      { kind: 'roster-take', account, entries: packed, file: null },
      PATIENCE,
    );
    setTaking(false);
    if (!outcome.ok) return setFailure(outcome.why);
    setTaken(entries.length);
  }

  return (
    <>
      <div ref={notes} role="status" class="plan-said" tabIndex={-1}>
        {taken !== null && (
          <Note tone="ok" name="recovery-taken">
            <p>{tn('plan.roster.takenIn', taken)}</p>
            <p>
              <a href={hrefOf('plan', 'overview', { account })} data-action="to-plan">
                {t('plan.roster.toPlan')}
              </a>
            </p>
          </Note>
        )}
      </div>
      {found.state === 'failed' ? (
        <Failed title={t('plan.failed.title')} />
      ) : found.state === 'loading' ? (
        <p class="muted" aria-busy="true">
          {t('dashboard.loading')}
        </p>
      ) : found.value.people.length === 0 ? (
        <Empty
          name="recovery"
          title={t('plan.recovery.none.title')}
          why={t('plan.recovery.none.why')}
        />
      ) : (
        taken === null && (
          <RecoveryList
            {...found.value}
            replaces={roster?.people ?? null}
            now={now}
            isTaking={isTaking}
            failure={failure}
            take={() => void take(found.value)}
          />
        )
      )}
    </>
  );
}
