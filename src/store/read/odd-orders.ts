import type { Day } from '../../model/day.ts';
import type { Database, SqlParams } from '../database.ts';

/** A flat contract rate as a fraction: fee = gross × numerator / denominator. */
export interface RateFraction {
  readonly accountId: number;
  readonly numerator: number;
  readonly denominator: number;
}

/** What the kept list of odd orders rests on: it is right as long as nothing of this has changed. */
export interface OddBasis {
  readonly rates: readonly RateFraction[];
  readonly lastOrder: number;
  readonly lastLine: number;
  /** The last day on which any order or line happened: as of a later day all of them count. Empty without any. */
  readonly through: string;
  /** How many matches each pass holds; missing in books that an earlier version matched. */
  readonly held?: HeldMatches;
}

/** Matched lines, by the pass that matched them. */
export type HeldMatches = Readonly<Record<string, number>>;

/** Under which the basis is left. */
export const ODD_BASIS = 'odd-orders';

/** The basis of the kept list, and whether other rows came since; undefined where there is none, or other rates hold. */
export async function loadKeptBasis(
  db: Database,
  rates: readonly RateFraction[],
): Promise<{ readonly basis: OddBasis; readonly isCurrent: boolean } | undefined> {
  const [row] = await db.all<{ summary: string; last_order: number; last_line: number; stale: number }>(
    'SELECT summary, last_order, last_line, stale FROM v_odd_basis',
  );
  if (row === undefined) return undefined;
  // Written by `keepOddOrders` alone.
  const basis = JSON.parse(row.summary) as OddBasis;
  if (JSON.stringify(basis.rates) !== JSON.stringify(rates)) return undefined;
  const isCurrent = basis.lastOrder === row.last_order && basis.lastLine === row.last_line && row.stale === 0;
  return { basis, isCurrent };
}

/** The basis of the kept list where it holds as it stands. */
export async function loadOddBasis(db: Database, rates: readonly RateFraction[]): Promise<OddBasis | undefined> {
  const kept = await loadKeptBasis(db, rates);
  return kept?.isCurrent === true ? kept.basis : undefined;
}

/** Whether the kept list stands for all orders as of the day before `next`: every row happened by then. */
export async function keptListHolds(db: Database, next: Day, rates: readonly RateFraction[]): Promise<boolean> {
  const basis = await loadOddBasis(db, rates);
  return basis !== undefined && basis.through < next;
}

/** What the last match left, whatever rates hold now; undefined where no list is kept: matches changed otherwise since. */
export async function loadLastBasis(db: Database): Promise<OddBasis | undefined> {
  const [row] = await db.all<{ summary: string }>('SELECT summary FROM v_odd_basis');
  return row === undefined ? undefined : (JSON.parse(row.summary) as OddBasis);
}

/** How many lines are matched with an order: counted where it isn't known what the last match left. */
export async function countMatchedLines(db: Database): Promise<number> {
  const held = (await loadLastBasis(db))?.held;
  if (held !== undefined) return Object.values(held).reduce((sum, count) => sum + count, 0);
  const [row] = await db.all<{ lines: number }>('SELECT COUNT(*) AS lines FROM v_line_match');
  return row?.lines ?? 0;
}

/** Parameters of `oddOrders`. */
export function rateParams(rates: readonly RateFraction[]): SqlParams {
  return Object.fromEntries(
    rates.flatMap((rate, index) => [
      [`a${index}`, rate.accountId],
      [`n${index}`, rate.numerator],
      [`d${index}`, rate.denominator],
    ]),
  );
}

/**
 * SELECT of id and account of every order `o` that isn't provably clean: its lines don't come to what it was to
 * bring, or anything about it is unusual. What is left out has one sale line of the right amount, currency and fee a
 * trade, no refund, and an ordinary status. `from` holds the orders to look at as `o`; with `before`, only what happened
 * before :next counts.
 */
export function oddOrders(
  rates: readonly RateFraction[],
  { from, before }: { readonly from: string; readonly before: boolean },
): string {
  // Looked up in the row at hand: a table of rates would be joined to each of a million lines.
  const ofAccount = (name: 'n' | 'd'): string => {
    const cases = rates.map((_, index) => `WHEN :a${index} THEN :${name}${index}`).join(' ');
    return rates.length === 0 ? 'NULL' : `CASE l.account_id ${cases} END`;
  };
  const [numerator, denominator] = [ofAccount('n'), ofAccount('d')];
  const inTime = before ? 'AND l.occurred_at < :next' : '';
  const isUnusual = `(o.refunded_minor <> 0 OR o.status IN ('cancelled', 'unpaid')
    OR o.order_no IN (SELECT v.order_no FROM v_order_version v WHERE v.newest = 0))`;
  return `
    SELECT o.id, o.account_id
    FROM ${from}
    LEFT JOIN v_line_match m ON m.order_id = o.id
    LEFT JOIN v_line l ON l.id = m.line_id ${inTime}
    WHERE ${before ? '(o.booked_at IS NULL OR o.booked_at < :next) AND' : ''}
      -- Most orders have one line, which fits: nothing has to be summed up for them.
      (${isUnusual} OR NOT EXISTS (
        SELECT 1 FROM v_line_match m CROSS JOIN v_line l
        WHERE l.id = m.line_id AND m.order_id = o.id AND l.kind = 'sale' ${inTime}
          AND l.gross_minor = o.payable_minor AND l.currency = o.currency
          AND (abs(l.fee_minor * ${denominator} - o.payable_minor * ${numerator}) * 2 < ${denominator}) IS NOT FALSE
          AND NOT EXISTS (SELECT 1 FROM v_line_match other WHERE other.order_id = o.id AND other.line_id <> m.line_id)))
    -- Order by order along the index of its matches: nothing has to be sorted.
    GROUP BY o.id, o.account_id
    HAVING SUM(CASE WHEN l.kind = 'sale' THEN 1 ELSE 0 END) <> 1
      OR MAX(CASE WHEN l.kind NOT IN ('sale', 'fee') OR l.currency <> o.currency OR ${isUnusual} THEN 1 ELSE 0 END) = 1
      OR SUM(CASE WHEN l.kind = 'sale' THEN l.gross_minor ELSE 0 END) <> MAX(o.payable_minor)
      OR MIN(l.account_id) <> MAX(l.account_id)
      OR MIN(l.trade_no) <> MAX(l.trade_no) OR COUNT(l.trade_no) NOT IN (0, COUNT(l.id))
      -- On the half unit the rounding decides: judged one by one, like everything beyond it.
      OR abs(SUM(l.fee_minor) * MAX(${denominator}) - MAX(o.payable_minor) * MAX(${numerator})) * 2 >= MAX(${denominator})`;
}
