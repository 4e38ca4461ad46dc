import { createHash } from 'node:crypto';

import { StopError } from '../model/problem.ts';
import { LIMITS, type ByteSource } from './source.ts';

/** Identity of a file's bytes, made in one pass. */
export interface Fingerprint {
  readonly sha256: string;
  readonly bytes: number;
}

/** SHA-256 and size of a file. Throws FILE_EMPTY for no bytes at all, FILE_TOO_LARGE beyond the limit. */
export async function fingerprint(source: ByteSource): Promise<Fingerprint> {
  const hash = createHash('sha256');
  if (source.size !== undefined) refuseLarge(source, source.size);
  let bytes = 0;
  for await (const chunk of source.open()) {
    bytes += chunk.length;
    refuseLarge(source, bytes);
    hash.update(chunk);
  }
  if (bytes === 0) throw new StopError('FILE_EMPTY', { file: source.name });
  return { sha256: hash.digest('hex'), bytes };
}

function refuseLarge(source: ByteSource, bytes: number): void {
  if (bytes > LIMITS.fileBytes) throw new StopError('FILE_TOO_LARGE', { file: source.name, limit: LIMITS.fileBytes });
}
