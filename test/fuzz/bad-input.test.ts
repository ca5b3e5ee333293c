import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { deep, hittable, overlay, press, waitFor } from '../browsers/input';
import { browserUnderTest } from '../browsers/under-test';
import { openScene } from '../e2e/fixture';
import {
  answer,
  atPage,
  CONTROLS,
  exactly,
  noQuestion,
  openUserAccess,
  question,
  selectPeople,
} from '../e2e/scene';
import { BAD_PAGES, type BadPage } from './bad-pages';

/** How long the dock, and a held press, may take to answer on the worst of pages, in milliseconds. */
const PATIENCE = 2_000;

it('neither freezes nor fails on the worst of pages, and runs nothing that stands in them', async () => {
  const { console: practice, admin } = await openScene({ scenario: 'connected', users: 12 });
  const { page } = admin;
  const complaints = await listen(page);
  const slow: string[] = [];
  const times: string[] = [];
  for (const name of BAD_PAGES) {
    await page.goto('https://toutapp.com/login?as=a');
    await atPage(page, 'marketo-setup');
    await openUserAccess(page);
    await selectPeople(page, 1, true);
    await page.evaluate(stopDrawing);
    await page.evaluate(makeBad, name);
    await new Promise((resolve) => setTimeout(resolve, 700));
    await hittable(page, CONTROLS.revoke);
    const asked = await timed(async () => {
      await press(page, CONTROLS.revoke);
      await deep(page, 'dialog[open][data-guard="revoke"]', { timeout: 30_000 });
    });
    await page.keyboard.press('Escape');
    await noQuestion(page);
    const unfolded = await timed(() => press(page, overlay('[data-action="dock-toggle"]')));
    times.push(`  ${name}: asked after ${asked} ms, dock after ${unfolded} ms`);
    if (Math.max(asked, unfolded) > PATIENCE) slow.push(name);
    expect([name, await page.evaluate(() => Reflect.get(window, 'executed') ?? 0)]).toEqual([
      name,
      0,
    ]);
    expect([name, complaints]).toEqual([name, []]);
  }
  console.log(`\n${times.join('\n')}`);
  expect(slow).toEqual([]);
  await exactly(practice, 'revoke', 0);
}, 240_000);

it('holds a press in a form whose fields hide what is asked of it', async () => {
  const { console: practice, admin } = await openScene({ scenario: 'connected' });
  const { page } = admin;
  const complaints = await listen(page);
  await new Promise((resolve) => setTimeout(resolve, 700));
  await page.evaluate(() => {
    const form = document.createElement('form');
    const names = new Set<string>();
    for (
      let proto = HTMLFormElement.prototype as object;
      proto;
      proto = Object.getPrototypeOf(proto)
    )
      for (const name of Object.getOwnPropertyNames(proto)) names.add(name);
    for (const name of names) {
      const field = document.createElement('input');
      field.type = 'hidden';
      field.name = name;
      Element.prototype.append.call(form, field);
    }
    const view = document.querySelector('#view');
    view?.replaceWith(form);
    if (view) Element.prototype.append.call(form, view);
  });
  await waitFor(
    () => page.$('sia-guardrails[data-page="marketo-setup"][data-guarded="yes"]'),
    'the page to be guarded',
  );
  await press(page, CONTROLS.disconnect);
  await question(page, 'disconnect-order');
  await answer(page, 'cancel');
  await exactly(practice, 'disconnect', 0);
  expect(complaints).toEqual([]);
});

/** What goes wrong in the page from here on: errors of its scripts and of ours, alerts. */
async function listen(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('dialog', (dialog) => {
    complaints.push(`an alert: ${dialog.message()}`);
    void dialog.dismiss();
  });
  if (browserUnderTest().kind === 'chromium') {
    // What our script says of itself is said in a world of its own, which the driver passes over.
    const cdp = await page.createCDPSession();
    cdp.on('Runtime.consoleAPICalled', ({ type, args }) => {
      if (type === 'error') complaints.push(args.map(({ value }) => String(value)).join(' '));
    });
    cdp.on('Runtime.exceptionThrown', ({ exceptionDetails }) =>
      complaints.push(exceptionDetails.exception?.description ?? exceptionDetails.text),
    );
    await cdp.send('Runtime.enable');
  }
  return complaints;
}

async function timed(action: () => Promise<void>): Promise<number> {
  const started = Date.now();
  await action();
  return Date.now() - started;
}

