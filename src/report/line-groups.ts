import type { Currency } from '../model/currency.ts';
import type { Day } from '../model/day.ts';
import { minor, minus, type Minor } from '../model/money.ts';
import { rateFraction } from '../settlement/index.ts';
import type { SqlParams } from '../store/database.ts';
import { loadAccounts, type StoredAccount } from '../store/read/accounts.ts';
import { rateParams, type RateFraction } from '../store/read/odd-orders.ts';
import type { ReportContext } from './report.ts';

/** What wallet lines that are alike come to. Where a part wasn't asked for, its cells are those of no line. */
export interface LineGroup {
  readonly account: string;
  readonly currency: Currency;
  readonly day: Day;
  readonly kind: string;
  /** A fund bill's row whose money a trade bill's row tells too. */
  readonly isTold: boolean;
  readonly lines: number;
  readonly gross: Minor;
  readonly fee: Minor;
  readonly net: Minor;
  /** `fees`: the gross amount of each sale; undefined where all their fees are the contract's, or nothing was agreed. */
  readonly each: Minor | undefined;
  /** `fees`: names an order or a trade. */
  readonly isNamed: boolean;
  /** `fees`: the shop of the line's order. */
  readonly shop: string | undefined;
  /** `days`: the last of the marks that its time of day has reached; empty before the first. */
  readonly mark: string;
  /** `days`: when the line's order was paid. */
  readonly paidOn: Day | undefined;
  /** `days`: when the platform settled it: the line's own day where its row names no other. */
  readonly settledOn: Day;
  /** `matches`: matched with an order. */
  readonly isMatched: boolean;
}

/** Which lines are asked for, and what of them. Lines from one day on and before another; moments as text. */
export interface AskedLines {
  readonly from: string;
  readonly next: string;
  readonly fees?: true;
  readonly days?: true;
  readonly matches?: true;
  /** Times of day that tell a day's lines apart, such as `23:00`: an account's cut-offs. */
  readonly marks?: readonly string[];
}

/**
 * So many lines are put in groups at once: they are sorted for it in memory near the processor, which takes half the time
 * that a million at once do, and memory doesn't grow with their number.
 */
const LINES_AT_ONCE = 10_000;

/** Goes once through the lines and hands each group of equal ones to `take`: equal lines of several runs come several times. */
export async function eachLineGroup(
  context: ReportContext,
  asked: AskedLines,
  take: (group: LineGroup) => void,
): Promise<void> {
  const { db } = context;
  const accounts = await loadAccounts(db);
  const refs = new Map(accounts.map(({ id, ref }) => [id, ref]));
  const rates = asked.fees === true ? ratesOf(accounts, context) : [];
  const marks = marksFrom(asked.marks ?? []);
  const sql = groupsOf(asked, { each: eachOf(rates), mark: markOf(marks) });
  const params: SqlParams = { ...rateParams(rates), ...marks, from: asked.from, next: asked.next };
  const [ids] = await db.all<{ first: number | null; last: number | null }>(
    'SELECT (SELECT MIN(id) FROM v_line) AS first, (SELECT MAX(id) FROM v_line) AS last',
  );
  const { first: lowest, last: highest } = ids ?? { first: null, last: null };
  if (lowest === null || highest === null) return;
  for (let first = lowest; first <= highest; first += LINES_AT_ONCE) {
    const rows = await db.all<GroupRow>(sql, { ...params, first, last: first + LINES_AT_ONCE - 1 });
    for (const row of rows) take(lineGroup(row, refs.get(row.account_id) ?? ''));
  }
}

interface GroupRow {
  readonly account_id: number;
  readonly currency: Currency;
  readonly day: Day;
  readonly kind: string;
  readonly told: number;
  readonly each_gross: number | null;
  readonly named: number;
  readonly shop: string | null;
  readonly mark: string;
  readonly paid_on: Day | null;
  readonly settled_on: Day | null;
  readonly matched: number;
  readonly lines: number;
  readonly gross: number;
  readonly fee: number;
}

function lineGroup(row: GroupRow, account: string): LineGroup {
  const [gross, fee] = [minor(row.gross), minor(row.fee)];
  return {
    account,
    currency: row.currency,
    day: row.day,
    kind: row.kind,
    isTold: row.told === 1,
    lines: row.lines,
    gross,
    fee,
    net: minus(gross, fee),
    each: row.each_gross === null ? undefined : minor(row.each_gross),
    isNamed: row.named === 1,
    shop: row.shop ?? undefined,
    mark: row.mark,
    paidOn: row.paid_on ?? undefined,
    settledOn: row.settled_on ?? row.day,
    isMatched: row.matched === 1,
  };
}

