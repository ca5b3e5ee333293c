import type { Timestamp } from '@/lib/model/ids';
import type { Absence, PageDocument } from '@/lib/model/page-document';
import type { Snapshot } from '@/lib/model/snapshot';

/** For how long one document must go on showing `free` before the connection counts as absent, in ms. */
const FREE_MEANS_ABSENT = 20_000;

/** More documents than this are not followed: nobody looks at so many at once. */
const MOST_DOCUMENTS = 20;

/** One sight of an account's console, and the document that it was seen in. */
export interface Sight {
  readonly snapshot: Pick<Snapshot, 'page' | 'connection'>;
  /** `null` where nobody said which. */
  readonly document: PageDocument | null;
}

/** Whether a sight is a Set Up page without a connection. */
export function showsFree({ snapshot }: Pick<Sight, 'snapshot'>): boolean {
  return snapshot.page === 'marketo-setup' && snapshot.connection === 'free';
}

/**
 * Whether a document can know what has become of the connection since `began`. A page that was loaded before and
 * has not shown the connection since may just be stale.
 */
export function isUpToDate(document: PageDocument, began: Timestamp): boolean {
  return document.loadedAt > began || (document.ownerUntil !== null && document.ownerUntil > began);
}

/**
 * Follows the absence of a connection through one more sight. Any sight but `free`, in whichever document, is a
 * word against it. `free` counts for the document that shows it alone, and for none that cannot know.
 *
 * @param absences what was seen so far
 * @param sight what is seen now
 * @param canKnow whether this document can know
 * @param now ms since the epoch
 * @returns the absences from now on; the same array where nothing changes
 */
export function followAbsence(
  absences: readonly Absence[],
  sight: Sight,
  canKnow: (document: PageDocument) => boolean,
  now: Timestamp,
): readonly Absence[] {
  if (!showsFree(sight)) return absences.length === 0 ? absences : [];
  const { document } = sight;
  if (document === null || !canKnow(document)) return absences;
  if (absences.some((one) => one.document === document.id)) return absences;
  return [...absences, { document: document.id, since: now }].slice(-MOST_DOCUMENTS);
}

/** Whether the document of this sight goes on showing the absence for too long for a page that is just loading. */
export function isAbsent(absences: readonly Absence[], sight: Sight, now: Timestamp): boolean {
  return absences.some(
    ({ document, since }) => document === sight.document?.id && now - since > FREE_MEANS_ABSENT,
  );
}
