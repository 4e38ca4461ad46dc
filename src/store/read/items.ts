import type { Currency } from '../../model/currency.ts';
import { dayOf, type Moment } from '../../model/day.ts';
import type { ItemContent, ItemRole } from '../../model/decision.ts';
import type { Place } from '../../model/finding.ts';
import type { ItemKind } from '../../model/match.ts';
import { minor } from '../../model/money.ts';
import type { Database, SqlParams } from '../database.ts';

/** Kinds of item that have a row of their own; batches and days are sums. */
export type StoredItem = Exclude<ItemKind, 'batch'>;
const STORED_ITEMS: readonly StoredItem[] = ['order', 'line', 'bank', 'invoice', 'receipt'];

/** A stored row as a member of a match: what it is, where it stands, what it is called. */
export interface ItemRow extends Omit<ItemContent, 'nth'> {
  readonly id: number;
  readonly accountId: number;
  readonly ref: string;
  readonly place: Place;
  /** Of a settlement line: its trade's number, and whether another bill's line speaks for the same money. */
  readonly tradeNo?: string;
  readonly isTied: boolean;
  /** Of a settlement line that belongs to an order, its number and the pass that said so. */
  readonly orderNo?: string;
  readonly pass?: string;
}

interface RawItem {
  readonly id: number;
  readonly account_id: number;
  readonly account: string;
  readonly kind: string;
  readonly bill: string;
  readonly number: string | null;
  readonly trade_no: string | null;
  readonly moment: Moment;
  readonly amount: number;
  readonly currency: Currency;
  readonly words: string;
  readonly file: string;
  readonly line: number;
  readonly tied: number;
  readonly order_no: string | null;
  readonly pass: string | null;
}

const NONE = `NULL AS trade_no, '' AS bill, 0 AS tied, NULL AS order_no, NULL AS pass`;
/** A payout's own number is its batch's; of other lines that of the refund, else the trade, else the order. */
const LINE_NUMBER = `CASE WHEN r.kind IN ('payout', 'payout-return') THEN r.batch_no
  ELSE COALESCE(r.refund_no, r.trade_no, r.order_no) END`;

interface Source {
  readonly columns: string;
  readonly from: string;
  readonly number: string;
}

const SOURCES: Readonly<Record<StoredItem, Source>> = {
  order: {
    columns: `'order' AS kind, COALESCE(r.booked_at, '1970-01-01') AS moment, r.payable_minor AS amount, '' AS words, ${NONE}`,
    from: 'v_order r',
    number: 'r.order_no',
  },
  invoice: {
    columns: `'invoice' AS kind, r.issued_on AS moment, r.total_minor AS amount, '' AS words, ${NONE}`,
    from: 'v_invoice r',
    number: 'r.invoice_no',
  },
  receipt: {
    columns: `'receipt' AS kind, r.received_on AS moment, r.amount_minor AS amount, '' AS words, ${NONE}`,
    from: 'v_receipt r',
    number: 'r.receipt_no',
  },
  bank: {
    columns: `'bank' AS kind, r.booked_at AS moment, r.amount_minor AS amount,
              COALESCE(r.counterparty, '') || ' ' || COALESCE(r.memo, '') AS words, ${NONE}`,
    from: 'v_bank r',
    number: 'r.reference',
  },
  line: {
    columns: `r.kind, r.bill, r.occurred_at AS moment, r.gross_minor AS amount, r.trade_no,
              r.kind || ' ' || r.bill || ' ' || r.fee_minor || ' ' || COALESCE(r.memo, '') AS words,
              CASE WHEN t.fund_line_id IS NULL THEN 0 ELSE 1 END AS tied, o.order_no, m.pass`,
    from: `v_line r LEFT JOIN v_fund_tie t ON t.fund_line_id = r.id LEFT JOIN v_line_match m ON m.line_id = r.id
           LEFT JOIN v_order o ON o.id = m.order_id`,
    number: LINE_NUMBER,
  },
};

/**
 * Rows of a kind that a condition over `r` (and `a` its account, `p` its file) selects, in an order that the order of
 * import doesn't change: equal rows are told apart by it.
 */
async function loadWhere(
  db: Database,
  item: StoredItem,
  where: string,
  params: SqlParams,
): Promise<readonly ItemRow[]> {
  const { columns, from, number } = SOURCES[item];
  const rows = await db.all<RawItem>(
    `SELECT r.id, r.account_id, a.ref AS account, ${number} AS number, r.currency, p.file, r.line, ${columns}
     FROM ${from} JOIN v_account a ON a.id = r.account_id JOIN v_place p ON p.statement_id = r.statement_id
     WHERE ${where} ORDER BY a.ref, moment, p.sha256, r.line`,
    params,
  );
  return rows.map((row) => itemRow(item, row));
}

