import { createGunzip, type Gunzip } from 'node:zlib';

import { StopError } from '../../model/problem.ts';
import { LIMITS, type ByteSource } from '../source.ts';
import { meterFor } from './meter.ts';

/**
 * What a gzip holds, under the name of its file; unpacked anew each time it is opened. Reading it throws
 * ARCHIVE_DAMAGED when the stream is cut off, fails its checksum or is followed by anything else, and LIMIT_REACHED.
 */
export function gunzipped(source: ByteSource): ByteSource {
  const budget = { limitBytes: LIMITS.zipTotalBytes, spentBytes: 0 };
  return {
    name: source.name,
    open: () => meterFor(source.name, source.size ?? Number.POSITIVE_INFINITY, budget)(inflate(source)),
  };
}

async function* inflate(source: ByteSource): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  const fed = feed(source, gunzip);
  // A source that fails (a full quota, a file that goes away) ends the reading with its own error.
  fed.catch((cause: unknown) => gunzip.destroy(cause instanceof Error ? cause : new Error(String(cause))));
  try {
    for await (const chunk of gunzip as AsyncIterable<Uint8Array>) yield chunk;
  } catch (cause) {
    if (cause instanceof StopError) throw cause;
    if (isZlibFault(cause)) throw new StopError('ARCHIVE_DAMAGED', { file: source.name }, [], cause);
    throw cause;
  } finally {
    gunzip.destroy();
  }
  // The library stops at the end of the stream and says nothing about bytes behind it.
  if ((await fed) !== gunzip.bytesWritten) throw new StopError('ARCHIVE_DAMAGED', { file: source.name });
}

/** Writes the packed bytes; the answer is how many there were. */
async function feed(source: ByteSource, gunzip: Gunzip): Promise<number> {
  let total = 0;
  for await (const chunk of source.open()) {
    total += chunk.length;
    if (gunzip.destroyed || gunzip.readableEnded) continue;
    if (!gunzip.write(new Uint8Array(chunk))) await roomIn(gunzip);
  }
  if (!gunzip.destroyed) gunzip.end();
  return total;
}

function roomIn(gunzip: Gunzip): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      for (const event of ['drain', 'end', 'close']) gunzip.off(event, done);
      resolve();
    };
    for (const event of ['drain', 'end', 'close']) gunzip.on(event, done);
  });
}

function isZlibFault(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && String(cause.code).startsWith('Z_');
}
