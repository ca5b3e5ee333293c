import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const messages = fileURLToPath(new URL('.wxt/i18n/index.ts', import.meta.url));
const alias = {
  '@': fileURLToPath(new URL('.', import.meta.url)).replace(/[\\/]$/u, ''),
  ...(existsSync(messages) ? { '#i18n': messages } : {}),
};

export default defineConfig({
  test: {
    // Closing a browser can take longer than Vitest's own patience.
    teardownTimeout: 20_000,
    projects: [
      {
        resolve: { alias },
        test: { name: 'unit', include: ['test/unit/**/*.test.ts'], environment: 'node' },
      },
      {
        resolve: { alias },
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          environment: 'node',
          // Browsers share the two processors and the screen's focus: one at a time.
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: 90_000,
          hookTimeout: 90_000,
        },
      },
    ],
  },
});
