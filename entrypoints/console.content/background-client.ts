import { browser } from 'wxt/browser';
import type { SteadyClock } from '@/lib/model/clock';
import type { Guarded } from '@/lib/model/console';
import type { Known } from '@/lib/model/known';
import {
  type Count,
  type FromDocument,
  type Health,
  Push,
  Reply,
  type SentRequest,
} from '@/lib/model/messages';
import { packSnapshot } from '@/lib/model/packed';
import type { Teaching } from '@/lib/model/profile';
import { inSlices, nextTask } from '@/lib/model/slices';
import type { Snapshot } from '@/lib/model/snapshot';
import type { Wait } from '@/lib/model/wait';
import { followWait, isRunning, remaining } from '@/lib/wait/wait';
import { createSpeaker } from './page-document';

/** The background as the content script sees it: it may be asleep, slow, or gone with an update. */
export interface BackgroundClient {
  /** Sends a request; `null` when no valid answer comes within `patience` milliseconds. */
  send(request: SentRequest, patience?: number): Promise<Reply | null>;
  /** Tells what was read from the page, as {@link send} does. */
  sendSeen(snapshot: Snapshot, guarded: Guarded): Promise<Reply | null>;
  /** What is known, freshly asked for; the last that was heard when the background does not answer. */
  freshKnown(): Promise<Known | null>;
  /** What was last heard, its wait by this tab's own count; `null` before the first answer. */
  lastKnown(): Known | null;
  /** Calls the listener whenever something new is known, or the extension is found to be gone. */
  onNews(listener: () => void): void;
  /** Calls the listener with what adds to the built-in profile, as soon as that is heard and when it changes. */
  onTeaching(listener: (teaching: Teaching) => void): void;
  /** Answers the popup's question after this tab's health. */
  answerHealth(answer: () => Health): void;
  /** Called when the person wants to point something out, and says so in the popup. */
  onTeachPoint(point: () => void): void;
  /** Called when the person wants to see where access is granted. */
  onShowUserAccess(show: () => void): void;
  /** Called with a message to Admin B that the person wants to send, and asked for in a frame of this page. */
  onMessageToB(show: (text: string) => void): void;
  /** Whether the extension was updated or removed under this page, so that only a reload helps. */
  isOrphaned(): boolean;
}

/** How long a person who has pressed something is kept waiting for the background, in milliseconds. */
const PATIENCE = 800;

/** How long everything else may take, in milliseconds. */
const LONG_PATIENCE = 10_000;

/** Connects this content script to the background. Whatever comes is parsed before it is believed. */
export function createBackgroundClient(clock: SteadyClock): BackgroundClient {
  let told: Known | null = null;
  let counted: Wait | null = null;
  let health: (() => Health) | null = null;
  let taught: ((teaching: Teaching) => void) | null = null;
  let showUserAccess: (() => void) | null = null;
  let teachPoint: (() => void) | null = null;
  let messageToB: ((text: string) => void) | null = null;
  const listeners: (() => void)[] = [];
  const speaker = createSpeaker(clock);

  function learn(news: Known): void {
    told = news;
    tellListeners();
  }

  /** What was told, with the wait as this tab has counted it: the wall clock may have been set since. */
  function lastKnown(): Known | null {
    if (told === null) return null;
    const reading = clock.read();
    const before = counted;
    counted = followWait(before, told, reading);
    // The wall clock was set, and the background's alarms with it.
    if (before !== null && counted?.id === before.id && hasMoved(before, counted)) {
      void deliver({ kind: 'tick' });
    }
    const isOn = counted !== null && isRunning(counted, reading.at);
    return { ...told, wait: isOn ? counted : null, ended: isOn ? null : counted };
  }

  function countOf(wait: string): Count {
    lastKnown();
    return { left: counted?.id === wait ? remaining(counted, clock.now()) : null };
  }

  function tellListeners(): void {
    for (const listener of listeners) listener();
  }

  browser.runtime.onMessage.addListener((message: unknown) => {
    const push = Push.safeParse(message);
    if (!push.success) return undefined;
    switch (push.data.kind) {
      case 'health':
        return health ? Promise.resolve(health()) : undefined;
      case 'count':
        return Promise.resolve(countOf(push.data.wait));
      case 'teach-point':
        teachPoint?.();
        return teachPoint ? Promise.resolve(true) : undefined;
      case 'show-user-access':
        showUserAccess?.();
        break;
      case 'message-to-b':
        messageToB?.(push.data.text);
        break;
      case 'teaching':
        taught?.(push.data.teaching);
        break;
      case 'known':
        learn(push.data.known);
    }
    return undefined;
  });

  async function send(
    request: SentRequest,
    patience = LONG_PATIENCE,
    seen: Snapshot | null = null,
  ): Promise<Reply | null> {
    // An answer that comes too late for whoever asked is still news.
    const signed = { ...request, document: speaker.speakFor(seen) };
    const answered = deliver(signed).then((answer) => {
      const reply = Reply.safeParse(answer).data ?? null;
      if (reply?.kind === 'known') learn(reply.known);
      else if (reply?.kind === 'teaching') taught?.(reply.teaching);
      else if (isOrphaned()) tellListeners();
      return reply;
    });
    return Promise.race([answered, delay(patience)]);
  }

  return {
    send: (request, patience) => send(request, patience),
    async sendSeen(snapshot, guarded) {
      const packed = await inSlices(packSnapshot(snapshot));
      // Thousands of people take as long to send as a slice may.
      await nextTask();
      return send({ kind: 'seen', snapshot: packed, guarded }, LONG_PATIENCE, snapshot);
    },
    async freshKnown() {
      await send({ kind: 'known' }, PATIENCE);
      return lastKnown();
    },
    lastKnown,
    onNews: (listener) => {
      listeners.push(listener);
    },
    onTeaching(listener) {
      taught = listener;
      void send({ kind: 'teaching' });
    },
    answerHealth: (answer) => {
      health = answer;
    },
    onTeachPoint: (point) => {
      teachPoint = point;
    },
    onShowUserAccess: (show) => {
      showUserAccess = show;
    },
    onMessageToB: (show) => {
      messageToB = show;
    },
    isOrphaned,
  };
}

function hasMoved(before: Wait, after: Wait): boolean {
  return after.toldAt === null && after.endsAt !== before.endsAt;
}

/** An orphaned script has lost its runtime, or keeps one without an id. */
function isOrphaned(): boolean {
  try {
    return browser.runtime?.id === undefined;
  } catch {
    return true;
  }
}

async function deliver(request: SentRequest & Partial<FromDocument>): Promise<unknown> {
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
