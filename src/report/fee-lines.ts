import type { Currency } from '../model/currency.ts';
import { addDays, dayInMonth, type Day } from '../model/day.ts';
import { applyRate, minor, minus, plus, ZERO, type Minor } from '../model/money.ts';
import type { FeeSchedule } from '../model/settings.ts';
import { batchFeeTolerance, expectedFee, scheduleOn } from '../settlement/index.ts';
import { boundsOf } from './facts.ts';
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

interface LineRow {
  readonly account: string;
  readonly currency: Currency;
  readonly day: string;
  readonly shop: string | null;
  readonly kind: string;
  readonly tied: number;
  readonly gross: number;
  /** Of a sale, `gross` less the merchant's own coupon in the same row of its file: what the fee is measured on. */
  readonly paid: number;
  readonly lines: number;
  readonly fee: number;
  readonly net: number;
}

/**
 * Lines by account, day (month where no contract changes within one), shop, kind and, of sales, gross amount: equal
 * sales have equal fees, so a million lines are a few thousand rows. What is given back never hides in what is charged.
 */
const LINES = `
  WITH coupon (statement_id, line, gross) AS (
    SELECT statement_id, line, SUM(gross_minor) FROM v_line
    WHERE kind = 'subsidy' AND gross_minor < 0 AND bill = 'trade' AND occurred_at >= :from AND occurred_at < :next
    GROUP BY statement_id, line
  )
  SELECT a.ref AS account, l.currency, substr(l.occurred_at, 1, :places) AS day, o.shop, l.kind,
         CASE WHEN l.order_no IS NULL AND l.trade_no IS NULL THEN 0 ELSE 1 END AS tied, l.gross_minor AS gross,
         l.gross_minor + COALESCE(c.gross, 0) AS paid, COUNT(*) AS lines, SUM(l.fee_minor) AS fee, SUM(l.net_minor) AS net
  FROM v_line l JOIN v_account a ON a.id = l.account_id
  LEFT JOIN coupon c ON c.statement_id = l.statement_id AND c.line = l.line AND l.kind = 'sale'
  LEFT JOIN v_line_match m ON m.line_id = l.id LEFT JOIN v_order o ON o.id = m.order_id
  WHERE l.occurred_at >= :from AND l.occurred_at < :next AND (l.occurred_at >= :start OR l.occurred_at < :month)
    AND l.kind NOT IN ('reserve', 'release', 'transfer', 'deposit')
    AND NOT (l.bill = 'fund' AND EXISTS (SELECT 1 FROM v_fund_tie tie WHERE tie.fund_line_id = l.id))
  GROUP BY a.ref, l.currency, substr(l.occurred_at, 1, :places), o.shop, l.kind,
           CASE WHEN l.order_no IS NULL AND l.trade_no IS NULL THEN 0 ELSE 1 END, l.gross_minor, c.gross,
           CASE WHEN l.fee_minor < 0 OR (l.kind IN ('fee', 'commission', 'tax', 'unknown') AND l.net_minor > 0) THEN 1 ELSE 0 END
  ORDER BY a.ref, l.currency, day, o.shop, l.kind, l.gross_minor`;

const MONTH_PLACES = 7;
const DAY_PLACES = 10;

/** Fee sums and bases of the months asked for, and of the month before the first of them. */
export async function loadFeeSums(
  context: ReportContext,
): Promise<{ readonly sums: readonly FeeSum[]; readonly bases: readonly FeeBase[] }> {
  const { from, next } = boundsOf(context);
  const accounts = new Map(context.settings.accounts.map((account) => [account.id, account.fees ?? []]));
  const isDated = [...accounts.values()].some((fees) => fees.length > 1 || fees.some((one) => one.from ?? one.to));
  const rows = await context.db.all<LineRow>(LINES, {
    from: from === null ? '' : dayInMonth(from as Day, -1, 1),
    next,
    // A span that begins within a month leaves that month's earlier days out, and keeps the month before whole.
    start: from ?? '',
    month: from === null ? '' : `${from.slice(0, MONTH_PLACES)}-01`,
    places: isDated ? DAY_PLACES : MONTH_PLACES,
  });
  const sums = new Map<string, Tally>();
  const bases = new Map<string, FeeBase>();
  for (const row of rows) addRow(row, { sums, bases, fees: accounts.get(row.account) ?? [] });
  return { sums: [...sums.values()].map(sumOf), bases: [...bases.values()] };
}

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
  readonly fees: readonly FeeSchedule[];
}

