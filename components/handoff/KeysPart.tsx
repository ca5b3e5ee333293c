import { t } from '@/components/ui/say';
import type { Handoff, HandoffKey } from '@/lib/model/handoff';
import type { HandoffActions } from './actions';
import { Keys } from './Keys';
import { Problem } from './parts';
import { useAction } from './use-action';

interface KeysPartProps {
  handoff: Handoff;
  act: HandoffActions;
  /** Which of its keys. */
  which(key: HandoffKey): boolean;
}

/** Keys of a handoff, and what a person says of them; nothing where there are none. */
export function KeysPart({ handoff, act, which }: KeysPartProps) {
  const { busy, error, run } = useAction();
  const keys = handoff.keys.filter(which);
  if (keys.length === 0) return null;
  return (
    <div class="stack-tight" data-keys="">
      <Keys
        keys={keys}
        busy={busy}
        onCompared={(key, compared) => void run(() => act.compareKey(key, compared))}
      />
      <Problem>{error}</Problem>
    </div>
  );
}

/** All of them but those that are shown above already, and what they are for. */
export function AllKeys(props: Omit<KeysPartProps, 'which'>) {
  return (
    <div class="stack-tight">
      <p class="strong">{t('checklist.keys.title')}</p>
      <p class="small muted">{t('checklist.keys.what')}</p>
      <KeysPart {...props} which={({ trust }) => trust !== 'changed'} />
    </div>
  );
}
