import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { Note } from '@/components/ui/Note';
import { figure, t, tn } from '@/components/ui/say';
import { COLUMN_USES, type ColumnUse, type RosterColumn } from '@/lib/plan/columns';
import { Faults } from './Faults';
import type {
  CountedWorkspace,
  DoubtfulWorkspace,
  FetchFaults,
  GivenRoster,
  RosterCorrections,
  RosterSummary as Summary,
} from './view';
import { columnName, nameOfGiven, share } from './words';

interface RosterSummaryProps {
  given: GivenRoster;
  summary: Summary;
  corrections: RosterCorrections;
  /** How many people the roster has in whose place this one would be put; `null` without one. */
  replaces: number | null;
  /** Whether it is being taken in. */
  isTaking: boolean;
  /** Why it could not be taken in; `null` when nothing has failed. */
  failure: string | null;
  fetchFaults: FetchFaults;
  saveFaults(): Promise<string>;
  correct(corrections: RosterCorrections): void;
  take(): void;
  leave(): void;
}

/** What was read of a roster, all of it before anything is taken in. */
export function RosterSummary(props: RosterSummaryProps) {
  const { given, summary, corrections, correct } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  // What had the focus is gone, and this is what to read next.
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="section" data-part="summary" aria-labelledby="plan-summary">
      <div class="section-head">
        <h2 ref={heading} id="plan-summary" class="wrap" tabIndex={-1}>
          {t('plan.summary.title', { name: nameOfGiven(given) })}
        </h2>
        <p class="muted">{t('plan.summary.nothingYet')}</p>
      </div>
      <div class="card plan-summary">
        <Counts summary={summary} />
        <Columns
          summary={summary}
          correct={(columns) =>
            correct({ ...corrections, layout: { hasHeader: summary.hasHeader, columns } })
          }
        />
        {summary.people > 0 && <ByWorkspace summary={summary} />}
        {summary.doubtful.length > 0 && (
          <Doubtful
            doubtful={summary.doubtful}
            accept={(name) =>
              correct({ ...corrections, workspaces: [...corrections.workspaces, name] })
            }
          />
        )}
        {summary.faults > 0 && (
          <Faults summary={summary} fetchFaults={props.fetchFaults} saveFaults={props.saveFaults} />
        )}
        <Decision {...props} />
      </div>
    </section>
  );
}

function Counts({ summary: { lines, people, leftOut, again } }: { summary: Summary }) {
  return (
    <ul class="plan-counts tabular">
      <li data-tone={people > 0 ? 'ok' : 'danger'} data-figure="people" data-count={people}>
        <Icon name={people > 0 ? 'check' : 'danger'} />
        <span>
          <span class="plan-figure">{figure(people)}</span> {tn('plan.summary.people', people)}
        </span>
      </li>
      {leftOut > 0 && (
        <li data-tone="danger" data-figure="left-out" data-count={leftOut}>
          <Icon name="danger" />
          <span>
            <span class="plan-figure">{figure(leftOut)}</span> {tn('plan.summary.leftOut', leftOut)}
          </span>
        </li>
      )}
      {again > 0 && (
        <li data-tone="neutral" data-figure="again" data-count={again}>
          <Icon name="copy" />
          <span>
            <span class="plan-figure">{figure(again)}</span> {tn('plan.summary.again', again)}
          </span>
        </li>
      )}
      <li class="muted small">{tn('plan.summary.lines', lines)}</li>
    </ul>
  );
}

interface ColumnsProps {
  summary: Summary;
  correct(columns: readonly RosterColumn[]): void;
}