function addRow(row: LineRow, books: Books): void {
  const key: FeeKey = {
    month: row.day.slice(0, MONTH_PLACES),
    account: row.account,
    shop: row.shop ?? undefined,
    currency: row.currency,
  };
  const name = [key.month, key.account, key.shop ?? '', key.currency].join('\n');
  if (row.kind === 'sale' || row.kind === 'refund') addBase(books.bases, name, { key, row });
  const kind = kindOf(row);
  if (kind === undefined) return;
  const id = `${name}\n${kind}`;
  const tally = books.sums.get(id) ?? newTally(key, kind);
  books.sums.set(id, tally);
  addTaken(tally, row);
  if (row.kind === 'sale') addContract(tally, row, books.fees);
}

function addBase(
  bases: Map<string, FeeBase>,
  name: string,
  { key, row }: { readonly key: FeeKey; readonly row: LineRow },
): void {
  const before = bases.get(name) ?? { ...key, sales: ZERO, refunds: ZERO, base: ZERO, count: 0 };
  const gross = minor(row.gross * row.lines);
  const isSale = row.kind === 'sale';
  bases.set(name, {
    ...before,
    sales: isSale ? plus(before.sales, gross) : before.sales,
    refunds: isSale ? before.refunds : minus(before.refunds, gross),
    base: plus(before.base, gross),
    count: before.count + (isSale ? row.lines : 0),
  });
}

/** A refund of no fee is no line of the fees. */
function addTaken(tally: Tally, row: LineRow): void {
  const taken = takenBy(row);
  if (taken < 0) tally.returned = minus(tally.returned, taken);
  if (taken < 0 || (row.kind === 'refund' && taken === 0)) return;
  // Where fees stand in rows of their own, it is still the sales that are counted.
  if (tally.kind !== 'payment' || row.kind === 'sale') tally.count += row.lines;
  tally.charged = plus(tally.charged, taken);
  if (row.tied === 0) tally.withoutOrder = plus(tally.withoutOrder, taken);
}

function newTally(key: FeeKey, kind: FeeKind): Tally {
  const none = { charged: ZERO, withoutOrder: ZERO, returned: ZERO, expected: ZERO };
  return { ...key, ...none, kind, count: 0, totals: new Map(), hasContract: false };
}

/** The kinds of lines whose net is the fee itself; beside all others it stands in the fee's own column. */
const OWN_LINES: Readonly<Record<string, FeeKind>> = { commission: 'commission', tax: 'tax' };

function kindOf({ kind, tied, fee, net }: LineRow): FeeKind | undefined {
  if (kind === 'sale' || kind === 'refund') return 'payment';
  if (kind === 'fee') return tied === 1 ? 'payment' : 'service';
  if (kind === 'unknown') return net < 0 ? 'unknown' : undefined;
  const own = OWN_LINES[kind];
  if (own !== undefined) return own;
  if (fee === 0) return undefined;
  if (kind === 'payout' || kind === 'payout-return') return 'withdrawal';
  return kind === 'chargeback' ? 'chargeback' : 'service';
}

/** What the line took: positive when charged, negative when given back. */
function takenBy({ kind, fee, net }: LineRow): Minor {
  const isOwn = kind === 'fee' || kind === 'unknown' || OWN_LINES[kind] !== undefined;
  return minor(isOwn ? 0 - net : fee);
}

function addContract(tally: Tally, { paid, lines, day }: LineRow, fees: readonly FeeSchedule[]): void {
  const schedule = scheduleOn(fees, (day.length === DAY_PLACES ? day : `${day}-01`) as Day);
  if (schedule === undefined) return;
  tally.hasContract = true;
  const each = paid === 0 ? ZERO : expectedFee(schedule, minor(paid));
  tally.expected = plus(tally.expected, minor(each * lines));
  tally.totals.set(schedule, plus(tally.totals.get(schedule) ?? ZERO, minor(paid * lines)));
}

