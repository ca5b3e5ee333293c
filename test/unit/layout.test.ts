import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { expect, it } from 'vitest';
import { SiaDb } from '@/lib/store';

const ACCOUNT = '11111111-1111-4111-8111-111111111111';

/** The layout as the first and the fourth version of the database had it. */
const FIRST = {
  accounts: 'id, jar',
  users: '[account+email], account',
  waits: 'id, account',
  connects: 'account',
  handoffs: '[account+id], account',
  handoffEvents: '[account+id], [account+handoff]',
  sights: 'account',
  ledger: '++seq, entry.account',
};
const FOURTH = {
  ...FIRST,
  profiles: 'origin',
  exceptions: 'id',
  settings: 'id',
  early: '[account+email], account',
  roster: '[account+email], account',
  rosterInfo: 'account',
  plans: 'account',
  grants: '[account+email], account',
  differences: '[account+email], account',
  ledger: '++seq, entry.account, [entry.account+entry.email], [entry.account+entry.kind]',
};

/** Keys and indices of every table, as the browser has them. */
function layoutOf(db: Dexie): Record<string, string[]> {
  const stores = [...db.backendDB().objectStoreNames];
  const change = db.backendDB().transaction(stores);
  return Object.fromEntries(
    stores.map((name) => {
      const store = change.objectStore(name);
      return [name, [JSON.stringify(store.keyPath), ...store.indexNames].toSorted()];
    }),
  );
}

/** A database that an older version has left, with a user and a handoff in it. */
async function leave(name: string, version: number, layout: Record<string, string>) {
  const old = new Dexie(name);
  old.version(version).stores(layout);
  await old.open();
  await old.table('users').add({ account: ACCOUNT, email: 'ann@example.com', goneAt: null });
  await old.table('handoffs').add({ account: ACCOUNT, id: 'h1' });
  old.close();
}

it.each([
  { version: 1, layout: FIRST, handoffs: 0 },
  { version: 4, layout: FOURTH, handoffs: 0 },
  { version: 6, layout: { ...FOURTH, invitations: '[account+who], account' }, handoffs: 1 },
])('brings a database of version $version to the layout of today', async (old) => {
  const name = `layout-${old.version}`;
  await leave(name, old.version, old.layout);
  const [here, fresh] = [new SiaDb(name), new SiaDb(`${name}-fresh`)];
  await Promise.all([here.open(), fresh.open()]);
  expect(layoutOf(here)).toEqual(layoutOf(fresh));
  expect(await here.users.toArray()).toHaveLength(1);
  // Events from before they were signed went with the fifth version.
  expect(await here.handoffs.count()).toBe(old.handoffs);
  here.close();
  fresh.close();
});
