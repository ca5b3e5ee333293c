import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { deep, overlay, press } from '../browsers/input';
import { openScene } from './fixture';
import {
  answer,
  CONTROLS,
  exactly,
  mayGoOn,
  openUserAccess,
  question,
  selectPeople,
  typeAnswer,
} from './scene';

it('goes on working after a page has fired every event it can think of', async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await page.evaluate(() => {
    const host = document.querySelector('sia-guardrails');
    const types = new Set<string>();
    for (let object: object | null = window; object; object = Object.getPrototypeOf(object)) {
      for (const name of Object.getOwnPropertyNames(object)) {
        if (name.startsWith('on')) types.add(name.slice(2));
      }
    }
    for (const name of ['wxt:content-script-started', 'sia-guardrails:content-script-started'])
      types.add(name);
    types.delete('beforeunload');
    types.delete('unload');
    const kinds = [Event, CustomEvent, MouseEvent, PointerEvent, KeyboardEvent, FocusEvent];
    for (const target of [host, host?.shadowRoot, window, document, document.documentElement]) {
      for (const type of types) {
        for (const Kind of kinds) {
          target?.dispatchEvent(
            new Kind(type, {
              bubbles: true,
              cancelable: true,
              composed: true,
              key: 'Enter',
            } as EventInit),
          );
        }
      }
    }
    for (const type of ['wxt:content-script-started', 'wxt:invalidate']) {
      window.postMessage({ type, contentScriptName: 'console', messageId: '1' }, '*');
      document.dispatchEvent(
        new CustomEvent(type, { detail: { contentScriptName: 'console', messageId: '1' } }),
      );
    }
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  await press(page, CONTROLS.disconnect);
  await question(page, 'disconnect-order');
  await answer(page, 'cancel');
  await exactly(console, 'disconnect', 0);
});

it('lets the page look at a question and not answer it', async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await press(page, CONTROLS.disconnect);
  await question(page, 'disconnect-order');
  await page.evaluate(() => {
    const root = document.querySelector('sia-guardrails')?.shadowRoot;
    const field = root?.querySelector<HTMLInputElement>('[data-typed]');
    const button = root?.querySelector<HTMLButtonElement>('[data-action="proceed"]');
    if (!field || !button) throw new Error('the question is not there');
    for (const composed of [true, false]) {
      field.value = 'DISCONNECT';
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed }));
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed }));
      button.disabled = false;
      for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) {
        button.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, composed }));
      }
    }
    button.click();
    field.focus();
    field.value = '';
    document.execCommand('insertText', false, 'DISCONNECT');
  });
  await exactly(console, 'disconnect', 0);
  // What a person types after that is what counts, and the page's text is gone.
  await deep(page, 'dialog[open]');
  await typeAnswer(page, 'DISC');
  expect(
    await page.$eval(overlay('[data-typed]'), (field) => (field as HTMLInputElement).value),
  ).toBe('DISC');
  await page.evaluate(() => {
    const button = document
      .querySelector('sia-guardrails')
      ?.shadowRoot?.querySelector<HTMLButtonElement>('[data-action="proceed"]');
    if (button) button.disabled = true;
  });
  await page.keyboard.type('ONNECT');
  expect(await mayGoOn(page)).toBe(true);
  await answer(page, 'proceed');
  await exactly(console, 'disconnect', 1);
});

it('takes no key for an answer where only the page has put the focus, and puts the focus back', async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await openUserAccess(page);
  await selectPeople(page, 1, true);
  await press(page, CONTROLS.revoke);
  await question(page, 'revoke');
  for (const key of ['Enter', ' '] as const) {
    await steer(page, '[data-action="proceed"]');
    await page.keyboard.press(key);
    expect(await ourFocus(page)).toBe('cancel');
  }
  // Not in the middle of a key either, nor by what looks like the safe button.
  await page.evaluate(() => {
    const root = document.querySelector('sia-guardrails')?.shadowRoot;
    const steal = () => root?.querySelector<HTMLElement>('[data-action="proceed"]')?.focus();
    root?.addEventListener('keydown', steal);
    root?.addEventListener('focusin', steal, { once: true });
  });
  for (const key of ['Tab', 'Enter', ' '] as const) await page.keyboard.press(key);
  await exactly(console, 'revoke', 0);
  await deep(page, 'dialog[open]');
  await answer(page, 'cancel');

  await press(page, CONTROLS.revoke);
  await question(page, 'revoke');
  await press(page, overlay('[data-action="misread"]'));
  await steer(page, '[data-action="misread-go"]');
  await page.keyboard.press('Enter');
  await exactly(console, 'revoke', 0);
  // A person comes to the same buttons by Tab.
  await page.keyboard.press('Tab');
  expect(await ourFocus(page)).toBe('misread-go');
  await page.keyboard.press('Tab');
  expect(await ourFocus(page)).toBe('proceed');
  await page.keyboard.press('Enter');
  await exactly(console, 'revoke', 1);
});

/** The page moves the focus in our root. */
async function steer(page: Page, selector: string): Promise<void> {
  await page.evaluate((which) => {
    document
      .querySelector('sia-guardrails')
      ?.shadowRoot?.querySelector<HTMLElement>(which)
      ?.focus();
  }, selector);
}

/** The action of what has the focus in our root. */
function ourFocus(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const root = document.querySelector('sia-guardrails')?.shadowRoot;
    return root?.activeElement?.getAttribute('data-action') ?? null;
  });
}

it("holds a press that a script makes on the page's behalf, and its own host when it is removed", async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await page.evaluate(() => {
    document.querySelector('sia-guardrails')?.remove();
    document.querySelector<HTMLElement>('.setup-connect')?.click();
  });
  await question(page, 'disconnect-order');
  await answer(page, 'cancel');
  await openUserAccess(page);
  await selectPeople(page, 1, true);
  await press(page, CONTROLS.revoke);
  await question(page, 'revoke');
  await exactly(console, 'disconnect', 0);
  await exactly(console, 'revoke', 0);
});

it('takes no answer from a control that the page has taken out of the question', async () => {
  const { console, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  await openUserAccess(page);
  await selectPeople(page, 3, true);
  await press(page, CONTROLS.revoke);
  await question(page, 'revoke');
  await page.evaluate(() => {
    const root = document.querySelector('sia-guardrails')?.shadowRoot;
    // Keeps what a person does, to do it again elsewhere.
    const kept: Event[] = [];
    root?.addEventListener('click', (event) => kept.push(event));
    root?.addEventListener('click', () => {
      const button = root.querySelector<HTMLElement>('[data-action="proceed"]');
      setTimeout(() => {
        for (const event of kept) button?.dispatchEvent(event);
      }, 50);
    });
  });
  await typeAnswer(page, '3');
  expect(await mayGoOn(page)).toBe(true);
  await page.evaluate(() => {
    const root = document.querySelector('sia-guardrails')?.shadowRoot;
    for (const selector of ['[data-field="expected"]', '[data-action="proceed"]']) {
      const control = root?.querySelector<HTMLElement>(selector);
      const place = control?.parentElement;
      control?.remove();
      for (const key of ['Enter', ' '])
        control?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      control?.click();
      if (control) place?.append(control);
    }
  });
  await exactly(console, 'revoke', 0);
  await deep(page, 'dialog[open]');
});
