import type { NamedFinding } from '../../model/finding.ts';
import type { ReportContext } from '../report.ts';
import {
  loadBankRows,
  loadGroup,
  loadInvoices,
  loadLines,
  loadOrders,
  loadReceiptRows,
  type BankRow,
  type InvoiceRow,
  type LineRow,
  type ReceiptRow,
} from './rows.ts';

interface HitPlace {
  /** The name to ask for it again. */
  readonly ref: string;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
}

/** Something in the books that goes by a ref. */
export type Hit = HitPlace &
  (
    | { readonly kind: 'order'; readonly orderNo: string }
    | { readonly kind: 'lines'; readonly lines: readonly LineRow[] }
    | { readonly kind: 'batch'; readonly batchNo: string }
    | { readonly kind: 'bank'; readonly row: BankRow }
    | { readonly kind: 'invoice'; readonly invoice: InvoiceRow }
    | { readonly kind: 'receipt'; readonly receipt: ReceiptRow }
    | { readonly kind: 'group' }
    | { readonly kind: 'finding'; readonly finding: NamedFinding }
  );

type Search = (context: ReportContext, value: string) => Promise<readonly Hit[]>;

/** What a ref of each kind looks for. */
const SEARCHES: Readonly<Record<string, Search>> = {
  order: ordersOf,
  trade: tradesOf,
  batch: batchesOf,
  bank: bankLinesOf,
  invoice: invoicesOf,
  receipt: receiptsOf,
};

/** Everything that goes by the ref as of the day; a bare number is tried as each kind. */
export async function findHits(context: ReportContext, ref: string): Promise<readonly Hit[]> {
  if (ref.startsWith('m-')) {
    const group = await loadGroup(context, ref);
    if (group) return [{ kind: 'group', ref }];
  }
  if (ref.startsWith('f-')) {
    const found = findingsNamed(await context.findings(), ref);
    if (found.length > 0) return found;
  }
  const [kind = '', ...rest] = ref.split(':');
  const search = SEARCHES[kind];
  if (search !== undefined && rest.length > 0) return search(context, rest.join(':'));
  const place = /^(.+):(\d+)$/u.exec(ref);
  if (place) {
    const found = await placedAt(context, place[1] ?? '', Number(place[2]));
    if (found.length > 0) return found;
  }
  const hits: Hit[] = [];
  for (const one of Object.values(SEARCHES)) hits.push(...(await one(context, ref)));
  return distinct(hits);
}

/** By the whole id, or by a beginning of it; where several begin so, all of them. */
function findingsNamed(findings: readonly NamedFinding[], ref: string): readonly Hit[] {
  const named = findings.filter((one) => one.id === ref);
  const begun = ref === 'f-' ? [] : findings.filter((one) => one.id.startsWith(ref));
  return (named.length > 0 ? named : begun).map((finding) => ({
    kind: 'finding',
    ref: finding.id,
    file: finding.place?.file,
    line: finding.place?.line,
    finding,
  }));
}

/** An order's number may be a trade's too: what leads to the same place is one hit. */
function distinct(hits: readonly Hit[]): readonly Hit[] {
  return hits.filter((hit, at) => hits.findIndex((other) => other.ref === hit.ref) === at);
}

async function ordersOf(context: ReportContext, orderNo: string): Promise<readonly Hit[]> {
  const [order] = await loadOrders(context, 'o.order_no = :orderNo', { orderNo });
  const [line] = order ? [] : await loadLines(context, 'l.order_no = :orderNo', { orderNo }, 1);
  const at = order ?? line;
  return at ? [{ kind: 'order', ref: `order:${orderNo}`, orderNo, file: at.file, line: at.line }] : [];
}

