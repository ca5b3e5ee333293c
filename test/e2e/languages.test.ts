import { expect, it } from 'vitest';
import { isDeep } from '../browsers/depth';
import { press } from '../browsers/input';
import { LANGUAGES, type Language } from '../console/server';
import { openScene } from './fixture';
import {
  answer,
  atPage,
  CONTROLS,
  countConnected,
  exactly,
  openUserAccess,
  question,
  selectPeople,
} from './scene';

/** The kits meet every language; here three scripts show that it is drawn, pressed and read. */
const SPOKEN: readonly Language[] = isDeep ? LANGUAGES : ['de', 'ja', 'zh-Hant'];

it(`recognises the pages, the presses and the people in ${SPOKEN.length} languages`, async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  const results: Record<string, string> = {};
  for (const lang of SPOKEN) results[lang] = await problemIn(lang).catch(String);
  expect(results).toEqual(Object.fromEntries(SPOKEN.map((lang) => [lang, 'none'])));
  await exactly(console, 'disconnect', 0);
  await exactly(console, 'grant', 0);
  await exactly(console, 'revoke', 0);

  async function problemIn(lang: Language): Promise<string> {
    await page.goto(`https://toutapp.com/login?as=a&lang=${lang}`);
    await atPage(page, 'marketo-setup');
    await press(page, CONTROLS.disconnect);
    await question(page, 'disconnect-order');
    await answer(page, 'cancel');
    await openUserAccess(page);
    await selectPeople(page, 1, true);
    await press(page, CONTROLS.revoke);
    await question(page, 'revoke');
    await answer(page, 'cancel');
    await selectPeople(page, 1);
    await press(page, CONTROLS.grantOpen);
    await press(page, CONTROLS.grant);
    const asked = await question(page, 'workspace-lock');
    await answer(page, 'cancel');
    if (!asked.includes('will be locked to Default')) return `the question said: ${asked}`;
    const popup = await admin.browser.openExtensionPage('popup.html');
    await popup.waitForSelector('[data-figure="connected"]');
    const connected = await popup.$eval('[data-figure="connected"]', (it) => it.textContent);
    await popup.close();
    const expected = String(countConnected(console));
    return connected === expected ? 'none' : `${connected} connected instead of ${expected}`;
  }
}, 300_000);
