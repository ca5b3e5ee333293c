import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { deep, overlay, press, waitFor } from '../browsers/input';
import { openScene } from './fixture';
import {
  type Admin,
  answer,
  CONTROLS,
  exactly,
  noQuestion,
  openDock,
  openUserAccess,
  question,
  selectPeople,
  typeAnswer,
} from './scene';

it('says which button it does not find, is shown it, and holds it from then on', async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await openUserAccess(page);
  await selectPeople(page, 2, true);
  await relabel(page, CONTROLS.revoke, 'Zugang kappen');
  await press(page, CONTROLS.revoke);
  await exactly(console, 'revoke', 1);

  await relabel(page, CONTROLS.grantOpen, 'Zugang öffnen');
  await page.waitForSelector('sia-guardrails[data-page="user-access"][data-guarded="unknown"]');
  await openDock(page);
  await deep(page, '[data-missing~="grant-open"]');

  await selectPeople(page, 2, true);
  await press(page, overlay('[data-action="teach-point"]'));
  await deep(page, '[data-teach="pointing"]');
  await press(page, CONTROLS.revoke);
  await deep(page, '[data-teach="found"]');
  expect(await textOf(page, '[data-teach="found"]')).toContain('Zugang kappen');
  await press(page, overlay('[data-action="teach-choose"][data-intent="revoke"]'));
  await waitFor(async () => (await frames(page)) === 1, 'a frame around the button');
  await press(page, overlay('[data-action="teach-remember"]'));
  await deep(page, '[data-teach="idle"]');
  await exactly(console, 'revoke', 1);

  await page.reload();
  await openUserAccess(page).catch(() => undefined);
  await relabel(page, CONTROLS.revoke, 'Zugang kappen');
  await selectPeople(page, 2, true);
  await press(page, CONTROLS.revoke);
  expect(await question(page, 'revoke')).toContain('2 people');
  await answer(page, 'cancel');
  await exactly(console, 'revoke', 1);
});

it('points with the keyboard too, presses nothing meanwhile, and gives up with Escape', async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await openUserAccess(page);
  await relabel(page, CONTROLS.grantOpen, 'Zugang öffnen');
  await openDock(page);
  await press(page, overlay('[data-action="teach-point"]'));
  await deep(page, '[data-teach="pointing"]');
  // The button that was pressed is gone; the focus is on what stands in its place, not lost to the page.
  await waitFor(async () => (await ourFocus(page)) === 'teach-stop', 'the focus on the way out');
  await page.keyboard.press('Escape');
  await deep(page, '[data-teach="idle"]');
  await waitFor(async () => (await ourFocus(page)) === 'idle', 'the focus where it goes on');

  // A button that is switched off can be pointed at all the same.
  await press(page, overlay('[data-action="teach-point"]'));
  await press(page, CONTROLS.grantOpen);
  await deep(page, '[data-teach="found"]');
  await press(page, overlay('[data-action="teach-stop"]'));
  await selectPeople(page, 1, true);

  await press(page, overlay('[data-action="teach-point"]'));
  await page.focus(CONTROLS.revoke);
  await page.keyboard.press('Enter');
  await deep(page, '[data-teach="known"]');
  await press(page, overlay('[data-action="teach-point"]'));
  await page.focus(CONTROLS.grantOpen);
  await page.keyboard.press(' ');
  await deep(page, '[data-teach="found"]');
  await waitFor(async () => (await ourFocus(page)) === 'found', 'the focus on what was found');
  await press(page, overlay('[data-action="teach-choose"][data-intent="grant-open"]'));
  await press(page, overlay('[data-action="teach-remember"]'));
  await page.waitForSelector('sia-guardrails[data-page="user-access"][data-guarded="yes"]');
  await exactly(console, 'grant', 0);
  await exactly(console, 'revoke', 0);
});

