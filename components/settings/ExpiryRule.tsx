import { useEffect, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Field } from '@/components/ui/Field';
import { Note } from '@/components/ui/Note';
import { Section } from '@/components/ui/Section';
import { t, tn } from '@/components/ui/say';
import { EXPIRY_LIMITS } from '@/lib/model/settings';
import type { Outcome } from './outcome';

const { least, most } = EXPIRY_LIMITS;

interface ExpiryRuleProps {
  /** After how many days an invitation's access is to end; `null` without a rule. */
  days: number | null;
  /** Who prescribes it, by name; `null` where it is the person's own choice. */
  prescribedBy: string | null;
  save(days: number | null): Promise<Outcome>;
}

/** Days as somebody has typed them: nothing is no rule, `undefined` is no number of days. */
function read(typed: string): number | null | undefined {
  const digits = typed.trim().normalize('NFKC');
  if (digits === '') return null;
  if (!/^\d{1,5}$/u.test(digits)) return undefined;
  const days = Number(digits);
  return days >= least && days <= most ? days : undefined;
}

/** When the access of those who are invited is to end. */
export function ExpiryRule({ days, prescribedBy, save }: ExpiryRuleProps) {
  const [typed, setTyped] = useState(String(days ?? ''));
  const [error, setError] = useState<string | null>(null);
  const [saved, setSaved] = useState<number | null | undefined>(undefined);
  useEffect(() => setTyped(String(days ?? '')), [days]);

  async function keep(): Promise<void> {
    const wanted = read(typed);
    setSaved(undefined);
    if (wanted === undefined) return setError(t('dashboard.engage.rule.error', { least, most }));
    const outcome = await save(wanted);
    if (outcome.ok) setSaved(wanted);
    setError(outcome.ok ? null : outcome.why);
  }

  return (
    <Section
      title={t('dashboard.engage.rule.title')}
      what={t('dashboard.engage.rule.what')}
      name="expiry"
    >
      <form
        class="card form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void keep();
        }}
      >
        <Field
          label={t('dashboard.engage.rule.label')}
          hint={
            prescribedBy === null
              ? t('dashboard.engage.rule.hint')
              : t('dashboard.wait.prescribed', { who: prescribedBy })
          }
          field="expiry-days"
          numeric
          value={typed}
          maxLength={5}
          disabled={prescribedBy !== null}
          error={error}
          onValue={(value) => {
            setTyped(value);
            setError(null);
            setSaved(undefined);
          }}
        />
        {prescribedBy === null && (
          <div class="actions">
            <Button kind="filled" type="submit" data-action="expiry-save">
              {t('dashboard.wait.save')}
            </Button>
          </div>
        )}
        <div role="status">
          {saved !== undefined && (
            <Note tone="ok" name="expiry-saved">
              <p>
                {saved === null
                  ? t('dashboard.engage.rule.gone')
                  : tn('dashboard.engage.rule.saved', saved)}
              </p>
            </Note>
          )}
        </div>
      </form>
    </Section>
  );
}
