import type { ExpectedPayout, MatchProposal, OpenBankLine } from '../../model/match.ts';

/**
 * The total order of everything that is matched: by what a row says, first of all when, and only rows that say the same
 * by where they stand. Never by the store's numbers: they depend on the order of import.
 */
export function payoutKey({ payout }: ExpectedPayout): string {
  return [payout.occurredAt, payout.batchNo ?? '', padded(payout.amount), payout.ref].join('\n');
}

export function creditKey(line: OpenBankLine): string {
  const words = [line.reference, line.counterparty, line.counterpartyAccount, line.memo].map((text) => text ?? '');
  return [line.bookedAt, padded(line.amount), ...words, line.ref].join('\n');
}

export function proposalKey({ members, pass }: MatchProposal): string {
  return [pass, ...members.map((member) => `${member.side} ${member.ref} ${member.amount}`)].join('\n');
}

/** Sorts by a key by code unit, so no locale shows. */
export function sortedBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const keyed = items.map((item) => ({ item, key: keyOf(item) }));
  return keyed.sort((one, other) => compare(one.key, other.key)).map(({ item }) => item);
}

export function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Amounts in order of size as text. */
function padded(amount: number): string {
  return amount < 0 ? `-${String(10 ** 16 + amount).padStart(17, '0')}` : `0${String(amount).padStart(17, '0')}`;
}
