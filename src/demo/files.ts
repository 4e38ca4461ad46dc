import iconv from 'iconv-lite';

import { addDays, daysBetween, parseMonth, type Day } from '../model/day.ts';
import { alipayFundBill } from './alipay.ts';
import { bankRows, ccbStatement, type BankRow } from './bank.ts';
import { ordersCsv } from './orders.ts';
import type { Settled } from './wallet.ts';
import { wechatFundBill, wechatTradeBill } from './wechat.ts';

export interface StatementFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const utf8 = new TextEncoder();

/** Every file a bookkeeper would have for the month, and for the days after it up to `asOf`. */
export function writeMonth(settled: Settled): readonly StatementFile[] {
  const { from, to, asOf, bankOpening } = settled.draft.options;
  const rows = bankRows(settled.bank, bankOpening);
  const files = [ordersFile(settled), ...wechatFiles(settled), alipayFile(settled, from, to), bankFile(rows, settled)];
  if (asOf > to) files.push(alipayFile(settled, addDays(to, 1), asOf));
  return files;
}

/** The order list in the order of its days. */
export function ordersFile(settled: Settled, name = 'orders.csv'): StatementFile {
  const { orders, options } = settled.draft;
  const sorted = [...orders].sort((left, right) =>
    left.orderedAt < right.orderedAt ? -1 : Number(left.orderedAt > right.orderedAt),
  );
  return { name, bytes: utf8.encode(ordersCsv(sorted, options.shop.store)) };
}

/** A trade bill and a fund bill a day, also for days without a movement. */
export function wechatFiles(settled: Settled): readonly StatementFile[] {
  const { shop, from, asOf } = settled.draft.options;
  const files: StatementFile[] = [];
  for (let offset = 0; offset <= daysBetween(from, asOf); offset += 1) {
    const day = addDays(from, offset);
    const trade = utf8.encode(wechatTradeBill(settled.draft, day));
    const fund = utf8.encode(wechatFundBill(settled.wallets.wechat, day));
    files.push({ name: `${shop.merchant}All${day}.csv`, bytes: trade });
    files.push({ name: `${shop.merchant}基本账户${day}.csv`, bytes: fund });
  }
  return files;
}

/** Alipay's bill of the days `from` to `to`, both included. A whole month is named by its month, as Alipay does. */
export function alipayFile(settled: Settled, from: Day, to: Day): StatementFile {
  const account = settled.draft.options.shop.alipayAccount;
  const text = alipayFundBill(settled.wallets.alipay, { account, from, to });
  const whole = parseMonth(from.slice(0, 7));
  const range = whole?.from === from && whole.to === to ? from.slice(0, 7) : `${from}_${to}`;
  return { name: `${account}_${range.replaceAll('-', '')}_账务明细.csv`, bytes: iconv.encode(text, 'gb18030') };
}

export function bankFile(rows: readonly BankRow[], settled: Settled, number = '41650'): StatementFile {
  const text = ccbStatement(rows, settled.draft.options.shop);
  return { name: `A058171TB_ND${number}_resp.csv`, bytes: iconv.encode(text, 'gb18030') };
}
