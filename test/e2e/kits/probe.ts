import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import { build } from 'vite';
import type { Snapshot } from '../../../lib/model/snapshot';
import type { ProbedControl } from './entry';

/**
 * The recogniser of the extension, as one script for a page.
 *
 * @param entry where it begins, beside this file
 */
export async function buildProbe(entry = 'entry.ts'): Promise<string> {
  const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@': here('../../..') } },
    build: {
      write: false,
      minify: false,
      lib: { entry: here(entry), formats: ['iife'], name: 'siaProbeBundle' },
    },
  });
  const [result] = Array.isArray(built) ? built : [built];
  const chunk =
    result && 'output' in result ? result.output.find(({ type }) => type === 'chunk') : undefined;
  if (chunk?.type !== 'chunk') throw new Error('The probe was not built.');
  return chunk.code;
}

/** Puts the probe into the page, if it is not there. */
async function inject(page: Page, code: string): Promise<void> {
  const isThere = await page.evaluate(() => 'siaProbe' in window);
  if (!isThere) await page.evaluate(code);
}

/** What the recogniser reads from the page. */
export async function readPage(page: Page, code: string): Promise<Snapshot> {
  await inject(page, code);
  return page.evaluate(() => window.siaProbe.read());
}

/** What the recogniser makes of every marked control that can be seen. */
export async function readControls(page: Page, code: string): Promise<ProbedControl[]> {
  await inject(page, code);
  return page.evaluate(() => window.siaProbe.controls());
}

/** What the recogniser reads from the page for the marked final press of granting. */
export async function readGrant(page: Page, code: string): Promise<Snapshot> {
  await inject(page, code);
  return page.evaluate(() => window.siaProbe.readGrant());
}
