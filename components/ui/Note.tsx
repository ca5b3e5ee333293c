import type { ComponentChildren } from 'preact';
import type { Tone } from './Button';
import { Icon, type IconName } from './Icon';

const ICONS = {
  neutral: 'none',
  accent: 'rail',
  ok: 'check',
  caution: 'warning',
  danger: 'danger',
} satisfies Record<Tone, IconName>;

interface NoteProps {
  tone: Tone;
  /** Another icon than the tone's. */
  icon?: IconName;
  /** The value of `data-note`, by which tests find it. */
  name?: string;
  children: ComponentChildren;
}

/** A few sentences that stand out: what has just happened, or what to know here. */
export function Note({ tone, icon = ICONS[tone], name, children }: NoteProps) {
  return (
    <div class="note" data-tone={tone} {...(name !== undefined && { 'data-note': name })}>
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  );
}
