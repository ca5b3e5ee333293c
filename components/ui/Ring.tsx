import { MINUTE } from '@/lib/model/clock';
import type { Wait } from '@/lib/model/wait';
import { Icon } from './Icon';
import { t, tn } from './say';

const RADIUS = 18;
const STROKE = 2.5;

/** What is left of a wait as `mm:ss`, rounded up so that it reads 00:00 only when it is over. */
function minutesAndSeconds(left: number): string {
  const seconds = Math.max(0, Math.ceil(left / 1000));
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}

interface RingProps {
  wait: Pick<Wait, 'startedAt' | 'endsAt'>;
  now: number;
  /** `text` leaves out the ring, for places where it would not fit. */
  size?: 'text' | 'normal' | 'large';
}

/** A running wait as a ring that empties, with the time left in it. Silent: {@link WaitVoice} speaks for it. */
export function Ring({ wait, now, size = 'normal' }: RingProps) {
  const left = Math.max(0, wait.endsAt - now);
  const whole = Math.max(1, wait.endsAt - wait.startedAt);
  const share = Math.min(1, left / whole);
  return (
    <span
      class="ring"
      data-size={size}
      role="timer"
      aria-live="off"
      aria-label={t('ui.wait.name')}
      data-wait-ends={new Date(wait.endsAt).toISOString()}
    >
      {size === 'text' ? <Icon name="clock" /> : <Circle share={share} />}
      <span>{minutesAndSeconds(left)}</span>
    </span>
  );
}

interface WaitVoiceProps {
  /** The running wait, or `null`. */
  wait: Pick<Wait, 'endsAt'> | null;
  /** Whether one has just ended. */
  isOver: boolean;
  now: number;
}

/**
 * Says to those who listen how a wait stands: once a minute while it runs, and once that it is over. It stays
 * where it is drawn, with or without a wait: a region that comes and goes with what it says is not read out.
 */
export function WaitVoice({ wait, isOver, now }: WaitVoiceProps) {
  const left = wait === null ? 0 : wait.endsAt - now;
  return (
    <span class="sr-only" aria-live="polite" data-wait-voice="">
      {left > 0 ? tn('ui.wait.left', Math.ceil(left / MINUTE)) : isOver ? t('ui.wait.over') : ''}
    </span>
  );
}

/** The ring itself, of which `share` (0 to 1) is left. */
function Circle({ share }: { share: number }) {
  return (
    <svg viewBox="0 0 40 40" aria-hidden="true">
      <circle class="ring-track" cx="20" cy="20" r={RADIUS} stroke-width={STROKE} />
      {share > 0 && (
        <circle
          class="ring-left"
          cx="20"
          cy="20"
          r={RADIUS}
          stroke-width={STROKE}
          pathLength={1}
          stroke-dasharray={`${share} 1`}
        />
      )}
    </svg>
  );
}
