/**
 * Values of which some can be read before they are asked for, while something else is waited for. What goes wrong with
 * one is told when it is asked for.
 */
export class ReadAhead<T> implements AsyncIterable<T> {
  readonly #values: AsyncIterator<T, unknown>;
  readonly #most: number;
  readonly #ready: IteratorResult<T, unknown>[] = [];
  #failure: { readonly cause: unknown } | undefined;
  #reading: Promise<void> | undefined;
  #isAskedFor = false;

  /** `most` is how many may wait. */
  constructor(values: AsyncIterable<T>, most: number) {
    this.#values = values[Symbol.asyncIterator]() as AsyncIterator<T, unknown>;
    this.#most = most;
  }

  /** Begins to read. The answer is the first value that waits; undefined where there is none or it can't be read. */
  async begin(): Promise<T | undefined> {
    this.#reading ??= this.#read();
    await this.#reading;
    const [first] = this.#ready;
    return first?.done === false ? first.value : undefined;
  }

  async #read(): Promise<void> {
    while (!this.#isAskedFor && this.#failure === undefined && this.#ready.length < this.#most) {
      try {
        const next = await this.#values.next();
        this.#ready.push(next);
        if (next.done === true) return;
      } catch (cause) {
        this.#failure = { cause };
      }
      // Whatever else waits goes first: nobody has asked yet.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void> {
    try {
      for (;;) {
        const next = await this.#next();
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      await this.#values.return?.();
    }
  }

  async #next(): Promise<IteratorResult<T, unknown>> {
    this.#isAskedFor = true;
    try {
      await this.#reading;
      this.#reading = undefined;
      const ready = this.#ready.shift();
      if (ready !== undefined) return ready;
      if (this.#failure !== undefined) throw this.#failure.cause;
      return await this.#values.next();
    } finally {
      this.#isAskedFor = false;
    }
  }
}
