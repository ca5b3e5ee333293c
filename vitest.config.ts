import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const messages = fileURLToPath(new URL('.wxt/i18n/index.ts', import.meta.url));
const alias = {
  '@': fileURLToPath(new URL('.', import.meta.url)).replace(/[\\/]$/u, ''),
  ...(existsSync(messages) ? { '#i18n': messages } : {}),
};

/** Browsers share the two processors and the screen's focus: one file at a time. */
const inBrowsers = {
  environment: 'node',
  fileParallelism: false,
  maxWorkers: 1,
  testTimeout: 90_000,
  hookTimeout: 90_000,
} as const;

export default defineConfig({
  test: {
    // Closing a browser can take longer than Vitest's own patience.
    teardownTimeout: 20_000,
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          environment: 'node',
          // Properties are tried a thousand times and more, beside whatever else the machine is doing.
          testTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: { ...inBrowsers, name: 'e2e', include: ['test/e2e/*.test.ts'] },
      },
      {
        resolve: { alias },
        test: { ...inBrowsers, name: 'fuzz', include: ['test/fuzz/*.test.ts'] },
      },
      {
        resolve: { alias },
        test: { ...inBrowsers, name: 'bench', include: ['test/bench/*.test.ts'] },
      },
      {
        resolve: { alias },
        test: {
          ...inBrowsers,
          name: 'kits',
          include: ['test/e2e/kits/*.test.ts'],
          maxConcurrency: 2,
        },
      },
      {
        resolve: { alias },
        test: { ...inBrowsers, name: 'waits', include: ['test/e2e/waits/*.test.ts'] },
      },
    ],
  },
});
