import { addDays, dayOf, type Day } from '../model/day.ts';
import { change, drop, momentOf, secondsOf } from './draft.ts';
import { feeOf } from './fen.ts';
import { bankEntry, newRefund, newSaleOnAccount } from './sales.ts';
import { takePayout, takeSale, type PayoutScene, type Planted, type Scene } from './scene.ts';

/* The mistakes that can be planted in the books and at the platform. Each returns what must be found. */

/** The platform never settled a paid order. */
export function leaveUnsettled(scene: Scene): readonly Planted[] {
  const { order, trade } = takeSale(scene);
  drop(scene.draft.trades, trade);
  return [{ code: 'order-unsettled', orderNo: order.orderNo, expected: order.payable }];
}

/** The platform settled another amount than the order says; its fee fits the amount it settled. */
export function settleOtherAmount(scene: Scene, differenceFen: number): readonly Planted[] {
  const { order, trade } = takeSale(scene, (sale) => sale.trade.gross + differenceFen > 300);
  const gross = trade.gross + differenceFen;
  change(scene.draft.trades, trade, { gross, fee: feeOf(gross) });
  return [
    {
      code: 'amount-mismatch',
      orderNo: order.orderNo,
      expected: order.payable,
      actual: gross,
      difference: differenceFen,
    },
  ];
}

/** The platform kept another fee than the contract says. */
export function chargeOtherFee(scene: Scene, differenceFen: number): readonly Planted[] {
  const { order, trade } = takeSale(scene, (sale) => sale.trade.fee + differenceFen > 0);
  const fee = trade.fee + differenceFen;
  change(scene.draft.trades, trade, { fee });
  return [{ code: 'fee-mismatch', orderNo: order.orderNo, expected: trade.fee, actual: fee }];
}

/** A refund at the platform that nobody wrote into the books; `share` of the order's amount. */
export function refundUnbooked(scene: Scene, share: number): readonly Planted[] {
  const { draft } = scene;
  const { order, trade } = takeSale(scene, (sale) => dayOf(sale.trade.at) < addDays(draft.options.asOf, -4));
  const amount = Math.max(1, Math.floor(order.payable * share));
  const at = momentOf(addDays(dayOf(trade.at), 2), secondsOf(trade.at));
  draft.refunds.push(newRefund(trade, { at, amount, sequence: 1 }));
  return [{ code: 'refund-unbooked', orderNo: order.orderNo, actual: -amount }];
}

/** One trade settled a second time, on `day` or else the day after. */
export function settleTwice(scene: Scene, day?: Day): readonly Planted[] {
  const { order, trade } = takeSale(scene);
  const again = day ?? addDays(dayOf(trade.at), 1);
  scene.draft.trades.push({ ...trade, at: momentOf(again, secondsOf(trade.at)) });
  return [{ code: 'duplicate-settlement', orderNo: order.orderNo, tradeNo: trade.tradeNo }];
}

interface OnAccount {
  readonly customer: string;
  readonly orderedOn: Day;
  readonly dueOn: Day;
  readonly amount: number;
  /** Transfers that name the order. */
  readonly transfers: readonly { readonly day: Day; readonly amount: number }[];
}

/** A sale on account with its customer's transfers; returns the order's number. */
export function sellOnAccount({ draft, random }: Pick<Scene, 'draft' | 'random'>, sale: OnAccount): string {
  const { customer, dueOn, amount, transfers } = sale;
  const serial = draft.orders.length + 90_000;
  const order = newSaleOnAccount(random, { customer, day: sale.orderedOn, dueOn, amount, serial });
  draft.orders.push(order);
  for (const transfer of transfers) {
    draft.bank.push(bankEntry(random, { ...transfer, counterparty: customer, memo: `货款 ${order.orderNo}` }));
  }
  return order.orderNo;
}

/** A payout that never reached the bank. */
export function losePayout(scene: PayoutScene): readonly Planted[] {
  const { payout, credit } = takePayout(scene);
  drop(scene.settled.bank, credit);
  return [{ code: 'payout-missing', batchNo: payout.batchNo, expected: payout.amount }];
}

/** A payout of which the bank credited another amount, near enough to be the same money. */
export function changePayout(scene: PayoutScene, differenceFen: number): readonly Planted[] {
  const { payout, credit } = takePayout(scene);
  const actual = payout.amount + differenceFen;
  change(scene.settled.bank, credit, { amount: actual });
  return [
    { code: 'payout-mismatch', batchNo: payout.batchNo, expected: payout.amount, actual, difference: differenceFen },
  ];
}

/** Money from somebody the books don't know. */
export function creditFromStranger(scene: PayoutScene, day: Day): readonly Planted[] {
  const amount = scene.random.whole(100_000, 900_000) * 10 + 7;
  const entry = bankEntry(scene.random, { day, amount, counterparty: '张某某', memo: '转账' });
  scene.settled.bank.push(entry);
  return [{ code: 'bank-credit-unexplained', bankRef: entry.reference, actual: amount }];
}
