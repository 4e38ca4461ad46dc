import { createHash } from 'node:crypto';

/** SHA-256 of a text, so that both sides of a statement can compare what they hold. */
export function textDigest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
