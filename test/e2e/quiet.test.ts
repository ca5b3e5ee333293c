import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { hittable, overlay, press, waitFor } from '../browsers/input';
import { openScene } from './fixture';
import {
  answer,
  CONTROLS,
  exactly,
  noQuestion,
  openUserAccess,
  question,
  selectPeople,
  tickAnswer,
  typeAnswer,
} from './scene';

const EVENTS = [
  ...['pointerdown', 'pointerup', 'pointermove', 'pointerover', 'pointerout', 'pointerenter'],
  ...[
    'pointerleave',
    'pointercancel',
    'mousedown',
    'mouseup',
    'mousemove',
    'mouseover',
    'mouseout',
  ],
  ...[
    'mouseenter',
    'mouseleave',
    'click',
    'dblclick',
    'auxclick',
    'contextmenu',
    'keydown',
    'keypress',
  ],
  ...[
    'keyup',
    'focus',
    'blur',
    'focusin',
    'focusout',
    'beforeinput',
    'input',
    'change',
    'submit',
    'wheel',
  ],
];

/** The console draws Set Up a second time soon after the first, which moves the focus by itself. */
function secondDrawing(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 700));
}

/** Has the page itself write down every such event that reaches it, from here on. */
async function record(page: Page): Promise<void> {
  await page.evaluate((types) => {
    const seen: string[] = [];
    Object.assign(window, { seenEvents: seen });
    for (const type of types) {
      window.addEventListener(
        type,
        (event) => {
          const target =
            event.target instanceof Element ? event.target.outerHTML.slice(0, 80) : 'window';
          seen.push(`${event.type} at ${target}`);
        },
        true,
      );
    }
  }, EVENTS);
}

function recorded(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { seenEvents } = window as unknown as { seenEvents: string[] };
    return seenEvents.splice(0);
  });
}

it('shows the page nothing of a question opening, being open, being typed into, and closing', async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await secondDrawing();
  const { x, y } = await hittable(page, CONTROLS.disconnect);
  await page.mouse.move(x, y);
  await page.focus(CONTROLS.disconnect);
  await record(page);

  await page.mouse.down();
  await page.mouse.up();
  await question(page, 'disconnect-order');
  await typeAnswer(page, 'DISC');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await noQuestion(page);
  // The pointer is over the page again, which the page may know. Nothing else has happened to it.
  const hover = /^(?:pointer|mouse)(?:over|enter|move) /u;
  expect((await recorded(page)).filter((event) => !hover.test(event))).toEqual([]);
  expect(await page.evaluate(() => document.activeElement?.matches('.setup-connect'))).toBe(true);
  await exactly(console, 'disconnect', 0);
});

it('does not let a held Enter answer the question that it opened', async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await secondDrawing();
  await page.focus(CONTROLS.disconnect);
  await record(page);
  await page.keyboard.down('Enter');
  for (let repeats = 0; repeats < 30; repeats += 1) {
    await page.keyboard.down('Enter');
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  await page.keyboard.up('Enter');
  await question(page, 'disconnect-order');
  await exactly(console, 'disconnect', 0);
  expect(await recorded(page)).toEqual([]);
});

it("closes the question on Escape and leaves the page's modal behind it open, focus trap or not", async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await openUserAccess(page);
  await selectPeople(page, 2);
  await press(page, CONTROLS.grantOpen);
  await press(page, CONTROLS.grant);
  await question(page, 'workspace-lock');
  const focused = () => page.evaluate(() => document.activeElement?.localName === 'sia-guardrails');
  expect(await focused()).toBe(true);
  await page.keyboard.press('Tab');
  expect(await focused()).toBe(true);
  await page.keyboard.press('Escape');
  await noQuestion(page);
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(await page.$('.modal.in')).not.toBeNull();
  await exactly(console, 'grant', 0);
  await press(page, CONTROLS.grant);
  await question(page, 'workspace-lock');
  await tickAnswer(page);
  await answer(page, 'proceed');
  await exactly(console, 'grant', 1);
});

it('keeps the keys in the question when the button that was pressed is gone, or the focus is lost', async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await openUserAccess(page);
  await selectPeople(page, 2);
  await press(page, CONTROLS.grantOpen);
  await press(page, CONTROLS.grant);
  await question(page, 'workspace-lock');
  const focus = () =>
    page.evaluate(() => {
      const root = document.querySelector('sia-guardrails')?.shadowRoot;
      return root?.activeElement?.localName ?? null;
    });
  await record(page);
  await press(page, overlay('[data-action="misread"]'));
  await waitFor(async () => (await focus()) === 'p', 'the focus on what stands in its place');
  // The page can take the focus away altogether; the keys are ours all the same.
  await page.evaluate(() => {
    const active = document.querySelector('sia-guardrails')?.shadowRoot?.activeElement;
    if (active instanceof HTMLElement) active.blur();
  });
  await recorded(page);
  await page.keyboard.press('x');
  await page.evaluate(() =>
    document.querySelector('sia-guardrails')?.shadowRoot?.activeElement?.remove(),
  );
  await page.keyboard.press('Escape');
  await noQuestion(page);
  expect((await recorded(page)).filter((event) => event.startsWith('key'))).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(await page.$('.modal.in')).not.toBeNull();
  await exactly(console, 'grant', 0);
});

it('does not take a double click on the control for an answer', async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  const { x, y } = await hittable(page, CONTROLS.disconnect);
  await page.mouse.click(x, y, { count: 2 });
  await question(page, 'disconnect-order');
  await exactly(console, 'disconnect', 0);
});
