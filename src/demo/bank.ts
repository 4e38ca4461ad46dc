import { dayOf } from '../model/day.ts';
import type { BankEntry, Shop } from './draft.ts';
import { groupedYuan } from './fen.ts';

/* China Construction Bank's corporate list of entries in its old column set (GB18030 CSV, oldest entry first). */

const HEADER =
  '账号,账户名称,交易时间,记账日期,借方发生额（支取）,贷方发生额（收入）,余额,对方账号,对方户名,对方开户机构,摘要,备注,' +
  '账户明细编号-交易流水号,币种';
const LINE_END = '\r\n';

export interface BankRow extends BankEntry {
  readonly balance: number;
}

/** Entries by time, each with the balance after it. */
export function bankRows(entries: readonly BankEntry[], opening: number): readonly BankRow[] {
  let balance = opening;
  const sorted = [...entries].sort((left, right) => (left.at < right.at ? -1 : Number(left.at > right.at)));
  return sorted.map((entry) => {
    balance += entry.amount;
    return { ...entry, balance };
  });
}

export function ccbStatement(rows: readonly BankRow[], shop: Shop): string {
  return [HEADER, ...rows.map((row) => ccbLine(row, shop)), ''].join(LINE_END);
}

export const CCB_HEADER = HEADER;

export function ccbLine(row: BankRow, shop: Shop): string {
  const booked = dayOf(row.at).replaceAll('-', '');
  const debit = row.amount < 0 ? quoted(groupedYuan(-row.amount)) : '-';
  const credit = row.amount > 0 ? quoted(groupedYuan(row.amount)) : '-';
  return [
    shop.bankAccount,
    shop.book,
    `${booked} ${row.at.slice(11)}`,
    booked,
    debit,
    credit,
    quoted(groupedYuan(row.balance)),
    row.counterpartyAccount,
    row.counterparty,
    '',
    row.memo,
    '',
    row.reference,
    '人民币元',
  ].join(',');
}

function quoted(text: string): string {
  return text.includes(',') ? `"${text}"` : text;
}
