import { useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Icon, type IconName } from '@/components/ui/Icon';
import { locale } from '@/components/ui/language';
import { figure, t, tn } from '@/components/ui/say';
import type { Whereabouts } from '@/lib/access/pages';
import type { SelectTrouble } from '@/lib/console/select';
import type { Email } from '@/lib/model/ids';
import type { Known } from '@/lib/model/known';
import type { PlanSummary } from '@/lib/model/plan';
import type { MessageKey } from '@/lib/model/text';
import { Fold } from './Fold';
import type { BatchView, DockActions, DockView, PlanStepView, SelectState } from './view';

const TROUBLES = {
  'no-list': 'dock.batch.trouble.noList',
  dialog: 'dock.batch.trouble.dialog',
  'no-controls': 'dock.batch.trouble.noControls',
  changed: 'dock.batch.trouble.changed',
  others: 'dock.batch.trouble.others',
  stopped: 'dock.batch.trouble.stopped',
} satisfies Record<SelectTrouble, MessageKey>;

const STATES = {
  selected: { icon: 'check', word: 'dock.batch.states.selected' },
  elsewhere: { icon: 'check', word: 'dock.batch.states.elsewhere' },
  here: { icon: 'todo', word: 'dock.batch.states.here' },
  away: { icon: 'none', word: 'dock.batch.states.away' },
} satisfies Record<SelectState, { icon: IconName; word: MessageKey }>;

let lists: Intl.ListFormat | null = null;

/** Several names in one sentence. */
function listed(names: readonly string[]): string {
  lists ??= new Intl.ListFormat(locale(), { type: 'conjunction' });
  return lists.format(names);
}

/** As many people are named in a sentence. */
const NAMED = 3;

/** The first few people by name, and how many more there are. */
function named(people: readonly Email[], names: DockView['names']): string {
  const first = people.slice(0, NAMED).map((email) => names.get(email) ?? email);
  const rest = people.length - first.length;
  if (rest === 0) return listed(first);
  return tn('dock.batch.and', rest, { names: first.join(', ') });
}

/** What a step is called: how many people get what. */
export function titleOf({ kind, workspaces, people }: PlanStepView): string {
  if (kind === 'disconnect') return tn('dock.batch.disconnect', people.length);
  if (workspaces === null) return tn('dock.batch.grantAny', people.length);
  return tn('dock.batch.grant', people.length, { workspaces: workspaces.join(', ') });
}

interface BatchPartProps {
  view: DockView;
  known: Known;
  batch: BatchView;
  act: DockActions;
  /** Something else is more useful at the moment. */
  isBehind: boolean;
}

/** What the dock says and offers of the plan: whose turn it is, selecting them, and what is left after that. */
export function BatchPart({ view, known, batch, act, isBehind }: BatchPartProps) {
  const [folded, setFolded] = useState<boolean | null>(null);
  const [later, setLater] = useState<string | null>(null);
  const { plan } = known;
  if (plan === null) return null;
  if (view.page === 'user-management') return <InviteLine plan={plan} />;
  if (view.page !== 'user-access') return null;
  const [first, second] = batch.steps;
  const isLater = first !== undefined && first.id === later && second !== undefined;
  const step = isLater ? second : first;
  if (step === undefined) return <Rest plan={plan} batch={batch} />;
  const isWaiting = known.wait !== null && known.wait.endsAt > view.now;
  const open = folded === null ? !isBehind && !isWaiting : !folded;
  return (
    <section class="stack" data-batch={step.kind} aria-label={t('dock.batch.name')}>
      <DoneLine batch={batch} />
      <Fold
        title={t('dock.batch.title', { next: titleOf(step) })}
        open={open}
        action="batch-open"
        onToggle={() => setFolded(open)}
      >
        <div class="card stack">
          {isWaiting ? (
            <p class="notice" data-tone="accent" data-batch-wait="">
              <Icon name="clock" />
              <span>{t('dock.batch.wait')}</span>
            </p>
          ) : (
            <StepPart key={step.id} step={step} known={known} view={view} batch={batch} act={act} />
          )}
          <People step={step} />
          {first !== undefined && second !== undefined && !isWaiting && (
            <div class="actions">
              <Button
                kind="plain"
                data-action="batch-later"
                onClick={() => setLater(isLater ? null : first.id)}
              >
                {t(isLater ? 'dock.batch.back' : 'dock.batch.later')}
              </Button>
            </div>
          )}
          <After plan={plan} step={step} />
        </div>
      </Fold>
    </section>
  );
}

