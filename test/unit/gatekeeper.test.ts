import { expect, it, vi } from 'vitest';
import type { AskVerdict } from '@/components/overlay/Question';
import { createGatekeeper } from '@/entrypoints/console.content/gatekeeper';
import type { Press } from '@/lib/console/intent';
import type { Snapshot } from '@/lib/model/snapshot';
import { NOW, people, snapshot } from './cases';

const replay = vi.hoisted(() => vi.fn());
const page = vi.hoisted(() => ({ read: {} as Partial<Snapshot> }));
vi.mock('@/lib/console/intent', () => ({ isLeftToItself: () => false, misreadOf: () => null }));
vi.mock('@/lib/console/read', () => ({
  readSnapshot: () => snapshot({ page: 'user-access', ...page.read }),
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

it('asks who they are that a grant is about, and says whom it gives what only when it goes on', async () => {
  vi.stubGlobal('document', {});
  replay.mockClear();
  const [first, second] = people(2);
  if (!first || !second) throw new Error('two people were asked for');
  const assignments = [{ email: second, workspaces: ['EMEA'] }];
  page.read = {
    selected: { coverage: 'whole', value: [first] },
    assignments: { coverage: 'whole', value: assignments },
    workspacesOffered: 'yes',
  };
  const sent: { kind: string; people?: unknown; granting?: unknown }[] = [];
  const headlines: string[] = [];
  const surroundings = (goesOn: boolean): unknown => ({
    current: () => ({}),
    listener: {},
    overlay: {
      ask: ({ verdict }: { verdict: AskVerdict }) => {
        headlines.push(verdict.lead.headline.key);
        return Promise.resolve(goesOn ? { go: true, reason: null } : { go: false, besides: null });
      },
      markHeld: () => undefined,
    },
    background: {
      freshKnown: () => Promise.resolve(null),
      isOrphaned: () => false,
      send: (request: (typeof sent)[number]) => {
        sent.push(request);
        if (request.kind !== 'people-known') return Promise.resolve(null);
        const about = { people: [], workspaces: [], hasRoster: false };
        return Promise.resolve({ kind: 'people-known', about });
      },
    },
    clock: { now: () => NOW },
  });
  const press: unknown = { intent: 'grant', control: {}, about: { kind: 'none' } };
  const asked = () => sent.filter(({ kind }) => kind === 'asked');
  // Stand-ins with what a press goes through, and nothing else.
  createGatekeeper(surroundings(false) as Surroundings).take(press as Press);
  await vi.waitFor(() => expect(asked()).toHaveLength(1));
  expect(asked()[0]).toMatchObject({ decision: 'cancelled', granting: null });
  expect(sent[0]).toEqual({ kind: 'people-known', people: [second, first] });

  createGatekeeper(surroundings(true) as Surroundings).take(press as Press);
  await vi.waitFor(() => expect(replay).toHaveBeenCalledTimes(1));
  expect(asked()[1]).toMatchObject({ decision: 'went-on', granting: assignments });

  page.read = { ...page.read, workspacesOffered: 'no' };
  createGatekeeper(surroundings(true) as Surroundings).take(press as Press);
  await vi.waitFor(() => expect(replay).toHaveBeenCalledTimes(2));
  expect(
    sent.filter(({ kind }) => kind === 'let-through' || kind === 'asked').at(-1),
  ).toMatchObject({ granting: assignments });
});
