import { useEffect, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { figure, t, tn } from '@/components/ui/say';
import type { RosterFault } from '@/lib/plan/roster';
import { type FetchFaults, FIRST_PAGE, PAGE_SIZE, type RosterSummary } from './view';
import { faultWords } from './words';

interface FaultsProps {
  summary: RosterSummary;
  fetchFaults: FetchFaults;
  /** Saves them all as a file, and says what it is called. */
  saveFaults(): Promise<string>;
}

/** What is wrong with a roster, line by line. */
export function Faults({ summary, fetchFaults, saveFaults }: FaultsProps) {
  const [count, setCount] = useState(FIRST_PAGE);
  const [faults, setFaults] = useState<readonly RosterFault[]>([]);
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    fetchFaults(count).then(
      (fetched) => {
        if (current) setFaults(fetched);
      },
      () => setSaid(t('plan.list.failed')),
    );
    return () => {
      current = false;
    };
  }, [count, summary, fetchFaults]);

  async function save(): Promise<void> {
    try {
      setSaid(t('plan.export.saved', { file: await saveFaults() }));
    } catch {
      setSaid(t('plan.export.failed'));
    }
  }

  return (
    <div class="plan-block" data-part="faults">
      <h3>{t('plan.faults.title')}</h3>
      <table class="people-table tabular">
        <caption class="sr-only">{t('plan.faults.title')}</caption>
        <thead>
          <tr>
            <th scope="col" class="number">
              {t('plan.faults.line')}
            </th>
            <th scope="col">{t('plan.faults.why')}</th>
            <th scope="col">{t('plan.faults.value')}</th>
          </tr>
        </thead>
        <tbody>
          {faults.map((fault, at) => (
            <tr key={`${fault.line} ${fault.reason} ${at}`} data-fault={fault.reason}>
              <td class="number">{figure(fault.line)}</td>
              <td>
                <span
                  class="plan-fault"
                  data-tone={fault.severity === 'error' ? 'danger' : 'neutral'}
                >
                  <Icon name={fault.severity === 'error' ? 'danger' : 'none'} />
                  <span>{faultWords(fault)}</span>
                </span>
              </td>
              <td>
                <bdi>{fault.value}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div class="actions">
        {faults.length < summary.faults && (
          <Button
            kind="plain"
            data-action="more-faults"
            onClick={() => setCount(count + PAGE_SIZE)}
          >
            {tn('plan.faults.more', Math.min(PAGE_SIZE, summary.faults - faults.length))}
          </Button>
        )}
        <Button data-action="faults-save" onClick={() => void save()}>
          {t('plan.faults.save')}
        </Button>
        <span class="small muted" role="status" data-said="faults">
          {said}
        </span>
      </div>
    </div>
  );
}
