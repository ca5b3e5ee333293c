import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface SectionProps {
  title: string;
  /** One sentence on what this is for. */
  what?: string;
  /** The value of `data-part`: tests find the section by it, and deep links. */
  name: string;
  children: ComponentChildren;
}

/** A part of a page under a heading of its own. The heading takes the focus when a link leads to it. */
export function Section({ title, what, name, children }: SectionProps) {
  const id = useId();
  return (
    <section class="section" aria-labelledby={id} data-part={name}>
      <div class="section-head">
        <h2 id={id} tabIndex={-1}>
          {title}
        </h2>
        {what !== undefined && <p class="muted">{what}</p>}
      </div>
      {children}
    </section>
  );
}

/** Says what a place will show, and why it shows nothing yet. */
export function Empty({ title, why, name }: { title: string; why: string; name: string }) {
  return (
    <div class="card empty-part" data-empty={name}>
      <p class="strong">{title}</p>
      <p class="muted">{why}</p>
    </div>
  );
}
