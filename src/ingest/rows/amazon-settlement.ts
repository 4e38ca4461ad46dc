import { negate, ZERO, type Minor } from '../../model/money.ts';
import type { SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import { amazonKind, type AmazonPart } from '../formats/words/amazon-kinds.ts';
import type { Reading, Row } from '../profile.ts';
import { lineAmounts } from './fund-amounts.ts';

/** Fields that both flat files of a settlement have (formats/intl.md 6a, 6b). */
type AmazonField =
  | 'batchNo'
  | 'from'
  | 'to'
  | 'depositOn'
  | 'total'
  | 'currency'
  | 'type'
  | 'orderNo'
  | 'adjustmentNo'
  | 'marketplace'
  | 'occurredAt'
  | 'postedOn'
  | 'sku';

/** One of a row's amounts with what the file calls it. */
export interface AmazonAmount {
  readonly part: AmazonPart;
  readonly words: string;
  readonly amount: Minor;
}

/**
 * A settlement's row as lines, one for each amount in it that moves something. The settlement's own row, the first, is
 * its payout: what all the others come to. A row called Transfer tells the same money once more and is no line.
 */
export function settlementRow<F extends AmazonField>(
  row: Row<F | AmazonField>,
  amounts: () => readonly AmazonAmount[],
): Reading<SettlementLine> {
  const type = row.text('type');
  if (type === undefined && row.text('total') !== undefined) return payoutOf(row);
  if (type === 'Transfer') return [];
  const moved = amounts().filter(({ amount }) => amount !== ZERO);
  if (moved.length === 0) return [];
  const occurredAt = row.moment('occurredAt') ?? row.needMoment('postedOn');
  const batchNo = row.needId('batchNo');
  const memo = [row.text('sku'), row.id('adjustmentNo')].filter((text) => text !== undefined).join(' ');
  return moved.map(({ part, words, amount }) => {
    const kind = amazonKind(part, { type: type ?? '', words }, amount);
    return defined({
      line: row.line,
      kind,
      occurredAt,
      orderNo: row.id('orderNo'),
      batchNo,
      ...lineAmounts(kind, amount, ZERO),
      currency: row.currency,
      typeWords: [type, words].filter((text) => text !== undefined && text !== '').join(' '),
      memo: memo === '' ? undefined : memo,
    });
  });
}

/** Below zero no money reaches the bank: the seller's card is charged, or the next settlement carries it. */
function payoutOf(row: Row<AmazonField>): Reading<SettlementLine> {
  const total = row.needAmount('total');
  if (total === ZERO) return [];
  const net = negate(total);
  const isPaid = total > ZERO;
  return defined({
    line: row.line,
    kind: isPaid ? ('payout' as const) : ('transfer' as const),
    // Paid for the days up to its end; the deposit is made days later, when the next settlement runs already.
    occurredAt: row.moment('to') ?? row.needMoment('depositOn'),
    settledOn: row.day('depositOn'),
    batchNo: row.needId('batchNo'),
    gross: net,
    fee: ZERO,
    net,
    currency: row.currency,
    typeWords: 'total-amount',
    memo: isPaid ? undefined : 'settlement below zero: charged or carried forward',
  });
}
