import { addDays } from '../model/day.ts';
import type { FindingCode } from '../model/finding.ts';
import type { BankEntry, Draft, ShopOrder, Trade } from './draft.ts';
import type { Random } from './random.ts';
import type { Payout, Settled } from './wallet.ts';

/** A finding that a correct reconciliation must report, because its cause was planted. Amounts in fen, signed. */
export interface Planted {
  readonly code: FindingCode;
  readonly orderNo?: string;
  readonly tradeNo?: string;
  readonly batchNo?: string;
  readonly bankRef?: string;
  readonly expected?: number;
  readonly actual?: number;
  readonly difference?: number;
}

/** A draft in which mistakes are being planted, each on an order of its own. */
export interface Scene {
  readonly draft: Draft;
  readonly random: Random;
  readonly taken: Set<string>;
}

export interface Sale {
  readonly order: ShopOrder;
  readonly trade: Trade;
}

/** An order nobody has touched: paid once through a wallet, not paid back. Throws when none fits. */
export function takeSale(scene: Scene, wanted: (sale: Sale) => boolean = () => true): Sale {
  const { draft, random, taken } = scene;
  const start = random.whole(0, draft.orders.length - 1);
  for (let offset = 0; offset < draft.orders.length; offset += 1) {
    const order = draft.orders[(start + offset) % draft.orders.length];
    if (order?.wallet === undefined || order.refunded !== 0 || taken.has(order.orderNo)) continue;
    const trade = draft.trades.find((candidate) => candidate.orderNo === order.orderNo);
    if (trade === undefined || !wanted({ order, trade })) continue;
    taken.add(order.orderNo);
    return { order, trade };
  }
  throw new Error('the month has no order left for this mistake');
}

/** The settled month, in which mistakes between payout and bank are being planted. */
export interface PayoutScene {
  readonly settled: Settled;
  readonly random: Random;
  readonly taken: Payout[];
}

interface Arrival {
  readonly payout: Payout;
  readonly credit: BankEntry;
}

/** Mistakes on payouts keep apart in amount, so that one can't be taken for the other's counterpart. */
const FEN_APART = 4000;
const PERCENT_APART = 7;
/** What is planted must be past every due day and grace when the month is checked. */
const DAYS_BEFORE_AS_OF = 7;
/** Below this, the share and the fixed amount of payout-mismatch can't be told apart. */
const SMALLEST_PAYOUT = 20_000;

/** A payout that arrived well before the end, unlike every payout taken before. Throws when none fits. */
export function takePayout(scene: PayoutScene, wanted: (payout: Payout) => boolean = () => true): Arrival {
  const { settled, random, taken } = scene;
  const latest = addDays(settled.draft.options.asOf, -DAYS_BEFORE_AS_OF);
  const start = random.whole(0, settled.payouts.length - 1);
  for (let offset = 0; offset < settled.payouts.length; offset += 1) {
    const payout = settled.payouts[(start + offset) % settled.payouts.length];
    if (payout === undefined || payout.arrivesOn > latest || payout.amount < SMALLEST_PAYOUT) continue;
    if (hasTwin(settled, payout)) continue;
    const credit = settled.bank.find((entry) => entry.batchNo === payout.batchNo);
    if (credit === undefined || taken.some((other) => isNear(other, payout)) || !wanted(payout)) continue;
    taken.push(payout);
    return { payout, credit };
  }
  throw new Error('the month has no payout left for this mistake');
}

function isNear(left: Payout, right: Payout): boolean {
  return Math.abs(left.amount - right.amount) < FEN_APART + Math.floor((right.amount * PERCENT_APART) / 100);
}

/** Another payout of the same amount: a mistake on one of them could as well be the other's. */
function hasTwin(settled: Settled, payout: Payout): boolean {
  return settled.payouts.some((other) => other !== payout && other.amount === payout.amount);
}
