import type { ComponentChildren } from 'preact';
import { MARKETO_SETTINGS } from '@/lib/model/hosts';

interface ConsoleLinkProps {
  'data-action'?: string;
  children: ComponentChildren;
}

/** The one thing to do where nothing was seen yet: opens the console's Marketo page in a tab of its own. */
export function ConsoleLink({ children, ...marks }: ConsoleLinkProps) {
  return (
    <a
      class="button"
      data-kind="filled"
      data-tone="accent"
      {...marks}
      href={MARKETO_SETTINGS}
      target="_blank"
      rel="noreferrer"
    >
      {children}
    </a>
  );
}
