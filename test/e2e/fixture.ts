import { onTestFinished } from 'vitest';
import { browserUnderTest } from '../browsers/under-test';
import { type ConsoleOptions, type PracticeConsole, startConsole } from '../console/server';
import { type Admin, enterConsole } from './scene';

/** A practice console and one admin's browser, both closed when the test ends. */
export interface Scene {
  readonly console: PracticeConsole;
  readonly admin: Admin;
}

/** Opens the practice console in a scenario, and Admin A's browser on its Marketo page. */
export async function openScene(options: ConsoleOptions = {}): Promise<Scene> {
  const practice = await startConsole({ port: 0, delayMs: 20, ...options });
  onTestFinished(() => practice.close());
  return { console: practice, admin: await openAdmin(practice, 'a') };
}

/** Opens another admin's own browser; it is closed when the test ends. */
export async function openAdmin(practice: PracticeConsole, who: 'a' | 'b'): Promise<Admin> {
  const launch = { ...browserUnderTest(), console: practice, headless: true };
  const admin = await enterConsole(launch, who);
  onTestFinished(() => admin.browser.close());
  return admin;
}
