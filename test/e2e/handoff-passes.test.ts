import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle } from 'puppeteer-core';
import { expect, it, onTestFinished } from 'vitest';
import { deep, overlay, press, waitFor } from '../browsers/input';
import { openAdmin, openScene } from './fixture';
import {
  copyPass,
  declare,
  dockOpen,
  lookAtPass,
  previewOf,
  takeIn,
  takePass,
} from './handoff-scene';
import {
  type Admin,
  answer,
  CONTROLS,
  exactly,
  openSetUp,
  openUserAccess,
  question,
  startHandoff,
  stepIs,
} from './scene';

/** Where every step stands. */
function standing({ page }: Admin): Promise<string[]> {
  return page.$eval(overlay('[data-checklist="handoff"]'), (list) =>
    [...list.querySelectorAll('[data-step]')].map(
      (step) => `${step.getAttribute('data-step')} ${step.getAttribute('data-state')}`,
    ),
  );
}

it('comes to the same with passes that are late, out of order and taken twice; a second key is said loudly', async () => {
  const { console, admin: a } = await openScene({ scenario: 'connected' });
  await openUserAccess(a.page);
  await startHandoff(a.page);
  await stepIs(a.page, 'remove-access', 'done');
  const early = await copyPass(a);
  await declare(a.page, 'others-keep', { by: 'Alex Admin', note: 'Counted by hand' });
  await stepIs(a.page, 'others-keep', 'done');
  const late = await copyPass(a);

  // B gets the second one first, connects, and then finds the first one in the mail.
  const b = await openAdmin(console, 'b');
  await takePass(b.page, late, { role: 'b', name: 'Bea Berger' });
  await press(b.page, CONTROLS.connect);
  await stepIs(b.page, 'b-owner', 'done');
  await lookAtPass(b.page, early);
  expect(await previewOf(b.page)).toContain('nothing that is not known here');
  expect(await b.page.$(overlay('[data-action="pass-take"]'))).toBeNull();
  await press(b.page, overlay('[data-action="pass-leave"]'));

  // Meanwhile A takes back what was said, and gets B's pass after that, twice.
  const fromB = await copyPass(b);
  await a.page.bringToFront();
  await press(a.page, overlay('[data-step="others-keep"] [data-action="handoff-undo"]'));
  await stepIs(a.page, 'others-keep', 'todo');
  await takePass(a.page, fromB);
  await stepIs(a.page, 'b-owner', 'done');
  await lookAtPass(a.page, fromB);
  expect(await previewOf(a.page)).toContain('nothing that is not known here');
  await press(a.page, overlay('[data-action="pass-leave"]'));
  await takePass(b.page, await copyPass(a));
  expect(await standing(b)).toEqual(await standing(a));

  // Somebody else claims to be Admin B, with a key of their own.
  const c = await openAdmin(console, 'b');
  await takePass(c.page, late, { role: 'b', name: 'Bea Berger' });
  await stepIs(c.page, 'b-owner', 'done');
  await lookAtPass(a.page, await copyPass(c));
  await deep(a.page, '[data-preview="pass"] [data-trust="changed"]');
  await takeIn(a.page);
  await deep(a.page, '[data-keys] [data-trust="changed"][role="alert"]');
  await openSetUp(a.page);
  await press(a.page, CONTROLS.disconnect);
  expect(await question(a.page, 'disconnect-order')).toContain('has changed');
  await answer(a.page, 'cancel');
  await exactly(console, 'disconnect', 0);
  await comparedKeyOf(b, a);
  await press(a.page, CONTROLS.disconnect);
  expect(await question(a.page, 'disconnect-order')).toContain('Another admin owns the connection');
  await answer(a.page, 'cancel');
});

/** What somebody reads out of their own dock is compared in another one, and is the same. */
async function comparedKeyOf(theirs: Admin, mine: Admin): Promise<void> {
  await theirs.page.bringToFront();
  await press(theirs.page, overlay('[data-action="handoff-more"]'));
  const own = await deep(theirs.page, '[data-trust="own"]');
  const key = await own.evaluate((item) => item.getAttribute('data-key'));
  await mine.page.bringToFront();
  await dockOpen(mine.page);
  await press(mine.page, overlay(`[data-keys] [data-key="${key}"] [data-action="key-same"]`));
  await waitFor(
    async () => (await mine.page.$(overlay(`[data-key="${key}"][data-trust="changed"]`))) === null,
    'the key to be compared',
  );
}

it('carries a pass as a file, without anybody’s access unless it is asked for', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sia-pass-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const { console, admin: a } = await openScene(
    { scenario: 'connected' },
    {
      firefoxPrefs: {
        'browser.download.folderList': 2,
        'browser.download.dir': folder,
        'browser.download.always_ask_before_handling_new_types': false,
      },
    },
  );
  if (a.browser.kind === 'chromium') {
    const session = await a.browser.browser.target().createCDPSession();
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
  }
  await openUserAccess(a.page);
  await startHandoff(a.page);
  await press(a.page, overlay('[data-action="handoff-more"]'));
  await press(a.page, overlay('[data-action="pass-save"]'));
  const plain = await savedIn(folder);
  await press(a.page, overlay('[data-field="with-people"]'));
  await deep(a.page, '[data-contains="people"]');
  await press(a.page, overlay('[data-action="pass-save"]'));
  const full = await savedIn(folder);
  expect(full.length).toBeGreaterThan(plain.length);

  const b = await openAdmin(console, 'b');
  await lookAtPass(b.page, 'not yet');
  const path = join(folder, 'given.txt');
  await writeFile(path, full);
  const field = (await deep(b.page, '[data-field="pass-file"]')) as ElementHandle<HTMLInputElement>;
  await field.uploadFile(path);
  expect(await previewOf(b.page)).toContain('who had access when the handoff began');
  expect(await b.page.$(overlay('[data-with-people]'))).not.toBeNull();
});

/** Takes the one pass that was saved out of the folder. */
async function savedIn(folder: string): Promise<string> {
  return waitFor(async () => {
    for (const name of await readdir(folder)) {
      const text = await readFile(join(folder, name), 'utf8').catch(() => '');
      // The checksum stands at the end: with it, all of it is there.
      if (!/SIA-PASS .* [0-9a-f]{8}$/u.test(text)) continue;
      await rm(join(folder, name));
      return text;
    }
    return null;
  }, 'a saved pass');
}
