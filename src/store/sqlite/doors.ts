import { Worker } from 'node:worker_threads';

import { StopError } from '../../model/problem.ts';
import { connect, type OpenOptions } from './connect.ts';
import { Engine } from './engine.ts';
import type { Door, Request } from './request.ts';
import type { Answer, Opening } from './writer.ts';

/** SQLite in this thread: each request is done before `send` or `queue` returns. */
export function doorHere(path: string, options: OpenOptions): Door {
  const engine = new Engine(connect(path, options), path);
  // What throws, rejects.
  const send = (request: Request): Promise<unknown> => {
    return new Promise((resolve) => {
      resolve(engine.perform(request));
    });
  };
  return {
    send,
    async queue(request: Request): Promise<void> {
      await send(request);
    },
  };
}

/** So many requests may wait: the reader is never further ahead, and memory stays flat. */
const WAITING_MAX = 6;

/**
 * SQLite in a thread of its own, so that a file is read while its rows are written. Of the sources, which no thread can
 * start from, there is no such thread: there the door is the one of this thread.
 */
export function doorBeside(path: string, options: OpenOptions): Door {
  if (import.meta.url.endsWith('.ts')) return doorHere(path, options);
  return new DoorBeside({ path, options });
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (cause: unknown) => void;
}

class DoorBeside implements Door {
  readonly #worker: Worker;
  /** In the order they were made, which is the order they are answered in. */
  readonly #waiting: Waiting[] = [];
  #queued = 0;
  #room: (() => void) | undefined;
  /** The first queued request that failed, until somebody is told. */
  #failure: { readonly cause: unknown } | undefined;
  #gone: { readonly cause: unknown } | undefined;

  constructor(opening: Opening) {
    this.#worker = new Worker(new URL('./writer.js', import.meta.url), { workerData: opening });
    // A door nobody closes, after whatever error, must not keep the program from ending.
    this.#worker.unref();
    this.#worker.on('message', (answer: Answer) => {
      this.#settle(answer);
    });
    this.#worker.on('error', (cause) => {
      this.#end(cause);
    });
    this.#worker.on('exit', () => {
      this.#end(new Error('broken invariant: the writing thread ended by itself'));
    });
  }

  async send(request: Request): Promise<unknown> {
    const value = await this.#post(request);
    const failure = this.#failure;
    // A roll-back and a close are what a failure leads to: they are done, not refused.
    if (failure === undefined || request.what === 'roll-back' || request.what === 'close') return value;
    this.#failure = undefined;
    throw failure.cause;
  }

  async queue(request: Request): Promise<void> {
    this.#queued += 1;
    void this.#post(request).then(
      () => {
        this.#dequeue();
      },
      (cause: unknown) => {
        this.#failure ??= { cause };
        this.#dequeue();
      },
    );
    if (this.#queued < WAITING_MAX) return;
    await new Promise<void>((resolve) => {
      this.#room = resolve;
    });
  }

  #post(request: Request): Promise<unknown> {
    if (this.#gone !== undefined) {
      return request.what === 'close' ? Promise.resolve() : Promise.reject(asError(this.#gone.cause));
    }
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) this.#worker.ref();
      this.#waiting.push({ resolve, reject });
      // As text: many small cells are written and read so in two thirds of the time that copying them one by one takes.
      this.#worker.postMessage(JSON.stringify(request));
    });
  }

  #dequeue(): void {
    this.#queued -= 1;
    this.#room?.();
    this.#room = undefined;
  }

  #settle(answer: Answer): void {
    const first = this.#waiting.shift();
    if (this.#waiting.length === 0) this.#worker.unref();
    if (answer.ok) first?.resolve(answer.value);
    else first?.reject(causeOf(answer));
  }

  #end(cause: unknown): void {
    this.#gone ??= { cause };
    for (const { reject } of this.#waiting.splice(0)) reject(cause);
  }
}

/** Refusals are values of ours: they are made again on this side, with their code and words. */
function causeOf(answer: Extract<Answer, { readonly ok: false }>): unknown {
  if (answer.refusal === undefined) return asError(answer.cause);
  return new StopError(answer.refusal.code, answer.refusal.params, [], answer.cause);
}

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause));
}