/** What the columns were understood to be; a person may know better. */
function Columns({ summary: { columns, hasHeader }, correct }: ColumnsProps) {
  const id = useId();
  const ignored = columns.filter(({ use }) => use === null).length;
  const hasAddresses = columns.some(({ use }) => use === 'email');
  const change = (at: number, use: ColumnUse | null) =>
    correct(
      columns.map((column, index) => {
        if (index === at) return { ...column, use };
        // Of anything but workspaces there is one.
        return use !== null && use !== 'workspaces' && column.use === use
          ? { ...column, use: null }
          : column;
      }),
    );
  return (
    <div class="plan-block">
      <h3>{t('plan.columns.title')}</h3>
      <p class="muted">
        {t(hasHeader ? 'plan.columns.byHeader' : 'plan.columns.byContent')}
        {ignored > 0 && ` ${tn('plan.columns.ignored', ignored)}`}
      </p>
      {!hasAddresses && (
        <Note tone="danger" name="no-addresses">
          <p>{t('plan.columns.noAddresses')}</p>
        </Note>
      )}
      <ul class="plan-columns">
        {columns.map((column, at) => (
          <li key={`${at} ${column.header}`} data-column={column.use ?? 'ignored'}>
            <label class="field-label wrap" for={`${id}-${at}`}>
              {column.header === '' ? (
                t('plan.columns.nth', { nth: figure(at + 1) })
              ) : (
                <bdi>{column.header}</bdi>
              )}
            </label>
            <select
              id={`${id}-${at}`}
              class="input plan-select"
              data-field={`column-${at}`}
              value={column.use ?? ''}
              onChange={({ currentTarget: { value } }) =>
                change(at, COLUMN_USES.find((use) => use === value) ?? null)
              }
            >
              <option value="">{t('plan.columns.leaveOut')}</option>
              {COLUMN_USES.map((use) => (
                <option key={use} value={use}>
                  {columnName(use)}
                </option>
              ))}
            </select>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** As many workspaces are shown at first. */
const SHOWN = 8;

function ByWorkspace({ summary: { workspaces, anyWorkspace, isChecked } }: { summary: Summary }) {
  const [all, setAll] = useState(false);
  const most = Math.max(anyWorkspace, ...workspaces.map(({ people }) => people), 1);
  const shown = all ? workspaces : workspaces.slice(0, SHOWN);
  return (
    <div class="plan-block">
      <h3>{tn('plan.byWorkspace.title', workspaces.length)}</h3>
      {!isChecked && workspaces.length > 0 && (
        <p class="muted">{t('plan.byWorkspace.unchecked')}</p>
      )}
      <ul class="plan-bars tabular">
        {shown.map((workspace) => (
          <WorkspaceBar
            key={workspace.name}
            workspace={workspace}
            most={most}
            isNew={isChecked && !workspace.isKnown}
          />
        ))}
        {anyWorkspace > 0 && (
          <WorkspaceBar
            workspace={{ name: t('plan.anyWorkspace'), people: anyWorkspace, isKnown: true }}
            most={most}
            isNew={false}
          />
        )}
      </ul>
      {workspaces.length > shown.length && (
        <p>
          <Button kind="plain" data-action="all-workspaces" onClick={() => setAll(true)}>
            {tn('plan.byWorkspace.more', workspaces.length - shown.length)}
          </Button>
        </p>
      )}
    </div>
  );
}

interface WorkspaceBarProps {
  workspace: CountedWorkspace;
  most: number;
  isNew: boolean;
}

function WorkspaceBar({ workspace: { name, people }, most, isNew }: WorkspaceBarProps) {
  return (
    <li class="plan-bar" data-tone={isNew ? 'caution' : 'accent'} data-workspace={name}>
      <span class="plan-bar-name">
        <span class="plan-bar-words">
          <bdi>{name}</bdi>
          {isNew && (
            <span class="notice" data-tone="caution">
              <Icon name="warning" />
              <span>{t('plan.byWorkspace.new')}</span>
            </span>
          )}
        </span>
      </span>
      <span class="plan-bar-figure strong">{figure(people)}</span>
      <svg class="plan-bar-line" aria-hidden="true">
        <rect class="plan-bar-track" width="100%" height="100%" />
        <rect class="plan-bar-part" width={share(people, most)} height="100%" />
      </svg>
    </li>
  );
}

interface DoubtfulProps {
  doubtful: readonly DoubtfulWorkspace[];
  accept(name: string): void;
}

/** Names that are probably slips. Who knows that one is right can say so. */
function Doubtful({ doubtful, accept }: DoubtfulProps) {
  return (
    <div class="plan-block">
      <h3>{tn('plan.doubtful.title', doubtful.length)}</h3>
      <ul class="rows">
        {doubtful.map(({ name, nearest, lines }) => (
          <li key={name} class="plan-doubtful" data-doubtful={name}>
            <p>
              <bdi class="strong">{name}</bdi>{' '}
              <span class="muted tabular">{tn('plan.doubtful.lines', lines)}</span>
              {' · '}
              {t('plan.doubtful.meant', { nearest })}
            </p>
            <Button
              data-action="accept-workspace"
              aria-label={t('plan.doubtful.acceptName', { name })}
              onClick={() => accept(name)}
            >
              {t('plan.doubtful.accept')}
            </Button>
          </li>
        ))}
      </ul>
      <p class="muted">{t('plan.doubtful.what')}</p>
    </div>
  );
}

function Decision(props: RosterSummaryProps) {
  const { summary, replaces, isTaking, failure, take, leave } = props;
  const { people, leftOut } = summary;
  return (
    <div class="plan-block plan-decision">
      {people > 0 ? (
        <p>
          {tn('plan.take.what', people)}
          {leftOut > 0 && ` ${tn('plan.take.leftOut', leftOut)}`}
          {replaces !== null && ` ${tn('plan.take.replaces', replaces)}`} {t('plan.take.console')}
        </p>
      ) : (
        <p>
          {t('plan.take.nobody')} {t(replaces === null ? 'plan.take.unchanged' : 'plan.take.kept')}
        </p>
      )}
      <div class="actions">
        {people > 0 && (
          <Button kind="filled" data-action="roster-take" disabled={isTaking} onClick={take}>
            {tn('plan.take.submit', people)}
          </Button>
        )}
        <Button data-action="roster-leave" disabled={isTaking} onClick={leave}>
          {t(people > 0 ? 'plan.take.leave' : 'plan.take.back')}
        </Button>
      </div>
      <div role="status">
        {isTaking && <p class="muted">{t('plan.take.taking')}</p>}
        {failure !== null && (
          <Note tone="danger" name="failed">
            <p>{failure}</p>
          </Note>
        )}
      </div>
    </div>
  );
}
