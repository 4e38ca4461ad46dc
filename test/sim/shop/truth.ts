import { dayOf } from '../../../src/model/day.ts';
import { BANKS } from './lanes.ts';
import { netOf, sumOf, type Credit, type Line, type Payout, type Planted, type Shop } from './types.ts';

/* What a right reconciliation of a shop must say: which items are the same money, and what is wrong. */

export type Leg = 'order-settlement' | 'settlement-payout' | 'payout-bank' | 'settlement-bank' | 'receipt-receivable';

/** Items that are the same money. `values` says of each what it is worth, so that equal ones can be told as a swap. */
export interface TruthGroup {
  readonly leg: Leg;
  readonly items: readonly string[];
  readonly values: readonly string[];
  /** What the actual side comes to, without its signs. */
  readonly amount: number;
  /** Bank lines of the group, by reference. */
  readonly bank: readonly string[];
}

export interface Truth {
  readonly groups: readonly TruthGroup[];
  readonly planted: readonly Planted[];
  /** `code ref` of what may be found beside: debits nobody's books know. */
  readonly allowed: ReadonlySet<string>;
}

export function lineKey({ lane, kind, tradeNo, gross }: Line): string {
  return `line:${lane.id} ${kind} ${tradeNo} ${String(gross)}`;
}

export function truthOf(shop: Shop): Truth {
  return {
    groups: [...orderGroups(shop), ...batchGroups(shop), ...bankGroups(shop), ...receiptGroups(shop)],
    planted: [...shop.planted, ...overdue(shop)],
    allowed: new Set(
      shop.bank.filter(({ amount }) => amount < 0).map(({ reference }) => `bank-debit-unexplained ${reference}`),
    ),
  };
}

function orderGroups({ orders, lines }: Shop): readonly TruthGroup[] {
  const byOrder = new Map<string, Line[]>();
  for (const line of lines) {
    if (line.orderNo === undefined || (line.kind !== 'sale' && line.kind !== 'refund')) continue;
    byOrder.set(line.orderNo, [...(byOrder.get(line.orderNo) ?? []), line]);
  }
  const numbers = [...new Set(orders.map(({ orderNo }) => orderNo))];
  return numbers.flatMap((orderNo): readonly TruthGroup[] => {
    const own = byOrder.get(orderNo) ?? [];
    if (own.length === 0) return [];
    const items = [`order:${orderNo}`, ...new Set(own.map(lineKey))];
    return [
      { leg: 'order-settlement', items, values: items, amount: sumOf(own, ({ gross }) => Math.abs(gross)), bank: [] },
    ];
  });
}

function batchGroups({ payouts }: Shop): readonly TruthGroup[] {
  return payouts
    .filter(({ lane }) => lane.printsPayout && lane.by === 'batch')
    .map(({ no, amount }) => {
      const items = [`batch:${no}`];
      return { leg: 'settlement-payout', items, values: items, amount, bank: [] };
    });
}

/** `lane/day` of days that come to nothing: paid with the day before or the day after, no sum tells. */
export function stillDays({ lines, payouts, lanes }: Shop): ReadonlySet<string> {
  const byDay = new Map<string, Line[]>();
  for (const line of lines) byDay.set(dayKey(line), [...(byDay.get(dayKey(line)) ?? []), line]);
  const payoutOf = new Map(payouts.flatMap((payout) => payout.lines.map((line) => [line, payout] as const)));
  const isStill = (own: readonly Line[]): boolean =>
    sumOf(own, netOf) === 0 && new Set(own.map((line) => payoutOf.get(line))).size === 1;
  const unnamed = new Set(lanes.filter(({ by }) => by === 'days'));
  return new Set(
    [...byDay].filter(([, own]) => own.every(({ lane }) => unnamed.has(lane)) && isStill(own)).map(([key]) => key),
  );
}

export function dayKey({ lane, at }: Line): string {
  return `${lane.id}/${dayOf(at)}`;
}

/** Credits and the payouts they bring: one to one, or those that hang together. */
function bankGroups(shop: Shop): readonly TruthGroup[] {
  const { bank } = shop;
  const still = stillDays(shop);
  const paying = bank.filter(({ pays }) => pays.length > 0);
  const done = new Set<Credit>();
  return paying.flatMap((credit): readonly TruthGroup[] => {
    if (done.has(credit)) return [];
    const { pays } = credit;
    const credits = paying.filter((other) => other.pays.some((payout) => pays.includes(payout)));
    for (const one of credits) done.add(one);
    return [bankGroup(pays, credits, still)];
  });
}

function bankGroup(payouts: readonly Payout[], credits: readonly Credit[], still: ReadonlySet<string>): TruthGroup {
  const [first] = payouts;
  const isBatch = first?.lane.by !== 'days';
  const all = isBatch ? [] : payouts.flatMap((payout) => payout.lines);
  const lines = all.filter((line) => !still.has(dayKey(line)));
  const batches = isBatch ? payouts : [];
  return {
    leg: isBatch ? 'payout-bank' : 'settlement-bank',
    items: [...batches.map(({ no }) => `batch:${no}`), ...new Set(lines.map(lineKey)), ...credits.map(bankKey)],
    values: [...batches.map(payoutValue), ...lines.map(lineValue), ...credits.map(creditValue)],
    amount: sumOf(credits, ({ amount }) => amount),
    bank: credits.map(({ reference }) => reference),
  };
}

export function bankKey({ reference }: Credit): string {
  return `bank:${reference}`;
}

export function payoutValue({ lane, amount }: Payout): string {
  return `payout ${lane.id} ${String(amount)}`;
}

export function lineValue({ lane, kind, gross }: Line): string {
  return `line ${lane.id} ${kind} ${String(gross)}`;
}

export function creditValue({ bank, amount }: Credit): string {
  return `bank ${bank} ${String(amount)}`;
}

function receiptGroups({ bank }: Shop): readonly TruthGroup[] {
  return bank
    .filter(({ orders }) => orders.length > 0)
    .map((credit) => {
      const items = [...credit.orders.map((orderNo) => `order:${orderNo}`), bankKey(credit)];
      return { leg: 'receipt-receivable', items, values: items, amount: credit.amount, bank: [credit.reference] };
    });
}

/** Sales on account past due with money open. */
function overdue({ orders, bank, asOf }: Shop): readonly Planted[] {
  const owed = orders.filter(({ dueOn }) => dueOn !== undefined && dueOn < asOf);
  return owed.flatMap((order): readonly Planted[] => {
    const naming = bank.filter((credit) => credit.bank === BANKS.CNY.id && credit.orders.includes(order.orderNo));
    const paid = sumOf(naming, ({ amount, orders: named }) => (named.length > 1 ? order.payable : amount));
    if (paid >= order.payable) return [];
    return [{ fault: 'sale-on-account-overdue', code: 'receivable-overdue', ref: order.orderNo }];
  });
}

/** Lines of a lane on a day. */
export function linesOn({ lines }: Shop, laneId: string, day: string): readonly Line[] {
  return lines.filter((line) => line.lane.id === laneId && dayOf(line.at) === day);
}
