import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '@/components/ui/Icon';

interface MenuProps {
  label: string;
  /** The value of `data-menu`, by which tests find it. */
  name: string;
  /** How many of its entries are chosen. */
  chosen?: number;
  children: ComponentChildren;
}

/** What is unfolded below a button, and folded again by Escape or a press elsewhere. */
export function Menu({ label, name, chosen = 0, children }: MenuProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const onPointerDown = ({ target }: PointerEvent) => {
      const element = menu.current;
      if (element?.open && target instanceof Node && !element.contains(target)) {
        element.open = false;
      }
    };
    document.addEventListener('pointerdown', onPointerDown);
    return () => document.removeEventListener('pointerdown', onPointerDown);
  }, []);
  return (
    <details
      ref={menu}
      class="menu"
      data-menu={name}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !menu.current?.open) return;
        event.stopPropagation();
        menu.current.open = false;
        menu.current.querySelector('summary')?.focus();
      }}
    >
      <summary class="button" data-kind="outlined" data-tone={chosen > 0 ? 'accent' : 'neutral'}>
        <span>
          {label}
          {chosen > 0 && ` · ${chosen}`}
        </span>
        <Icon name="chevron" />
      </summary>
      <div class="menu-body">{children}</div>
    </details>
  );
}

interface MenuChoiceProps {
  label: string;
  /** Data of the console: its direction ends where it does. */
  value: string;
  checked: boolean;
  count?: string;
  toggle(): void;
}

/** An entry of a menu to tick. */
export function MenuChoice({ label, value, checked, count, toggle }: MenuChoiceProps) {
  return (
    <label class="menu-choice">
      <input type="checkbox" value={value} checked={checked} onChange={toggle} />
      <bdi class="grow">{label}</bdi>
      {count !== undefined && <span class="muted tabular small">{count}</span>}
    </label>
  );
}
