import { useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { t } from '@/components/ui/say';
import type { Handoff } from '@/lib/model/handoff';
import type { HandoffId } from '@/lib/model/ids';
import type { HandoffActions } from './actions';
import { PassIn } from './PassIn';
import { CopyPass } from './PassOut';
import { Done } from './parts';

interface PassExchangeProps {
  handoff: Handoff;
  now: number;
  act: HandoffActions;
  /** Whether what people wrote down is shown: in pages of the extension only (DESIGN rule 4). */
  notes: boolean;
  /** Whether the place where a pass is given is a card of its own. */
  asCard: boolean;
  /** Told which handoff a pass that was taken in is of: this one, or another. */
  onTaken(handoff: HandoffId): void;
}

/** The pass of a handoff on its way out, and in. */
export function PassExchange({ handoff, now, act, notes, asCard, onTaken }: PassExchangeProps) {
  const [taking, setTaking] = useState(false);
  const [taken, setTaken] = useState(false);
  const passIn = (
    <PassIn
      act={act}
      now={now}
      notes={notes}
      handoff={handoff}
      onCancel={() => setTaking(false)}
      onTaken={(of) => {
        setTaking(false);
        setTaken(true);
        onTaken(of);
      }}
    />
  );
  return (
    <>
      <div class="pass-row">
        <CopyPass handoff={handoff} act={act} />
        {!taking && (
          <Button
            icon="paste"
            data-action="pass-paste"
            onClick={() => {
              setTaking(true);
              setTaken(false);
            }}
          >
            {t('checklist.pass.paste')}
          </Button>
        )}
      </div>
      {taking && (asCard ? <div class="card">{passIn}</div> : passIn)}
      <Done>{taken ? t('checklist.pass.taken') : null}</Done>
    </>
  );
}
