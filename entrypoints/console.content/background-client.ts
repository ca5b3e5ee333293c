import { browser } from 'wxt/browser';
import type { Known } from '@/lib/model/known';
import { type Health, Push, Reply, type Request } from '@/lib/model/messages';

/** The background as the content script sees it: it may be asleep, slow, or gone with an update. */
export interface BackgroundClient {
  /** Sends a request; `null` when no valid answer comes within `patience` milliseconds. */
  send(request: Request, patience?: number): Promise<Reply | null>;
  /** What is known, freshly asked for; the last that was heard when the background does not answer. */
  freshKnown(): Promise<Known | null>;
  /** What was last heard; `null` before the first answer. */
  lastKnown(): Known | null;
  /** Calls the listener whenever something new is known, or the extension is found to be gone. */
  onNews(listener: () => void): void;
  /** Answers the popup's question after this tab's health. */
  answerHealth(answer: () => Health): void;
  /** Whether the extension was updated or removed under this page, so that only a reload helps. */
  isOrphaned(): boolean;
}

/** How long a person who has pressed something is kept waiting for the background, in milliseconds. */
const PATIENCE = 800;

/** How long everything else may take, in milliseconds. */
const LONG_PATIENCE = 10_000;

/** Connects this content script to the background. Whatever comes is parsed before it is believed. */
export function createBackgroundClient(): BackgroundClient {
  let known: Known | null = null;
  let health: (() => Health) | null = null;
  const listeners: (() => void)[] = [];

  function learn(news: Known): void {
    known = news;
    tellListeners();
  }

  function tellListeners(): void {
    for (const listener of listeners) listener();
  }

  browser.runtime.onMessage.addListener((message: unknown) => {
    const push = Push.safeParse(message);
    if (!push.success) return undefined;
    if (push.data.kind === 'health') return health ? Promise.resolve(health()) : undefined;
    learn(push.data.known);
    return undefined;
  });

  async function send(request: Request, patience = LONG_PATIENCE): Promise<Reply | null> {
    // An answer that comes too late for whoever asked is still news.
    const answered = deliver(request).then((answer) => {
      const reply = Reply.safeParse(answer).data ?? null;
      if (reply?.kind === 'known') learn(reply.known);
      else if (isOrphaned()) tellListeners();
      return reply;
    });
    return Promise.race([answered, delay(patience)]);
  }

  return {
    send,
    async freshKnown() {
      const reply = await send({ kind: 'known' }, PATIENCE);
      return reply?.kind === 'known' ? reply.known : known;
    },
    lastKnown: () => known,
    onNews: (listener) => {
      listeners.push(listener);
    },
    answerHealth: (answer) => {
      health = answer;
    },
    isOrphaned,
  };
}

/** An orphaned script has lost its runtime, or keeps one without an id. */
function isOrphaned(): boolean {
  try {
    return browser.runtime?.id === undefined;
  } catch {
    return true;
  }
}

async function deliver(request: Request): Promise<unknown> {
  try {
    return await browser.runtime.sendMessage(request);
  } catch {
    // No background to hear it: the caller treats silence as silence.
    return null;
  }
}

function delay(milliseconds: number): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), milliseconds));
}
