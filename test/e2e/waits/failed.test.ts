import { expect, it } from 'vitest';
import { deep, overlay, press, waitFor } from '../../browsers/input';
import { openScene } from '../fixture';
import { CONTROLS, exactly, openDock, typeCredentials } from '../scene';

it('starts no wait when the connect fails, and says so', async () => {
  const { console, admin } = await openScene({ scenario: 'fresh' });
  await typeCredentials(admin.page, 'not-the-secret');
  await press(admin.page, CONTROLS.connect);
  await exactly(console, 'connect', 1);
  expect(console.log().at(-1)?.outcome).toBe('refused');
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await admin.page.$(overlay('[role="timer"]'))).toBeNull();

  // Nothing changes on the page any more, and still it is said that nothing came of it.
  await deep(admin.page, '[data-connect-asked]', { timeout: 45_000 });
  await openDock(admin.page);
  await deep(admin.page, '[data-connect="failed"]');
  await press(admin.page, overlay('[data-action="connect-forget"]'));
  await waitFor(
    async () => (await admin.page.$(overlay('[data-connect]'))) === null,
    'the question to be gone',
  );
  expect(await admin.page.$(overlay('[role="timer"]'))).toBeNull();
});
