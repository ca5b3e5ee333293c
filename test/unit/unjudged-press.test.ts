import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AskedQuestion } from '@/components/overlay/overlay';
import type { Answer } from '@/components/overlay/Question';
import { createGatekeeper } from '@/entrypoints/console.content/gatekeeper';
import type { Press } from '@/lib/console/intent';
import { judge } from '@/lib/guards';
import { Timestamp } from '@/lib/model/ids';

const failing = vi.hoisted(() => ({ find: false }));
const replayed = vi.hoisted(() => vi.fn());

vi.mock('@/lib/guards', async (original) => ({
  ...(await original<typeof import('@/lib/guards')>()),
  judge: vi.fn(),
}));
vi.mock('@/lib/console/read', () => ({
  *readSnapshot() {
    yield;
    return { page: 'user-access', selected: { coverage: 'unknown' } };
  },
}));
vi.mock('@/lib/console/intent', () => ({ isLeftToItself: () => false, misreadOf: () => null }));
vi.mock('@/lib/console/setup', () => ({ removeStraySpaces: vi.fn() }));
vi.mock('@/lib/console/replay', () => ({
  *findAgain(press: Press) {
    yield;
    if (failing.find && !press.isUnread) throw new Error('cannot be found');
    return press.control;
  },
  isStill: () => true,
  replay: replayed,
}));

const CANCEL: Answer = { go: false, besides: null };
const GO: Answer = { go: true, reason: null };

/** A held press, and a person who answers everything so. */
function press(answer: Answer) {
  const asked: AskedQuestion[] = [];
  // Nothing else is asked of it: what would look at it is replaced.
  const control = { isConnected: true } as Element;
  const gatekeeper = createGatekeeper({
    current: () => ({}) as never,
    listener: { letThrough: vi.fn(), listenAgain: vi.fn(), quietly: vi.fn() },
    overlay: {
      ask: async (question: AskedQuestion) => {
        asked.push(question);
        return answer;
      },
      markHeld: vi.fn(),
    } as never,
    background: {
      freshKnown: async () => null,
      lastKnown: () => null,
      send: async () => null,
      isOrphaned: () => false,
    } as never,
    clock: { now: () => Timestamp.parse(0) },
    onMessage: vi.fn(),
  });
  gatekeeper.take({ intent: 'revoke', control, about: { kind: 'selection' } });
  return { asked, control };
}

const headlines = (asked: readonly AskedQuestion[]) =>
  asked.map(({ verdict }) => verdict.lead.headline.key);

beforeEach(() => {
  vi.stubGlobal('document', {});
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  failing.find = false;
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  replayed.mockReset();
});

describe('a press that cannot be judged', () => {
  it('is asked about when a guard fails, and is made once if the person goes on', async () => {
    vi.mocked(judge).mockImplementation(() => {
      throw new Error('no verdict');
    });
    const { asked, control } = press(GO);
    await vi.waitFor(() => expect(replayed).toHaveBeenCalledOnce());
    expect(headlines(asked)).toEqual(['guard.unchecked.headline']);
    expect(replayed.mock.calls[0]?.[0]).toMatchObject({ control, intent: 'revoke' });
  });

  it('is dropped when the person does not', async () => {
    vi.mocked(judge).mockImplementation(() => {
      throw new Error('no verdict');
    });
    const { asked } = press(CANCEL);
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(asked).toHaveLength(1);
    expect(replayed).not.toHaveBeenCalled();
  });

  it('is asked about when its control cannot be looked for', async () => {
    vi.mocked(judge).mockReturnValue({ kind: 'pass' });
    failing.find = true;
    const { asked } = press(GO);
    await vi.waitFor(() => expect(replayed).toHaveBeenCalledOnce());
    expect(headlines(asked)).toEqual(['guard.unchecked.headline']);
  });

  it('is not made twice when making it fails', async () => {
    vi.mocked(judge).mockReturnValue({ kind: 'pass' });
    replayed.mockImplementation(() => {
      throw new Error('gone while it was pressed');
    });
    const { asked } = press(GO);
    await vi.waitFor(() => expect(replayed).toHaveBeenCalledOnce());
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(asked).toEqual([]);
    expect(replayed).toHaveBeenCalledOnce();
  });
});
