import type { ReadingShare } from '@/components/plan/view';
import type { AccountId } from '@/lib/model/ids';
import type { FromWorker, Numbered, PlanAsks, WatchedPlan } from './plan-protocol';

/** What a page hears of the plan that it watches. */
export interface PlanListener {
  onPlan(plan: WatchedPlan): void;
  /** What was saved cannot be read, or the worker has failed. */
  onFailed(): void;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(why: Error): void;
}

/** The worker that does whatever has to do with thousands of people, started when it is first asked. */
class PlanClient {
  #worker: Worker | null = null;
  #lastId = 0;
  readonly #waiting = new Map<number, Waiting>();
  #listener: { account: AccountId; listener: PlanListener } | null = null;
  #onProgress: ((share: ReadingShare) => void) | null = null;

  /** Asks something of the worker; rejects when it could not be done. */
  ask<K extends keyof PlanAsks>(
    kind: K,
    about: PlanAsks[K]['ask'],
  ): Promise<PlanAsks[K]['answer']> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      // The worker answers each question with what `PlanAsks` says of it.
      const settle = (value: unknown) => resolve(value as PlanAsks[K]['answer']);
      this.#waiting.set(id, { resolve: settle, reject });
      // Kind and question are of one and the same entry, which the compiler does not follow.
      this.#start().postMessage({ id, ask: { kind, ...about } } as Numbered);
    });
  }

  /** Watches the plan of an account until the returned function is called. */
  watch(account: AccountId, listener: PlanListener): () => void {
    const mine = { account, listener };
    this.#listener = mine;
    this.ask('watch', { account }).catch(() => listener.onFailed());
    return () => {
      if (this.#listener !== mine) return;
      this.#listener = null;
      void this.ask('watch', { account: null }).catch(() => {});
    };
  }

  /** Reads a roster, and tells how far that is. */
  async read(
    ask: PlanAsks['read']['ask'],
    onProgress: (share: ReadingShare) => void,
  ): Promise<PlanAsks['read']['answer']> {
    this.#onProgress = onProgress;
    try {
      return await this.ask('read', ask);
    } finally {
      if (this.#onProgress === onProgress) this.#onProgress = null;
    }
  }

  #start(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(new URL('./plan-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => this.#hear(data));
    worker.addEventListener('error', () => this.#break());
    this.#worker = worker;
    return worker;
  }

  #hear(said: FromWorker): void {
    switch (said.kind) {
      case 'answer':
        this.#waiting.get(said.id)?.resolve(said.value);
        this.#waiting.delete(said.id);
        return;
      case 'failed':
        this.#waiting.get(said.id)?.reject(new Error('The worker could not do this.'));
        this.#waiting.delete(said.id);
        return;
      case 'progress':
        this.#onProgress?.(said.share);
        return;
      case 'plan':
        if (this.#listener?.account === said.plan.account)
          this.#listener.listener.onPlan(said.plan);
        return;
      case 'plan-failed':
        if (this.#listener?.account === said.account) this.#listener.listener.onFailed();
        return;
    }
  }

  /** The worker has died: whoever waits for it learns so, and the next question starts another. */
  #break(): void {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(new Error('The worker has failed.'));
    this.#waiting.clear();
    this.#listener?.listener.onFailed();
  }
}

/** The one client of this page. */
export const planClient = new PlanClient();
