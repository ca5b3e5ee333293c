import { EmptyPlan } from '@/components/plan/EmptyPlan';
import { ExportPlan } from '@/components/plan/ExportPlan';
import { Groups } from '@/components/plan/Groups';
import { PlanPicture } from '@/components/plan/PlanPicture';
import { t } from '@/components/ui/say';
import type { WatchedPlan } from './plan-protocol';
import { exportPlan, fetchPeople } from './plan-requests';
import { saveAsFile } from './requests';
import { hrefOf } from './route';

interface PlanOverviewProps {
  plan: WatchedPlan;
  now: number;
}

/** What is left to do: a picture of it, then the groups in their order, and ways to take it along. */
export function PlanOverview({ plan: { account, figures }, now }: PlanOverviewProps) {
  if (figures === null) {
    return (
      <EmptyPlan
        name="roster"
        icon="plan"
        title={t('plan.noRoster.title')}
        why={t('plan.noRoster.why')}
      >
        <a
          class="button"
          data-kind="filled"
          data-tone="accent"
          data-action="bring-in"
          href={hrefOf('plan', 'roster', { account })}
        >
          {t('plan.noRoster.action')}
        </a>
      </EmptyPlan>
    );
  }
  return (
    <>
      <PlanPicture
        figures={figures}
        now={now}
        hrefOf={(group) =>
          figures.counts[group] === 0 ? null : hrefOf('plan', 'overview', { part: group, account })
        }
      />
      <Groups figures={figures} fetch={fetchPeople} now={now} />
      <ExportPlan
        make={exportPlan}
        copy={(text) => navigator.clipboard.writeText(text)}
        save={({ fileName, text }) => saveAsFile(fileName, text)}
        revision={figures.revision}
      />
    </>
  );
}
