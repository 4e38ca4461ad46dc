import { change, drop, momentOf, secondsOf, type Draft, type Wallet } from '../../src/demo/draft.ts';
import { feeOf } from '../../src/demo/fen.ts';
import { laterMoment, newRefund, newTrade } from '../../src/demo/sales.ts';
import { takeSale, type Planted, type Sale, type Scene } from '../../src/demo/scene.ts';
import { addDays, dayOf, type Day, type Moment } from '../../src/model/day.ts';
import type { SimScene } from './sim-scene.ts';

/* Mistakes (and oddities that are none) in the books and at the platforms, beyond the ones that the demo plants. */

export function settleUnknown(scene: Scene): readonly Planted[] {
  const { order, trade } = takeSale(scene);
  drop(scene.draft.orders, order);
  return [{ code: 'settlement-without-order', orderNo: order.orderNo, actual: trade.gross }];
}

export function settleDespite(scene: Scene, status: string): readonly Planted[] {
  const { order, trade } = takeSale(scene);
  const changed = change(scene.draft.orders, order, { status });
  if (status === '待付款') delete (changed as { paidAt?: Moment }).paidAt;
  return [{ code: 'status-mismatch', orderNo: order.orderNo, actual: trade.gross }];
}

export function cancelAndRefund(scene: Scene): void {
  const { draft, random } = scene;
  const { order, trade } = takeSale(scene);
  change(draft.orders, order, { status: '已取消', refunded: order.payable });
  draft.refunds.push(newRefund(trade, { at: laterMoment(draft, random, trade.at), amount: trade.gross, sequence: 1 }));
}

export function refundOnlyInBooks(scene: Scene): readonly Planted[] {
  const { order } = takeSale(scene);
  const refunded = scene.random.chance(0.5) ? order.payable : scene.random.whole(1, order.payable);
  change(scene.draft.orders, order, { refunded });
  return [{ code: 'refund-missing', orderNo: order.orderNo, expected: -refunded }];
}

export function refundOtherAmount(scene: Scene): readonly Planted[] {
  const { draft, random } = scene;
  const { order, trade } = takeSale(scene);
  const amount = order.payable - random.pick([1, 100]);
  change(draft.orders, order, { refunded: order.payable });
  draft.refunds.push(newRefund(trade, { at: laterMoment(draft, random, trade.at), amount, sequence: 1 }));
  return [{ code: 'refund-mismatch', orderNo: order.orderNo, expected: -order.payable, actual: -amount }];
}

/** Three refunds of one order, a fen short of the whole; the fee comes back by the formula, each time from what is left. */
export function refundInParts(scene: Scene): void {
  const { draft, random } = scene;
  const { order, trade } = takeSale(scene);
  const third = Math.floor(order.payable / 3);
  const before = { amount: 0, feeBack: 0 };
  let { at } = trade;
  [third, third + 1, order.payable - 2 * third - 2].forEach((amount, index) => {
    at = laterMoment(draft, random, at);
    const refund = newRefund(trade, { at, amount, sequence: index + 1, before: { ...before } });
    before.amount += amount;
    before.feeBack += refund.feeBack;
    draft.refunds.push(refund);
  });
  change(draft.orders, order, { refunded: order.payable - 1 });
}

export function keepFee(scene: Scene): readonly Planted[] {
  const { draft, random } = scene;
  const { order, trade } = takeSale(scene, (sale) => sale.trade.fee >= 10);
  const refund = newRefund(trade, { at: laterMoment(draft, random, trade.at), amount: trade.gross, sequence: 1 });
  draft.refunds.push({ ...refund, feeBack: random.chance(0.5) ? 0 : refund.feeBack - 1 });
  change(draft.orders, order, { refunded: order.payable });
  return [{ code: 'fee-not-returned', orderNo: order.orderNo }];
}

export function bookTwice(scene: Scene): readonly Planted[] {
  const { order } = takeSale(scene);
  const more = order.payable + 2000;
  scene.draft.orders.push({ ...order, gross: order.gross + 2000, payable: more });
  return [{ code: 'duplicate-order', orderNo: order.orderNo }];
}

/** A payout that comes back; which one is known once the wallets have run. Needs a balance at midnight. */
export function returnPayout(scene: SimScene, wallet: Wallet): void {
  const { draft, random } = scene;
  const { from } = draft.options;
  // Alipay is withdrawn on every fourth day of the month.
  const days = wallet === 'alipay' ? [7, 11, 15, 19] : [...Array(20).keys()].map((offset) => offset + 2);
  const start = random.whole(0, days.length - 1);
  for (let index = 0; index < days.length; index += 1) {
    const day = addDays(from, days[(start + index) % days.length] ?? 0);
    if (draft.returnedOn[wallet].has(day) || !sellsOn(draft, wallet, addDays(day, -1))) continue;
    draft.returnedOn[wallet].add(day);
    return;
  }
  throw new Error('no day for a returned payout');
}

function sellsOn(draft: Draft, wallet: Wallet, day: Day): boolean {
  return draft.trades.some((trade) => trade.wallet === wallet && dayOf(trade.at) === day && trade.gross > 3000);
}

/** Money taken from the wallet under a type that no format can know. */
export function deduct(scene: Scene): readonly Planted[] {
  const { draft, random } = scene;
  const day = addDays(draft.options.from, random.whole(5, 25));
  const no = `${day.replaceAll('-', '')}9900${random.digits(16)}`;
  const amount = -random.whole(100, 3000);
  draft.movements.push({
    no,
    at: momentOf(day, 12 * 3600 + random.whole(0, 3600)),
    amount,
    type: '风险处置扣收',
    memo: '',
  });
  return [{ code: 'unclassified-deduction', tradeNo: no, actual: amount }];
}

/** Paid in the last seconds of a day, in the platform's books in the first of the next. */
export function payAfterMidnight(scene: Scene, offset: number): void {
  const { draft } = scene;
  const day = addDays(draft.options.from, offset);
  const { order, trade }: Sale = takeSale(scene);
  const paidAt = momentOf(day, 86_400 - 25);
  change(draft.orders, order, { orderedAt: momentOf(day, 86_400 - 55), paidAt });
  change(draft.trades, trade, { at: momentOf(addDays(day, 1), 35) });
}

export function splitPayment(scene: Scene): void {
  const { draft } = scene;
  const { order, trade } = takeSale(scene, (sale) => sale.trade.gross > 1000);
  const first = Math.floor((trade.gross * 2) / 5);
  const at = momentOf(dayOf(trade.at), secondsOf(trade.at) + 60);
  const second = newTrade(scene.random, order, at);
  change(draft.trades, trade, { gross: first, fee: feeOf(first) });
  const rest = trade.gross - first;
  draft.trades.push({
    ...second,
    tradeNo: second.tradeNo.replace(/\d{8}$/, (serial) => `9${serial.slice(1)}`),
    gross: rest,
    fee: feeOf(rest),
  });
}
