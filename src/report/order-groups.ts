import { duplicateSales } from '../discrepancy/index.ts';
import type { LineFacts } from '../model/case.ts';
import type { Currency } from '../model/currency.ts';
import { addDays, dayOf, type Day, type Moment } from '../model/day.ts';
import { minor, minus, plus, type Minor } from '../model/money.ts';
import { groupName, memberKey } from '../store/read/group-name.ts';
import { LINE_COLUMNS, lineFacts, type LineRow } from '../store/read/order-cases.ts';
import type { ListedGroup, ListedMember } from './match-row.ts';
import { decidedOrders } from './decided-why.ts';
import type { ReportContext } from './report.ts';

interface JoinedRow extends LineRow {
  readonly own_no: string;
  readonly own_platform: string | null;
  readonly own_currency: Currency;
  readonly payable_minor: number;
  readonly refunded_minor: number | null;
  readonly booked_at: Moment | null;
  readonly own_file: string;
  readonly own_line: number;
  readonly pass: string;
  readonly line_platform: string | null;
}

/**
 * One group an order: what the books say (its amount, its refund) and every sale and refund line of it, as far as they
 * exist by the day. A row that settles a trade twice is no part of it; lines of other kinds are only counted.
 */
export async function* orderGroups(context: ReportContext): AsyncIterable<ListedGroup> {
  const decided = await decidedOrders(context.db);
  for await (const { orderNo, ...group } of plainGroups(context)) {
    const own = group.pass === BY_HAND || group.why['passes'] !== undefined ? decided.get(orderNo) : undefined;
    yield own === undefined ? group : { ...group, state: 'manual', why: { ...group.why, ...own } };
  }
}

/** The number of the order that a group of that name is made of, among all there are. */
export async function orderOfGroup(context: ReportContext, name: string): Promise<string | undefined> {
  for await (const group of plainGroups(context)) if (group.group === name) return group.orderNo;
  return undefined;
}

const BY_HAND = 'by-hand';
type OrderGroup = ListedGroup & { readonly orderNo: string };

async function* plainGroups(context: ReportContext): AsyncIterable<OrderGroup> {
  const { db, asOf, filters } = context;
  let rows: JoinedRow[] = [];
  const finished = (): readonly OrderGroup[] => (isWanted(rows, context) ? groupOf(rows) : []);
  const params = { next: addDays(asOf, 1), order: filters.order ?? null };
  for await (const batch of db.stream<JoinedRow>(ORDERS_WITH_LINES, params)) {
    for (const row of batch) {
      if (rows.length > 0 && rows[0]?.own_no !== row.own_no) {
        yield* finished();
        rows = [];
      }
      rows.push(row);
    }
  }
  yield* finished();
}

const ORDERS_WITH_LINES = `
  SELECT o.order_no AS own_no, o.platform AS own_platform, o.currency AS own_currency, o.payable_minor, o.refunded_minor,
         o.booked_at, op.file AS own_file, o.line AS own_line, m.pass, a.platform AS line_platform, ${LINE_COLUMNS}
  FROM v_line_match m JOIN v_line l ON l.id = m.line_id JOIN v_order o ON o.id = m.order_id
  JOIN v_account a ON a.id = l.account_id JOIN v_place p ON p.statement_id = l.statement_id
  JOIN v_place op ON op.statement_id = o.statement_id
  WHERE l.occurred_at < :next AND (o.booked_at IS NULL OR o.booked_at < :next) AND (:order IS NULL OR o.order_no = :order)
  ORDER BY o.order_no, l.occurred_at, p.file, l.line`;

function isWanted(rows: readonly JoinedRow[], { filters }: ReportContext): boolean {
  const { account, platform } = filters;
  return rows.some(
    (row) =>
      (account === undefined || row.account === account) &&
      (platform === undefined || (row.own_platform ?? row.line_platform) === platform),
  );
}

function groupOf(rows: readonly JoinedRow[]): readonly OrderGroup[] {
  const [order] = rows;
  const lines = rows.map(lineFacts);
  const own = lines.filter((line) => line.kind === 'sale' || line.kind === 'refund');
  const again = duplicateSales(own);
  const counted = own.filter((line) => !again.includes(line));
  if (!order || counted.length === 0) return [];
  const booked = bookSide(order);
  const members = [...booked, ...counted.map(lineMember)];
  const keys = [
    memberKey({ side: 'expected', kind: 'order', ref: `order:${order.own_no}` }),
    ...counted.map((line) => memberKey({ side: 'actual', kind: 'line', ref: lineRef(line) })),
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
      members,
      why: {
        ...(passes.length > 1 ? { passes } : {}),
        ...(again.length > 0 ? { settled_again: again.map(lineRef) } : {}),
        ...(lines.length > own.length ? { other_lines: lines.length - own.length } : {}),
      },
    },
  ];
}

/** What the order was to bring and, where the books say so, what went back. */
function bookSide(order: JoinedRow): readonly ListedMember[] {
  const member = (amount: number): ListedMember => ({
    side: 'expected',
    ref: `order:${order.own_no}`,
    amount: { minor: minor(amount), currency: order.own_currency },
    place: { file: order.own_file, line: order.own_line },
  });
  const refunded = order.refunded_minor ?? 0;
  return [member(order.payable_minor), ...(refunded === 0 ? [] : [member(-refunded)])];
}

function lineMember(line: LineFacts): ListedMember {
  return {
    side: 'actual',
    ref: lineRef(line),
    amount: { minor: line.gross, currency: line.currency },
    place: line.place,
  };
}

function lineRef({ tradeNo, place }: LineFacts): string {
  return tradeNo === undefined ? `${place.file}:${place.line}` : `trade:${tradeNo}`;
}

/** Lines in another currency are another finding, no amount of this one. */
function sumIn(lines: readonly LineFacts[], currency: Currency): Minor {
  return plus(...lines.filter((line) => line.currency === currency).map((line) => line.gross));
}

function lastDay(order: JoinedRow, lines: readonly LineFacts[]): Day {
  const days = lines.map((line) => dayOf(line.occurredAt));
  const all = order.booked_at === null ? days : [...days, dayOf(order.booked_at)];
  return all.reduce((last, day) => (day > last ? day : last));
}
