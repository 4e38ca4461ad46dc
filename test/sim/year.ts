import { bankRows } from '../../src/demo/bank.ts';
import { type BankEntry, type Draft, type MonthOptions, type ShopOrder } from '../../src/demo/draft.ts';
import { yuan } from '../../src/demo/fen.ts';
import { alipayFile, bankFile, ordersFile, type StatementFile } from '../../src/demo/files.ts';
import { seededRandom, type Random } from '../../src/demo/random.ts';
import { bankEntry, draftMonth, newSaleOnAccount } from '../../src/demo/sales.ts';
import { settingsText } from '../../src/demo/settings.ts';
import { settleDraft, type Settled } from '../../src/demo/wallet.ts';
import { addDays, dayOf, daysBetween, parseMonth, type Day } from '../../src/model/day.ts';
import { payAfterMidnight } from './book-faults.ts';
import { HOLIDAYS, WORKED_WEEKENDS } from './holidays.ts';
import { SHOP } from './world.ts';

/*
 * A simulated year and its truth: `const year = simulateYear(7)`, import `year.months[i].files` month by month (or all
 * of them at once), ask `--as-of year.months[i].to`, compare with `year.months[i].open`.
 *
 * Twelve months of 2026 in real layouts: orders paid by Alipay, withdrawn every fourth day into one bank account; sales
 * on account paid early, on the day, late, in part, in two transfers, two by one transfer, too much, by cheque, in cash,
 * or never; orders paid before midnight of a month's last day and settled after it; withdrawals over a month's end.
 * Nothing is wrong in it: no finding but receivable-overdue, bank-debit-unexplained and receipt-unapplied.
 */

/** What a customer owes at a day, in fen. */
export interface OpenReceivable {
  readonly orderNo: string;
  readonly customer: string;
  readonly orderedOn: Day;
  readonly due: Day;
  readonly amount: number;
  readonly paid: number;
  readonly open: number;
  /** 0.05 % a day of what was open at the start of the day, walked day by day, half up once at the end. */
  readonly lateFee: number;
}

/** What isn't done at the end of a day, in fen. */
export interface OpenItems {
  readonly receivables: readonly OpenReceivable[];
  /** Paid by customers beyond what they owed. */
  readonly unapplied: readonly { readonly customer: string; readonly amount: number }[];
  /** Withdrawals that the bank hasn't credited yet. */
  readonly payoutsInTransit: readonly { readonly batchNo: string; readonly amount: number; readonly due: Day }[];
  /** Orders paid on the day that the platform settles on the next. */
  readonly unsettled: readonly { readonly orderNo: string; readonly amount: number }[];
  readonly bankBalance: number;
  readonly walletBalance: number;
}

interface YearMonth {
  /** `2026-06`. */
  readonly month: string;
  readonly from: Day;
  readonly to: Day;
  /** What a bookkeeper has for the month, and for no other. */
  readonly files: readonly StatementFile[];
  /** At the end of the month. */
  readonly open: OpenItems;
}

interface SimulatedYear {
  readonly settings: string;
  readonly months: readonly YearMonth[];
  /** The same for any day of the year. */
  readonly openOn: (day: Day) => OpenItems;
}

