import { useEffect, useId, useRef } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { t } from '@/components/ui/say';
import type { GivenRoster, ReadingShare } from './view';
import { nameOfGiven } from './words';

interface ReadingRosterProps {
  given: GivenRoster;
  share: ReadingShare;
  stop(): void;
}

/** A roster that is being read: how far it is, and a way to stop. */
export function ReadingRoster({ given, share, stop }: ReadingRosterProps) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  // What had the focus is gone.
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} class="card form" data-part="reading" tabIndex={-1} aria-busy="true">
      <p id={id} class="strong wrap" role="status">
        {t('plan.reading.title', { name: nameOfGiven(given) })}
      </p>
      <progress class="plan-progress" max={1} value={share} aria-labelledby={id} />
      <div class="actions">
        <Button data-action="reading-stop" onClick={stop}>
          {t('plan.reading.stop')}
        </Button>
        <span class="small muted">{t('plan.bring.nothingTaken')}</span>
      </div>
    </div>
  );
}
