import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { press, waitFor } from '../browsers/input';
import { openScene } from './fixture';
import { exactly } from './scene';

it("never holds Salesforce's own Connect and Disconnect", async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await page.goto('https://toutapp.com/next#settings/crm/salesforce/configure');
  await page.waitForSelector('sia-guardrails[data-page="settings"]');
  for (const times of [1, 2]) {
    await press(page, 'main .js-other');
    await waitFor(() => console.log().length === times, 'a change in the console');
    expect(console.log().at(-1)?.action).toMatch(/^salesforce-/u);
    expect(await isHeld(page)).toBe(false);
  }
});

it('never holds any button outside Settings', async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await page.goto('https://toutapp.com/next#command_center');
  await page.waitForSelector('sia-guardrails[data-page="elsewhere"]');
  const pressed = await page.$$eval('main button, main a', (all) =>
    all.map((element) => element.textContent?.trim() ?? ''),
  );
  expect(pressed).toContain('Disconnect');
  expect(pressed).toContain('Connect');
  for (let index = 0; index < pressed.length; index += 1) {
    const box = await page.evaluate((at) => {
      const element = [...document.querySelectorAll('main button, main a')][at];
      element?.scrollIntoView({ block: 'center' });
      const { x, y, width, height } = element?.getBoundingClientRect() ?? new DOMRect();
      return { x: x + width / 2, y: y + height / 2, width };
    }, index);
    if (box.width === 0) continue;
    await page.mouse.click(box.x, box.y);
    expect(await isHeld(page), `"${pressed[index]}" was held`).toBe(false);
    if (!page.url().includes('#command_center')) {
      await page.goto('https://toutapp.com/next#command_center');
      await page.waitForSelector('main button');
    }
  }
  await exactly(console, 'disconnect', 0);
});

function isHeld(page: Page): Promise<boolean> {
  return page.$eval('sia-guardrails', (host) => host.hasAttribute('data-held'));
}
