import type { Currency } from '../model/currency.ts';
import { addDays, dayInMonth, type Day } from '../model/day.ts';
import { applyRate, minor, minus, plus, ZERO, type Minor } from '../model/money.ts';
import type { FeeSchedule } from '../model/settings.ts';
import { expectedFee, scheduleOn } from '../settlement/index.ts';
import { boundsOf } from './facts.ts';
import { loadCoupons, type CouponSales } from './fee-coupons.ts';
import { eachLineGroup, type LineGroup } from './line-groups.ts';
import type { ReportContext } from './report.ts';

/** What a platform keeps, by what it is for. */
export const FEE_KINDS = ['payment', 'commission', 'service', 'withdrawal', 'tax', 'chargeback', 'unknown'] as const;
export type FeeKind = (typeof FEE_KINDS)[number];

export interface FeeKey {
  readonly month: string;
  readonly account: string;
  readonly shop: string | undefined;
  readonly currency: Currency;
}

/** Fees of one kind, of one account, shop and month. Amounts are positive when charged. */
export interface FeeSum extends FeeKey {
  readonly kind: FeeKind;
  readonly count: number;
  readonly charged: Minor;
  /** Of `charged`, what names no order and no trade. */
  readonly withoutOrder: Minor;
  /** Given back with refunds; positive. */
  readonly returned: Minor;
  /** By the contract, line by line; undefined where none is agreed. */
  readonly expected: Minor | undefined;
  /** The contract's rate on the sum of the lines. */
  readonly onTotal: Minor | undefined;
}

/** Sales less refunds: what all fees of a month are measured by. */
export interface FeeBase extends FeeKey {
  readonly sales: Minor;
  /** Positive. */
  readonly refunds: Minor;
  readonly base: Minor;
  /** Sale lines. */
  readonly count: number;
}

export interface FeeSums {
  readonly sums: readonly FeeSum[];
  readonly bases: readonly FeeBase[];
}

/** Gathers the fees of a span's lines, and of the month before it, by which a rate is measured. */
export interface FeeBook {
  /** Moments from here on and before there may count, as text. */
  readonly from: string;
  readonly next: string;
  readonly add: (group: LineGroup) => void;
  /** Told of sales that were added before. */
  readonly addCoupon: (sales: CouponSales) => void;
  /** Whether there may be sales paid with the merchant's own coupons. */
  readonly hasCoupons: () => boolean;
  readonly sums: () => FeeSums;
}

const MONTH_PLACES = 7;

/** An empty book of the context's days. */
export function newFeeBook(context: ReportContext): FeeBook {
  const { from, next } = boundsOf(context);
  const first = from === null ? '' : dayInMonth(from as Day, -1, 1);
  // A span that begins within a month leaves that month's earlier days out, and keeps the month before whole.
  const month = from === null ? '' : `${from.slice(0, MONTH_PLACES)}-01`;
  const isAsked = (day: Day): boolean => day < next && (day >= (from ?? '') || (day >= first && day < month));
  const accounts = new Map(context.settings.accounts.map((account) => [account.id, account.fees ?? []]));
  const books: Books = {
    sums: new Map(),
    bases: new Map(),
    scheduleOf: (line) => scheduleOn(accounts.get(line.account), line.day),
  };
  let hasCoupons = false;
  return {
    from: first,
    next,
    add(group) {
      if (group.isTold || NO_FEES.has(group.kind) || !isAsked(group.day)) return;
      hasCoupons ||= group.kind === 'subsidy';
      addGroup(group, books);
    },
    addCoupon(sales) {
      if (isAsked(sales.day)) addCoupon(sales, books);
    },
    hasCoupons: () => hasCoupons,
    sums: () => ({ sums: [...books.sums.values()].map(sumOf), bases: [...books.bases.values()] }),
  };
}

/** Fills books from one look at the lines. */
export async function fillFeeBooks(context: ReportContext, books: readonly FeeBook[]): Promise<void> {
  const [from = ''] = books.map((book) => book.from).sort();
  const next =
    books
      .map((book) => book.next)
      .sort()
      .at(-1) ?? '';
  await eachLineGroup(context, { from, next, fees: true }, (group) => {
    for (const book of books) book.add(group);
  });
  await addCoupons(context, books);
}

/** Tells books that were filled with lines of the merchant's own coupons, where there may be any. */
export async function addCoupons(context: ReportContext, books: readonly FeeBook[]): Promise<void> {
  for (const book of books.filter((one) => one.hasCoupons())) {
    for (const sales of await loadCoupons(context, book)) book.addCoupon(sales);
  }
}

/** Kinds of lines that move money about and have no part in what the platform keeps. */
const NO_FEES: ReadonlySet<string> = new Set(['reserve', 'release', 'transfer', 'deposit']);

interface Tally extends FeeKey {
  readonly kind: FeeKind;
  count: number;
  charged: Minor;
  withoutOrder: Minor;
  returned: Minor;
  expected: Minor;
  /** Sales by schedule, for the rate on their total. */
  readonly totals: Map<FeeSchedule, Minor>;
  hasContract: boolean;
}

interface Books {
  readonly sums: Map<string, Tally>;
  readonly bases: Map<string, FeeBase>;
  readonly scheduleOf: (line: Pick<LineGroup, 'account' | 'day'>) => FeeSchedule | undefined;
}

type Placed = Pick<LineGroup, 'account' | 'day' | 'shop' | 'currency'>;

