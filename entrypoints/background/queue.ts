/** Runs pieces of work with the same key one after the other, those with different keys side by side. */
export class Queue {
  readonly #tails = new Map<string, Promise<unknown>>();

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
}
