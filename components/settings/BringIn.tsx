import { useRef, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Field } from '@/components/ui/Field';
import { FileButton } from '@/components/ui/FileButton';
import { Note } from '@/components/ui/Note';
import { Section } from '@/components/ui/Section';
import { t, tn } from '@/components/ui/say';
import type { Profile } from '@/lib/model/profile';
import { contentsOf } from '@/lib/profile/handing-on';
import type { ImportResult } from './outcome';
import { Problems } from './Problems';
import { contentsWords } from './words';

interface BringInProps {
  /** The profile that was brought in before; `null` when none was. */
  imported: Profile | null;
  bringIn(text: string): Promise<ImportResult>;
}

type Said = { readonly kind: 'done' } | { readonly kind: 'refused'; result: ImportResult };

/** Takes in a profile, from a file or as text. */
export function BringIn({ imported, bringIn }: BringInProps) {
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const form = useRef<HTMLFormElement>(null);

  async function take(given: string): Promise<void> {
    const result = await bringIn(given);
    setSaid(result.ok ? { kind: 'done' } : { kind: 'refused', result });
    if (result.ok) setText('');
  }

  function submit(): void {
    if (text.trim() !== '') {
      void take(text);
      return;
    }
    setSaid(null);
    setError(t('dashboard.import.empty'));
    form.current?.querySelector('textarea')?.focus();
  }

  async function takeFile(chosen: File): Promise<void> {
    setError(null);
    try {
      const given = await chosen.text();
      setText(given.length > SHOWN_AT_MOST ? '' : given);
      await take(given);
    } catch {
      setError(t('dashboard.import.unreadable'));
    }
  }

  return (
    <Section title={t('dashboard.import.title')} what={t('dashboard.import.what')} name="import">
      <form
        ref={form}
        class="card form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {imported !== null && (
          <p class="muted wrap">{t('dashboard.import.replaces', { name: imported.id })}</p>
        )}
        <Field
          label={t('dashboard.import.label')}
          hint={t('dashboard.import.hint')}
          field="profile-text"
          rows={5}
          value={text}
          error={error}
          onValue={(value) => {
            setText(value);
            setError(null);
            setSaid(null);
          }}
        />
        <div class="actions">
          <Button kind="filled" type="submit" data-action="profile-import">
            {t('dashboard.import.submit')}
          </Button>
          <FileButton
            action="profile-file"
            field="profile-file"
            accept=".json,application/json"
            label={t('dashboard.import.fileLabel')}
            onFile={(file) => void takeFile(file)}
          >
            {t('dashboard.import.file')}
          </FileButton>
        </div>
        <div role="status">
          {said?.kind === 'done' && imported !== null && <Accepted profile={imported} />}
          {said?.kind === 'refused' && <Refused result={said.result} />}
        </div>
      </form>
    </Section>
  );
}

/** What is longer is not shown in the field: it can hold no profile. */
const SHOWN_AT_MOST = 500_000;

function Accepted({ profile }: { profile: Profile }) {
  const contents = contentsWords(contentsOf(profile));
  return (
    <Note tone="ok" name="profile-accepted">
      <p>{t('dashboard.import.accepted', { name: profile.id, contents })}</p>
    </Note>
  );
}

function Refused({ result }: { result: ImportResult }) {
  if (result.ok) return null;
  const problems = 'problems' in result ? result.problems : [];
  return (
    <Note tone="danger" name="profile-refused">
      {'problems' in result ? (
        <>
          <p class="strong">{tn('dashboard.import.refused', problems.length)}</p>
          <Problems problems={problems} />
        </>
      ) : (
        <p>{result.why}</p>
      )}
    </Note>
  );
}