function keyOf({ day, account, shop, currency }: Placed): FeeKey {
  return { month: day.slice(0, MONTH_PLACES), account, shop, currency };
}

function nameOf({ month, account, shop, currency }: FeeKey): string {
  return [month, account, shop ?? '', currency].join('\n');
}

function addGroup(group: LineGroup, books: Books): void {
  const key = keyOf(group);
  if (group.kind === 'sale' || group.kind === 'refund') addBase(books.bases, key, group);
  const kind = kindOf(group);
  if (kind === undefined) return;
  const id = `${nameOf(key)}\n${kind}`;
  const tally = books.sums.get(id) ?? newTally(key, kind);
  books.sums.set(id, tally);
  addTaken(tally, group);
  if (group.kind === 'sale') addContract(tally, group, books.scheduleOf(group));
}

function addBase(bases: Map<string, FeeBase>, key: FeeKey, { kind, gross, lines }: LineGroup): void {
  const name = nameOf(key);
  const before = bases.get(name) ?? { ...key, sales: ZERO, refunds: ZERO, base: ZERO, count: 0 };
  const isSale = kind === 'sale';
  bases.set(name, {
    ...before,
    sales: isSale ? plus(before.sales, gross) : before.sales,
    refunds: isSale ? before.refunds : minus(before.refunds, gross),
    base: plus(before.base, gross),
    count: before.count + (isSale ? lines : 0),
  });
}

/** A refund of no fee is no line of the fees. */
function addTaken(tally: Tally, row: LineGroup): void {
  const taken = takenBy(row);
  if (taken < 0) tally.returned = minus(tally.returned, taken);
  if (taken < 0 || (row.kind === 'refund' && taken === 0)) return;
  // Where fees stand in rows of their own, it is still the sales that are counted.
  if (tally.kind !== 'payment' || row.kind === 'sale') tally.count += row.lines;
  tally.charged = plus(tally.charged, taken);
  if (!row.isNamed) tally.withoutOrder = plus(tally.withoutOrder, taken);
}

function newTally(key: FeeKey, kind: FeeKind): Tally {
  const none = { charged: ZERO, withoutOrder: ZERO, returned: ZERO, expected: ZERO };
  return { ...key, ...none, kind, count: 0, totals: new Map(), hasContract: false };
}

/** The kinds of lines whose net is the fee itself; beside all others it stands in the fee's own column. */
const OWN_LINES: Readonly<Record<string, FeeKind>> = { commission: 'commission', tax: 'tax' };

function kindOf({ kind, isNamed, fee, net }: LineGroup): FeeKind | undefined {
  if (kind === 'sale' || kind === 'refund') return 'payment';
  if (kind === 'fee') return isNamed ? 'payment' : 'service';
  if (kind === 'unknown') return net < 0 ? 'unknown' : undefined;
  const own = OWN_LINES[kind];
  if (own !== undefined) return own;
  if (fee === 0) return undefined;
  if (kind === 'payout' || kind === 'payout-return') return 'withdrawal';
  return kind === 'chargeback' ? 'chargeback' : 'service';
}

/** What the line took: positive when charged, negative when given back. */
function takenBy({ kind, fee, net }: LineGroup): Minor {
  const isOwn = kind === 'fee' || kind === 'unknown' || OWN_LINES[kind] !== undefined;
  return minor(isOwn ? 0 - net : fee);
}

/** Where the amount of each sale isn't told, what they were charged is what the contract says. */
function addContract(tally: Tally, { each, gross, fee, lines }: LineGroup, schedule: FeeSchedule | undefined): void {
  if (schedule === undefined) return;
  tally.hasContract = true;
  tally.expected = plus(tally.expected, each === undefined ? fee : feesOn(schedule, each, lines));
  tally.totals.set(schedule, plus(tally.totals.get(schedule) ?? ZERO, gross));
}

/** By the contract, of so many sales of an amount. */
function feesOn(schedule: FeeSchedule, amount: Minor, sales: number): Minor {
  return amount === 0 ? ZERO : minor(expectedFee(schedule, amount) * sales);
}

/** Of sales paid with a coupon of the merchant's own, the fee is measured on the rest. */
function addCoupon(sales: CouponSales, { sums, scheduleOf }: Books): void {
  const tally = sums.get(`${nameOf(keyOf(sales))}\npayment`);
  const schedule = scheduleOf(sales);
  if (tally === undefined || schedule === undefined) return;
  const { gross, coupon, lines } = sales;
  const [whole, paid] = [gross, plus(gross, coupon)].map((amount) => feesOn(schedule, amount, lines));
  tally.expected = plus(minus(tally.expected, whole ?? ZERO), paid ?? ZERO);
  tally.totals.set(schedule, plus(tally.totals.get(schedule) ?? ZERO, minor(coupon * lines)));
}

function sumOf({ totals, hasContract, expected, ...tally }: Tally): FeeSum {
  const parts = [...totals].map(([schedule, total]) => applyRate(total, schedule.rate, schedule.rounding));
  return {
    ...tally,
    expected: hasContract ? expected : undefined,
    onTotal: hasContract ? plus(ZERO, ...parts) : undefined,
  };
}

/** The month before one, `2026-05` of `2026-06`. */
export function monthBefore(month: string): string {
  return addDays(`${month}-01` as Day, -1).slice(0, MONTH_PLACES);
}
