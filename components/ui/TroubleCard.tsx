import type { ComponentChildren } from 'preact';
import type { Trouble } from '@/lib/model/trouble';
import { Icon } from './Icon';
import { t } from './say';

const LOOKS = {
  full: { icon: 'warning', tone: 'caution' },
  blocked: { icon: 'clock', tone: 'caution' },
  newer: { icon: 'danger', tone: 'danger' },
  unreadable: { icon: 'danger', tone: 'danger' },
} as const satisfies Record<Trouble, object>;

/** Says what is the matter with the database, what is safe all the same, and what to do. */
export function TroubleCard({
  trouble,
  children,
}: {
  trouble: Trouble;
  /** What can be done right here. */
  children: ComponentChildren;
}) {
  const { icon, tone } = LOOKS[trouble];
  return (
    <div class="trouble" data-error="database" data-trouble={trouble} data-tone={tone} role="alert">
      <p class="trouble-title">
        <Icon name={icon} large />
        <span class="strong">{t(`trouble.${trouble}.title`)}</span>
      </p>
      <p>{t(`trouble.${trouble}.safe`)}</p>
      <p class="muted">{t(`trouble.${trouble}.todo`)}</p>
      {children}
    </div>
  );
}
