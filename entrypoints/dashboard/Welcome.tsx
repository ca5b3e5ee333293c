import { useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { ConsoleLink } from '@/components/ui/ConsoleLink';
import { Icon, type IconName } from '@/components/ui/Icon';
import { Section } from '@/components/ui/Section';
import { t } from '@/components/ui/say';
import type { MessageKey } from '@/lib/model/text';
import { hrefOf } from './route';

const DOES = ['welcome.doesWait', 'welcome.doesLock', 'welcome.doesOrder'] as const;
const NEVER = [
  'welcome.neverSend',
  'welcome.neverSecrets',
  'welcome.neverBlock',
  'welcome.neverPromise',
] as const;

/** What starts the practice console, as the README has it. */
const PRACTICE = 'npm ci\nnpm start';

/** What this is, in one screen: what it does, what it never does, and where to begin. */
export function Welcome() {
  return (
    <>
      <p class="lead welcome-lead">{t('welcome.lead')}</p>
      <div class="welcome-two">
        <Section name="does" title={t('welcome.does')}>
          <Points points={DOES} icon="check" tone="ok" />
        </Section>
        <Section name="never" title={t('welcome.never')}>
          <Points points={NEVER} icon="none" tone="neutral" />
        </Section>
      </div>
      <Section name="start" title={t('welcome.start')}>
        <div class="welcome-two">
          <div class="card form">
            <div class="lead">
              <p class="strong">{t('welcome.console')}</p>
              <p class="muted">{t('welcome.consoleWhat')}</p>
            </div>
            <div class="actions">
              <ConsoleLink data-action="open-console">{t('welcome.console')}</ConsoleLink>
              <a
                class="button"
                data-kind="plain"
                data-tone="accent"
                href={hrefOf('settings', 'wait')}
              >
                {t('welcome.settings')}
              </a>
            </div>
          </div>
          <Practice />
        </div>
      </Section>
    </>
  );
}

interface PointsProps {
  points: readonly MessageKey[];
  icon: IconName;
  tone: 'ok' | 'neutral';
}

function Points({ points, icon, tone }: PointsProps) {
  return (
    <ul class="welcome-points" data-tone={tone}>
      {points.map((point) => (
        <li key={point}>
          <Icon name={icon} />
          <span>{t(point)}</span>
        </li>
      ))}
    </ul>
  );
}

/** How to get the practice console: this extension can start no program, and opens no address of a stranger. */
function Practice() {
  const [isCopied, setCopied] = useState(false);
  return (
    <div class="card form" data-part="practice">
      <div class="lead">
        <p class="strong">{t('welcome.practice')}</p>
        <p class="muted">{t('welcome.practiceWhat')}</p>
      </div>
      <figure class="preview" aria-label={t('welcome.commands')}>
        <pre>{PRACTICE}</pre>
      </figure>
      <div class="actions">
        <Button
          icon="copy"
          data-action="copy-commands"
          onClick={() =>
            void navigator.clipboard.writeText(PRACTICE).then(
              () => setCopied(true),
              () => undefined,
            )
          }
        >
          {t('welcome.copy')}
        </Button>
        <span class="small muted" role="status">
          {isCopied && t('welcome.copied')}
        </span>
      </div>
    </div>
  );
}
