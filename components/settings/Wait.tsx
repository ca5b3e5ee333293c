import { Note } from '@/components/ui/Note';
import { t, tn } from '@/components/ui/say';
import { DEFAULTS, WAIT_LIMITS } from '@/lib/model/settings';
import { NumberSetting, type Read } from './NumberSetting';
import type { Outcome } from './outcome';

const { least, most } = WAIT_LIMITS;

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
function read(typed: string): Read {
  const text = typed.trim();
  if (text === '') return { error: t('dashboard.wait.error.empty') };
  // Digits of any script are digits to whoever types them.
  const digits = text.normalize('NFKC');
  if (!/^-?\d+$/.test(digits))
    return { error: t('dashboard.wait.error.notWhole', { least, most }) };
  const value = Number(digits);
  if (value < least) return { error: t('dashboard.wait.error.least', { least }) };
  if (value > most) return { error: t('dashboard.wait.error.most', { most }) };
  return { value };
}

/** What is said of a length that was saved: a short one asks for care. */
function saved(wanted: number | null): { words: string; tone: 'ok' | 'caution' } {
  const minutes = wanted ?? DEFAULTS.waitMinutes;
  const words = tn('dashboard.wait.saved', minutes);
  if (minutes >= DEFAULTS.waitMinutes) return { words, tone: 'ok' };
  return { words: `${words} ${t('dashboard.wait.shorter')}`, tone: 'caution' };
}

/** How long the wait after a connect is. */
export function Wait({ minutes, prescribedBy, malformedFrom, save }: WaitProps) {
  return (
    <NumberSetting
      name="wait"
      unit="minutes"
      part="wait"
      value={minutes}
      usual={DEFAULTS.waitMinutes}
      prescribedBy={prescribedBy}
      label={t('dashboard.wait.label')}
      hint={t('dashboard.wait.hint', { least, most })}
      saveLabel={t('dashboard.wait.save')}
      resetLabel={t('dashboard.wait.reset')}
      read={read}
      save={save}
      saved={saved}
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
    </NumberSetting>
  );
}
