import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { TROUBLE_KEY, Trouble } from '@/lib/model/trouble';
import { watchBlocked } from '@/lib/store';

/** Followed from the start: the database can be held up before anything is drawn. */
let isHeldUp = false;
watchBlocked((isBlocked) => {
  isHeldUp = isBlocked;
});

/** What is the matter with the database besides what a page finds when it reads; `null` when nothing is. */
export function useTrouble(): Trouble | null {
  const [told, setTold] = useState<Trouble | null>(null);
  const [isBlocked, setBlocked] = useState(isHeldUp);
  useEffect(() => {
    const hear = (given: unknown) => setTold(Trouble.safeParse(given).data ?? null);
    const onChanged = (changes: Record<string, { newValue?: unknown }>, area: string) => {
      const change = area === 'session' ? changes[TROUBLE_KEY] : undefined;
      if (change !== undefined) hear(change.newValue);
    };
    browser.storage.onChanged.addListener(onChanged);
    browser.storage.session.get(TROUBLE_KEY).then(
      (kept) => hear(kept[TROUBLE_KEY]),
      () => undefined,
    );
    return () => browser.storage.onChanged.removeListener(onChanged);
  }, []);
  useEffect(() => {
    setBlocked(isHeldUp);
    return watchBlocked(setBlocked);
  }, []);
  return isBlocked ? 'blocked' : told;
}
