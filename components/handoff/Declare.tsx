import { useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Field } from '@/components/ui/Field';
import { wordsOf } from '@/components/ui/handoff-words';
import { t } from '@/components/ui/say';
import { ruleOf } from '@/lib/handoff/steps';
import type { Handoff, Step } from '@/lib/model/handoff';
import type { HandoffActions } from './actions';
import { Form, Problem } from './parts';
import { useAction } from './use-action';

interface StepActionsProps {
  step: Step;
  handoff: Handoff;
  act: HandoffActions;
  /** Whether what people write down is shown here: in pages of the extension only (DESIGN rule 4). */
  notes: boolean;
}

/** What a person can say of a step: that it is done, or that it is not after all. The lead says nothing. */
export function StepActions({ step, handoff, act, notes }: StepActionsProps) {
  const [declaring, setDeclaring] = useState(false);
  const { busy, error, run } = useAction();
  if (handoff.role === 'lead') return null;
  const { title } = wordsOf(step.id, handoff);
  const isDone = step.proof !== null;
  // What was said and a console contradicts can be taken back as well.
  const canUndo = isDone || step.contradicted !== null;
  if (declaring && !isDone) {
    return <Declare {...{ step, handoff, act, notes }} onDone={() => setDeclaring(false)} />;
  }
  return (
    <div class="actions">
      {!isDone && (
        <Button
          kind="plain"
          data-action="handoff-declare-open"
          aria-label={`${t('checklist.declare')} ${title}`}
          onClick={() => setDeclaring(true)}
        >
          {t('checklist.declare')}
        </Button>
      )}
      {canUndo && (
        <Button
          kind="plain"
          tone="neutral"
          data-action="handoff-undo"
          disabled={busy}
          aria-label={`${t('checklist.undo')}: ${title}`}
          onClick={() => run(() => act.undoStep(handoff.id, step.id, handoff.name))}
        >
          {t('checklist.undo')}
        </Button>
      )}
      <Problem>{error}</Problem>
    </div>
  );
}

interface DeclareProps extends StepActionsProps {
  onDone(): void;
}

/** Asks who says that a step is done, or not needed, and how they know. */
function Declare({ step, handoff, act, notes, onDone }: DeclareProps) {
  const [by, setBy] = useState(handoff.name ?? '');
  const [note, setNote] = useState('');
  const [notNeeded, setNotNeeded] = useState(false);
  const [missing, setMissing] = useState<'name' | 'note' | null>(null);
  const { busy, error, run } = useAction();
  const declare = async () => {
    if (by.trim() === '') return setMissing('name');
    if (note.trim() === '') return setMissing('note');
    const said = { by: by.trim(), note: note.trim(), notNeeded };
    if (await run(() => act.declareStep(handoff.id, step.id, said))) onDone();
  };
  return (
    <Form onDone={declare} label={t('checklist.declareConfirm')}>
      {ruleOf(step.id).skippable && (
        <label class="choice">
          <input
            type="checkbox"
            checked={notNeeded}
            data-field="not-needed"
            onInput={(event) => setNotNeeded(event.currentTarget.checked)}
          />
          <span>{t('checklist.notNeededDeclare')}</span>
        </label>
      )}
      <Field
        label={t('checklist.declareBy')}
        hint={t('checklist.declareHint')}
        value={by}
        error={missing === 'name' ? t('checklist.error.name') : null}
        onValue={(value) => {
          setBy(value);
          setMissing(null);
        }}
        field="by"
        maxLength={200}
      />
      <Field
        label={t('checklist.declareNote')}
        hint={t(notes ? 'checklist.declareNoteHintShown' : 'checklist.declareNoteHint')}
        value={note}
        error={missing === 'note' ? t('checklist.error.note') : null}
        onValue={(value) => {
          setNote(value);
          setMissing(null);
        }}
        field="note"
        maxLength={200}
      />
      <Problem>{error}</Problem>
      <div class="actions">
        <Button kind="filled" type="submit" data-action="handoff-declare" disabled={busy}>
          {t(notNeeded ? 'checklist.notNeeded' : 'checklist.declareConfirm')}
        </Button>
        <Button data-action="handoff-declare-cancel" onClick={onDone}>
          {t('checklist.cancel')}
        </Button>
      </div>
    </Form>
  );
}
