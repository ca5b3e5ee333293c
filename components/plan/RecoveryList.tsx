import { useState } from 'preact/hooks';
import { Age } from '@/components/ui/Age';
import { Button } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { Moment } from '@/components/ui/Moment';
import { Note } from '@/components/ui/Note';
import { figure, t, tn } from '@/components/ui/say';
import type { RecoverySource } from '@/lib/handoff/outage';
import type { AccessHolder } from '@/lib/model/handoff';
import type { Timestamp } from '@/lib/model/ids';
import { foldWorkspace } from '@/lib/model/workspaces';
import { Who } from './Who';
import { WorkspaceNames } from './Workspaces';

/** As many people are listed at first, and with each press. */
const AT_ONCE = 10;
const MORE = 50;

interface RecoveryListProps {
  people: readonly AccessHolder[];
  sources: readonly RecoverySource[];
  /** Since when nobody has access; `null` where somebody has. */
  since: Timestamp | null;
  /** How many people the roster has in whose place it would be put; `null` without one. */
  replaces: number | null;
  now: number;
  isTaking: boolean;
  /** Why it could not be taken in; `null` when nothing has failed. */
  failure: string | null;
  take(): void;
}

/** Whom to grant access again and to what, where that is known from, and the way to make it the roster. */
export function RecoveryList(props: RecoveryListProps) {
  const { people, sources, since, replaces, now, isTaking, failure, take } = props;
  return (
    <div class="card plan-summary">
      <ul class="plan-counts">
        <li data-tone="danger" data-figure="recovery" data-count={people.length}>
          <Icon name="person" />
          <span class="plan-figure tabular">{figure(people.length)}</span>
          <span>{tn('plan.recovery.people', people.length)}</span>
        </li>
        {since !== null && (
          <li class="muted">
            <span>
              {t('plan.recovery.since')} <Moment at={since} now={now} /> (
              <Age at={since} now={now} />)
            </span>
          </li>
        )}
      </ul>
      <div class="plan-block">
        <h3>{t('plan.recovery.sources')}</h3>
        <ul class="stack-tight">
          {sources.map((source) => (
            <Source key={`${source.kind}${source.at}`} source={source} now={now} />
          ))}
        </ul>
      </div>
      <div class="plan-block">
        <h3>{t('plan.recovery.byWorkspaces')}</h3>
        <ByWorkspaces people={people} />
      </div>
      <div class="plan-block">
        <h3>{t('plan.recovery.who')}</h3>
        <People people={people} />
      </div>
      <div class="plan-block plan-decision">
        {replaces !== null && (
          <Note tone="caution" name="recovery-replaces">
            <p>{tn('plan.recovery.replaces', replaces)}</p>
          </Note>
        )}
        <p class="muted">{t('plan.recovery.waits')}</p>
        <div class="actions">
          <Button kind="filled" data-action="recovery-take" disabled={isTaking} onClick={take}>
            {tn('plan.recovery.take', people.length)}
          </Button>
        </div>
        <div role="alert">
          {failure !== null && (
            <Note tone="danger" name="failed">
              <p>{failure}</p>
            </Note>
          )}
        </div>
      </div>
    </div>
  );
}

function Source({ source, now }: { source: RecoverySource; now: number }) {
  const { kind, at, people, coverage } = source;
  return (
    <li class="wrap tabular" data-source={kind}>
      {t(kind === 'seen' ? 'plan.recovery.seen' : 'plan.recovery.handoff')}
      {` · ${tn('plan.people', people)} · `}
      <Moment at={at} now={now} /> (<Age at={at} now={now} />)
      {kind === 'handoff' && coverage === 'partial' && ` · ${t('plan.recovery.partial')}`}
    </li>
  );
}

/** Which workspaces people had, and how many had the same; most people first. */
function ByWorkspaces({ people }: { people: readonly AccessHolder[] }) {
  const groups = new Map<string, { workspaces: AccessHolder['workspaces']; count: number }>();
  for (const { workspaces } of people) {
    const key = JSON.stringify(workspaces?.map(foldWorkspace).sort() ?? null);
    const count = (groups.get(key)?.count ?? 0) + 1;
    groups.set(key, { workspaces, count });
  }
  const sorted = [...groups].sort(([, a], [, b]) => b.count - a.count);
  return (
    <ul class="stack-tight">
      {sorted.map(([key, { workspaces, count }]) => (
        <li key={key} class="tabular" data-count={count}>
          <Names of={workspaces} />
          {` · ${tn('plan.people', count)}`}
        </li>
      ))}
    </ul>
  );
}

/** Where nobody knows of any, any will do. */
function Names({ of }: { of: AccessHolder['workspaces'] }) {
  if (of === null || of.length === 0) return <>{t('plan.recovery.unseen')}</>;
  return (
    <span class="strong">
      <WorkspaceNames names={of} />
    </span>
  );
}

function People({ people }: { people: readonly AccessHolder[] }) {
  const [count, setCount] = useState(AT_ONCE);
  const shown = people.slice(0, count);
  return (
    <>
      <table class="people-table">
        <thead>
          <tr>
            <th scope="col">{t('plan.recovery.person')}</th>
            <th scope="col">{t('plan.recovery.workspaces')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ email, name, workspaces }) => (
            <tr key={email} data-user={email}>
              <th scope="row">
                <Who name={name} email={email} />
              </th>
              <td>
                <Names of={workspaces} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < people.length && (
        <div class="actions">
          <Button data-action="more" onClick={() => setCount(count + MORE)}>
            {t('plan.list.more', { more: Math.min(MORE, people.length - shown.length) })}
          </Button>
          <span class="small muted tabular">
            {t('plan.list.shown', { shown: shown.length, found: people.length })}
          </span>
        </div>
      )}
    </>
  );
}
