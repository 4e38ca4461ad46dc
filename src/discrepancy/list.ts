import type { Kind } from './kind.ts';
import * as kinds from './kinds/all.ts';

/** Every kind, by code. */
export const KINDS: readonly Kind[] = (Object.values(kinds) as unknown as readonly Kind[])
  .slice()
  .sort((left, right) => (left.code < right.code ? -1 : 1));
