import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from '@/components/ui/Icon';

interface FoldProps {
  title: string;
  open: boolean;
  /** The value of `data-action`, by which tests find the button. */
  action: string;
  onToggle(): void;
  /** Something small inside a part, and no part of its own. */
  small?: boolean;
  children: ComponentChildren;
}

/** A part that can be folded away. */
export function Fold({ title, open, action, onToggle, small = false, children }: FoldProps) {
  const id = useId();
  return (
    <div class="fold" {...(small && { 'data-small': '' })}>
      <button
        type="button"
        class="fold-toggle"
        aria-expanded={open}
        aria-controls={id}
        data-action={action}
        onClick={onToggle}
      >
        <Icon name="chevron" />
        <span class="strong wrap">{title}</span>
      </button>
      <div id={id} hidden={!open}>
        {open && children}
      </div>
    </div>
  );
}
