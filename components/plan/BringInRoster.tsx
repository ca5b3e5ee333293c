import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Field } from '@/components/ui/Field';
import { FileButton } from '@/components/ui/FileButton';
import { Icon } from '@/components/ui/Icon';
import { Section } from '@/components/ui/Section';
import { t } from '@/components/ui/say';
import type { GivenRoster } from './view';

interface BringInRosterProps {
  /** Whether there is a roster already, in whose place this one would be put. */
  replaces: boolean;
  read(given: GivenRoster): void;
  /** Leaves everything as it is; missing where there is nothing to go back to. */
  cancel?: () => void;
}

/**
 * Where a roster is given: as a file, chosen or dropped anywhere on the page, or pasted. What is pasted into the empty
 * field and has several cells is read at once, and never drawn: ten thousand lines in a field take seconds.
 */
export function BringInRoster({ replaces, read, cancel }: BringInRosterProps) {
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const takeFile = (chosen: File | null | undefined) => {
    if (chosen != null) read({ kind: 'file', file: chosen });
  };
  const isOver = useDrop(takeFile);
  // The button that led here is gone.
  useEffect(() => {
    if (replaces) form.current?.closest('section')?.querySelector('h2')?.focus();
  }, []);

  function submit(): void {
    if (text.trim() !== '') {
      read({ kind: 'text', text });
      return;
    }
    setError(t('plan.bring.nothing'));
    form.current?.querySelector('textarea')?.focus();
  }

  function onPaste(event: ClipboardEvent): void {
    const pasted = event.clipboardData?.getData('text/plain') ?? '';
    const chosen = event.clipboardData?.files[0];
    const isTable = text === '' && /[\t\n\r]/u.test(pasted.trim());
    if (!isTable && chosen === undefined) return;
    event.preventDefault();
    if (isTable) read({ kind: 'text', text: pasted });
    else takeFile(chosen);
  }

  return (
    <Section
      name="bring"
      title={t(replaces ? 'plan.bring.replace' : 'plan.bring.title')}
      what={t('plan.bring.what')}
    >
      <form
        ref={form}
        class="card form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div class="plan-drop" data-over={isOver}>
          <Icon name="paste" large />
          <p class="strong">{t(isOver ? 'plan.bring.dropNow' : 'plan.bring.drop')}</p>
          <FileButton
            kind="filled"
            action="roster-file"
            field="roster-file"
            accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
            label={t('plan.bring.fileLabel')}
            onFile={takeFile}
          >
            {t('plan.bring.file')}
          </FileButton>
          <p class="small muted">{t('plan.bring.kinds')}</p>
        </div>
        <div onPaste={onPaste}>
          <Field
            label={t('plan.bring.paste')}
            hint={t('plan.bring.pasteHint')}
            placeholder={t('plan.bring.example')}
            field="roster-text"
            rows={4}
            value={text}
            error={error}
            onValue={(value) => {
              setText(value);
              setError(null);
            }}
          />
        </div>
        <div class="actions">
          <Button type="submit" data-action="roster-read">
            {t('plan.bring.read')}
          </Button>
          {cancel !== undefined && (
            <Button kind="plain" data-action="roster-cancel" onClick={cancel}>
              {t('plan.bring.cancel')}
            </Button>
          )}
          <span class="small muted">{t('plan.bring.nothingTaken')}</span>
        </div>
      </form>
    </Section>
  );
}

/** Takes a file that is dropped anywhere on the page; without this the browser would leave the page for it. */
function useDrop(take: (file: File | undefined) => void): boolean {
  const [isOver, setOver] = useState(false);
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const onOver = (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      setOver(false);
      latest.current(event.dataTransfer?.files[0]);
    };
    addEventListener('dragover', onOver);
    addEventListener('dragleave', onLeave);
    addEventListener('drop', onDrop);
    return () => {
      removeEventListener('dragover', onOver);
      removeEventListener('dragleave', onLeave);
      removeEventListener('drop', onDrop);
    };
  }, []);
  return isOver;
}