function sumOf({ totals, hasContract, expected, ...tally }: Tally): FeeSum {
  const parts = [...totals].map(([schedule, total]) => applyRate(total, schedule.rate, schedule.rounding));
  return {
    ...tally,
    expected: hasContract ? expected : undefined,
    onTotal: hasContract ? plus(ZERO, ...parts) : undefined,
  };
}

/** One settlement batch whose fees don't agree with the contract line by line. */
export interface BatchFee {
  readonly account: string;
  readonly batchNo: string;
  readonly currency: Currency;
  readonly lines: number;
  readonly base: Minor;
  readonly expected: Minor;
  readonly onTotal: Minor;
  readonly charged: Minor;
  /** charged − expected. */
  readonly difference: Minor;
  /** `on-total`: the platform took its rate on the batch, not on each line. */
  readonly verdict: 'on-total' | 'differs';
}

interface BatchRow {
  readonly account: string;
  readonly batch_no: string;
  readonly currency: Currency;
  readonly day: Day;
  readonly gross: number;
  readonly lines: number;
  readonly fee: number;
}

const BATCHES = `
  SELECT a.ref AS account, l.batch_no, l.currency, substr(MIN(l.occurred_at), 1, 10) AS day, l.gross_minor AS gross,
         COUNT(*) AS lines, SUM(l.fee_minor) AS fee
  FROM v_line l JOIN v_account a ON a.id = l.account_id
  WHERE l.batch_no IS NOT NULL AND l.kind = 'sale' AND l.occurred_at >= :from AND l.occurred_at < :next
  GROUP BY a.ref, l.batch_no, l.currency, l.gross_minor
  ORDER BY a.ref, l.batch_no, l.currency, l.gross_minor`;

/** Batches charged other than line by line, those furthest off first. Fees in rows of their own name no batch's lines. */
export async function loadBatchFees(context: ReportContext): Promise<readonly BatchFee[]> {
  const { from, next } = boundsOf(context);
  const accounts = new Map(context.settings.accounts.map((account) => [account.id, account.fees ?? []]));
  const rows = await context.db.all<BatchRow>(BATCHES, { from: from ?? '', next });
  const batches = new Map<string, BatchRow[]>();
  for (const row of rows) {
    const key = `${row.account}\n${row.batch_no}\n${row.currency}`;
    const own = batches.get(key);
    if (own) own.push(row);
    else batches.set(key, [row]);
  }
  return [...batches.values()]
    .flatMap((own) => batchFee(own, accounts.get(own[0]?.account ?? '') ?? []))
    .sort((left, right) => Math.abs(right.difference) - Math.abs(left.difference));
}

function batchFee(rows: readonly BatchRow[], fees: readonly FeeSchedule[]): readonly BatchFee[] {
  const [first] = rows;
  const schedule = first && scheduleOn(fees, first.day);
  if (!first || !schedule) return [];
  const lines = rows.reduce((sum, row) => sum + row.lines, 0);
  const base = plus(ZERO, ...rows.map((row) => minor(row.gross * row.lines)));
  const expected = plus(ZERO, ...rows.map((row) => minor(expectedFee(schedule, minor(row.gross)) * row.lines)));
  const charged = plus(ZERO, ...rows.map((row) => minor(row.fee)));
  const difference = minus(charged, expected);
  // No fee beside any line: it stands in rows of its own.
  if (difference === 0 || charged === 0) return [];
  const onTotal = applyRate(base, schedule.rate, schedule.rounding);
  const isOnTotal = charged === onTotal && Math.abs(difference) <= batchFeeTolerance(lines);
  const { account, batch_no: batchNo, currency } = first;
  const verdict = isOnTotal ? 'on-total' : 'differs';
  return [{ account, batchNo, currency, lines, base, expected, onTotal, charged, difference, verdict }];
}

/** The month before one, `2026-05` of `2026-06`. */
export function monthBefore(month: string): string {
  return addDays(`${month}-01` as Day, -1).slice(0, MONTH_PLACES);
}
