import type { ComponentChildren } from 'preact';
import type { Tone } from './Button';
import { Icon, type IconName } from './Icon';

interface ChipProps {
  tone?: Tone;
  icon?: IconName;
  children: ComponentChildren;
}

/** A word or two about the state of something: an icon, a word and a colour that agree. */
export function Chip({ tone = 'neutral', icon, children }: ChipProps) {
  return (
    <span class="chip" data-tone={tone}>
      {icon !== undefined && <Icon name={icon} />}
      <span>{children}</span>
    </span>
  );
}