/** What was charged, what was given back and what cost nothing never hide in each other. */
const DIRECTION = `
  CASE WHEN l.fee_minor < 0 THEN -1 WHEN l.kind = 'sale' THEN 1
       WHEN l.kind IN ('fee', 'commission', 'tax', 'unknown') AND l.net_minor > 0 THEN -1
       WHEN l.fee_minor = 0 THEN 0 ELSE 1 END`;

/** Times of day as parameters `:t0`, `:t1`, …, the latest first. */
export function marksFrom(times: readonly string[]): SqlParams {
  return Object.fromEntries(
    [...new Set(times)]
      .sort()
      .reverse()
      .map((time, at) => [`t${at}`, time]),
  );
}

/** Of a line `l`, the first of `marks` that its time of day has reached. */
export function markOf(marks: SqlParams): string {
  const cases = Object.keys(marks).map((name) => `WHEN substr(l.occurred_at, 12, 5) >= :${name} THEN :${name}`);
  return cases.length === 0 ? "''" : `CASE ${cases.join(' ')} ELSE '' END`;
}

/** That no trade bill's row tells the money of a line `l` too. */
export const NOT_TOLD = `NOT (l.bill = 'fund' AND EXISTS (SELECT 1 FROM v_fund_tie tie WHERE tie.fund_line_id = l.id))`;

function groupsOf(asked: AskedLines, { each, mark }: { readonly each: string; readonly mark: string }): string {
  const [fees, days, matches] = [asked.fees === true, asked.days === true, asked.matches === true];
  const cells: readonly (readonly [name: string, cell: string, isKey: boolean])[] = [
    // What differs most stands first: fewer cells are compared.
    ['each_gross', fees ? each : 'NULL', fees],
    ['day', 'substr(l.occurred_at, 1, 10)', true],
    ['paid_on', days ? 'substr(o.paid_at, 1, 10)' : 'NULL', days],
    ['settled_on', days ? 'l.settled_on' : 'NULL', days],
    ['mark', mark, (asked.marks ?? []).length > 0],
    ['kind', 'l.kind', true],
    ['shop', fees ? 'o.shop' : 'NULL', fees],
    ['direction', fees ? DIRECTION : '1', fees],
    ['named', fees ? 'CASE WHEN l.order_no IS NULL AND l.trade_no IS NULL THEN 0 ELSE 1 END' : '0', fees],
    ['matched', matches ? 'CASE WHEN m.line_id IS NULL THEN 0 ELSE 1 END' : '0', matches],
    ['told', `CASE WHEN ${NOT_TOLD} THEN 0 ELSE 1 END`, true],
    ['account_id', 'l.account_id', true],
    ['currency', 'l.currency', true],
  ];
  const keys = cells.flatMap(([name, , isKey]) => (isKey ? [`g.${name}`] : []));
  return `
    SELECT ${cells.map(([name]) => `g.${name}`).join(', ')}, COUNT(*) AS lines, SUM(g.gross) AS gross, SUM(g.fee) AS fee
    FROM (SELECT ${cells.map(([name, cell]) => `${cell} AS ${name}`).join(', ')}, l.gross_minor AS gross, l.fee_minor AS fee
          FROM v_line l LEFT JOIN v_line_match m ON m.line_id = l.id LEFT JOIN v_order o ON o.id = m.order_id
          WHERE l.id BETWEEN :first AND :last AND l.occurred_at >= :from AND l.occurred_at < :next) AS g
    GROUP BY ${keys.join(', ')}`;
}

/** What each account's contract comes to, told where the lines lie; accounts without a contract are left out. */
function ratesOf(accounts: readonly StoredAccount[], { settings }: ReportContext): readonly RateFraction[] {
  return accounts.flatMap(({ id, ref }) => {
    const fees = settings.accounts.find((one) => one.id === ref)?.fees ?? [];
    return fees.length === 0 ? [] : [{ accountId: id, ...rateFraction(fees) }];
  });
}

/**
 * The gross amount of a sale that has a contract; nothing where its fee is the nearest whole one to gross × rate: whatever
 * the contract rounds half units to, that is its fee. On the half unit itself the sale keeps its amount.
 */
function eachOf(rates: readonly RateFraction[]): string {
  const of = (letter: string): string =>
    `CASE l.account_id ${rates.map((_, at) => `WHEN :a${at} THEN :${letter}${at}`).join(' ')} END`;
  const off = `abs(l.fee_minor * ${of('d')} - l.gross_minor * ${of('n')}) * 2`;
  return rates.length === 0 ? 'NULL' : `CASE WHEN l.kind = 'sale' AND NOT ${off} < ${of('d')} THEN l.gross_minor END`;
}
