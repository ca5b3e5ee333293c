import {
  bytesOf,
  type HeldEvent,
  merge,
  type SignedEvent,
  type Signer,
} from '@/lib/handoff/events';
import { type Decoded, encode, isForAnother } from '@/lib/handoff/pass';
import { previewOf } from '@/lib/handoff/preview';
import type { Handoff } from '@/lib/model/handoff';
import type { AccountId, Timestamp } from '@/lib/model/ids';
import { type AccountRecord, inTransaction, type SiaDb, Store } from '@/lib/store';
import { DONE, type HandoffOutcome, note, type RequestOf } from './handoffs';

/**
 * Signs what this browser has written and not signed yet. Called between transactions: none can wait for
 * cryptography.
 */
export async function signPending(db: SiaDb, now: Timestamp, signer: Signer): Promise<void> {
  const pending = await new Store(db, now, 'read').handoffEvents.unsigned();
  const mine = pending.filter(({ event }) => event.author.key === signer.key);
  if (mine.length === 0) return;
  const signed = await Promise.all(
    mine.map(async (one) => ({
      ...one,
      signature: await signer.sign(bytesOf('event', one.event)),
    })),
  );
  await inTransaction(db, now, async (store) => {
    for (const { account, handoff, id, ...held } of signed) {
      const there = await store.handoffEvents.get([account, id]);
      if (there?.signature === null) await store.handoffEvents.hold(account, [held]);
    }
  });
}

function isSigned(held: HeldEvent): held is HeldEvent & SignedEvent {
  return held.signature !== null;
}

/** Writes the pass of a handoff: what is held of it, whoever wrote it. */
export async function exportPass(
  store: Store,
  account: AccountId,
  { handoff: id }: RequestOf<'pass-export'>,
  summary: (handoff: Handoff) => readonly string[],
): Promise<HandoffOutcome> {
  const handoff = await store.handoff(account, id);
  if (handoff === null) return { kind: 'refused', why: 'no-such-handoff' };
  const events = merge(await store.handoffEvents.of(account, id), []).filter(isSigned);
  const text = encode({ events, access: null }, summary(handoff));
  return { kind: 'pass', text, withPeople: false };
}

/** A pass as it meets what is held. */
interface Meeting {
  readonly record: Parameters<Store['foldWith']>[0];
  readonly isNew: boolean;
  readonly held: readonly HeldEvent[];
  readonly merged: readonly HeldEvent[];
  /** The events that are not held yet. */
  readonly news: readonly HeldEvent[];
}

async function meet(
  store: Store,
  account: AccountRecord,
  { pass, started }: Extract<Decoded, { ok: true }>,
  { role, name }: RequestOf<'pass-import' | 'pass-preview'>,
): Promise<Meeting> {
  const id = started.handoff;
  const known = await store.handoffs.get([account.id, id]);
  const held = await store.handoffEvents.of(account.id, id);
  const ids = new Set(held.map(({ event }) => event.id));
  const foreign = pass.events.map((one) => ({ ...one, imported: true }));
  const merged = merge(held, foreign);
  return {
    record: known ?? { account: account.id, id, role, name, access: null },
    isNew: known === null,
    held,
    merged,
    news: merged.filter(({ event }) => !ids.has(event.id)),
  };
}

/** Why a decoded pass is none for this account; `null` when it is one. */
function refusalOf(decoded: Decoded, { munchkinId }: AccountRecord): HandoffOutcome | null {
  if (!decoded.ok) return { kind: 'pass-refused', problem: decoded.problem };
  if (!isForAnother(decoded.started, munchkinId)) return null;
  return { kind: 'pass-refused', problem: 'other-account' };
}

/** Says what a pass would change, and changes nothing. */
export async function previewPass(
  store: Store,
  account: AccountRecord,
  request: RequestOf<'pass-preview'>,
  decoded: Decoded,
): Promise<HandoffOutcome> {
  const refusal = refusalOf(decoded, account);
  if (refusal !== null || !decoded.ok) return refusal ?? DONE;
  const { record, isNew, held, merged, news } = await meet(store, account, decoded, request);
  const before = isNew ? null : await store.foldWith(record, held);
  const after = await store.foldWith(record, merged);
  if (after === null) return { kind: 'pass-refused', problem: 'damaged' };
  const events = news.map(({ event }) => event);
  const access = decoded.pass.access?.access ?? null;
  return { kind: 'pass-preview', preview: previewOf(before, after, events, access) };
}

/** Takes in a pass: adds those of its events that are not held yet, as somebody else's word. All or nothing. */
export async function importPass(
  store: Store,
  account: AccountRecord,
  request: RequestOf<'pass-import'>,
  decoded: Decoded,
): Promise<HandoffOutcome> {
  const refusal = refusalOf(decoded, account);
  if (refusal !== null || !decoded.ok) return refusal ?? DONE;
  const { record, isNew, merged, news } = await meet(store, account, decoded, request);
  if (isNew) await store.handoffs.put(record);
  // What differs under an id we have keeps its place by the rule of `merge`; only new ids are news.
  await store.handoffEvents.hold(account.id, merged);
  const events = news.map(({ event }) => event);
  await note(store, account.id, events, 'imported ');
  return DONE;
}
