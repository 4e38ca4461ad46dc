import { duplicateSales } from '../discrepancy/index.ts';
import type { LineFacts } from '../model/case.ts';
import type { Currency } from '../model/currency.ts';
import { addDays, dayOf, type Day, type Moment } from '../model/day.ts';
import { minor, minus, plus, type Minor } from '../model/money.ts';
import { groupName, memberKey } from '../store/read/group-name.ts';
import { decidedOrders } from './decided-why.ts';
import type { ListedGroup, ShownMember } from './match-row.ts';
import type { ReportContext } from './report.ts';

interface JoinedRow {
  readonly own_no: string;
  readonly own_currency: Currency;
  readonly payable_minor: number;
  readonly refunded_minor: number | null;
  readonly booked_at: Moment | null;
  readonly own_statement: number;
  readonly own_line: number;
  readonly pass: string;
  readonly platform: string | null;
  readonly account: string;
  readonly kind: LineFacts['kind'];
  readonly occurred_at: Moment;
  readonly trade_no: string | null;
  readonly refund_no: string | null;
  readonly gross_minor: number;
  readonly currency: Currency;
  readonly file: string;
  readonly line: number;
}

/** Which orders: all, or those that match-tally.ts can't count where they lie. */
export type WhichOrders = 'all' | 'not-alone';

/**
 * One group an order: what the books say (its amount, its refund) and every sale and refund line of it, as far as they
 * exist by the day. A row that settles a trade twice is no part of it; lines of other kinds are only counted. By order
 * number, in batches as they come.
 */
export async function* orderGroups(
  context: ReportContext,
  which: WhichOrders = 'all',
): AsyncIterable<readonly OrderGroup[]> {
  const decided = await decidedOrders(context.db);
  for await (const batch of plainGroups(context, which)) {
    yield batch.map((group) => {
      const own = group.pass === BY_HAND || group.why['passes'] !== undefined ? decided.get(group.orderNo) : undefined;
      return own === undefined ? group : { ...group, state: 'manual', why: { ...group.why, ...own } };
    });
  }
}

/** The number of the order that a group of that name is made of, among all there are. */
export async function orderOfGroup(context: ReportContext, name: string): Promise<string | undefined> {
  for await (const batch of plainGroups(context, 'all')) {
    const found = batch.find((group) => group.group === name);
    if (found !== undefined) return found.orderNo;
  }
  return undefined;
}

const BY_HAND = 'by-hand';

export type OrderGroup = ListedGroup & { readonly orderNo: string };

async function* plainGroups(context: ReportContext, which: WhichOrders): AsyncIterable<readonly OrderGroup[]> {
  const { db, asOf, filters } = context;
  const files = await filesOf(context);
  let rows: JoinedRow[] = [];
  const finished = (): readonly OrderGroup[] => (isWanted(rows, context) ? groupOf(rows, files) : []);
  const params = { next: addDays(asOf, 1), order: filters.order ?? null };
  for await (const batch of db.stream<JoinedRow>(which === 'all' ? ALL : NOT_ALONE_ONLY, params)) {
    const groups: OrderGroup[] = [];
    for (const row of batch) {
      if (rows.length > 0 && rows[0]?.own_no !== row.own_no) {
        groups.push(...finished());
        rows = [];
      }
      rows.push(row);
    }
    yield groups;
  }
  yield finished();
}

/** The lines of orders, the orders themselves … */
export const MATCHED_LINES = `v_line_match m JOIN v_line l ON l.id = m.line_id JOIN v_order o ON o.id = m.order_id
  JOIN v_account a ON a.id = l.account_id`;

/** … as far as they exist by the day, and are asked for. */
export const KNOWN = `l.occurred_at < :next AND (o.booked_at IS NULL OR o.booked_at < :next)
  AND (:order IS NULL OR o.order_no = :order)`;

/** The line isn't the only one of its order, or a person gave it to the order. */
export const NOT_ALONE = `(m.pass = '${BY_HAND}'
    OR EXISTS (SELECT 1 FROM v_line_match other WHERE other.order_id = m.order_id AND other.line_id <> m.line_id))`;

/** No column that isn't shown: each of a million rows costs a second for every ten. */
const COLUMNS = `
  SELECT o.order_no AS own_no, o.currency AS own_currency, o.payable_minor, o.refunded_minor, o.booked_at,
         o.statement_id AS own_statement, o.line AS own_line, m.pass, COALESCE(o.platform, a.platform) AS platform,
         a.ref AS account, l.kind, l.occurred_at, l.trade_no, l.refund_no, l.gross_minor, l.currency, p.file, l.line
  FROM ${MATCHED_LINES} JOIN v_place p ON p.statement_id = l.statement_id`;
