import { useId } from 'preact/hooks';
import { copyText } from '@/components/handoff/PassOut';
import { Report } from '@/components/handoff/Report';
import type { TracedHandoff } from '@/components/handoff/traced';
import { useLive } from '@/components/ui/live';
import { momentWords } from '@/components/ui/Moment';
import { useNow } from '@/components/ui/now';
import { Empty } from '@/components/ui/Section';
import { t } from '@/components/ui/say';
import { MINUTE } from '@/lib/model/clock';
import type { AccountId } from '@/lib/model/ids';
import { accessBefore } from '@/lib/store';
import { Failed } from './Failed';
import type { HandoffFacts } from './handoffs-state';
import { saveAsFile } from './requests';
import { hrefOf } from './route';

interface HandoffReportProps {
  account: AccountId;
  facts: HandoffFacts;
  /** Whose report it is; `null` where there is no handoff. */
  chosen: TracedHandoff | null;
}

/** The report of one handoff, and the choice of another where there are several. */
export function HandoffReport({ account, facts, chosen }: HandoffReportProps) {
  if (chosen === null) return <NoReport />;
  const { id } = chosen.handoff;
  return (
    <>
      <div class="no-print report-ways">
        {facts.handoffs.length > 1 && (
          <Which account={account} handoffs={facts.handoffs} chosen={chosen} />
        )}
        <a href={hrefOf('handoffs', 'overview', { account, handoff: id })} data-action="to-handoff">
          {t('handoffs.report.back')}
        </a>
      </div>
      <Written key={id} account={account} traced={chosen} figures={facts.figures} />
    </>
  );
}

/** Says that there is nothing to report on. */
export function NoReport() {
  return <Empty name="report" title={t('handoffs.report.none')} why={t('handoffs.none.why')} />;
}

interface WhichProps {
  account: AccountId;
  handoffs: readonly TracedHandoff[];
  chosen: TracedHandoff;
}

function Which({ account, handoffs, chosen }: WhichProps) {
  const id = useId();
  const now = useNow(MINUTE);
  return (
    <div class="field account-bar">
      <label class="field-label" for={id}>
        {t('handoffs.report.which')}
      </label>
      <select
        id={id}
        class="input plan-select"
        data-field="handoff"
        value={chosen.handoff.id}
        onChange={({ currentTarget: { value } }) => {
          location.hash = hrefOf('handoffs', 'report', { account, handoff: value });
        }}
      >
        {handoffs.map(({ handoff }) => (
          <option key={handoff.id} value={handoff.id}>
            {t('checklist.switch.option', {
              email: handoff.adminB,
              when: momentWords(handoff.startedAt, now),
            })}
          </option>
        ))}
      </select>
    </div>
  );
}

interface WrittenProps {
  account: AccountId;
  traced: TracedHandoff;
  figures: HandoffFacts['figures'];
}

function Written({ account, traced: { handoff, events }, figures }: WrittenProps) {
  const now = useNow(MINUTE);
  const before = useLive(() => accessBefore(account, handoff.id), [account, handoff.id]);
  if (before.state === 'failed') return <Failed title={t('handoffs.unreadable')} />;
  if (before.state === 'loading') {
    return (
      <p class="muted" aria-busy="true">
        {t('dashboard.loading')}
      </p>
    );
  }
  return (
    <Report
      parts={{ handoff, events, before: before.value, after: figures }}
      now={now}
      copy={copyText}
      save={saveAsFile}
    />
  );
}
