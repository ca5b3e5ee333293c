import { expect, it } from 'vitest';
import { press } from '../browsers/input';
import { VALID_CREDENTIALS } from '../console/server';
import { openScene } from './fixture';
import { CONTROLS, exactly, openUserAccess, question, typeCredentials } from './scene';

/** What the practice console itself serves and asks for. */
const ITS_OWN = /^https:\/\/toutapp\.com\/(?:next|login|assets\/|api\/|favicon)/u;

it('sends nothing anywhere: every request of the console is its own', async () => {
  const { console, admin } = await openScene({ scenario: 'fresh' });
  const { page } = admin;
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.reload();
  await typeCredentials(page);
  await press(page, CONTROLS.connect);
  await exactly(console, 'connect', 1);
  await openUserAccess(page);
  expect(requests.length).toBeGreaterThan(2);
  // Its empty icon is a data: URL, which goes nowhere.
  const sent = requests.filter((url) => !url.startsWith('data:'));
  expect(sent.filter((url) => !ITS_OWN.test(url))).toEqual([]);
});

it('keeps no Client ID and no Client Secret, neither stored nor in the page', async () => {
  const { console, admin } = await openScene({ scenario: 'fresh' });
  await typeCredentials(admin.page, `${VALID_CREDENTIALS.clientSecret} `);
  await press(admin.page, CONTROLS.connect);
  await question(admin.page, 'credential-spaces');
  const drawn = await admin.page.$eval(
    'sia-guardrails',
    (host) => host.shadowRoot?.querySelector('dialog')?.outerHTML ?? '',
  );
  expect(drawn).toContain('Client Secret');
  expect(drawn).not.toContain(VALID_CREDENTIALS.clientSecret);
  await admin.page.keyboard.press('Escape');
  await exactly(console, 'connect', 0);

  const popup = await admin.browser.openExtensionPage('popup.html');
  const stored = await popup.evaluate(everythingStored);
  expect(stored).toContain('credential-spaces');
  expect(stored).not.toContain(VALID_CREDENTIALS.clientId);
  expect(stored).not.toContain(VALID_CREDENTIALS.clientSecret);
});

/** Runs in a page of the extension: every record of every database of its origin, as text. */
async function everythingStored(): Promise<string> {
  const texts: string[] = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name ?? '');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (const store of database.objectStoreNames) {
      const records = await new Promise<unknown[]>((resolve, reject) => {
        const request = database.transaction(store).objectStore(store).getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      texts.push(JSON.stringify(records));
    }
    database.close();
  }
  return texts.join('\n');
}
