import { ZERO, type Minor } from '../../model/money.ts';
import type { LineKind, SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { Footer, Reading, Row } from '../profile.ts';
import { lineAmounts } from './fund-amounts.ts';
import { numberOrNone } from './number-or-none.ts';

/** A sum below the rows is that of all of them, settled or not. */
export const FEE_ITEM_FOOTER: Footer = {
  starts: /^[合总]\s*计/u,
  underColumns: { amount: { tally: 'all', unit: 'amount' } },
};

/** Fields of a settlement that prints a row for each order and fee. Needs `feeName`, `amount` and a day. */
export type FeeItemField =
  | 'orderNo'
  | 'parentNo'
  | 'refundNo'
  | 'feeName'
  | 'amount'
  | 'direction'
  | 'status'
  | 'settledAt'
  | 'arrivedAt'
  | 'batchNo'
  | 'currency'
  | 'account'
  | 'goods'
  | 'memo';

/**
 * One order × fee item (formats/cn.md §9): amounts are signed, and the direction beside them must agree. What isn't
 * settled yet is pending. `batchNo` is the payout that all lines of a batch share.
 */
export function feeItem(
  row: Row<FeeItemField>,
  kindOf: (name: string, amount: Minor) => LineKind,
): Reading<SettlementLine> {
  const amount = row.needAmount('amount');
  row.tally('all', amount);
  if (/^[未待]结算/u.test(row.text('status') ?? '')) return undefined;
  const name = row.needText('feeName');
  refuseOtherDirection(row, amount);
  const kind = kindOf(name, amount);
  const memo = [row.text('memo'), row.text('goods'), parentOf(row)].filter((text) => text !== undefined).join(' ');
  return defined({
    line: row.line,
    account: row.id('account'),
    kind,
    occurredAt: row.moment('settledAt') ?? row.moment('arrivedAt') ?? row.needMoment('settledAt'),
    orderNo: numberOrNone(row.id('orderNo')),
    refundNo: kind === 'refund' ? numberOrNone(row.id('refundNo')) : undefined,
    batchNo: numberOrNone(row.id('batchNo')),
    ...lineAmounts(kind, amount, ZERO),
    currency: row.currency,
    typeWords: name,
    memo: memo === '' ? undefined : memo,
  });
}

/** 收入 beside a minus, or 支出 beside a plus: nothing in the file says which of the two is right. */
function refuseOtherDirection(row: Row<FeeItemField>, amount: Minor): void {
  const direction = row.text('direction') ?? '';
  const wrong = (direction === '支出' && amount > ZERO) || (direction === '收入' && amount < ZERO);
  if (wrong) row.fail('AMOUNT_SIGN', 'amount');
}

function parentOf(row: Row<FeeItemField>): string | undefined {
  const parent = numberOrNone(row.id('parentNo'));
  return parent === undefined || parent === row.id('orderNo') ? undefined : `父单号 ${parent}`;
}
