/** What can be wrong with a page as it is drawn, whatever it shows. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseYAML } from 'confbox';
import type { Page } from 'puppeteer-core';
import { axeComplaints } from './rooms';

/** A language that the extension speaks. */
type Tongue = 'en' | 'de' | 'ja';

const FOLDER = join(import.meta.dirname, '../../lib/locales');

/** The messages of a language by their keys; a plural's forms are keys of their own. */
function messagesOf(language: Tongue): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (node: unknown, path: string): void => {
    if (typeof node === 'string') found.set(path, node);
    else if (typeof node === 'object' && node !== null)
      for (const [key, value] of Object.entries(node)) walk(value, path ? `${path}.${key}` : key);
  };
  walk(parseYAML(readFileSync(join(FOLDER, `${language}.yml`), 'utf8')), '');
  return found;
}

/** A message with whatever is filled in; `null` where too little of it is its own to be known by. */
function patternOf(message: string): string | null {
  const own = message.split(/\$\d|\{\w+\}/u);
  if (own.join('').replace(/[^a-z]/giu, '').length < 4) return null;
  return own.map((piece) => piece.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&')).join('.+');
}

/** A moment as English has it. */
const ENGLISH_TIME = /\d:\d\d\s[AP]M\b/u;

/** Finds what of a page is not in a language. */
export type Reader = (page: Page) => Promise<string[]>;

/** Reads pages in another language than English: finds what is in English, and keys in the place of their messages. */
export function readerOf(language: Exclude<Tongue, 'en'>): Reader {
  const source = messagesOf('en');
  const ours = new Set(messagesOf(language).values());
  const patterns = [...source.values()].flatMap((message) =>
    ours.has(message) ? [] : (patternOf(message.trim()) ?? []),
  );
  const english = new RegExp(`^(?:${patterns.join('|')})$`, 'u');
  return async (page) => {
    const said = await page.evaluate(() => document.documentElement.lang);
    const foreign = (await textsOf(page)).filter(
      (text) =>
        source.has(text) || ENGLISH_TIME.test(text) || (english.test(text) && !ours.has(text)),
    );
    return [
      ...(said === language ? [] : [`the page says that it is in “${said}”`]),
      ...foreign.map((text) => `not translated: ${text}`),
    ];
  };
}

/** All that a page says, piece by piece as its messages are. */
function textsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts = new Set<string>([document.title]);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode;
      // What people and consoles are called is not ours.
      if (parentElement?.closest('bdi, script, style, pre, kbd') === null)
        texts.add(textContent ?? '');
    }
    for (const element of document.body.querySelectorAll('*')) {
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
        texts.add(element.getAttribute(name) ?? '');
      }
    }
    return [...texts].map((text) => text.trim()).filter((text) => text !== '');
  });
}

/** What does not fit: the page into its window, a text into its box, a control under a finger. */
function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) {
      found.push(`the page is ${root.scrollWidth} wide in ${root.clientWidth}`);
    }
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      const style = getComputedStyle(element);
      // Only for ears, or until it has the focus.
      if (element.closest('.sr-only') || style.clipPath !== 'none') continue;
      const { clientWidth, clientHeight, scrollWidth, scrollHeight } = element;
      const what = `${element.outerHTML.slice(0, 120).replaceAll('\n', ' ')}…`;
      const isCut = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
      const contains = style.contain.includes('content') || style.contain.includes('paint');
      const ends = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
      if (!ends && (isCut(style.overflowX) || contains) && scrollWidth > clientWidth + 1) {
        found.push(`cut off at ${clientWidth} of ${scrollWidth}: ${what}`);
      }
      if (!ends && (isCut(style.overflowY) || contains) && scrollHeight > clientHeight + 1) {
        found.push(`cut off below ${clientHeight} of ${scrollHeight}: ${what}`);
      }
      // What does not scroll and is higher than its place lies over what comes next.
      if (
        style.overflowY === 'visible' &&
        style.display === 'flex' &&
        element.querySelector('[open]') === null &&
        scrollHeight > clientHeight + 4
      ) {
        found.push(`runs over its place, ${clientHeight} of ${scrollHeight}: ${what}`);
      }
      if (element.matches('button, summary, select, a.button, input:not([type="file"])')) {
        // Pressing a label is pressing its control.
        const box = (element.closest('label') ?? element).getBoundingClientRect();
        if (box.width > 0 && (box.width < 24 || box.height < 23.5)) {
          found.push(`too small to press, ${box.width} × ${box.height}: ${what}`);
        }
      }
    }
    return found;
  });
}

/** Everything that is wrong with a page as it stands, but for what axe says where it is not asked. */
export async function faultsOf(page: Page, read: Reader, asksAxe: boolean): Promise<string[]> {
  const foreign = await read(page);
  const faulty = asksAxe ? await axeComplaints(page) : [];
  return [...foreign, ...(await misfits(page)), ...faulty];
}
