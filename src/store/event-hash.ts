import { createHash } from 'node:crypto';

/** An event as it is stored: what its hash is made of. */
export interface StoredEvent {
  readonly seq: number;
  readonly at: string;
  readonly operator: string;
  readonly verb: string;
  readonly target: string;
  readonly detail: string;
}

/** What the first event follows. */
export const FIRST_LINK = '';

/** The link of one event in the chain: SHA-256 of the link before it and all the event says, as canonical JSON. */
export function eventHash(prev: string, { seq, at, operator, verb, target, detail }: StoredEvent): string {
  return createHash('sha256')
    .update(`${prev}\n${JSON.stringify([seq, at, operator, verb, target, detail])}`)
    .digest('hex');
}
