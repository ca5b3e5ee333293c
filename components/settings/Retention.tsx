import { useEffect, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Field } from '@/components/ui/Field';
import { Note } from '@/components/ui/Note';
import { Section } from '@/components/ui/Section';
import { t, tn } from '@/components/ui/say';
import { DEFAULTS, RETENTION_LIMITS } from '@/lib/model/settings';
import type { Outcome } from './outcome';

const { least, most } = RETENTION_LIMITS;

interface RetentionProps {
  /** For how many days history is kept. */
  days: number;
  /** Who prescribes it, by name; `null` where it is the person's own choice. */
  prescribedBy: string | null;
  /** Saves a number of days; `null` is nobody's choice. */
  save(days: number | null): Promise<Outcome>;
}

/** Days as somebody has typed them; `null` is no number of days. */
function read(typed: string): number | null {
  const digits = typed.trim().normalize('NFKC');
  if (!/^\d{1,5}$/u.test(digits)) return null;
  const days = Number(digits);
  return days >= least && days <= most ? days : null;
}

/** For how long history is kept. */
export function Retention({ days, prescribedBy, save }: RetentionProps) {
  const [typed, setTyped] = useState(String(days));
  const [error, setError] = useState<string | null>(null);
  const [saved, setSaved] = useState<number | null>(null);
  useEffect(() => setTyped(String(days)), [days]);

  async function keep(wanted: number | null): Promise<void> {
    const outcome = await save(wanted);
    setSaved(outcome.ok ? (wanted ?? DEFAULTS.retentionDays) : null);
    setError(outcome.ok ? null : outcome.why);
  }

  function submit(): void {
    const wanted = read(typed);
    setSaved(null);
    setError(wanted === null ? t('data.retention.error', { least, most }) : null);
    if (wanted !== null) void keep(wanted);
  }

  return (
    <Section name="retention" title={t('data.retention.title')} what={t('data.retention.what')}>
      <form
        class="card form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field
          label={t('data.retention.label')}
          hint={
            prescribedBy === null
              ? t('data.retention.hint', { least, most })
              : t('dashboard.wait.prescribed', { who: prescribedBy })
          }
          field="retention-days"
          numeric
          value={typed}
          maxLength={5}
          disabled={prescribedBy !== null}
          error={error}
          onValue={(value) => {
            setTyped(value);
            setError(null);
            setSaved(null);
          }}
        />
        {prescribedBy === null && (
          <div class="actions">
            <Button kind="filled" type="submit" data-action="retention-save">
              {t('data.retention.save')}
            </Button>
            {days !== DEFAULTS.retentionDays && (
              <Button kind="plain" data-action="retention-reset" onClick={() => void keep(null)}>
                {t('data.retention.reset')}
              </Button>
            )}
          </div>
        )}
        <div role="status">
          {saved !== null && (
            <Note tone="ok" name="retention-saved">
              <p>{tn('data.retention.saved', saved)}</p>
            </Note>
          )}
        </div>
      </form>
    </Section>
  );
}
