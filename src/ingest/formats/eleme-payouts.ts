import { negate, plus, ZERO, type Minor } from '../../model/money.ts';
import type { SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { lineAmounts } from '../rows/fund-amounts.ts';
import { elemeSummaryKind } from './words/eleme.ts';

const columns = {
  batchNo: ['结算入账ID', '结算入帐ID'],
  shop: ['门店名称'],
  billedOn: ['账单日期', '帐单日期'],
  amount: ['结算金额'],
  settledOn: ['结算日期'],
  type: ['账单类型', '帐单类型'],
} as const;
type Field = keyof typeof columns;

/**
 * 饿了么/淘宝闪购 · 账单汇总 (formats/cn.md §13): what each shop is paid for each day and sort of bill. The number in
 * front names who is paid; with the day of settlement it is the payout.
 */
const elemePayouts: FormatProfile<'settlement', Field> = {
  id: 'eleme-payouts',
  title: { en: 'Ele.me bill: payouts', zh: '饿了么账单汇总' },
  kind: 'settlement',
  platform: 'eleme',
  bill: 'fund',
  grade: 'B',
  joins: { en: '结算入账ID + 结算日期 = payout', zh: '结算入账ID + 结算日期 = 打款' },
  columns,
  known: ['batchNo', 'billedOn', 'amount', 'settledOn', 'type'],
  footer: { starts: /^[合总]计/u, underColumns: { amount: { tally: 'all', unit: 'amount' } } },
  joined: onePayout,
  read: (row) => {
    const amount = row.needAmount('amount');
    row.tally('all', amount);
    const type = row.needText('type');
    const paid = payout(row, amount);
    return hasSheet(type) ? paid : [paid, ownLine(row, amount, type)];
  },
};
export default elemePayouts;

/** Sorts of bill whose lines stand on a sheet of their own. */
function hasSheet(type: string): boolean {
  return /^外卖|保险|保障|抖音渠道/u.test(type);
}

/** A deduction that no other sheet tells (推广 …). */
function ownLine(row: Row<Field>, amount: Minor, type: string): SettlementLine {
  const kind = elemeSummaryKind(type);
  return defined({
    line: row.line,
    kind,
    occurredAt: row.needMoment('billedOn'),
    ...lineAmounts(kind, amount, ZERO),
    currency: row.currency,
    typeWords: type,
  });
}

/** What a row adds to the payout of its number and day. */
function payout(row: Row<Field>, amount: Minor): SettlementLine {
  const settledOn = row.needDay('settledOn');
  const shared = defined({
    line: row.line,
    occurredAt: row.needMoment('settledOn'),
    settledOn,
    currency: row.currency,
    typeWords: row.text('type'),
    memo: [row.text('shop'), `账单日期 ${row.needDay('billedOn')}`].filter((text) => text !== undefined).join(' '),
  });
  return { ...shared, ...paidOut(`${row.needId('batchNo')}/${settledOn}`, amount) };
}

type PaidOut = Pick<SettlementLine, 'kind' | 'batchNo' | 'tradeNo' | 'gross' | 'fee' | 'net'>;

/** A sum below zero is no payout and has no line at the bank: it waits for the next one. */
function paidOut(number: string, amount: Minor): PaidOut {
  const kind = amount >= ZERO ? ('payout' as const) : ('transfer' as const);
  return {
    kind,
    ...(kind === 'payout' ? { batchNo: number } : { tradeNo: number }),
    ...lineAmounts(kind, negate(amount), ZERO),
  };
}

/** Rows of one payout that follow each other are one: what is taken off for 保险 or 推广 lessens what is paid. */
function onePayout(above: SettlementLine, row: SettlementLine): SettlementLine | undefined {
  const number = above.batchNo ?? above.tradeNo;
  if (number === undefined || number !== (row.batchNo ?? row.tradeNo)) return undefined;
  const { line, occurredAt, settledOn, currency, memo } = above;
  const typeWords = [above.typeWords, row.typeWords].filter((text) => text !== undefined).join('、');
  const shared = defined({ line, occurredAt, settledOn, currency, typeWords, memo });
  return { ...shared, ...paidOut(number, negate(plus(above.net, row.net))) };
}