const MONTHS = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`);
const CUSTOMERS = ['杭州云杉贸易有限公司', '苏州青禾食品有限公司', '宁波海岳进出口有限公司', '上海拓川科技有限公司'];
const CREDIT_DAYS = [7, 15, 30, 45, 60, 90] as const;
const WALLET_OPENING = 123_456;
const BANK_OPENING = 5_000_000;
const LATE_FEE_PER_10_000 = 5;

interface Paid {
  readonly on: Day;
  readonly amount: number;
}

/** A sale on account with all that is ever paid on it within the year. */
interface Account {
  readonly order: ShopOrder;
  readonly due: Day;
  readonly paid: readonly Paid[];
  readonly surplus: number;
}

interface ReceiptRow extends Paid {
  readonly receiptNo: string;
  readonly customer: string;
  readonly method: 'cash' | 'cheque' | 'transfer';
  readonly reference: string;
  readonly orderNo: string;
}

interface YearScene {
  readonly random: Random;
  readonly accounts: Account[];
  readonly bank: BankEntry[];
  readonly receipts: ReceiptRow[];
  /** Ends the next order's number. */
  serial: number;
}

interface YearOptions {
  /** Orders paid through the wallet, a month. */
  readonly orders?: number;
  /** Sales on account, a month. */
  readonly accounts?: number;
}

/** The same year for the same seed and options. */
export function simulateYear(seed: number, { orders = 40, accounts = 6 }: YearOptions = {}): SimulatedYear {
  const random = seededRandom(seed);
  const drafts = MONTHS.map((month) => draftMonth(monthOptions(seed, month, orders), random));
  const scene: YearScene = { random, accounts: [], bank: [], receipts: [], serial: 70_000_000 };
  for (const month of MONTHS) for (let index = 0; index < accounts; index += 1) sellInMonth(scene, month);
  const draft = merged(drafts, scene);
  crossMonthEnds(draft, random);
  const settled = settleDraft(draft, random);
  const openOn = (day: Day): OpenItems => openItems(settled, scene, day);
  return {
    settings: settingsOf(),
    months: MONTHS.map((month) => {
      const { from, to } = rangeOf(month);
      return { month, from, to, files: filesOf(settled, scene, { from, to }), open: openOn(to) };
    }),
    openOn,
  };
}

/** Without the wallet that the year doesn't use: a close asks for its statements. */
function settingsOf(): string {
  return settingsText(SHOP).replace(/ {2}- id: wechat\n(?: {4}.*\n)+/u, '');
}

function rangeOf(month: string): { readonly from: Day; readonly to: Day } {
  const range = parseMonth(month);
  if (range === undefined) throw new Error(`no month: ${month}`);
  return range;
}

/** A month closed in itself: what is paid back is paid back before its end. */
function monthOptions(seed: number, month: string, orders: number): MonthOptions {
  const { from, to } = rangeOf(month);
  return {
    ...{ seed, orders, shop: SHOP, from, to, asOf: to, holidays: HOLIDAYS, workedWeekends: WORKED_WEEKENDS },
    ...{ wechatPercent: 0, refundPercent: 3, bankOpening: BANK_OPENING, alipayOpening: WALLET_OPENING },
  };
}

function merged(drafts: readonly Draft[], scene: YearScene): Draft {
  const [first] = drafts;
  if (first === undefined) throw new Error('a year has months');
  return {
    options: { ...first.options, to: '2026-12-31' as Day, asOf: '2026-12-31' as Day },
    orders: [...drafts.flatMap((draft) => draft.orders), ...scene.accounts.map((account) => account.order)],
    trades: drafts.flatMap((draft) => draft.trades),
    refunds: drafts.flatMap((draft) => draft.refunds),
    movements: [],
    bank: [...drafts.flatMap((draft) => draft.bank), ...scene.bank],
    returnedOn: { wechat: new Set(), alipay: new Set() },
  };
}

/** Of every month but the last, one order paid in its last minute and settled in the first of the next. */
function crossMonthEnds(draft: Draft, random: Random): void {
  const scene = { draft, random, taken: new Set<string>() };
  for (const month of MONTHS.slice(0, -1)) {
    payAfterMidnight(scene, daysBetween(draft.options.from, rangeOf(month).to));
  }
}

type Way = (scene: YearScene, sale: Sale) => void;

interface Sale {
  readonly order: ShopOrder;
  readonly customer: string;
  readonly orderedOn: Day;
  readonly due: Day;
  readonly amount: number;
}

/** How a customer pays, each as likely as it stands here. */
const WAYS: readonly Way[] = [
  (scene, sale) => {
    byTransfer(scene, sale, [{ on: addDays(sale.due, -scene.random.whole(0, 5)), amount: sale.amount }]);
  },
  (scene, sale) => {
    byTransfer(scene, sale, [{ on: addDays(sale.due, scene.random.whole(1, 120)), amount: sale.amount }]);
  },
  (scene, sale) => {
    const first = scene.random.whole(1, sale.amount - 1);
    const late = addDays(sale.due, scene.random.whole(-3, 100));
    byTransfer(scene, sale, [
      { on: addDays(sale.orderedOn, scene.random.whole(1, 6)), amount: first },
      { on: late, amount: sale.amount - first },
    ]);
  },
  (scene, sale) => {
    byTransfer(scene, sale, [
      { on: addDays(sale.due, scene.random.whole(-3, 20)), amount: scene.random.whole(1, sale.amount - 1) },
    ]);
  },
  (scene, sale) => {
    byTransfer(scene, sale, []);
  },
  paidTooMuch,
  twoByOneTransfer,
  outsideTheBank,
  toldTwice,
];

function sellInMonth(scene: YearScene, month: string): void {
  const { random } = scene;
  const { from } = rangeOf(month);
  const sale = newSale(scene, {
    customer: random.pick(CUSTOMERS),
    orderedOn: addDays(from, random.whole(0, 27)),
    creditDays: random.pick(CREDIT_DAYS),
  });
  random.pick(WAYS)(scene, sale);
}

interface Terms {
  readonly customer: string;
  readonly orderedOn: Day;
  readonly creditDays: number;
}

/** Amounts no payout comes near, a few fen beside the yuan so that roundings show. */
function newSale(scene: YearScene, { customer, orderedOn, creditDays }: Terms): Sale {
  const { random } = scene;
  const amount = random.whole(30_000_000, 90_000_000);
  const due = addDays(orderedOn, creditDays);
  const order = newSaleOnAccount(random, { customer, day: orderedOn, dueOn: due, amount, serial: scene.serial });
  scene.serial += 1;
  return { order, customer, orderedOn, due, amount };
}

/** Only what is paid before the year ends is known to it. */
function within(payments: readonly Paid[]): readonly Paid[] {
  return payments.filter((paid) => paid.on <= '2026-12-31');
}

function byTransfer(scene: YearScene, { order, customer, due }: Sale, payments: readonly Paid[]): void {
  const paid = within(payments);
  scene.accounts.push({ order, due, paid, surplus: 0 });
  for (const { on, amount } of paid) transfer(scene, { on, amount, customer, numbers: [order.orderNo] });
}

interface Transfer extends Paid {
  readonly customer: string;
  readonly numbers: readonly string[];
}

function transfer({ bank, random }: YearScene, { on, amount, customer, numbers }: Transfer): BankEntry {
  const entry = bankEntry(random, { day: on, amount, counterparty: customer, memo: `货款 ${numbers.join(' ')}` });
  bank.push(entry);
  return entry;
}

function paidTooMuch(scene: YearScene, { order, customer, due, amount }: Sale): void {
  const surplus = scene.random.whole(1, 50_000);
  const paid = within([{ on: due, amount }]);
  scene.accounts.push({ order, due, paid, surplus: paid.length === 0 ? 0 : surplus });
  for (const { on } of paid) transfer(scene, { on, amount: amount + surplus, customer, numbers: [order.orderNo] });
}

/** The transfer names both orders and pays both, on the day the first is due. */
function twoByOneTransfer(scene: YearScene, sale: Sale): void {
  const { customer, orderedOn } = sale;
  const other = newSale(scene, { customer, orderedOn, creditDays: scene.random.pick(CREDIT_DAYS) });
  const on = sale.due;
  for (const one of [sale, other]) {
    scene.accounts.push({ order: one.order, due: one.due, paid: within([{ on, amount: one.amount }]), surplus: 0 });
  }
  for (const { amount } of within([{ on, amount: sale.amount + other.amount }])) {
    transfer(scene, { on, amount, customer, numbers: [sale.order.orderNo, other.order.orderNo] });
  }
}

/** Cash or a cheque: only the receipts file tells of it. */
function outsideTheBank(scene: YearScene, { order, customer, due, amount }: Sale): void {
  const { random } = scene;
  const paid = within([{ on: addDays(due, random.whole(-5, 40)), amount }]);
  scene.accounts.push({ order, due, paid, surplus: 0 });
  const method = random.pick(['cash', 'cheque'] as const);
  for (const one of paid) scene.receipts.push(receiptRow(scene, { ...one, customer, method, orderNo: order.orderNo }));
}

/** A transfer that the receipts file tells as well, by the bank's number: the same money once. */
function toldTwice(scene: YearScene, { order, customer, due, amount }: Sale): void {
  const paid = within([{ on: addDays(due, scene.random.whole(-2, 10)), amount }]);
  scene.accounts.push({ order, due, paid, surplus: 0 });
  for (const one of paid) {
    const { reference } = transfer(scene, { ...one, customer, numbers: [] });
    const row = receiptRow(scene, { ...one, customer, method: 'transfer', orderNo: order.orderNo });
    scene.receipts.push({ ...row, reference });
  }
}

function receiptRow({ receipts }: YearScene, row: Omit<ReceiptRow, 'receiptNo' | 'reference'>): ReceiptRow {
  return { ...row, receiptNo: `SK2026${String(receipts.length + 1).padStart(6, '0')}`, reference: '' };
}

interface Range {
  readonly from: Day;
  readonly to: Day;
}

function filesOf(settled: Settled, scene: YearScene, { from, to }: Range): readonly StatementFile[] {
  const isIn = (day: Day): boolean => day >= from && day <= to;
  const month = from.slice(0, 7);
  const rows = bankRows(settled.bank, BANK_OPENING).filter((row) => isIn(dayOf(row.at)));
  const orders = settled.draft.orders.filter((order) => isIn(dayOf(order.orderedAt)));
  const receipts = scene.receipts.filter((row) => isIn(row.on));
  return [
    ordersFile({ ...settled, draft: { ...settled.draft, orders } }, `orders-${month}.csv`),
    alipayFile(settled, from, to),
    bankFile(rows, settled, month.replace('-', '')),
    ...(receipts.length === 0 ? [] : [receiptsFile(receipts, `receipts-${month}.csv`)]),
  ];
}

function receiptsFile(rows: readonly ReceiptRow[], name: string): StatementFile {
  const lines = rows.map((row) =>
    [row.receiptNo, row.on, row.customer, row.method, yuan(row.amount), 'CNY', row.reference, row.orderNo].join(','),
  );
  const header = 'receipt_no,received_on,customer,method,amount,currency,reference,applies_to';
  return { name, bytes: new TextEncoder().encode([header, ...lines, ''].join('\n')) };
}

function openItems(settled: Settled, { accounts }: YearScene, day: Day): OpenItems {
  const { draft, payouts, wallets, bank } = settled;
  const arrivedOn = new Map(bank.map((entry) => [entry.batchNo, dayOf(entry.at)]));
  const owed = accounts.filter((account) => dayOf(account.order.orderedAt) <= day);
  const settledOn = new Map(draft.trades.map((trade) => [trade.orderNo, dayOf(trade.at)]));
  return {
    receivables: owed.map((account) => receivableOn(account, day)).filter((receivable) => receivable.open > 0),
    unapplied: owed
      .filter(({ surplus, paid }) => surplus > 0 && paid.every(({ on }) => on <= day))
      .map(({ order, surplus }) => ({ customer: order.customer ?? '', amount: surplus })),
    payoutsInTransit: payouts
      .filter(({ at, batchNo }) => dayOf(at) <= day && (arrivedOn.get(batchNo) ?? '9999') > day)
      .map(({ batchNo, amount, arrivesOn }) => ({ batchNo, amount, due: arrivesOn })),
    unsettled: draft.orders
      .filter(
        ({ paidAt, orderNo }) => paidAt !== undefined && dayOf(paidAt) <= day && (settledOn.get(orderNo) ?? '') > day,
      )
      .map(({ orderNo, payable }) => ({ orderNo, amount: payable })),
    bankBalance: bankRows(bank, BANK_OPENING).findLast((row) => dayOf(row.at) <= day)?.balance ?? BANK_OPENING,
    walletBalance: wallets.alipay.findLast((row) => dayOf(row.at) <= day)?.balance ?? WALLET_OPENING,
  };
}

function receivableOn({ order, due, paid: payments }: Account, day: Day): OpenReceivable {
  const paid = paidBy(payments, day);
  return {
    ...{ orderNo: order.orderNo, customer: order.customer ?? '', orderedOn: dayOf(order.orderedAt) },
    ...{ due, amount: order.payable, paid, open: order.payable - paid },
    lateFee: lateFeeByDays(order.payable, { due, payments, day }),
  };
}

function paidBy(payments: readonly Paid[], day: Day): number {
  return payments.filter(({ on }) => on <= day).reduce((total, { amount }) => total + amount, 0);
}

interface Lateness {
  readonly due: Day;
  readonly payments: readonly Paid[];
  readonly day: Day;
}

/** Day by day from the one after the due day: a payment lowers what is owed from the day after it. */
function lateFeeByDays(amount: number, { due, payments, day }: Lateness): number {
  let product = 0;
  for (let walked = addDays(due, 1); walked <= day; walked = addDays(walked, 1)) {
    product += (amount - paidBy(payments, addDays(walked, -1))) * LATE_FEE_PER_10_000;
  }
  return Math.floor((2 * product + 10_000) / 20_000);
}
