import { useEffect, useState } from 'preact/hooks';
import { type Clock, systemClock } from '@/lib/model/clock';

/** The time, drawn again every `every` milliseconds while the component is there. */
export function useNow(every: number, clock: Clock = systemClock): number {
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    setNow(clock.now());
    const timer = setInterval(() => setNow(clock.now()), every);
    return () => clearInterval(timer);
  }, [every, clock]);
  return now;
}