interface StepPartProps {
  step: PlanStepView;
  known: Known;
  view: DockView;
  batch: BatchView;
  act: DockActions;
}

/** One step: what to do about it now, and what came of the last try. */
function StepPart({ step, known, view, batch, act }: StepPartProps) {
  const { people, kind } = step;
  const taken = people.filter(({ state }) => state === 'selected' || state === 'elsewhere');
  const here = people.filter(({ state }) => state === 'here');
  const working = batch.working?.step === step.id ? batch.working : null;
  const isReady = taken.length === people.length;
  return (
    <>
      {kind === 'disconnect' && <p class="small muted">{t('dock.batch.disconnectWhy')}</p>}
      <div class="stack-tight" aria-live="polite" data-batch-state={isReady ? 'ready' : 'open'}>
        {working !== null ? (
          <p class="tabular">{tn('dock.batch.working', working.of, { done: working.done })}</p>
        ) : (
          <Progress step={step} isReady={isReady} taken={taken.length} />
        )}
        {working === null && <Findings step={step} view={view} batch={batch} />}
      </div>
      {working !== null ? (
        <div class="actions">
          <Button data-action="batch-stop" onClick={() => act.stopSelecting()}>
            {t('dock.batch.stop')}
          </Button>
        </div>
      ) : (
        (here.length > 0 || (step.strangers.length > 0 && taken.length > 0)) && (
          <div class="actions">
            <Button
              kind="filled"
              data-action="batch-select"
              onClick={() => act.selectStep(step.id)}
            >
              {selectWords(people.length, taken.length, here.length)}
            </Button>
          </div>
        )
      )}
      <p class={isReady ? 'small strong' : 'small muted'} data-batch-how="">
        {howTo(step, known)}
      </p>
    </>
  );
}

/** What the button says: how many it would select of how many. */
function selectWords(all: number, taken: number, here: number): string {
  if (here === all || here === 0) return tn('dock.batch.select', all);
  if (here < all - taken) return tn('dock.batch.selectShown', here);
  return tn('dock.batch.selectRest', here);
}

/** How far the selection is, and where those are who are missing. */
function Progress({
  step,
  isReady,
  taken,
}: {
  step: PlanStepView;
  isReady: boolean;
  taken: number;
}) {
  const elsewhere = step.people.filter(({ state }) => state === 'elsewhere').length;
  const away = step.people.flatMap(({ state, email }) => (state === 'away' ? [email] : []));
  return (
    <>
      {taken > 0 && (
        <p class={isReady ? 'notice strong' : 'small'} data-tone="ok">
          {isReady && <Icon name="check" />}
          <span>
            {tn('dock.batch.count', step.people.length, { done: figure(taken) })}
            {elsewhere > 0 && ` ${tn('dock.batch.elsewhere', elsewhere)}`}
          </span>
        </p>
      )}
      {away.length > 0 && (
        <p class="small" data-batch-away="">
          {awayWords(away, step.whereabouts)}
        </p>
      )}
    </>
  );
}

function awayWords(away: readonly Email[], whereabouts: Whereabouts | null): string {
  if (whereabouts?.kind === 'scroll') return tn('dock.batch.scroll', away.length);
  if (whereabouts?.kind !== 'pages') return tn('dock.batch.hidden', away.length);
  const pages = whereabouts.pages
    .filter(({ people }) => people.some((email) => away.includes(email)))
    .map(({ page }) => figure(page));
  const key = pages.length === 1 ? 'dock.batch.onPage' : 'dock.batch.onPages';
  return tn(key, away.length, { pages: listed(pages) });
}

/** What to know of the selection besides who is in it. */
function Findings({ step, view, batch }: { step: PlanStepView; view: DockView; batch: BatchView }) {
  const came = batch.selected?.step === step.id ? batch.selected : null;
  const say = (people: readonly Email[], key: MessageKey) =>
    people.length > 0 && tn(key, people.length, { names: named(people, view.names) });
  const findings = [
    came?.trouble && t(TROUBLES[came.trouble]),
    came?.trouble !== 'no-controls' && came !== null && say(came.notTicked, 'dock.batch.notTicked'),
    step.people.some(({ state }) => state !== 'away') &&
      say(step.strangers, 'dock.batch.strangers'),
    step.more > 0 && tn('dock.batch.more', step.more),
  ].filter((finding) => typeof finding === 'string');
  const takenBack = came === null ? false : say(came.takenBack, 'dock.batch.takenBack');
  return (
    <>
      {findings.map((finding) => (
        <p class="notice" data-tone="caution" data-batch-finding="" key={finding}>
          <Icon name="warning" />
          <span>{finding}</span>
        </p>
      ))}
      {typeof takenBack === 'string' && <p class="small muted">{takenBack}</p>}
    </>
  );
}

