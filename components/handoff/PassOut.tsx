import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { nameOf } from '@/components/ui/handoff-words';
import { Icon } from '@/components/ui/Icon';
import { t, tn } from '@/components/ui/say';
import type { Handoff } from '@/lib/model/handoff';
import type { HandoffActions } from './actions';
import { Done, Form, Problem } from './parts';
import { useAction } from './use-action';

/** Puts a text on the clipboard. Not there on insecure pages, refused by some policies and sometimes by Firefox. */
export function copyText(text: string): Promise<boolean> {
  return Promise.resolve()
    .then(() => navigator.clipboard.writeText(text))
    .then(
      () => true,
      () => false,
    );
}

interface PassOutProps {
  handoff: Handoff;
  act: HandoffActions;
}

/** Copies the pass; where the browser does not allow it, shows it for copying by hand. */
export function CopyPass({ handoff, act }: PassOutProps) {
  const [shown, setShown] = useState<{ pass: string; copied: boolean } | null>(null);
  const { busy, error, run } = useAction();
  const copy = () =>
    run(async () => {
      const { text } = await act.exportPass(handoff.id, false);
      setShown({ pass: text, copied: await copyText(text) });
      return null;
    });
  const who = nameOf(handoff.role === 'b' ? 'a' : 'b');
  return (
    <div class="stack-tight">
      <Button icon="copy" data-action="pass-copy" disabled={busy} onClick={copy}>
        {t('checklist.pass.copy')}
      </Button>
      <Done>{shown?.copied === true ? t('checklist.pass.copied', { who }) : null}</Done>
      {shown?.copied === false && <ByHand text={shown.pass} label={t('checklist.pass.out')} />}
      <Problem>{error}</Problem>
    </div>
  );
}

/** A text that the person has to copy by hand. */
function ByHand({ text, label }: { text: string; label: string }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => {
    area.current?.focus();
    area.current?.select();
  }, [text]);
  return (
    <>
      <p class="notice" data-tone="caution" role="status">
        <Icon name="warning" />
        <span>{t('checklist.pass.copyHand')}</span>
      </p>
      <div class="field">
        <label class="field-label" for={id}>
          {label}
        </label>
        <textarea
          id={id}
          ref={area}
          class="input"
          rows={4}
          readOnly
          spellcheck={false}
          data-field="pass-out"
          value={text}
          onClick={(event) => event.currentTarget.select()}
        />
      </div>
    </>
  );
}

/** What the file of a pass is called: whose handoff it is stands in it, and in no name that others may see. */
const FILE_NAME = 'guardrails-pass.txt';

interface SavePassProps extends PassOutProps {
  /** How many people's access the file can carry; `null` where nobody knows, left out where the handoff says so. */
  people?: number | null;
}

/** Saves the pass as a file, with or without who had access, and says what is in it. */
export function SavePass({ handoff, act, people = handoff.access?.people ?? null }: SavePassProps) {
  const [withPeople, setWithPeople] = useState(false);
  const [saved, setSaved] = useState<'with-people' | 'without' | 'nobody-known' | null>(null);
  const { busy, error, run } = useAction();
  const save = () =>
    run(async () => {
      const pass = await act.exportPass(handoff.id, withPeople);
      act.saveFile(FILE_NAME, pass.text);
      setSaved(pass.withPeople ? 'with-people' : withPeople ? 'nobody-known' : 'without');
      return null;
    });
  return (
    <Form onDone={save} label={t('checklist.pass.save')}>
      <p class="strong">{t('checklist.pass.fileTitle')}</p>
      <label class="choice">
        <input
          type="checkbox"
          checked={withPeople}
          data-field="with-people"
          onInput={(event) => {
            setWithPeople(event.currentTarget.checked);
            setSaved(null);
          }}
        />
        <span class="two-lines">
          <span>{t('checklist.pass.withPeople')}</span>
          <span class="small muted">{t('checklist.pass.withPeopleWhat')}</span>
        </span>
      </label>
      <p class="small" data-contains={withPeople ? 'people' : 'events'}>
        {contentsOf(people, withPeople)}
      </p>
      <div class="actions">
        <Button type="submit" data-action="pass-save" disabled={busy}>
          {t('checklist.pass.save')}
        </Button>
      </div>
      <Done>{savedWords(saved)}</Done>
      <Problem>{error}</Problem>
    </Form>
  );
}

function contentsOf(people: number | null, withPeople: boolean): string {
  if (!withPeople) return t('checklist.pass.contains');
  if (people === null) return t('checklist.pass.noPeople');
  return tn('checklist.pass.containsPeople', people);
}

function savedWords(saved: 'with-people' | 'without' | 'nobody-known' | null): string | null {
  switch (saved) {
    case null:
      return null;
    case 'with-people':
      return t('checklist.pass.savedPeople', { file: FILE_NAME });
    case 'without':
      return t('checklist.pass.saved', { file: FILE_NAME });
    case 'nobody-known':
      return `${t('checklist.pass.saved', { file: FILE_NAME })} ${t('checklist.pass.noPeople')}`;
  }
}
