import { Age } from '@/components/ui/Age';
import { nameOf, nextStep, personOf, wordsOf } from '@/components/ui/handoff-words';
import { Ring } from '@/components/ui/Ring';
import { t } from '@/components/ui/say';
import type { Handoff, Step } from '@/lib/model/handoff';
import type { Figures, Known } from '@/lib/model/known';
import type { HandoffActions } from './actions';
import { StepActions } from './Declare';
import { Kept } from './Kept';
import { StepFacts, type Way } from './StepFacts';

interface NextStepProps {
  handoff: Handoff;
  wait: Known['wait'];
  figures: Figures | null;
  now: number;
  way: Way;
  act: HandoffActions;
  /** Whether what people wrote down is shown: in pages of the extension only (DESIGN rule 4). */
  notes: boolean;
}

/** The one thing to do next, large; or whom the handoff waits for, since when, and what to do about that. */
export function NextStep({ handoff, wait, figures, now, way, act, notes }: NextStepProps) {
  const next = nextStep(handoff);
  if (next === null) {
    return (
      <div class="stack-tight" data-next="finish">
        <p class="next-title">{t('checklist.next.done')}</p>
        <p class="muted">{t('checklist.next.doneWhat')}</p>
      </div>
    );
  }
  const { step, mine } = next;
  const title = wordsOf(step.id, handoff).title;
  return (
    <div class="stack" data-next={step.id} data-next-mine={mine ? 'yes' : 'no'}>
      <div class="stack-tight">
        <Lead step={step} mine={mine} handoff={handoff} now={now} />
        <div class="next-head">
          {step.id === 'wait' && wait !== null && <Ring wait={wait} now={now} />}
          <p class="next-title wrap">{title}</p>
        </div>
        {!mine && step.actor !== null && (
          <p class="small muted">
            {handoff.role === 'lead'
              ? t('checklist.next.lead')
              : t('checklist.next.send', { who: nameOf(step.actor) })}
          </p>
        )}
      </div>
      {step.id === 'others-keep' && <Kept access={handoff.access} figures={figures} now={now} />}
      <StepFacts step={step} handoff={handoff} now={now} notes={notes} {...(mine && { way })} />
      {mine && <StepActions step={step} handoff={handoff} act={act} notes={notes} />}
    </div>
  );
}

interface LeadProps {
  step: Step;
  mine: boolean;
  handoff: Handoff;
  now: number;
}

/** Whose turn it is, and since when. */
function Lead({ step, mine, handoff, now }: LeadProps) {
  const since = step.since !== null && (
    <>
      {' · '}
      <Age at={step.since} now={now} />
    </>
  );
  if (mine) {
    return (
      <p class="small muted strong" data-waits-for="me">
        {t('checklist.next.mine')}
      </p>
    );
  }
  if (step.actor === null) {
    return (
      <p class="small muted strong" data-waits-for="time">
        {t('checklist.next.time')}
        {since}
      </p>
    );
  }
  return (
    <p class="small muted strong wrap" data-waits-for={step.actor}>
      {t('checklist.next.wait', { who: personOf(step.actor, handoff) })}
      {since}
    </p>
  );
}
