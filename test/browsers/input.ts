/** Real input for a page: the browser sends it, so that the page sees trusted events. */
import type { ElementHandle, KeyInput, Page } from 'puppeteer-core';

/** How long a helper waits, unless told otherwise. */
const WAIT_MS = 20_000;

/** Settings that every helper takes. */
export interface InputOptions {
  /** Milliseconds before the helper gives up. */
  timeout?: number;
}

/** The selector of an element in the overlay's shadow root. */
export function overlay(selector: string): string {
  return `sia-guardrails >>> ${selector}`;
}

/** Waits for an element in the overlay's shadow root. */
export function deep(page: Page, selector: string, o: InputOptions = {}): Promise<ElementHandle> {
  return find(page, overlay(selector), o);
}

/**
 * Presses an element as a person does: scrolls it into view, waits until it
 * stands still and nothing lies over it, then moves the mouse to its centre and
 * presses. The selector may reach into shadow roots with `>>>`.
 */
export async function press(page: Page, selector: string, o: InputOptions = {}): Promise<void> {
  const { x, y } = await hittable(page, selector, o);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.up();
}

/** The centre of an element, as soon as a press there would reach it. */
export async function hittable(
  page: Page,
  selector: string,
  o: InputOptions = {},
): Promise<{ x: number; y: number }> {
  const deadline = Date.now() + (o.timeout ?? WAIT_MS);
  let why = 'is not there';
  do {
    const element = await find(page, selector, { timeout: Math.max(1, deadline - Date.now()) });
    const spot = await element.evaluate(centre).catch(() => 'was replaced while looking at it');
    await element.dispose().catch(() => {});
    if (typeof spot !== 'string') return spot;
    why = spot;
    await pause(50);
  } while (Date.now() < deadline);
  throw new Error(`Cannot press ${selector}: it ${why}.`);
}

/** Runs in the page: where to press, or the reason why not yet. */
async function centre(element: Element): Promise<{ x: number; y: number } | string> {
  element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  const first = element.getBoundingClientRect();
  // A hidden tab has no frames; a timer keeps this from waiting for ever.
  await new Promise<void>((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
    setTimeout(resolve, 250);
  });
  if (!element.isConnected) return 'was replaced while looking at it';
  const box = element.getBoundingClientRect();
  if (box.width === 0 || box.height === 0) return 'has no size';
  if (box.x !== first.x || box.y !== first.y) return 'is still moving';
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  let hit = document.elementFromPoint(x, y);
  while (hit?.shadowRoot) {
    const inner: Element | null = hit.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === hit) break;
    hit = inner;
  }
  // What lies inside the element, be it in a shadow root of its own, belongs to it.
  for (let node: Node | null = hit; node; ) {
    if (node === element) return { x, y };
    const above: Node | null = node.parentNode;
    node = above instanceof ShadowRoot ? above.host : above;
  }
  // Pressing a label's text is pressing its control.
  if (hit?.closest('label')?.control === element) return { x, y };
  return hit ? `is covered by <${hit.localName}>` : 'is outside the window';
}

/** Presses a key on whatever has the focus, with modifiers held if given. */
export async function pressKey(page: Page, key: KeyInput, ...held: KeyInput[]): Promise<void> {
  for (const modifier of held) await page.keyboard.down(modifier);
  await page.keyboard.press(key);
  for (const modifier of held.reverse()) await page.keyboard.up(modifier);
}

/** Presses a field, then types; what is already in it is kept. */
export async function typeText(
  page: Page,
  selector: string,
  text: string,
  o: InputOptions = {},
): Promise<void> {
  await press(page, selector, o);
  await page.keyboard.type(text);
}

/** Puts text where the focus is, at once as pasting does where the browser's protocol can, else by typing. */
export async function insertText(page: Page, text: string): Promise<void> {
  await page.keyboard.sendCharacter(text).catch(() => page.keyboard.type(text));
}

/** Waits until something is true, and says what it waited for when that does not happen. */
export async function waitFor<T>(
  check: () => T | Promise<T>,
  what: string,
  o: InputOptions = {},
): Promise<Exclude<T, false | null | undefined>> {
  const deadline = Date.now() + (o.timeout ?? WAIT_MS);
  let failure: unknown;
  do {
    try {
      const value = await check();
      if (isSet(value)) return value;
      failure = undefined;
    } catch (error) {
      // A document that is being replaced cannot be asked; the next one can.
      failure = error;
    }
    await pause(50);
  } while (Date.now() < deadline);
  throw new Error(`Waited in vain for: ${what}.`, { cause: failure });
}

function isSet<T>(value: T): value is Exclude<T, false | null | undefined> {
  return value !== false && value !== null && value !== undefined;
}

async function find(page: Page, selector: string, o: InputOptions): Promise<ElementHandle> {
  const deadline = Date.now() + (o.timeout ?? WAIT_MS);
  // Asked again and again: waiting by mutations, as the driver does, misses those in shadow roots.
  do {
    const found = await page.$(selector).catch(() => null);
    if (found) return found;
    await pause(50);
  } while (Date.now() < deadline);
  throw new Error(`There is no ${selector} on this page.`);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