it('presses nothing in a frame of the page while something is pointed out, by mouse or by key', async () => {
  const { admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await openUserAccess(page);
  await relabel(page, CONTROLS.grantOpen, 'Zugang öffnen');
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    let presses = 0;
    Object.assign(window, { framePresses: () => presses });
    frame.srcdoc = '<button>Press</button>';
    frame.addEventListener('load', () => {
      frame.contentDocument?.querySelector('button')?.addEventListener('click', () => {
        presses += 1;
      });
    });
    frame.style.cssText = 'position: fixed; top: 80px; left: 40px; width: 200px; z-index: 5000';
    document.body.prepend(frame);
  });
  const presses = () => page.evaluate(() => Reflect.get(window, 'framePresses')());
  await waitFor(async () => {
    await page.mouse.click(70, 105);
    return (await presses()) > 0;
  }, 'the button in the frame to be pressed');
  const before = await presses();

  await openDock(page);
  await press(page, overlay('[data-action="teach-point"]'));
  await deep(page, '[data-teach="pointing"]');
  await page.$eval('iframe', (frame) => {
    frame.style.top = '180px';
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  await page.mouse.click(70, 205);
  await deep(page, '[data-teach="nothing"]');
  expect(await textOf(page, '[data-teach="nothing"]')).toContain('cannot look inside');
  expect(await textOf(page, '[data-teach-voice]')).toContain('cannot look inside');
  expect(await presses()).toBe(before);

  await press(page, overlay('[data-action="teach-point"]'));
  await deep(page, '[data-teach="pointing"]');
  expect(await textOf(page, '[data-teach-voice]')).toContain('Press the button now');
  await page.$eval('iframe', (frame) => frame.contentDocument?.querySelector('button')?.focus());
  await new Promise((resolve) => setTimeout(resolve, 200));
  await page.keyboard.press('Enter');
  expect(await presses()).toBe(before);
  await page.keyboard.press('Escape');
  // What was kept off it is let on it again.
  await waitFor(async () => {
    await page.mouse.click(70, 205);
    return (await presses()) > before;
  }, 'the button in the frame to be pressed again');
});

it('lets a person point at what is in a modal dialog of the page, over which nothing of ours can be pressed', async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await openUserAccess(page);
  await relabel(page, CONTROLS.grantOpen, 'Zugang öffnen');
  await page.waitForSelector('sia-guardrails[data-page="user-access"][data-guarded="unknown"]');
  await page.evaluate(() => {
    const dialog = document.createElement('dialog');
    dialog.innerHTML =
      '<h2>Zugang</h2><iframe width="200" height="60" srcdoc="<button>Press</button>"></iframe><button type="button" id="inside" class="go">Freigeben</button>';
    dialog.style.cssText = 'position: fixed; inset: 60px auto auto 60px; margin: 0';
    const presses = { inside: 0, frame: 0, closed: 0 };
    Object.assign(window, { modalPresses: presses });
    dialog.querySelector('#inside')?.addEventListener('click', () => {
      presses.inside += 1;
    });
    dialog.addEventListener('close', () => {
      presses.closed += 1;
    });
    document.body.append(dialog);
    const frame = dialog.querySelector('iframe');
    frame?.addEventListener('load', () => {
      frame.contentDocument?.addEventListener('click', () => {
        presses.frame += 1;
      });
    });
    dialog.showModal();
  });
  const presses = () => page.evaluate(() => ({ ...Reflect.get(window, 'modalPresses') }));

  await showMeInPopup(admin);
  await deep(page, '[data-teach="pointing"]');
  const frame = await page.$('dialog iframe');
  const box = await frame?.boundingBox();
  if (!box) throw new Error('the frame cannot be seen');
  await waitFor(
    () => page.$eval('dialog iframe', (element) => element.hasAttribute('inert')),
    'the frame to be switched off',
  );
  await page.mouse.click(box.x + 25, box.y + 20);
  await deep(page, 'dialog[open] [data-teach="nothing"]');
  expect(await textOf(page, 'dialog [data-teach="nothing"]')).toContain('cannot look inside');
  expect(await page.$eval('dialog iframe', (element) => element.hasAttribute('inert'))).toBe(false);

  // Our own dialog lies over the page's, and can be pressed. Escape ends the pointing, and closes nothing.
  await press(page, overlay('[data-action="teach-point"]'));
  await deep(page, '[data-teach="pointing"]:popover-open');
  await page.focus('#inside');
  await page.keyboard.press('Escape');
  await waitFor(
    async () => (await page.$(overlay('[data-teach="pointing"]'))) === null,
    'the pointing to be over',
  );
  await showMeInPopup(admin);
  await deep(page, '[data-teach="pointing"]:popover-open');
  await press(page, '#inside');
  await deep(page, 'dialog[open] [data-teach="found"]');
  await waitFor(async () => (await ourFocus(page)) === 'found', 'the focus on what was found');
  await press(page, overlay('[data-action="teach-choose"][data-intent="grant"]'));
  await waitFor(async () => (await frames(page)) === 1, 'a frame around it');
  await press(page, overlay('[data-action="teach-remember"]'));
  await waitFor(
    async () => (await textOf(page, 'dialog')).includes('Remembered'),
    'it to be remembered',
  );
  await press(page, overlay('[data-action="teach-stop"]'));
  expect(await presses()).toEqual({ inside: 0, frame: 0, closed: 0 });

  // What was pointed out is held from now on.
  await press(page, '#inside');
  await deep(page, 'dialog[open][data-guard]');
  expect(await presses()).toEqual({ inside: 0, frame: 0, closed: 0 });
  await answer(page, 'cancel');
  await exactly(console, 'grant', 0);
});

