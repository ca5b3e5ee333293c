import { useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Field } from '@/components/ui/Field';
import { Note } from '@/components/ui/Note';
import { t } from '@/components/ui/say';
import type { Outcome } from './outcome';

interface TypeToDoProps {
  /** The value of `data-action` of the button, and of `data-note` of what it comes to. */
  name: string;
  /** What the button says. */
  label: string;
  /** What is said once it is done; `null` where that needs no words. */
  done: string | null;
  act(): Promise<Outcome>;
}

/** What cannot be taken back: it takes typing a word. */
export function TypeToDo({ name, label, done, act }: TypeToDoProps) {
  const [typed, setTyped] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [said, setSaid] = useState<Outcome | null>(null);
  const word = t('data.delete.word');
  const isTyped = typed.trim().toUpperCase() === word.toUpperCase();

  async function submit(): Promise<void> {
    if (!isTyped || isBusy) return;
    setBusy(true);
    const outcome = await act();
    setBusy(false);
    setSaid(outcome);
    if (outcome.ok) setTyped('');
  }

  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field
        label={t('data.delete.type', { word })}
        field={`${name}-word`}
        value={typed}
        maxLength={40}
        onValue={(value) => {
          setTyped(value);
          setSaid(null);
        }}
      />
      <div class="actions">
        <Button type="submit" tone="danger" data-action={name} disabled={!isTyped || isBusy}>
          {label}
        </Button>
      </div>
      <div role="status">
        {said?.ok === false && (
          <Note tone="danger" name={`${name}-failed`}>
            <p>{said.why}</p>
          </Note>
        )}
        {said?.ok === true && done !== null && (
          <Note tone="ok" name={`${name}-done`}>
            <p>{done}</p>
          </Note>
        )}
      </div>
    </form>
  );
}
