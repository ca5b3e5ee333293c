import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Field } from '@/components/ui/Field';
import { Note } from '@/components/ui/Note';
import { t, tn } from '@/components/ui/say';
import { DEFAULTS, WAIT_LIMITS } from '@/lib/model/settings';
import type { Outcome } from './outcome';

const { least, most } = WAIT_LIMITS;

/** More digits than anybody means. */
const LONGEST = 8;

interface WaitProps {
  /** The length that counts, in minutes. */
  minutes: number;
  /** Who prescribes it, by name; `null` where it is the person's own choice. */
  prescribedBy: string | null;
  /** Whose prescription is malformed, by name. */
  malformedFrom: string | null;
  /** Saves a length; `null` is nobody's choice. */
  save(minutes: number | null): Promise<Outcome>;
}

/** Minutes as somebody has typed them, or in words what is wrong. */
function read(typed: string): { minutes: number } | { error: string } {
  const text = typed.trim();
  if (text === '') return { error: t('dashboard.wait.error.empty') };
  // Digits of any script are digits to whoever types them.
  const digits = text.normalize('NFKC');
  if (!/^-?\d+$/.test(digits))
    return { error: t('dashboard.wait.error.notWhole', { least, most }) };
  const minutes = Number(digits);
  if (minutes < least) return { error: t('dashboard.wait.error.least', { least }) };
  if (minutes > most) return { error: t('dashboard.wait.error.most', { most }) };
  return { minutes };
}

/** How long the wait after a connect is. */
export function Wait({ minutes, prescribedBy, malformedFrom, save }: WaitProps) {
  const [typed, setTyped] = useState(String(minutes));
  const [error, setError] = useState<string | null>(null);
  const [saved, setSaved] = useState<number | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => setTyped(String(minutes)), [minutes]);

  async function keep(wanted: number | null): Promise<void> {
    const outcome = await save(wanted);
    setSaved(outcome.ok ? (wanted ?? DEFAULTS.waitMinutes) : null);
    setError(outcome.ok ? null : outcome.why);
  }

  function submit(): void {
    const answer = read(typed);
    if ('minutes' in answer) {
      void keep(answer.minutes);
      return;
    }
    setSaved(null);
    setError(answer.error);
    form.current?.querySelector('input')?.focus();
  }

  return (
    <form
      ref={form}
      class="card form"
      noValidate
      data-part="wait"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div class="lead">
        <p>{t('dashboard.wait.what')}</p>
        <p class="muted">{t('dashboard.wait.adobe')}</p>
      </div>
      {malformedFrom !== null && (
        <Note tone="caution" name="malformed">
          <p>{t('dashboard.wait.malformed', { who: malformedFrom, least, most })}</p>
        </Note>
      )}
      <Field
        label={t('dashboard.wait.label')}
        field="wait-minutes"
        numeric
        value={typed}
        maxLength={LONGEST}
        disabled={prescribedBy !== null}
        error={error}
        hint={
          prescribedBy === null
            ? t('dashboard.wait.hint', { least, most })
            : t('dashboard.wait.prescribed', { who: prescribedBy })
        }
        onValue={(value) => {
          setTyped(value);
          setError(null);
          setSaved(null);
        }}
      />
      {prescribedBy === null && (
        <div class="actions">
          <Button kind="filled" type="submit" data-action="wait-save">
            {t('dashboard.wait.save')}
          </Button>
          {minutes !== DEFAULTS.waitMinutes && (
            <Button kind="plain" data-action="wait-reset" onClick={() => void keep(null)}>
              {t('dashboard.wait.reset')}
            </Button>
          )}
        </div>
      )}
      <div role="status">
        {saved !== null && (
          <Note tone={saved < DEFAULTS.waitMinutes ? 'caution' : 'ok'} name="wait-saved">
            <p>
              {tn('dashboard.wait.saved', saved)}
              {saved < DEFAULTS.waitMinutes && ` ${t('dashboard.wait.shorter')}`}
            </p>
          </Note>
        )}
      </div>
    </form>
  );
}