/** Presses Show me in the popup, which asks the tab in front. */
async function showMeInPopup({ browser, page }: Admin): Promise<void> {
  const popup = await browser.openExtensionPage('popup.html');
  await page.bringToFront();
  // Firefox tells nobody when an extension's page has loaded again.
  await popup.evaluate(() => setTimeout(() => location.reload()));
  // Nothing is drawn in a tab behind another, so that there is nothing to wait for but what is in it.
  await waitFor(async () => (await popup.$('[data-action="teach-point"]')) !== null, 'Show me');
  await popup.$eval('[data-action="teach-point"]', (button) => (button as HTMLElement).click());
  await deep(page, '[data-teach="pointing"]');
  if (!popup.isClosed()) await popup.close();
  await page.bringToFront();
}

it('leaves a button alone when a person says that it is another one, and only that button', async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await openUserAccess(page);
  await selectPeople(page, 2, true);
  await press(page, CONTROLS.revoke);
  await question(page, 'revoke');
  await press(page, overlay('[data-action="misread"]'));
  await exactly(console, 'revoke', 0);
  await press(page, overlay('[data-action="misread-go"]'));
  await noQuestion(page);
  await exactly(console, 'revoke', 1);
  // What is not held is not called guarded.
  await page.waitForSelector('sia-guardrails[data-page="user-access"][data-guarded="unknown"]');
  await deep(page, '[data-health="left-alone"]');

  await page.reload();
  await press(page, '.nav-tabs li:nth-child(2) a');
  await page.waitForSelector('sia-guardrails[data-page="user-access"][data-guarded="unknown"]');
  await selectPeople(page, 2, true);
  await press(page, CONTROLS.revoke);
  await exactly(console, 'revoke', 2);

  const popup = await admin.browser.openExtensionPage('popup.html');
  await popup.waitForSelector('[data-figure="connected"]');
  await popup.close();
  await openDock(page);
  await waitFor(
    async () => (await textOf(page, '.panel')).includes('left alone'),
    'the dock to say so',
  );
  await selectPeople(page, 1);
  await press(page, CONTROLS.grantOpen);
  await press(page, CONTROLS.grant);
  await question(page, 'workspace-lock');
  await answer(page, 'cancel');
  await exactly(console, 'grant', 0);
});

it('asks twice before it leaves alone what is hard to take back', async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await press(page, CONTROLS.disconnect);
  await question(page, 'disconnect-order');
  await press(page, overlay('[data-action="misread"]'));
  expect(await textOf(page, 'dialog')).toContain('never held again');
  expect(await textOf(page, 'dialog')).toContain('fill in the above first');
  const isOpen = () =>
    page.$eval(overlay('[data-action="misread-go"]'), (button) => !button.matches(':disabled'));
  expect(await isOpen()).toBe(false);
  await typeAnswer(page, '1');
  expect(await isOpen()).toBe(false);
  // The page can switch it on; that changes nothing.
  await page.evaluate(() => {
    const button = document
      .querySelector('sia-guardrails')
      ?.shadowRoot?.querySelector<HTMLButtonElement>('[data-action="misread-go"]');
    if (button) button.disabled = false;
  });
  await press(page, overlay('[data-action="misread-go"]'));
  await exactly(console, 'disconnect', 0);
  await answer(page, 'cancel');

  await press(page, CONTROLS.disconnect);
  await question(page, 'disconnect-order');
  await press(page, overlay('[data-action="misread"]'));
  await typeAnswer(page, 'DISCONNECT');
  await press(page, overlay('[data-action="misread-go"]'));
  await noQuestion(page);
  await exactly(console, 'disconnect', 1);
});

/** Keeps a control of the page called so, through its re-renders. */
async function relabel(page: Page, selector: string, label: string): Promise<void> {
  await page.evaluate(
    (which, name) => {
      const apply = () => {
        for (const element of document.querySelectorAll(which)) {
          if (element.textContent !== name) element.textContent = name;
        }
      };
      new MutationObserver(apply).observe(document, { subtree: true, childList: true });
      apply();
    },
    selector,
    label,
  );
}

/** What has the focus in our root: its action, or the step of the teaching. */
function ourFocus(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const active = document.querySelector('sia-guardrails')?.shadowRoot?.activeElement;
    return active?.getAttribute('data-action') ?? active?.getAttribute('data-teach') ?? null;
  });
}

function textOf(page: Page, selector: string): Promise<string> {
  return page.$eval(overlay(selector), (element) => element.textContent ?? '');
}

function frames(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      document.querySelector('sia-guardrails')?.shadowRoot?.querySelectorAll('.frame').length ?? 0,
  );
}
