import type { ComponentChildren } from 'preact';
import type { Tone } from '@/components/ui/Button';
import { Icon, type IconName } from '@/components/ui/Icon';
import { figure } from '@/components/ui/say';

interface FilterChipProps {
  /** The value of `data-filter`, by which tests find it. */
  name: string;
  icon?: IconName;
  tone?: Tone;
  pressed: boolean;
  /** How many it lets through, where that is known. */
  count?: number;
  toggle(): void;
  children: ComponentChildren;
}

/** A filter to switch on and off. Switched on, it has a cross besides its colour. */
export function FilterChip(props: FilterChipProps) {
  const { name, icon, tone = 'neutral', pressed, count, toggle, children } = props;
  return (
    <button
      type="button"
      class="filter-chip"
      data-filter={name}
      data-tone={tone}
      aria-pressed={pressed}
      onClick={toggle}
    >
      {icon !== undefined && <Icon name={icon} />}
      <span class="filter-word">
        {count !== undefined && (
          <>
            <span class="strong tabular" data-count={count}>
              {figure(count)}
            </span>{' '}
          </>
        )}
        {children}
      </span>
      {pressed && <Icon name="close" />}
    </button>
  );
}
