import { STATE_WORDS, wordsOf } from '@/components/ui/handoff-words';
import { Icon } from '@/components/ui/Icon';
import { t } from '@/components/ui/say';
import type { Handoff, Step } from '@/lib/model/handoff';
import type { OriginalUser } from '@/lib/model/original-user';
import type { HandoffActions } from './actions';
import { StepActions } from './Declare';
import { Original } from './Original';
import { FootnoteMark, Footnotes, StepFacts, type Way } from './StepFacts';

interface StepListProps {
  handoff: Handoff;
  original: OriginalUser;
  now: number;
  way: Way;
  act: HandoffActions;
}

/** All steps, each with all there is to know of it, and where the list differs from Adobe's. */
export function StepList(props: StepListProps) {
  return (
    <>
      <ol class="card step-list">
        {props.handoff.steps.map((step) => (
          <StepRow key={step.id} step={step} {...props} />
        ))}
      </ol>
      <div class="stack-tight">
        <p class="small strong">{t('checklist.facts.footnotes')}</p>
        <Footnotes steps={props.handoff.steps} />
      </div>
    </>
  );
}

function StepRow({ step, handoff, original, now, way, act }: StepListProps & { step: Step }) {
  const { icon, word } = STATE_WORDS[step.state];
  const isMine = step.actor === handoff.role;
  const isOpen = handoff.outcome === 'open';
  return (
    <li
      class="step-row"
      data-step={step.id}
      data-state={step.state}
      {...(step.contradicted !== null && { 'data-has-contradiction': '' })}
      {...(step.state === 'doing' && isOpen && { 'aria-current': 'step' as const })}
    >
      <span class="step-row-mark">
        <Icon name={step.contradicted === null ? icon : 'danger'} large />
      </span>
      <div class="step-row-body">
        <h3 class="step-row-title wrap">
          {wordsOf(step.id, handoff).title}
          <FootnoteMark step={step.id} />
        </h3>
        <p class="small muted">
          <span class="step-row-state strong">{t(word)}</span>
          {step.optional && ` · ${t('checklist.optional')}`}
        </p>
        <StepFacts
          step={step}
          handoff={handoff}
          now={now}
          notes
          {...(isMine && isOpen && { way })}
        />
        {step.id === 'a-removed' && step.proof === null && (
          <Original handoff={handoff} original={original} act={act} />
        )}
        {isOpen && <StepActions step={step} handoff={handoff} act={act} notes />}
      </div>
    </li>
  );
}
