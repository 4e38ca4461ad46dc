/**
 * Values of which some can be read before they are asked for, while something else is waited for. What goes wrong with
 * one is told when it is asked for.
 */
export class ReadAhead<T> implements AsyncIterable<T> {
  readonly #values: AsyncIterator<T, unknown>;
  readonly #most: number;
  readonly #whenLeft: (value: T) => void;
  readonly #ready: IteratorResult<T, unknown>[] = [];
  #failure: { readonly cause: unknown } | undefined;
  #reading: Promise<void> | undefined;
  /** Somebody waits for a value: nothing is read beside that, or a value could be asked for before the one that is due. */
  #isAskedFor = false;
  #isClosed = false;

  /** `most` is how many may wait; `whenLeft` is told of each that was read and that nobody will ask for. */
  constructor(values: AsyncIterable<T>, most: number, whenLeft: (value: T) => void = () => undefined) {
    this.#values = values[Symbol.asyncIterator]() as AsyncIterator<T, unknown>;
    this.#most = most;
    this.#whenLeft = whenLeft;
  }

  /** Begins to read. The answer is the first value that waits; undefined where there is none or it can't be read. */
  async begin(): Promise<T | undefined> {
    if (this.#isClosed) return undefined;
    this.#reading ??= this.#read();
    await this.#reading;
    const [first] = this.#ready;
    return first?.done === false ? first.value : undefined;
  }

  /** For who won't ask for more: what was read from is closed, after the value that is being read, which isn't waited for. */
  close(): void {
    this.#isClosed = true;
    for (const next of this.#ready.splice(0)) if (next.done !== true) this.#whenLeft(next.value);
    void this.#values.return?.().then(undefined, () => undefined);
  }

  async #read(): Promise<void> {
    while (!this.#isAskedFor && !this.#isClosed && this.#failure === undefined && this.#ready.length < this.#most) {
      try {
        const next = await this.#values.next();
        this.#keep(next);
        if (next.done === true) return;
      } catch (cause) {
        this.#failure = { cause };
      }
      // Whatever else waits goes first: nobody has asked yet.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #keep(next: IteratorResult<T, unknown>): void {
    if (!this.#isClosed) this.#ready.push(next);
    else if (next.done !== true) this.#whenLeft(next.value);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void> {
    try {
      for (;;) {
        const next = await this.#next();
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      this.close();
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
