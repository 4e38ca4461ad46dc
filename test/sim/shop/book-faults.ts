import { change, drop, momentOf } from '../../../src/demo/draft.ts';
import { addDays, dayOf } from '../../../src/model/day.ts';
import { feeOf, refundOf } from './seller.ts';
import { netOf, type Lane, type Line, type Order, type Shop } from './types.ts';

/* Mistakes (and oddities that are none) in the books and in the platforms' statements, before anything is paid out. */

interface Sale {
  readonly order: Order;
  readonly line: Line;
}

/** A sale that no mistake has touched, not paid back; undefined when the shop has none that fits. */
function takeSale(shop: Shop, wanted: (lane: Lane) => boolean = () => true): Sale | undefined {
  const { random, lines, orders, taken } = shop;
  const start = random.whole(0, lines.length - 1);
  for (let offset = 0; offset < lines.length; offset += 1) {
    const line = lines[(start + offset) % lines.length];
    if (line?.kind !== 'sale' || line.gross < 2000 || !wanted(line.lane) || taken.has(line.orderNo ?? '')) continue;
    const order = orders.find((one) => one.orderNo === line.orderNo);
    if (order?.refunded !== 0) continue;
    taken.add(order.orderNo);
    return { order, line };
  }
  return undefined;
}

type Plant = (shop: Shop, sale: Sale, plant: Told) => void;
type Told = (
  code: Shop['planted'][number]['code'],
  amounts?: { readonly expected?: number; readonly actual?: number },
) => void;

interface Fault {
  readonly fits?: (lane: Lane) => boolean;
  readonly plant: Plant;
}

const hasContract = (lane: Lane): boolean => lane.feePerMille !== undefined;
const isDollar = (lane: Lane): boolean => lane.currency === 'USD' && lane.by === 'batch';
const hasTradeNo = (lane: Lane): boolean => lane.layout !== 'amazon';
const disputes = (lane: Lane): boolean => ['stripe', 'amazon', 'canonical'].includes(lane.layout);

function settleOther(difference: number): Plant {
  return ({ lines }, { order, line }, told) => {
    const gross = line.gross + difference;
    change(lines, line, { gross, fee: feeOf(line.lane, gross) });
    told('amount-mismatch', { expected: order.payable, actual: gross });
  };
}

function chargeOther(difference: number): Plant {
  return ({ lines }, { line }, told) => {
    change(lines, line, { fee: line.fee + difference });
    told('fee-mismatch', { expected: line.fee, actual: line.fee + difference });
  };
}

export const BOOK_FAULTS: Readonly<Record<string, Fault>> = {
  'order-unsettled': {
    plant({ lines }, { order, line }, told) {
      for (const one of lines.filter(({ orderNo }) => orderNo === line.orderNo)) drop(lines, one);
      told('order-unsettled', { expected: order.payable });
    },
  },
  'settlement-without-order': {
    plant({ orders }, { order, line }, told) {
      drop(orders, order);
      told('settlement-without-order', { actual: line.gross });
    },
  },
  'amount-short': { plant: settleOther(-100) },
  'amount-over': { plant: settleOther(1000) },
  'amount-fen-short': { plant: settleOther(-1) },
  'fee-over': { fits: hasContract, plant: chargeOther(3) },
  'fee-under': { fits: hasContract, plant: chargeOther(-1) },
  'duplicate-settlement': {
    fits: hasTradeNo,
    plant({ lines }, { line }, told) {
      lines.push({ ...line, at: momentOf(addDays(dayOf(line.at), 1), 12 * 3600) });
      told('duplicate-settlement');
    },
  },
  'cancelled-settled': {
    plant({ orders }, { order, line }, told) {
      change(orders, order, { status: '已取消' });
      told('status-mismatch', { actual: line.gross });
    },
  },
  'refund-unbooked': {
    plant(shop, { order, line }, told) {
      const amount = shop.random.chance(0.5) ? order.payable : shop.random.whole(1, order.payable);
      shop.lines.push(refundOf(shop, line, amount));
      told('refund-unbooked', { actual: -amount });
    },
  },
  'refund-missing': {
    plant({ orders, random }, { order }, told) {
      const refunded = random.whole(1, order.payable);
      change(orders, order, { refunded });
      told('refund-missing', { expected: -refunded });
    },
  },
  'refund-mismatch': {
    plant(shop, { order, line }, told) {
      const amount = order.payable - shop.random.pick([1, 100]);
      change(shop.orders, order, { refunded: order.payable });
      shop.lines.push(refundOf(shop, line, amount));
      told('refund-mismatch', { expected: -order.payable, actual: -amount });
    },
  },
  'refund-next-month': {
    plant(shop, { order, line }) {
      change(shop.orders, order, { refunded: order.payable });
      const refund = refundOf(shop, line, order.payable);
      shop.lines.push({ ...refund, at: momentOf(addDays(shop.to, 2), 11 * 3600) });
    },
  },
  'duplicate-order': {
    plant({ orders }, { order }, told) {
      orders.push({ ...order, payable: order.payable + 2000 });
      told('duplicate-order');
    },
  },
  'currency-mismatch': {
    fits: isDollar,
    plant({ orders }, { order, line }, told) {
      change(orders, order, { currency: 'CNY' });
      told('currency-mismatch', { actual: line.gross });
    },
  },
  chargeback: {
    fits: disputes,
    plant(shop, { line }, told) {
      const fee = line.lane.layout === 'stripe' ? 1500 : 0;
      const dispute: Line = {
        ...{ ...line, kind: 'chargeback', gross: -line.gross, fee },
        at: momentOf(addDays(dayOf(line.at), 3), 12 * 3600),
      };
      shop.lines.push(dispute);
      told('chargeback', { actual: netOf(dispute) });
    },
  },
  'unclassified-deduction': {
    fits: isDollar,
    plant({ lines, planted }, { line }) {
      const { lane } = line;
      const { orderNo, ...rest } = { ...line, kind: 'unknown' as const, gross: -line.fee - 700, fee: 0 };
      lines.push(rest);
      const ref = `${lane.id}/${dayOf(line.at)}`;
      planted.push({ fault: 'unclassified-deduction', code: 'unclassified-deduction', ref, actual: rest.gross });
      invariantOrder(orderNo);
    },
  },
  'reserve-and-release': {
    fits: isDollar,
    plant({ lines, to }, { line }) {
      const { orderNo, ...rest } = { ...line, kind: 'reserve' as const, gross: -Math.floor(line.gross / 2), fee: 0 };
      invariantOrder(orderNo);
      // Within the month: nothing but refunds comes after it, and no payout of them that isn't made yet.
      const later = addDays(dayOf(line.at), 6);
      const at = later > to ? line.at : momentOf(later, 12 * 3600);
      lines.push(rest, { ...rest, kind: 'release', gross: -rest.gross, at });
    },
  },
};

function invariantOrder(orderNo: string | undefined): void {
  if (orderNo === undefined) throw new Error('a sale has an order');
}

/** Plants a mistake where the shop has a place for it; says whether it has. */
export function plantInBooks(shop: Shop, name: string): boolean {
  const fault = BOOK_FAULTS[name];
  const sale = fault && takeSale(shop, fault.fits);
  if (fault === undefined || sale === undefined) return false;
  fault.plant(shop, sale, (code, amounts = {}) => {
    shop.planted.push({ fault: name, code, ref: sale.order.orderNo, ...amounts });
  });
  shop.faults.push(name);
  return true;
}
