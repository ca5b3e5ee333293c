import type { Clock } from '@/lib/model/clock';
import { type PageDocument, PageDocumentId } from '@/lib/model/page-document';
import type { Snapshot } from '@/lib/model/snapshot';

/** How long this document has been there, in ms, by a clock that nobody can set. */
type Age = () => number;

/** Says of this document what tells a stale page from one that knows. */
export interface Speaker {
  /** Takes note of what is about to be said to be seen, `null` for anything else, and returns the document that says it. */
  speakFor(seen: Pick<Snapshot, 'page' | 'connection'> | null): PageDocument;
}

/** Speaks for the document that this script runs in. */
export function createSpeaker(clock: Clock, age: Age = () => performance.now()): Speaker {
  const id = PageDocumentId.parse(crypto.randomUUID());
  const loadedAt = () => Math.max(0, Math.round(clock.now() - age()));
  // The first look at the clocks: `age` stands still while some machines sleep.
  const first = loadedAt();
  let isOwner = false;
  let ownerUntil: number | null = null;

  return {
    speakFor(seen) {
      const now = clock.now();
      if (isOwner) ownerUntil = now;
      if (seen !== null) isOwner = seen.page === 'marketo-setup' && seen.connection === 'owner';
      // The wall clock may have been set back since; the earlier of the two promises less.
      return { id, loadedAt: Math.min(first, loadedAt()), ownerUntil };
    },
  };
}
