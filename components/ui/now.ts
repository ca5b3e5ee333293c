import { useEffect, useState } from 'preact/hooks';
import { type SteadyClock, systemClock } from '@/lib/model/clock';

/**
 * The time, drawn again every `every` milliseconds while the component is there and the page is seen. It begins as
 * the wall clock and goes on as the steady one, so that nothing on screen jumps when the wall clock is set.
 *
 * @param every milliseconds between two drawings
 * @param end a moment that one of them must meet exactly; `null` for none
 */
export function useNow(
  every: number,
  end: number | null = null,
  clock: SteadyClock = systemClock,
): number {
  const [start] = useState(() => clock.read());
  const time = () => start.at + clock.read().steady - start.steady;
  const [now, setNow] = useState(start.at);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const draw = () => {
      clearTimeout(timer);
      if (document.hidden) return;
      const at = time();
      setNow(at);
      const left = end === null ? 0 : Math.max(0, end - at);
      timer = setTimeout(draw, left % every || every);
    };
    draw();
    document.addEventListener('visibilitychange', draw);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', draw);
    };
  }, [every, end, clock]);
  return now;
}
