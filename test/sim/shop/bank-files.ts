import iconv from 'iconv-lite';

import { groupedYuan, yuan } from '../../../src/demo/fen.ts';
import type { StatementFile } from '../../../src/demo/files.ts';
import type { Day } from '../../../src/model/day.ts';
import { BANKS } from './lanes.ts';
import type { Credit, Order } from './types.ts';

/* The bank's statements (CCB's list of entries, MT940 for the dollars) and the shop's own list of orders. */

const OPENING = 5_000_000;

/** By day, then by number: banks number as they book. */
function inOrder(entries: readonly Credit[]): readonly Credit[] {
  const key = ({ day, reference }: Credit): string => `${day} ${reference}`;
  return [...entries].sort((left, right) => (key(left) < key(right) ? -1 : 1));
}

interface Range {
  readonly from: Day;
  readonly to: Day;
}

/** The entries of the days `from` to `to`; the balance runs over all of them. */
export function ccbFile(all: readonly Credit[], { from, to }: Range, name: string): StatementFile {
  const header =
    '账号,账户名称,交易时间,记账日期,借方发生额（支取）,贷方发生额（收入）,余额,对方账号,对方户名,对方开户机构,摘要,备注,' +
    '账户明细编号-交易流水号,币种';
  let balance = OPENING;
  const rows = inOrder(all).flatMap((entry) => {
    balance += entry.amount;
    if (entry.day < from || entry.day > to) return [];
    const day = entry.day.replaceAll('-', '');
    const debit = entry.amount < 0 ? quoted(groupedYuan(-entry.amount)) : '-';
    const credit = entry.amount > 0 ? quoted(groupedYuan(entry.amount)) : '-';
    const before = [BANKS.CNY.number, '杭州示例商贸有限公司', `${day} 10:00:00`, day, debit, credit];
    const after = ['', entry.counterparty, '', entry.memo, '', entry.reference, '人民币元'];
    return [[...before, quoted(groupedYuan(balance)), ...after].join(',')];
  });
  return { name, bytes: iconv.encode([header, ...rows, ''].join('\r\n'), 'gb18030') };
}

function quoted(text: string): string {
  return text.includes(',') ? `"${text}"` : text;
}

/** MT940 of one account, a statement with all its entries. */
export function mt940File(all: readonly Credit[], { from, to }: Range, name: string): StatementFile {
  const short = (day: Day): string => day.slice(2).replaceAll('-', '');
  const comma = (amount: number): string => yuan(Math.abs(amount)).replace('.', ',');
  const entries = inOrder(all);
  const closing = entries.reduce((total, entry) => total + entry.amount, OPENING);
  const lines = entries.flatMap(({ day, amount, reference, counterparty, memo }) => [
    `:61:${short(day)}${short(day).slice(2)}${amount < 0 ? 'D' : 'C'}${comma(amount)}NTRFNONREF//${reference}`,
    `:86:${counterparty} ${memo}`,
  ]);
  const text = [
    ':20:STMT1',
    `:25:${BANKS.USD.number}`,
    ':28C:1/1',
    `:60F:C${short(from)}USD${comma(OPENING)}`,
    ...lines,
    `:62F:C${short(to)}USD${comma(closing)}`,
    '-',
    '',
  ].join('\r\n');
  return { name, bytes: new TextEncoder().encode(text) };
}

export function ordersFile(orders: readonly Order[], name: string): StatementFile {
  const header = 'order_no,platform,shop,customer,ordered_at,paid_at,status,currency,payable,refunded,due_on';
  const rows = orders.map((order) =>
    [
      ...[order.orderNo, order.platform ?? '', '自营商城', order.customer ?? '', order.orderedAt, order.paidAt ?? ''],
      ...[order.status, order.currency, yuan(order.payable), yuan(order.refunded), order.dueOn ?? ''],
    ].join(','),
  );
  return { name, bytes: new TextEncoder().encode(`\uFEFF${[header, ...rows, ''].join('\r\n')}`) };
}
