import type { ComponentChildren } from 'preact';
import { Icon } from '@/components/ui/Icon';

interface FormProps {
  onDone(): void;
  label?: string;
  children: ComponentChildren;
}

/** A form: Enter and its button do the same, and the page never hears of it. */
export function Form({ onDone, label, children }: FormProps) {
  return (
    <form
      class="stack"
      noValidate
      {...(label !== undefined && { 'aria-label': label })}
      onSubmit={(event) => {
        event.preventDefault();
        onDone();
      }}
    >
      {children}
    </form>
  );
}

/** What went wrong; nothing while nothing did. */
export function Problem({ children }: { children: string | null }) {
  if (children === null) return null;
  return (
    <p class="notice" data-tone="danger" role="alert">
      <Icon name="danger" />
      <span>{children}</span>
    </p>
  );
}

/** What has been done. The region stays, as one that comes with its words is not read out. */
export function Done({ children }: { children: string | null }) {
  return (
    <div role="status">
      {children !== null && (
        <p class="notice" data-tone="ok">
          <Icon name="check" />
          <span>{children}</span>
        </p>
      )}
    </div>
  );
}
