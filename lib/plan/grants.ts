import { MINUTE } from '@/lib/model/clock';
import type { Timestamp } from '@/lib/model/ids';
import { AccountId, Email, Timestamp as TimestampSchema } from '@/lib/model/ids';
import type { GrantOutcome } from '@/lib/model/ledger';
import type { PageDocument } from '@/lib/model/page-document';
import { PageDocumentId } from '@/lib/model/page-document';
import { type Difference, Workspaces, type WorkspaceUse } from '@/lib/model/plan';
import { Access, type SeenUser, type Snapshot } from '@/lib/model/snapshot';
import { foldWorkspace, meantBy, sameWorkspaces } from '@/lib/model/workspaces';
import { z } from '@/lib/model/zod';

/** For so long, in ms, a table that still shows what was there before a grant says nothing. */
export const GRANT_SHOWS_AFTER = 20_000;

/** After so long, in ms, nobody looks out for what became of a grant any more. */
export const GIVEN_UP_AFTER = 24 * 60 * MINUTE;

/** A grant, for one person of it, of which nobody has seen yet what became of it. */
export const PendingGrant = z.object({
  account: AccountId,
  email: Email,
  at: TimestampSchema,
  /** What was chosen; empty is Default. */
  chosen: Workspaces,
  /** What was known of their access before. */
  before: Access,
  /** The document that it was pressed in; `null` when that is not known. */
  document: PageDocumentId.nullable(),
  /** They were seen with access, and with workspaces that no table shows: said once, and still looked out for. */
  isUnseen: z.boolean(),
});
export type PendingGrant = z.infer<typeof PendingGrant>;

/** For so long, in ms, a page in which access was granted is looked at again and again. */
const LOOKED_OUT_FOR = 2 * MINUTE;

/** When access was last granted of which nothing has been seen yet; `null` when there is no such grant. */
export function lastOpenGrant(grants: readonly PendingGrant[]): Timestamp | null {
  const open = grants.filter(({ isUnseen }) => !isUnseen);
  return open.reduce<number | null>((last, { at }) => Math.max(last ?? 0, at), null);
}

/** Whether what became of a grant at `last` may show at any moment. */
export function isGrantOpen(last: Timestamp | null, now: Timestamp): boolean {
  return last !== null && now - last < LOOKED_OUT_FOR;
}

/** What became of a grant, for one person. */
export interface SettledGrant {
  readonly grant: PendingGrant;
  readonly outcome: GrantOutcome;
  /** What they were seen with; `null` where none or no access was seen. */
  readonly seen: Workspaces | null;
}

/** What is known of a grant after another look. */
export interface GrantsAfter {
  readonly settled: readonly SettledGrant[];
  /** Those that are to be looked out for from now on, as they are now. */
  readonly pending: readonly PendingGrant[];
}

/** What a look at User Access shows of grants. */
export interface GrantSight {
  readonly snapshot: Pick<Snapshot, 'page' | 'users'>;
  /** What it was read in; `null` where nobody said. */
  readonly document: PageDocument | null;
  readonly offered: WorkspaceUse['offered'];
  /** All workspaces of the account that are known. */
  readonly workspaces: Workspaces;
}

/**
 * Finds out what became of grants from one more look at the people. An early look may still show what was there
 * before, and so may a page that was loaded before the grant and is not the one in which it was pressed: neither
 * speaks against a grant.
 *
 * @param grants those that nobody has seen the outcome of
 * @param now ms since the epoch
 */
export function settleGrants(
  grants: readonly PendingGrant[],
  sight: GrantSight,
  now: Timestamp,
): GrantsAfter {
  const rows = new Map(rowsOf(sight).map((row) => [row.email, row]));
  const settled: SettledGrant[] = [];
  const pending: PendingGrant[] = [];
  for (const grant of grants) {
    const found = judge(grant, rows.get(grant.email), sight, now);
    if (found === 'over') continue;
    if (found === 'open') {
      pending.push(grant);
      continue;
    }
    const isNews = !(grant.isUnseen && found.outcome === 'unseen');
    if (isNews) settled.push({ grant, ...found });
    if (found.goesOn) pending.push({ ...grant, isUnseen: true });
  }
  return { settled, pending };
}

function rowsOf({ snapshot }: GrantSight): readonly SeenUser[] {
  if (snapshot.page !== 'user-access' || snapshot.users.coverage === 'unknown') return [];
  return snapshot.users.value;
}

/** What one look says of one grant: nothing yet, that it is of no interest any more, or what became of it. */
type Finding =
  | 'open'
  | 'over'
  | {
      readonly outcome: GrantOutcome;
      readonly seen: Workspaces | null;
      /** It is worth looking on. */
      readonly goesOn: boolean;
    };

function judge(
  grant: PendingGrant,
  row: SeenUser | undefined,
  sight: GrantSight,
  now: Timestamp,
): Finding {
  const found = row === undefined ? 'open' : judgeRow(grant, row, sight, now);
  if (found !== 'open' || now - grant.at < GIVEN_UP_AFTER || grant.isUnseen) return found;
  return { outcome: 'unseen', seen: null, goesOn: false };
}

function judgeRow(grant: PendingGrant, row: SeenUser, sight: GrantSight, now: Timestamp): Finding {
  const canContradict = now - grant.at >= GRANT_SHOWS_AFTER && isUpToDate(grant, sight.document);
  if (row.access === 'unknown') return 'open';
  if (row.access === 'not-connected') {
    if (!canContradict) return 'open';
    // Access that was there has been removed since: the grant is history.
    return grant.isUnseen ? 'over' : { outcome: 'not-granted', seen: null, goesOn: false };
  }
  const seen = row.workspaces;
  if (sight.offered === 'no' && !seen?.length) {
    return { outcome: 'as-chosen', seen: null, goesOn: false };
  }
  if (seen === null) return { outcome: 'unseen', seen: null, goesOn: true };
  if (seen.length === 0) {
    return canContradict ? { outcome: 'unseen', seen: null, goesOn: true } : 'open';
  }
  if (isAsChosen(grant.chosen, seen, sight.workspaces)) {
    return { outcome: 'as-chosen', seen, goesOn: false };
  }
  const isNew = grant.before === 'not-connected';
  if (!isNew && !canContradict) return 'open';
  return { outcome: 'differs', seen, goesOn: false };
}

/** A page that was loaded since shows what is; so does the one that the grant was pressed in. */
function isUpToDate(grant: PendingGrant, document: PageDocument | null): boolean {
  if (document === null || grant.document === null) return true;
  return document.id === grant.document || document.loadedAt > grant.at;
}

/**
 * Whether somebody has what was chosen for them. Where nothing was, that is Default; or the one workspace that the
 * account has, whatever it is called.
 *
 * @param workspaces all workspaces of the account that are known
 */
export function isAsChosen(chosen: Workspaces, seen: Workspaces, workspaces: Workspaces): boolean {
  if (sameWorkspaces(meantBy(chosen), seen)) return true;
  const all = new Set([...workspaces, ...seen].map(foldWorkspace));
  return chosen.length === 0 && all.size === 1;
}

/** What a person is to be told of a grant; `null` when there is nothing to tell. */
export function differenceOf({ grant, outcome, seen }: SettledGrant): Difference | null {
  if (outcome !== 'differs' && outcome !== 'not-granted') return null;
  return { email: grant.email, at: grant.at, chosen: grant.chosen, seen };
}