function itemRow(item: StoredItem, row: RawItem): ItemRow {
  const role = roleOf(item, row.kind);
  const isPayout = role === 'payout' || role === 'payout-return';
  return {
    item,
    role,
    id: row.id,
    accountId: row.account_id,
    account: row.account,
    ref: refOf(item, row, isPayout),
    on: dayOf(row.moment),
    // What the bank should see of a payout is positive, of its return negative.
    amount: minor(isPayout ? -row.amount : row.amount),
    currency: row.currency,
    words: row.words,
    place: { file: row.file, line: row.line },
    isTied: row.tied === 1,
    ...(row.number === null ? {} : { number: row.number }),
    ...(row.trade_no === null ? {} : { tradeNo: row.trade_no }),
    ...(row.order_no === null ? {} : { orderNo: row.order_no }),
    ...(row.pass === null ? {} : { pass: row.pass }),
  };
}

function roleOf(item: StoredItem, kind: string): ItemRole {
  if (item !== 'line') return item;
  return kind === 'payout' || kind === 'payout-return' ? kind : 'line';
}

function refOf(item: StoredItem, row: RawItem, isPayout: boolean): string {
  const at = `${row.file}:${row.line}`;
  if (item === 'line') {
    if (isPayout) return row.number === null ? at : `batch:${row.number}`;
    return row.trade_no === null ? at : `trade:${row.trade_no}`;
  }
  if (row.number === null) return at;
  return item === 'bank' ? `bank:${row.account}/${row.number}` : `${item}:${row.number}`;
}

/** Rows by what names them: their number, of lines also that of their trade. */
export async function loadItemsByNumber(db: Database, item: StoredItem, number: string): Promise<readonly ItemRow[]> {
  return loadWhere(db, item, `${SOURCES[item].number} = :number`, { number });
}

/** All lines of a trade. */
export async function loadTrade(db: Database, tradeNo: string): Promise<readonly ItemRow[]> {
  return loadWhere(db, 'line', 'r.trade_no = :tradeNo', { tradeNo });
}

/** The rows of a line of a file, of whatever kind. */
export async function loadItemsAt(db: Database, { file, line }: Place): Promise<readonly ItemRow[]> {
  const found: ItemRow[] = [];
  for (const item of STORED_ITEMS) {
    found.push(...(await loadWhere(db, item, 'p.file = :file AND r.line = :line', { file, line })));
  }
  return found;
}

export async function loadItem(db: Database, item: StoredItem, id: number): Promise<ItemRow | undefined> {
  const [row] = await loadWhere(db, item, 'r.id = :id', { id });
  return row;
}

/** Bank lines of an account by the bank's number. */
export async function loadBankItems(db: Database, account: string, number: string): Promise<readonly ItemRow[]> {
  return loadWhere(db, 'bank', 'a.ref = :account AND r.reference = :number', { account, number });
}

/** The lines that the passes or a person gave an order. */
export async function loadLinesOfOrder(db: Database, orderId: number): Promise<readonly ItemRow[]> {
  return loadWhere(db, 'line', 'm.order_id = :orderId', { orderId });
}

const AT_ONCE = 400;

/** Every row that may be one of these: of their numbers, or without one of their days and amounts. One look a kind. */
export async function loadCandidates(db: Database, items: readonly ItemContent[]): Promise<readonly ItemRow[]> {
  const found: ItemRow[] = [];
  for (const item of STORED_ITEMS) {
    const own = items.filter((one) => one.item === item);
    const numbers = [...new Set(own.flatMap((one) => one.number ?? []))].sort();
    for (let at = 0; at < numbers.length; at += AT_ONCE) {
      const some = numbers.slice(at, at + AT_ONCE);
      const names = some.map((_, index) => `:n${index}`).join(', ');
      const params = Object.fromEntries(some.map((number, index) => [`n${index}`, number]));
      found.push(...(await loadWhere(db, item, `${SOURCES[item].number} IN (${names})`, params)));
    }
    const days = [...new Set(own.filter((one) => one.number === undefined).map((one) => one.on))].sort();
    for (const on of days) {
      const where = `${SOURCES[item].number} IS NULL AND ${momentOf(item)} >= :on AND ${momentOf(item)} < :on || '~'`;
      found.push(...(await loadWhere(db, item, where, { on })));
    }
  }
  return found;
}

function momentOf(item: StoredItem): string {
  const moments = { order: 'r.booked_at', invoice: 'r.issued_on', receipt: 'r.received_on', bank: 'r.booked_at' };
  return item === 'line' ? 'r.occurred_at' : moments[item];
}

/** Rows that say the same: which of them one is tells them apart. */
export function isAlike(left: Omit<ItemContent, 'nth'>, right: Omit<ItemContent, 'nth'>): boolean {
  return (
    isNamesake(left, right) &&
    left.on === right.on &&
    left.amount === right.amount &&
    left.currency === right.currency &&
    left.words === right.words
  );
}

/** Of one kind, account and number; a revised row keeps these. */
export function isNamesake(left: Omit<ItemContent, 'nth'>, right: Omit<ItemContent, 'nth'>): boolean {
  return (
    left.item === right.item &&
    left.role === right.role &&
    left.account === right.account &&
    left.number === right.number
  );
}
