import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';

interface FoldProps {
  /** The value of `data-fold`, by which tests find it. */
  name: string;
  /** What the button says while it is closed, and while it is open. */
  closed: ComponentChildren;
  opened: ComponentChildren;
  /** Whether it is open at first. */
  open?: boolean;
  children: ComponentChildren;
}

/** Something that is drawn when it is asked for. */
export function Fold({ name, closed, opened, open: atFirst = false, children }: FoldProps) {
  const [open, setOpen] = useState(atFirst);
  const id = useId();
  return (
    <div class="plan-fold" data-fold={name}>
      <p class="plan-fold-head">
        <Button
          kind="plain"
          tone="neutral"
          icon="chevron"
          data-action="fold"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {open ? opened : closed}
        </Button>
      </p>
      <div id={id} hidden={!open}>
        {open && children}
      </div>
    </div>
  );
}
