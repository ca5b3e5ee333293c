import { betterAccess } from '@/lib/handoff/access';
import {
  bytesOf,
  type HeldEvent,
  merge,
  type SignedEvent,
  type Signer,
  spell,
} from '@/lib/handoff/events';
import { type Decoded, encode, isForAnother, type SignedAccess } from '@/lib/handoff/pass';
import { previewOf } from '@/lib/handoff/preview';
import type { Handoff } from '@/lib/model/handoff';
import type { AccountId, HandoffId, Timestamp } from '@/lib/model/ids';
import { type AccountRecord, inTransaction, type SiaDb, Store } from '@/lib/store';
import type { Voice } from './desk';
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

/** Signs who had access when a handoff began, so that it can travel. Called between transactions as well. */
export async function signAccess(
  db: SiaDb,
  now: Timestamp,
  handoff: HandoffId,
  signer: Signer,
): Promise<void> {
  const all = await new Store(db, now, 'read').handoffAccess.list();
  for (const one of all) {
    if (one.handoff !== handoff || one.signed !== null) continue;
    const signature = await signer.sign(bytesOf('access', [handoff, one.access]));
    const signed = { publicKey: signer.publicKey, signature };
    await inTransaction(db, now, async (store) => {
      const there = await store.handoffAccess.get([one.account, handoff]);
      if (there === null || spell(there.access) !== spell(one.access)) return;
      await store.handoffAccess.put({ ...there, signed });
    });
  }
}

function isSigned(held: HeldEvent): held is HeldEvent & SignedEvent {
  return held.signature !== null;
}

/** Writes the pass of a handoff: what is held of it, whoever wrote it. */
export async function exportPass(
  store: Store,
  account: AccountId,
  { handoff: id, withPeople }: RequestOf<'pass-export'>,
  summary: (handoff: Handoff) => readonly string[],
): Promise<HandoffOutcome> {
  const handoff = await store.handoff(account, id);
  if (handoff === null) return { kind: 'refused', why: 'no-such-handoff' };
  const events = merge(await store.handoffEvents.of(account, id), []).filter(isSigned);
  const known = withPeople ? await store.handoffAccess.get([account, id]) : null;
  const access =
    known === null || known.signed === null ? null : { access: known.access, ...known.signed };
  const text = encode({ events, access }, summary(handoff));
  return { kind: 'pass', text, withPeople: access !== null };
}

/** Writes what Admin A can send to Admin B, with the pass of the handoff that A has open, if there is one. */
export async function askB(
  store: Store,
  account: AccountRecord,
  voice: Pick<Voice, 'askB' | 'passSummary'>,
): Promise<HandoffOutcome> {
  const figures = (await store.sights.get(account.id))?.figures ?? null;
  const asking = voice.askB(figures?.connected ?? null);
  const mine = (await store.openHandoffs(account.id)).find(({ role }) => role === 'a');
  if (mine === undefined) return { kind: 'pass', text: asking.join('\n'), withPeople: false };
  const request = { kind: 'pass-export', handoff: mine.id, withPeople: false } as const;
  return exportPass(store, account.id, request, (handoff) => [
    ...asking,
    '',
    ...voice.passSummary(handoff),
  ]);
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
  await keepAccess(store, account.id, record.id, decoded.pass.access);
  return DONE;
}

/** Keeps who had access when the handoff began, where the pass knows better than this browser. */
async function keepAccess(
  store: Store,
  account: AccountId,
  handoff: HandoffId,
  brought: SignedAccess | null,
): Promise<void> {
  if (brought === null) return;
  const { access, ...signed } = brought;
  const known = await store.handoffAccess.get([account, handoff]);
  const better = betterAccess(known?.access ?? null, access);
  if (better === known?.access) return;
  await store.handoffAccess.put({ account, handoff, access: better, signed });
}
