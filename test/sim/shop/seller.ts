import { momentOf } from '../../../src/demo/draft.ts';
import { feeBackOf } from '../../../src/demo/fen.ts';
import { seededRandom, type Random } from '../../../src/demo/random.ts';
import { addDays, dayOf, daysBetween, parseMonth, type Day } from '../../../src/model/day.ts';
import { dueOf, isWorked, workedAfter } from './cycles.ts';
import { BANKS } from './lanes.ts';
import { earned } from './lane-files.ts';
import { paidIn, type Credit, type Lane, type Line, type Order, type Payout, type Shop } from './types.ts';

/* A month of a shop in which nothing is wrong: orders, the platforms' lines, payouts and the bank. */

const PRICES = [990, 1590, 1990, 2590, 2990, 3990, 4990, 5990, 7990, 9900, 12_900, 16_800, 19_900, 29_900];
const SHIPPINGS = [0, 0, 0, 600, 1000] as const;
const DISCOUNTS = [0, 0, 0, 100, 500, 688] as const;
const REFUND_CHANCE = 0.05;
/** Statements reach this many days beyond the month, for its last payouts. */
const DAYS_AFTER = 14;
const AMAZON_SHARE = 15;

export interface ShopOptions {
  readonly month: string;
  readonly lanes: readonly Lane[];
  /** Sales a lane and day, at most. */
  readonly sales: number;
  /** Few prices, so that equal amounts are common. */
  readonly isOnGrid: boolean;
  /** Share of the sales that are paid with the next payout but one's own, in per cent. */
  readonly heldPercent: number;
}

export function newShop(seed: number, options: ShopOptions): Shop {
  const range = parseMonth(options.month);
  if (range === undefined) throw new Error(`no month: ${options.month}`);
  const { from, to } = range;
  const shop: Shop = {
    ...{ random: seededRandom(seed), from, to, asOf: addDays(to, DAYS_AFTER), lanes: options.lanes },
    ...{ orders: [], lines: [], payouts: [], bank: [], planted: [], faults: [] },
    taken: new Set<string>(),
  };
  for (const lane of options.lanes) sellThrough(shop, lane, options);
  shop.lines.sort((left, right) => (left.at < right.at ? -1 : Number(left.at > right.at)));
  return shop;
}

function sellThrough(shop: Shop, lane: Lane, { sales, isOnGrid }: ShopOptions): void {
  const { random, from, to } = shop;
  for (let offset = 0; offset <= daysBetween(from, to); offset += 1) {
    const count = random.whole(1, sales);
    for (let index = 0; index < count; index += 1) sell(shop, lane, { day: addDays(from, offset), isOnGrid });
  }
}

interface NewSale {
  readonly day: Day;
  readonly isOnGrid: boolean;
}

function sell(shop: Shop, lane: Lane, { day, isOnGrid }: NewSale): void {
  const { random, orders } = shop;
  const price = random.pick(PRICES) * random.whole(1, 2);
  const payable = isOnGrid ? price : price - random.pick(DISCOUNTS) + random.pick(SHIPPINGS);
  // Between 09:00 and 15:00, so that no time zone moves a sale to another day.
  const seconds = random.whole(9 * 3600, 15 * 3600);
  const orderNo = `SO${day.slice(2, 4)}${day.slice(5, 7)}${random.digits(4)}${String(orders.length + 1).padStart(8, '0')}`;
  const order: Order = {
    ...{ orderNo, platform: lane.platform, currency: lane.currency, status: '已完成', payable, refunded: 0 },
    ...{ orderedAt: momentOf(day, seconds), paidAt: momentOf(day, seconds + 20) },
  };
  const line = saleOf(random, lane, order);
  shop.lines.push(line, ...commissionOf(line));
  if (!random.chance(REFUND_CHANCE)) {
    orders.push(order);
    return;
  }
  const amount = random.chance(0.6) ? payable : random.whole(1, payable);
  orders.push({ ...order, refunded: amount });
  shop.lines.push(refundOf(shop, line, amount));
}

export function feeOf(lane: Lane, gross: number): number {
  return lane.feePerMille === undefined ? 0 : Math.floor((gross * lane.feePerMille + 500) / 1000);
}

function saleOf(random: Random, lane: Lane, order: Order): Line {
  const serial = order.orderNo.slice(-8);
  const prefix = { canonical: '42', stripe: 'ch_', amazon: '302', lakala: 'LK', allinpay: '11', paypal: 'TX' }[
    lane.layout
  ];
  const { payable, orderNo, orderedAt } = order;
  return {
    ...{ lane, kind: 'sale', tradeNo: `${prefix}${random.digits(8)}${serial}`, orderNo },
    at: momentOf(dayOf(orderedAt), 15 * 3600 + random.whole(0, 1800)),
    ...{ gross: payable, fee: feeOf(lane, payable) },
  };
}

/** Where the platform charges by no rate of a contract, its share is a row of its own. */
function commissionOf(sale: Line): readonly Line[] {
  if (sale.lane.feePerMille !== undefined) return [];
  return [{ ...sale, kind: 'commission', gross: -Math.floor((sale.gross * AMAZON_SHARE) / 100), fee: 0 }];
}

