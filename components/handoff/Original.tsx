import { useId, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Note } from '@/components/ui/Note';
import { t } from '@/components/ui/say';
import type { Handoff } from '@/lib/model/handoff';
import { mustStay, type OriginalUser } from '@/lib/model/original-user';
import type { HandoffActions } from './actions';
import { Form, Problem } from './parts';
import { useAction } from './use-action';

interface OriginalProps {
  handoff: Handoff;
  original: OriginalUser;
  act: HandoffActions;
}

/** Whether Admin A may be removed at all, as the original user, and the questions on which that hangs. */
export function Original({ handoff, original, act }: OriginalProps) {
  const { adminA } = handoff;
  const stays = adminA === null ? 'unknown' : mustStay(original, adminA);
  const tone = stays === 'yes' ? 'danger' : stays === 'no' ? 'ok' : 'caution';
  const key = { yes: 'mustStay', no: 'free', unknown: 'mayStay' } as const;
  return (
    <div class="stack" data-original={stays}>
      <Note tone={tone}>
        <p>{t(`checklist.aRemoved.${key[stays]}`)}</p>
      </Note>
      {adminA === null && <p class="small muted">{t('checklist.original.noAddress')}</p>}
      {adminA !== null && stays === 'unknown' && (
        <Ask onSave={(said) => act.sayOriginal(adminA, said)} />
      )}
    </div>
  );
}

type Answer = 'yes' | 'no' | 'unknown';

const SAID: Record<Answer, boolean | null> = { yes: true, no: false, unknown: null };

interface AskProps {
  onSave: (
    said: Readonly<Record<'isOriginal' | 'isSynced', boolean | null>>,
  ) => Promise<string | null>;
}

/** The two questions that no page of the console answers. */
function Ask({ onSave }: AskProps) {
  const [user, setUser] = useState<Answer>('unknown');
  const [sync, setSync] = useState<Answer>('unknown');
  const { busy, error, run } = useAction();
  const save = () => run(() => onSave({ isOriginal: SAID[user], isSynced: SAID[sync] }));
  return (
    <Form onDone={save} label={t('checklist.original.user')}>
      <Choice
        legend={t('checklist.original.user')}
        name="original-user"
        answer={user}
        onAnswer={setUser}
      />
      <Choice
        legend={t('checklist.original.sync')}
        name="data-sync"
        answer={sync}
        onAnswer={setSync}
      />
      <Problem>{error}</Problem>
      <div class="actions">
        <Button type="submit" data-action="original-save" disabled={busy}>
          {t('checklist.original.save')}
        </Button>
      </div>
    </Form>
  );
}

interface ChoiceProps {
  legend: string;
  name: string;
  answer: Answer;
  onAnswer(answer: Answer): void;
}

function Choice({ legend, name, answer, onAnswer }: ChoiceProps) {
  const group = useId();
  return (
    <fieldset class="stack-tight">
      <legend class="field-label">{legend}</legend>
      <div class="choices">
        {(['yes', 'no', 'unknown'] as const).map((one) => (
          <label class="choice" key={one}>
            <input
              type="radio"
              name={group}
              value={one}
              checked={answer === one}
              data-field={name}
              data-answer={one}
              onClick={() => onAnswer(one)}
              onInput={() => onAnswer(one)}
            />
            <span>{t(`checklist.original.${one}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
