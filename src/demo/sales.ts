import { addDays, dayOf, daysBetween, type Day, type Moment } from '../model/day.ts';
import {
  momentOf,
  secondsOf,
  type BankEntry,
  type Draft,
  type MonthOptions,
  type Refund,
  type ShopOrder,
  type Trade,
  type Wallet,
} from './draft.ts';
import { feeBackOf, feeOf } from './fen.ts';
import type { Random } from './random.ts';

const PRICES = [
  990, 1590, 1990, 2590, 2990, 3990, 4990, 5990, 7990, 9900, 12_900, 16_800, 19_900, 29_900, 39_900, 59_900,
];
const DISCOUNTS = [0, 0, 0, 0, 500, 1000] as const;
const SHIPPINGS = [0, 0, 0, 600, 1000] as const;
const SALESPEOPLE = ['王', '李', '赵'] as const;
const OPENING_HOUR = 7 * 3600;
const CLOSING_HOUR = 23 * 3600 + 20 * 60;
const PAYEES = ['国网浙江省电力有限公司', '中国电信股份有限公司', '顺丰速运有限公司'] as const;
const DEBITS_A_MONTH = 5;

/** A month in which nothing is wrong: orders, the wallets' trades and refunds, and the shop's own payments. */
export function draftMonth(options: MonthOptions, random: Random): Draft {
  const draft: Draft = {
    options,
    orders: [],
    trades: [],
    refunds: [],
    movements: [],
    bank: [],
    returnedOn: { wechat: new Set(), alipay: new Set() },
  };
  for (let serial = 1; serial <= options.orders; serial += 1) addSale(draft, random, serial);
  for (let index = 0; index < DEBITS_A_MONTH; index += 1) {
    const day = addDays(options.from, random.whole(0, daysBetween(options.from, options.to)));
    const details = { counterparty: random.pick(PAYEES), memo: '代扣' };
    draft.bank.push(bankEntry(random, { day, amount: -random.whole(40_000, 480_000), ...details }));
  }
  return draft;
}

/** One order, paid at once through a wallet, and now and then paid back. */
function addSale(draft: Draft, random: Random, serial: number): void {
  const { options } = draft;
  const day = addDays(options.from, random.whole(0, daysBetween(options.from, options.to)));
  const orderedSeconds = random.whole(OPENING_HOUR, CLOSING_HOUR);
  const wallet: Wallet = random.whole(1, 100) <= options.wechatPercent ? 'wechat' : 'alipay';
  const order = newOrder(random, { day, serial, orderedSeconds, wallet });
  const trade = newTrade(random, order, momentOf(day, orderedSeconds + 30 + random.whole(8, 45)));
  if (random.whole(1, 100) > options.refundPercent) {
    draft.orders.push(order);
    draft.trades.push(trade);
    return;
  }
  const amount = random.chance(0.7) ? order.payable : random.whole(1, order.payable);
  draft.orders.push({ ...order, refunded: amount });
  draft.trades.push(trade);
  draft.refunds.push(newRefund(trade, { at: laterMoment(draft, random, trade.at), amount, sequence: 1 }));
}

/** Up to six days later in business hours, but within the days that the statements cover. */
export function laterMoment(draft: Draft, random: Random, at: Moment): Moment {
  const day = dayOf(at);
  const latest = Math.min(6, daysBetween(day, draft.options.asOf));
  const later = random.whole(0, latest);
  if (later === 0) return momentOf(day, Math.min(secondsOf(at) + random.whole(60, 1200), 23 * 3600 + 50 * 60));
  return momentOf(addDays(day, later), random.whole(OPENING_HOUR, CLOSING_HOUR));
}

interface NewOrder {
  readonly day: Day;
  readonly serial: number;
  readonly orderedSeconds: number;
  readonly wallet: Wallet;
}

export function newOrder(random: Random, { day, serial, orderedSeconds, wallet }: NewOrder): ShopOrder {
  const gross = random.pick(PRICES) * random.whole(1, 3);
  const discount = gross > 5000 ? random.pick(DISCOUNTS) : 0;
  const shipping = random.pick(SHIPPINGS);
  return {
    orderNo: `SO${day.slice(2, 4)}${day.slice(5, 7)}${random.digits(4)}${String(serial).padStart(8, '0')}`,
    wallet,
    orderedAt: momentOf(day, orderedSeconds),
    paidAt: momentOf(day, orderedSeconds + 30),
    status: '已完成',
    gross,
    discount,
    shipping,
    payable: gross - discount + shipping,
    refunded: 0,
    salesperson: random.pick(SALESPEOPLE),
  };
}

/** The payment of an order at its platform. The number's last eight digits are the order's, so it is never given twice. */
export function newTrade(random: Random, order: ShopOrder, at: Moment): Trade {
  const serial = order.orderNo.slice(-8);
  const compact = dayOf(at).replaceAll('-', '');
  const wallet = order.wallet ?? 'wechat';
  const tradeNo =
    wallet === 'wechat' ? `4200${random.digits(8)}${compact}${serial}` : `${compact}2200${random.digits(8)}${serial}`;
  return { wallet, tradeNo, orderNo: order.orderNo, at, gross: order.payable, fee: feeOf(order.payable) };
}

interface NewRefund {
  readonly at: Moment;
  readonly amount: number;
  /** 1 for the order's first refund. */
  readonly sequence: number;
  /** What was paid back before, and how much fee came back with it. */
  readonly before?: { readonly amount: number; readonly feeBack: number };
}

export function newRefund(trade: Trade, { at, amount, sequence, before }: NewRefund): Refund {
  const settled = trade.gross - (before?.amount ?? 0);
  const fee = trade.fee - (before?.feeBack ?? 0);
  return {
    wallet: trade.wallet,
    tradeNo: trade.tradeNo,
    orderNo: trade.orderNo,
    refundNo: `${trade.orderNo}R${String(sequence)}`,
    platformRefundNo: `50${String(sequence).padStart(2, '0')}${trade.tradeNo.slice(4)}`,
    at,
    amount,
    feeBack: feeBackOf(amount, settled, fee),
  };
}

interface NewBankEntry {
  readonly day: Day;
  readonly amount: number;
  readonly counterparty: string;
  readonly memo: string;
  readonly batchNo?: string;
}

/** A line of the bank account in office hours, with a number of its own. */
export function bankEntry(random: Random, { day, ...rest }: NewBankEntry): BankEntry {
  return {
    reference: `B${day.slice(2, 4)}${day.slice(5, 7)}${random.digits(16)}`,
    at: momentOf(day, random.whole(9 * 3600, 17 * 3600)),
    counterpartyAccount: `0${random.digits(15)}`,
    ...rest,
  };
}

interface NewCredit {
  readonly customer: string;
  readonly day: Day;
  readonly dueOn: Day;
  readonly amount: number;
  readonly serial: number;
}

/** A sale on account: shipped, not paid, due on a day. */
export function newSaleOnAccount(random: Random, { customer, day, dueOn, amount, serial }: NewCredit): ShopOrder {
  return {
    orderNo: `SO${day.slice(2, 4)}${day.slice(5, 7)}${random.digits(4)}${String(serial).padStart(8, '0')}`,
    customer,
    orderedAt: momentOf(day, random.whole(8 * 3600, 18 * 3600)),
    status: '已发货',
    gross: amount,
    discount: 0,
    shipping: 0,
    payable: amount,
    refunded: 0,
    dueOn,
    salesperson: random.pick(SALESPEOPLE),
  };
}
