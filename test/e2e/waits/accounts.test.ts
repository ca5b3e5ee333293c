import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { overlay, press, waitFor } from '../../browsers/input';
import { browserUnderTest } from '../../browsers/under-test';
import { openBackstage, setWaitMinutes } from '../extension';
import { openScene } from '../fixture';
import {
  type Admin,
  answer,
  atPage,
  CONTROLS,
  connectAndWait,
  openUserAccess,
  question,
  selectPeople,
  waitEnds,
} from '../scene';

const { kind } = browserUnderTest();

/** Admin B's Marketo page in the same browser with other cookies: a private window, or a Firefox container. */
async function enterElsewhere({ browser }: Admin): Promise<Page> {
  const address = 'https://toutapp.com/login?as=b';
  if (browser.kind === 'firefox') {
    const page = await (await browser.browser.createBrowserContext()).newPage();
    await page.goto(address);
    await atPage(page, 'marketo-setup');
    return page;
  }
  const known = await browser.browser.pages();
  await (await openBackstage(browser)).openWindow(address, true);
  const page = await waitFor(async () => {
    const all = await Promise.all(browser.browser.targets().map((target) => target.page()));
    return all.find((one) => one?.url().startsWith('https://toutapp.com') && !known.includes(one));
  }, 'the private window');
  await atPage(page, 'marketo-setup');
  return page;
}

const timerOf = (page: Page) => page.$(overlay('[role="timer"]'));

it(`keeps two accounts with overlapping waits apart, in a ${kind === 'firefox' ? 'container' : 'private window'}`, async () => {
  const { console, admin } = await openScene({ scenario: 'fresh' }, { privateWindows: true });
  const { page } = admin;
  const backstage = await openBackstage(admin.browser);
  await setWaitMinutes(backstage, 5);
  await page.bringToFront();
  const ends = await connectAndWait(page);

  const other = await enterElsewhere(admin);
  await other.bringToFront();
  if (kind === 'firefox') {
    // Nothing has shown yet whose console this is, so the wait that runs counts here too, and it says so.
    expect(await waitEnds(other)).toBe(ends);
    await openUserAccess(other);
    await selectPeople(other, 1);
    await press(other, CONTROLS.grantOpen);
    expect(await question(other, 'wait')).toMatch(/whose console/u);
    await answer(other, 'cancel', 'remind');
    await press(other, '.nav-tabs li:nth-child(1) a');
    await atPage(other, 'marketo-setup');
  } else {
    // A private window has a background and a database of its own: it knows of no wait at all.
    expect(await timerOf(other)).toBeNull();
  }

  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const otherEnds = await connectAndWaitAnew(other, ends);
  expect(otherEnds).toBeGreaterThan(ends + 1_000);
  await page.bringToFront();
  expect(await waitEnds(page)).toBe(ends);
  // Ten minutes there, which knows nothing of the setting here; five where the setting holds.
  const length = kind === 'firefox' ? 5 : 10;
  expect(otherEnds - Date.now()).toBeGreaterThan((length - 1) * 60_000);
  // The private window's ten minutes stay on its own tabs.
  expect(await backstage.badge()).toBe('5');

  await page.reload();
  await atPage(page, 'marketo-setup');
  expect(await waitEnds(page)).toBe(ends);
  await other.bringToFront();
  expect(await waitEnds(other)).toBe(otherEnds);
  expect(console.log().filter(({ action }) => action === 'connect')).toHaveLength(2);
}, 90_000);

/** Connects in a tab that may show another wait already, and waits for its own. */
async function connectAndWaitAnew(page: Page, before: number): Promise<number> {
  // The console has kept the credentials that worked.
  await press(page, CONTROLS.connect);
  return waitFor(async () => {
    const ends = await waitEnds(page);
    return ends === before ? null : ends;
  }, 'a wait of its own');
}
