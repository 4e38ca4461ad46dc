import { StopError } from '../../model/problem.ts';
import { LIMITS } from '../source.ts';

/** Below this many bytes a high ratio is just a small, repetitive text. */
const RATIO_FLOOR_BYTES = 16 * 1024 ** 2;

/** What all members of one archive may come to together. */
export interface Budget {
  readonly limitBytes: number;
  spentBytes: number;
}

/**
 * Counts what really comes out of a member (declared sizes lie) and stops bombs with LIMIT_REACHED. A member that is
 * read again isn't charged twice.
 */
export function meterFor(
  name: string,
  packedBytes: number,
  budget: Budget,
): (chunks: AsyncIterable<Uint8Array>) => AsyncGenerator<Uint8Array> {
  let peak = 0;
  return async function* (chunks) {
    let out = 0;
    for await (const chunk of chunks) {
      out += chunk.length;
      budget.spentBytes += Math.max(0, out - peak);
      peak = Math.max(peak, out);
      refuseBomb(name, out, packedBytes, budget);
      yield chunk;
    }
  };
}

function refuseBomb(name: string, out: number, packedBytes: number, budget: Budget): void {
  if (budget.spentBytes > budget.limitBytes) {
    throw new StopError('LIMIT_REACHED', { file: name, limit: 'zipTotalBytes', allowed: budget.limitBytes });
  }
  if (out > RATIO_FLOOR_BYTES && out > packedBytes * LIMITS.zipRatio) {
    throw new StopError('LIMIT_REACHED', { file: name, limit: 'zipRatio', allowed: LIMITS.zipRatio });
  }
}

/** All bytes in one piece; LIMIT_REACHED beyond `limitBytes` (containers are unpacked from memory). */
export async function readWhole(
  name: string,
  chunks: AsyncIterable<Uint8Array>,
  limitBytes: number = LIMITS.containerBytes,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of chunks) {
    total += chunk.length;
    if (total > limitBytes)
      throw new StopError('LIMIT_REACHED', { file: name, limit: 'containerBytes', allowed: limitBytes });
    parts.push(new Uint8Array(chunk));
  }
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const whole = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The first bytes, as many as asked for where there are as many. */
export async function readHead(chunks: AsyncIterable<Uint8Array>, bytes: number): Promise<Uint8Array> {
  const head = new Uint8Array(bytes);
  let length = 0;
  for await (const chunk of chunks) {
    head.set(chunk.subarray(0, bytes - length), length);
    length = Math.min(bytes, length + chunk.length);
    if (length === bytes) break;
  }
  return head.subarray(0, length);
}
