import { browser } from 'wxt/browser';
import type { AccountId, Email } from '@/lib/model/ids';
import type { Request } from '@/lib/model/messages';

/** Says something to the background. What comes of it is seen in the database; silence changes nothing. */
function tell(request: Request): void {
  browser.runtime.sendMessage(request).catch(() => undefined);
}

/** Has the background look at the waits now. */
export function lookAtWaits(): void {
  tell({ kind: 'tick' });
}

/** Notes that somebody has checked the access of people who were granted it early. */
export function checkedEarly(account: AccountId, people: readonly Email[]): void {
  tell({ kind: 'early-checked', account, people: [...people] });
}