/** The console draws nothing by itself from here on. Runs in the page. */
function stopDrawing(): void {
  const last = window.setInterval(() => {}, 1_000_000);
  for (let timer = 0; timer <= last; timer += 1) window.clearInterval(timer);
}

/** Runs in the page. */
function makeBad(name: BadPage): void {
  const body = document.querySelector('.js-access tbody');
  const panel = document.querySelector('.js-access');
  if (!body || !panel) throw new Error('the table is not there');
  const row = (index: number, name: string, email: string) =>
    `<tr data-cid="x${index}"><td></td><td>${name}</td><td>${email}</td><td>User</td><td>Connected</td><td>EMEA</td></tr>`;
  const add = (html: string) => body.insertAdjacentHTML('beforeend', html);
  const below = (make: (place: Element) => void) => {
    const place = document.createElement('div');
    panel.append(place);
    make(place);
  };
  switch (name) {
    case '10 MB of text in a table':
      add(
        Array.from({ length: 100 }, (_, i) =>
          row(i, 'word '.repeat(20_000), `p${i}@example.com`),
        ).join(''),
      );
      return;
    case 'a name of 100,000 characters':
      add(row(1, 'N'.repeat(100_000), 'long@example.com'));
      return;
    case 'names with markup':
      add(row(1, '<span></span>', 'markup@example.com'));
      for (const cell of body.querySelectorAll('td:nth-child(2)')) {
        cell.textContent =
          '<img src=x onerror="window.executed=1"><script>window.executed=1</script>{{7*7}}';
      }
      return;
    case 'right-to-left overrides':
      for (const cell of body.querySelectorAll('td:nth-child(2), td:nth-child(3)'))
        cell.textContent = `\u202e${cell.textContent}\u2066`;
      return;
    case 'an address that stands there twice':
      add(body.innerHTML + body.innerHTML);
      return;
    case 'addresses inside longer ones':
      add(
        Array.from({ length: 200 }, (_, i) =>
          row(i, 'Ann', `${'a'.repeat(i % 50)}ann@example.com${'.x'.repeat(i % 30)}`),
        ).join(''),
      );
      return;
    case 'an @ every second character':
      add(row(1, 'a@'.repeat(200_000), '@a'.repeat(200_000)));
      below((place) => {
        place.textContent = 'a@'.repeat(2_000_000);
      });
      return;
    case 'a row that is replaced every 5 ms':
      setInterval(() => {
        const last = body.lastElementChild;
        if (last) last.outerHTML = row(1, `${Math.random()}`, `p${Math.random()}@example.com`);
      }, 5);
      return;
    case '3,000 levels of elements':
      below((place) => {
        // Laid out, so many levels are too much for the browser itself.
        place.setAttribute('style', 'display: none');
        let at: Element = place;
        for (let level = 0; level < 3_000; level += 1) {
          const inner = document.createElement('div');
          at.append(inner);
          at = inner;
        }
        at.textContent = 'deep@example.com';
      });
      return;
    case '200,000 nodes':
      below((place) => {
        place.setAttribute('style', 'display: none');
        place.innerHTML = '<p>text <b>bold</b></p>'.repeat(50_000);
      });
      return;
    case 'references that go round in circles':
      below((place) => {
        place.innerHTML =
          '<div role="menu" id="m1" aria-labelledby="m2" aria-owns="m2" aria-controls="m2"><button id="b1" role="menuitem" aria-labelledby="b1 b2">Disconnect</button></div><div role="menu" id="m2" aria-labelledby="m1" aria-owns="m1" aria-controls="m1" aria-expanded="true"><button id="b2" aria-labelledby="b2 b1">Connect</button></div>';
      });
      return;
    case 'ids that are no CSS':
      for (const [index, element] of [...panel.querySelectorAll('*')].entries())
        element.id = `1 ${index}"]:not(*) > \\`;
      return;
    case 'methods that the page has taken away':
      for (const name of [
        'matches',
        'closest',
        'getAttribute',
        'querySelectorAll',
        'getRootNode',
      ]) {
        for (const element of panel.querySelectorAll('*'))
          Object.defineProperty(element, name, { value: null });
      }
      Object.defineProperty(window, 'MutationObserver', { value: null });
      Object.defineProperty(Array.prototype, 'includes', { value: () => false });
      return;
    default:
      below((place) => {
        place.innerHTML = '<iframe></iframe>'.repeat(20);
        for (const frame of place.querySelectorAll('iframe'))
          frame.contentDocument?.write('<p>ann.lee@example.com</p><button>Disconnect</button>');
      });
  }
}
