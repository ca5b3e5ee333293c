import { Section } from '@/components/ui/Section';
import { t, tn } from '@/components/ui/say';
import { EXPIRY_LIMITS } from '@/lib/model/settings';
import { NumberSetting, type Read, wholeNumber } from './NumberSetting';
import type { Outcome } from './outcome';

interface ExpiryRuleProps {
  /** After how many days an invitation's access is to end; `null` without a rule. */
  days: number | null;
  /** Who prescribes it, by name; `null` where it is the person's own choice. */
  prescribedBy: string | null;
  save(days: number | null): Promise<Outcome>;
}

/** Days as somebody has typed them; nothing is no rule. */
function read(typed: string): Read {
  if (typed.trim() === '') return { value: null };
  const value = wholeNumber(typed, EXPIRY_LIMITS);
  return value === null ? { error: t('dashboard.engage.rule.error', EXPIRY_LIMITS) } : { value };
}

/** When the access of those who are invited is to end. */
export function ExpiryRule({ days, prescribedBy, save }: ExpiryRuleProps) {
  return (
    <Section
      title={t('dashboard.engage.rule.title')}
      what={t('dashboard.engage.rule.what')}
      name="expiry"
    >
      <NumberSetting
        name="expiry"
        unit="days"
        value={days}
        prescribedBy={prescribedBy}
        label={t('dashboard.engage.rule.label')}
        hint={t('dashboard.engage.rule.hint')}
        saveLabel={t('dashboard.wait.save')}
        read={read}
        save={save}
        saved={(wanted) => {
          const isGone = wanted === null;
          return {
            words: isGone
              ? t('dashboard.engage.rule.gone')
              : tn('dashboard.engage.rule.saved', wanted),
          };
        }}
      />
    </Section>
  );
}