/** Up to ten days later, before or after the sale is paid out, in this month or the next. */
export function refundOf(shop: Shop, sale: Line, amount: number): Line {
  const { random, asOf } = shop;
  const day = dayOf(sale.at);
  const later = random.whole(0, Math.min(10, daysBetween(day, asOf)));
  const at = momentOf(addDays(day, later), later === 0 ? 15 * 3600 + 2400 : random.whole(9 * 3600, 15 * 3600));
  // What the contract gives back of its fee; dollars give nothing.
  const back = sale.lane.currency === 'CNY' ? feeBackOf(amount, sale.gross, sale.fee) : 0;
  return { ...sale, kind: 'refund', at, gross: -amount, fee: back === 0 ? 0 : -back };
}

/**
 * Payouts by the lanes' cycles: all lines that are due on one day. What comes to nothing or less is paid with the next;
 * `heldPercent` of the sales are left out of theirs and paid with the next.
 */
export function payOut(shop: Shop, heldPercent: number): void {
  for (const lane of shop.lanes) {
    const byDue = new Map<Day, Line[]>();
    for (const line of shop.lines.filter((one) => one.lane === lane)) {
      const due = dueOf(lane.rule, dayOf(line.at));
      byDue.set(due, [...(byDue.get(due) ?? []), line]);
    }
    const dues = [...byDue.keys()].sort();
    let carried: Line[] = [];
    for (const due of dues) {
      const all = [...carried, ...(byDue.get(due) ?? [])];
      const held = due === dues.at(-1) ? [] : heldBack(shop, all, { carried, heldPercent });
      const payout = newPayout(shop, lane, { due, lines: all.filter((line) => !held.includes(line)) });
      carried = held;
      if (payout.amount > 0) shop.payouts.push(payout);
      else carried = all;
    }
  }
}

/** At most two lines of a payout, and none twice. */
function heldBack(
  { random }: Shop,
  lines: readonly Line[],
  { carried, heldPercent }: { readonly carried: readonly Line[]; readonly heldPercent: number },
): Line[] {
  if (heldPercent === 0) return [];
  return lines
    .filter((line) => line.kind === 'sale' && !carried.includes(line) && random.whole(1, 1000) <= heldPercent * 10)
    .slice(0, 2);
}

function newPayout(
  { random }: Shop,
  lane: Lane,
  { due, lines }: { readonly due: Day; readonly lines: readonly Line[] },
): Payout {
  const compact = due.replaceAll('-', '');
  const prefix = { stripe: 'po_1', paypal: 'WD' }[lane.layout as string] ?? '';
  const no = `${prefix}${compact}${random.digits(8)}`;
  const payout: Payout = { lane, no, day: due, lines: [...lines], amount: 0 };
  const amount = earned(payout);
  // Sold at 6.9000 to 7.3000, half up at the fen.
  const rate = lane.paysIn === undefined ? 10_000 : random.whole(69_000, 73_000);
  return { ...payout, amount: Math.floor((amount * rate + 5_000) / 10_000) };
}

/** The bank's credits for the payouts that have left by the day of the check, on their days or a day of grace later. */
export function creditPayouts(shop: Shop): void {
  for (const payout of shop.payouts) {
    const day = arrivalOf(shop, payout);
    if (day <= shop.asOf) shop.bank.push(creditOf(shop, [payout], { day, amount: payout.amount }));
  }
}

function arrivalOf({ random }: Shop, { lane, day }: Payout): Day {
  if (lane.printsPayout) return workedAfter(day, random.whole(1, 2));
  const next = addDays(day, 1);
  return isWorked(next) && random.chance(0.15) ? next : day;
}

export function creditOf(
  shop: Shop,
  payouts: readonly Payout[],
  { day, amount }: { readonly day: Day; readonly amount: number },
): Credit {
  const [first] = payouts;
  if (first === undefined) throw new Error('a credit pays something');
  const { lane } = first;
  const numbers = lane.isNamedAtBank ? ` ${payouts.map(({ no }) => no).join(' ')}` : '';
  return {
    ...{ bank: BANKS[paidIn(lane)].id, reference: referenceOf(shop.random, day), day, amount },
    ...{ counterparty: lane.counterparty, pays: payouts, orders: [] },
    memo: lane.namesDays === true ? namedDays(shop, first) : `${lane.memo}${numbers}`,
  };
}

/** The days that it pays; one of which it pays only what was held back before isn't named. */
function namedDays({ lines }: Shop, payout: Payout): string {
  const own = [...new Set(payout.lines.map(({ at }) => dayOf(at)))].sort().filter((day) => {
    const all = lines.filter((line) => line.lane === payout.lane && dayOf(line.at) === day);
    return all.filter((line) => payout.lines.includes(line)).length * 2 > all.length;
  });
  const short = (day = payout.day): string => day.slice(5).replace('-', '');
  return `${short(own[0])}-${short(own.at(-1))}费0元`;
}

export function referenceOf(random: Random, day: Day): string {
  return `B${day.slice(2, 4)}${day.slice(5, 7)}${random.digits(9)}`;
}
