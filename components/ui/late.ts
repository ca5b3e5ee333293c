import { useEffect, useState } from 'preact/hooks';

/** For so long, in ms, nobody need be told why they wait. */
export const LONG = 5_000;

/**
 * Whether something has been so for longer than a time, in ms, without a break: what is drawn while something loads
 * would only flicker, and hold up what it waits for, where that takes no time.
 */
export function useLong(isSo: boolean, time: number): boolean {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (!isSo) return;
    const timer = setTimeout(() => setLong(true), time);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [isSo, time]);
  return isSo && isLong;
}
