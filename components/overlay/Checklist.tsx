import { useState } from 'preact/hooks';
import { Abandon, Finish } from '@/components/handoff/Close';
import { AllKeys, KeysPart } from '@/components/handoff/KeysPart';
import { NextStep } from '@/components/handoff/NextStep';
import { PassExchange } from '@/components/handoff/PassExchange';
import { PassIn } from '@/components/handoff/PassIn';
import { SavePass } from '@/components/handoff/PassOut';
import { hashOf } from '@/components/handoff/places';
import { MyRole } from '@/components/handoff/RoleQuestion';
import { StartForm } from '@/components/handoff/StartForm';
import type { Way } from '@/components/handoff/StepFacts';
import { Button } from '@/components/ui/Button';
import { momentWords } from '@/components/ui/Moment';
import { t, tn } from '@/components/ui/say';
import { openSteps } from '@/lib/handoff/handoff';
import type { Handoff } from '@/lib/model/handoff';
import type { HandoffId } from '@/lib/model/ids';
import type { Known } from '@/lib/model/known';
import { Fold } from './Fold';
import { Differences, Steps } from './handoff/Steps';
import type { DockActions, DockView } from './view';

interface HandoffPartProps {
  view: DockView;
  known: Known;
  /** The handoff that the person has chosen to look at; `null` while they have not. */
  chosen: HandoffId | null;
  /** `null` for the one started last. */
  onChoose(handoff: HandoffId | null): void;
  act: DockActions;
}

/** The handoff that the dock is about: the chosen one, else the one started last; `null` without any. */
export function shownHandoff(known: Known | null, chosen: HandoffId | null): Handoff | null {
  const open = known?.handoffs ?? [];
  return open.find(({ id }) => id === chosen) ?? open[0] ?? null;
}

/** What the dock says and offers about handoffs. */
export function HandoffPart({ view, known, chosen, onChoose, act }: HandoffPartProps) {
  const [folded, setFolded] = useState<boolean | null>(null);
  const handoff = shownHandoff(known, chosen);
  if (handoff !== null) {
    return (
      <>
        {known.handoffs.length > 1 && (
          <Switch handoffs={known.handoffs} shown={handoff} now={view.now} onChoose={onChoose} />
        )}
        <Checklist
          key={handoff.id}
          handoff={handoff}
          view={view}
          known={known}
          onChoose={onChoose}
          act={act}
        />
      </>
    );
  }
  const onSetUp = view.page === 'marketo-setup' || view.page === 'marketo';
  const open = folded === null ? onSetUp : !folded;
  return (
    <Fold
      title={t('checklist.startTitle')}
      open={open}
      action="handoff-open"
      onToggle={() => setFolded(open)}
    >
      <HandoffEntry view={view} act={act} />
    </Fold>
  );
}

interface SwitchProps {
  handoffs: readonly Handoff[];
  shown: Handoff;
  now: number;
  onChoose(handoff: HandoffId): void;
}

/** Which of several open handoffs to look at. */
function Switch({ handoffs, shown, now, onChoose }: SwitchProps) {
  return (
    <label class="field">
      <span class="field-label">{tn('checklist.switch.hint', handoffs.length)}</span>
      <select
        class="input"
        data-field="handoff"
        aria-label={t('checklist.switch.label')}
        onInput={(event) => {
          const { value } = event.currentTarget;
          const found = handoffs.find(({ id }) => id === value);
          if (found !== undefined) onChoose(found.id);
        }}
      >
        {handoffs.map(({ id, adminB, startedAt }) => (
          <option key={id} value={id} selected={id === shown.id}>
            {t('checklist.switch.option', { email: adminB, when: momentWords(startedAt, now) })}
          </option>
        ))}
      </select>
    </label>
  );
}

interface ChecklistProps {
  handoff: Handoff;
  view: DockView;
  known: Known;
  onChoose(handoff: HandoffId | null): void;
  act: DockActions;
}

/** A handoff as this browser sees it: my next step large, the pass, and the steps with what each rests on. */
function Checklist({ handoff, view, known, onChoose, act }: ChecklistProps) {
  const [folded, setFolded] = useState(false);
  const [more, setMore] = useState(false);
  const { now } = view;
  const way: Way = { hrefOf: hashOf, go: act.show };
  const done = handoff.steps.filter(({ state }) => state === 'done').length;
  return (
    <section
      class="stack"
      data-checklist="handoff"
      data-handoff={handoff.id}
      aria-label={t('checklist.name', { email: handoff.adminB })}
    >
      <MyRole handoff={handoff} act={act} />
      <KeysPart handoff={handoff} act={act} which={({ trust }) => trust === 'changed'} />
      <div class="card stack">
        <NextStep
          handoff={handoff}
          wait={known.wait}
          figures={known.figures}
          now={now}
          way={way}
          act={act}
          notes={false}
        />
        {openSteps(handoff).length === 0 && <Finish handoff={handoff} act={act} />}
      </div>
      <div class="stack">
        <PassExchange
          handoff={handoff}
          now={now}
          act={act}
          notes={false}
          asCard
          onTaken={(of) => {
            // One of another handoff leads there.
            if (of !== handoff.id) onChoose(of);
          }}
        />
      </div>
      <Fold
        title={tn('checklist.steps', handoff.steps.length, { done })}
        open={!folded}
        action="handoff-open"
        onToggle={() => setFolded(!folded)}
      >
        <Steps handoff={handoff} known={known} now={now} way={way} act={act} />
        <Differences handoff={handoff} />
      </Fold>
      <Fold
        title={t('checklist.more')}
        open={more}
        action="handoff-more"
        onToggle={() => setMore(!more)}
      >
        <div class="stack">
          <AllKeys handoff={handoff} act={act} />
          <SavePass handoff={handoff} act={act} />
          <Another view={view} onChoose={onChoose} act={act} />
          <Abandon handoff={handoff} act={act} />
        </div>
      </Fold>
    </section>
  );
}

/** The way to one more handoff in this account. */
function Another({ view, onChoose, act }: Pick<ChecklistProps, 'view' | 'onChoose' | 'act'>) {
  const [starting, setStarting] = useState(false);
  if (starting) {
    return <StartForm admins={view.admins} act={act} onStarted={() => onChoose(null)} />;
  }
  return (
    <div class="actions">
      <Button
        kind="plain"
        tone="neutral"
        data-action="handoff-another"
        onClick={() => setStarting(true)}
      >
        {t('checklist.startAnother')}
      </Button>
    </div>
  );
}

/** What there is while no handoff runs: start one, or join one with a pass. */
function HandoffEntry({ view, act }: { view: DockView; act: DockActions }) {
  const [joining, setJoining] = useState(false);
  return (
    <div class="stack">
      {!joining && <StartForm admins={view.admins} act={act} />}
      <div class="join stack-tight">
        {!joining && <p class="muted">{t('checklist.joinWhy')}</p>}
        {joining ? (
          <PassIn
            act={act}
            now={view.now}
            notes={false}
            handoff={null}
            onCancel={() => setJoining(false)}
            onTaken={() => setJoining(false)}
          />
        ) : (
          <div class="actions">
            <Button icon="paste" data-action="pass-paste" onClick={() => setJoining(true)}>
              {t('checklist.pass.paste')}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
