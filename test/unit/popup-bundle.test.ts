import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { build } from 'vite';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The modules that a page runs before anything is loaded on demand. */
async function firstModules(entry: string): Promise<string[]> {
  const built = await build({
    ...{ root, configFile: false, logLevel: 'silent' },
    plugins: [preact()],
    resolve: { alias: { '@': root } },
    build: {
      write: false,
      rolldownOptions: { input: `${root}${entry}`, external: ['#i18n', /^wxt\//u] },
    },
  });
  if (Array.isArray(built) || !('output' in built)) throw new Error('not built at once');
  const chunks = built.output.filter((file) => file.type === 'chunk');
  const wanted = chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName);
  const seen = new Set<string>();
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    wanted.push(...(chunks.find(({ fileName }) => fileName === name)?.imports ?? []));
  }
  return chunks.filter(({ fileName }) => seen.has(fileName)).flatMap(({ moduleIds }) => moduleIds);
}

it('draws the popup before the means to read the database are run', async () => {
  const modules = await firstModules('entrypoints/popup/App.tsx');
  expect(modules.some((id) => id.endsWith('/popup/Popup.tsx'))).toBe(true);
  expect(modules.filter((id) => /node_modules\/(?:zod|dexie)\//u.test(id))).toEqual([]);
}, 60_000);
