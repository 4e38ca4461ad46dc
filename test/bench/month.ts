import { join } from 'node:path';

import { CCB_HEADER, ccbLine } from '../../src/demo/bank.ts';
import { momentOf, type Shop, type Trade } from '../../src/demo/draft.ts';
import { feeOf } from '../../src/demo/fen.ts';
import { orderLine, ORDERS_HEADER } from '../../src/demo/orders.ts';
import { seededRandom, type Random } from '../../src/demo/random.ts';
import { bankEntry, newOrder, newRefund, newTrade } from '../../src/demo/sales.ts';
import { addDays, type Day } from '../../src/model/day.ts';
import { LineFile } from './line-file.ts';
import { TradeBillWriter } from './trade-bill-writer.ts';

const SHOP: Shop = {
  book: '杭州示例商贸有限公司',
  store: '自营商城',
  merchant: '1900000001',
  alipayAccount: '20880000000000010156',
  bankAccount: '33050161763500000123',
};
export const AS_OF = '2026-07-04' as Day;
/** A day later, when a night has come after the month. */
export const AS_OF_NIGHT = '2026-07-05' as Day;
/** Which days are written, and what stands before them. */
interface Span {
  readonly from: Day;
  readonly days: number;
  readonly seed: number;
  /** Orders before the first. */
  readonly serial: number;
  /** The bank's balance before the first credit. */
  readonly balance: number;
}

const MONTH: Span = { from: '2026-06-01' as Day, days: 30, seed: 20_260_601, serial: 0, balance: 5_000_000 };

/** The night after: one more day, its orders numbered behind the month's. */
export function nightAfter(month: BenchMonth): Span {
  return { from: '2026-07-01' as Day, days: 1, seed: 20_260_701, serial: month.orderCount, balance: month.balance };
}

/** Days whose credit is left out, and credited 5.00 short. */
const MISSING_CREDIT_DAY = 9;
const SHORT_CREDIT_DAY = 19;
const FIRST_SECOND = 7 * 3600;
const SALES_SECONDS = 16 * 3600;

export const SETTINGS = `book: ${SHOP.book}
currency: CNY
timezone: Asia/Shanghai
calendar: cn
accounts:
  - id: ccb
    kind: bank
    number: "${SHOP.bankAccount}"
  - id: wechat
    kind: wallet
    platform: wechat
    number: "${SHOP.merchant}"
    fee: { rate: 0.6%, rounding: half-up, returned_on_refund: true }
    settles: D+0
    pays_out: { to: ccb, by: days, rule: D+1 }
`;

export interface BenchMonth {
  readonly orders: string;
  readonly trades: readonly string[];
  readonly bank: string;
  /** Rows of all files, headers and totals left out. */
  readonly rows: number;
  /** Order exceptions that were planted. */
  readonly planted: number;
  /** Orders that were drawn, in the books or not. */
  readonly orderCount: number;
  /** The bank's balance at its end. */
  readonly balance: number;
}

interface Run {
  readonly random: Random;
  readonly orders: LineFile;
  rows: number;
  planted: number;
  serial: number;
}

/** Writes `count` orders into a folder, those of a month unless told: the order list, a WeChat trade bill a day, the bank's list. */
export function writeBenchMonth(folder: string, count: number, span = MONTH): BenchMonth {
  const orders = new LineFile(join(folder, 'orders.csv'), `\uFEFF${ORDERS_HEADER}`);
  const bank = new LineFile(join(folder, 'bank.csv'), CCB_HEADER);
  const run: Run = { random: seededRandom(span.seed), orders, rows: 0, planted: 0, serial: span.serial };
  const trades: string[] = [];
  let { balance } = span;
  for (let index = 0; index < span.days; index += 1) {
    const day = addDays(span.from, index);
    const ordersOfDay = Math.floor((count * (index + 1)) / span.days) - Math.floor((count * index) / span.days);
    const bill = new TradeBillWriter(join(folder, `${SHOP.merchant}All${day}.csv`), SHOP.merchant);
    for (let serial = 0; serial < ordersOfDay; serial += 1) {
      writeOrder(run, bill, { day, orderedSeconds: FIRST_SECOND + Math.floor((serial * SALES_SECONDS) / ordersOfDay) });
    }
    run.rows += bill.close();
    trades.push(bill.path);
    if (index === MISSING_CREDIT_DAY) continue;
    const amount = bill.net - (index === SHORT_CREDIT_DAY ? 500 : 0);
    balance += amount;
    const details = { counterparty: '财付通支付科技有限公司', memo: '微信支付结算' };
    bank.add(ccbLine({ ...bankEntry(run.random, { day: addDays(day, 1), amount, ...details }), balance }, SHOP));
    run.rows += 1;
  }
  orders.close();
  bank.close();
  const { rows, planted, serial } = run;
  return { orders: orders.path, trades, bank: bank.path, rows, planted, orderCount: serial, balance };
}

interface Slot {
  readonly day: Day;
  readonly orderedSeconds: number;
}

/** One order and what the platform says about it: three in a thousand each are wrong in one of six ways. */
function writeOrder(run: Run, bill: TradeBillWriter, slot: Slot): void {
  const { random } = run;
  run.serial += 1;
  const order = newOrder(random, { ...slot, serial: run.serial, wallet: 'wechat' });
  const trade = newTrade(random, order, momentOf(slot.day, slot.orderedSeconds + 42));
  const lot = random.whole(0, 999);
  const refunded = lot >= 990 ? order.payable : 0;
  if (lot < 18) run.planted += 1;
  if (lot < 15) {
    writeWrong(bill, trade, Math.floor(lot / 3));
  } else {
    bill.sale(trade);
    if (refunded > 0) bill.refund(newRefund(trade, { at: trade.at, amount: refunded, sequence: 1 }));
  }
  // Numbers 15 to 17: settled, but not in the books.
  if (lot >= 15 && lot < 18) return;
  run.orders.add(orderLine({ ...order, refunded }, SHOP.store));
  run.rows += 1;
}

function writeWrong(bill: TradeBillWriter, trade: Trade, way: number): void {
  if (way === 0) return;
  if (way === 1) {
    const gross = trade.gross + 100;
    bill.sale({ ...trade, gross, fee: feeOf(gross) });
    return;
  }
  bill.sale(way === 2 ? { ...trade, fee: trade.fee + 3 } : trade);
  if (way === 3) bill.refund(newRefund(trade, { at: trade.at, amount: trade.gross, sequence: 1 }));
  if (way === 4) bill.sale(trade);
}
