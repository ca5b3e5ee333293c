/** Runs pieces of work with the same key one after the other, those with different keys side by side. */
export class Queue {
  readonly #tails = new Map<string, Promise<unknown>>();
  readonly #waiting = new Map<string, Promise<void>>();

  /**
   * Runs `work` when all work given before under this key is over, however that ended.
   *
   * @returns what `work` returns
   * @throws what `work` throws
   */
  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    const result = before.then(work, work);
    const tail = result
      .catch(() => undefined)
      .finally(() => {
        if (this.#tails.get(key) === tail) this.#tails.delete(key);
      });
    this.#tails.set(key, tail);
    return result;
  }

  /**
   * Runs `work` as {@link run} does, unless such work waits for its turn already: whoever looks then sees
   * everything that has happened until then. So under this key there is never more than one that waits.
   */
  runSoon(key: string, work: () => Promise<void>): Promise<void> {
    const waiting = this.#waiting.get(key);
    if (waiting !== undefined) return waiting;
    const result = this.run(key, () => {
      this.#waiting.delete(key);
      return work();
    });
    this.#waiting.set(key, result);
    return result;
  }
}
