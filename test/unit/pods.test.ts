import { expect, it, vi } from 'vitest';
import { allowPod, forbidPod } from '@/entrypoints/dashboard/pods';

const permissions = vi.hoisted(() => ({
  request: vi.fn((_: object) => Promise.resolve(true)),
  remove: vi.fn((_: object) => Promise.resolve(true)),
}));
vi.mock('wxt/browser', () => ({ browser: { permissions } }));

const origins = ['https://app-sj01.marketo.com/*', 'https://engage-sj01.marketo.com/*'];

it('asks for the two hosts of the pod and nothing else, at once', () => {
  void allowPod('sj01');
  // Not a tick later: by then the browser would not take it for the person's wish any more.
  expect(permissions.request.mock.calls).toEqual([[{ origins }]]);
});

it('gives back just these', async () => {
  expect(await forbidPod('sj01')).toBe(true);
  expect(permissions.remove.mock.calls).toEqual([[{ origins }]]);
});
