import { bankRows } from '../../src/demo/bank.ts';
import type { MonthOptions, Shop } from '../../src/demo/draft.ts';
import { seededRandom, type Random } from '../../src/demo/random.ts';
import { draftMonth } from '../../src/demo/sales.ts';
import type { PayoutScene, Planted } from '../../src/demo/scene.ts';
import { settingsText } from '../../src/demo/settings.ts';
import { settleDraft, type Settled } from '../../src/demo/wallet.ts';
import type { StatementFile } from '../../src/demo/files.ts';
import { addDays, dayOf, parseMonth } from '../../src/model/day.ts';
import { paidInFull } from './accounts.ts';
import { BANK_FAULTS, BOOK_FAULTS, type FaultName } from './faults.ts';
import { HOLIDAYS, WORKED_WEEKENDS } from './holidays.ts';
import { wholeLayout } from './layouts.ts';
import type { SimScene } from './sim-scene.ts';
import { truthFinding, type Truth } from './truth.ts';

export const SHOP: Shop = {
  book: '杭州示例商贸有限公司',
  store: '自营商城',
  merchant: '1900000001',
  alipayAccount: '20880000000000010156',
  bankAccount: '33050161763500000123',
};
/** Sales on account that every month has, paid in full: money at the bank that isn't a payout. */
const QUIET_SALES_ON_ACCOUNT = 3;

interface SimulationOptions {
  /** Orders paid through the wallets. Each planted mistake takes one. */
  readonly orders: number;
  /** Planted in this order; a name may stand more than once. None by default. */
  readonly faults?: readonly FaultName[];
  /** `2026-06` by default; January to November 2026, whose holidays are known here. */
  readonly month?: string;
}

interface Simulated {
  readonly settings: string;
  readonly files: readonly StatementFile[];
  readonly truth: Truth;
  /** For each of the truth's findings, which planted mistake leads to it. */
  readonly causes: readonly string[];
  /** What the files were written from, for other layouts of the same month. */
  readonly settled: Settled;
}

/** A month with planted mistakes and its truth, the same for the same seed and options. */
export function simulateMonth(seed: number, { orders, faults = [], month = '2026-06' }: SimulationOptions): Simulated {
  const options = monthOptions(seed, orders, month);
  const random = seededRandom(seed);
  const scene: SimScene = { draft: draftMonth(options, random), random, taken: new Set(), receivables: [] };
  for (let index = 0; index < QUIET_SALES_ON_ACCOUNT; index += 1) paidInFull(scene);
  const planted: Caused[] = [];
  for (const name of faults) if (isBookFault(name)) planted.push(...caused(name, BOOK_FAULTS[name](scene)));
  const settled = settleDraft(scene.draft, random);
  planted.push(...caused('payout-returned', returnedPayouts(settled)), ...plantAtBank(settled, random, faults));
  return {
    settings: settingsText(SHOP),
    files: wholeLayout(settled),
    truth: truthOf(
      settled,
      scene,
      planted.map((one) => one.planted),
    ),
    causes: planted.map((one) => one.cause),
    settled,
  };
}

interface Caused {
  readonly cause: string;
  readonly planted: Planted;
}

function caused(cause: string, planted: readonly Planted[]): readonly Caused[] {
  return planted.map((one) => ({ cause, planted: one }));
}

function monthOptions(seed: number, orders: number, month: string): MonthOptions {
  const range = parseMonth(month);
  if (range === undefined) throw new Error(`no month: ${month}`);
  return {
    ...{ seed, orders, shop: SHOP, from: range.from, to: range.to, asOf: addDays(range.to, 4) },
    ...{ holidays: HOLIDAYS, workedWeekends: WORKED_WEEKENDS, wechatPercent: 60, refundPercent: 3 },
    ...{ bankOpening: 5_000_000, alipayOpening: 123_456 },
  };
}

function isBookFault(name: FaultName): name is keyof typeof BOOK_FAULTS {
  return name in BOOK_FAULTS;
}

function plantAtBank(settled: Settled, random: Random, faults: readonly FaultName[]): readonly Caused[] {
  const returned = settled.payouts.filter((payout) => payout.returned);
  const scene: PayoutScene = { settled, random, taken: [...returned] };
  return faults.flatMap((name) => (isBookFault(name) ? [] : caused(name, BANK_FAULTS[name](scene))));
}

function returnedPayouts(settled: Settled): readonly Planted[] {
  return settled.payouts
    .filter((payout) => payout.returned)
    .map((payout) => ({ code: 'payout-returned', batchNo: payout.batchNo }) as const);
}

function truthOf(settled: Settled, scene: SimScene, planted: readonly Planted[]): Truth {
  const { asOf, from } = settled.draft.options;
  const credits = settled.bank.filter((entry) => entry.batchNo !== undefined && dayOf(entry.at) <= asOf);
  return {
    as_of: asOf,
    period: from.slice(0, 7),
    findings: planted.map(truthFinding),
    payouts: credits.map((entry) => ({ payout: entry.batchNo ?? '', bank: entry.reference, amount: entry.amount })),
    receivables: scene.receivables,
    ...controls(settled),
    debits: settled.bank.filter((entry) => entry.amount < 0).map((entry) => entry.reference),
  };
}

function controls(settled: Settled): Pick<Truth, 'counts' | 'sums'> {
  const { draft, wallets, bank } = settled;
  const trades = (wallet: string): number =>
    sum(draft.trades.filter((trade) => trade.wallet === wallet).map((trade) => trade.gross));
  const fees = (wallet: string): number =>
    sum(draft.trades.filter((trade) => trade.wallet === wallet).map((trade) => trade.fee));
  const refunds = (wallet: string): number =>
    sum(draft.refunds.filter((refund) => refund.wallet === wallet).map((refund) => refund.amount));
  const back = (wallet: string): number =>
    sum(draft.refunds.filter((refund) => refund.wallet === wallet).map((refund) => refund.feeBack));
  const opening = draft.options.bankOpening;
  const wechatLines = [...draft.trades, ...draft.refunds].filter((line) => line.wallet === 'wechat').length;
  return {
    counts: {
      ...{ orders: draft.orders.length, wechat_lines: wechatLines, bank: bank.length },
      ...{ wechat_fund: wallets.wechat.length, alipay_fund: wallets.alipay.length },
    },
    sums: {
      orders_payable: sum(draft.orders.map((order) => order.payable)),
      wechat_gross: trades('wechat') - refunds('wechat'),
      wechat_fee: fees('wechat') - back('wechat'),
      alipay_gross: trades('alipay') - refunds('alipay'),
      alipay_fee: fees('alipay') - back('alipay'),
      bank_in: sum(bank.filter((entry) => entry.amount > 0).map((entry) => entry.amount)),
      bank_out: sum(bank.filter((entry) => entry.amount < 0).map((entry) => entry.amount)),
      bank_opening: opening,
      bank_closing: bankRows(bank, opening).at(-1)?.balance ?? opening,
    },
  };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((left, right) => left + right, 0);
}