/** A trade whose lines are matched to an order is that order's chain. */
async function tradesOf(context: ReportContext, tradeNo: string): Promise<readonly Hit[]> {
  const lines = await loadLines(context, 'l.trade_no = :tradeNo', { tradeNo });
  const [first] = lines;
  if (!first) return [];
  const ids = new Set(lines.flatMap((line) => line.order_id ?? []));
  const [id, ...others] = ids;
  if (id !== undefined && others.length === 0) {
    const [order] = await loadOrders(context, 'o.id = :id', { id });
    if (order) {
      const { order_no: orderNo, file, line } = order;
      return [{ kind: 'order', ref: `order:${orderNo}`, orderNo, file, line }];
    }
  }
  return [{ kind: 'lines', ref: `trade:${tradeNo}`, lines, file: first.file, line: first.line }];
}

async function batchesOf(context: ReportContext, batchNo: string): Promise<readonly Hit[]> {
  const [line] = await loadLines(context, 'l.batch_no = :batchNo', { batchNo }, 1);
  return line ? [{ kind: 'batch', ref: `batch:${batchNo}`, batchNo, file: line.file, line: line.line }] : [];
}

/** `ACCOUNT/REF`, or a bank's number alone. */
async function bankLinesOf(context: ReportContext, value: string): Promise<readonly Hit[]> {
  const slash = value.indexOf('/');
  const account = slash < 0 ? null : value.slice(0, slash);
  const named = await loadBankRows(context, 'a.ref = :account AND b.reference = :reference', {
    account,
    reference: value.slice(slash + 1),
  });
  const rows = named.length > 0 ? named : await loadBankRows(context, 'b.reference = :value', { value });
  return rows.map((row) => bankHit(row, rows.length > 1));
}

/** Equal numbers of one bank are told apart by file and line. */
function bankHit(row: BankRow, byPlace: boolean): Hit {
  const at = `${row.file}:${row.line}`;
  const ref = row.reference === null || byPlace ? at : `bank:${row.account}/${row.reference}`;
  return { kind: 'bank', ref, row, file: row.file, line: row.line };
}

async function invoicesOf(context: ReportContext, value: string): Promise<readonly Hit[]> {
  const rows = await loadInvoices(context, 'i.invoice_no = :value', { value });
  return rows.map((invoice) => ({
    kind: 'invoice',
    ref: `invoice:${invoice.invoice_no}`,
    invoice,
    file: invoice.file,
    line: invoice.line,
  }));
}

async function receiptsOf(context: ReportContext, value: string): Promise<readonly Hit[]> {
  const rows = await loadReceiptRows(context, 'r.receipt_no = :value', { value });
  return rows.map((receipt) => ({
    kind: 'receipt',
    ref: `receipt:${receipt.receipt_no}`,
    receipt,
    file: receipt.file,
    line: receipt.line,
  }));
}

/** The row of a file: an order or a line matched to one leads to the order's chain. */
async function placedAt(context: ReportContext, file: string, line: number): Promise<readonly Hit[]> {
  const at = { file, line };
  const ref = `${file}:${line}`;
  const orders = await loadOrders(context, 'p.file = :file AND o.line = :line', at);
  const lines = await loadLines(context, 'p.file = :file AND l.line = :line', at);
  const banks = await loadBankRows(context, 'p.file = :file AND b.line = :line', at);
  const invoices = await loadInvoices(context, 'p.file = :file AND i.line = :line', at);
  const receipts = await loadReceiptRows(context, 'p.file = :file AND r.line = :line', at);
  const found: Hit[] = [
    ...orders.map((one): Hit => ({ kind: 'order', ref: `order:${one.order_no}`, orderNo: one.order_no, ...at })),
    ...banks.map((row): Hit => ({ kind: 'bank', ref, row, ...at })),
    ...invoices.map((invoice): Hit => ({ kind: 'invoice', ref: `invoice:${invoice.invoice_no}`, invoice, ...at })),
    ...receipts.map((receipt): Hit => ({ kind: 'receipt', ref: `receipt:${receipt.receipt_no}`, receipt, ...at })),
  ];
  const [own] = lines;
  if (!own) return found;
  const whole = own.trade_no === null || own.kind === 'payout' ? [] : await tradesOf(context, own.trade_no);
  return [...found, ...(whole.length > 0 ? whole : [{ kind: 'lines' as const, ref, lines, ...at }])];
}
