import { useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Field } from '@/components/ui/Field';
import { Note } from '@/components/ui/Note';
import { Empty, Section } from '@/components/ui/Section';
import { t } from '@/components/ui/say';
import { podOf } from '@/lib/model/hosts';

interface PodsProps {
  /** The pods that are allowed. */
  pods: readonly string[];
  /** Has the browser ask for a pod; whether it was allowed. */
  allow(pod: string): Promise<boolean>;
  /** Gives a pod back. */
  forbid(pod: string): Promise<boolean>;
}

/** What has just become of a pod. */
interface Said {
  readonly kind: 'allowed' | 'refused' | 'forbidden';
  readonly pod: string;
}

const SAID = {
  allowed: { tone: 'ok', key: 'dashboard.engage.allowed' },
  refused: { tone: 'caution', key: 'dashboard.engage.refused' },
  forbidden: { tone: 'ok', key: 'dashboard.engage.forbidden' },
} as const;

/** On which pods of Marketo Engage invitations are looked over: none, until a person allows one. */
export function Pods({ pods, allow, forbid }: PodsProps) {
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [said, setSaid] = useState<Said | null>(null);

  function submit(): void {
    const pod = podOf(typed);
    setSaid(null);
    setError(pod === null ? t('dashboard.engage.noPod') : null);
    if (pod === null) return;
    // Asked at once: a browser asks the person only while their press is fresh.
    allow(pod).then(
      (isAllowed) => {
        setSaid({ kind: isAllowed ? 'allowed' : 'refused', pod });
        if (isAllowed) setTyped('');
      },
      () => setSaid({ kind: 'refused', pod }),
    );
  }

  async function giveBack(pod: string): Promise<void> {
    if (await forbid(pod)) setSaid({ kind: 'forbidden', pod });
  }

  return (
    <Section title={t('dashboard.engage.pods')} what={t('dashboard.engage.podsWhat')} name="pods">
      {pods.length === 0 ? (
        <Empty name="pods" title={t('dashboard.engage.none')} why={t('dashboard.engage.noneWhy')} />
      ) : (
        <ul class="card rows">
          {pods.map((pod) => (
            <li key={pod} class="row" data-pod={pod}>
              <div class="row-text">
                <p class="row-title strong">app-{pod}.marketo.com</p>
                <p class="small muted">engage-{pod}.marketo.com</p>
              </div>
              <Button
                data-action="pod-forbid"
                aria-label={t('dashboard.engage.forbidName', { pod })}
                onClick={() => void giveBack(pod)}
              >
                {t('dashboard.engage.forbid')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form
        class="card form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field
          label={t('dashboard.engage.label')}
          hint={t('dashboard.engage.hint')}
          field="pod"
          value={typed}
          placeholder="app-sj01.marketo.com"
          maxLength={200}
          error={error}
          onValue={(value) => {
            setTyped(value);
            setError(null);
          }}
        />
        <div class="actions">
          <Button kind="filled" type="submit" data-action="pod-allow">
            {t('dashboard.engage.allow')}
          </Button>
        </div>
        <div role="status">
          {said !== null && (
            <Note tone={SAID[said.kind].tone} name={`pod-${said.kind}`}>
              <p>{t(SAID[said.kind].key, { pod: said.pod })}</p>
            </Note>
          )}
        </div>
      </form>
    </Section>
  );
}
