import { browser } from 'wxt/browser';
import { systemClock } from '@/lib/model/clock';
import { CONSOLE_MATCHES } from '@/lib/model/hosts';
import type { Teaching } from '@/lib/model/profile';
import type { Policy } from '@/lib/model/settings';
import { z } from '@/lib/model/zod';
import { db, inTransaction, type Jar, jarOf } from '@/lib/store';
import { accountOf } from './account';
import { pushToTabs } from './tabs';
import { teaching } from './teaching';

/** What says which jar a tab belongs to; Chrome's tabs say nothing. */
const Tab = z.object({ cookieStoreId: z.string().optional() });

async function jarsOfTabs(): Promise<Set<Jar>> {
  const tabs = await browser.tabs.query({ url: [...CONSOLE_MATCHES] });
  return new Set(tabs.map((tab) => jarOf(Tab.safeParse(tab).data?.cookieStoreId)));
}

/** What adds to the built-in profile in a jar, for the account that is signed in there. */
function teachingOf(jar: Jar, policy: Policy): Promise<Teaching> {
  return inTransaction(db, systemClock.now(), async (store) =>
    teaching(store, policy, (await accountOf(store, jar)).id),
  );
}

/** Tells the tabs of a jar what is recognised there from now on. */
export async function pushTeaching(jar: Jar, policy: Policy): Promise<void> {
  await pushToTabs(jar, { kind: 'teaching', teaching: await teachingOf(jar, policy) });
}

/** Tells every console tab what is recognised there from now on: each what is so for its own account. */
export async function pushTeachingToAll(policy: Policy): Promise<void> {
  for (const jar of await jarsOfTabs()) await pushTeaching(jar, policy);
}