const ORDER = 'ORDER BY o.order_no, l.occurred_at, p.file, l.line';
const ALL = `${COLUMNS} WHERE ${KNOWN} ${ORDER}`;
const NOT_ALONE_ONLY = `${COLUMNS} WHERE ${KNOWN} AND ${NOT_ALONE} ${ORDER}`;

type Files = ReadonlyMap<number, string>;

/** Files by statement: few, where the orders are many. */
async function filesOf({ db }: ReportContext): Promise<Files> {
  const rows = await db.all<{ id: number; file: string }>('SELECT statement_id AS id, file FROM v_place');
  return new Map(rows.map(({ id, file }) => [id, file]));
}

function isWanted(rows: readonly JoinedRow[], { filters }: ReportContext): boolean {
  const { account, platform } = filters;
  return rows.some(
    (row) =>
      (account === undefined || row.account === account) && (platform === undefined || row.platform === platform),
  );
}

type MatchedLine = Omit<LineFacts, 'id' | 'orderNo' | 'fee' | 'net' | 'typeWords' | 'memo'>;

function groupOf(rows: readonly JoinedRow[], files: Files): readonly OrderGroup[] {
  const [order] = rows;
  const lines = rows.map(matchedLine);
  const own = lines.filter((line) => line.kind === 'sale' || line.kind === 'refund');
  const again = duplicateSales(own);
  const counted = again.length === 0 ? own : own.filter((line) => !again.includes(line));
  if (!order || counted.length === 0) return [];
  const booked = bookSide(order, files.get(order.own_statement) ?? '');
  const actual = counted.map(lineMember);
  const keys = [
    memberKey({ side: 'expected', kind: 'order', ref: `order:${order.own_no}` }),
    ...actual.map(({ ref }) => memberKey({ side: 'actual', kind: 'line', ref })),
  ];
  const passes = [...new Set(rows.map((row) => row.pass))].sort();
  return [
    {
      group: groupName('m', 'order-settlement', keys),
      orderNo: order.own_no,
      leg: 'order-settlement',
      shape: counted.length === 1 ? '1:1' : '1:n',
      state: 'auto',
      pass: order.pass,
      difference: minus(sumIn(counted, order.own_currency), plus(...booked.map((member) => member.amount.minor))),
      currency: order.own_currency,
      matchedOn: lastDay(order, counted),
      members: [...booked, ...actual],
      why: {
        ...(passes.length > 1 ? { passes } : {}),
        ...(again.length > 0 ? { settled_again: again.map(lineRef) } : {}),
        ...(lines.length > own.length ? { other_lines: lines.length - own.length } : {}),
      },
    },
  ];
}

function matchedLine(row: JoinedRow): MatchedLine {
  return {
    kind: row.kind,
    account: row.account,
    occurredAt: row.occurred_at,
    gross: minor(row.gross_minor),
    currency: row.currency,
    place: { file: row.file, line: row.line },
    ...(row.trade_no === null ? {} : { tradeNo: row.trade_no }),
    ...(row.refund_no === null ? {} : { refundNo: row.refund_no }),
  };
}

/** What the order was to bring and, where the books say so, what went back. */
function bookSide(order: JoinedRow, file: string): readonly ShownMember[] {
  const member = (amount: number): ShownMember => ({
    side: 'expected',
    ref: `order:${order.own_no}`,
    amount: { minor: minor(amount), currency: order.own_currency },
    file,
    line: order.own_line,
  });
  const refunded = order.refunded_minor ?? 0;
  return [member(order.payable_minor), ...(refunded === 0 ? [] : [member(-refunded)])];
}

function lineMember(line: MatchedLine): ShownMember {
  const { file, line: row } = line.place;
  return {
    side: 'actual',
    ref: lineRef(line),
    amount: { minor: line.gross, currency: line.currency },
    file,
    line: row,
  };
}

function lineRef({ tradeNo, place }: MatchedLine): string {
  return tradeNo === undefined ? `${place.file}:${place.line}` : `trade:${tradeNo}`;
}

/** Lines in another currency are another finding, no amount of this one. */
function sumIn(lines: readonly MatchedLine[], currency: Currency): Minor {
  return plus(...lines.filter((line) => line.currency === currency).map((line) => line.gross));
}

function lastDay(order: JoinedRow, lines: readonly MatchedLine[]): Day {
  const days = lines.map((line) => dayOf(line.occurredAt));
  const all = order.booked_at === null ? days : [...days, dayOf(order.booked_at)];
  return all.reduce((last, day) => (day > last ? day : last));
}
