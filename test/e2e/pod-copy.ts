import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';

/**
 * A copy of the build that has this one pod among its required hosts. Chromium asks for an optional host in a
 * window of its own, which no protocol for tests can answer; so here the host is allowed from the start, and
 * everything from there on (finding out what is allowed, registering, running) is the extension's own code.
 * That exactly this host is asked for is tested in `test/unit/pods.test.ts`; in Firefox, `pods.test.ts` here
 * goes the whole way.
 *
 * @param extensionDir the build
 * @param pod the address of the pod, with a slash at its end
 * @returns the folder of the copy, for whoever wants it to remove
 */
export function copyWithPod(extensionDir: string, pod: string): string {
  const dir = mkdtempSync(join(tmpdir(), 'sia-pod-'));
  cpSync(extensionDir, dir, { recursive: true });
  const file = join(dir, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  expect(manifest.host_permissions).not.toContain(`${pod}*`);
  expect(manifest.optional_host_permissions).toEqual(['https://*.marketo.com/*']);
  manifest.host_permissions.push(`${pod}*`);
  writeFileSync(file, JSON.stringify(manifest));
  return dir;
}
