import { Dexie, liveQuery } from 'dexie';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { Trouble } from '@/lib/model/trouble';
import { troubleOf } from '@/lib/store';

/** What a query has come to. */
export type Live<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'failed'; readonly trouble: Trouble };

/**
 * A query of the database, asked again whenever what it read has changed. Until the first answer after
 * `deps` have changed, the last one stands.
 */
export function useLive<T>(query: () => Promise<T>, deps: readonly unknown[]): Live<T> {
  const [live, setLive] = useState<Live<T>>({ state: 'loading' });
  // Asked before anything is painted: an effect would wait for a first picture with nothing in it.
  useLayoutEffect(() => {
    let isOver = false;
    const fail = async (error: unknown) => {
      const trouble = await troubleOf(error);
      if (!isOver) setLive({ state: 'failed', trouble });
    };
    const subscription = liveQuery(async () => sayWhy(query())).subscribe({
      next: (value) => setLive({ state: 'ready', value }),
      error: fail,
    });
    return () => {
      isOver = true;
      subscription.unsubscribe();
    };
  }, deps);
  return live;
}

/**
 * Dexie keeps silent about a database that is closed, as it may be open again in a moment. One that could not be
 * opened will not: then what was the matter is thrown instead.
 */
async function sayWhy<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const isClosed = error instanceof Dexie.DatabaseClosedError && error.inner;
    throw isClosed ? new Error('The database cannot be opened.', { cause: error }) : error;
  }
}
