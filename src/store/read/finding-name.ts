import { createHash } from 'node:crypto';

const NAME_LENGTH = 12;

/** A finding is named by what it is about, so that its name doesn't depend on the order of import (CLI.md, JSON). */
export function findingName(about: string): string {
  return `f-${createHash('sha256').update(about).digest('hex').slice(0, NAME_LENGTH)}`;
}
