import type { ComponentProps } from 'preact';
import { Icon, type IconName } from './Icon';

/** What a control or a label says by its colour. */
export type Tone = 'neutral' | 'accent' | 'ok' | 'caution' | 'danger';

interface ButtonProps extends ComponentProps<'button'> {
  /** `filled` for the main action, `outlined` for the others, `plain` for the quiet ones. */
  kind?: 'filled' | 'outlined' | 'plain';
  tone?: Tone;
  icon?: IconName;
}

/** A button. Whatever else a `<button>` takes is handed on, `data-action` and `ref` included. */
export function Button({
  kind = 'outlined',
  tone = kind === 'outlined' ? 'neutral' : 'accent',
  icon,
  type = 'button',
  children,
  ...rest
}: ButtonProps) {
  const bare = children === undefined || children === null;
  return (
    <button
      {...rest}
      type={type}
      class="button"
      data-kind={kind}
      data-tone={tone}
      {...(bare && { 'data-bare': '' })}
    >
      {icon !== undefined && <Icon name={icon} />}
      {!bare && <span>{children}</span>}
    </button>
  );
}
