/*
 * The thread that writes: opens the books and does one request after the other (doors.ts).
 */
import { parentPort, workerData } from 'node:worker_threads';

import { invariant, StopError, type ProblemCode, type ProblemParams } from '../../model/problem.ts';
import { connect, type OpenOptions } from './connect.ts';
import { Engine } from './engine.ts';
import type { Request } from './request.ts';

/** What the thread is started with. */
export interface Opening {
  readonly path: string;
  readonly options: OpenOptions;
}

/** The answer to a request; answers come in the order of the requests. */
export type Answer<T = unknown> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly refusal?: { readonly code: ProblemCode; readonly params: ProblemParams };
      readonly cause: unknown;
    };

invariant(parentPort !== null, 'the writer is started as a thread');
const port = parentPort;
const { path, options } = workerData as Opening;
/** Opened while the other thread gets ready to read; what that came to is told with the first request. */
const opened = attempt(() => new Engine(connect(path, options), path));

port.on('message', (text: string) => {
  const request = JSON.parse(text) as Request;
  port.postMessage(answerTo(request));
  if (request.what === 'close') port.close();
});

function answerTo(request: Request): Answer {
  if (opened.ok) return attempt(() => opened.value.perform(request));
  return request.what === 'close' ? { ok: true, value: undefined } : opened;
}

function attempt<T>(work: () => T): Answer<T> {
  try {
    return { ok: true, value: work() };
  } catch (cause) {
    if (!(cause instanceof StopError)) return { ok: false, cause };
    return { ok: false, refusal: { code: cause.code, params: cause.params }, cause: cause.cause };
  }
}
