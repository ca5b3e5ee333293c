import { useEffect, useState } from 'preact/hooks';

/** What cannot be seen is not painted, and waits for no longer than this, in ms. */
const UNSEEN = 200;

/** Whether the first picture of a component has been painted: what can wait until then is not in its way. */
export function usePainted(): boolean {
  const [isPainted, setPainted] = useState(false);
  useEffect(() => {
    const done = () => setPainted(true);
    // The first of these comes before a picture is painted at the latest, and so the second after it.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(done);
    });
    const timer = setTimeout(done, UNSEEN);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, []);
  return isPainted;
}