/** What to press in the console once everybody is selected. */
function howTo({ kind, workspaces }: PlanStepView, { workspaces: use }: Known): string {
  if (kind === 'disconnect') return t('dock.batch.how.disconnect');
  if (use.offered === 'no') return t('dock.batch.how.grantNone');
  if (workspaces === null) return t('dock.batch.how.grantAny');
  return t('dock.batch.how.grant', { workspaces: listed(workspaces) });
}

/** Who it is about, folded away. */
function People({ step }: { step: PlanStepView }) {
  const [open, setOpen] = useState(false);
  return (
    <Fold
      small
      title={t('dock.batch.who')}
      open={open}
      action="batch-who"
      onToggle={() => setOpen(!open)}
    >
      <ul class="who">
        {step.people.map(({ email, name, state }) => (
          <li key={email} data-person={email} data-state={state}>
            <span title={t(STATES[state].word)}>
              <Icon name={STATES[state].icon} />
              <span class="sr-only">{t(STATES[state].word)}</span>
            </span>
            <span class="two-lines">
              {name !== null && <bdi>{name}</bdi>}
              <bdi class="small muted">{email}</bdi>
            </span>
          </li>
        ))}
      </ul>
    </Fold>
  );
}

/** What comes after this step. */
function After({ plan, step }: { plan: PlanSummary; step: PlanStepView }) {
  const batches = step.kind === 'grant' ? plan.batches - 1 : 0;
  const lines = [
    batches > 0 && tn('dock.batch.after', batches),
    plan.counts.invite > 0 && tn('dock.batch.invite', plan.counts.invite),
    plan.counts.unknown > 0 && tn('dock.batch.unseen', plan.counts.unknown),
  ].filter((line) => typeof line === 'string');
  if (lines.length === 0) return null;
  return (
    <div class="stack-tight footnote" data-batch-after="">
      {lines.map((line) => (
        <p class="small muted" key={line}>
          {line}
        </p>
      ))}
    </div>
  );
}

function InviteLine({ plan }: { plan: PlanSummary }) {
  if (plan.counts.invite === 0) return null;
  return (
    <div class="card" data-batch="invite">
      <p class="small">{tn('dock.batch.inviteHere', plan.counts.invite)}</p>
    </div>
  );
}

/** Nothing can be selected now: what there is to wait for, or that all is done. */
function Rest({ plan, batch }: { plan: PlanSummary; batch: BatchView }) {
  const { invite, unknown } = plan.counts;
  if (batch.isFinished) {
    return (
      <div class="card" data-batch="finished">
        <p class="notice" data-tone="ok" aria-live="polite">
          <Icon name="check" />
          <span>
            <span class="strong">{t('dock.batch.done')}</span> {t('dock.batch.finished')}
          </span>
        </p>
      </div>
    );
  }
  if (invite === 0 && unknown === 0) return null;
  return (
    <div class="card stack-tight" data-batch="rest">
      <DoneLine batch={batch} />
      {invite > 0 && <p class="small">{tn('dock.batch.invite', invite)}</p>}
      {unknown > 0 && <p class="small">{tn('dock.batch.unseen', unknown)}</p>}
    </div>
  );
}

/** The step that was done last ticks itself off. */
function DoneLine({ batch: { done } }: { batch: BatchView }) {
  if (done === null) return null;
  const { kind, workspaces, people } = done;
  const words =
    kind === 'disconnect'
      ? tn('dock.batch.seenDone.disconnect', people)
      : workspaces === null
        ? tn('dock.batch.seenDone.grantAny', people)
        : tn('dock.batch.seenDone.grant', people, { workspaces: workspaces.join(', ') });
  return (
    <p class="notice" data-tone="ok" data-batch-done={kind} aria-live="polite">
      <Icon name="check" />
      <span>{words}</span>
    </p>
  );
}
