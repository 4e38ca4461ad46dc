import { ZERO, type Minor } from '../../model/money.ts';
import type { LineKind, SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { Row } from '../profile.ts';
import { lineAmounts } from './fund-amounts.ts';

/** Fields of a person's own bill on a platform. */
export type PersonalPaymentField =
  'occurredAt' | 'type' | 'counterparty' | 'goods' | 'direction' | 'method' | 'amount' | 'tradeNo' | 'orderNo' | 'memo';

/**
 * What a person paid or got back (formats/cn.md §9, §13): no sale and no income, so a transfer, unless it is a top-up
 * or a withdrawal of the balance.
 */
export function personalPayment(row: Row<PersonalPaymentField>, moved: Minor, kind: LineKind): SettlementLine {
  const told = (['counterparty', 'goods', 'method', 'memo'] as const).flatMap((field) => row.text(field) ?? []);
  const memo = told.filter((text) => text !== '/').join(' ');
  const tradeNo = row.needId('tradeNo');
  const isPayout = kind === 'payout' || kind === 'payout-return';
  return defined({
    line: row.line,
    kind,
    occurredAt: row.needMoment('occurredAt'),
    orderNo: row.id('orderNo'),
    tradeNo: isPayout ? undefined : tradeNo,
    batchNo: isPayout ? tradeNo : undefined,
    ...lineAmounts(kind, moved, ZERO),
    currency: row.currency,
    typeWords: row.text('type'),
    memo: memo === '' ? undefined : memo,
  });
}
