import { useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { t } from '@/components/ui/say';
import type { Handoff } from '@/lib/model/handoff';
import type { HandoffActions } from './actions';
import { Problem } from './parts';
import { useAction } from './use-action';

interface CloseProps {
  handoff: Handoff;
  act: HandoffActions;
}

/** Finishes a handoff whose steps are done. */
export function Finish({ handoff, act }: CloseProps) {
  const { busy, error, run } = useAction();
  if (handoff.role === 'lead') return null;
  return (
    <div class="actions">
      <Button
        kind="filled"
        icon="check"
        data-action="handoff-close"
        data-outcome="finished"
        disabled={busy}
        onClick={() => run(() => act.closeHandoff(handoff.id, 'finished'))}
      >
        {t('checklist.finish')}
      </Button>
      <Problem>{error}</Problem>
    </div>
  );
}

/** Abandons a handoff at any time, after a second look. */
export function Abandon({ handoff, act }: CloseProps) {
  const [asking, setAsking] = useState(false);
  const { busy, error, run } = useAction();
  if (handoff.role === 'lead') return null;
  if (!asking) {
    return (
      <div class="actions">
        <Button
          kind="plain"
          tone="neutral"
          data-action="handoff-abandon"
          onClick={() => setAsking(true)}
        >
          {t('checklist.abandon')}
        </Button>
      </div>
    );
  }
  return (
    <div class="stack-tight">
      <p>{t('checklist.abandonSure')}</p>
      <div class="actions">
        <Button kind="filled" onClick={() => setAsking(false)}>
          {t('checklist.keep')}
        </Button>
        <Button
          tone="danger"
          data-action="handoff-close"
          data-outcome="abandoned"
          disabled={busy}
          onClick={() => run(() => act.closeHandoff(handoff.id, 'abandoned'))}
        >
          {t('checklist.abandonConfirm')}
        </Button>
      </div>
      <Problem>{error}</Problem>
    </div>
  );
}
