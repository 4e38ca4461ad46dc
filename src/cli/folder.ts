import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

import { errnoOf } from './errno.ts';

const PRIVATE_FOLDER = 0o700;

/**
 * Makes a folder and those it lies in, for its owner only; one that stands is left as it is. Throws the file system's
 * own errors. Node's recursive mkdir never ends where a folder exists in which none can be made (/proc).
 */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: PRIVATE_FOLDER });
  } catch (error) {
    // Another run may have made it in the meantime.
    if (errnoOf(error) !== 'EEXIST') throw error;
  }
}
