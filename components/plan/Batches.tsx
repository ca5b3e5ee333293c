import { useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Chip } from '@/components/ui/Chip';
import { figure, t, tn } from '@/components/ui/say';
import { Fold } from './Fold';
import { People } from './People';
import type { FetchPeople, ListedBatch } from './view';
import { WorkspaceNames } from './Workspaces';

interface BatchesProps {
  batches: readonly ListedBatch[];
  revision: number;
  fetch: FetchPeople;
  now: number;
}

/** As many batches are shown at a time. */
const SHOWN = 10;

/** What can be granted in one go each, the next one first and open. */
export function Batches({ batches, revision, fetch, now }: BatchesProps) {
  const [count, setCount] = useState(SHOWN);
  const left = batches.length - count;
  return (
    <>
      <ol class="plan-batches">
        {batches.slice(0, count).map((batch, at) => {
          const head = <Head batch={batch} at={at + 1} of={batches.length} />;
          return (
            // A batch that has become the next one opens by itself.
            <li key={`${batch.id} ${at === 0}`} data-batch={batch.id} data-next={at === 0}>
              <Fold name="batch" closed={head} opened={head} open={at === 0}>
                <People
                  source={{ kind: 'batch', id: batch.id }}
                  name={t('plan.batch.name', { at: figure(at + 1) })}
                  columns={['team']}
                  total={batch.people}
                  revision={revision}
                  fetch={fetch}
                  now={now}
                />
              </Fold>
            </li>
          );
        })}
      </ol>
      {left > 0 && (
        <p class="people-more">
          <Button kind="plain" data-action="more-batches" onClick={() => setCount(count + SHOWN)}>
            {tn('plan.batch.more', Math.min(SHOWN, left))}
          </Button>
        </p>
      )}
    </>
  );
}

function Head({ batch, at, of }: { batch: ListedBatch; at: number; of: number }) {
  return (
    <span class="plan-batch-head">
      <span class="muted tabular">{t('plan.batch.place', { at: figure(at), of: figure(of) })}</span>
      <span class="strong">
        {batch.workspaces === null ? (
          t('plan.anyWorkspace')
        ) : (
          <WorkspaceNames names={batch.workspaces} />
        )}
      </span>
      <span class="muted tabular">{tn('plan.people', batch.people)}</span>
      {at === 1 && (
        <Chip tone="accent" icon="doing">
          {t('plan.batch.next')}
        </Chip>
      )}
    </span>
  );
}
