import { Timestamp } from './ids';
import { z } from './zod';

/** Id of one loading of a page; a reload has another one. */
export const PageDocumentId = z.uuid().brand<'PageDocumentId'>();
export type PageDocumentId = z.infer<typeof PageDocumentId>;

/** The document that a content script speaks for: what it shows can be older than what it is asked about. */
export const PageDocument = z.object({
  id: PageDocumentId,
  /** When it was loaded; rather too early than too late where the clocks disagree. */
  loadedAt: Timestamp,
  /** Until when its Set Up has shown the connection as the admin's own; `null` when it never has. */
  ownerUntil: Timestamp.nullable(),
});
export type PageDocument = z.infer<typeof PageDocument>;

/** Since when a document has shown, without a word against it, that there is no connection. */
export const Absence = z.object({ document: PageDocumentId, since: Timestamp });
export type Absence = z.infer<typeof Absence>;
