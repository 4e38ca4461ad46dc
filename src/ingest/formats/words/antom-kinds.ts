import type { LineKind } from '../../../model/statement.ts';

const KINDS: readonly (readonly [types: RegExp, kind: LineKind])[] = [
  [/^(?:p|payment|capture)$/iu, 'sale'],
  [/^(?:r|refund|cancel|reversal|reverse|payment_reversal)$/iu, 'refund'],
  [/^(?:chargeback|dispute|rapid_dispute_resolution|cdrn)$/iu, 'chargeback'],
  [/^(?:dispute_reversal|chargeback_reversal|refund_reversal)$/iu, 'adjustment'],
  [/fee$/iu, 'fee'],
];

/** What a transactionType is, in the old files' letters and in words (formats/intl.md 14). */
export function antomKind(type: string): LineKind {
  return KINDS.find(([types]) => types.test(type.trim()))?.[1] ?? 'unknown';
}

/** Whether the amounts of a kind, which files print without a stable sign, are money out. */
export function isOutgoing(kind: LineKind): boolean {
  return kind === 'refund' || kind === 'chargeback';
}
