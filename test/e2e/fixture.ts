import { onTestFinished } from 'vitest';
import type { LaunchOptions } from '../browsers/launch';
import { browserUnderTest } from '../browsers/under-test';
import { type ConsoleOptions, type PracticeConsole, startConsole } from '../console/server';
import { type Admin, enterConsole } from './scene';

/** A practice console and one admin's browser, both closed when the test ends. */
export interface Scene {
  readonly console: PracticeConsole;
  readonly admin: Admin;
}

/** Has something closed when a test ends: the one that runs, or, of several that do, the one that it is told. */
export type AtEnd = (close: () => Promise<void>) => void;

/** Opens the practice console in a scenario, and Admin A's browser on its Marketo page. */
export async function openScene(
  options: ConsoleOptions = {},
  launch: Partial<LaunchOptions> = {},
  atEnd: AtEnd = onTestFinished,
): Promise<Scene> {
  const practice = await startConsole({ port: 0, delayMs: 20, ...options });
  atEnd(() => practice.close());
  return { console: practice, admin: await openAdmin(practice, 'a', launch, atEnd) };
}

/** Opens another admin's own browser; it is closed when the test ends. */
export async function openAdmin(
  practice: PracticeConsole,
  who: 'a' | 'b',
  how: Partial<LaunchOptions> = {},
  atEnd: AtEnd = onTestFinished,
): Promise<Admin> {
  const launch = { ...browserUnderTest(), console: practice, headless: true, ...how };
  const admin = await enterConsole(launch, who);
  atEnd(() => admin.browser.close());
  return admin;
}
