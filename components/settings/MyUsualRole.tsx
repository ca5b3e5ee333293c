import { useId, useState } from 'preact/hooks';
import { Note } from '@/components/ui/Note';
import { t } from '@/components/ui/say';
import type { Role } from '@/lib/model/handoff';
import type { Outcome } from './outcome';

const CHOICES = [
  { role: null, word: 'role.none' },
  { role: 'a', word: 'checklist.me.a' },
  { role: 'b', word: 'checklist.me.b' },
  { role: 'lead', word: 'role.lead' },
] as const;

interface MyUsualRoleProps {
  role: Role | null;
  save(role: Role | null): Promise<Outcome>;
}

/** Who the person at this browser usually is in a handoff. */
export function MyUsualRole({ role, save }: MyUsualRoleProps) {
  const [said, setSaid] = useState<Outcome | null>(null);
  const group = useId();
  return (
    <div class="card form">
      <p class="lead">{t('role.what')}</p>
      <fieldset>
        <legend class="field-label">{t('role.legend')}</legend>
        <div class="choices">
          {CHOICES.map((choice) => (
            <label class="choice" key={choice.word}>
              <input
                type="radio"
                name={group}
                data-usual-role={choice.role ?? 'none'}
                checked={role === choice.role}
                onChange={() => void save(choice.role).then(setSaid)}
              />
              <span>{t(choice.word)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div role="status">
        {said !== null && (
          <Note tone={said.ok ? 'ok' : 'danger'} name="role-saved">
            <p>{said.ok ? t('role.saved') : said.why}</p>
          </Note>
        )}
      </div>
    </div>
  );
}
