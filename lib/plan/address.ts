import { Email } from '@/lib/model/ids';

/** What nobody sees of an address that was copied from somewhere. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/u;

/** An address as people write it, stricter than what a console may show: with a dot behind the @, and no list. */
const WRITTEN = /^[^\s@<>,;:"()[\]\\|]+@[^\s@<>,;:"()[\]\\|.]+(?:\.[^\s@<>,;:"()[\]\\|.]+)+$/u;

/** A cell without what nobody sees of it. */
export function visibleCell(cell: string): string {
  return (INVISIBLE.test(cell) ? cell.split(INVISIBLE).join('') : cell).trim();
}

/** The address in a cell, alone or as in `Ann Lee <ann@example.com>`; `null` when there is not exactly one. */
export function addressIn(cell: string): Email | null {
  const text = visibleCell(cell);
  if (!text.includes('@')) return null;
  const [, bracketed] = /^[^<>@]*<([^<>]*)>$/u.exec(text) ?? [];
  const bare = (bracketed ?? text).trim().replace(/^mailto:/iu, '');
  return WRITTEN.test(bare) ? (Email.safeParse(bare).data ?? null) : null;
}
