import { browser } from 'wxt/browser';
import type { Timestamp } from '@/lib/model/ids';
import { inTransaction, type SiaDb } from '@/lib/store';

/** Opens the screen that says what this is, once in a browser's life: an update opens nothing. */
export async function welcome(db: SiaDb, now: Timestamp): Promise<void> {
  // Chromium installs into a private window's background of its own, too.
  if (browser.extension.inIncognitoContext) return;
  const isNew = await inTransaction(db, now, async (store) => {
    if ((await store.chores.get('welcome')) !== null) return false;
    await store.chores.put({ id: 'welcome', at: now });
    return true;
  });
  const address = browser.runtime.getURL('/dashboard.html');
  if (isNew) await browser.tabs.create({ url: `${address}#welcome` });
}
