import type { AccountId } from '@/lib/model/ids';
import type { Request } from '@/lib/model/messages';
import type { Store } from '@/lib/store';

/**
 * Keeps how far a guide is, in the place of what was kept of it. One that was finished and runs again begins now;
 * where nothing has changed nothing is written, so that its age stays true.
 */
export async function keepGuide(
  store: Store,
  account: AccountId,
  { progress }: Extract<Request, { kind: 'guide' }>,
): Promise<void> {
  const before = await store.guides.get([account, progress.guide]);
  if (before !== null && isSame(before, progress)) return;
  const isOn = before !== null && before.state !== 'finished';
  const startedAt = isOn ? before.startedAt : store.now;
  await store.guides.put({ ...progress, account, startedAt, changedAt: store.now });
}

type Progress = Extract<Request, { kind: 'guide' }>['progress'];

function isSame(a: Progress, b: Progress): boolean {
  const said = ({ state, step, inviting, passed }: Progress) =>
    [state, step, inviting, ...passed].join(' ');
  return said(a) === said(b);
}
