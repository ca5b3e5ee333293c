import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Problem } from '@/components/handoff/parts';
import { useAction } from '@/components/handoff/use-action';
import { Age } from '@/components/ui/Age';
import { Button } from '@/components/ui/Button';
import { STATE_WORDS } from '@/components/ui/handoff-words';
import { Icon } from '@/components/ui/Icon';
import { Moment } from '@/components/ui/Moment';
import { Ring } from '@/components/ui/Ring';
import { t, tn } from '@/components/ui/say';
import type { StepState } from '@/lib/model/handoff';
import type { Known, Outage } from '@/lib/model/known';
import type { DockHandoffActions } from './actions';

interface OutagePartProps {
  outage: Outage;
  wait: Known['wait'];
  now: number;
  act: DockHandoffActions;
}

const STAGES: readonly Outage['stage'][] = ['connect', 'wait', 'grant'];

/** Nobody has access: since when, how many had it, and the way back, one stage after the other. */
export function OutagePart({ outage, wait, now, act }: OutagePartProps) {
  const id = useId();
  const { since, aliveAt, people, missing, stage } = outage;
  const { busy, error, run } = useAction();
  const stateOf = (one: Outage['stage']): StepState => {
    const [at, here] = [STAGES.indexOf(one), STAGES.indexOf(stage)];
    return at < here ? 'done' : at === here ? 'doing' : 'todo';
  };
  return (
    <section
      class="outage stack"
      data-outage={stage}
      data-people={people}
      data-missing={missing}
      role="alert"
      aria-labelledby={id}
    >
      <div class="stack-tight">
        <h3 class="outage-title" id={id}>
          <Icon name="danger" large />
          <span>
            {stage === 'grant' && missing < people
              ? tn('checklist.outage.missing', missing)
              : t('checklist.outage.title')}
          </span>
        </h3>
        <p class="strong tabular">{tn('checklist.outage.had', people)}</p>
        <p class="small tabular">
          {t('checklist.outage.since')} <Moment at={since} now={now} /> (
          <Age at={since} now={now} />) · {t('checklist.outage.alive')}{' '}
          <Moment at={aliveAt} now={now} />
        </p>
      </div>
      <p>{t('checklist.outage.what')}</p>
      <ol class="stack">
        <Stage state={stateOf('connect')} name="connect" title={t('checklist.outage.connect')}>
          <p class="small">{t('checklist.outage.connectWhat')}</p>
          <Button data-action="outage-connect" onClick={() => act.show('marketo-setup')}>
            {t('checklist.outage.goSetUp')}
          </Button>
        </Stage>
        <Stage state={stateOf('wait')} name="wait" title={t('checklist.outage.wait')}>
          <p class="small">{t('checklist.outage.waitWhat')}</p>
          {wait !== null && <Ring wait={wait} now={now} />}
        </Stage>
        <Stage state={stateOf('grant')} name="grant" title={t('checklist.outage.grant')}>
          <p class="small">{t('checklist.outage.grantWhat')}</p>
          <div class="actions">
            <Button
              kind="filled"
              data-action="outage-plan"
              disabled={busy}
              onClick={() => run(act.openPlan)}
            >
              {t('checklist.outage.open')}
            </Button>
            <Button data-action="outage-grant" onClick={() => act.show('user-access')}>
              {t('checklist.outage.goAccess')}
            </Button>
          </div>
        </Stage>
      </ol>
      <Problem>{error}</Problem>
      <div class="actions">
        <Button
          kind="plain"
          tone="neutral"
          data-action="outage-meant"
          disabled={busy}
          onClick={() => run(act.meantOutage)}
        >
          {t('checklist.outage.meant')}
        </Button>
      </div>
    </section>
  );
}

interface StageProps {
  state: StepState;
  name: Outage['stage'];
  title: string;
  children: ComponentChildren;
}

/** One stage of the way back; what to do in it shows while it is its turn. */
function Stage({ state, name, title, children }: StageProps) {
  const { icon, word } = STATE_WORDS[state];
  return (
    <li
      class="outage-stage"
      data-stage={name}
      data-state={state}
      {...(state === 'doing' && { 'aria-current': 'step' as const })}
    >
      <Icon name={icon} />
      <div class="stack-tight">
        <p class={state === 'doing' ? 'strong' : ''}>
          {title}
          <span class="sr-only"> ({t(word)})</span>
        </p>
        {state === 'doing' && children}
      </div>
    </li>
  );
}
