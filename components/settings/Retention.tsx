import { Section } from '@/components/ui/Section';
import { t, tn } from '@/components/ui/say';
import { DEFAULTS, RETENTION_LIMITS } from '@/lib/model/settings';
import { NumberSetting, type Read, wholeNumber } from './NumberSetting';
import type { Outcome } from './outcome';

interface RetentionProps {
  /** For how many days history is kept. */
  days: number;
  /** Who prescribes it, by name; `null` where it is the person's own choice. */
  prescribedBy: string | null;
  /** Saves a number of days; `null` is nobody's choice. */
  save(days: number | null): Promise<Outcome>;
}

function read(typed: string): Read {
  const value = wholeNumber(typed, RETENTION_LIMITS);
  return value === null ? { error: t('data.retention.error', RETENTION_LIMITS) } : { value };
}

/** For how long history is kept. */
export function Retention({ days, prescribedBy, save }: RetentionProps) {
  return (
    <Section name="retention" title={t('data.retention.title')} what={t('data.retention.what')}>
      <NumberSetting
        name="retention"
        unit="days"
        value={days}
        usual={DEFAULTS.retentionDays}
        prescribedBy={prescribedBy}
        label={t('data.retention.label')}
        hint={t('data.retention.hint', RETENTION_LIMITS)}
        saveLabel={t('data.retention.save')}
        resetLabel={t('data.retention.reset')}
        read={read}
        save={save}
        saved={(wanted) => {
          return { words: tn('data.retention.saved', wanted ?? DEFAULTS.retentionDays) };
        }}
      />
    </Section>
  );
}
