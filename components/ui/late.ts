import { useEffect, useState } from 'preact/hooks';

/**
 * Whether a component has been there for longer than `after` milliseconds: what is drawn while something loads
 * would only flicker, and hold up what it waits for, where that takes no time.
 */
export function useLate(after: number): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), after);
    return () => clearTimeout(timer);
  }, [after]);
  return isLate;
}
