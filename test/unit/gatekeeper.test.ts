import { expect, it, vi } from 'vitest';
import type { AskVerdict } from '@/components/overlay/Question';
import { createGatekeeper } from '@/entrypoints/console.content/gatekeeper';
import type { Press } from '@/lib/console/intent';
import { NOW, snapshot } from './cases';

const replay = vi.hoisted(() => vi.fn());
vi.mock('@/lib/console/intent', () => ({ isLeftToItself: () => false, misreadOf: () => null }));
vi.mock('@/lib/console/read', () => ({
  readSnapshot: () => snapshot({ page: 'user-access' }),
}));
vi.mock('@/lib/model/slices', () => ({
  // The stand-ins come to their results at once.
  inSlices: (result: unknown) => Promise.resolve(result),
  atOnce: (result: unknown) => result,
}));
vi.mock('@/lib/console/replay', () => ({
  findAgain: (press: Press) => press.control,
  isStill: () => true,
  replay,
}));
vi.mock('@/lib/console/setup', () => ({ removeStraySpaces: () => undefined }));

type Surroundings = Parameters<typeof createGatekeeper>[0];

it('says that a press could not be checked when asking about it fails, and makes it once', async () => {
  vi.stubGlobal('document', {});
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const asked: string[] = [];
  const overlay = {
    ask: ({ verdict }: { verdict: AskVerdict }) => {
      asked.push(verdict.lead.headline.key);
      if (asked.length === 1) throw new Error('cannot be drawn');
      return Promise.resolve({ go: true });
    },
    markHeld: () => undefined,
  };
  const background = {
    freshKnown: () => Promise.resolve(null),
    isOrphaned: () => false,
    send: () => Promise.resolve(null),
  };
  const surroundings: unknown = {
    current: () => ({}),
    listener: {},
    overlay,
    background,
    clock: { now: () => NOW },
  };
  const press: unknown = { intent: 'grant', control: {} };
  // Stand-ins with what a press goes through, and nothing else.
  createGatekeeper(surroundings as Surroundings).take(press as Press);
  await vi.waitFor(() => expect(replay).toHaveBeenCalledTimes(1));
  expect(asked).toHaveLength(2);
  expect(asked[1]).toBe('guard.unchecked.headline');
});
