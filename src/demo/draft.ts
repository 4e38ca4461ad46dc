import type { Day, Moment } from '../model/day.ts';

/** The two wallets of the made-up shop, by platform id. */
export type Wallet = 'wechat' | 'alipay';

/** Who the month is about; every number is invented. */
export interface Shop {
  readonly book: string;
  readonly store: string;
  readonly merchant: string;
  readonly alipayAccount: string;
  readonly bankAccount: string;
}

export interface MonthOptions {
  readonly seed: number;
  /** Orders paid through the wallets; sales on account come on top. */
  readonly orders: number;
  readonly shop: Shop;
  readonly from: Day;
  readonly to: Day;
  /** Statements reach up to this day: refunds and payouts go on after the month's last sale. */
  readonly asOf: Day;
  /** Bank holidays that fall on weekdays, and weekend days that are worked. */
  readonly holidays: readonly Day[];
  readonly workedWeekends: readonly Day[];
  /** Share of the orders paid by WeChat, in per cent; the rest pays by Alipay. */
  readonly wechatPercent: number;
  /** Share of the orders that are paid back, in whole or in part, in per cent. */
  readonly refundPercent: number;
  readonly bankOpening: number;
  readonly alipayOpening: number;
}

/** A row of the shop's own order list. All amounts here and below are whole fen. */
export interface ShopOrder {
  readonly orderNo: string;
  /** Undefined: a sale on account, paid by bank transfer. */
  readonly wallet?: Wallet;
  readonly customer?: string;
  readonly orderedAt: Moment;
  readonly paidAt?: Moment;
  /** 已完成 已发货 已取消 待付款. */
  readonly status: string;
  readonly gross: number;
  readonly discount: number;
  readonly shipping: number;
  readonly payable: number;
  readonly refunded: number;
  readonly dueOn?: Day;
  readonly salesperson: string;
}

/** A payment at the platform. */
export interface Trade {
  readonly wallet: Wallet;
  readonly tradeNo: string;
  readonly orderNo: string;
  readonly at: Moment;
  readonly gross: number;
  readonly fee: number;
}

/** Money paid back at the platform; `amount` and `feeBack` are positive. */
export interface Refund {
  readonly wallet: Wallet;
  readonly tradeNo: string;
  readonly orderNo: string;
  /** The merchant's and the platform's number of the refund. */
  readonly refundNo: string;
  readonly platformRefundNo: string;
  readonly at: Moment;
  readonly amount: number;
  readonly feeBack: number;
}

/** A movement of the Alipay wallet that belongs to no order: signed. */
export interface Movement {
  readonly no: string;
  readonly at: Moment;
  readonly amount: number;
  readonly type: string;
  readonly memo: string;
}

/** A line of the bank account: signed, money in is positive. */
export interface BankEntry {
  /** 账户明细编号-交易流水号. */
  readonly reference: string;
  readonly at: Moment;
  readonly amount: number;
  readonly counterparty: string;
  readonly counterpartyAccount: string;
  readonly memo: string;
  /** The payout that arrived with it. */
  readonly batchNo?: string;
}

/** Books and platform as they will be written; mistakes are planted by changing these lists. */
export interface Draft {
  readonly options: MonthOptions;
  readonly orders: ShopOrder[];
  readonly trades: Trade[];
  readonly refunds: Refund[];
  readonly movements: Movement[];
  /** Everything at the bank but the payouts' credits. */
  readonly bank: BankEntry[];
  /** Days whose payout the bank sends back on the next day, a wallet. */
  readonly returnedOn: Readonly<Record<Wallet, Set<Day>>>;
}

/** Puts a changed copy where `item` was. */
export function change<T>(list: T[], item: T, patch: Partial<T>): T {
  const changed = { ...item, ...patch };
  list[list.indexOf(item)] = changed;
  return changed;
}

export function drop<T>(list: T[], item: T): void {
  list.splice(list.indexOf(item), 1);
}

/** `seconds` after midnight of a day. */
export function momentOf(day: Day, seconds: number): Moment {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${day} ${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}` as Moment;
}

/** Seconds after midnight of a moment. */
export function secondsOf(moment: Moment): number {
  return Number(moment.slice(11, 13)) * 3600 + Number(moment.slice(14, 16)) * 60 + Number(moment.slice(17, 19));
}
