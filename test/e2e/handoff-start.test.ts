import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { deep, overlay, press, typeText, waitFor } from '../browsers/input';
import { openAdmin, openScene } from './fixture';
import { copyPass, dockOpen, inChromium, stepText, takePass } from './handoff-scene';
import {
  ADMIN_B,
  type Admin,
  answer,
  atPage,
  CONTROLS,
  drawnTwice,
  exactly,
  openUserAccess,
  question,
  revealed,
  startHandoff,
  stepIs,
} from './scene';

const ANN = 'ann.lee@example.com';
const NEW = 'nina.new@example.com';

/** Starts a handoff to somebody, beside those that are open. */
async function startTo({ page }: Admin, adminB: string): Promise<void> {
  await dockOpen(page);
  await revealed(
    page,
    ':is([data-field="admin-b"], [data-action="handoff-more"])',
    '[data-action="handoff-open"]',
  );
  if ((await page.$(overlay('[data-field="admin-b"]'))) === null) {
    await revealed(page, '[data-action="handoff-another"]', '[data-action="handoff-more"]');
    await press(page, overlay('[data-action="handoff-another"]'));
  }
  await typeText(page, overlay('[data-field="admin-b"]'), adminB);
  await press(page, overlay('[data-action="handoff-start"]'));
  await deep(page, `[data-checklist="handoff"][aria-label="Handoff to ${adminB}"]`);
}

/** The handoff that the dock shows. */
function shown(page: Page): Promise<string | null> {
  return page.$eval(overlay('[data-checklist="handoff"]'), (part) =>
    part.getAttribute('data-handoff'),
  );
}

inChromium(
  'keeps two handoffs of one account apart: to somebody who is no Admin, and to somebody not invited (once: the same code in both)',
  async () => {
    const { admin: a } = await openScene({ scenario: 'connected' });
    const { page } = a;
    await startTo(a, ANN);
    const first = await shown(page);
    await startTo(a, NEW);
    const second = await shown(page);
    expect(second).not.toBe(first);
    const options = await page.$eval(overlay('[data-field="handoff"]'), (field) =>
      [...(field as HTMLSelectElement).options].map(({ value }) => value),
    );
    expect(new Set(options)).toEqual(new Set([first, second]));

    // User Management shows that the one is no Admin, and that the other is not there.
    await press(page, overlay('[data-next="b-admin"] [data-action="handoff-go"]'));
    await page.waitForSelector('sia-guardrails[data-page="user-management"]');
    await stepIs(page, 'b-admin', 'doing');
    await stepIs(page, 'b-connects', 'todo');

    await press(page, '[data-key="actions"]');
    await press(page, '.js-invite');
    await typeText(page, '#invite-emails', NEW);
    await page.select('#invite-role', 'admin');
    await press(page, '.modal-invite button[type="submit"]');
    await stepIs(page, 'b-admin', 'done');

    await chooseHandoff(a, first ?? '');
    await stepIs(page, 'b-admin', 'doing');
    expect(await stepText(page, 'b-admin')).toContain(ANN);

    // Abandoned, it is gone from the dock; begun anew, it is another one.
    await press(page, overlay('[data-action="handoff-more"]'));
    await press(page, overlay('[data-action="handoff-abandon"]'));
    await press(page, overlay('[data-outcome="abandoned"]'));
    await waitFor(async () => (await shown(page)) === second, 'the other handoff');
    expect(await page.$(overlay('[data-field="handoff"]'))).toBeNull();
    await startTo(a, ANN);
    const again = await shown(page);
    expect([first, second]).not.toContain(again);
    await stepIs(page, 'b-admin', 'doing');
  },
);

/** Chooses a handoff by keyboard, as a native list takes it. */
async function chooseHandoff({ page }: Admin, handoff: string): Promise<void> {
  await page.focus(overlay('[data-field="handoff"]'));
  await waitFor(async () => {
    if ((await shown(page)) === handoff) return true;
    await page.keyboard.press('ArrowDown');
    return false;
  }, 'the chosen handoff');
}

it('waits for A while B has access, and shows a connection that fails as not made', async () => {
  const { console, admin: a } = await openScene({ scenario: 'granted-b' });
  await openUserAccess(a.page);
  await startHandoff(a.page);
  const b = await openAdmin(console, 'b');
  await takePass(b.page, await copyPass(a), { role: 'b' });

  // B's console offers no Connect that can be pressed, and B's dock says for whom that waits.
  await deep(b.page, '[data-next="remove-access"] [data-waits-for="a"]');
  expect(await b.page.$eval(CONTROLS.connect, (button) => button.matches(':disabled'))).toBe(true);
  const { x, y } = await centreOf(b, CONTROLS.connect);
  await b.page.mouse.click(x, y);
  await exactly(console, 'connect', 0);
  await stepIs(b.page, 'b-connects', 'todo');

  await a.page.bringToFront();
  await press(a.page, `[data-key="select-${ADMIN_B}"]`);
  await press(a.page, CONTROLS.revoke);
  await question(a.page, 'revoke');
  await answer(a.page, 'proceed');
  await exactly(console, 'revoke', 1);
  await stepIs(a.page, 'remove-access', 'done');

  // After a reload B's own Set Up shows it, without any pass.
  await b.page.bringToFront();
  await b.page.reload();
  await atPage(b.page, 'marketo-setup');
  await dockOpen(b.page);
  await stepIs(b.page, 'remove-access', 'done');
  await deep(b.page, '[data-next="b-connects"][data-next-mine="yes"]');

  await drawnTwice();
  await typeText(b.page, '#client_secret', 'wrong');
  await press(b.page, CONTROLS.connect);
  await exactly(console, 'connect', 1);
  expect(console.log().at(-1)).toMatchObject({ action: 'connect', outcome: 'refused' });
  await stepIs(b.page, 'b-connects', 'doing');

  await b.page.reload();
  await atPage(b.page, 'marketo-setup');
  await drawnTwice();
  await press(b.page, CONTROLS.connect);
  await exactly(console, 'connect', 2);
  await dockOpen(b.page);
  await stepIs(b.page, 'b-owner', 'done');
});

function centreOf({ page }: Admin, selector: string): Promise<{ x: number; y: number }> {
  return page.$eval(selector, (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  });
}
