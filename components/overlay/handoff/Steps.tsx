import { useId, useState } from 'preact/hooks';
import type { HandoffActions } from '@/components/handoff/actions';
import { StepActions } from '@/components/handoff/Declare';
import { Kept } from '@/components/handoff/Kept';
import { Original } from '@/components/handoff/Original';
import { FootnoteMark, Footnotes, StepFacts, type Way } from '@/components/handoff/StepFacts';
import { nameOf, STATE_WORDS, wordsOf } from '@/components/ui/handoff-words';
import { Icon } from '@/components/ui/Icon';
import { t } from '@/components/ui/say';
import type { Handoff, Step } from '@/lib/model/handoff';
import type { Known } from '@/lib/model/known';
import { Fold } from '../Fold';

interface StepsProps {
  handoff: Handoff;
  known: Pick<Known, 'figures' | 'original'>;
  now: number;
  way: Way;
  act: HandoffActions;
}

/** All steps, small; each can be unfolded, and one with a contradiction is from the start. */
export function Steps(props: StepsProps) {
  return (
    <ol class="steps">
      {props.handoff.steps.map((step) => (
        <StepItem key={step.id} step={step} {...props} />
      ))}
    </ol>
  );
}

interface StepItemProps extends StepsProps {
  step: Step;
}

function StepItem({ step, handoff, known, now, way, act }: StepItemProps) {
  const [chosen, setChosen] = useState<boolean | null>(null);
  const id = useId();
  const open = chosen ?? step.contradicted !== null;
  const { title } = wordsOf(step.id, handoff);
  const { icon, word } = STATE_WORDS[step.state];
  const isMine = step.actor === handoff.role;
  return (
    <li
      class="step"
      data-step={step.id}
      data-state={step.state}
      {...(step.contradicted !== null && { 'data-has-contradiction': '' })}
      {...(step.state === 'doing' && { 'aria-current': 'step' as const })}
    >
      <button
        type="button"
        class="step-toggle"
        data-action="step-toggle"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setChosen(!open)}
      >
        <span class="step-mark">
          <Icon name={step.contradicted === null ? icon : 'danger'} />
        </span>
        <span class="step-head">
          <span class="wrap">
            {title}
            <FootnoteMark step={step.id} />
          </span>
          <span class="step-who small muted">
            <span class="step-state strong">{t(word)}</span>
            {' · '}
            {isMine ? t('checklist.you') : nameOf(step.actor)}
            {step.optional && ` · ${t('checklist.optional')}`}
          </span>
        </span>
        <span class="step-chevron">
          <Icon name="chevron" />
        </span>
      </button>
      <div id={id} class="step-body" hidden={!open}>
        {open && (
          <>
            <StepFacts
              step={step}
              handoff={handoff}
              now={now}
              notes={false}
              {...(isMine && { way })}
            />
            {step.id === 'others-keep' && (
              <Kept access={handoff.access} figures={known.figures} now={now} />
            )}
            {step.id === 'a-removed' && step.proof === null && (
              <Original handoff={handoff} original={known.original} act={act} />
            )}
            <StepActions step={step} handoff={handoff} act={act} notes={false} />
          </>
        )}
      </div>
    </li>
  );
}

/** Where our list differs from Adobe's, folded away. */
export function Differences({ handoff }: { handoff: Handoff }) {
  const [open, setOpen] = useState(false);
  return (
    <Fold
      title={t('checklist.facts.footnotes')}
      open={open}
      action="handoff-footnotes"
      small
      onToggle={() => setOpen(!open)}
    >
      <Footnotes steps={handoff.steps} />
    </Fold>
  );
}
