import { readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';

import { StopError, type ProblemCode } from '../model/problem.ts';
import { errnoOf } from './errno.ts';
import type { World } from './world.ts';

/** A plan of a million groups; settings are far smaller. */
const LARGEST = 1024 ** 3;

/** The text of a file that an option names; what can't be read is refused under the given code. */
export function readInput({ cwd }: World, path: string, code: ProblemCode): string {
  const file = basename(path);
  const full = resolve(cwd, path);
  try {
    const stat = statSync(full);
    if (!stat.isFile() || stat.size > LARGEST) throw new StopError(code, { file, path, reason: 'not-regular' });
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(full));
  } catch (error) {
    if (error instanceof StopError) throw error;
    const errno = error instanceof TypeError ? 'not-text' : errnoOf(error);
    const reason = errno === 'ENOENT' ? 'no-file' : errno;
    throw new StopError(code, { file, path, reason }, [], error);
  }
}
