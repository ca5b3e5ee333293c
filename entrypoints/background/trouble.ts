import { browser } from 'wxt/browser';
import { TROUBLE_KEY, type Trouble } from '@/lib/model/trouble';
import { canWrite } from '@/lib/store';

/** What pages were last told; `undefined` when this life of the worker has told them nothing yet. */
let told: Trouble | null | undefined;

/**
 * Tells the extension's pages that nothing is stored any more, which they cannot see by themselves. It is told in
 * memory, which is there also when the disk is full.
 */
export function noteFull(): void {
  tell('full');
}

/** Takes that back once something can be stored again. */
export async function settleTrouble(): Promise<void> {
  if (told !== null && (await canWrite())) tell(null);
}

function tell(trouble: Trouble | null): void {
  if (told === trouble) return;
  told = trouble;
  browser.storage.session.set({ [TROUBLE_KEY]: trouble }).catch((error: unknown) => {
    console.warn('sia-guardrails:', error instanceof Error ? error.name : 'unknown error');
  });
}
