import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '@/components/ui/Icon';

interface EmptyPlanProps {
  icon: IconName;
  title: string;
  why: string;
  /** The value of `data-empty`, by which tests find it. */
  name: string;
  /** The one thing to do. */
  children: ComponentChildren;
}

/** Says what a place will show, why it shows nothing yet, and what to do about that. */
export function EmptyPlan({ icon, title, why, name, children }: EmptyPlanProps) {
  return (
    <div class="card empty-part plan-empty" data-empty={name}>
      <p class="row-title" data-tone="accent">
        <Icon name={icon} large />
        <span class="strong">{title}</span>
      </p>
      <p class="muted">{why}</p>
      <div class="actions">{children}</div>
    </div>
  );
}
